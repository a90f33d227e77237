"""What a week schedule shows: days across, the clock down, each session where and as long as it is held.

Knows lengths in millimetres and how many characters fit a line, so that every block holds its words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil

from curriculum.export.occasion import names_of, room_name
from curriculum.export.words import date_text, listed
from curriculum.model.clinic import Clinic, Paper
from curriculum.model.library import Library
from curriculum.model.module import Modality
from curriculum.model.timing import hours_text
from curriculum.model.track import Track
from curriculum.planning.calendar import Session, date_of, sessions
from curriculum.planning.hours import Hours, hours_of

_SHEET_MM = {Paper.LETTER: (215.9, 279.4), Paper.A4: (210.0, 297.0)}
_MARGIN_MM = 13.0
_HEAD_MM = 34.0
"""Title, column heads and totals: what the timetable leaves to other things."""
_AXIS_MM = 15.0
_LINE_MM = 4.5
_CHARACTER_MM = 2.15
"""A line of a block, and an average bold character, at the size in schedule.css."""
_PAD_MM = 3.5


@dataclass(frozen=True)
class Block:
    """A session on the timetable. `top` and `height` are millimetres from the first start of the week."""

    top: float
    height: float
    start: int
    end: int
    slot: str
    title: str
    modality: Modality | None
    """None where nothing is placed, or the module is unknown."""
    where: str
    leads: str


@dataclass(frozen=True)
class Column:
    """A meeting day."""

    day_name: str
    date: date
    closed: str | None
    """Why the clinic is closed; None on an open day."""
    before: bool
    """True where the track has not started yet on that day."""
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Schedule:
    """A week of a track on one sheet."""

    track: str
    clinic: str
    week: int
    cycle: int
    columns: tuple[Column, ...]
    marks: tuple[tuple[float, int], ...]
    """Clock times down the side: millimetres from the top, minutes since midnight."""
    height: float
    """Millimetres from the first start to the last end."""
    hours: Hours
    census: int
    landscape: bool

    @property
    def span(self) -> str:
        """The first and last date in words."""
        first, last = self.columns[0].date, self.columns[-1].date
        return date_text(first) if first == last else f"{date_text(first)} to {date_text(last)}"

    @property
    def totals(self) -> str:
        """Session, break and clock minutes, kept apart."""
        hours = self.hours
        parts = [_minutes("Session", hours.session)]
        parts += [_minutes("not yet filled or not counted", hours.uncounted)] if hours.uncounted else []
        return ", ".join([*parts, _minutes("breaks", hours.breaks), _minutes("clock", hours.clock)])


def _minutes(name: str, minutes: int) -> str:
    hours = f" ({hours_text(minutes)})" if minutes >= 60 else ""
    return f"{name} {minutes} min{hours}"


def week_schedule(track: Track, library: Library, clinic: Clinic, *, week: int, paper: Paper) -> Schedule:
    """Return the schedule of a week of a track, with every block placed on the sheet."""
    held = sessions(track, clinic, [week])
    landscape = len(track.days) > 2
    long, short = max(_SHEET_MM[paper]), min(_SHEET_MM[paper])
    width, height = (long, short) if landscape else (short, long)
    column_mm = (width - 2 * _MARGIN_MM - _AXIS_MM) / len(track.days)
    drafts = {session: _draft(session, library, clinic) for session in held}
    scale = _Scale.of(held, {s: _needed(b, column_mm) for s, b in drafts.items()}, height - 2 * _MARGIN_MM - _HEAD_MM)
    columns = tuple(
        Column(
            day_name=cell.day.full_name,
            date=date_of(track, cell),
            closed=closure.reason if (closure := clinic.closed_on(date_of(track, cell))) else None,
            before=date_of(track, cell) < track.starts,
            blocks=tuple(
                _placed(drafts[session], scale)
                for session in held
                if session.cell.day == cell.day and session.closed is None
            ),
        )
        for cell in {cell.day: cell for cell in track.cells if cell.week == week}.values()
    )
    return Schedule(
        track=track.title,
        clinic=clinic.name,
        week=week,
        cycle=track.cycle,
        columns=columns,
        marks=tuple((scale.top(clock), clock) for clock in sorted({s.start for s in held} | {s.end for s in held})),
        height=scale.height,
        hours=hours_of(held, library),
        census=track.census,
        landscape=landscape,
    )


def _draft(session: Session, library: Library, clinic: Clinic) -> Block:
    module = library.get(session.module)
    return Block(
        top=0,
        height=0,
        start=session.start,
        end=session.end,
        slot=session.timed.slot.name,
        title=library.title(session.module) if session.module else "",
        modality=module.modality if module else None,
        where=room_name(session.room, clinic) or "",
        leads=listed(names_of(session.leads, clinic)) if session.leads else "",
    )


def _needed(block: Block, column_mm: float) -> float:
    """Return the height in millimetres that the words of a block take."""
    line = max(6, int((column_mm - _PAD_MM) / _CHARACTER_MM))
    lines = 1 + ceil(len(block.title or block.slot) / (line * 0.85))
    lines += sum(ceil(len(text) / (line * 1.05)) for text in (block.where, block.leads) if text)
    return lines * _LINE_MM + 2.5


def _placed(block: Block, scale: "_Scale") -> Block:
    top = scale.top(block.start)
    return Block(**{**vars(block), "top": top, "height": scale.top(block.end) - top})


@dataclass(frozen=True)
class _Scale:
    """Where each clock time lies on the sheet: in proportion, but never too little for a block's words."""

    tops: dict[int, float]

    @classmethod
    def of(cls, held: Iterable[Session], needed: dict[Session, float], height: float) -> "_Scale":
        """Return the scale for some sessions on `height` millimetres, given what each needs for its words."""
        clocks = sorted({s.start for s in held} | {s.end for s in held})
        stretches = list(pairwise(clocks))
        least = dict.fromkeys(stretches, 0.0)
        for session in sorted(held, key=lambda s: s.minutes):
            inside = [(a, b) for a, b in stretches if session.start <= a and b <= session.end]
            lack = needed[session] - sum(least[stretch] for stretch in inside)
            for a, b in inside:
                least[a, b] += max(0.0, lack) * (b - a) / session.minutes
        used = {stretch for s in held for stretch in stretches if s.start <= stretch[0] and stretch[1] <= s.end}
        grow = {(a, b): (b - a if (a, b) in used else min(b - a, 20)) for a, b in stretches}
        spare = max(0.0, height - sum(least.values()))
        total = sum(grow.values()) or 1
        tops, top = {clocks[0]: 0.0} if clocks else {}, 0.0
        for stretch in stretches:
            top += least[stretch] + spare * grow[stretch] / total
            tops[stretch[1]] = top
        return cls(tops)

    def top(self, clock: int) -> float:
        """Return millimetres from the first start."""
        return round(self.tops[clock], 2)

    @property
    def height(self) -> float:
        """Millimetres from the first start to the last end."""
        return round(max(self.tops.values(), default=0.0), 2)
