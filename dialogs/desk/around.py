"""What surrounds a turn, and what it may ask of the outside."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias, TypeVar

import msgspec

from dialogs.city import City
from dialogs.desk.judging import Judgement
from dialogs.facts.cases import Detail, Place
from dialogs.facts.discreet import Discreet
from dialogs.facts.messages import Capabilities
from dialogs.facts.moment import Moment
from dialogs.facts.queries import Candidates, CasebookQuery, CityQuery, Locate, Outside, Read, Told
from dialogs.facts.reading import Reading
from dialogs.facts.say import Reply
from dialogs.machine.journal import Conversation
from dialogs.machine.playing import Aside
from dialogs.machine.replay import Perform
from dialogs.wording import Wording


class Reader(Protocol):
    """Reading of free text against a city's profile."""

    def read(self, text: str) -> Reading: ...

    def danger(self, text: str) -> str: ...

    def told(self, text: str, category: str) -> tuple[Detail, ...]: ...

    def locate(self, place: Place) -> Place: ...

    def is_outside(self, place: Place) -> bool: ...

    def candidates(self, place: Place) -> tuple[str, ...]: ...

    def reads_as_place(self, text: str) -> bool: ...

    def fitting_answer(self, text: str) -> str: ...


def read_from(reader: Reader, query: CityQuery) -> Any:
    """Answer what a script asks of the city's profile."""
    match query:
        case Read():
            return reader.read(query.text)
        case Told():
            return reader.told(query.what, query.category)
        case Locate():
            return reader.locate(query.place)
        case Outside():
            return reader.is_outside(query.place)
        case Candidates():
            return reader.candidates(query.place)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one identity may do: messages in a minute, 0 for any number; and whether it is blocked."""

    messages: int = 0
    blocked: bool = False


class Around(msgspec.Struct, frozen=True):
    """The city and its words, the channel, the time, and where ids come from."""

    now: Moment
    city: City
    reader: Reader
    wording: Wording
    hearing: "Hearing"
    capabilities: Capabilities
    draw: Callable[[], str]
    bounds: Bounds = Bounds()
    aside: Aside | None = None
    """The run on top as the turn before put it aside, where that is still in mind; the journal says the same."""


class Hearing(Protocol):
    """Understanding words by the catalogue's tables."""

    def number(self, text: str) -> int | None: ...

    def labels(self, option: Any) -> tuple[str, ...]: ...

    def denies(self, text: str) -> bool: ...

    def is_unsure(self, text: str, *, within: int) -> bool: ...

    def contradicted(self, text: str) -> str | None: ...

    def command(self, text: str) -> str: ...

    def led_by(self, text: str) -> tuple[str, str]: ...

    def beside_command(self, text: str) -> tuple[str, str]: ...

    def elsewhere(self, text: str) -> str: ...

    def is_small_talk(self, text: str) -> bool: ...

    def warmth(self, text: str) -> str: ...

    def judgement(self, text: str) -> Judgement: ...

    def near(self, text: str, *values: str) -> str: ...

    def asks_back(self, text: str) -> bool: ...

    def is_about_numbers(self, text: str) -> bool: ...

    def is_unreached(self, text: str) -> bool: ...

    def language_of(self, text: str, before: str = "") -> str: ...


class Commit(Discreet, frozen=True):
    """Keep this conversation before anything further; a turn that lost its race ends here.

    With a message, ``reply`` is kept as its answer.
    """

    conversation: Conversation
    message: str = ""
    reply: Reply = Reply()
    language: str = ""


Outward: TypeAlias = CasebookQuery | Commit | Perform
T = TypeVar("T")
Steps: TypeAlias = Generator[Outward, Any, T]


class Turned(Discreet, frozen=True):
    """What a turn came to: the conversation to keep and what is said; an empty reply is a defined silence."""

    conversation: Conversation
    reply: Reply
    language: str
    aside: Aside | None = None
    """The run on top, for the next turn to go on from."""
    limit: str = ""
    """The limit that the message met, where it met one."""
    afterwards: Perform | None = None
    """What is done once the answer is kept, for it says that it was given; should it fail, a later turn does it."""
