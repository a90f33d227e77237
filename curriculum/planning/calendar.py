"""From a track and a clinic to sessions on real dates.

A cycle is held again and again: run 1 begins in the week in which the track starts, the next one follows the last week
of it without a gap, until the day on which the track ends, if it does.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from curriculum.model.clinic import Clinic
from curriculum.model.closure import Closure
from curriculum.model.makeup import Makeup
from curriculum.model.track import Cell, Day, Placement, TimedSlot, Track

Date = date
"""So that a session may have a field of that name."""


@dataclass(frozen=True)
class Session:
    """One slot on one date: what is held there, by whom and where. Times are minutes since midnight."""

    cell: Cell
    """Its place in the plan. A make-up has that of the closed day which it makes up for."""
    date: date
    timed: TimedSlot
    placement: Placement | None
    leads: tuple[str, ...]
    """People by id; the first leads."""
    room: str | None
    closed: str | None
    """Why nothing is held that day; None on an open day."""
    run: int = 1
    """Which repetition of the cycle it belongs to, from 1."""
    makes_up: Date | None = None
    """The closed day whose session it is; None where it is held on its own day."""
    made_up: Date | None = None
    """On a closed day, the other day on which it is held; None where it is not."""

    @property
    def day(self) -> Day:
        """The day of the week on which it is held; of a make-up another one than its cell's."""
        return self.timed.day

    @property
    def module(self) -> str | None:
        """The id of the module that is held; None on a closed day or in an empty slot."""
        return self.placement.module if self.placement and not self.closed else None

    @property
    def minutes(self) -> int:
        """Session minutes: the slot without its breaks."""
        return self.timed.slot.minutes

    @property
    def start(self) -> int:
        """When it begins, in minutes since midnight."""
        return self.timed.start

    @property
    def end(self) -> int:
        """When it ends, in minutes since midnight."""
        return self.timed.end

    @property
    def standing(self) -> bool:
        """Tell whether its slot holds the same module every time."""
        return self.timed.slot.standing is not None


def monday_of(track: Track, week: int, run: int = 1) -> date:
    """Return the Monday of a week of a run of the cycle: week 1 of run 1 is the week in which the track starts."""
    weeks = (run - 1) * track.cycle + week - 1
    return track.starts - timedelta(days=track.starts.weekday()) + timedelta(weeks=weeks)


def date_of(track: Track, cell: Cell, run: int = 1) -> date:
    """Return the date of a slot in a run of the cycle.

    Week 1 of run 1 is the calendar week, Monday to Sunday, in which the track starts.
    """
    return monday_of(track, cell.week, run) + timedelta(days=cell.day.number)


def week_of(track: Track, day: date) -> tuple[int, int]:
    """Return run and week of the cycle in which a date lies; run 0 and less before the track starts."""
    run, week = divmod((day - monday_of(track, 1)).days // 7, track.cycle)
    return run + 1, week + 1


def runs_ahead(track: Track, today: date) -> tuple[int, ...]:
    """Return the run that is held on a day and the next one; before the track starts the first two.

    What is past cannot be mended, and what lies farther ahead is not staffed yet and would say the same again.
    """
    return runs_from(track, max(1, week_of(track, today)[0]), 2)


def runs_from(track: Track, first: int, count: int) -> tuple[int, ...]:
    """Return so many runs from one on, as far as the track goes; its last one where the first lies beyond it."""
    last = last_run(track)
    if last is None:
        return tuple(range(first, first + count))
    return tuple(range(min(first, last), min(first + count, last + 1)))


def last_run(track: Track) -> int | None:
    """Return the run in which the track ends, or None where it goes on."""
    return max(1, week_of(track, track.ends)[0]) if track.ends else None


def held_on(track: Track, day: date) -> bool:
    """Tell whether a date lies between the first and the last day of a track."""
    return track.starts <= day and (track.ends is None or day <= track.ends)


def closure_on(track: Track, clinic: Clinic, day: date) -> Closure | None:
    """Return why nothing is held on a day, by what the track says of itself or else by the clinic; None if open."""
    own = next((closure for closure in track.closures if closure.covers(day)), None)
    return own or clinic.closed_on(day)


def sessions(track: Track, clinic: Clinic, weeks: Iterable[int], run: int = 1) -> tuple[Session, ...]:
    """Return every session of those weeks of a run of the cycle, in the order in which they are held.

    Days before the track starts or after it ends hold nothing and are left out; closed days are kept and marked, and
    what makes up for them follows on its own day.
    """
    return tuple(session for week in weeks for session in _week(track, clinic, week, run))


def sessions_between(track: Track, clinic: Clinic, first: date, last: date) -> tuple[Session, ...]:
    """Return every session from one date to another, both included, in the order held, whatever runs they lie in."""
    begin = max(first, track.starts)
    monday = begin - timedelta(days=begin.weekday())
    weeks = [week_of(track, monday + timedelta(days=days)) for days in range(0, (last - monday).days + 1, 7)]
    found = (session for run, week in weeks for session in _week(track, clinic, week, run))
    return tuple(session for session in found if first <= session.date <= last)


def _week(track: Track, clinic: Clinic, week: int, run: int) -> list[Session]:
    monday = monday_of(track, week, run)
    found: list[Session] = []
    for day in track.days:
        when = monday + timedelta(days=day.number)
        if held_on(track, when):
            found += _day(track, clinic, (week, day, run), when)
    return sorted(found, key=lambda session: (session.date, session.start)) if track.makeups else found


def _day(track: Track, clinic: Clinic, place: tuple[int, Day, int], when: date) -> Iterator[Session]:
    """Yield the sessions of a day and, where it is closed, those that make up for it."""
    week, day, run = place
    closure = closure_on(track, clinic, when)
    instead = makeups_held(track, clinic, when) if closure else ()
    for timed in track.timetable[day]:
        cell = Cell(week, day, timed.slot.name)
        yield Session(
            cell=cell,
            date=when,
            timed=timed,
            placement=track.placement(cell),
            leads=track.leads(cell),
            room=track.room(cell),
            closed=closure.reason if closure else None,
            run=run,
            made_up=next((m.on for m in instead if not m.slots or cell.slot in m.slots), None),
        )
    for makeup in instead:
        yield from makeup_sessions(track, makeup, week, run)


def makeups_held(track: Track, clinic: Clinic, closed: date) -> tuple[Makeup, ...]:
    """Return what makes up for a closed day, on days that are open themselves."""
    return tuple(
        makeup
        for makeup in track.makeups
        if makeup.instead_of == closed and held_on(track, makeup.on) and closure_on(track, clinic, makeup.on) is None
    )


def makeup_sessions(track: Track, makeup: Makeup, week: int, run: int) -> Iterator[Session]:
    """Yield what a make-up holds, in the order held; whether its days are closed and open is not asked here."""
    closed_day = list(Day)[makeup.instead_of.weekday()]
    for timed in makeup_slots(track, makeup):
        cell = Cell(week, closed_day, timed.slot.name)
        yield Session(
            cell=cell,
            date=makeup.on,
            timed=timed,
            placement=track.placement(cell),
            leads=makeup.staff.get(cell.slot) or track.leads(cell),
            room=makeup.rooms.get(cell.slot) or track.room(cell),
            closed=None,
            run=run,
            makes_up=makeup.instead_of,
        )


def makeup_slots(track: Track, makeup: Makeup) -> tuple[TimedSlot, ...]:
    """Return the slots that a make-up holds with their clock times there: one after the other, with their breaks."""
    usual = track.timetable.get(list(Day)[makeup.instead_of.weekday()], ())
    day, clock = list(Day)[makeup.on.weekday()], makeup.from_
    found: list[TimedSlot] = []
    for index, timed in enumerate(usual):
        if makeup.slots and timed.slot.name not in makeup.slots:
            continue
        if found:
            clock += timed.start - usual[index - 1].end
        found.append(TimedSlot(day, timed.slot, clock, len(found) + 1))
        clock += timed.slot.minutes
    return tuple(found)
