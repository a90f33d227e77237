"""Who of the staff could take which slot of the week, and how much each leads: a grid to look at before anybody is out.

A pure function of the plan: those on whom a slot leans show before they fall ill. Days off are left out of account;
`substitute` knows them for a given date.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from curriculum.model.track import Day
from curriculum.planning.calendar import Session
from curriculum.planning.people import unmet, why_off_hours, why_unqualified
from curriculum.planning.rules.leading import weekly_slots, who_could
from curriculum.planning.rules.subject import Subject


@dataclass(frozen=True)
class Cover:
    """How far somebody could take a slot of the week."""

    leads: int
    """Sessions of the cycle that the plan gives to this person."""
    could: int
    """Sessions of the cycle that this person may lead, is at work for, and is free for."""
    why_not: str = ""
    """What bars the first of the others, in words."""


@dataclass(frozen=True)
class SlotCover:
    """A slot of the week, and who could take it."""

    day: Day
    slot: str
    start: int
    end: int
    sessions: tuple[Session, ...]
    """What it holds in the cycle, closed days left out."""
    people: Mapping[str, Cover]
    """Everybody in the clinic, by id."""
    depths: Mapping[int, int]
    """How many people could lead, for each week that holds something."""

    @property
    def fewest(self) -> int:
        """The number of people who could lead in the weakest week: 1 where all leans on one."""
        return min(self.depths.values())

    @cached_property
    def weak_weeks(self) -> tuple[int, ...]:
        """The weeks in which so few could lead."""
        return tuple(week for week, depth in self.depths.items() if depth == self.fewest)


@dataclass(frozen=True)
class Load:
    """What somebody leads, all tracks of the workspace together."""

    busiest: date
    """The Monday of the week in which it is most."""
    minutes: int
    """Session minutes of that week."""
    most: int | None
    """The load that was agreed; None where none was."""


def staffing(subject: Subject) -> tuple[SlotCover, ...]:
    """Return every slot of the week that holds something, with who could take it, in order of the week."""
    slots = weekly_slots(subject.held)
    covered = (_cover(subject, day, slot, sessions) for (day, slot), sessions in slots.items())
    return tuple(sorted(covered, key=lambda cover: (cover.day.number, cover.start, cover.slot)))


def _cover(subject: Subject, day: Day, slot: str, sessions: tuple[Session, ...]) -> SlotCover:
    could = [frozenset(who_could(subject, session)) for session in sessions]
    return SlotCover(
        day=day,
        slot=slot,
        start=sessions[0].start,
        end=sessions[0].end,
        sessions=sessions,
        people={name: _of_one(subject, name, sessions, could) for name in subject.clinic.people},
        depths={session.cell.week: len(names) for session, names in zip(sessions, could, strict=True)},
    )


def _of_one(subject: Subject, name: str, sessions: tuple[Session, ...], could: Sequence[frozenset[str]]) -> Cover:
    barred = next((session for session, names in zip(sessions, could, strict=True) if name not in names), None)
    return Cover(
        leads=sum(name in session.leads for session in sessions),
        could=sum(name in names for names in could),
        why_not=_why_not(subject, name, barred) if barred else "",
    )


def _why_not(subject: Subject, name: str, session: Session) -> str:
    person, module = subject.clinic.people[name], subject.library.get(session.module)
    off = why_off_hours(person, session.day, session.start, session.end)
    asked = subject.asked(module) if module else ()
    lacking = unmet(asked, (person.qualifications,))
    return off or why_unqualified(person, lacking, session.date) or f"leads elsewhere in week {session.cell.week}"


def loads(subject: Subject) -> Mapping[str, Load]:
    """Return the busiest week of everybody who leads something in the dates of the cycle's run, by id."""
    mondays = sorted({session.date - timedelta(days=session.date.weekday()) for session in subject.sessions})
    found: dict[str, Load] = {}
    for name, person in subject.clinic.people.items():
        weeks = {monday: subject.roster.minutes(name, monday) for monday in mondays}
        busiest = max(weeks, key=lambda monday: (weeks[monday], -monday.toordinal()), default=None)
        if busiest is not None and weeks[busiest]:
            found[name] = Load(busiest, weeks[busiest], person.load)
    return found
