"""The steps of filing that its card shares: the description, the category, the details."""

from dialogs.city import City
from dialogs.city import Question as CityQuestion
from dialogs.facts.cases import CaseKind, Detail, Place
from dialogs.facts.queries import Read, Told
from dialogs.facts.reading import Reading
from dialogs.facts.say import say
from dialogs.filing import questions as q
from dialogs.machine.question import Given, Text
from dialogs.machine.script import Part, ask, look_up, tell, words


def told(said: Text) -> Part[Text]:
    """Settle what happened: few words are kept and more are asked for."""
    while len(said.text) < q.LEAST_WORDS and not said.voice:
        more = yield from words(q.WHAT_MORE if said.text else q.WHAT)
        said = Text(f"{said.text} {more.text}".strip(), more.voice)
    return Text((yield from kept(said.text)), said.voice)


def heard(said: Text) -> tuple[str, ...]:
    """Give the voice message that words were said in."""
    return (said.voice,) if said.voice else ()


def kept(text: str) -> Part[str]:
    """Keep as much of a description as there is room for, and say so where that is not all of it."""
    if len(text) > q.MOST_WORDS:
        yield from tell(say("words-cut"))
    return text[: q.MOST_WORDS]


def which(city: City, read: tuple[str, ...], *, sure: bool = False) -> Part[str]:
    """Settle the category: ranked suggestions first, then the groups; own words are read again."""
    if sure and read:
        return read[0]
    while read:
        given = yield from ask(q.category(read[:3]))
        if isinstance(given, str):
            if given != q.OTHER:
                return given
            break
        read = yield from _read_again(given)
    return (yield from _from_groups(city))


def _from_groups(city: City) -> Part[str]:
    """Lead through the groups; who cannot say leaves it to the desk, and has no category yet."""
    given: Given = yield from ask(q.group(city))
    while given != q.UNSURE:
        given = yield from (_among(given) if isinstance(given, Text) else ask(q.category_in(city, str(given))))
        if isinstance(given, str) and given != q.OTHER:
            return given
        if given == q.OTHER:
            given = yield from ask(q.group(city))
    return ""


def _among(said: Text) -> Part[Given]:
    """Read own words again and offer what they may mean."""
    found = yield from _read_again(said)
    return (yield from ask(q.category(found[:3]))) if found else q.OTHER


def _read_again(given: Text | Place) -> Part[tuple[str, ...]]:
    text = given.text
    reading: Reading | None = yield from look_up(Read(text))
    return reading.categories if reading else ()


def details(city: City, category: str, what: str, given: tuple[Detail, ...] = ()) -> Part[tuple[Detail, ...]]:
    """Settle what a category has to know: what was given before, what the description says, else ask."""
    asked = q.details_of(city, city.category(category))
    told = (yield from said_of(category, what)) if asked else ()
    settled: tuple[Detail, ...] = ()
    for question in asked:
        known = tuple(each for each in (*given, *told) if each.question == question.code)
        settled += known[:1] or (yield from detail(question))
    return (*settled, *(each for each in given if each not in settled))


def said_of(category: str, what: str) -> Part[tuple[Detail, ...]]:
    """Read what words already answer of a category's questions."""
    return ((yield from look_up(Told(what, category))) or ()) if what else ()


def detail(asked: CityQuestion) -> Part[tuple[Detail, ...]]:
    """Ask for one detail; who does not know it leaves it out."""
    given = yield from ask(q.detail(asked))
    if given == q.NOT_KNOWN:
        return ()
    return (Detail(asked.code, option=given) if isinstance(given, str) else Detail(asked.code, text=given.text),)


def kind_of(city: City, category: str, read: CaseKind) -> CaseKind:
    """Prefer the kind that a category always has to the one the words sound like."""
    return city.kind_in(category, read)
