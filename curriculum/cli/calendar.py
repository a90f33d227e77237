"""`curriculum calendar`: the weeks to come on their real dates, closures included, and what each falls short of."""

from datetime import datetime

import click

from curriculum.cli.context import format_option, open_here, today, workspace_option
from curriculum.cli.tables import written
from curriculum.model.errors import CurriculumError
from curriculum.planning.calendar import week_of
from curriculum.planning.reports.calendar import calendar, calendar_report


@click.command(
    "calendar",
    epilog="""\b
Examples:
  curriculum calendar evening
  curriculum calendar evening --cycles 6
  curriculum calendar evening --from 2027-09-01 --cycles 1 --format csv
""",
)
@click.argument("track")
@click.option("--cycles", type=click.IntRange(1, 52), default=2, show_default=True, metavar="N", help="How many.")
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="From the cycle of this day.")
@format_option("text", "json", "csv")
@workspace_option
def command(*, track: str, cycles: int, first: datetime | None, format_: str) -> None:
    """Show the weeks of the next cycles, their closures and what they fall short of.

    Without --from it begins with the cycle that is held today.
    """
    workspace = open_here()
    day = first.date() if first else today()
    subject = workspace.subject(track, today=day)
    weeks = calendar(subject, max(1, week_of(subject.track, day)[0]), cycles)
    if not weeks:
        raise CurriculumError("None of these weeks is planned yet.", "Place modules with `curriculum`.")
    click.echo(written(calendar_report(subject, weeks), format_), nl=False)
