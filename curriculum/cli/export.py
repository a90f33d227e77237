"""`curriculum export`: a track's weeks, or one module, on paper or for other programs.

What blocks is shown, and nothing is written.
"""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from curriculum.cli.binding import BinderWish, binder_wish, check_pages, printed_binder
from curriculum.cli.clustering import cluster_option, printed_by
from curriculum.cli.context import open_here, root, shown_from_here, today, workspace_option
from curriculum.cli.editions import edition_options, editions_asked, editions_help
from curriculum.cli.exported import data, say_what_to_look_at, told
from curriculum.cli.failing import BLOCKED
from curriculum.cli.feeding import ALL_FORMATS, Feeds, check_whole, fed, feeds_asked, page_formats
from curriculum.cli.findings import as_text, seen_from
from curriculum.cli.kinds import Wanted, asked_kind, in_run_asked, kinds_help, printed_job
from curriculum.cli.progress import shown_progress
from curriculum.cli.unchanged import inputs_now, remember
from curriculum.cli.words import plain
from curriculum.export.documents import Printable
from curriculum.export.editions import Editions
from curriculum.export.ics import Readers
from curriculum.export.languages import EDITIONS, PAGE_WORDS
from curriculum.export.pagekind import PageKind
from curriculum.export.run import Format, Outcome, Ready, export
from curriculum.model.clinic import Paper
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Finding
from curriculum.model.track import Day
from curriculum.model.translation import SOURCE
from curriculum.model.words import counted
from curriculum.workspace import Workspace
from curriculum.workspace.asking import Job
from curriculum.workspace.culprits import located
from curriculum.workspace.exporting import (
    Languages,
    blocking,
    module_blocking,
    module_folder,
    module_pages,
    modules_held,
    pages,
    print_folder,
    untranslated,
    weeks_to_print,
)
from curriculum.workspace.folders import page_store
from curriculum.workspace.kinds import KINDS

_KINDS: dict[str, PageKind] = {"guides": "guide", "handouts": "handout", "schedule": "schedule"}


@dataclass(frozen=True)
class _Wish:
    """How a person wants it printed."""

    paper: Paper | None
    formats: frozenset[Format]
    kinds: frozenset[PageKind]
    into: Path | None
    languages: Languages
    editions: Editions
    allow_missing: bool
    """Print in English what is not translated."""
    binder: BinderWish | None
    """Print one PDF instead of many."""
    feeds: Feeds
    """Calendars and tables, beside pages or by themselves."""


@dataclass(frozen=True)
class _Order:
    """What is to be printed: where it lands, what forbids it, and its pages on a kind of paper."""

    folder: Path
    blocked_by: tuple[Finding, ...]
    pages: Callable[[Paper | None], tuple[Printable, ...]]
    modules: tuple[str, ...]
    """Those that are held, in the order held."""
    feeds: Callable[[Feeds], tuple[Ready, ...]]
    """Its calendars and tables."""


@click.command(
    "export",
    epilog=kinds_help()
    + editions_help()
    + """
\b
Examples:
  curriculum export evening --week 1
  curriculum export evening --paper a4 --format pdf --format html
  curriculum export evening --week 2 --only handouts --to ~/Desktop/handouts
  curriculum export evening --week 1 --binder
  curriculum export evening --week 1 --run 2           on the dates of the second run of the cycle
  curriculum export evening --binder --lead jo
  curriculum export catching-quick-thoughts
  curriculum export evening --week 1 --only handouts --language en+es
  curriculum export evening --kind catch-up --entry 5
  curriculum export catching-quick-thoughts --format docx
  curriculum export evening --week 1 --edition large-print --edition compact
  curriculum export catching-quick-thoughts --minutes 45 --only guides
  curriculum export evening --format ics --lead jo
  curriculum export evening --format csv --from 2027-03-01

\b
Exit code 1 says that findings block, or that not everything could be printed.
""",
)
@click.argument("name")
@click.option("--week", "weeks", type=int, multiple=True, metavar="N", help="Only this week; may be repeated.")
@click.option("--binder", is_flag=True, help="One PDF with cover, contents, day tabs and materials.")
@click.option("--kind", type=click.Choice(list(KINDS)), help="Another kind of page; see below.")
@click.option("--entry", type=int, metavar="WEEK", help="Of a kind: for clients who join in this week of the cycle.")
@click.option("--run", type=int, metavar="N", help="On the dates of this repetition of the cycle, from 1.")
@click.option("--per", type=click.Choice(["session", "day"]), help="Of sign-in sheets: one for each.")
@click.option("--day", type=click.Choice([each.value for each in Day]), help="A binder of this day of each week.")
@click.option("--lead", metavar="PERSON", help="A binder or a calendar of what this person, by id, leads.")
@click.option("--paper", type=click.Choice([each.value for each in Paper]), help="Instead of the clinic's own.")
@click.option(
    "--to",
    "into",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where to write, instead of exports/NAME. Each week has a folder of its own in it.",
)
@click.option(
    "--format",
    "formats",
    type=click.Choice(ALL_FORMATS),
    multiple=True,
    default=("pdf",),
    show_default=True,
    help="Pages to print, read or edit; a calendar (ics); schedule, hours and materials (csv, json). May be repeated.",
)
@click.option(
    "--from", "first", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="A calendar or tables from this week on."
)
@click.option(
    "--for",
    "readers",
    type=click.Choice([each.value for each in Readers]),
    default=Readers.STAFF.value,
    show_default=True,
    help="Whom a calendar is for; that of clients names no program, session or person.",
)
@click.option("--only", "kinds", type=click.Choice(list(_KINDS)), multiple=True, help="Only these; may be repeated.")
@click.option(
    "--language",
    type=click.Choice(list(EDITIONS)),
    default=SOURCE,
    show_default=True,
    help="Of the handouts; two stand on facing pages.",
)
@edition_options
@click.option("--allow-missing", is_flag=True, help="Print in English, with a mark, what is not translated.")
@click.option(
    "--report",
    "report_as",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to name what was written.",
)
@cluster_option
@workspace_option
def command(  # noqa: PLR0913  one for each option
    *,
    name: str,
    weeks: tuple[int, ...],
    binder: bool,
    kind: str | None,
    entry: int | None,
    run: int | None,
    per: str | None,
    day: str | None,
    lead: str | None,
    paper: str | None,
    into: Path | None,
    formats: tuple[str, ...],
    first: datetime | None,
    readers: str,
    kinds: tuple[str, ...],
    language: str,
    editions: tuple[str, ...],
    minutes: int | None,
    allow_missing: bool,
    report_as: str,
) -> None:
    """Print guides, handouts and the week schedule.

    NAME is a track, or a module that its author wants to see on paper.
    Without --week it prints every week of a track that is planned. Findings that block stop it before anything is
    written; `curriculum explain RULE` says how to mend or waive one.
    """
    inputs = inputs_now(root()) if binder else None
    workspace = open_here()
    wanted = Wanted(name, weeks, entry, run, per, day, lead, first, readers, paper, language)
    ask = asked_kind(kind, wanted, {"binder": binder, "only": kinds}, formats, on=today())
    if ask:
        # They are the kind's now, and no longer those of a binder or a calendar.
        first, readers, day, lead = None, Readers.STAFF.value, None, None
    else:
        workspace, into = in_run_asked(workspace, wanted, into, formats)
    feeds = feeds_asked(formats, first, lead, readers)
    check_whole(feeds, of_module=_is_module(workspace, name), as_binder=binder, some_kinds=bool(kinds))
    wish = _Wish(
        paper=Paper(paper) if paper else None,
        formats=page_formats(formats),
        kinds=frozenset(_KINDS[kind] for kind in kinds or _KINDS),
        into=into,
        languages=EDITIONS[language],
        editions=editions_asked(
            workspace.clinic,
            editions,
            minutes,
            _page_kinds(kind, kinds, binder=binder, of_module=_is_module(workspace, name)),
            formats=page_formats(formats),
            languages=EDITIONS[language],
        ),
        allow_missing=allow_missing,
        binder=binder_wish(weeks, day, None if feeds.lead else lead, asked=binder),
        feeds=feeds,
    )
    if wish.binder:
        check_pages(wish.formats, some_kinds=bool(kinds))
        if _is_module(workspace, name):
            raise click.UsageError(f'"{name}" is a module; a binder is of a track.')
    job = KINDS[kind].job(workspace, replace(ask, editions=wish.editions)) if kind and ask else None
    order = _kind_order(workspace, name, job) if job else _order(workspace, name, weeks, wish)
    _stop_where_blocked(order.blocked_by, workspace, report_as)
    _stop_where_untranslated(order, wish, workspace, report_as)
    if job:
        folder = wish.into or order.folder
        outcome = printed_job(job, folder, wish.formats)
    else:
        folder, outcome = _bound(workspace, name, wish) if wish.binder else _printed(order, wish)
    report = [data(written) for written in outcome.written]
    if inputs and not job and not allow_missing:
        remember(inputs, folder, outcome, report)
    if report_as == "json":
        click.echo(json.dumps(report, indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(told(outcome.written, folder)))
    outcome = replace(outcome, failures=located(outcome.failures, workspace, shown_from_here))
    say_what_to_look_at(outcome, everything=not (kinds or binder or kind or feeds.formats))
    if outcome.failures:
        raise click.exceptions.Exit(BLOCKED)


def _page_kinds(kind: str | None, only: tuple[str, ...], *, binder: bool, of_module: bool) -> frozenset[PageKind]:
    """Return the kinds of page that are to be printed."""
    if kind is not None:
        return frozenset({KINDS[kind].name})
    if binder:
        return frozenset({"binder"})
    return frozenset(_KINDS[each] for each in only or _KINDS) - ({"schedule"} if of_module else frozenset())


def _order(workspace: Workspace, name: str, weeks: tuple[int, ...], wish: _Wish) -> _Order:
    """Return what a name asks for: a track, or else a module of that name."""
    languages = wish.languages
    if not _is_module(workspace, name):
        chosen = weeks_to_print(workspace, name, weeks)
        return _Order(
            print_folder(workspace, name),
            blocking(workspace, name, chosen, today(), languages=languages),
            partial(pages, workspace, name, chosen, languages=languages, editions=wish.editions),
            modules_held(workspace, name, chosen),
            partial(fed, workspace, name, weeks),
        )
    if weeks:
        raise click.UsageError(f'"{name}" is a module and has no weeks; leave out --week.')
    return _Order(
        module_folder(workspace, name, languages),
        module_blocking(workspace, name, today(), languages=languages),
        partial(module_pages, workspace, name, languages=languages, editions=wish.editions),
        (name,),
        lambda _: (),
    )


def _kind_order(workspace: Workspace, name: str, job: Job) -> _Order:
    """Return what another kind of page asks for; its pages are made by the job itself."""
    return _Order(print_folder(workspace, name), job.blocked_by, lambda _: (), job.modules, lambda _: ())


def _is_module(workspace: Workspace, name: str) -> bool:
    return name not in workspace.tracks and name in workspace.loaded.sources


def _stop_where_blocked(found: Sequence[Finding], workspace: Workspace, report_as: str) -> None:
    if not found:
        return
    shown = seen_from(found, workspace.root, shown_from_here)
    click.echo(as_text(shown), err=True)
    number = counted(len(shown), "finding")
    click.echo(f"\n{number} {'blocks' if len(shown) == 1 else 'block'} this print: nothing was written.", err=True)
    if report_as == "json":
        click.echo("[]")
    raise click.exceptions.Exit(BLOCKED)


def _stop_where_untranslated(order: _Order, wish: _Wish, workspace: Workspace, report_as: str) -> None:
    """Stop, naming each module whose handouts are not there in the language; or say which print in English."""
    missing = untranslated(workspace, order.modules, wish.languages) if _prints_handouts(wish) else ()
    if not missing:
        return
    language = wish.languages[-1]
    name = PAGE_WORDS[language].english_name
    of_all = f"{len(missing)} of {counted(len(order.modules), 'module')}"
    width = max(map(len, missing))
    listed = [f"  {module:<{width}}  {plain(workspace.library.title(module))}" for module in missing]
    if wish.allow_missing:
        click.echo("\n".join([f"Handouts in English, with a mark, for want of {name}: {of_all}.", *listed]), err=True)
        return
    said = f"No {name} handouts for {of_all}: nothing was written."
    advice = f"Translate them (NAME.{language}.yaml beside the module), or print these in English: --allow-missing."
    click.echo("\n".join([said, *listed, advice]), err=True)
    if report_as == "json":
        click.echo("[]")
    raise click.exceptions.Exit(BLOCKED)


def _prints_handouts(wish: _Wish) -> bool:
    return "handout" in wish.kinds and bool(wish.formats)


def _printed(order: _Order, wish: _Wish) -> tuple[Path, Outcome]:
    """Print, and return the folder and what came of it."""
    folder = wish.into or order.folder
    wanted = [page for page in order.pages(wish.paper) if page.kind in wish.kinds] if wish.formats else []
    ready = order.feeds(wish.feeds)
    if not wanted and not ready:
        raise CurriculumError("There is nothing to print: no page is of that kind.", "Leave out --only.")
    with shown_progress(len(wanted) + len(ready), sys.stderr) as progress:
        store, formats = page_store(), wish.formats
        return folder, printed_by(
            lambda crew: export(wanted, folder, formats=formats, progress=progress, store=store, ready=ready, crew=crew)
        )


def _bound(workspace: Workspace, name: str, wish: _Wish) -> tuple[Path, Outcome]:
    """Print a binder, and return the folder and what came of it."""
    assert wish.binder
    return printed_binder(
        workspace,
        name,
        wish.binder,
        paper=wish.paper,
        languages=wish.languages,
        editions=wish.editions,
        into=wish.into,
    )
