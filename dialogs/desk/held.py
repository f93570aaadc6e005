"""What could not be told when it happened: said when the citizen writes, after the answer to what they wrote."""

from collections.abc import Iterator
from typing import Final

from dialogs.city import City
from dialogs.desk.around import Steps
from dialogs.desk.desk import Desk
from dialogs.facts.acts import TellHeld
from dialogs.facts.notices import Notice
from dialogs.facts.say import Reply, Say, say
from dialogs.machine.replay import Perform
from dialogs.updates import ASKS_FOR_RATING, rating_items, told

AT_ONCE: Final = 3
"""Cases that are told of after one answer."""
FIRST_LINES: Final = {"resolve": 2, "decline": 2}
"""How many lines of a step say how things stand: the first, and with these the unit's own words."""
UNTOLD_TO: Final = frozenset({"opted-out", "danger", "person-despair"})
"""After these nothing else is said."""


def with_held(desk: Desk, reply: Reply) -> Steps[Reply]:
    """Say what was held, the newest state of each case, unless the citizen is in the middle of something."""
    if desk.limit or not reply or reply.handover or not _is_free(desk, reply):
        return reply
    newest = _newest((yield from desk.standing()).held)
    if not newest:
        return reply
    now = tuple(newest.items())[:AT_ONCE]
    yield Perform(desk.key("tell-held"), TellHeld(tuple(each.id for _, all_of_it in now for each in all_of_it)))
    lines = tuple(_lines(tuple(all_of_it[0] for _, all_of_it in now), len(newest), desk.around.city))
    if reply.items:  # choices belong to what stands above them
        return Reply(reply.paragraphs, reply.items, (*reply.tail, *lines))
    rates = len(now) == 1 and now[0][1][0].step in ASKS_FOR_RATING
    return Reply((*reply.paragraphs, *lines), rating_items(now[0][0]) if rates else (), reply.tail)


def _is_free(desk: Desk, reply: Reply) -> bool:
    wrote = bool(desk.said.text or desk.said.photos or desk.said.voice)
    if not wrote or desk.conversation.is_underway:
        return False
    return UNTOLD_TO.isdisjoint(line.key for line in (*desk.lead, *reply.paragraphs))


def _newest(held: tuple[Notice, ...]) -> dict[str, list[Notice]]:
    """Put what is held of each case together, the newest first."""
    by_case: dict[str, list[Notice]] = {}
    for notice in held:
        by_case.setdefault(notice.case, []).append(notice)
    return by_case


def _lines(notices: tuple[Notice, ...], count: int, city: City) -> Iterator[Say]:
    yield say("held")
    for notice in notices:
        yield from told(notice, city).paragraphs[: FIRST_LINES.get(notice.step, 1)]
        if notice.step in ASKS_FOR_RATING:
            yield say("told-rate") if len(notices) == 1 else say("still-rating", number=notice.case)
    if count > len(notices):
        yield say("held-more", count=count - len(notices))
