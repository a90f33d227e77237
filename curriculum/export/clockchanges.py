"""A time zone as calendar programs read it: when its clocks change, as a yearly rule wherever they follow one.

Lists of dates are valid and read by few; a rule is read by all. Written here, since icalendar 7.3 leaves changes out
where a zone has no yearly rule, and begins summer time an hour late where it has one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Component, Timezone

_FIRST_YEAR, _LAST_YEAR = 2020, 2050
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY, _SECOND = timedelta(days=1), timedelta(seconds=1)


@dataclass(frozen=True)
class _Kind:
    """What a change of the clock does."""

    before: timedelta
    after: timedelta
    name: str
    summer: bool


def time_zone(name: str, days: Iterable[date]) -> "Timezone":
    """Return the clock changes of a zone, for more years than the days lie in.

    Programs keep the first description of a zone that they read, and judge later calendars by it.
    """
    from icalendar import Timezone

    years = {day.year for day in days}
    first, last = min(_FIRST_YEAR, *years), max(_LAST_YEAR, *years)
    begin, end = (datetime.combine(date(year, 1, 1), time(), UTC) for year in (first, last + 1))
    zone = ZoneInfo(name)
    changes: dict[_Kind, list[datetime]] = {}
    for instant in _changes(zone, begin, end):
        kind = _kind(zone, instant, _offset(zone, instant - _SECOND))
        changes.setdefault(kind, []).append((instant + kind.before).replace(tzinfo=None))
    written = Timezone()
    written.add("tzid", name)
    start = _kind(zone, begin, _offset(zone, begin))
    written.add_component(_component(start, [begin.replace(tzinfo=None)]))
    for kind, onsets in changes.items():
        written.add_component(_component(kind, onsets))
    return written


def _offset(zone: ZoneInfo, instant: datetime) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta()


def _kind(zone: ZoneInfo, instant: datetime, before: timedelta) -> _Kind:
    clock = instant.astimezone(zone)
    return _Kind(before, _offset(zone, instant), clock.tzname() or "", bool(clock.dst()))


def _changes(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[datetime]:
    """Yield the instants at which the clock is set anew; no zone does so twice within a day."""
    day, offset = begin, _offset(zone, begin)
    while day < end:
        following = day + _DAY
        later = _offset(zone, following)
        if later != offset:
            yield _instant(zone, day, following)
        day, offset = following, later


def _instant(zone: ZoneInfo, day: datetime, following: datetime) -> datetime:
    """Return the first second at which the offset is no longer that of `day`."""
    offset, low, high = _offset(zone, day), day, following
    while high - low > _SECOND:
        middle = low + (high - low) // 2
        middle = middle.replace(microsecond=0)
        low, high = (middle, high) if _offset(zone, middle) == offset else (low, middle)
    return high


def _component(kind: _Kind, onsets: Sequence[datetime]) -> "Component":
    """Return a change with its onsets, each by the clock that goes before it, as RFC 5545 asks."""
    from icalendar import TimezoneDaylight, TimezoneStandard

    change = TimezoneDaylight() if kind.summer else TimezoneStandard()
    change.add("tzname", kind.name)
    change.add("tzoffsetfrom", kind.before)
    change.add("tzoffsetto", kind.after)
    change.add("dtstart", onsets[0])
    weekday = _weekday_rule(onsets)
    if weekday is not None:
        change.add("rrule", {"FREQ": "YEARLY", "BYMONTH": onsets[0].month, "BYDAY": weekday})
    elif len(onsets) > 1:
        change.add("rdate", list(onsets[1:]))
    return change


def _weekday_rule(dates: Sequence[datetime]) -> str | None:
    """Return the weekday of the month that dates of successive years have in common, such as `2SU` or `-1SU`."""
    first = dates[0]
    yearly = [each.year for each in dates] == list(range(first.year, first.year + len(dates)))
    alike = len({(each.month, each.weekday(), each.time()) for each in dates}) == 1
    if len(dates) < 2 or not yearly or not alike:
        return None
    weekday = _WEEKDAYS[first.weekday()]
    if all((each + timedelta(weeks=1)).month != each.month for each in dates):
        return f"-1{weekday}"
    places = {(each.day - 1) // 7 + 1 for each in dates}
    return f"{places.pop()}{weekday}" if len(places) == 1 else None
