"""What the weeks of a track need, as tables to compute with: things, sharps to count, handouts to copy."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from curriculum.export.materials import Group, Need, materials
from curriculum.model.clinic import Clinic
from curriculum.model.timing import clock_text
from curriculum.planning.calendar import Session
from curriculum.planning.reports.table import Report, Table, Value, columns
from curriculum.planning.rules import Subject

_NOTE = (
    "What is used up is added up over a week's groups; what comes back is needed as often as the group that needs "
    "most of it. Sharps are counted out and in for each group."
)


def materials_report(subject: Subject, sessions: Iterable[Session]) -> Report:
    """Return what the groups of each week need for the census that the track plans with."""
    census = subject.track.census
    held = [
        Group(session, module)
        for session in sessions
        if session.module and (module := subject.library.get(session.module))
    ]
    weeks = [list(groups) for _, groups in groupby(held, lambda group: (group.session.run, group.session.cell.week))]
    return Report(
        kind="materials",
        title=f"Materials: {subject.track.title}",
        facts=(("Clinic", subject.clinic.name), ("Track", subject.id), ("Clients", str(census))),
        tables=(
            Table(
                "materials",
                "Things to have",
                columns("Run", "Week", "Item", "Quantity", "Afterwards", "Groups", numbers="Run|Week|Quantity|Groups"),
                tuple(row for groups in weeks for row in _needs(groups, census)),
                note=_NOTE,
            ),
            Table(
                "sharps",
                "Sharps to count out and in",
                columns("Date", "Start", "Module", "Item", "Quantity", numbers="Quantity"),
                tuple(row for groups in weeks for row in _sharps(groups, census)),
            ),
            Table(
                "copies",
                "Handouts to copy",
                columns("Run", "Week", "Module", "Handout", "Copies", "Groups", numbers="Run|Week|Copies|Groups"),
                tuple(row for groups in weeks for row in _copies(groups, census, subject.clinic)),
            ),
        ),
    )


def _needs(groups: Sequence[Group], census: int) -> Iterator[tuple[Value, ...]]:
    needed = materials(groups, census)
    yield from (_need(groups, need, "used up") for need in needed.used_up)
    yield from (_need(groups, need, "comes back") for need in needed.come_back)


def _need(groups: Sequence[Group], need: Need, afterwards: str) -> tuple[Value, ...]:
    return *_week(groups), need.item, need.quantity, afterwards, len(need.groups)


def _sharps(groups: Sequence[Group], census: int) -> Iterator[tuple[Value, ...]]:
    for tally in materials(groups, census).sharps:
        session = tally.group.session
        yield session.date, clock_text(session.start), session.module, tally.item, tally.quantity


def _copies(groups: Sequence[Group], census: int, clinic: Clinic) -> Iterator[tuple[Value, ...]]:
    many: dict[str, list[Group]] = {}
    for group in groups:
        many.setdefault(group.session.module or "", []).append(group)
    for module_id, using in many.items():
        for handout in using[0].module.handouts:
            copies = handout.copies(census, clinic.print.spares) * len(using)
            yield *_week(groups), module_id, handout.title, copies, len(using)


def _week(groups: Sequence[Group]) -> tuple[int, int]:
    session = groups[0].session
    return session.run, session.cell.week
