"""Blank sign-in sheets: a session or a day, a row for each client and spare rows. Nothing on them says what for.

They name no program, no module and no leader: whoever sees a sheet learns that people came to the clinic that day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from curriculum.export.documents import Printable
from curriculum.export.html import render
from curriculum.export.occasion import room_name
from curriculum.model.clinic import Clinic, Paper
from curriculum.model.house import House
from curriculum.model.track import DAYS, Track
from curriculum.planning.calendar import Session


@dataclass(frozen=True)
class SignIn:
    """A sheet to sign."""

    clinic: str
    date: date
    start: int
    end: int
    room: str | None
    """None where the groups of a day are in several rooms, or in none that is named."""
    columns: tuple[str, ...]
    """What is filled in beside the signature."""
    rows: int


def session_sheet(track: Track, clinic: Clinic, session: Session) -> SignIn:
    """Return the sheet of one session."""
    return SignIn(
        clinic=clinic.name,
        date=session.date,
        start=session.start,
        end=session.end,
        room=room_name(session.room, clinic),
        columns=("In", "Out"),
        rows=track.census + clinic.print.spares,
    )


def day_sheet(track: Track, clinic: Clinic, held: Sequence[Session]) -> SignIn:
    """Return the sheet of a day, with a column for each of its sessions in the order held."""
    rooms = {room_name(session.room, clinic) for session in held}
    return SignIn(
        clinic=clinic.name,
        date=held[0].date,
        start=held[0].start,
        end=held[-1].end,
        room=rooms.pop() if len(rooms) == 1 else None,
        columns=tuple(f"{session.start // 60:02d}:{session.start % 60:02d}" for session in held),
        rows=track.census + clinic.print.spares,
    )


def session_pages(track: Track, clinic: Clinic, held: Sequence[Session], paper: Paper) -> tuple[Printable, ...]:
    """Return a page for each session."""
    return tuple(
        _page(
            session_sheet(track, clinic, session),
            f"sign-in-{session.date.isoformat()}-{session.start // 60:02d}{session.start % 60:02d}",
            session.cell.week,
            paper,
            house=clinic.house,
        )
        for session in held
    )


def day_pages(track: Track, clinic: Clinic, held: Sequence[Session], paper: Paper) -> tuple[Printable, ...]:
    """Return a page for each day."""
    days = (tuple(each) for _, each in groupby(held, lambda session: session.date))
    return tuple(
        _page(
            day_sheet(track, clinic, each),
            f"sign-in-{each[0].date.isoformat()}",
            each[0].cell.week,
            paper,
            house=clinic.house,
        )
        for each in days
    )


def _page(sheet: SignIn, stem: str, week: int, paper: Paper, *, house: House) -> Printable:
    return Printable(
        kind="sign-in",
        stem=f"sign-in/{stem}",
        title="Sign-in",
        week=week,
        day=DAYS[sheet.date.weekday()],
        start=sheet.start,
        paper=paper,
        html=render("sign-in", house, title="Sign-in", sheet=sheet),
        house=house,
    )
