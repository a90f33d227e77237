"""When, where, by whom and for how many a session is held: the facts around a module on one page."""

from dataclasses import dataclass
from datetime import date

from curriculum.export.words import spoken, weekday_text
from curriculum.model.clinic import Clinic
from curriculum.model.library import Library
from curriculum.model.module import Module
from curriculum.model.track import Day, Track
from curriculum.planning.calendar import Session


@dataclass(frozen=True)
class Carried:
    """Homework that an earlier session of the same run has set."""

    title: str
    homework: str
    set_on: date


@dataclass(frozen=True)
class Occasion:
    """One session to print for. Without a track `on` is None and its clock begins at 00:00."""

    clinic: str
    start: int
    """Minutes since midnight."""
    minutes: int
    """Session minutes that the slot gives."""
    census: int
    spares: int
    """Copies of each handout beyond the census."""
    track: str | None = None
    week: int | None = None
    on: date | None = None
    room: str | None = None
    leads: tuple[str, ...] = ()
    """Names; the first leads."""
    carried: Carried | None = None

    @property
    def end(self) -> int:
        """When the slot ends, in minutes since midnight."""
        return self.start + self.minutes

    @property
    def day(self) -> Day | None:
        """The day of the week, or None."""
        return list(Day)[self.on.weekday()] if self.on else None

    @property
    def day_text(self) -> str | None:
        """The date in words, or None."""
        return weekday_text(self.on) if self.on else None


def names_of(people: tuple[str, ...], clinic: Clinic) -> tuple[str, ...]:
    """Return the names of people by id; the id itself in words where the clinic does not know it."""
    return tuple(clinic.people[id_].name if id_ in clinic.people else spoken(id_) for id_ in people)


def room_name(room: str | None, clinic: Clinic) -> str | None:
    """Return the name of a room by id; the id itself in words where the clinic does not know it."""
    if room is None:
        return None
    return clinic.rooms[room].name if room in clinic.rooms else spoken(room)


def held_occasion(session: Session, track: Track, clinic: Clinic, carried: Carried | None) -> Occasion:
    """Return the facts of a session of a track."""
    return Occasion(
        clinic=clinic.name,
        start=session.start,
        minutes=session.minutes,
        census=track.census,
        spares=clinic.print.spares,
        track=track.title,
        week=session.cell.week,
        on=session.date,
        room=room_name(session.room, clinic),
        leads=names_of(session.leads, clinic),
        carried=carried,
    )


def loose_occasion(module: Module, clinic: Clinic, *, census: int, minutes: int | None) -> Occasion:
    """Return the facts for a module on its own: its planned minutes unless others are asked for.

    The census is no larger than the group that the module works for.
    """
    return Occasion(
        clinic=clinic.name,
        start=0,
        minutes=minutes or module.minutes.planned,
        census=min(census, module.group.most),
        spares=clinic.print.spares,
    )


def homework_before(session: Session, held: tuple[Session, ...], library: Library) -> Carried | None:
    """Return the homework last set in the run that a session belongs to, or None.

    A run is a named sequence; where the slot draws on none, the slots of the same name. `held` are the
    sessions of the track up to this one in the order held; closed days set nothing.
    """
    for earlier in reversed(held):
        if (earlier.date, earlier.start) >= (session.date, session.start) or _run(earlier) != _run(session):
            continue
        module = library.get(earlier.module)
        if module is not None and module.homework:
            return Carried(module.title, module.homework, earlier.date)
    return None


def _run(session: Session) -> tuple[str, str]:
    slot = session.timed.slot
    return ("sequence", slot.sequence) if slot.sequence else ("slot", slot.name)
