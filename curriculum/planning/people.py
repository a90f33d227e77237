"""Who may lead what, and who is there: credentials with their ends, working hours, days off. Knows no plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from curriculum.model.clinic import Clinic, Person
from curriculum.model.module import Module
from curriculum.model.rulepack import RulePack
from curriculum.model.timing import clock_text, hours_text
from curriculum.model.track import DAYS, Day
from curriculum.planning.roster import Stretch

OF_THE_MODULE = "the module"
_OF_THE_CLINIC = "clinic.yaml, credentials-by-kind"


@dataclass(frozen=True)
class Requirement:
    """Credentials and trainings of which a session's leaders hold at least one, and who asks for it."""

    any_of: tuple[str, ...]
    source: str

    def met_by(self, held: frozenset[str]) -> bool:
        """Tell whether somebody with these credentials and trainings is enough."""
        return not held.isdisjoint(self.any_of)

    def __str__(self) -> str:
        asked = f"one of {', '.join(self.any_of)}"
        return asked if self.source == OF_THE_MODULE else f"{asked} ({self.source})"


def requirements(module: Module, clinic: Clinic, packs: Iterable[RulePack] = ()) -> tuple[Requirement, ...]:
    """Return what a module asks of those who lead it: by itself, and as a session of its kind.

    What the clinic says of a kind takes the place of what rule packs say of it; an empty list asks nothing.
    """
    own = [Requirement(module.lead, OF_THE_MODULE)] if module.lead else []
    if module.kind in clinic.credentials_by_kind:
        asked = clinic.credentials_by_kind[module.kind]
        return (*own, *([Requirement(asked, _OF_THE_CLINIC)] if asked else []))
    kinds = (pack.credentials_by_kind.get(module.kind) for pack in packs)
    return (*own, *(Requirement(kind.any_of, f"{kind.source}; {kind.dated}") for kind in kinds if kind))


def unmet(asked: Iterable[Requirement], team: Iterable[frozenset[str]]) -> tuple[Requirement, ...]:
    """Return what nobody of a team holds, each of whom is given by credentials and trainings."""
    held = tuple(team)
    return tuple(requirement for requirement in asked if not any(requirement.met_by(one) for one in held))


def able(asked: Iterable[Requirement], people: Mapping[str, Person], day: date | None = None) -> tuple[str, ...]:
    """Return the ids of those who could lead alone; with a day, those whose credentials hold then."""
    wanted = tuple(asked)
    return tuple(
        name
        for name, person in people.items()
        if not unmet(wanted, (person.qualifications if day is None else person.qualified_on(day),))
    )


def why_absent(person: Person, stretch: Stretch) -> str | None:
    """Return why somebody is not at work in all of a stretch, such as `does not work on Friday`, or None."""
    return why_off(person, stretch.day) or why_off_hours(
        person, DAYS[stretch.day.weekday()], stretch.start, stretch.end
    )


def why_off(person: Person, day: date) -> str | None:
    """Return that somebody has a day off, such as `is away until 2027-03-05 (holiday)`, or None."""
    away = person.away_on(day)
    if away is None:
        return None
    until = f"until {away.to}" if away.to and away.to > day else f"on {day}"
    return f"is away {until}" + (f" ({away.reason})" if away.reason != "away" else "")


def why_off_hours(person: Person, day: Day, start: int, end: int) -> str | None:
    """Return that somebody does not work at an hour of the week, such as `works 08:00 to 16:00 on Monday`, or None."""
    if person.available is None:
        return None
    hours = person.available.get(day)
    if hours is None:
        return f"does not work on {day.full_name}"
    return (
        None
        if hours.covers(start, end)
        else f"works {clock_text(hours.start)} to {clock_text(hours.end)} on {day.full_name}"
    )


def why_unqualified(person: Person, lacking: Iterable[Requirement], day: date) -> str | None:
    """Return what somebody lacks, and whose end has passed, or None where nothing is lacking."""
    wanted = tuple(lacking)
    if not wanted:
        return None
    ended = {
        name: held.until
        for requirement in wanted
        for name, held in person.held.items()
        if name in requirement.any_of and not held.holds_on(day)
    }
    past = "".join(f"; {name} ended on {until}" for name, until in ended.items())
    return f"holds {_none(wanted)}{past}"


def _none(lacking: tuple[Requirement, ...]) -> str:
    return " and ".join(f"none of {', '.join(r.any_of)}" if len(r.any_of) > 1 else f"no {r.any_of[0]}" for r in lacking)


def load_left(person: Person, minutes: int) -> int | None:
    """Return how many session minutes a week somebody has left beside so many; None without a load."""
    return None if person.load is None else person.load - minutes


def load_text(person: Person, minutes: int) -> str:
    """Return what somebody leads in a week, such as `leads 4 h of 10 h that week`."""
    of = f" of {hours_text(person.load)}" if person.load is not None else ""
    return f"leads {hours_text(minutes)}{of} that week" if minutes else "leads nothing else that week"
