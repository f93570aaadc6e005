"""Records as the API's models."""

from datetime import datetime, tzinfo

from dialogs.facts.moment import Moment, civil
from dialogs.facts.records import CasePage, CaseRecord, DeskItem, DeskPage, Lead, Rated, Reporter, Step
from handlers.api.models import (
    CaseOut,
    CasesOut,
    CitizenOut,
    DeskItemOut,
    DeskOut,
    LeadOut,
    PlaceOut,
    RatingOut,
    StepOut,
)


def case_out(record: CaseRecord, zone: tzinfo) -> CaseOut:
    def time(moment: Moment | None) -> datetime | None:
        return civil(moment, zone) if moment is not None else None

    return CaseOut(
        number=record.number,
        status=record.status,
        kind=record.kind,
        category=record.category,
        urgency=record.urgency or None,
        unit=record.unit or None,
        joint=list(record.joint),
        officer=record.officer or None,
        district=record.district or None,
        description=record.description,
        place=PlaceOut(text=record.place.text, lat=record.place.lat, lon=record.place.lon),
        photos=list(record.photos),
        channel=record.channel,
        anonymous=record.anonymous,
        reporters=record.reporters,
        submitted_at=civil(record.submitted_at, zone),
        accept_by=time(record.accept_by),
        sign_by=time(record.sign_by),
        reply_by=time(record.reply_by),
        paused_until=time(record.paused_until),
        asked_until=time(record.asked_until),
        provisional=record.provisional,
        resolved_at=time(record.resolved_at),
        outcome=record.outcome or None,
        rating=_rating(record.rating, zone),
        warnings=record.warnings,
        reopened=record.reopened,
        merged_into=record.merged_into or None,
        lead=_lead(record.lead, zone),
        timeline=[_step(step, zone) for step in record.timeline],
        earlier=record.earlier,
    )


def cases_out(page: CasePage, zone: tzinfo) -> CasesOut:
    return CasesOut(cases=[case_out(record, zone) for record in page.cases], next=page.next or None)


def desk_item_out(item: DeskItem, zone: tzinfo) -> DeskItemOut:
    return DeskItemOut(
        id=item.id,
        kind=item.kind,
        at=civil(item.at, zone),
        channel=item.channel,
        text=item.words,
        danger=item.danger or None,
        done_at=civil(item.done_at, zone) if item.done_at is not None else None,
        done_by=item.done_by or None,
    )


def desk_out(page: DeskPage, zone: tzinfo) -> DeskOut:
    return DeskOut(items=[desk_item_out(item, zone) for item in page.items], next=page.next or None)


def citizen_out(reporter: Reporter) -> CitizenOut:
    return CitizenOut(
        channel=reporter.channel,
        name=reporter.name or None,
        phone=reporter.phone or None,
        words=reporter.words or None,
        place=reporter.place or None,
    )


def _rating(rated: Rated | None, zone: tzinfo) -> RatingOut | None:
    return RatingOut(value=rated.value, reason=rated.reason or None, at=civil(rated.at, zone)) if rated else None


def _lead(lead: Lead | None, zone: tzinfo) -> LeadOut | None:
    if lead is None:
        return None
    until = civil(lead.until, zone) if lead.until is not None else None
    return LeadOut(official=lead.official, team=lead.team or None, plan=lead.plan or None, until=until)


def _step(step: Step, zone: tzinfo) -> StepOut:
    facts = {name: value if isinstance(value, str) else civil(value, zone).isoformat() for name, value in step.facts}
    return StepOut(at=civil(step.at, zone), kind=step.kind, by=step.by, text=step.text, facts=facts)
