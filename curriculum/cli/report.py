"""`curriculum report`: what a plan can prove, as text, CSV, JSON or PDF."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import click

from curriculum.cli.context import open_here, shown_from_here, workspace_option
from curriculum.cli.tables import written
from curriculum.cli.words import counted
from curriculum.export.reports import report_page
from curriculum.export.run import Format, export
from curriculum.files.writing import write_whole
from curriculum.model.clinic import Paper
from curriculum.model.errors import CurriculumError
from curriculum.planning.calendar import Session
from curriculum.planning.reports.audit import audit
from curriculum.planning.reports.coverage import coverage_matrix
from curriculum.planning.reports.credentials import credentials
from curriculum.planning.reports.crosswalk import crosswalk
from curriculum.planning.reports.hours import hours_report
from curriculum.planning.reports.hours_pages import hours_pages
from curriculum.planning.reports.table import Report
from curriculum.planning.rules import Subject
from curriculum.workspace import Workspace
from curriculum.workspace.exporting import print_folder
from curriculum.workspace.folders import page_store
from curriculum.workspace.reporting import content_hashes, sessions_of

KINDS = ("audit", "hours", "crosswalk", "credentials", "coverage")
_DATED = ("audit", "hours")


@click.command(
    "report",
    epilog="""\b
Examples:
  curriculum report audit evening --from 2027-03-01 --weeks 8 --format pdf
  curriculum report hours evening --format csv --table days
  curriculum report crosswalk day -o crosswalk.csv
  curriculum report credentials evening
  curriculum report coverage dbt-informed --format json

\b
What it is written as follows from the ending of the file, unless --format says otherwise. A PDF without -o lands in
exports/TRACK. Each report says what it shows: the plan, not attendance.
""",
)
@click.argument("kind", type=click.Choice(KINDS), metavar=f"[{'|'.join(KINDS)}]")
@click.argument("track")
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="From the week of this day.")
@click.option("--weeks", "many", type=click.IntRange(1, 520), metavar="N", help="How many; a whole cycle unless said.")
@click.option("--table", metavar="NAME", help="The table that CSV holds; the first unless said.")
@click.option("--paper", type=click.Choice([each.value for each in Paper]), help="Instead of the clinic's own.")
@click.option("-o", "into", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write it here.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "csv", "json", "pdf"]),
    help="How to write it; text unless FILE ends in another.",
)
@workspace_option
def command(  # noqa: PLR0913  one for each option
    *,
    kind: str,
    track: str,
    first: datetime | None,
    many: int | None,
    table: str | None,
    paper: str | None,
    into: Path | None,
    format_: str | None,
) -> None:
    """Report what a plan can prove: audit, hours, crosswalk, credentials, coverage.

    The audit lists every session with its leader, credential and the fingerprint of its text. Without dates it is
    of the first run of the cycle.
    """
    if kind not in _DATED and (first or many):
        raise CurriculumError(f"The {kind} report is of the plan that repeats and has no dates.", "Leave them out.")
    workspace = open_here()
    report = _made(workspace, kind, track, _Weeks(first.date() if first else None, many))
    form = format_ or _form_of(into)
    if form == "pdf":
        _print(workspace, report, track, paper, into)
        return
    text = written(report, form, table)
    if into is None:
        click.echo(text, nl=False)
    else:
        write_whole(into, text.encode())
        click.echo(f"Wrote {shown_from_here(into)}.", err=True)


@dataclass(frozen=True)
class _Weeks:
    """Which weeks a report is about; None stands for the first run of the cycle."""

    first: date | None
    many: int | None

    def held(self, subject: Subject) -> tuple[Session, ...]:
        """Return their sessions. Raises CurriculumError where nothing is held."""
        return sessions_of(subject, self.first, self.many)


def _made(workspace: Workspace, kind: str, track: str, weeks: _Weeks) -> Report:
    subject = workspace.subject(track, today=weeks.first)
    makers: dict[str, Callable[[], Report]] = {
        "audit": lambda: _audit(workspace, subject, weeks.held(subject)),
        "hours": lambda: hours_pages(hours_report(subject, weeks.held(subject))),
        "crosswalk": lambda: crosswalk(subject),
        "credentials": lambda: credentials(subject),
        "coverage": lambda: coverage_matrix(subject),
    }
    return makers[kind]()


def _audit(workspace: Workspace, subject: Subject, held: tuple[Session, ...]) -> Report:
    return audit(subject, held, content_hashes(workspace, (s.module for s in held if s.module)))


def _form_of(into: Path | None) -> str:
    """Return the format that a file's ending asks for; text where it says nothing."""
    ending = into.suffix.removeprefix(".").lower() if into else ""
    return ending if ending in ("csv", "json", "pdf") else "text"


def _print(workspace: Workspace, report: Report, track: str, paper: str | None, into: Path | None) -> None:
    """Write a report as PDF, and say where. Raises CurriculumError where it cannot be printed."""
    path = into or print_folder(workspace, track) / f"{report.kind}.pdf"
    page = report_page(report, path.stem, Paper(paper) if paper else workspace.clinic.print.paper)
    doing = export([page], path.parent, formats=frozenset({Format.PDF}), progress=lambda _: None, store=page_store())
    outcome = asyncio.run(doing)
    for failure in outcome.failures:
        raise CurriculumError(f"The report cannot be printed: {failure.reason}", "Try --format csv.")
    (made,) = outcome.written
    if made.path != path.absolute():
        made.path.replace(path)
    click.echo(f"Wrote {shown_from_here(path)}, {counted(made.pages, 'page')}.")
