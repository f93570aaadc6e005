"""The text index: which masked descriptions hold which pairs of characters.

Both databases have one table of ours: their own indexes of three characters miss words of two.
"""

from typing import Final

from sqlalchemy import Column, String, Table

from adapters.casebook.schema.columns import NUMBER, metadata

# In the order of code points everywhere: the pairs that begin with a character are a range.
GRAM: Final = String(2).with_variant(String(2, collation="C"), "postgresql")

grams = Table(
    "grams",
    metadata,
    Column("gram", GRAM, primary_key=True),
    # No reference to its case: checking one would cost more than the row itself.
    Column("case", NUMBER, primary_key=True),
    sqlite_with_rowid=False,
)
