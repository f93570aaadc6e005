"""What a script may yield, and the words it is written in.

A script is a generator that reads like the conversation. It yields what to ask, look up and do, and returns its last
words. It does no I/O, reads no clock and knows no channel; the machine replays it from its journal at every turn.
"""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar, cast

from dialogs.facts.acts import Act, Refused
from dialogs.facts.cases import Place
from dialogs.facts.queries import Query
from dialogs.facts.say import Item, Say
from dialogs.machine.question import Given, Question, Text

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ask:
    question: Question


@dataclass(frozen=True, slots=True)
class LookUp:
    query: Query
    within: int | None = None
    """How old (µs) a result may be while nothing was answered or done after it; None: any age."""


@dataclass(frozen=True, slots=True)
class Do:
    act: Act


@dataclass(frozen=True, slots=True)
class Tell:
    """Say something on the way to the next question, or before the last words."""

    say: Say


@dataclass(frozen=True, slots=True)
class Drafted:
    """Say that what was told so far would be worth asking after; no entry of a journal, and no bar to going back."""

    words: str


@dataclass(frozen=True, slots=True)
class Extras:
    """Collect photos and locations that came along, whatever was being asked."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Let the machine start the run anew with these arguments once its journal has grown long."""

    arguments: Any


@dataclass(frozen=True, slots=True)
class Extra:
    """A photo, voice or location that came along: a media id, or a place."""

    media: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """The last words of a script, and what follows it at once."""

    paragraphs: tuple[Say, ...] = ()
    items: tuple[Item, ...] = ()
    then: "Start | None" = None
    case: str = ""
    """The case last spoken of."""
    office: bool | None = None
    """Whether an officer is at work from now on; None: as it was."""
    closes: str = ""
    """The case that ends with it: what was under way with that ends too."""
    along: tuple[Extra, ...] = ()
    """What came along with it, for the script that follows, or the one below that goes on."""


@dataclass(frozen=True, slots=True)
class Start:
    """Which script to begin, with which arguments (builtins only)."""

    script: str
    arguments: Any = None
    alone: bool = False
    """Drop what lies below: the citizen has turned to another matter."""


Effect: TypeAlias = Ask | LookUp | Do | Tell | Drafted | Extras | Checkpoint
Script: TypeAlias = Generator[Effect, Any, Ending]
Part: TypeAlias = Generator[Effect, Any, T]


def ask(question: Question) -> Part[Given]:
    return cast("Given", (yield Ask(question)))


def choose(question: Question) -> Part[str]:
    """Ask a question that takes a choice only."""
    return cast("str", (yield Ask(question)))


def words(question: Question) -> Part[Text]:
    """Ask a question that takes the citizen's own words only."""
    return cast("Text", (yield Ask(question)))


def look_up(query: Query, *, within: int | None = None) -> Part[Any]:
    """Give ``query.result``, or None where the look-up failed."""
    return (yield LookUp(query, within))


def do(act: Act) -> Part[Any]:
    """Give ``act.result`` or ``Refused``."""
    return (yield Do(act))


def tell(say: Say) -> Part[None]:
    yield Tell(say)


def drafted(words: str) -> Part[None]:
    yield Drafted(words)


def extras() -> Part[tuple[Extra, ...]]:
    """Give all that came along so far, oldest first."""
    return cast("tuple[Extra, ...]", (yield Extras()))


def checkpoint(arguments: Any) -> Part[None]:
    yield Checkpoint(arguments)


def ended(*paragraphs: Say, case: str = "", then: Start | None = None, along: tuple[Extra, ...] = ()) -> Ending:
    return Ending(paragraphs, case=case, then=then, along=along)


def refused(result: Any) -> str:
    """Give the reason of a refusal, or nothing."""
    return result.reason if isinstance(result, Refused) else ""
