"""What the rules look at: a track with its dates, library, clinic and numbers, gathered once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from functools import cached_property

from curriculum.model.clinic import Clinic
from curriculum.model.finding import Steps
from curriculum.model.library import Library
from curriculum.model.module import Module
from curriculum.model.rulepack import Limit, RulePack
from curriculum.model.track import Cell, Day, Slot, Track
from curriculum.planning.calendar import Session, sessions


@dataclass(frozen=True)
class Subject:
    """A track to check, with everything that a rule may ask about it."""

    id: str
    track: Track
    library: Library
    clinic: Clinic
    packs: Mapping[str, RulePack]
    others: Mapping[str, tuple[Session, ...]] = field(default_factory=dict)
    """The sessions of the workspace's other tracks, by track id."""

    @cached_property
    def pack(self) -> RulePack | None:
        """The numbers of the track's level of care; None where the level is unknown."""
        return self.packs.get(self.track.level)

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        """Every session of the cycle, in the order held."""
        return sessions(self.track, self.clinic, range(1, self.track.cycle + 1))

    @cached_property
    def held(self) -> tuple[Session, ...]:
        """The sessions that hold a module on an open day."""
        return tuple(session for session in self.sessions if session.module)

    @cached_property
    def weeks(self) -> Mapping[int, tuple[Session, ...]]:
        """The sessions of each week in which the plan says anything."""
        return {
            week: tuple(session for session in self.sessions if session.cell.week == week)
            for week in sorted(self.track.plan)
        }

    def limit(self, name: str) -> Limit | None:
        """Return a limit of the pack, with the clinic's own least or most in place of the pack's."""
        limit: Limit | None = getattr(self.pack, name) if self.pack else None
        own = getattr(self.clinic.limits, name, None)
        if own is None:
            return limit
        side = "most" if name == "group_size" else "least"
        base = limit or Limit(source="the clinic", dated="clinic.yaml")
        return base.model_copy(update={side: own, "source": "clinic.yaml, limits"})


@dataclass(frozen=True)
class ModuleSubject:
    """A module to check, with everything that a rule may ask about it."""

    id: str
    module: Module
    library: Library
    clinic: Clinic
    today: date


@dataclass(frozen=True)
class Found:
    """What one rule says of one place, before its severity is known."""

    path: Steps
    place: str
    message: str
    fix: str
    week: int | None = None
    day: Day | None = None
    about: str = ""
    """Who or what it is about, where a slot's own lines could be met for several reasons."""


def at_cell(cell: Cell, message: str, fix: str) -> Found:
    """Return what a rule says of a slot of the plan."""
    return Found(("plan", cell.week, cell.day.value, cell.slot), str(cell), message, fix, cell.week, cell.day)


def at_week(week: int, message: str, fix: str) -> Found:
    """Return what a rule says of a week of the plan."""
    return Found(("plan", week), f"week {week}", message, fix, week)


def at_day(week: int, day: Day, message: str, fix: str) -> Found:
    """Return what a rule says of a day of the plan."""
    return Found(("plan", week, day.value), f"week {week}, {day.full_name}", message, fix, week, day)


def at_session(subject: Subject, session: Session, message: str, fix: str) -> Found:
    """Return what a rule says of a session: of the plan where it stands there, else of its slot's own lines.

    What is wrong with a slot's own lines is wrong in every week, and is said once (see `said_once`).
    """
    cell = session.cell
    found = at_cell(cell, message, fix)
    if subject.track.planned(cell) is not None:
        return found
    place = f"{cell.day.full_name}, {cell.slot}"
    return replace(found, path=slot_path(subject.track, cell), place=place, week=None)


def said_once(found: Iterable[Found]) -> Iterator[Found]:
    """Yield what a rule found without repeating, week after week, what it says of the same lines."""
    seen: set[tuple[Steps, str]] = set()
    for thing in found:
        key = (thing.path, thing.about)
        if thing.week is not None or key not in seen:
            seen.add(key)
            yield thing


def slot_path(track: Track, cell: Cell) -> Steps:
    """Return where the track file defines the slot of a cell."""
    for number, meeting in enumerate(track.meetings):
        for position, part in enumerate(meeting.slots):
            if cell.day in meeting.days and isinstance(part, Slot) and part.name == cell.slot:
                return ("meetings", number, "slots", position)
    return ("meetings",)


def meant(name: str, known: Iterable[str]) -> str:
    """Return `Did you mean "...?"` with the closest known name, or nothing where none comes close."""
    close = get_close_matches(name, list(known), n=1)
    return f'Did you mean "{close[0]}"?' if close else ""


def listed(words: Iterable[str]) -> str:
    """Return words as a list in a sentence: `2`, `2 and 3`, `2, 3 and 5`."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def by_date(sessions_: tuple[Session, ...]) -> Mapping[date, tuple[Session, ...]]:
    """Return the sessions of each date, earliest first."""
    days: dict[date, list[Session]] = {}
    for session in sorted(sessions_, key=lambda s: (s.date, s.start)):
        days.setdefault(session.date, []).append(session)
    return {day: tuple(held) for day, held in days.items()}


def planned_cells(track: Track) -> Iterator[Cell]:
    """Yield the address of every entry of the plan, also of those that name no slot of the track."""
    for week, days in track.plan.items():
        for day, slots in days.items():
            for slot in slots:
                yield Cell(week, day, slot)
