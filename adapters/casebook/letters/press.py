"""A letter as a document: HTML from the template with the case's facts, and PDF from that."""

from collections.abc import Callable, Iterator
from datetime import tzinfo
from functools import cached_property
from importlib import import_module
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, StrictUndefined, Template

from adapters.casebook.letters.wording import LetterWords
from adapters.casebook.rules.calendar import WorkingTime
from dialogs.city import City
from dialogs.facts.moment import Clock, Moment
from dialogs.facts.records import CaseRecord
from dialogs.facts.supervision import Letter, Unprintable

TEMPLATE: Final = files("adapters.casebook.letters") / "letter.html"
TWO_CHARACTERS: Final = "2em"
"""By which a Chinese paragraph is indented."""


class LetterPress:
    """A ``Press`` in the city's words."""

    def __init__(self, city: Callable[[], City], clock: Clock, zone: tzinfo) -> None:
        self._city = city
        self._clock = clock
        self._zone = zone

    def html(self, letter: Letter, case: CaseRecord | None, language: str) -> str:
        words = LetterWords(self._city(), self._zone, language)
        return self._template.render(
            language=words.language,
            indent=TWO_CHARACTERS if words.language.startswith("zh") else "0",
            title=words(f"{letter.kind}-title"),
            reference=words("letter-number", number=letter.number, seq=str(letter.seq)),
            sender=words.office(letter.by),
            addressee=words("letter-to", unit=words.office(letter.unit)),
            opening=words(f"{letter.kind}-opening"),
            facts=list(self._facts(words, letter, case)),
            demand=words(f"{letter.kind}-demand", day=words.day(letter.due_at)),
            date=words.day(letter.at),
            answer=_answer(words, letter),
        )

    def pdf(self, html: str) -> bytes:
        printer = _printer()
        # Nothing is fetched, whatever the words in it look like.
        page = printer.HTML(string=html, url_fetcher=printer.urls.URLFetcher(allowed_protocols=()))
        printed: bytes = page.write_pdf()
        return printed

    @cached_property
    def _template(self) -> Template:
        rules = Environment(autoescape=True, undefined=StrictUndefined)
        return rules.from_string(TEMPLATE.read_text("utf-8"))

    def _facts(self, words: LetterWords, letter: Letter, case: CaseRecord | None) -> Iterator[tuple[str, str]]:
        """Pair each fact with its name; what does not apply is left out."""
        yield words("fact-case"), letter.number
        if case is not None:
            yield from self._facts_of(words, case)
        if letter.text:
            yield words("fact-text"), letter.text

    def _facts_of(self, words: LetterWords, case: CaseRecord) -> Iterator[tuple[str, str]]:
        yield words("fact-matter"), words.name("category", case.category)
        if case.district:
            yield words("fact-place"), words.name("district", case.district)
        yield words("fact-submitted"), words.day(case.submitted_at)
        if case.reply_by is not None:
            yield words("fact-due"), self._due(words, case.reply_by, case)
        for name in ("warnings", "reopened", "reporters"):
            if count := getattr(case, name):
                yield words(f"fact-{name}"), str(count)
        yield words("fact-summary"), case.description

    def _due(self, words: LetterWords, due: Moment, case: CaseRecord) -> str:
        """Say by when the answer was due, and how late it is or was."""
        until = case.resolved_at or self._clock.now()
        late = WorkingTime(self._city().calendar, self._zone).days_between(due, until) if until > due else 0
        return words("fact-late", day=words.day(due), days=str(late)) if late else words.day(due)


def can_print() -> bool:
    """Say whether PDF can be made here."""
    try:
        _printer()
    except Unprintable:
        return False
    return True


def _printer() -> Any:
    """Load WeasyPrint when it is needed: it takes a second, and Pango, which not every machine has."""
    try:
        return import_module("weasyprint")
    except OSError as error:
        raise Unprintable from error


def _answer(words: LetterWords, letter: Letter) -> dict[str, str]:
    if letter.answered_at is None:
        return {"title": words("answer-title"), "words": words("answer-none"), "by": ""}
    by = words("answer-by", unit=words.office(letter.answered_by), day=words.day(letter.answered_at))
    return {"title": words("answer-title"), "words": letter.answer, "by": by}
