"""What became of notices: noted for a whole batch at once, with what it changed about the way to each person."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Boolean, Connection, bindparam, case, insert, update

from adapters.casebook.outbox import RECIPIENT
from adapters.casebook.outbox_stale import newer
from adapters.casebook.receipts import apply_early, queue_up
from adapters.casebook.rules.asked import QUESTIONS
from adapters.casebook.rules.lifecycle import Step
from adapters.casebook.rules.notices import HELD, SUPERSEDED, WAITING
from adapters.casebook.schema import consents, notices, open_questions, pushes, sightings
from adapters.sealing import Keyring
from adapters.sql import Statement, upsert
from dialogs.facts.delivery import ClaimedNotice, Cost, Fate
from dialogs.facts.moment import Moment
from dialogs.facts.notices import Audience, Notice

SENT, TOLD = "sent", "told"
CHANGED: Final = (
    *("state", "voice", "error", "refused", "parts"),
    *("not_before", "begun_at", "settled_at", "reached_at", "superseded_by"),
)
MEANT: Final = bindparam("new_meant", type_=Boolean)
NOTED: Final = Statement(
    update(notices)
    .where(notices.c.position.in_(bindparam("positions", expanding=True)), notices.c.lease == bindparam("by"))
    .values({name: bindparam(f"new_{name}") for name in CHANGED} | {"lease": "", "leased_until": None})
    .values(due_at=case((MEANT, bindparam("new_not_before")), else_=notices.c.due_at))
    .returning(notices.c.position)
)
"""The receipt is not among them: what waits has none, and its index need not be written."""
RECEIVED: Final = Statement(
    update(notices).where(notices.c.position == bindparam("which")).values(receipt=bindparam("new_receipt"))
)
SPENT: Final = Statement(insert(pushes))
ASKED: Final = Statement(
    update(open_questions)
    .where(
        open_questions.c.case == bindparam("number"),
        open_questions.c.citizen == bindparam("who"),
        open_questions.c.kind == bindparam("what"),
        open_questions.c.closed_at.is_(None),
    )
    .values(voice=bindparam("by"), asked_at=bindparam("since"))
)

Settled = tuple[ClaimedNotice, Fate]
_Change = tuple[Any, ...]


def settle(connection: Connection, keyring: Keyring, settled: Sequence[Settled], *, now: Moment) -> int:
    """Note them; what a lost lease had been used for still counts in the ledger."""
    if not settled:
        return 0
    receipts = sorted({fate.receipt for _, fate in settled if fate.receipt})
    queue_up(connection, *receipts)
    ours = _noted(connection, settled, now)
    received = [{"which": int(of.notice.id), "new_receipt": fate.receipt} for of, fate in ours if fate.receipt]
    RECEIVED.write_each(connection, received)
    ask(connection, [(claimed.notice, fate.voice) for claimed, fate in ours if fate.state == SENT], now)
    if receipts:
        apply_early(connection, tuple(receipts), now)
    note_costs(connection, keyring, [cost for _, fate in settled for cost in fate.costs], now)
    return len(ours)


def _noted(connection: Connection, settled: Sequence[Settled], now: Moment) -> list[Settled]:
    """Note what became of them, and give those whose lease still held."""
    back = [int(claimed.notice.id) for claimed, fate in settled if fate.state in {WAITING, HELD}]
    found: list[Settled] = []
    for (lease, change), alike in _alike(settled, newer(connection, back), now).items():
        given = {"positions": list(alike), "by": lease} | _named(change)
        found += [alike[position] for position in NOTED.values(connection, given)]
    return found


def _alike(
    settled: Iterable[Settled], stale: dict[int, int], now: Moment
) -> dict[tuple[str, _Change], dict[int, Settled]]:
    """Put together what became of notices in the same way: most were sent, and one statement notes them all."""
    found: dict[tuple[str, _Change], dict[int, Settled]] = {}
    for claimed, fate in settled:
        position = int(claimed.notice.id)
        alike = claimed.lease, _change(fate, stale.get(position), now)
        found.setdefault(alike, {})[position] = claimed, fate
    return found


def _change(fate: Fate, by: int | None, now: Moment) -> _Change:
    """Give the values of ``CHANGED``, and whether it waits on purpose."""
    state = SUPERSEDED if by else fate.state
    return (
        state,
        fate.voice,
        fate.error[:64],
        " ".join(sorted(fate.refused)),
        fate.parts,
        fate.not_before or now,
        fate.begun_at,
        None if state in {WAITING, HELD} else now,
        now if state == SENT else None,
        by,
        fate.meant,
    )


def _named(change: _Change) -> dict[str, Any]:
    return {f"new_{name}": value for name, value in zip((*CHANGED, "meant"), change, strict=True)}


def ask(connection: Connection, reached: Iterable[tuple[Notice, str]], now: Moment) -> None:
    """Let the time to answer run from when the citizen was told, and by which voice."""
    asked = [
        {
            "number": notice.case,
            "who": notice.recipient,
            "what": QUESTIONS[Step(notice.step)],
            "by": voice,
            "since": now,
        }
        for notice, voice in reached
        if notice.audience is Audience.CITIZEN and notice.step in QUESTIONS
    ]
    ASKED.write_each(connection, asked)


def note_costs(connection: Connection, keyring: Keyring, costs: Sequence[Cost], now: Moment) -> None:
    SPENT.write_each(connection, [_spent(keyring, cost, now) for cost in costs for _ in range(cost.messages)])
    for cost in costs:
        if cost.shut or cost.stopped:
            _note_silence(connection, _digest(keyring, cost), cost, now)
        if cost.consents is not None:
            left = {"recipient": _digest(keyring, cost), "template": cost.template, "left": cost.consents, "at": now}
            upsert(connection, consents, left, keys=("recipient", "template"), update=("left",))


def _spent(keyring: Keyring, cost: Cost, now: Moment) -> dict[str, Any]:
    return {
        "recipient": _digest(keyring, cost),
        "voice": cost.voice,
        "at": now,
        "counted": cost.counted,
        "measured": cost.measured,
    }


def _note_silence(connection: Connection, digest: bytes, cost: Cost, now: Moment) -> None:
    said = {"shut_at": now} if cost.shut else {}
    said |= {"stopped_at": now} if cost.stopped else {}
    row = {"recipient": digest, "at": now} | said
    upsert(connection, sightings, row, keys=("recipient",), update=tuple(said))


def _digest(keyring: Keyring, cost: Cost) -> bytes:
    return cost.way.digest or keyring.index(RECIPIENT, cost.way.address.whole)
