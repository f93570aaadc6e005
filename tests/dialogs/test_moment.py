from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from dialogs.facts.moment import FOREVER, Moment, civil, moment_of

SHANGHAI = ZoneInfo("Asia/Shanghai")
LAST = datetime(9999, 12, 31, 23, 59, 59, tzinfo=timezone(-timedelta(hours=12)))


@pytest.mark.parametrize("moment", [moment_of(LAST), FOREVER])
def test_after_all_years(moment: Moment) -> None:
    """What lies beyond the calendar is read as its last whole day, and can still be written and counted on from."""
    told = civil(moment, SHANGHAI)

    assert told.isoformat().startswith("9999-12-30T23:59:59.999999+08:00")
    assert told + timedelta(hours=23) > told.astimezone(UTC)


@pytest.mark.parametrize("moment", [Moment(-FOREVER), Moment(-62_135_597_000_000_000)])
def test_before_all_years(moment: Moment) -> None:
    """So it is at the other end."""
    assert civil(moment, UTC) == datetime(1, 1, 2, tzinfo=UTC)


def test_an_ordinary_day() -> None:
    """Any other moment is the time on the wall."""
    noon = datetime(2026, 3, 2, 12, tzinfo=SHANGHAI)

    assert civil(moment_of(noon), SHANGHAI) == noon
