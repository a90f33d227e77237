"""A month of a track on one sheet: weeks down, meeting days across, in an edition for staff and one for clients.

The clients' edition names no program, room or leader. Knows lengths in millimetres and how many characters fit a
line, so that a month stays on its sheet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import Literal

from curriculum.export.client_values import ClientClinic
from curriculum.export.documents import Printable
from curriculum.export.html import render
from curriculum.export.ics import Readers
from curriculum.export.occasion import names_of, room_name
from curriculum.export.schedule import closed_text
from curriculum.export.words import date_text, listed, month_text
from curriculum.model.clinic import Clinic, Paper
from curriculum.model.errors import CurriculumError
from curriculum.model.library import Library
from curriculum.model.module import Modality
from curriculum.model.track import DAYS, Track
from curriculum.planning.calendar import Session, held_on, monday_of, sessions_between, week_of

_SHEET_MM = {Paper.LETTER: (215.9, 279.4), Paper.A4: (210.0, 297.0)}
_MARGIN_MM = 13.0
_HEAD_MM = 34.0
_FOOT_MM = 18.0
"""The crisis lines, on the clients' edition."""
_WEEK_MM = 14.0
_PAD_MM = 4.0
_LINE_MM = 3.75
_DATE_MM = 7.0
_LETTER_MM = 1.72
"""The height of a line, and the width of an average letter, at size 1."""
_UPRIGHT = 3
"""The most meeting days a week for which the sheet stands upright."""
_SIZES = (1.4, 1.3, 1.2, 1.1, 1.05, 1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65)
"""Sizes of type to try; 1 prints in 9 points."""


@dataclass(frozen=True)
class Line:
    """A session in a day of the month."""

    start: int
    title: str
    modality: Modality | None
    """None where nothing is placed, or the module is unknown."""
    about: str
    """Room and leaders; empty for clients."""


@dataclass(frozen=True)
class MonthDay:
    """A day of the month."""

    date: date
    closed: str | None
    """Why nothing is held; None on an open day."""
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class MonthWeek:
    """A week of the month: the days across, None where a column's day is not in the month or not in the track."""

    number: int
    """The week of the cycle."""
    days: tuple[MonthDay | None, ...]


@dataclass(frozen=True)
class Month:
    """A month on one sheet."""

    name: str
    """Such as `March 2027`."""
    track: str
    """The title of the program; empty on the clients' edition, which names none."""
    clinic: ClientClinic
    readers: Readers
    day_names: tuple[str, ...]
    weeks: tuple[MonthWeek, ...]
    size: float
    """The size of type: the largest at which the month fits; 1 prints in 9 points."""
    row: float
    """The least height of a week in millimetres, so that the weeks fill the sheet."""

    @property
    def for_staff(self) -> bool:
        """Tell whether it is the edition that names program, rooms and leaders."""
        return self.readers is Readers.STAFF


def months_of_run(track: Track, run: int) -> tuple[date, ...]:
    """Return the first day of each month that a run of the cycle touches."""
    first = max(track.starts, monday_of(track, 1, run))
    last = monday_of(track, track.cycle, run) + timedelta(days=6)
    last = min(last, track.ends) if track.ends else last
    count = (last.year - first.year) * 12 + last.month - first.month
    return tuple(_month_after(first, many) for many in range(count + 1))


def _month_after(day: date, many: int) -> date:
    years, month = divmod(day.month - 1 + many, 12)
    return date(day.year + years, month + 1, 1)


def month_page(  # noqa: PLR0913 - all but the first four are named
    track_id: str,
    track: Track,
    library: Library,
    clinic: Clinic,
    *,
    month: date,
    readers: Readers,
    paper: Paper,
    layout: Literal["grid", "list"] = "grid",
) -> Printable:
    """Return the page of the month that begins on a day, as a grid on one sheet, or as a list of days to read down.

    Raises CurriculumError where the track holds nothing in it.
    """
    shown, landscape = _month(track, library, clinic, month, readers, paper)
    if not shown.weeks:
        raise CurriculumError(
            f"Nothing is held in {shown.name}.", f"{track.title} starts on {date_text(track.starts)}."
        )
    about = "staff" if shown.for_staff else "clients"
    title = f"{track.title}: {shown.name}" if shown.for_staff else shown.name
    return Printable(
        kind="month",
        stem=f"{track_id}-month-{month:%Y-%m}-{about}",
        title=title,
        paper=paper,
        html=render("month" if layout == "grid" else "month-list", clinic.house, title=title, month=shown),
        landscape=landscape and layout == "grid",
        house=clinic.house,
    )


def _month(  # noqa: PLR0913, PLR0917 - the private half of `month_page`
    track: Track, library: Library, clinic: Clinic, month: date, readers: Readers, paper: Paper
) -> tuple[Month, bool]:
    """Return what the sheet shows, and whether it lies on its side."""
    last = _month_after(month, 1) - timedelta(days=1)
    held = sessions_between(track, clinic, month, last)
    numbers = sorted({day.number for day in track.days} | {session.date.weekday() for session in held})
    mondays = [month - timedelta(days=month.weekday()) + timedelta(weeks=week) for week in range(6)]
    weeks = tuple(
        MonthWeek(
            week_of(track, monday)[1],
            tuple(
                _day(monday + timedelta(days=number), held, track, library, clinic, readers)
                if month <= monday + timedelta(days=number) <= last
                else None
                for number in numbers
            ),
        )
        for monday in mondays
    )
    weeks = tuple(week for week in weeks if any(week.days))
    landscape = len(numbers) > _UPRIGHT
    long, short = max(_SHEET_MM[paper]), min(_SHEET_MM[paper])
    width, height = (long, short) if landscape else (short, long)
    names = tuple(DAYS[number].full_name for number in numbers)
    room = width - 2 * _MARGIN_MM - (_WEEK_MM if readers is Readers.STAFF else 0)
    left = height - 2 * _MARGIN_MM - _HEAD_MM - (0 if readers is Readers.STAFF else _FOOT_MM)
    size = _largest(weeks, room / len(numbers), left)
    row = round(left / max(1, len(weeks)), 1)
    program = track.title if readers is Readers.STAFF else ""
    shown = Month(month_text(month), program, ClientClinic.of(clinic), readers, names, weeks, size, row)
    return shown, landscape


def _day(  # noqa: PLR0913, PLR0917 - the private half of `month_page`
    day: date, held: Sequence[Session], track: Track, library: Library, clinic: Clinic, readers: Readers
) -> MonthDay | None:
    found = [session for session in held if session.date == day]
    if not found or not held_on(track, day):
        return None
    lines = (_line(session, library, clinic, readers) for session in found if not session.closed)
    shut = any(session.closed for session in found)
    return MonthDay(day, closed_text(track, clinic, day) if shut else None, tuple(lines))


def _line(session: Session, library: Library, clinic: Clinic, readers: Readers) -> Line:
    module = library.get(session.module)
    title = library.title(session.module) if session.module else "Open"
    about: Iterator[str] = iter(())
    if readers is Readers.STAFF:
        leads = listed(names_of(session.leads, clinic)) if session.leads else "leader not yet named"
        about = filter(None, (room_name(session.room, clinic), leads))
    return Line(session.start, title, module.modality if module else None, ": ".join(about))


def _largest(weeks: Sequence[MonthWeek], column_mm: float, height: float) -> float:
    """Return the largest size at which the weeks fit the sheet; the smallest where none does."""
    for size in _SIZES:
        letters = (column_mm - _PAD_MM) / (_LETTER_MM * size)
        if sum(max(_needed(day, letters, size) for day in week.days) for week in weeks) <= height:
            break
    return size


def _needed(day: MonthDay | None, letters: float, size: float) -> float:
    """Return the height in millimetres that a day takes."""
    if day is None:
        return _DATE_MM
    lines = sum(_lines(f"00:00 {line.title}  ", letters) + _lines(line.about, letters) for line in day.lines)
    return _DATE_MM * size + 2 + (lines + _lines(day.closed or "", letters)) * _LINE_MM * size + 0.8 * len(day.lines)


def _lines(text: str, letters: float) -> int:
    return ceil(len(text) * 1.04 / max(6.0, letters))
