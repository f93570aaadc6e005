from datetime import date, datetime, timedelta

import pytest
from casebook_world import CITY, ZONE
from hypothesis import given
from hypothesis import strategies as st

from adapters.casebook.rules import limits
from adapters.casebook.rules.calendar import WorkingTime
from adapters.casebook.rules.likeness import likeness, marks
from adapters.casebook.rules.numbers import DayFull, is_number, number_of
from dialogs.city import Calendar
from dialogs.facts.moment import Moment, civil, moment_of

TIME = WorkingTime(CITY.calendar, ZONE)
DAYS = st.dates(date(2020, 1, 1), date(2099, 12, 31))


def at(text: str) -> Moment:
    return moment_of(datetime.fromisoformat(text).replace(tzinfo=ZONE))


def shown(moment: Moment) -> str:
    return civil(moment, ZONE).strftime("%Y-%m-%d %H:%M")


def test_number() -> None:
    """A number is the day, five digits of its sequence, and a check digit."""
    assert number_of(date(2026, 3, 2), 1)[:-1] == "26030200001"
    assert is_number(number_of(date(2026, 3, 2), 99_999))


@given(day=DAYS, sequence=st.integers(1, 99_999), place=st.integers(0, 11), digit=st.integers(1, 9))
def test_mistyped_digit(day: date, sequence: int, place: int, digit: int) -> None:
    """Each number is one, and no number with one digit mistyped is."""
    number = number_of(day, sequence)
    wrong = number[:place] + str((int(number[place]) + digit) % 10) + number[place + 1 :]

    assert is_number(number)
    assert not is_number(wrong)


@given(day=DAYS, sequence=st.integers(1, 99_999), place=st.integers(0, 10))
def test_swapped_digits(day: date, sequence: int, place: int) -> None:
    """Two neighbouring digits that change places are noticed."""
    number = number_of(day, sequence)
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]

    assert swapped == number or not is_number(swapped)


@pytest.mark.parametrize("sequence", [0, 100_000])
def test_full_day(sequence: int) -> None:
    """A day has numbers from 1 to 99,999 and says so when they are out."""
    with pytest.raises(DayFull):
        number_of(date(2026, 3, 2), sequence)


@pytest.mark.parametrize("text", ["", "26030200001", "2603020000123", "١٢٣٤٥٦٧٨٩٠١٢", "260230000013", "160302000013"])
def test_no_number(text: str) -> None:
    """Eleven or thirteen digits, foreign digits, a day that is none, a year before 2020: no number."""
    assert not is_number(text)


def test_year_without_numbers() -> None:
    """The century of the numbers ends with 2099."""
    with pytest.raises(ValueError, match="2100"):
        number_of(date(2100, 1, 1), 1)


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2026-03-02 10:00", 1, "2026-03-03 18:00"),
        ("2026-03-06 23:00", 1, "2026-03-09 18:00"),
        ("2026-03-07 10:00", 1, "2026-03-09 18:00"),
        ("2026-03-02 10:00", 7, "2026-03-11 18:00"),
        # The spring festival of 2026 is free from 15 to 23 February; the Saturdays 14 and 28 make up for it.
        ("2026-02-13 10:00", 1, "2026-02-14 18:00"),
        ("2026-02-13 10:00", 2, "2026-02-24 18:00"),
        ("2026-02-27 10:00", 1, "2026-02-28 18:00"),
    ],
)
def test_working_days(start: str, days: int, due: str) -> None:
    """Working days follow the state calendar; the day of the start does not count, the last one counts to its end."""
    assert shown(TIME.after_days(at(start), days).at) == due


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-03-02 10:00", 1, "2026-03-02 11:00"),
        ("2026-03-02 11:00", 4, "2026-03-02 17:00"),
        ("2026-03-02 12:30", 2, "2026-03-02 16:00"),
        ("2026-03-02 17:00", 4, "2026-03-03 12:00"),
        ("2026-03-06 19:00", 4, "2026-03-09 15:00"),
        ("2026-03-02 03:00", 7, "2026-03-02 18:00"),
    ],
)
def test_working_hours(start: str, hours: int, due: str) -> None:
    """Working hours count while the offices are open, and not over lunch."""
    assert shown(TIME.after_hours(at(start), hours).at) == due


def test_the_citys_own_days() -> None:
    """What the city sets itself comes before the state calendar."""
    calendar = Calendar("CN", (date(2026, 3, 3),), (date(2026, 3, 7),), CITY.calendar.hours)
    own = WorkingTime(calendar, ZONE)

    assert shown(own.after_days(at("2026-03-02 10:00"), 1).at) == "2026-03-04 18:00"
    assert own.is_working(date(2026, 3, 7))


def test_unpublished_year() -> None:
    """A year without a schedule knows holidays of fixed date and weekdays, and what leans on it is provisional."""
    far = TIME.after_days(at("2088-04-30 10:00"), 1)

    assert shown(far.at) == "2088-05-03 18:00"
    assert far.provisional
    assert not TIME.after_days(at("2026-03-02 10:00"), 1).provisional
    assert TIME.after_hours(at("2088-03-01 10:00"), 1).provisional


def test_another_country() -> None:
    """Another country's calendar has weekdays and what the city sets, and is never provisional."""
    own = WorkingTime(Calendar("NL", (date(2026, 2, 16),), (), CITY.calendar.hours), ZONE)
    due = own.after_days(at("2026-02-13 10:00"), 1)

    assert (shown(due.at), due.provisional) == ("2026-02-17 18:00", False)


def test_no_working_day() -> None:
    """A calendar without working days is told, and nobody waits for ever."""
    days = tuple(date(2026, 3, 1) + timedelta(days=index) for index in range(90))

    with pytest.raises(ValueError, match="no working day"):
        WorkingTime(Calendar("CN", days, (), CITY.calendar.hours), ZONE).after_days(at("2026-03-02 10:00"), 1)


def test_urgent() -> None:
    """An urgent case is counted by the clock, others by working days; an unknown category by the city's limits."""
    saturday = at("2026-03-07 22:00")

    assert shown(limits.accept_by(CITY, ZONE, "gas", saturday).at) == "2026-03-08 00:00"
    assert shown(limits.accept_by(CITY, ZONE, "lamp", saturday).at) == "2026-03-09 18:00"
    assert [limits.reply_days(CITY, code) for code in ("noise", "gone")] == [3, 7]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("小学门口路灯不亮三天了", "门口的路灯不亮", True),
        ("小学门口路灯不亮三天了", "楼下烧烤店油烟大", False),
        ("The street lamp is out", "Street lamp out since Monday", True),
        ("The street lamp is out", "A tree fell over", False),
        ("Ｌａｍｐ　ｏｕｔ", "lamp OUT", True),
        ("", "", False),
    ],
)
def test_likeness(one: str, other: str, alike: object) -> None:
    """Texts about the same are alike in both scripts, others are not."""
    assert (likeness(marks(one), marks(other)) >= 0.3) is alike
