"""What a citizen may do on a random walk; ``n`` is any number."""

from collections.abc import Callable

from desk_world import LAMP, card, rating, spoken
from random_walker import Walker
from walker_words import COMMANDS, FITTING, MATTERS, PAUSES, PINS, REASONS, WORDS

from dialogs.facts.cases import OpenQuestion
from dialogs.facts.messages import Attachment, MediaKind, Signal
from dialogs.facts.moment import Moment
from dialogs.facts.queries import Standing

Move = Callable[[Walker, int], None]


def answer(walker: Walker, n: int) -> None:
    """Choose one of what was asked, or write what fits."""
    waits = walker.conversation.pending
    if waits and waits.options and (n % 5 or waits.key not in FITTING):
        walker.write(str(n % len(waits.options) + 1 if n % 3 else len(waits.options)))
    elif waits:
        walker.write(FITTING.get(waits.key, "三"))
    else:
        matter(walker, n)


def label(walker: Walker, n: int) -> None:
    speaker = spoken()[2].speaker(walker.conversation.language, 40)
    labels = [str(speaker.value(item.label)) for item in walker.shown]
    walker.write(labels[n % len(labels)] if labels else LAMP)


def tap(walker: Walker, n: int) -> None:
    if walker.shown:
        walker.write("1", tapped=walker.shown[n % len(walker.shown)].id)


def stale_tap(walker: Walker, n: int) -> None:
    odd = ("q.", "q.x.y", "m.", "m.no", "c.", "c.261123000012", "z", "q.a.b.c.d.e", ".")
    odd += ("r.261123000012.satisfied", "r.261123000012.unsolved", "r.261123000012.x", "r.", "r")
    ids = [*odd, *(item.id for item in walker.seen)]
    walker.write("1", tapped=ids[n * 31 % len(ids)])


def own_case(walker: Walker, n: int) -> None:
    """Look at an own case and do with it the first or the last thing that is offered."""
    walker.write("1", tapped="c.261123000012")
    waits = walker.conversation.pending
    if waits and waits.key == "case-do":
        walker.write(str(len(waits.options)) if n % 2 else "1")


def matter(walker: Walker, n: int) -> None:
    walker.write(MATTERS[n % len(MATTERS)])


def question_of_the_city(walker: Walker, n: int) -> None:
    """Leave everything, and ask what the city has an answer to."""
    walker.write("退出")
    walker.write("社保怎么查询")


def asked_by_a_unit(walker: Walker, n: int) -> None:
    """Leave everything, be asked by a unit and for a rating, and write what may be meant otherwise."""
    walker.write("退出")
    push(walker, 2)
    walker.write(("3", "人民公园门口的井盖不见了，天黑很危险", "什么意思？")[n % 3])


def words(walker: Walker, n: int) -> None:
    walker.write(WORDS[n % len(WORDS)])


def command(walker: Walker, n: int) -> None:
    walker.write(COMMANDS[n % len(COMMANDS)])


def digit(walker: Walker, n: int) -> None:
    walker.write(str(n % 10))


def photo(walker: Walker, n: int) -> None:
    pieces = tuple(Attachment(MediaKind.IMAGE, f"ref{i}") for i in range(n % 3 + 1))
    walker.write(MATTERS[n % len(MATTERS)] if n % 7 == 6 else "", attachments=pieces)


def album(walker: Walker, n: int) -> None:
    for _ in range(n % 7):
        photo(walker, 0)


def voice(walker: Walker, n: int) -> None:
    kind = MediaKind.VIDEO if n % 5 == 4 else MediaKind.VOICE
    walker.write(MATTERS[n % len(MATTERS)] if n % 2 else "", attachments=(Attachment(kind, "v"),))


def location(walker: Walker, n: int) -> None:
    walker.write("", pin=PINS[n % len(PINS)])


def signal(walker: Walker, n: int) -> None:
    signals = tuple(Signal)
    muted = n % 4 == 3
    key = ("", "file", "status", "menu-gone", "rate", "back", "leave")[n % 7]
    walker.write("", signal=signals[n % len(signals)], subject=key, pin=PINS[n % 4], muted=muted)


def pause(walker: Walker, n: int) -> None:
    walker.now = Moment(walker.now + PAUSES[n % len(PAUSES)])


def again(walker: Walker, n: int) -> None:
    """The channel delivers the last message once more: nothing changes, and it gets its answer."""
    if walker.last is None or walker.last.id not in walker.answers:
        return
    before = walker.state
    assert walker.taken(walker.last) == walker.answers[walker.last.id]
    assert walker.state == before


def trouble(walker: Walker, n: int) -> None:
    """Something goes wrong from now on, or goes well again."""
    walker.failing = n % 3 == 1
    walker.down = n % 5 == 2 and 1
    walker.refusing = REASONS[n % len(REASONS)] if n % 7 == 3 else ""


def push(walker: Walker, n: int) -> None:
    """The platform asks for a rating or an answer, or nothing any more."""
    asked = OpenQuestion("q2", "261123000020", "ask", walker.now)
    walker.standing = (
        Standing(),
        Standing(open_questions=(rating(),)),
        Standing(open_questions=(asked, rating()), open_cases=(card("261123000020"),)),
        Standing(open_cases=(card(),), pushed_about=("261123000012",), consented=True),
    )[n % 4]


MOVES: tuple[Move, ...] = (
    *(answer,) * 8,
    *(tap,) * 3,
    *(matter,) * 2,
    *(words,) * 3,
    *(command,) * 2,
    *(digit,) * 2,
    *(photo,) * 2,
    label,
    stale_tap,
    own_case,
    question_of_the_city,
    asked_by_a_unit,
    album,
    voice,
    location,
    signal,
    pause,
    again,
    trouble,
    push,
)


def walk(walker: Walker, moves: list[tuple[Move, int]]) -> None:
    """Go the whole way, and out again."""
    for move, n in moves:
        move(walker, n)
    walker.leaves()
