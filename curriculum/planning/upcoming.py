"""What is held next: on which day, in which week, and which sessions. Whoever asks says which day it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from curriculum.model.clinic import Clinic
from curriculum.model.track import Track
from curriculum.planning.calendar import Session, closure_on, last_run, monday_of, sessions_between, week_of

_AHEAD = timedelta(weeks=60)
"""How far ahead the next session is looked for: a whole year, and then some for a cycle that begins late in it."""


@dataclass(frozen=True)
class Stretch:
    """Some days in a row, both included."""

    first: date
    last: date


def held_in(track: Track, clinic: Clinic, days: Stretch, lead: str | None = None) -> tuple[Session, ...]:
    """Return the sessions that are held in some days, in the order held; only those of `lead`, by id, where named."""
    found = sessions_between(track, clinic, days.first, days.last)
    return tuple(each for each in found if each.module and (lead is None or lead in each.leads))


def next_day(track: Track, clinic: Clinic, after: date, lead: str | None = None) -> date | None:
    """Return the first day after one on which something is held, or None where the track holds nothing more."""
    begin = max(after + timedelta(days=1), track.starts)
    return next((held.date for held in _from(track, clinic, begin, lead)), None)


def _from(track: Track, clinic: Clinic, begin: date, lead: str | None) -> Iterator[Session]:
    """Yield what is held from a day on, a week at a time: most searches end in the first."""
    first, end = begin, begin + _AHEAD
    while first <= end and (track.ends is None or first <= track.ends):
        yield from held_in(track, clinic, Stretch(first, first + timedelta(days=6)), lead)
        first += timedelta(days=7)


def calendar_week(day: date) -> Stretch:
    """Return the week, Monday to Sunday, in which a day lies."""
    monday = day - timedelta(days=day.weekday())
    return Stretch(monday, monday + timedelta(days=6))


def next_time(track: Track, week: int, today: date) -> Stretch | None:
    """Return the days of a week of the cycle, when it is next held: now, where today lies in it.

    None where the track ends before.
    """
    run = max(1, week_of(track, today)[0])
    if calendar_week(monday_of(track, week, run)).last < today:
        run += 1
    last = last_run(track)
    days = calendar_week(monday_of(track, week, run))
    return None if last is not None and track.ends is not None and days.first > track.ends else days


def why_nothing(track: Track, clinic: Clinic, days: Stretch) -> str:
    """Return why nothing is held in some days: before the start, after the end, closed, or no group planned."""
    if days.last < track.starts:
        return f"it starts on {track.starts}"
    if track.ends is not None and days.first > track.ends:
        return f"it ended on {track.ends}"
    closures = (
        closure_on(track, clinic, days.first + timedelta(days=n)) for n in range((days.last - days.first).days + 1)
    )
    reasons = tuple(dict.fromkeys(closure.reason for closure in closures if closure))
    return f"closed: {', '.join(reasons)}" if reasons else "no group is planned then"
