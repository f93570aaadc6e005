"""What a report says, before it takes any form."""

from collections.abc import Iterator

from bot.report import named, sections
from bot.report.gathering import Gathered
from bot.report.pages import Document, Section
from bot.report.spans import Kind
from bot.report.speaking import Reporter
from dialogs.facts.figures import By
from dialogs.facts.moment import Moment


def compose(said: Reporter, gathered: Gathered, now: Moment) -> Document:
    city = said.city.name_of("city", said.city.code, said.language)
    return Document(
        language=said.language,
        title=said.say(f"title-{gathered.span.kind}", city=city),
        subtitle=_span(said, gathered),
        notes=tuple(_notes(said, gathered, now)),
        contents=said.say("contents"),
        sections=tuple(_sections(said, gathered)),
    )


def _span(said: Reporter, gathered: Gathered) -> str:
    span = gathered.span
    if span.kind is Kind.DAY:
        return said.say("span-day", first=span.first)
    return said.say("span", first=span.first, last=span.last)


def _notes(said: Reporter, gathered: Gathered, now: Moment) -> Iterator[str]:
    if gathered.unit:
        yield said.say("of-unit", unit=said.name_of(By.UNIT, gathered.unit))
    yield said.say("counted-at", now=said.time(now))


def _sections(said: Reporter, gathered: Gathered) -> Iterator[Section]:
    """Begin with what has to be done, where the report is of a day or a week."""
    if gathered.day:
        yield from named.lists(said, gathered.day)
    yield sections.glance(said, gathered)
    yield sections.ranking(said, gathered.tables[By.UNIT])
    for by in By:
        if by in gathered.tables:
            yield sections.by_rows(said, gathered.tables[by])
    yield sections.outcomes(said, gathered.tables[By.UNIT])
    if gathered.analysis:
        yield from named.standing_out(said, gathered.analysis)
