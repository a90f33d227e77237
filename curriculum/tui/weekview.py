"""One week as the grid shows it: days across, slots down, every word of every cell. Knows no widget.

Days may hold different slots at different hours. Rows belong to the day with the most slots; the slots of other
days stand in the rows whose hours are nearest, never out of their own order.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from curriculum.model.clinic import Clinic
from curriculum.model.finding import Finding, Severity
from curriculum.model.library import Library
from curriculum.model.module import Modality
from curriculum.model.track import Cell, Day, Slot, TimedSlot, Track
from curriculum.planning.calendar import closure_on, date_of, makeups_held, monday_of


@dataclass(frozen=True)
class SlotView:
    """What one cell of the grid says."""

    cell: Cell
    start: int
    """Minutes since midnight."""
    minutes: int
    odd_time: bool
    """It begins at another time than its row says."""
    module: str | None
    title: str
    modality: Modality | None
    leads: str
    room: str
    standing: bool = False
    locked: bool = False
    closed: bool = False
    """Nothing is held here on this date."""
    severity: Severity | None = None
    """The weight of the gravest finding about it."""


@dataclass(frozen=True)
class DayView:
    """The head of a column."""

    day: Day
    date: date
    closed: str | None
    """Why nothing is held that day."""
    severity: Severity | None = None


@dataclass(frozen=True)
class WeekView:
    """A week: columns, rows of cells (None where a day has no slot), and the usual hours of each row."""

    week: int
    days: tuple[DayView, ...]
    rows: tuple[tuple[SlotView | None, ...], ...]
    hours: tuple[tuple[int, int], ...]
    """Start and end of each row, in minutes since midnight, as most days have it."""

    def at(self, row: int, column: int) -> SlotView | None:
        """Return the cell there, or None."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.days):
            return self.rows[row][column]
        return None

    def position(self, cell: Cell) -> tuple[int, int] | None:
        """Return row and column of a cell of this week, or None where it has none."""
        for row, slots in enumerate(self.rows):
            for column, slot in enumerate(slots):
                if slot is not None and slot.cell == cell:
                    return row, column
        return None


@dataclass(frozen=True)
class Facts:
    """What a week is drawn from."""

    track: Track
    library: Library
    clinic: Clinic
    findings: tuple[Finding, ...] = ()


def week_view(facts: Facts, week: int) -> WeekView:
    """Return a week of a track as the grid shows it, with the findings marked where they stand."""
    rows = _rows_of(facts.track)
    worst, worst_of_day = _worst(facts, week)
    days = tuple(_day_view(facts, week, day, worst_of_day) for day in facts.track.days)
    hours = tuple(_usual_hours(row) for row in rows)
    cells = tuple(
        tuple(
            _slot_view(facts, timed, week, worst, _Column(day, start)) if timed is not None else None
            for day, timed in zip(days, row, strict=True)
        )
        for row, (start, _) in zip(rows, hours, strict=True)
    )
    return WeekView(week, days, cells, hours)


def week_dates(track: Track, week: int) -> str:
    """Return the dates of a week in words, such as `Jan 4-10` or `Jan 25-Feb 7`."""
    first = monday_of(track, week)
    last = first + timedelta(days=6)
    end = f"{last.day}" if last.month == first.month else f"{last:%b} {last.day}"
    return f"{first:%b} {first.day}-{end}"


def finding_cell(track: Track, finding: Finding) -> Cell | None:
    """Return the slot that a finding is about; None where it is about a day, a week or the track."""
    if finding.week is None or finding.day is None:
        return None
    match finding.path:
        case ("plan", _, _, str(slot), *_):
            return Cell(finding.week, finding.day, slot)
        case ("meetings", int(meeting), "slots", int(position), *_):
            part = track.meetings[meeting].slots[position]
            return Cell(finding.week, finding.day, part.name) if isinstance(part, Slot) else None
    return None


_WEIGHT = {Severity.OFF: 0, Severity.NOTE: 1, Severity.WARN: 2, Severity.BLOCK: 3}


def gravest(severities: Sequence[Severity]) -> Severity | None:
    """Return the gravest of some weights, or None."""
    return max(severities, key=_WEIGHT.__getitem__, default=None)


def _worst(facts: Facts, week: int) -> tuple[Mapping[Cell, Severity], Mapping[Day, Severity]]:
    cells: dict[Cell, list[Severity]] = {}
    days: dict[Day, list[Severity]] = {}
    for finding in facts.findings:
        if finding.week != week or finding.day is None:
            continue
        cell = finding_cell(facts.track, finding)
        if cell is not None:
            cells.setdefault(cell, []).append(finding.severity)
        else:
            days.setdefault(finding.day, []).append(finding.severity)
    return (
        {cell: worst for cell, found in cells.items() if (worst := gravest(found))},
        {day: worst for day, found in days.items() if (worst := gravest(found))},
    )


def _day_view(facts: Facts, week: int, day: Day, worst: Mapping[Day, Severity]) -> DayView:
    when = date_of(facts.track, Cell(week, day, ""))
    closure = closure_on(facts.track, facts.clinic, when)
    instead = [f"{makeup.on:%a %b} {makeup.on.day}" for makeup in makeups_held(facts.track, facts.clinic, when)]
    made_up = f"; made up on {', '.join(instead)}" if instead else ""
    reason = "before the track starts" if when < facts.track.starts else closure.reason + made_up if closure else None
    return DayView(day, when, reason, worst.get(day))


@dataclass(frozen=True)
class _Column:
    """The day of a cell, and when its row usually begins."""

    day: DayView
    start: int


def _slot_view(facts: Facts, timed: TimedSlot, week: int, worst: Mapping[Cell, Severity], column: _Column) -> SlotView:
    cell = Cell(week, timed.day, timed.slot.name)
    placement = facts.track.placement(cell)
    module = facts.library.get(placement.module) if placement else None
    room = facts.track.room(cell) or ""
    return SlotView(
        cell=cell,
        start=timed.start,
        minutes=timed.slot.minutes,
        odd_time=timed.start != column.start,
        module=placement.module if placement else None,
        title=module.title if module else placement.module if placement else "",
        modality=module.modality if module else None,
        leads=", ".join(map(facts.clinic.person_name, facts.track.leads(cell))),
        room=facts.clinic.room_name(room),
        standing=timed.slot.standing is not None,
        locked=placement is not None and placement.locked,
        closed=column.day.closed is not None,
        severity=worst.get(cell),
    )


def _usual_hours(row: Sequence[TimedSlot | None]) -> tuple[int, int]:
    hours = Counter((timed.start, timed.end) for timed in row if timed is not None)
    return max(hours, key=lambda pair: (hours[pair], -pair[0]))


def _rows_of(track: Track) -> list[list[TimedSlot | None]]:
    """Return the slots of every day in common rows."""
    backbone = max(track.timetable.values(), key=len)
    starts = tuple(timed.start for timed in backbone)
    rows: list[list[TimedSlot | None]] = [[None] * len(track.days) for _ in backbone]
    for column, day in enumerate(track.days):
        slots = track.timetable[day]
        for timed, row in zip(slots, _nearest(tuple(timed.start for timed in slots), starts), strict=True):
            rows[row][column] = timed
    return rows


@lru_cache(maxsize=256)
def _nearest(starts: tuple[int, ...], rows: tuple[int, ...]) -> tuple[int, ...]:
    """Return a row for each start, in order, so that the hours differ as little as they can.

    `best[i][j]` is the least total distance with the first i starts in the first j rows.
    """
    far = float("inf")
    best = [[0.0] * (len(rows) + 1) if i == 0 else [far] * (len(rows) + 1) for i in range(len(starts) + 1)]
    for i, start in enumerate(starts, 1):
        for j, row in enumerate(rows, 1):
            best[i][j] = min(best[i][j - 1], best[i - 1][j - 1] + abs(start - row))
    found: list[int] = []
    i, j = len(starts), len(rows)
    while i:
        if best[i][j] == best[i][j - 1]:
            j -= 1
            continue
        found.append(j - 1)
        i, j = i - 1, j - 1
    return tuple(reversed(found))
