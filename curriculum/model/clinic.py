"""The clinic: its people, rooms and closures, how it prints, and how strict its rules are."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PrivateAttr

from curriculum.model.base import Id, Line, Value
from curriculum.model.closure import Closure, Holidays
from curriculum.model.finding import Severity
from curriculum.model.house import PLAIN_HOUSE, Colors, House, Logo
from curriculum.model.module import Kind
from curriculum.model.timing import Span
from curriculum.model.track import Day
from curriculum.model.translation import SOURCE, Language
from curriculum.model.zone import TimeZone


class Held(Value):
    """How long somebody holds a credential or a training."""

    until: date | None = None
    """The last day on which it holds; left out, without end."""

    def holds_on(self, day: date) -> bool:
        """Tell whether it holds on a day."""
        return self.until is None or day <= self.until


def _by_name(value: Any) -> Any:
    """Return one name or a list of them, of which some may say until when, as names with what is said of each."""
    if isinstance(value, str):
        return {value: None}
    if not isinstance(value, list | tuple):
        return value
    named: dict[Any, Any] = {}
    for item in value:
        named |= item if isinstance(item, dict) else {item if isinstance(item, str | int) else str(item): None}
    return named


def _without_end(value: Any) -> Any:
    return {} if value is None else value


Qualifications = Annotated[dict[Id, Annotated[Held, BeforeValidator(_without_end)]], BeforeValidator(_by_name)]
"""What somebody holds: `[lcsw, cadc]`, or with an end `{lcsw: {until: 2027-06-30}, cadc: }`."""


class Away(Closure):
    """Days on which somebody does not work."""

    reason: Line = "away"
    """Such as `holiday` or `training`. It is printed in plans, so health has no place in it."""


class Person(Value):
    """Someone who leads groups. Staff only: the planner holds no client."""

    name: Line
    credentials: Qualifications = {}
    trainings: Qualifications = {}
    available: dict[Day, Span] | None = None
    """The hours of each working day; left out, every hour of every day."""
    away: tuple[Away, ...] = ()
    """Days off."""
    load: Annotated[int, Field(ge=0)] | None = None
    """The most session minutes a week."""

    @cached_property
    def held(self) -> Mapping[str, Held]:
        """Credentials and trainings together, each with how long it holds."""
        return {**self.trainings, **self.credentials}

    @cached_property
    def qualifications(self) -> frozenset[str]:
        """Credentials and trainings together, whether or not they have ended."""
        return frozenset(self.held)

    def qualified_on(self, day: date) -> frozenset[str]:
        """Return the credentials and trainings that hold on a day."""
        return frozenset(name for name, held in self.held.items() if held.holds_on(day))

    def away_on(self, day: date) -> Away | None:
        """Return why somebody does not work on a day, or None."""
        return next((away for away in self.away if away.covers(day)), None)


class Room(Value):
    """Where groups are held."""

    name: Line
    seats: Annotated[int, Field(ge=1, le=500)]
    features: tuple[Id, ...] = ()


class Paper(StrEnum):
    """The sheet to print on."""

    LETTER = "letter"
    A4 = "a4"


StandingEdition = Literal["large-print", "low-ink", "compact"]
"""An edition that a clinic may have all its pages in, each kind as far as it goes with it."""


def _lines(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


FootLines = Annotated[tuple[Line, ...], BeforeValidator(_lines), Field(min_length=1, max_length=2)]
"""One line or two, such as the clinic's name and phone, and its address."""


class Printing(Value):
    """How the clinic prints."""

    paper: Paper = Paper.LETTER
    editions: tuple[StandingEdition, ...] = ()
    """Editions in which pages are printed here unless a print asks for others."""
    spares: Annotated[int, Field(ge=0, le=50)] = 2
    """Copies of each handout beyond the census."""
    queue: Line | None = None
    """The printer queue to print on; left out, the usual one of the machine."""
    duplex: bool = True
    """On both sides of the sheet."""
    color: bool = False
    """In color, where the queue can."""
    footer: FootLines | None = None
    """A line or two at the foot of every client page, below the crisis lines."""
    logo: Logo | None = None
    """On client pages, covers, calendars, sign-in sheets, reports and the certificate."""
    colors: Colors = Colors()
    """In place of those that come with the planner."""
    certificate: Line | None = None
    """What a certificate says was completed; left out, a line to write on: a program's name can tell too much."""


class Limits(Value):
    """Numbers of the clinic's own that replace those of a rule pack."""

    weekly_minutes: Annotated[int | None, Field(alias="weekly-minutes", ge=0)] = None
    daily_minutes: Annotated[int | None, Field(alias="daily-minutes", ge=0)] = None
    days_per_week: Annotated[int | None, Field(alias="days-per-week", ge=1, le=7)] = None
    group_size: Annotated[int | None, Field(alias="group-size", ge=1)] = None
    unbroken_minutes: Annotated[int | None, Field(alias="unbroken-minutes", ge=1)] = None
    gap_days: Annotated[int | None, Field(alias="gap-days", ge=0)] = None


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


CRISIS_LINES_IN = {
    "es": (
        "En peligro ahora: llama al 911.",
        "En crisis: llama al 988 y oprime 2, textea AYUDA al 988, o chatea en 988lifeline.org, día y noche.",
        "Ayuda con alcohol o drogas: 800-662-4357, en español, día y noche.",
    ),
}
"""The same lines for readers of other languages: on 988, pressing 2 or texting AYUDA leads to counselors who speak
Spanish, and there is a chat in Spanish (988lifeline.org, What to expect); the Helpline is in English and Spanish
(samhsa.gov, National Helpline; both as stored copies, read 2026-11)."""


class ClientLines(Value):
    """What stands at the foot of a client page in another language."""

    crisis: Annotated[tuple[Line, ...], Field(min_length=1, max_length=4)] | None = None
    """Left out, the lines of `crisis`, in the language in which they are written."""
    footer: FootLines | None = None
    """Left out, the lines of `print: footer`."""


@dataclass(frozen=True)
class Told:
    """Some lines, and the language that they are in."""

    lines: tuple[str, ...]
    language: str


class Clinic(Value):
    """The clinic as the planner needs to know it."""

    name: Line = "Our clinic"
    address: Line | None = None
    phone: Line | None = None
    timezone: TimeZone | None = None
    """Where its clocks stand, such as `America/New_York`; left out, calendars say the hour and no zone."""
    crisis: Annotated[tuple[Line, ...], Field(min_length=1, max_length=4)] = CRISIS_LINES
    """What stands at the foot of every client page."""
    languages: dict[Language, ClientLines] = {}
    """The same for pages in other languages, by two-letter code."""
    people: dict[Id, Person] = {}
    rooms: dict[Id, Room] = {}
    holidays: Holidays | None = None
    """The public holidays on which the clinic is closed."""
    closures: tuple[Closure, ...] = ()
    """Other days on which it is closed."""
    print: Printing = Printing()
    severities: dict[Id, Severity] = {}
    """A rule's severity here: block, warn, note or off."""
    rules: tuple[Id, ...] = ()
    """Rule packs that hold for every track, such as the state's, beside those that a track names."""
    limits: Limits = Limits()
    credentials_by_kind: Annotated[dict[Kind, tuple[Id, ...]], Field(alias="credentials-by-kind")] = {}
    """Credentials any one of which a kind of session asks of its leaders; in place of what a rule pack asks."""
    reading: ReadingLevel = ReadingLevel()
    _found: House = PrivateAttr(default=PLAIN_HOUSE)

    @property
    def house(self) -> House:
        """How its pages look: its colors, with the logo and the templates that were found in its workspace."""
        languages = (SOURCE, *self.languages)
        feet = tuple((self.crisis_in(each).lines, self.footer_in(each).lines) for each in languages)
        return replace(self._found, colors=self.print.colors, feet=feet)

    def in_house(self, found: House) -> "Clinic":
        """Return the clinic with what was found of its look in its workspace."""
        clinic = self.model_copy()
        clinic._found = found  # noqa: SLF001 - of its own class
        return clinic

    def person_name(self, person: str) -> str:
        """Return the name of a person by id, or the id where the clinic does not know it."""
        return self.people[person].name if person in self.people else person

    def room_name(self, room: str) -> str:
        """Return the name of a room by id, or the id where the clinic does not know it."""
        return self.rooms[room].name if room in self.rooms else room

    def crisis_in(self, language: str) -> Told:
        """Return the crisis lines for a page in a language; the English ones where there are no others.

        The lines that come with the planner are known in Spanish; a clinic's own have to be given.
        """
        own = self.languages.get(language)
        if own is not None and own.crisis:
            return Told(own.crisis, language)
        if self.crisis == CRISIS_LINES and language in CRISIS_LINES_IN:
            return Told(CRISIS_LINES_IN[language], language)
        return Told(self.crisis, SOURCE)

    def footer_in(self, language: str) -> Told:
        """Return the lines at the foot of a page in a language; the English ones, or the name, where there are none."""
        own = self.languages.get(language)
        if own is not None and own.footer:
            return Told(own.footer, language)
        return Told(self.print.footer or (self.name,), SOURCE)

    def closed_on(self, day: date) -> Closure | None:
        """Return the closure that covers a day, or None; the clinic's own reason counts before a holiday's name."""
        own = next((closure for closure in self.closures if closure.covers(day)), None)
        return own or (self.holidays.closed_on(day) if self.holidays else None)
