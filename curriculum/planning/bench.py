"""Who might stand in for one session: everybody in the clinic, each with what speaks for it and what bars it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from curriculum.model.clinic import Person
from curriculum.model.library import Library
from curriculum.model.module import Modality, Module
from curriculum.model.timing import hours_text
from curriculum.planning.calendar import Session
from curriculum.planning.people import load_text, unmet, why_absent, why_unqualified
from curriculum.planning.roster import Stretch, stretch_of
from curriculum.planning.rules.subject import Subject


@dataclass(frozen=True)
class Candidate:
    """Somebody who could lead in place of the one who is out, or why not."""

    person: str
    team: tuple[str, ...]
    """Who would lead then; the first leads."""
    reasons: tuple[str, ...]
    """What speaks for it, and what to know, in words."""
    barred: tuple[str, ...] = ()
    """Why it cannot be; nothing where it can."""
    free: bool = True
    """Works at that hour and leads nothing else then."""


@dataclass(frozen=True)
class Bench:
    """Everybody who might stand in for one session."""

    subject: Subject
    session: Session
    out: str

    @property
    def library(self) -> Library:
        """The modules of the workspace."""
        return self.subject.library

    @cached_property
    def module(self) -> Module | None:
        """What is to be held; None where the library does not know it."""
        return self.library.get(self.session.module)

    @cached_property
    def stretch(self) -> Stretch:
        """When it is held."""
        return stretch_of(self.session)

    @cached_property
    def remaining(self) -> tuple[str, ...]:
        """Those who co-lead the session and are not out."""
        people = self.subject.clinic.people
        left = (name for name in self.session.leads if name != self.out)
        return tuple(name for name in left if name in people and why_absent(people[name], self.stretch) is None)

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """Everybody in the clinic but the one who is out."""
        return tuple(self._candidate(i, person) for i, person in self.subject.clinic.people.items() if i != self.out)

    @cached_property
    def free(self) -> tuple[str, ...]:
        """Those who are there at that hour and lead nothing else, whatever they may lead."""
        return tuple(candidate.person for candidate in self.candidates if candidate.free)

    def team_of(self, person: str) -> tuple[str, ...]:
        """Return who would lead with somebody in the place of the one who is out."""
        return (person, *(name for name in self.remaining if name != person))

    def lacking(self, person: str, module: Module | None) -> str | None:
        """Return what somebody, with those who remain, lacks to lead a module that day, in words; None for nothing."""
        people, day = self.subject.clinic.people, self.stretch.day
        asked = self.subject.asked(module) if module else ()
        missing = unmet(asked, [people[name].qualified_on(day) for name in self.team_of(person)])
        return why_unqualified(people[person], missing, day)

    def _candidate(self, name: str, person: Person) -> Candidate:
        engaged = None if name in self.remaining else self._engaged(name)
        bars = [why_absent(person, self.stretch), engaged]
        free = not any(bars)
        bars.append(self.lacking(name, self.module))
        barred = tuple(bar for bar in bars if bar)
        return Candidate(
            name, self.team_of(name), () if barred else tuple(self._reasons(name, person)), barred, free=free
        )

    def _engaged(self, name: str) -> str | None:
        for booking in self.subject.roster.during(self.stretch):
            if name in booking.session.leads and booking.session is not self.session:
                title = self.library.title(booking.session.module or "")
                where = "" if booking.track == self.subject.id else f" in {booking.track}"
                return f'leads "{title}"{where}, {stretch_of(booking.session)}'
        return None

    def _reasons(self, name: str, person: Person) -> Iterator[str]:
        if name in self.remaining:
            yield "co-leads this group already"
        yield self._holds(person)
        _, known = self._knowledge(name)
        near = self._nearness(name) if name not in self.remaining else ""
        yield from filter(None, (known, near))
        minutes = self._minutes(name)
        if person.load is not None and minutes > person.load:
            yield f"would be {hours_text(minutes - person.load)} over the load of {hours_text(person.load)}"
        else:
            yield load_text(person, minutes - self.session.minutes)
        if self._short(name):
            yield f"would lead with {len(self.team_of(name))} of {self._leaders()} leaders"

    def _holds(self, person: Person) -> str:
        asked = {
            name
            for requirement in (self.subject.asked(self.module) if self.module else ())
            for name in requirement.any_of
        }
        held = sorted(asked & person.qualified_on(self.stretch.day))
        if held:
            return f"holds {', '.join(held)}"
        return "may lead it beside those who remain" if asked else "needs no credential for it"

    def _knowledge(self, name: str) -> tuple[int, str]:
        """Return how well somebody knows the module, 0 for best, and in words, if anything is to be said."""
        module = self.module
        if module is None:
            return _UNKNOWN, ""
        led = self._led.get(name, [])
        same = sum(session.module == self.session.module for session in led)
        trained = [t for t in self.subject.clinic.people[name].trainings if t.split("-")[0] == module.modality.value]
        others = [other for session in led if (other := self.library.get(session.module)) is not None]
        series = sum(other.series == module.series for other in others) if module.series else 0
        plain = module.modality is Modality.OTHER
        alike = 0 if plain else sum(other.modality is module.modality for other in others)
        ways = (
            (same, f"leads this module elsewhere in the plan ({_times(same)})"),
            (len(trained), f"trained in {', '.join(trained)}"),
            (series, f"leads in the series {module.series} ({_times(series)})"),
            (alike, f"leads {module.modality.letters} groups ({_times(alike)} in the plan)"),
        )
        return next(((place, words) for place, (often, words) in enumerate(ways) if often), (_UNKNOWN, ""))

    @cached_property
    def _led(self) -> Mapping[str, list[Session]]:
        """What each person leads in the plans of all tracks, this session left out."""
        led: dict[str, list[Session]] = {}
        for session in (s for held in (self.subject.sessions, *self.subject.others.values()) for s in held if s.module):
            for name in session.leads if session is not self.session else ():
                led.setdefault(name, []).append(session)
        return led

    def _nearness(self, name: str) -> str:
        """Return where somebody is anyway that day, or nothing."""
        today = [b for b in self.subject.roster.on(self.stretch.day) if name in b.session.leads]
        here = [b for b in today if b.track == self.subject.id]
        if self.session.room and any(b.session.room == self.session.room for b in here):
            return f"is in {self.subject.clinic.room_name(self.session.room)} that day"
        if here:
            return "leads in this track that day"
        return f"is in the house that day ({today[0].track})" if today else ""

    def _minutes(self, name: str) -> int:
        """Return what somebody would lead that week, this session included."""
        own = 0 if name in self.remaining else self.session.minutes
        return self.subject.roster.minutes(name, self.stretch.day) + own

    def _leaders(self) -> int:
        return max(self.session.timed.slot.leaders, self.module.leaders if self.module else 1)

    def _short(self, name: str) -> bool:
        return len(self.team_of(name)) < self._leaders()

    @cached_property
    def ranks(self) -> Mapping[str, tuple[object, ...]]:
        """What orders people: within their load, enough leaders, there already, who knows it best, who is near."""
        return {name: self._rank(name, person) for name, person in self.subject.clinic.people.items()}

    def _rank(self, name: str, person: Person) -> tuple[object, ...]:
        minutes = self._minutes(name)
        over = person.load is not None and minutes > person.load
        knowledge, _ = self._knowledge(name)
        return over, self._short(name), name not in self.remaining, knowledge, not self._nearness(name), minutes, name


_UNKNOWN = 9


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
