"""The clinic: its people, rooms and closures, how it prints, and how strict its rules are."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from curriculum.model.base import Id, Line, Value
from curriculum.model.finding import Severity
from curriculum.model.timing import Span
from curriculum.model.track import Day


class Person(Value):
    """Someone who leads groups. Staff only: the planner holds no client."""

    name: Line
    credentials: tuple[Id, ...] = ()
    trainings: tuple[Id, ...] = ()
    available: dict[Day, Span] | None = None
    """The hours of each working day; left out, every hour of every day."""
    load: Annotated[int, Field(ge=0)] | None = None
    """The most session minutes a week."""

    @property
    def qualifications(self) -> frozenset[str]:
        """Credentials and trainings together."""
        return frozenset(self.credentials) | frozenset(self.trainings)


class Room(Value):
    """Where groups are held."""

    name: Line
    seats: Annotated[int, Field(ge=1, le=500)]
    features: tuple[Id, ...] = ()


class Closure(Value):
    """Days on which the clinic holds no group."""

    from_: Annotated[date, Field(alias="from")]
    to: date | None = None
    """The last closed day; left out, a single day."""
    reason: Line

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.to is not None and self.to < self.from_:
            raise PydanticCustomError("closure_order", "ends before it begins", {})
        return self

    def covers(self, day: date) -> bool:
        """Tell whether the clinic is closed on that day."""
        return self.from_ <= day <= (self.to or self.from_)


class Paper(StrEnum):
    """The sheet to print on."""

    LETTER = "letter"
    A4 = "a4"


class Printing(Value):
    """How the clinic prints."""

    paper: Paper = Paper.LETTER
    spares: Annotated[int, Field(ge=0, le=50)] = 2
    """Copies of each handout beyond the census."""
    footer: Line | None = None
    """A line at the foot of every client page, above the crisis lines."""


class Limits(Value):
    """Numbers of the clinic's own that replace those of a rule pack."""

    weekly_minutes: Annotated[int | None, Field(alias="weekly-minutes", ge=0)] = None
    daily_minutes: Annotated[int | None, Field(alias="daily-minutes", ge=0)] = None
    days_per_week: Annotated[int | None, Field(alias="days-per-week", ge=1, le=7)] = None
    group_size: Annotated[int | None, Field(alias="group-size", ge=1)] = None


class ReadingLevel(Value):
    """How hard a text for clients may be to read."""

    grade: Annotated[float, Field(ge=1, le=16)] = 6.5
    """The highest Flesch-Kincaid grade. Patient texts aim at the sixth grade (American Medical Association)."""
    names: tuple[Line, ...] = ()
    """Words that everybody here learns, such as the names of skills or medicines: they do not count."""


CRISIS_LINES = (
    "In danger now: call 911.",
    "In crisis: call or text 988, or chat at 988lifeline.org, day and night.",
    "Help with alcohol or drugs: 800-662-4357, day and night.",
)
"""United States lines: 911, the 988 Lifeline, and SAMHSA's National Helpline (samhsa.gov, read 2026-11)."""


class Clinic(Value):
    """The clinic as the planner needs to know it."""

    name: Line = "Our clinic"
    address: Line | None = None
    phone: Line | None = None
    crisis: Annotated[tuple[Line, ...], Field(min_length=1, max_length=4)] = CRISIS_LINES
    """What stands at the foot of every client page."""
    people: dict[Id, Person] = {}
    rooms: dict[Id, Room] = {}
    closures: tuple[Closure, ...] = ()
    print: Printing = Printing()
    severities: dict[Id, Severity] = {}
    """A rule's severity here: block, warn, note or off."""
    limits: Limits = Limits()
    reading: ReadingLevel = ReadingLevel()

    def person_name(self, person: str) -> str:
        """Return the name of a person by id, or the id where the clinic does not know it."""
        return self.people[person].name if person in self.people else person

    def room_name(self, room: str) -> str:
        """Return the name of a room by id, or the id where the clinic does not know it."""
        return self.rooms[room].name if room in self.rooms else room

    def closed_on(self, day: date) -> Closure | None:
        """Return the closure that covers a day, or None."""
        return next((closure for closure in self.closures if closure.covers(day)), None)
