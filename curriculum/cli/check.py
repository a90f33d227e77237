"""`curriculum check`: every finding, of the whole workspace or of the files that are named."""

from pathlib import Path

import click

from curriculum.cli.checking import Checked, check_paths, check_workspace
from curriculum.cli.context import format_option, named_root, open_here, shown_from_here, today, workspace_option
from curriculum.cli.failing import BLOCKED
from curriculum.cli.findings import FORMS, seen_from, summary
from curriculum.model.finding import Finding


@click.command(
    "check",
    epilog="""\b
Examples:
  curriculum check
  curriculum check tracks/evening.yaml modules/art
  curriculum check --format github         annotations in a pull request

\b
Exit code 1 says that something blocks a print.
""",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@format_option("text", "json", "github")
@workspace_option
def command(paths: tuple[Path, ...], format_: str) -> None:
    """Show every finding in modules, tracks and the clinic.

    Each stands with its file, line and column, and how to mend it. PATH limits them to files or folders; a
    file outside any workspace is checked by itself.
    """
    checked = check_paths(paths, named_root(), today()) if paths else check_workspace(open_here(), today())
    shown = [finding for one in checked for finding in seen_from(one.findings, one.root, shown_from_here)]
    told = _told(shown, checked, format_)
    if told:
        click.echo(told)
    if format_ != "text":
        click.echo(summary(shown, sum(one.files for one in checked)), err=True)
    if any(finding.blocks for finding in shown):
        raise click.exceptions.Exit(BLOCKED)


def _told(shown: list[Finding], checked: tuple[Checked, ...], format_: str) -> str:
    told = FORMS[format_](shown)
    if format_ != "text":
        return told
    summed = summary(shown, sum(one.files for one in checked))
    more = " `curriculum explain RULE` says more." if any(finding.blocks for finding in shown) else ""
    return f"{told}\n\n{summed}{more}".lstrip()
