"""`curriculum report`: what a plan can prove, as text, CSV, JSON or PDF."""

import asyncio
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from curriculum.cli.context import open_at, shown_from_here, workspace_option
from curriculum.cli.tables import written
from curriculum.export.reports import report_page
from curriculum.export.run import Format, export
from curriculum.files.scaffolds import slug
from curriculum.files.writing import write_whole
from curriculum.model.clinic import Paper
from curriculum.model.errors import CurriculumError
from curriculum.model.house import House
from curriculum.model.words import counted
from curriculum.planning.reports.table import Report
from curriculum.workspace.exporting import print_folder
from curriculum.workspace.folders import page_store
from curriculum.workspace.reporting import DATED_REPORTS, REPORTS, report_of


@click.command(
    "report",
    epilog="""\b
Examples:
  curriculum report audit evening --from 2027-03-01 --weeks 8 --format pdf
  curriculum report audit evening@2027Q1 --format pdf      as a git tag holds it
  curriculum report hours evening --format csv --table days
  curriculum report crosswalk day -o crosswalk.csv
  curriculum report credentials evening
  curriculum report coverage dbt-informed --format json

\b
What it is written as follows from the ending of the file, unless --format says otherwise. A PDF without -o lands in
exports/TRACK. Each report says what it shows: the plan, not attendance. TRACK@REVISION is of the clinic, the modules,
the tracks and the rules as git holds them at that tag, branch or commit.
""",
)
@click.argument("kind", type=click.Choice(REPORTS), metavar=f"[{'|'.join(REPORTS)}]")
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
    if kind not in DATED_REPORTS and (first or many):
        raise CurriculumError(f"The {kind} report is of the plan that repeats and has no dates.", "Leave them out.")
    with open_at(track) as (workspace, track_id, version):
        report = report_of(workspace, kind, track_id, first=first.date() if first else None, weeks=many)
        if version:
            report = replace(report, facts=(*report.facts, ("Version", version)))
        form = format_ or _form_of(into)
        if form == "pdf":
            path = into or print_folder(workspace, track_id) / f"{slug(' '.join((kind, *track.split('@')[1:])))}.pdf"
            _print(report, path, Paper(paper) if paper else workspace.clinic.print.paper, workspace.clinic.house)
            return
    text = written(report, form, table)
    if into is None:
        click.echo(text, nl=False)
    else:
        write_whole(into, text.encode())
        click.echo(f"Wrote {shown_from_here(into)}.", err=True)


def _form_of(into: Path | None) -> str:
    """Return the format that a file's ending asks for; text where it says nothing."""
    ending = into.suffix.removeprefix(".").lower() if into else ""
    return ending if ending in ("csv", "json", "pdf") else "text"


def _print(report: Report, path: Path, paper: Paper, house: House) -> None:
    """Write a report as PDF, and say where. Raises CurriculumError where it cannot be printed."""
    page = report_page(report, path.stem, paper, house=house)
    doing = export([page], path.parent, formats=frozenset({Format.PDF}), progress=lambda _: None, store=page_store())
    outcome = asyncio.run(doing)
    for failure in outcome.failures:
        raise CurriculumError(f"The report cannot be printed: {failure.reason}", "Try --format csv.")
    (made,) = outcome.written
    if made.path != path.absolute():
        made.path.replace(path)
    click.echo(f"Wrote {shown_from_here(path)}, {counted(made.pages, 'page')}.")
