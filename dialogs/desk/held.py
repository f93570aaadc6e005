"""What could not be told when it happened: said when the citizen writes, after the answer to what they wrote."""

from collections.abc import Iterator
from itertools import islice, zip_longest
from typing import Final

from dialogs.city import City
from dialogs.desk.around import Steps
from dialogs.desk.desk import Desk
from dialogs.facts.acts import TellHeld
from dialogs.facts.notices import Notice
from dialogs.facts.say import Reply, Say, say
from dialogs.machine.replay import Perform
from dialogs.updates import asks_for_rating, rating_items, told

AT_ONCE: Final = 3
"""Steps that are told of after one answer; what is left waits for the next message."""
WORDS_ALONE: Final = frozenset({"reply", "note"})
"""Steps that neither say where a case stands nor ask anything: of one case these come last."""
FIRST_LINES: Final = {"resolve": 2, "decline": 2}
"""How many lines of a step say how things stand: the first, and with these the unit's own words."""
UNTOLD_TO: Final = frozenset({"opted-out", "danger", "person-despair"})
"""After these nothing else is said."""


def with_held(desk: Desk, reply: Reply) -> Steps[Reply]:
    """Say what was held, unless the citizen is in the middle of something; what is said here is held no more."""
    if desk.limit or desk.inbound.muted or not reply or reply.handover or not _is_free(desk, reply):
        return reply
    held = (yield from desk.standing()).held
    if not held:
        return reply
    now = _chosen(held)
    desk.afterwards = Perform(desk.key("tell-held"), TellHeld(tuple(each.id for each in now)))
    rates = _rates(now, reply)
    left = len({each.case for each in held if each not in now})
    lines = tuple(_lines(now, rates, left, desk.around.city))
    if reply.items:  # choices belong to what stands above them
        return Reply(reply.paragraphs, reply.items, (*reply.tail, *lines))
    return Reply((*reply.paragraphs, *lines), rating_items(rates) if rates else (), reply.tail)


def _is_free(desk: Desk, reply: Reply) -> bool:
    wrote = bool(desk.said.text or desk.said.photos or desk.said.voice)
    if not wrote or desk.conversation.is_underway:
        return False
    return UNTOLD_TO.isdisjoint(line.key for line in (*desk.lead, *reply.paragraphs))


def _chosen(held: tuple[Notice, ...]) -> tuple[Notice, ...]:
    """Take one step of each case, the most telling one, then a second; those of one case stand as they happened."""
    by_case: dict[str, list[Notice]] = {}
    for notice in held:  # the newest first
        by_case.setdefault(notice.case, []).append(notice)
    queues = [sorted(steps, key=lambda each: each.step in WORDS_ALONE) for steps in by_case.values()]
    one_of_each = (notice for rank in zip_longest(*queues) for notice in rank if notice)
    chosen = set(islice((notice.id for notice in one_of_each), AT_ONCE))
    return tuple(each for steps in by_case.values() for each in reversed(steps) if each.id in chosen)


def _rates(now: tuple[Notice, ...], reply: Reply) -> str:
    """Name the case that a bare digit rates: the only one spoken of, where nothing else offers digits."""
    numbers = {each.case for each in now}
    alone = len(numbers) == 1 and not reply.items and all(each.step != "ask" for each in now)
    return next((each.case for each in now if alone and asks_for_rating(each)), "")


def _lines(now: tuple[Notice, ...], rates: str, left: int, city: City) -> Iterator[Say]:
    yield say("held")
    for notice in now:
        yield from told(notice, city).paragraphs[: FIRST_LINES.get(notice.step, 1)]
        if asks_for_rating(notice) and notice.case != rates:
            yield say("still-rating", number=notice.case)
    if rates:
        yield say("told-rate")
    if left:
        yield say("held-more", count=left)
