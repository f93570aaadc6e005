"""A profile without problems becomes a city."""

from bot.city import freeze_matters, freeze_places
from bot.city.folder import Profile
from bot.city.shapes import DispatchShape, SupervisionShape, span_of
from bot.city.tongues import Tongues
from dialogs.city import (
    Calendar,
    City,
    Closing,
    Cues,
    Danger,
    Dispatch,
    FrequentAnswer,
    Hotline,
    Limits,
    OtherPath,
    Ranking,
    Supervision,
    Texts,
    Unit,
    Urgency,
)


def freeze(profile: Profile) -> City:
    tongues, city = Tongues(profile.speeches), profile.city
    return City(
        code=city.code,
        revision=profile.revision,
        zone=city.zone,
        languages=city.languages,
        names=tongues.texts(lambda speech: speech.city.name),
        gone=tongues.texts(lambda speech: speech.city.gone),
        limits=_limits(profile, tongues),
        calendar=_calendar(profile),
        hotlines=tuple(_hotline(code, each.number, tongues) for code, each in city.hotlines.items()),
        kinds=freeze_matters.kinds(tongues),
        groups=freeze_matters.groups(profile, tongues),
        categories=freeze_matters.categories(profile, tongues),
        questions=freeze_matters.questions(profile, tongues),
        districts=freeze_places.districts(profile, tongues),
        streets=freeze_places.streets(profile, tongues),
        roads=freeze_places.roads(profile, tongues),
        landmarks=freeze_places.landmarks(profile, tongues),
        units=_units(profile, tongues),
        dispatch=tuple(_dispatch(rule) for rule in profile.dispatch.rule),
        answers=tuple(_answer(code, tongues) for code in profile.guidance.answers),
        dangers=tuple(_danger(code, profile, tongues) for code in profile.guidance.dangers),
        paths=tuple(_path(code, tongues) for code in profile.guidance.paths),
        cues=_cues(tongues),
        supervision=_supervision(city.supervision),
        closing=Closing(city.closing.least, city.closing.phrases),
        ranking=Ranking(**city.ranking.model_dump()),
        scenes=freeze_places.scenes(profile, tongues),
    )


def _limits(profile: Profile, tongues: Tongues) -> Limits:
    urgencies = tuple(
        Urgency(code, _urgency_names(code, tongues), each.accept_hours, each.sign_hours, each.reply_hours)
        for code, each in profile.city.urgencies.items()
    )
    return Limits(**profile.city.limits.model_dump(), urgencies=urgencies)


def _urgency_names(code: str, tongues: Tongues) -> Texts:
    return tongues.texts(lambda speech: speech.city.urgencies[code])


def _calendar(profile: Profile) -> Calendar:
    calendar = profile.city.calendar
    hours = tuple(span_of(each) for each in calendar.hours)
    short = tuple((day, tuple(map(span_of, each))) for day, each in sorted(calendar.short.items()))
    free, working = tuple(sorted(calendar.free)), tuple(sorted(calendar.working))
    return Calendar(calendar.country, free, working, hours, short, tuple(sorted(calendar.years)))


def _supervision(shape: SupervisionShape) -> Supervision:
    minute, _ = span_of(f"{shape.digest_at}-24:00")
    return Supervision(**shape.model_dump(exclude={"digest_at"}), digest_at=minute)


def _hotline(code: str, number: str, tongues: Tongues) -> Hotline:
    names = tongues.texts(lambda speech: speech.city.hotlines[code].name)
    return Hotline(code, number, names, tongues.texts(lambda speech: speech.city.hotlines[code].hours))


def _units(profile: Profile, tongues: Tongues) -> tuple[Unit, ...]:
    return tuple(
        Unit(code, _unit_names(code, tongues), each.level, each.parent, each.district, each.street)
        for code, each in profile.units.root.items()
    )


def _unit_names(code: str, tongues: Tongues) -> Texts:
    return tongues.texts(lambda speech: speech.units.root[code])


def _dispatch(rule: DispatchShape) -> Dispatch:
    hours = span_of(rule.hours) if rule.hours else None
    return Dispatch(rule.categories, rule.groups, rule.districts, rule.words, hours, rule.unit, rule.level)


def _answer(code: str, tongues: Tongues) -> FrequentAnswer:
    return FrequentAnswer(
        code,
        tongues.words(lambda speech: speech.guidance.answers[code].words),
        tongues.texts(lambda speech: speech.guidance.answers[code].question),
        tongues.texts(lambda speech: speech.guidance.answers[code].answer),
    )


def _danger(code: str, profile: Profile, tongues: Tongues) -> Danger:
    return Danger(
        code,
        tongues.words(lambda speech: speech.guidance.dangers[code].words),
        profile.guidance.dangers[code],
        tongues.texts(lambda speech: speech.guidance.dangers[code].line),
        person=code in profile.guidance.call_back,
    )


def _path(code: str, tongues: Tongues) -> OtherPath:
    return OtherPath(
        code,
        tongues.words(lambda speech: speech.guidance.paths[code].words),
        tongues.texts(lambda speech: speech.guidance.paths[code].name),
        tongues.texts(lambda speech: speech.guidance.paths[code].address),
    )


def _cues(tongues: Tongues) -> Cues:
    return Cues(
        past=tongues.words(lambda speech: speech.cues.past),
        now=tongues.words(lambda speech: speech.cues.now),
        denied=tongues.words(lambda speech: speech.cues.denied),
        doubted=tongues.words(lambda speech: speech.cues.doubted),
        risk=tongues.words(lambda speech: speech.cues.risk),
        elsewhere=tongues.words(lambda speech: speech.cues.elsewhere),
        asking=tongues.words(lambda speech: speech.cues.asking),
        complaint=tongues.words(lambda speech: speech.cues.complaint),
        over=tongues.words(lambda speech: speech.cues.over),
        anonymous=tongues.words(lambda speech: speech.cues.anonymous),
        hidden=tongues.words(lambda speech: speech.cues.hidden),
        named=tongues.words(lambda speech: speech.cues.named),
    )
