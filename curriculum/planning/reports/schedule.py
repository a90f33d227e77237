"""The schedule of a track as one table to compute with: a row for each slot on its real date, closed days included."""

from collections.abc import Iterable, Iterator

from curriculum.model.timing import clock_text
from curriculum.planning.calendar import Session
from curriculum.planning.reports.table import Report, Table, Value, columns
from curriculum.planning.rules.subject import Subject

_TITLES = (
    "Run", "Week", "Date", "Day", "Start", "End", "Minutes", "Slot", "Module", "Title", "Modality", "Kind", "Room",
    "Leads", "Closed", "Made up on", "Makes up for",
)  # fmt: skip


def schedule_report(subject: Subject, sessions: Iterable[Session]) -> Report:
    """Return the slots of some weeks in the order held: what is in them, who leads and where, or why not."""
    rows = tuple(tuple(_row(subject, session)) for session in sessions)
    return Report(
        kind="schedule",
        title=f"Schedule: {subject.track.title}",
        facts=(("Clinic", subject.clinic.name), ("Track", subject.id)),
        tables=(Table("slots", "Slots", columns(*_TITLES, numbers="Run|Week|Minutes"), rows),),
        wide=True,
    )


def _row(subject: Subject, session: Session) -> Iterator[Value]:
    module, clinic = subject.library.get(session.module), subject.clinic
    yield from (session.run, session.cell.week, session.date, session.day.value)
    yield from (clock_text(session.start), clock_text(session.end), session.minutes, session.timed.slot.name)
    yield session.module
    yield from (module.title, module.modality.value, module.kind.value) if module else (None, None, None)
    yield clinic.room_name(session.room) if session.room else None
    yield ", ".join(map(clinic.person_name, session.leads)) or None
    yield from (session.closed, session.made_up, session.makes_up)
