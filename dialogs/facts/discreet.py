"""What holds what people wrote shows none of it, wherever it is printed: in a log, an error, a debugger."""

from typing import Any

import msgspec


class Discreet(msgspec.Struct, frozen=True):
    """A struct that names itself and tells nothing of what it holds."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        """Tell rich, which asks here first, no more."""
        return []
