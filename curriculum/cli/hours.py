"""`curriculum hours`: the planned minutes of each week, and what every rule says of them."""

from dataclasses import replace
from datetime import date, datetime

import click

from curriculum.cli.context import format_option, open_at, today, workspace_option
from curriculum.cli.failing import BLOCKED
from curriculum.cli.tables import written
from curriculum.model.errors import CurriculumError
from curriculum.planning.calendar import Session
from curriculum.planning.reports.hours import HoursReport, hours_report
from curriculum.planning.reports.hours_pages import hours_pages
from curriculum.planning.rules import Subject, check_track
from curriculum.workspace.reporting import sessions_of

_RULES = ("weekly-minutes", "daily-minutes", "days-per-week", "sessions-per-week")


@click.command(
    "hours",
    epilog="""\b
Examples:
  curriculum hours evening
  curriculum hours evening --week 6
  curriculum hours evening --from 2027-05-31 --weeks 8
  curriculum hours evening@2027Q1          as a git tag, branch or commit holds it
  curriculum hours evening --format csv --table days

\b
Exit code 1 says that a week falls short of a number that blocks a print, and that nobody waived it.
""",
)
@click.argument("track")
@click.option("--week", "weeks", type=int, multiple=True, metavar="N", help="Only this week; may be repeated.")
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="From the week of this day.")
@click.option("--weeks", "many", type=click.IntRange(1, 520), metavar="N", help="How many; a whole cycle unless said.")
@click.option("--table", metavar="NAME", help="The table that CSV holds: weeks, rules, days, mix, kinds or sources.")
@format_option("text", "json", "csv")
@workspace_option
def command(  # noqa: PLR0913  one for each option
    *,
    track: str,
    weeks: tuple[int, ...],
    first: datetime | None,
    many: int | None,
    table: str | None,
    format_: str,
) -> None:
    """Show the planned minutes of each week, and what every rule says of them.

    Session minutes, breaks and the clock are kept apart, and both figures stand there: without breaks and with them.
    Without dates it shows the first run of the cycle.
    """
    day = first.date() if first else None
    with open_at(track) as (workspace, track_id, _):
        subject = workspace.subject(track_id, today=day)
        report = hours_report(subject, _held(subject, weeks, day, many))
    click.echo(written(hours_pages(report), format_, table), nl=False)
    if _blocked(subject, report, today()):
        raise click.exceptions.Exit(BLOCKED)


def _held(subject: Subject, weeks: tuple[int, ...], first: date | None, many: int | None) -> tuple[Session, ...]:
    """Return the sessions to reckon. Raises CurriculumError for a week outside the cycle, or where nothing is held."""
    cycle = subject.track.cycle
    for week in weeks:
        if not 1 <= week <= cycle:
            raise CurriculumError(f'The track "{subject.id}" has no week {week}.', f"Its cycle has weeks 1 to {cycle}.")
    wanted = weeks or tuple(subject.track.plan)
    held = tuple(s for s in sessions_of(subject, first, many) if s.cell.week in wanted)
    if not held:
        raise CurriculumError("None of these weeks is planned yet.", "Place modules with `curriculum`.")
    return held


def _blocked(subject: Subject, report: HoursReport, day: date) -> bool:
    """Tell whether one of the weeks shown falls short of a number that blocks, and nobody waived it."""
    shown = {week.week for week in report.weeks}
    looked_at = replace(subject, runs=tuple(dict.fromkeys(week.run for week in report.weeks)))
    found = check_track(looked_at, day)
    return any(finding.blocks and finding.rule in _RULES and finding.week in shown for finding in found)
