"""Whether a URL leads to PostgreSQL itself, or to a PgBouncer that hands its connections on after each transaction."""

from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import make_url

SAYS_SO: Final = "statement_cache_size"
"""The parameter by which asyncpg's own documentation tells people to say that nothing may be prepared."""


@dataclass(frozen=True, slots=True)
class Way:
    """A URL as drivers take it; ``pooled``: a statement prepared in one transaction is unknown in the next."""

    url: str = field(repr=False)
    pooled: bool


def way_of(url: str) -> Way:
    """Read ``?statement_cache_size=0`` off a URL. ``ValueError`` for any other size: there is nothing to choose."""
    parts = make_url(url)
    size = parts.query.get(SAYS_SO)
    if size not in {None, "0"}:
        raise ValueError(f"{SAYS_SO} can only be 0, for a PgBouncer in transaction mode")
    plain = parts.difference_update_query([SAYS_SO])
    return Way(plain.render_as_string(hide_password=False), size == "0")
