"""`curriculum print`: what the next groups need in hand, on paper, with the copies that they need.

The pages land below exports/ in any case; where there is a printer queue they go on to it.
"""

import asyncio
import sys
import tempfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import click

from curriculum.cli.context import format_option, open_here, shown_from_here, today, workspace_option
from curriculum.cli.editions import edition_options, editions_asked, editions_help
from curriculum.cli.failing import BLOCKED
from curriculum.cli.findings import as_text, seen_from
from curriculum.cli.printed import as_json, confirm_paper, queues_text, sent_to, table_text
from curriculum.cli.progress import shown_progress
from curriculum.cli.words import plain
from curriculum.export.languages import EDITIONS, PAGE_WORDS
from curriculum.export.own_copy import withheld_text
from curriculum.export.pagekind import PageKind
from curriculum.export.printing import Manner, PrintJob, check_copies
from curriculum.export.run import Format, Outcome, export
from curriculum.model.clinic import Paper
from curriculum.model.translation import SOURCE
from curriculum.model.words import counted
from curriculum.workspace import Workspace
from curriculum.workspace.culprits import located
from curriculum.workspace.exporting import untranslated
from curriculum.workspace.folders import page_store
from curriculum.workspace.printers import printers
from curriculum.workspace.printing import (
    KINDS,
    NEXT,
    THIS,
    Drawn,
    Pile,
    PrintWish,
    drawn,
    exports_folder,
    jobs_of,
    leave_instructions,
    manner_of,
    piles,
)
from curriculum.workspace.printout import Printout

_ONLY: dict[str, PageKind] = {"guides": "guide", "handouts": "handout"}


class _Week(click.ParamType[int | str]):
    """A week of the cycle by number, or `this` or `next` week of the calendar."""

    name = "week"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int | str:
        """Return the number, or the word."""
        word = str(value).strip().lower()
        if word in (THIS, NEXT):
            return word
        if not (word.isascii() and word.isdigit()):
            self.fail(f'"{plain(str(value))}" is no week; name a number, `this` or `next`.', param, ctx)
        return int(word)


@click.command(
    "print",
    epilog=editions_help()
    + """
\b
Examples:
  curriculum print                         what the next day with groups needs, of every track
  curriculum print evening --dry-run       what that is: documents, copies, sheets, sides
  curriculum print evening --week next --only handouts
  curriculum print evening --date 2027-01-06 --lead jo --copies 14
  curriculum print --queues                the printers of this machine

\b
Where there is no printer queue the files lie below exports/, with a page that says how to print them.
Exit code 1 says that findings block, or that not everything could be printed.
""",
)
@click.argument("track", required=False)
@click.option("--date", "on", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Instead of the next day.")
@click.option("--week", type=_Week(), metavar="N|this|next", help="A week of the cycle, or of the calendar.")
@click.option("--lead", metavar="PERSON", help="Only what this person, by id, leads or co-leads.")
@click.option("--only", type=click.Choice(list(_ONLY)), help="Guides by themselves, or handouts.")
@click.option("--copies", type=int, metavar="N", help="Of each handout for a session, not census and spares.")
@click.option("--queue", metavar="NAME", help="The printer, instead of the usual one.")
@click.option("--duplex/--one-sided", default=None, help="On both sides of the sheet, or on one.")
@click.option("--color/--gray", default=None, help="In color where the printer can, or in black.")
@click.option("--paper", type=click.Choice([each.value for each in Paper]), help="Instead of the clinic's own.")
@click.option("--language", type=click.Choice(list(EDITIONS)), default=SOURCE, show_default=True, help="Of handouts.")
@edition_options
@click.option("--allow-missing", is_flag=True, help="Print in English, with a mark, what is not translated.")
@click.option("--dry-run", is_flag=True, help="Say what would be printed; write and send nothing.")
@click.option("--yes", is_flag=True, help="Do not ask, however many sheets it takes.")
@click.option("--queues", is_flag=True, help="List the printers of this machine.")
@format_option("text", "json")
@workspace_option
def command(  # noqa: PLR0913  one for each option
    *,
    track: str | None,
    on: datetime | None,
    week: int | str | None,
    lead: str | None,
    only: str | None,
    copies: int | None,
    queue: str | None,
    duplex: bool | None,
    color: bool | None,
    paper: str | None,
    language: str,
    editions: tuple[str, ...],
    minutes: int | None,
    allow_missing: bool,
    dry_run: bool,
    yes: bool,
    queues: bool,
    format_: str,
) -> None:
    """Print guides and handouts for the next groups.

    Without TRACK and day it is the next day on which anything is held. Each handout comes as often as the group needs
    it, spares included; each guide once for every leader.
    """
    if queues:
        click.echo(queues_text(printers(), as_data=format_ == "json"))
        return
    if on is not None and week is not None:
        raise click.UsageError("--date is a day and --week a week; leave one out.")
    check_copies(copies)
    workspace = open_here()
    kinds = frozenset({_ONLY[only]}) if only else KINDS
    wish = PrintWish(
        today=today(),
        track=track,
        on=_day(on),
        week=week,
        lead=lead,
        kinds=kinds,
        copies=copies,
        paper=Paper(paper) if paper else None,
        languages=EDITIONS[language],
        editions=editions_asked(workspace.clinic, editions, minutes, kinds, languages=EDITIONS[language]),
    )
    wanted = piles(workspace, wish)
    _stop_where_blocked(wanted, workspace, format_)
    _stop_where_untranslated(wanted, workspace, wish, allow_missing=allow_missing)
    found, usual = printers(), workspace.clinic.print.queue
    chosen = found.likely(usual) if dry_run and queue is None else found.chosen(queue, usual)
    manner = manner_of(workspace, wish, duplex=duplex, color=color)
    made = drawn(workspace, wish, wanted)
    result = Printout(wanted, (), manner, chosen, found.lacking)
    if dry_run:
        _tell_only(result, made, workspace, format_)
        return
    jobs, outcome = _laid_out(made, exports_folder(workspace, wanted), manner)
    _say_what_failed(outcome, workspace)
    _put_on_paper(replace(result, jobs=jobs), yes=yes, format_=format_)
    if outcome.failures:
        raise click.exceptions.Exit(BLOCKED)


def _day(on: datetime | None) -> date | None:
    return on.date() if on else None


def _tell_only(result: Printout, made: Drawn, workspace: Workspace, format_: str) -> None:
    """Say what would be printed. The pages are laid out out of sight, because only then their number is known."""
    with tempfile.TemporaryDirectory(prefix="curriculum-") as folder:
        jobs, outcome = _laid_out(made, Path(folder), result.manner)
    below = exports_folder(workspace, result.piles)
    told = replace(result, jobs=tuple(replace(job, file=below / f"{job.page.stem}.pdf") for job in jobs))
    click.echo(as_json(told) if format_ == "json" else table_text(told))
    _say_what_failed(outcome, workspace)
    click.echo("A dry run: nothing was written or sent.", err=True)


def _laid_out(made: Drawn, folder: Path, manner: Manner) -> tuple[tuple[PrintJob, ...], Outcome]:
    """Return what a printer is to do, once the pages are laid out below a folder, and what came of laying them out."""
    with shown_progress(len(made.pages), sys.stderr) as progress:
        doing = export(made.pages, folder, formats=frozenset({Format.PDF}), progress=progress, store=page_store())
        outcome = asyncio.run(doing)
    return jobs_of(made, folder, outcome, manner), outcome


def _put_on_paper(result: Printout, *, yes: bool, format_: str) -> None:
    """Send the files to the queue, or say where they are and how to print them."""
    if not result.jobs:
        raise click.exceptions.Exit(BLOCKED)
    if result.queue is None:
        notes = leave_instructions(result.jobs, result.manner, result.piles)
        click.echo(as_json(result) if format_ == "json" else table_text(result))
        folders = ", ".join(shown_from_here(note.parent) for note in notes)
        click.echo(f"No printer. The files are in {folders}: how-to-print.txt there says how often each.", err=True)
        return
    if format_ == "text":
        click.echo(table_text(result))
    confirm_paper(result, yes=yes)
    sent = sent_to(result.queue, result)
    if format_ == "json":
        click.echo(as_json(result, sent))


def _say_what_failed(outcome: Outcome, workspace: Workspace) -> None:
    if outcome.withheld:
        click.echo(plain(withheld_text(outcome.withheld)), err=True)
    for failure in located(outcome.failures, workspace, shown_from_here):
        click.echo(f"Not printed: {plain(failure.name)}. {plain(failure.reason)}", err=True)
    for written in outcome.written:
        for remark in written.remarks:
            click.echo(f"Look at {plain(written.name)}: {plain(remark)}", err=True)


def _stop_where_blocked(wanted: tuple[Pile, ...], workspace: Workspace, format_: str) -> None:
    found = tuple(dict.fromkeys(finding for pile in wanted for finding in pile.blocked_by))
    if not found:
        return
    click.echo(as_text(seen_from(found, workspace.root, shown_from_here)), err=True)
    verb = "blocks" if len(found) == 1 else "block"
    click.echo(f"\n{counted(len(found), 'finding')} {verb} this print: nothing was printed.", err=True)
    if format_ == "json":
        click.echo("{}")
    raise click.exceptions.Exit(BLOCKED)


def _stop_where_untranslated(
    wanted: tuple[Pile, ...], workspace: Workspace, wish: PrintWish, *, allow_missing: bool
) -> None:
    """Stop, naming each module whose handouts are not there in the language; or say which print in English."""
    modules = tuple(dict.fromkeys(module for pile in wanted for module in pile.modules))
    missing = untranslated(workspace, modules, wish.languages) if "handout" in wish.kinds else ()
    if not missing:
        return
    name = PAGE_WORDS[wish.languages[-1]].english_name
    listed = "\n".join(f"  {module}  {plain(workspace.library.title(module))}" for module in missing)
    of_all = f"{len(missing)} of {counted(len(modules), 'module')}"
    if allow_missing:
        click.echo(f"Handouts in English, with a mark, for want of {name}: {of_all}.\n{listed}", err=True)
        return
    click.echo(f"No {name} handouts for {of_all}: nothing was printed.\n{listed}", err=True)
    click.echo("Translate them, or print these in English: --allow-missing.", err=True)
    raise click.exceptions.Exit(BLOCKED)
