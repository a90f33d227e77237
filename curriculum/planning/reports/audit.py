"""The audit: every session that a plan holds in some weeks, who leads it, from which text, and by which rules."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from curriculum.model.timing import clock_text
from curriculum.model.track import TrackWaiver
from curriculum.model.waiver import Waiver
from curriculum.planning.calendar import Session
from curriculum.planning.hours import service_minutes
from curriculum.planning.packs import numbers_of, own_numbers
from curriculum.planning.reports.hours import hours_report
from curriculum.planning.reports.hours_pages import weeks_table
from curriculum.planning.reports.table import PLANNED, SHORT_HASH, Report, Table, Value, columns
from curriculum.planning.rules.subject import Subject


def audit(subject: Subject, sessions: Iterable[Session], hashes: Mapping[str, str]) -> Report:
    """Return the audit of some sessions; `hashes` holds the SHA-256 of each module's file by id.

    Nothing in it depends on the day on which it is made: the same files give the same report.
    """
    every = tuple(sessions)
    held = tuple(session for session in every if session.module)
    dates = sorted({session.date for session in every})
    listed = _session_table(subject, held, hashes)
    return Report(
        kind="audit",
        title=f"Audit: {subject.track.title}",
        facts=(
            ("Clinic", subject.clinic.name),
            ("Track", subject.id),
            ("Level of care", subject.pack.title if subject.pack else subject.track.level),
            ("From", f"{dates[0]} to {dates[-1]}" if dates else "nothing is held"),
            ("Groups", f"{len(held)} planned, {_left_out(every)}"),
            ("Fingerprint of this list", _fingerprint(listed)),
        ),
        tables=(
            listed,
            weeks_table(hours_report(subject, every)),
            _closure_table(every),
            _waiver_table(subject, held),
            _pack_table(subject),
            _module_table(subject, held, hashes),
        ),
        notes=(
            PLANNED,
            f"Content is the SHA-256 of the module's file, {SHORT_HASH} of its 64 digits; CSV and JSON hold it whole.",
        ),
        wide=True,
    )


def _left_out(sessions: tuple[Session, ...]) -> str:
    closed = sum(session.closed is not None for session in sessions)
    empty = sum(session.closed is None and session.module is None for session in sessions)
    made_up = sum(session.made_up is not None for session in sessions)
    said = f"{closed} on closed days ({made_up} made up on another day)" if made_up else f"{closed} on closed days"
    return f"{said}, {empty} slots empty"


def _fingerprint(listed: Table) -> str:
    lines = ("\t".join("" if value is None else str(value) for value in row) for row in listed.rows)
    return sha256("\n".join(lines).encode()).hexdigest()[:SHORT_HASH]


def _session_table(subject: Subject, held: tuple[Session, ...], hashes: Mapping[str, str]) -> Table:
    titles = (
        "Date",
        "Day",
        "Start",
        "End",
        "Minutes",
        "Service",
        "Module",
        "Title",
        "Lead",
        "Credential",
        "Makes up for",
        "Content",
    )
    made_up = any(session.makes_up for session in held)
    shown = columns(*titles, numbers="Minutes", short="Content")
    rows = [tuple(_session_row(subject, session, hashes)) for session in held]
    if not made_up:
        place = titles.index("Makes up for")
        shown = (*shown[:place], *shown[place + 1 :])
        rows = [(*row[:place], *row[place + 1 :]) for row in rows]
    return Table("sessions", "Sessions", shown, tuple(rows))


def _session_row(subject: Subject, session: Session, hashes: Mapping[str, str]) -> Iterator[Value]:
    module = subject.library.get(session.module)
    yield from (session.date, f"{session.date:%a}", clock_text(session.start), clock_text(session.end))
    yield service_minutes(session, subject.library)
    yield module.kind.value if module else "not in the library"
    yield session.module
    yield module.title if module else None
    yield ", ".join(subject.clinic.person_name(name) for name in session.leads) or None
    yield credential(subject, session)
    yield session.makes_up
    yield hashes.get(session.module or "")


def credential(subject: Subject, session: Session) -> str | None:
    """Return what the lead of a session holds that day of what is asked, else all that they hold; None if nothing."""
    lead = next((name for name in session.leads if name in subject.clinic.people), None)
    if lead is None:
        return None
    module, person = subject.library.get(session.module), subject.clinic.people[lead]
    holds = person.qualified_on(session.date)
    wanted = {name for asked in (subject.asked(module) if module else ()) for name in asked.any_of}
    fitting = holds & wanted if wanted else {name for name in person.credentials if name in holds}
    return ", ".join(sorted(fitting or holds)) or None


def _closure_table(sessions: tuple[Session, ...]) -> Table:
    days: dict[tuple[Value, ...], list[Session]] = {}
    for session in sessions:
        if session.closed:
            days.setdefault((session.date, session.closed), []).append(session)
    rows = (
        (*day, len(lost), sum(s.minutes for s in lost), next((s.made_up for s in lost if s.made_up), None))
        for day, lost in days.items()
    )
    titles = ("Date", "Reason", "Groups", "Minutes", "Made up on")
    return Table("closures", "Closed days", columns(*titles, numbers="Groups|Minutes"), tuple(rows))


def _waiver_table(subject: Subject, held: tuple[Session, ...]) -> Table:
    named: list[tuple[str, Waiver]] = [("track", waiver) for waiver in subject.track.waivers]
    modules = sorted({session.module for session in held if session.module})
    named += [
        (module_id, waiver)
        for module_id in modules
        if (module := subject.library.get(module_id)) is not None
        for waiver in module.waivers
    ]
    titles = ("Of", "Rule", "Rule pack", "Week", "Day", "Role", "Reason", "Until")
    rows = tuple((of, waiver.rule, *_where(waiver), waiver.by, waiver.reason, waiver.until) for of, waiver in named)
    return Table("waivers", "Waivers", columns(*titles, numbers="Week"), rows)


def _where(waiver: Waiver) -> tuple[Value, ...]:
    if not isinstance(waiver, TrackWaiver):
        return None, None, None
    return waiver.pack, waiver.week, waiver.day.value if waiver.day else None


def _pack_table(subject: Subject) -> Table:
    """Return every number of every pack that holds, and what the packs ask for beyond a plan."""
    rows: list[tuple[Value, ...]] = []
    for each in subject.applied:
        rows += [
            (each.id, each.pack.title, number.rule, number.says, number.sourced.source, number.sourced.dated)
            for number in numbers_of(each.pack)
        ]
        rows += [(each.id, each.pack.title, "beyond a plan", line, None, None) for line in each.pack.beyond_a_plan]
    rows += [
        (number.pack, subject.clinic.name, number.rule, number.says, number.sourced.source, number.sourced.dated)
        for number in own_numbers(subject.clinic)
    ]
    titles = ("Rule pack", "Title", "Rule", "Number", "Source", "Dated")
    return Table("packs", "Rule packs", columns(*titles), tuple(rows))


def _module_table(subject: Subject, held: tuple[Session, ...], hashes: Mapping[str, str]) -> Table:
    rows = []
    for module_id in sorted({session.module for session in held if session.module}):
        module = subject.library.get(module_id)
        review = module.reviewed if module else None
        rows.append(
            (
                module_id,
                module.title if module else "not in the library",
                module.version if module else None,
                module.status.value if module else None,
                review.by if review else None,
                review.on if review else None,
                hashes.get(module_id),
            )
        )
    titles = ("Module", "Title", "Version", "Status", "Reviewed by", "Reviewed on", "Content")
    return Table("modules", "Modules", columns(*titles, numbers="Version", short="Content"), tuple(rows))
