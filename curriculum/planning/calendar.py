"""From a track and a clinic to sessions on real dates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from curriculum.model.clinic import Clinic
from curriculum.model.track import Cell, Placement, TimedSlot, Track


@dataclass(frozen=True)
class Session:
    """One slot on one date: what is held there, by whom and where. Times are minutes since midnight."""

    cell: Cell
    date: date
    timed: TimedSlot
    placement: Placement | None
    leads: tuple[str, ...]
    """People by id; the first leads."""
    room: str | None
    closed: str | None
    """Why the clinic is closed that day; None on an open day."""

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


def monday_of(track: Track, week: int) -> date:
    """Return the Monday of a week of the cycle's first run: week 1 is the week in which the track starts."""
    return track.starts - timedelta(days=track.starts.weekday()) + timedelta(weeks=week - 1)


def date_of(track: Track, cell: Cell) -> date:
    """Return the date of a slot in the first run of the cycle.

    Week 1 is the calendar week, Monday to Sunday, in which the track starts.
    """
    return monday_of(track, cell.week) + timedelta(days=cell.day.number)


def sessions(track: Track, clinic: Clinic, weeks: Iterable[int]) -> tuple[Session, ...]:
    """Return every session of those weeks of the cycle, in the order in which they are held.

    Days of week 1 before the track starts hold nothing and are left out; closed days are kept and marked.
    """
    return tuple(
        _session(track, clinic, cell)
        for week in weeks
        for cell in (Cell(week, day, timed.slot.name) for day in track.days for timed in track.timetable[day])
        if date_of(track, cell) >= track.starts
    )


def _session(track: Track, clinic: Clinic, cell: Cell) -> Session:
    timed = track.timed_slot(cell.day, cell.slot)
    assert timed is not None, cell
    day = date_of(track, cell)
    closure = clinic.closed_on(day)
    return Session(
        cell=cell,
        date=day,
        timed=timed,
        placement=track.placement(cell),
        leads=track.leads(cell),
        room=track.room(cell),
        closed=closure.reason if closure else None,
    )
