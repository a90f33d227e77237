"""What a week schedule shows: days across, the clock down, each session where and as long as it is held.

Knows lengths in millimetres and how many characters fit a line, so that every block holds its words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil

from curriculum.export.occasion import names_of, room_name
from curriculum.export.words import date_text, listed
from curriculum.model.clinic import Clinic, Paper
from curriculum.model.library import Library
from curriculum.model.module import Kind, Modality
from curriculum.model.timing import hours_text
from curriculum.model.track import Cell, Day, Track
from curriculum.planning.calendar import Session, closure_on, date_of, held_on, makeups_held, sessions
from curriculum.planning.hours import Hours, hours_of

_SHEET_MM = {Paper.LETTER: (215.9, 279.4), Paper.A4: (210.0, 297.0)}
_MARGIN_MM = 13.0
_HEAD_MM = 45.0
"""Title, column heads and totals: what the timetable leaves to other things."""
_AXIS_MM = 15.0
_MARK_MM = 4.0
_PAD_MM = 6.5
_LINE_MM = 4.7
_BOLD_MM = 2.15
_PLAIN_MM = 1.75
"""The height of a line, and the width of an average letter of a title and of the rest, at size 1."""
_SIZES = (1.25, 1.15, 1.08, 1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6)
"""Sizes of type to try; 1 prints titles in 11 points."""


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
    size: float
    """The size of type: the largest that leaves every block room for its words; 1 prints titles in 11 points."""

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


def week_schedule(  # noqa: PLR0913 - all but the first three are named
    track: Track,
    library: Library,
    clinic: Clinic,
    *,
    week: int,
    paper: Paper,
    counting: tuple[Kind, ...] = tuple(Kind),
) -> Schedule:
    """Return the schedule of a week of a track, with every block placed on the sheet.

    Its totals are those of the kinds of session that are counted; all of them unless said.
    """
    held = sessions(track, clinic, [week])
    days = _days(track, held, week)
    landscape = len(days) > 2
    long, short = max(_SHEET_MM[paper]), min(_SHEET_MM[paper])
    width, height = (long, short) if landscape else (short, long)
    column_mm = (width - 2 * _MARGIN_MM - _AXIS_MM) / len(days)
    drafts = {session: _draft(session, library, clinic) for session in held}
    size, scale = _set(drafts, column_mm, height - 2 * _MARGIN_MM - _HEAD_MM)
    columns = tuple(
        Column(
            day_name=list(Day)[day.weekday()].full_name,
            date=day,
            closed=closed_text(track, clinic, day),
            before=not held_on(track, day),
            blocks=tuple(_placed(drafts[s], scale) for s in held if s.date == day and s.closed is None),
        )
        for day in days
    )
    return Schedule(
        track=track.title,
        clinic=clinic.name,
        week=week,
        cycle=track.cycle,
        columns=columns,
        marks=tuple(_marks(held, scale)),
        height=scale.height,
        hours=hours_of(held, library, counting),
        census=track.census,
        landscape=landscape,
        size=size,
    )


def _days(track: Track, held: tuple[Session, ...], week: int) -> list[date]:
    """Return the dates of the meeting days of a week, and of what makes up for closed ones."""
    usual = {date_of(track, Cell(week, day, "")) for day in track.days}
    return sorted(usual | {session.date for session in held})


def closed_text(track: Track, clinic: Clinic, day: date) -> str | None:
    """Return why nothing is held on a day, and when it is made up for; None on an open day."""
    closure = closure_on(track, clinic, day)
    if closure is None:
        return None
    instead = [date_text(makeup.on) for makeup in makeups_held(track, clinic, day)]
    return f"{closure.reason}. Made up on {listed(instead)}." if instead else closure.reason


def _marks(held: tuple[Session, ...], scale: "_Scale") -> Iterator[tuple[float, int]]:
    """Yield the starts and the last end, leaving out what would run into the mark above it."""
    below = 0.0
    for clock in sorted({session.start for session in held} | {max((s.end for s in held), default=0)}):
        if held and scale.top(clock) >= below:
            yield scale.top(clock), clock
            below = scale.top(clock) + _MARK_MM


def _set(drafts: dict[Session, Block], column_mm: float, height: float) -> tuple[float, "_Scale"]:
    """Return the largest size whose words fit the sheet, and its scale; the smallest where none does."""
    for size in _SIZES:
        scale = _Scale.of(drafts, {s: _needed(block, column_mm, size) for s, block in drafts.items()}, height)
        if scale.height <= height + 0.1:
            break
    return size, scale


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


def _needed(block: Block, column_mm: float, size: float) -> float:
    """Return the height in millimetres that the words of a block take."""
    room = (column_mm - _PAD_MM) / size
    lines = 1 + _lines(block.title or f"{block.slot}: open", room / _BOLD_MM)
    lines += _lines(block.where, room / _PLAIN_MM) + _lines(block.leads, room / _PLAIN_MM)
    return _LINE_MM * size * lines + 2.5


def _lines(text: str, letters: float) -> int:
    """Return how many lines a text takes, with some room for words that do not break."""
    return ceil(len(text) * 1.12 / max(6.0, letters))


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
