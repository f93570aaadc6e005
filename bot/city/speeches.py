"""Whether everything of a profile has words in each language, and whether they can be sent."""

from collections.abc import Iterable, Iterator

from bot.city.folder import Profile, Speech
from bot.city.references import CHOSEN
from bot.city.source import Location, Problem
from dialogs.render.sms import is_gsm7, segments

CARRIER_WORDS = frozenset(
    {
        "STOP",
        "STOPALL",
        "END",
        "QUIT",
        "CANCEL",
        "REVOKE",
        "OPTOUT",
        "UNSUBSCRIBE",
        "START",
        "UNSTOP",
        "YES",
        "HELP",
        "INFO",
    }
)
"""A carrier or Twilio takes these as orders of its own when they come as an answer."""
LONGEST = 2  # segments of a question with its options


def speeches(profile: Profile) -> Iterator[Problem]:
    for speech in profile.speeches:
        yield from _missing(profile, speech)
        yield from _prompts(profile, speech)
        yield from _dangers(profile, speech)
        if not speech.language.startswith("zh"):
            yield from _outside_gsm7(profile, speech)


def _missing(profile: Profile, speech: Speech) -> Iterator[Problem]:
    """Compare the codes of each table with those that have words."""
    for home, file, table, wanted, worded in _tables(profile, speech):
        path = f"{speech.language}/{file}"
        for code in wanted:
            if code not in worded:
                yield profile.problem(home, _home(profile, home, code), f"{code} has no words in {path}")
        for code in worded:
            if code not in wanted:
                yield profile.problem(path, (*table, code), f"{code} is not known in {home}")


Table = tuple[str, str, Location, tuple[str, ...], tuple[str, ...]]


def _tables(profile: Profile, speech: Speech) -> Iterator[Table]:
    groups, places, city, said = profile.categories.root, profile.places, profile.city, speech.places
    categories = tuple(code for group in groups.values() for code in group)
    streets = tuple(street for district in places.districts.values() for street in district.streets)
    guided, guidance = speech.guidance, profile.guidance
    yield "city.toml", "city.toml", ("urgencies",), tuple(city.urgencies), tuple(speech.city.urgencies)
    yield "city.toml", "city.toml", ("hotlines",), tuple(city.hotlines), tuple(speech.city.hotlines)
    yield "categories.toml", "categories.toml", ("groups",), tuple(groups), tuple(speech.categories.groups)
    yield "categories.toml", "categories.toml", ("categories",), categories, tuple(speech.categories.categories)
    yield "questions.toml", "questions.toml", (), tuple(profile.questions.root), tuple(speech.questions.root)
    yield "places.toml", "places.toml", ("districts",), tuple(places.districts), tuple(said.districts)
    yield "places.toml", "places.toml", ("streets",), streets, tuple(said.streets)
    yield "places.toml", "places.toml", ("roads",), tuple(places.roads), tuple(said.roads)
    yield "places.toml", "places.toml", ("landmarks",), tuple(places.landmarks), tuple(said.landmarks)
    yield "places.toml", "places.toml", ("scenes",), tuple(places.scenes), tuple(said.scenes)
    yield "units.toml", "units.toml", (), tuple(profile.units.root), tuple(speech.units.root)
    yield "guidance.toml", "guidance.toml", ("answers",), guidance.answers, tuple(guided.answers)
    yield "guidance.toml", "guidance.toml", ("dangers",), tuple(guidance.dangers), tuple(guided.dangers)
    yield "guidance.toml", "guidance.toml", ("paths",), guidance.paths, tuple(guided.paths)


def _home(profile: Profile, file: str, code: str) -> Location:
    """Find where a code stands in a file, whatever the table."""
    return next((at for at in profile.sources[file].lines if at[-1:] == (code,)), ())


def _prompts(profile: Profile, speech: Speech) -> Iterator[Problem]:
    file = f"{speech.language}/questions.toml"
    for code, question in profile.questions.root.items():
        wording = speech.questions.root.get(code)
        if wording is None:
            continue
        if question.kind in CHOSEN and set(wording.options) != set(question.options):
            yield profile.problem(file, (code, "options"), f"{code}: the options are {', '.join(question.options)}")
        labels = tuple(wording.options.values())
        for label in labels:
            if label.upper() in CARRIER_WORDS:
                yield profile.problem(file, (code, "options"), f"{code}: a carrier takes {label} for an order")
        for key, prompt in (("prompt", wording.prompt), ("simple", wording.simple)):
            if segments(_shown(prompt, labels), f"【{speech.city.name}】" if not is_gsm7(prompt) else "") > LONGEST:
                yield profile.problem(file, (code, key), f"{code}.{key} with its options is longer than two SMS")
        if len(set(labels)) < len(labels):
            yield profile.problem(file, (code, "options"), f"{code}: two options have the same label")


def _shown(prompt: str, labels: Iterable[str]) -> str:
    """Say what a phone shows, with the line that leads to more."""
    return "\n".join((prompt, *(f"{digit} {label}" for digit, label in enumerate(labels, 1)), "0 ......"))


def _dangers(profile: Profile, speech: Speech) -> Iterator[Problem]:
    for code, danger in speech.guidance.dangers.items():
        hotline = profile.city.hotlines.get(profile.guidance.dangers.get(code, ""))
        if hotline and hotline.number not in danger.line:
            at = ("dangers", code)
            yield profile.problem(f"{speech.language}/guidance.toml", at, f"{code}: the line must say {hotline.number}")


def _outside_gsm7(profile: Profile, speech: Speech) -> Iterator[Problem]:
    for path, source in profile.sources.items():
        if path.startswith(f"{speech.language}/"):
            for at, text in _strings(source.data, ()):
                odd = "".join(dict.fromkeys(char for char in text if not is_gsm7(char)))
                if odd:
                    yield source.problem(at, f"outside the SMS alphabet GSM-7: {odd}")


def _strings(value: object, at: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(inner, (*at, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _strings(inner, (*at, index))
