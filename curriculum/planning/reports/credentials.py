"""The credentials matrix: who may lead what a track holds, who does, and what hangs on one person."""

from collections.abc import Iterable, Mapping

from curriculum.model.clinic import Held, Person
from curriculum.model.module import Kind
from curriculum.planning.people import able
from curriculum.planning.reports.crosswalk import module_weeks
from curriculum.planning.reports.table import Column, Report, Table, Value, columns
from curriculum.planning.rules.subject import Subject

LEADS, MAY, UNFIT = "leads", "may", "LEADS, may not"
"""What a cell says: the person leads it and may, could lead it, or leads it without what it asks for."""


def credentials(subject: Subject) -> Report:
    """Return the matrix of a track, as its first run is staffed. Credentials count that hold on the day it starts."""
    return Report(
        kind="credentials",
        title=f"Credentials: {subject.track.title}",
        facts=(
            ("Clinic", subject.clinic.name),
            ("Track", subject.id),
            ("Reckoned on", str(subject.track.starts)),
        ),
        tables=(_module_table(subject), _kind_table(subject), _person_table(subject)),
        notes=(
            "Planned, not delivered: this shows who is to lead, not who led.",
            f'"{LEADS}": leads it here and may; "{MAY}": could lead it; "{UNFIT}": leads it without what is asked for.',
        ),
        wide=True,
    )


def _people(subject: Subject) -> tuple[Column, ...]:
    return tuple(Column(name, person.name) for name, person in subject.clinic.people.items())


def _leading(subject: Subject) -> Mapping[str, frozenset[str]]:
    """Return who leads each module anywhere in the run, by id."""
    found: dict[str, set[str]] = {}
    for session in subject.held:
        if session.module:
            found.setdefault(session.module, set()).update(session.leads)
    return {module: frozenset(names) for module, names in found.items()}


def _module_table(subject: Subject) -> Table:
    leading = _leading(subject)
    rows: list[tuple[Value, ...]] = []
    for module_id in module_weeks(subject):
        module = subject.library.get(module_id)
        if module is None:
            continue
        asked = subject.asked(module)
        may = frozenset(able(asked, subject.clinic.people, subject.track.starts))
        leads = leading.get(module_id, frozenset())
        # A co-leader need not hold what the session asks for, as long as one of those who lead does.
        fit = bool(leads & may)
        cells = (_cell(name, may, leads, fit=fit) for name in subject.clinic.people)
        rows.append((module_id, module.kind.value, " and ".join(map(str, asked)) or "anyone", len(may), *cells))
    head = columns("Module", "Kind", "Asks for", "May lead", numbers="May lead")
    return Table("modules", "Who may lead each module", (*head, *_people(subject)), tuple(rows))


def _cell(name: str, may: frozenset[str], leads: frozenset[str], *, fit: bool) -> str | None:
    if name in leads:
        return LEADS if name in may or fit else UNFIT
    return MAY if name in may else None


def _kind_table(subject: Subject) -> Table:
    minutes: dict[tuple[Kind, str], int] = {}
    for session in subject.held:
        module = subject.library.get(session.module)
        for name in session.leads if module else ():
            key = (module.kind, name) if module else (Kind.GROUP, name)
            minutes[key] = minutes.get(key, 0) + session.minutes
    kinds = [kind for kind in Kind if any(held is kind for held, _ in minutes)]
    rows = tuple((kind.value, *(minutes.get((kind, name)) for name in subject.clinic.people)) for kind in kinds)
    people = tuple(Column(column.key, column.title, number=True) for column in _people(subject))
    return Table("kinds", "Minutes that each leads or co-leads in a cycle, by kind", (*columns("Kind"), *people), rows)


def _person_table(subject: Subject) -> Table:
    rows = tuple(
        (name, person.name, _held(person.credentials), _held(person.trainings), *_load(subject, name, person))
        for name, person in subject.clinic.people.items()
    )
    titles = ("Id", "Name", "Credentials", "Trainings", "Most minutes a week", "Load", "Alone may lead")
    return Table("people", "People", columns(*titles, numbers="Most minutes a week|Load"), rows)


def _held(qualifications: Mapping[str, Held]) -> str:
    return ", ".join(f"{name} until {held.until}" if held.until else name for name, held in qualifications.items())


def _load(subject: Subject, name: str, person: Person) -> tuple[Value, ...]:
    weeks: dict[int, int] = {}
    for session in subject.held:
        if name in session.leads:
            weeks[session.cell.week] = weeks.get(session.cell.week, 0) + session.minutes
    return max(weeks.values(), default=0), person.load, ", ".join(_alone(subject, name))


def _alone(subject: Subject, name: str) -> Iterable[str]:
    """Yield the modules of the track that nobody else of the clinic may lead."""
    for module_id in module_weeks(subject):
        module = subject.library.get(module_id)
        if module and able(subject.asked(module), subject.clinic.people, subject.track.starts) == (name,):
            yield module_id
