"""Made-up cases of past years, laid into a database as they would rest there: ended ones, save one in fifty."""

import json
import random
from array import array
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from adapters.casebook.rules.grams import grams
from adapters.casebook.rules.numbers import number_of
from bench.filling import filler, in_tables
from bot.city import load_city
from dialogs.city import City
from dialogs.facts.moment import DAY, HOUR, moment_of

BATCH = 2000  # cases
AT_ONCE = 100_000  # rows of the text index
A_DAY = 2000  # cases
SAYINGS = (
    "{street}{number}号门口的{what}坏了{days}天了，晚上走路看不见",
    "{street}{number}号旁边{what}没人管，反映过{days}次",
    "{number}栋楼下{what}，从{days}号起一直这样，老人出门很不方便",
    "请问{street}的{what}什么时候能修好，已经{days}天了",
)
WHATS = (
    "路灯",
    "井盖",
    "垃圾桶",
    "水管",
    "消防通道",
    "人行道",
    "噪音",
    "油烟",
    "树枝",
    "公交站牌",
    "健身器材",
    "下水道",
)
VALUES = ("satisfied", "acceptable", "dissatisfied", "unsolved")
OUTCOMES = ("solved", "partly", "explained", "aid", "other-path")
Rows = dict[str, list[dict[str, object]]]
Put = Callable[..., None]
"""Takes the name of a table, and the values of a row by name."""


def batches(city: City, cases: int, until: datetime, seed: int = 1) -> Iterator[Rows]:
    """Give the rows of ``cases`` cases, the oldest first, ending the day before ``until``."""
    chance = random.Random(seed)
    first = until - timedelta(days=cases // A_DAY + 1)
    for start in range(0, cases, BATCH):
        rows: Rows = {}
        for index in range(start, min(start + BATCH, cases)):
            _case(rows, city, chance, first, index)
        yield rows


def _case(rows: Rows, city: City, chance: random.Random, first: datetime, index: int) -> None:
    day = (first + timedelta(days=index // A_DAY)).date()
    number, at = number_of(day, index % A_DAY + 1), moment_of(first + timedelta(days=index // A_DAY, hours=9))
    citizen, street = f"made-up-{index // 3}", chance.choice(city.streets)
    unit, category = chance.choice(city.units).code, chance.choice(city.categories)
    running, late = chance.random() < 0.02, chance.random() < 0.1
    resolved = at + (6 + 9 * late) * DAY
    said = _said(chance, street.names.to("zh-Hans"))

    def put(table: str, **values: object) -> None:
        rows.setdefault(table, []).append(values)

    if index % 3 == 0:
        person = {"person": f"person {index}".encode(), "channel": "sms", "first_contact": at, "last_contact": at}
        put("citizens", id=citizen, **person)
    status = {"status": "assigned"} if running else {"status": "closed", "outcome": chance.choice(OUTCOMES)}
    ends = (
        {"resolved_at": None, "ended_at": None}
        if running
        else {"resolved_at": resolved, "ended_at": resolved + 7 * DAY}
    )
    dues = {"accept_by": at + DAY, "sign_by": at + DAY, "reply_by": at + 9 * DAY}
    put(
        "cases", number=number, kind="report", category=category.code, urgency="normal", unit=unit, channel="sms",
        district=street.district, street=street.code, description=said, submitted_at=at, entries=6, head=bytes(32),
        **({"outcome": ""} | status), **ends, **dues,
    )  # fmt: skip
    put("reporters", case=number, citizen=citizen, role="filer", joined_at=at, known_at=at, privacy="shown")
    put("handlings", case=number, accepted_at=at + HOUR * (40 if late else 2), signed_at=at + 3 * HOUR, first_unit=unit)
    for seq, kind in enumerate(("file", "accept", "assign", "sign", "reply", "resolve"), start=1):
        codes = json.dumps({"unit": unit, "category": category.code})
        entry = {"actor": unit, "codes": codes, "words": b"", "digest": bytes(32)}
        put("timeline", case=number, seq=seq, at=at + seq * HOUR, kind=kind, **entry)
    if not running:
        _answered(put, chance, {"case": number}, citizen, resolved, unit=unit, outcome=status["outcome"])
    if late:
        put("warnings", case=number, unit=unit, time="reply_by", warning=1, at=resolved)
        put("tallies", case=number, what=chance.choice(("returned", "extended", "reopened")), unit=unit, times=1)


def _answered(
    put: Put, chance: random.Random, of: dict[str, str], citizen: str, at: int, *, unit: str, outcome: str
) -> None:
    """Add what became of it, and what four citizens of ten think of that."""
    put("resolutions", **of, resolution=0, text_index=bytes(32), unit=unit, at=at, reply_by=at, outcome=outcome)
    asked = {"kind": "rating", "voice": "sms", "asked_at": at, "closed_at": at + 7 * DAY}
    put("open_questions", **of, id=f"q-{of['case']}", citizen=citizen, **asked)
    if chance.random() < 0.4:
        value = chance.choices(VALUES, (6, 3, 1, 1))[0]
        put("ratings", **of, citizen=citizen, resolution=0, value=value, at=at + DAY)


def _said(chance: random.Random, street: str) -> str:
    drawn = {"number": chance.randrange(300), "what": chance.choice(WHATS), "days": chance.randrange(30)}
    return chance.choice(SAYINGS).format(street=street, **drawn)


class _Grams:
    """The text index of all cases, kept aside: laid in by pair, each row comes after the one before."""

    def __init__(self) -> None:
        self._cases: dict[str, array[int]] = {}

    def note(self, case: str, description: str) -> None:
        for gram in grams(description):
            self._cases.setdefault(gram, array("q")).append(int(case))

    def records(self) -> Iterator[list[tuple[object, ...]]]:
        for gram in sorted(self._cases):
            cases = sorted(self._cases[gram])
            for start in range(0, len(cases), AT_ONCE):
                yield [(gram, str(case)) for case in cases[start : start + AT_ONCE]]


def load(url: str, cases: int, until: datetime, city: City | None = None) -> None:
    """Fill a migrated database that is not open."""
    known, index = city or load_city(Path("city/demo")), _Grams()
    shown = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with filler(url) as filling, Progress(*shown) as progress:
        task = progress.add_task("cases", total=cases)
        for rows in batches(known, cases, until):
            for name, columns, records in in_tables(rows):
                filling.put(name, columns, records)
            for row in rows["cases"]:
                index.note(str(row["number"]), str(row["description"]))
            progress.advance(task, len(rows["cases"]))
        for pairs in index.records():
            filling.put("grams", ("gram", "case"), pairs)


MORNING = datetime(2026, 11, 23, 8, tzinfo=ZoneInfo("Asia/Shanghai"))
