"""Letters of supervision, hard cases and second looks."""

import asyncio
from datetime import datetime, tzinfo
from http import HTTPStatus
from typing import Final

from aiohttp import web

from dialogs.facts.moment import Moment, civil
from dialogs.facts.records import Role
from dialogs.facts.supervision import (
    BacklogFilter,
    HardCase,
    Inspection,
    InspectionFilter,
    Letter,
    LetterFilter,
    Letters,
    Oversight,
    Press,
    Ranked,
    Unprintable,
)
from handlers.api import oversight_models as models
from handlers.api.operations import Call, Operation, answer
from handlers.api.problems import Refusal

ROOT: Final = "/api/v1"
INSPECTING: Final = frozenset({Role.ADMIN, Role.PLATFORM, Role.AUDITOR})
HTML, PDF = "text/html", "application/pdf"
FLAGS: Final = {"yes": True, "no": False, "": None}
# A letter quotes citizens: it is shown as it stands, and runs and loads nothing.
HARMLESS: Final = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "X-Content-Type-Options": "nosniff",
}


def oversight_operations(letters: Letters, press: Press, oversight: Oversight, zone: tzinfo) -> tuple[Operation, ...]:
    mail, look = LetterViews(letters, press, zone), OversightViews(oversight, zone)
    listed, hard, drawn = models.LettersQuery, models.BacklogQuery, models.InspectionsQuery
    return (
        Operation("GET", f"{ROOT}/letters", "listLetters", mail.page, takes=listed, gives=models.LettersOut),
        Operation("GET", f"{ROOT}/letters/{{id}}", "getLetter", mail.one, takes=models.LetterQuery),
        Operation("GET", f"{ROOT}/backlog", "listBacklog", look.backlog, takes=hard, gives=models.BacklogOut),
        Operation(
            "GET",
            f"{ROOT}/inspections",
            "listInspections",
            look.inspections,
            INSPECTING,
            takes=drawn,
            gives=models.InspectionsOut,
        ),
    )


class LetterViews:
    def __init__(self, letters: Letters, press: Press, zone: tzinfo) -> None:
        self._letters = letters
        self._press = press
        self._zone = zone

    async def page(self, call: Call) -> web.Response:
        query = call.query(models.LettersQuery)
        wanted = LetterFilter(query.unit, query.kind, query.number, FLAGS[query.answered], query.cursor, query.limit)
        page = await self._letters.page(wanted, call.bearer)
        letters = [_letter_out(letter, self._zone) for letter in page.letters]
        return answer(models.LettersOut(letters=letters, next=page.next or None))

    async def one(self, call: Call) -> web.Response:
        """Give the document in the form asked for: by ``format``, else by Accept, else HTML."""
        query = call.query(models.LetterQuery)
        found = await self._letters.one(call.named("id"), call.bearer)
        if found is None:
            raise Refusal(HTTPStatus.NOT_FOUND, (("id", "unknown"),))
        html = self._press.html(*found, query.language)
        if _form(query.format, call.request.headers.get("Accept", "")) == HTML:
            return web.Response(text=html, content_type=HTML, headers=HARMLESS)
        return web.Response(body=await self._printed(html), content_type=PDF, headers=HARMLESS)

    async def _printed(self, html: str) -> bytes:
        try:
            return await asyncio.to_thread(self._press.pdf, html)
        except Unprintable:
            raise Refusal(HTTPStatus.NOT_ACCEPTABLE, (("format", "pdf-unavailable"),)) from None


class OversightViews:
    def __init__(self, oversight: Oversight, zone: tzinfo) -> None:
        self._oversight = oversight
        self._zone = zone

    async def backlog(self, call: Call) -> web.Response:
        wanted = BacklogFilter(**call.query(models.BacklogQuery).model_dump())
        found = await self._oversight.backlog(wanted, call.bearer)
        return answer(
            models.BacklogOut(
                cases=[_hard_case_out(each, self._zone) for each in found.cases],
                ranking=[_ranked_out(each, self._zone) for each in found.ranking],
                next=found.next or None,
            )
        )

    async def inspections(self, call: Call) -> web.Response:
        query = call.query(models.InspectionsQuery)
        day = query.day.isoformat() if query.day else ""
        page = await self._oversight.inspections(InspectionFilter(day, FLAGS[query.done], query.cursor, query.limit))
        listed = [_inspection_out(each, self._zone) for each in page.inspections]
        return answer(models.InspectionsOut(inspections=listed, next=page.next or None))


def _form(asked: str, accept: str) -> str:
    if asked:
        return PDF if asked == "pdf" else HTML
    return PDF if PDF in accept and HTML not in accept else HTML


def _time(moment: Moment | None, zone: tzinfo) -> datetime | None:
    return civil(moment, zone) if moment is not None else None


def _letter_out(letter: Letter, zone: tzinfo) -> models.LetterOut:
    return models.LetterOut.model_validate(
        {
            "id": letter.id,
            "kind": letter.kind,
            "number": letter.number,
            "unit": letter.unit,
            "by": letter.by,
            "at": civil(letter.at, zone),
            "due_at": civil(letter.due_at, zone),
            "text": letter.text or None,
            "answered_at": _time(letter.answered_at, zone),
            "answered_by": letter.answered_by or None,
            "answer": letter.answer or None,
        }
    )


def _hard_case_out(case: HardCase, zone: tzinfo) -> models.HardCaseOut:
    lead = models.LedByOut(official=case.official, team=case.team or None, until=_time(case.until, zone))
    return models.HardCaseOut(
        number=case.number,
        status=case.status,
        unit=case.unit or None,
        category=case.category,
        district=case.district or None,
        submitted_at=civil(case.submitted_at, zone),
        due_at=_time(case.due_at, zone),
        times=case.times,
        reopened=case.reopened,
        warnings=case.warnings,
        lead=lead if case.official else None,
    )


def _ranked_out(ranked: Ranked, zone: tzinfo) -> models.RankedOut:
    oldest = civil(ranked.oldest, zone)
    return models.RankedOut(unit=ranked.unit or None, cases=ranked.cases, unled=ranked.unled, oldest=oldest)


def _inspection_out(drawn: Inspection, zone: tzinfo) -> models.InspectionOut:
    return models.InspectionOut.model_validate(
        {
            "number": drawn.number,
            "day": drawn.day,
            "drawn_at": civil(drawn.drawn_at, zone),
            "unit": drawn.unit or None,
            "category": drawn.category,
            "verdict": drawn.verdict or None,
            "done_at": _time(drawn.done_at, zone),
        }
    )
