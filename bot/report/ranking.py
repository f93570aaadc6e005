"""Marks: the mean of the rates that a unit is judged by, with all that they were made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from dialogs.city import Ranking
from dialogs.facts.figures import Counts, Rate, Row


class Grade(StrEnum):
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    UNRANKED = "unranked"
    """With too few answers due, chance would rank it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """``rates``: by name, those that have anything to share; ``value``: their mean, in percent."""

    key: str
    rates: tuple[tuple[str, Rate], ...]
    value: float
    grade: Grade


def ranked(rows: Iterable[Row], ranking: Ranking) -> tuple[Mark, ...]:
    """Give the best first, and at the end those that are not ranked."""
    marks = [mark_of(row.key, row.counts, ranking) for row in rows if row.key]
    return tuple(sorted(marks, key=lambda mark: (mark.grade is Grade.UNRANKED, -mark.value, mark.key)))


def mark_of(key: str, counts: Counts, ranking: Ranking) -> Mark:
    judged = {"answers": counts.answers, "content": counts.content, "first_time": counts.first_time}
    rates = tuple((name, rate) for name, rate in judged.items() if rate.denominator)
    shares = [rate.percent or 0.0 for _, rate in rates]
    value = sum(shares) / len(shares) if shares else 0.0
    if counts.answer_due < ranking.least:
        return Mark(key, rates, value, Grade.UNRANKED)
    return Mark(key, rates, value, grade_of(value, ranking))


def grade_of(value: float, ranking: Ranking) -> Grade:
    if value >= ranking.good:
        return Grade.GOOD
    return Grade.FAIR if value >= ranking.fair else Grade.POOR
