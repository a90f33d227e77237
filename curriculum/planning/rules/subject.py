"""What the rules look at: a track with its dates, library, clinic and numbers, gathered once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from functools import cached_property

from curriculum.model.clinic import Clinic
from curriculum.model.finding import Severity, Steps
from curriculum.model.library import Library
from curriculum.model.module import Kind, Module
from curriculum.model.rulepack import RulePack, Sourced
from curriculum.model.track import Cell, Day, Slot, Track
from curriculum.planning.calendar import Session, monday_of, runs_ahead, sessions
from curriculum.planning.coverage import held_weeks
from curriculum.planning.hours import Hours, hours_of, service_days
from curriculum.planning.memory import Memory
from curriculum.planning.packs import Applied, Bound, Side, applied, bounds, counted_kinds
from curriculum.planning.people import Requirement, able, requirements
from curriculum.planning.roster import Roster, roster_of


@dataclass(frozen=True)
class Repetition:
    """A planned week as one run of the cycle holds it."""

    run: int
    week: int
    monday: date
    sessions: tuple[Session, ...]
    later: bool
    """True where it is not of the run that is looked at first."""

    @cached_property
    def service_days(self) -> tuple[tuple[Session, ...], ...]:
        """The sessions of each open day on which something is held, earliest first."""
        return service_days(self.sessions)

    def weighed(self, found: "Found") -> "Found":
        """Return what a rule says of this week: of a later run a warning at most, since no print depends on it yet."""
        if not self.later or found.severity in (Severity.NOTE, Severity.OFF):
            return found
        return replace(found, severity=Severity.WARN)


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
    linked: Track | None = None
    """The track that this one is linked to; None where there is none of that id."""
    runs: tuple[int, ...] = (1, 2)
    """The repetitions of the cycle to look at: the one that is held now and the next (`calendar.runs_ahead`)."""
    begun: bool = False
    """True once the first of these runs is being held. Only then are single weeks and days of the next one judged: who
    plans a first run has half a year of holidays after it in which nobody can do anything yet."""

    memory: Memory = field(default_factory=Memory, compare=False, repr=False)
    """What earlier checks of the same workspace have worked out."""

    @cached_property
    def pack(self) -> RulePack | None:
        """The numbers of the track's level of care; None where the level is unknown."""
        return self.packs.get(self.track.level)

    @cached_property
    def applied(self) -> tuple[Applied, ...]:
        """The rule packs that hold for the track, its level of care first."""
        return applied(self.track, self.clinic, self.packs)

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        """Every session of the cycle in the first of its runs, in the order held."""
        return self.of_run(self.runs[0])

    def of_run(self, run: int) -> tuple[Session, ...]:
        """Return every session of a run of the cycle, in the order held."""
        return sessions(self.track, self.clinic, range(1, self.track.cycle + 1), run)

    def on(self, today: date) -> "Subject":
        """Return the subject that looks at the run held on a day, and at the next."""
        runs, begun = runs_ahead(self.track, today), today >= self.track.starts
        return self if (runs, begun) == (self.runs, self.begun) else replace(self, runs=runs, begun=begun)

    @cached_property
    def ahead(self) -> tuple[Session, ...]:
        """Every session of all its runs, in the order held."""
        return self.sessions + tuple(session for run in self.runs[1:] for session in self.of_run(run))

    @cached_property
    def repetitions(self) -> tuple[Repetition, ...]:
        """Each planned week, and again in the next run where days are closed there, once the first has begun.

        So a rule on dates says once what is so in every run, and what a closure makes of a week for each closed date.
        """
        found: list[Repetition] = []
        seen: set[tuple[object, ...]] = set()
        by_place: dict[tuple[int, int], list[Session]] = {}
        for session in self.ahead:
            by_place.setdefault((session.run, session.cell.week), []).append(session)
        for (run, week), held in by_place.items():
            shut = run if any(s.closed for s in held) else 0
            shape = (week, shut, *((s.cell.day, s.cell.slot, s.closed is None, s.makes_up is None) for s in held))
            later = run != self.runs[0]
            if week in self.track.plan and shape not in seen and (self.begun or not later):
                seen.add(shape)
                found.append(Repetition(run, week, monday_of(self.track, week, run), tuple(held), later))
        return tuple(found)

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

    @cached_property
    def held_weeks(self) -> tuple[tuple[str, ...], ...]:
        """The modules of each week of the plan, closed days or not, in the order held, by id."""
        return held_weeks(self.track)

    @cached_property
    def roster(self) -> Roster:
        """What every track of the workspace holds, by date, this one as it stands here."""
        return roster_of(self.id, self.ahead, self.others)

    def asked(self, module: Module) -> tuple[Requirement, ...]:
        """Return what a module asks of those who lead it here."""
        known = self._asked.get(id(module))
        if known is None:
            known = self._asked[id(module)] = requirements(module, self.clinic, (each.pack for each in self.applied))
        return known

    def able(self, asked: tuple[Requirement, ...]) -> tuple[str, ...]:
        """Return the ids of those who could lead alone what asks for this, whether or not a credential has ended."""
        if asked not in self.memory.able:
            self.memory.able[asked] = able(asked, self.clinic.people)
        return self.memory.able[asked]

    def working(self, day: Day) -> frozenset[str]:
        """Return the ids of those who work at any hour of a day of the week."""
        if day not in self.memory.working:
            people = self.clinic.people.items()
            here = (name for name, person in people if person.available is None or day in person.available)
            self.memory.working[day] = frozenset(here)
        return self.memory.working[day]

    def hours_by(self, bound: Bound, held: tuple[Session, ...]) -> Hours:
        """Return the minutes of some sessions as the pack of a number counts them; several count the same."""
        key = (id(held), bound.counted)
        known = self._hours.get(key)
        if known is None:
            known = self._hours[key] = (held, hours_of(held, self.library, bound.counted))
        return known[1]

    @cached_property
    def _hours(self) -> dict[tuple[int, tuple[Kind, ...]], tuple[tuple[Session, ...], Hours]]:
        """By the identity of the sessions, which it keeps, so that nothing else can come to have it."""
        return {}

    @cached_property
    def _asked(self) -> dict[int, tuple[Requirement, ...]]:
        """By the identity of modules, which the library keeps as long as this lives: their hash takes in every word."""
        return {}

    def bounds(self, name: str, side: Side) -> tuple[Bound, ...]:
        """Return the number of every rule pack that gives one, such as the least `weekly_minutes`."""
        return bounds(self.applied, self.clinic, name, side)

    def hours(self, held: Iterable[Session]) -> Hours:
        """Return the minutes of some sessions as the level of care counts them; all kinds where it is unknown."""
        return hours_of(held, self.library, counted_kinds(self.pack))


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
    pack: str | None = None
    """The rule pack whose number it speaks of."""
    severity: Severity | None = None
    """What it weighs at most."""

    def of(self, bound: Bound) -> "Found":
        """Return the same as said of a number of a rule pack, whose source ends the message."""
        return self.by(bound.pack, bound.sourced)

    def by(self, pack: str, sourced: Sourced) -> "Found":
        """Return the same as said for a rule pack, ended with the source of what it asks."""
        return replace(self, message=f"{self.message} {sourced.cited}", pack=pack, severity=sourced.severity)


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
    seen: set[tuple[Steps, str, str | None]] = set()
    for thing in found:
        key = (thing.path, thing.about, thing.pack)
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


def planned_cells(track: Track) -> Iterator[Cell]:
    """Yield the address of every entry of the plan, also of those that name no slot of the track."""
    for week, days in track.plan.items():
        for day, slots in days.items():
            for slot in slots:
                yield Cell(week, day, slot)
