"""A track: a program as clients live it, and what is placed where in its cycle of weeks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from curriculum.model.base import Id, Title, Value
from curriculum.model.closure import Closure
from curriculum.model.makeup import Makeup, People
from curriculum.model.phase import PhaseLimits
from curriculum.model.timing import Clock
from curriculum.model.waiver import Waiver
from curriculum.model.wish import Wishes


class Day(StrEnum):
    """A day of the week."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"

    @property
    def number(self) -> int:
        """Days since Monday."""
        return _NUMBERS[self]

    @property
    def full_name(self) -> str:
        """The English name, such as `Monday`."""
        return _FULL_NAMES[self.number]


DAYS = tuple(Day)
"""The days of a week from Monday on, as `date.weekday()` counts them."""
_NUMBERS = {day: number for number, day in enumerate(Day)}
_FULL_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Admission(StrEnum):
    """When a client may join."""

    CLOSED = "closed"
    ROLLING = "rolling"
    GATED = "gated"


class Slot(Value):
    """A timed place in a meeting day."""

    name: Id
    minutes: Annotated[int, Field(ge=5, le=600)]
    standing: Id | None = None
    """The module that it holds every time."""
    sequence: Id | None = None
    """The ordered run that it draws on."""
    leaders: Annotated[int, Field(ge=1, le=6)] = 1
    """How many people lead it together."""

    @model_validator(mode="after")
    def _one_nature(self) -> Self:
        if self.standing and self.sequence:
            raise PydanticCustomError(
                "slot_nature", "is both standing and part of a sequence; it is one or the other", {}
            )
        return self


class Break(Value):
    """A pause between slots, in minutes."""

    minutes: Annotated[int, Field(alias="break", ge=1, le=240)]


def _slot_or_break(value: Any) -> str:
    if isinstance(value, dict):
        return "break" if "break" in value else "slot"
    return "break" if isinstance(value, Break) else "slot"


Part = Annotated[Annotated[Slot, Tag("slot")] | Annotated[Break, Tag("break")], Discriminator(_slot_or_break)]


class Meeting(Value):
    """The same slots at the same hour on one or more days of the week."""

    days: Annotated[tuple[Day, ...], Field(min_length=1)]
    from_: Annotated[Clock, Field(alias="from")]
    slots: Annotated[tuple[Part, ...], Field(min_length=1)]


class Placement(Value):
    """A module in a slot."""

    module: Id
    lead: People = ()
    """Who leads this session, where it is not the slot's usual staff."""
    room: Id | None = None
    locked: bool = False
    """A locked placement is moved by nobody and nothing until it is unlocked."""


@lru_cache(maxsize=1024)
def _standing(module: str) -> Placement:
    """Return the placement of a standing slot; it is asked for once for each week of every check."""
    return Placement(module=module)


def _placement(value: Any) -> Any:
    return {"module": value} if isinstance(value, str) else value


class TrackWaiver(Waiver):
    """A waiver of a finding on a track: everywhere, or in one week or on one day of the week."""

    week: Annotated[int, Field(ge=1)] | None = None
    day: Day | None = None
    pack: Id | None = None
    """The rule pack whose number is waived; left out, that of every pack."""


class Phase(Value):
    """A subset of the week to which clients come for a part of their stay, such as three days of five."""

    name: Id
    days: Annotated[tuple[Day, ...], Field(min_length=1)]
    slots: tuple[Id, ...] = ()
    """The slots of these days that belong to it; left out, every one."""
    weeks: Annotated[int, Field(ge=1, le=104)] | None = None
    """How long a client typically remains in it."""
    level: Id | None = None
    """The rule pack of its level of care, where it is not that of the track."""
    limits: PhaseLimits = PhaseLimits()


Week = Annotated[int, Field(ge=1, le=52)]
DayPlan = dict[Id, Annotated[Placement, BeforeValidator(_placement)]]


def _empty(value: Any) -> Any:
    return {} if value is None else value


def tidy_plan(plan: dict[int, dict[Day, DayPlan]]) -> dict[int, dict[Day, DayPlan]]:
    """Return a plan without empty days and weeks, so that two plans that hold the same are equal."""
    days = {week: {day: slots for day, slots in days.items() if slots} for week, days in plan.items()}
    return {week: held for week, held in days.items() if held}


Plan = Annotated[
    dict[
        Week,
        Annotated[dict[Day, Annotated[DayPlan, BeforeValidator(_empty)]], BeforeValidator(_empty)],
    ],
    BeforeValidator(_empty),
    AfterValidator(tidy_plan),
]
"""What is placed: week, then day, then slot name, then the placement."""


@dataclass(frozen=True, order=True)
class Cell:
    """The address of one slot in the cycle: week (from 1), day and slot name."""

    week: int
    day: Day
    slot: str

    def __str__(self) -> str:
        return f"week {self.week}, {self.day.full_name}, {self.slot}"


@dataclass(frozen=True)
class TimedSlot:
    """A slot on a day with its clock times, in minutes since midnight."""

    day: Day
    slot: Slot
    start: int
    number: int
    """Its place among the slots of the day, from 1."""
    meeting: int = 1
    """Which meeting of the day it belongs to, from 1: what lies between two meetings is no break."""

    @property
    def end(self) -> int:
        """When it ends, in minutes since midnight."""
        return self.start + self.slot.minutes


class Track(Value):
    """A program: level of care, meeting days, slots, a cycle of weeks, and what is placed where."""

    title: Title
    level: Id
    """The rule pack of its level of care, such as `iop-adult`."""
    rules: tuple[Id, ...] | None = None
    """Further rule packs that hold, such as a payer's or a state's; left out, the usual ones of the level."""
    admission: Admission = Admission.ROLLING
    gates: tuple[Week, ...] = ()
    """The weeks at which a client may join a gated track."""
    starts: date
    ends: date | None = None
    """The last day on which anything is held; left out, the cycle begins again and again."""
    cycle: Week
    """Weeks before the plan begins again."""
    stay: Week
    """Weeks that a client typically remains."""
    census: Annotated[int, Field(ge=1, le=200)]
    """How many clients to plan and print for."""
    core: tuple[Id, ...] = ()
    """The topics that every client meets, whatever week they join."""
    meetings: Annotated[tuple[Meeting, ...], Field(min_length=1)]
    staff: dict[Id, People] = {}
    """Who usually leads each slot."""
    rooms: dict[Id, Id] = {}
    """Where each slot is usually held."""
    wishes: Wishes = Wishes()
    """What `fill` holds to, where it is not what it holds to anyway."""
    plan: Plan = {}
    closures: tuple[Closure, ...] = ()
    """Days on which this track alone is closed, beside those of the clinic."""
    makeups: tuple[Makeup, ...] = ()
    """What closed days would have held, on other days."""
    linked: Id | None = None
    """Another track that is to hold the same modules in the same weeks, such as the evening's twin by day."""
    phases: tuple[Phase, ...] = ()
    """What clients come to first, next and last."""
    waivers: tuple[TrackWaiver, ...] = ()

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        if (self.admission is Admission.GATED) != bool(self.gates):
            raise PydanticCustomError("gates", "needs `gates` exactly when its admission is gated", {})
        if self.ends is not None and self.ends < self.starts:
            raise PydanticCustomError("track_order", "ends before it starts", {})
        if any(gate > self.cycle for gate in self.gates):
            raise PydanticCustomError("gate_beyond", "has a gate after the last week of its cycle", {})
        for day in self.days:
            names = [timed.slot.name for timed in self.timetable[day]]
            for name in names:
                if names.count(name) > 1:
                    raise PydanticCustomError("slot_twice", 'has two slots named "{name}" on one day', {"name": name})
        return self

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """The meeting days, Monday first."""
        return tuple(day for day in Day if any(day in meeting.days for meeting in self.meetings))

    @cached_property
    def timetable(self) -> Mapping[Day, tuple[TimedSlot, ...]]:
        """The slots of each meeting day with their clock times, earliest first."""
        return {day: tuple(self._timed(day)) for day in self.days}

    def _timed(self, day: Day) -> Iterator[TimedSlot]:
        number = 0
        held = sorted((m for m in self.meetings if day in m.days), key=lambda m: m.from_)
        for place, meeting in enumerate(held, 1):
            clock = meeting.from_
            for part in meeting.slots:
                if isinstance(part, Slot):
                    number += 1
                    yield TimedSlot(day=day, slot=part, start=clock, number=number, meeting=place)
                clock += part.minutes

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every slot of the cycle in the order in which it is held."""
        return tuple(
            Cell(week, day, timed.slot.name)
            for week in range(1, self.cycle + 1)
            for day in self.days
            for timed in self.timetable[day]
        )

    def timed_slot(self, day: Day, name: str) -> TimedSlot | None:
        """Return the slot of that name on that day, or None."""
        return next((t for t in self.timetable.get(day, ()) if t.slot.name == name), None)

    def planned(self, cell: Cell) -> Placement | None:
        """Return what the plan itself puts there; a standing slot needs nothing in the plan."""
        return self.plan.get(cell.week, {}).get(cell.day, {}).get(cell.slot)

    def placement(self, cell: Cell) -> Placement | None:
        """Return what is held there: what the plan says, else the slot's standing module, else None."""
        planned = self.planned(cell)
        if planned is not None:
            return planned
        timed = self.timed_slot(cell.day, cell.slot)
        return _standing(timed.slot.standing) if timed and timed.slot.standing else None

    def leads(self, cell: Cell) -> tuple[str, ...]:
        """Return who leads there: the placement's own lead, else the slot's staff."""
        planned = self.planned(cell)
        return (planned.lead if planned else ()) or self.staff.get(cell.slot, ())

    def room(self, cell: Cell) -> str | None:
        """Return where it is held: the placement's own room, else the slot's."""
        planned = self.planned(cell)
        return (planned.room if planned else None) or self.rooms.get(cell.slot)
