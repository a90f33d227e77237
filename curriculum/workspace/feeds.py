"""From a wish for a calendar or tables to the files: of which weeks, of whose groups, for whom to read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from curriculum.export.ics import Feed, Readers, calendar_file
from curriculum.export.inventory import materials_report
from curriculum.export.run import FeedKind, Ready
from curriculum.model.errors import CurriculumError
from curriculum.planning.calendar import Session
from curriculum.planning.reports.hours import hours_report
from curriculum.planning.reports.hours_pages import hours_pages
from curriculum.planning.reports.schedule import schedule_report
from curriculum.planning.reports.table import Report
from curriculum.planning.reports.written import as_csv, as_json
from curriculum.workspace.binders import check_person
from curriculum.workspace.loading import Workspace
from curriculum.workspace.reporting import sessions_of

_CLIENT_FILE, _CLIENT_TITLE = "groups.ics", "Groups"


class FeedFormat(StrEnum):
    """A kind of file for other programs to read."""

    ICS = "ics"
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True)
class FeedWish:
    """What somebody wants to take along into another program."""

    formats: frozenset[FeedFormat]
    weeks: tuple[int, ...]
    """Of the cycle."""
    first: date | None = None
    """A cycle from the week of this day on; left out, the first one."""
    lead: str | None = None
    """In a calendar, only what this person, by id, leads or co-leads."""
    readers: Readers = Readers.STAFF
    """Whom a calendar is for."""


def feed_files(workspace: Workspace, track_id: str, wish: FeedWish) -> tuple[Ready, ...]:
    """Return the files of a wish: one calendar, and of tables one file for each as CSV, for each report as JSON.

    Raises CurriculumError for a person whom the clinic does not know, or where nothing is held.
    """
    subject = workspace.subject(track_id)
    held = tuple(s for s in sessions_of(subject, wish.first, None) if s.cell.week in wish.weeks)
    files: list[Ready] = []
    if FeedFormat.ICS in wish.formats:
        files.append(_calendar(workspace, track_id, held, wish))
    if wish.formats & {FeedFormat.CSV, FeedFormat.JSON}:
        reports: dict[FeedKind, Report] = {
            "schedule": schedule_report(subject, held),
            "hours": hours_pages(hours_report(subject, held)),
            "materials": materials_report(subject, held),
        }
        for kind, report in reports.items():
            files += _tables(kind, report, f"{track_id}-{kind}", wish.formats)
    return tuple(files)


def _calendar(workspace: Workspace, track_id: str, held: tuple[Session, ...], wish: FeedWish) -> Ready:
    track, clinic = workspace.track(track_id), workspace.clinic
    check_person(workspace, wish.lead)
    sessions = tuple(session for session in held if wish.lead is None or wish.lead in session.leads)
    if not any(session.module for session in sessions):
        led = f", led by {clinic.people[wish.lead].name}" if wish.lead else ""
        raise CurriculumError(
            f"Nothing of that is held in {track.title}: weeks {', '.join(map(str, wish.weeks))}{led}.",
            "Ask for another week, day or person; `curriculum show` names what is planned.",
        )
    if wish.readers is Readers.CLIENTS:
        # The same for every track: what a client's telephone shows says nothing of a program.
        title, file = _CLIENT_TITLE, _CLIENT_FILE
    else:
        of = f": {clinic.people[wish.lead].name}" if wish.lead else ""
        title, file = f"{track.title}{of}", f"{'-'.join(filter(None, (track_id, wish.lead)))}.ics"
    feed = Feed(track_id, track, workspace.library, clinic, sessions, title, wish.readers)
    return Ready("calendar", f"Calendar: {title}", file, calendar_file(feed))


def _tables(kind: FeedKind, report: Report, stem: str, formats: frozenset[FeedFormat]) -> Iterator[Ready]:
    """Yield a report as JSON, and each of its tables as CSV; the first has the name of the report alone."""
    if FeedFormat.JSON in formats:
        yield Ready(kind, report.title, f"{stem}.json", f"{as_json(report)}\n".encode())
    if FeedFormat.CSV in formats:
        for table in report.tables:
            ending = "" if table is report.tables[0] else f"-{table.key}"
            yield Ready(kind, f"{report.title}: {table.title}", f"{stem}{ending}.csv", as_csv(table).encode())
