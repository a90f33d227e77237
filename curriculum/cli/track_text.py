"""A track as plain text and as plain data: weeks and days with clock times, leads, rooms and totals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from curriculum.cli.words import plain
from curriculum.model.clinic import Clinic
from curriculum.model.library import Library
from curriculum.model.rulepack import RulePack
from curriculum.model.timing import clock_text, hours_text
from curriculum.model.track import Break, Track
from curriculum.model.words import counted
from curriculum.planning.calendar import Session, sessions
from curriculum.planning.hours import Hours, hours_of
from curriculum.planning.packs import counted_kinds

PLANNED = "planned, not delivered"
"""What every total says of itself, so that nobody takes a plan for a record of attendance."""


@dataclass(frozen=True)
class Reading:
    """A track with everything that is needed to read it aloud."""

    id: str
    track: Track
    library: Library
    clinic: Clinic
    pack: RulePack | None

    def week(self, week: int, run: int = 1) -> tuple[Session, ...]:
        """Return the sessions of a week of a run of the cycle, in the order held."""
        return sessions(self.track, self.clinic, (week,), run)

    def hours(self, held: Sequence[Session]) -> Hours:
        """Return the minutes of some sessions as the level of care counts them."""
        return hours_of(held, self.library, counted_kinds(self.pack))

    def title(self, session: Session) -> str | None:
        """Return the title of what is held, or None."""
        return self.library.title(session.placement.module) if session.placement else None

    def leads(self, session: Session) -> list[str]:
        """Return the names of who leads, the first of whom leads."""
        return [self.clinic.person_name(name) for name in session.leads]

    def room(self, session: Session) -> str | None:
        """Return the name of the room, or None."""
        return self.clinic.room_name(session.room) if session.room else None


def track_lines(reading: Reading, weeks: Sequence[int]) -> Iterator[str]:
    """Yield a track line by line: its facts, then the weeks asked for, or else all that are planned."""
    yield plain(reading.track.title)
    yield ""
    yield from _facts(reading)
    planned = [week for week in range(1, reading.track.cycle + 1) if week in reading.track.plan]
    for week in weeks or planned:
        yield ""
        yield from week_lines(reading, week)
    missing = sorted(set(range(1, reading.track.cycle + 1)) - set(planned))
    if missing and not weeks:
        yield ""
        yield f"Not planned yet: {counted(len(missing), 'week')} ({', '.join(map(str, missing))})."


def dated_lines(reading: Reading, weeks: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Yield weeks of any runs of the cycle line by line, each given by its run and its number."""
    yield plain(reading.track.title)
    for run, week in weeks:
        yield ""
        yield from week_lines(reading, week, run)


def _facts(reading: Reading) -> Iterator[str]:
    track = reading.track
    level = f" ({plain(reading.pack.title)})" if reading.pack else ""
    yield f"Level: {track.level}{level}"
    gates = f", at weeks {', '.join(map(str, track.gates))}" if track.gates else ""
    yield f"Admission: {track.admission.value}{gates}"
    ends = f"; ends: {_day_text(track.ends)}" if track.ends else ""
    yield f"Starts: {_day_text(track.starts)}{ends}"
    yield f"Cycle: {counted(track.cycle, 'week')}; stay: {counted(track.stay, 'week')}; census: {track.census}"
    for meeting in track.meetings:
        parts = [
            f"break {part.minutes}" if isinstance(part, Break) else f"{part.name} {part.minutes}"
            for part in meeting.slots
        ]
        days = ", ".join(day.full_name for day in meeting.days)
        yield f"Meets: {days} from {clock_text(meeting.from_)}, in minutes: {', '.join(parts)}"


def week_lines(reading: Reading, week: int, run: int = 1) -> Iterator[str]:
    """Yield a week of a run of the cycle line by line: each day with its sessions, and the totals."""
    held = reading.week(week, run)
    yield f"Week {week}" + (f" of run {run}" if run > 1 else "")
    for _, day in groupby(held, key=lambda session: session.date):
        yield from _day_lines(reading, tuple(day))
    yield f"  Total of week {week}: {_hours_text(reading.hours(held))} ({PLANNED})"


def _day_lines(reading: Reading, day: tuple[Session, ...]) -> Iterator[str]:
    first = day[0]
    if first.closed:
        made_up = sorted({session.made_up for session in day if session.made_up})
        instead = f"; made up on {' and '.join(map(_day_text, made_up))}" if made_up else ""
        yield f"  {_day_text(first.date)}: closed, {plain(first.closed)}{instead}"
    open_ = tuple(session for session in day if not session.closed)
    if open_:
        instead = f" (instead of {open_[0].makes_up})" if open_[0].makes_up else ""
        yield f"  {_day_text(first.date)}{instead}"
    for session in open_:
        yield f"    {clock_text(session.start)} to {clock_text(session.end)}  {_session_text(reading, session)}"


def _session_text(reading: Reading, session: Session) -> str:
    slot, title = session.timed.slot.name, reading.title(session)
    if title is None:
        return f"{slot}: nothing planned"
    known = reading.library.get(session.module)
    school = f" ({known.modality.value})" if known else " (not in the library)"
    told = [f"{slot}: {plain(title)}{school}", f"led by {' and '.join(map(plain, reading.leads(session)))}"]
    if not session.leads:
        told[1] = "nobody named to lead"
    if session.room:
        told.append(plain(reading.room(session) or ""))
    if session.placement and session.placement.locked:
        told.append("locked")
    return ", ".join(told)


def _hours_text(hours: Hours) -> str:
    told = [f"session {hours_text(hours.session)}", f"breaks {hours_text(hours.breaks)}"]
    if hours.uncounted:
        told.append(f"not counted {hours_text(hours.uncounted)}")
    return ", ".join([*told, f"clock {hours_text(hours.clock)}"])


def _day_text(day: date) -> str:
    """Return a date such as `Monday 2027-01-04`."""
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    return f"{names[day.weekday()]} {day.isoformat()}"


def track_data(reading: Reading, weeks: Sequence[int]) -> dict[str, Any]:
    """Return a track as plain data: its facts, and the weeks asked for, or else all that are planned."""
    shown = weeks or [week for week in range(1, reading.track.cycle + 1) if week in reading.track.plan]
    return dated_data(reading, [(1, week) for week in shown])


def dated_data(reading: Reading, weeks: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """Return a track as plain data with weeks of any runs of the cycle, each given by its run and its number."""
    track = reading.track
    return {
        "id": reading.id,
        "title": track.title,
        "level": track.level,
        "admission": track.admission.value,
        "gates": list(track.gates),
        "starts": track.starts.isoformat(),
        "ends": track.ends.isoformat() if track.ends else None,
        "cycle": track.cycle,
        "stay": track.stay,
        "census": track.census,
        "says": PLANNED,
        "weeks": [_week_data(reading, week, run) for run, week in weeks],
    }


def _week_data(reading: Reading, week: int, run: int) -> dict[str, Any]:
    held = reading.week(week, run)
    hours = reading.hours(held)
    return {
        "run": run,
        "week": week,
        "sessions": [_session_data(reading, session) for session in held],
        "minutes": {
            "session": hours.session,
            "breaks": hours.breaks,
            "uncounted": hours.uncounted,
            "clock": hours.clock,
        },
    }


def _session_data(reading: Reading, session: Session) -> dict[str, Any]:
    placement = session.placement
    return {
        "date": session.date.isoformat(),
        "day": session.day.value,
        "slot": session.cell.slot,
        "start": clock_text(session.start),
        "end": clock_text(session.end),
        "minutes": session.minutes,
        "closed": session.closed,
        "made_up": session.made_up.isoformat() if session.made_up else None,
        "makes_up": session.makes_up.isoformat() if session.makes_up else None,
        "module": placement.module if placement else None,
        "title": reading.title(session),
        "leads": list(session.leads),
        "room": session.room,
        "locked": bool(placement and placement.locked),
        "standing": session.standing,
    }
