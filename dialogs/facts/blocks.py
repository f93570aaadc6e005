"""Who may not file for now, as those who decide it see it: never who it is."""

from dataclasses import dataclass, field

from dialogs.facts.moment import Moment


@dataclass(frozen=True, slots=True)
class Block:
    """``until`` None: until it is lifted. ``by``: a token's id, or the command line."""

    id: str
    channel: str
    by: str
    at: Moment
    until: Moment | None = None
    reason: str = field(default="", repr=False)
