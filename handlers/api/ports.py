"""What the API needs behind it."""

from typing import Protocol

from dialogs.facts.records import (
    Bearer,
    CaseFilter,
    CasePage,
    CaseRecord,
    DeskFilter,
    DeskItem,
    DeskPage,
    Reporter,
    Withheld,
)


class Tokens(Protocol):
    async def bearer(self, token: str) -> Bearer | None:
        """Say whose token this is; ``None`` for what is none, or was revoked."""


class Registry(Protocol):
    """Cases and their photos; each reader finds what their role may see, and nothing else is there."""

    async def page(self, wanted: CaseFilter, reader: Bearer) -> CasePage: ...
    async def case(self, number: str, reader: Bearer, *, until: int = ...) -> CaseRecord | None:
        """Give a case; the last entry of its timeline that is given is the one at ``until`` or before it."""

    async def photo(self, id: str, reader: Bearer) -> str | None:
        """Give the MIME type."""


class Desk(Protocol):
    async def items(self, wanted: DeskFilter) -> DeskPage: ...
    async def done(self, id: str, by: Bearer) -> DeskItem | None: ...


class Reporters(Protocol):
    """Who brought a matter; each look leaves an audit entry. ``None``: the matter is not there for this reader."""

    async def of_case(self, number: str, reader: Bearer) -> Reporter | Withheld | None: ...
    async def of_item(self, id: str, reader: Bearer) -> Reporter | Withheld | None: ...
