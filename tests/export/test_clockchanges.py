"""Time zones as other programs read them."""

import io
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.tz import tzical

from curriculum.export.clockchanges import time_zone

REGULAR = ("America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/Phoenix", "Asia/Kathmandu")


def written(name):
    calendar = icalendar.Calendar()
    calendar.add_component(time_zone(name, [date(2027, 3, 1)]))
    return calendar.to_ical().decode()


@pytest.mark.parametrize("name", [*REGULAR, "Africa/Casablanca"])
def test_another_program_reads_the_offset_of_every_hour(name):
    theirs, ours = tzical(io.StringIO(written(name))).get(), ZoneInfo(name)
    hours = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hour) for hour in range(2 * 366 * 24)]
    clocks = [hour.astimezone(ours).replace(tzinfo=None) for hour in hours]

    wrong = [clock for clock in clocks if clock.replace(tzinfo=theirs).utcoffset() != _offset(clock, ours)]

    assert wrong == []


def _offset(clock, zone):
    return clock.replace(tzinfo=zone).utcoffset()


@pytest.mark.parametrize("name", REGULAR)
def test_clocks_that_change_by_a_rule_are_told_as_one(name):
    assert "RDATE" not in written(name)


def test_the_hour_that_is_skipped_begins_by_the_clock_before_it():
    assert "DTSTART:20200308T020000\r\nRRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3" in written("America/New_York")
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in written("Europe/Berlin")
