"""`curriculum export`: a track's weeks, or one module, on paper. What blocks is shown, and nothing is written."""

import asyncio
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from curriculum.cli import report
from curriculum.cli.context import open_here, shown_from_here, today, workspace_option
from curriculum.cli.failing import BLOCKED
from curriculum.cli.progress import shown_progress
from curriculum.cli.words import counted, plain
from curriculum.export.documents import Printable
from curriculum.export.run import Format, Outcome, Written, export
from curriculum.model.clinic import Paper
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Finding
from curriculum.workspace import Workspace
from curriculum.workspace.exporting import (
    blocking,
    module_blocking,
    module_pages,
    pages,
    print_folder,
    weeks_to_print,
)

_KINDS = {"guides": "guide", "handouts": "handout", "schedule": "schedule"}


@dataclass(frozen=True)
class _Wish:
    """How a person wants it printed."""

    paper: Paper | None
    formats: frozenset[Format]
    kinds: frozenset[str]
    into: Path | None


@dataclass(frozen=True)
class _Order:
    """What is to be printed: where it lands, what forbids it, and its pages on a kind of paper."""

    folder: Path
    blocked_by: tuple[Finding, ...]
    pages: Callable[[Paper | None], tuple[Printable, ...]]


@click.command(
    "export",
    epilog="""\b
Examples:
  curriculum export evening --week 1
  curriculum export evening --paper a4 --format pdf --format html
  curriculum export evening --week 2 --only handouts --to ~/Desktop/handouts
  curriculum export catching-quick-thoughts

\b
Exit code 1 says that findings block, or that not everything could be printed.
""",
)
@click.argument("name")
@click.option("--week", "weeks", type=int, multiple=True, metavar="N", help="Only this week; may be repeated.")
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
    type=click.Choice([each.value for each in Format]),
    multiple=True,
    default=("pdf",),
    show_default=True,
    help="May be repeated.",
)
@click.option("--only", "kinds", type=click.Choice(list(_KINDS)), multiple=True, help="Only these; may be repeated.")
@click.option(
    "--report",
    "report_as",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to name what was written.",
)
@workspace_option
def command(  # noqa: PLR0913  one for each option
    *,
    name: str,
    weeks: tuple[int, ...],
    paper: str | None,
    into: Path | None,
    formats: tuple[str, ...],
    kinds: tuple[str, ...],
    report_as: str,
) -> None:
    """Print guides, handouts and the week schedule.

    NAME is a track, or a module that its author wants to see on paper.
    Without --week it prints every week of a track that is planned. Findings that block stop it before anything is
    written; `curriculum explain RULE` says how to mend or waive one.
    """
    workspace = open_here()
    order = _order(workspace, name, weeks)
    _stop_where_blocked(order.blocked_by, workspace, report_as)
    wish = _Wish(
        paper=Paper(paper) if paper else None,
        formats=frozenset(map(Format, formats)),
        kinds=frozenset(_KINDS[kind] for kind in kinds or _KINDS),
        into=into,
    )
    folder, outcome = _printed(order, wish)
    if report_as == "json":
        click.echo(json.dumps([_data(written) for written in outcome.written], indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(_told(outcome.written, folder)))
    _say_what_to_look_at(outcome, everything=not kinds)
    if outcome.failures:
        raise click.exceptions.Exit(BLOCKED)


def _order(workspace: Workspace, name: str, weeks: tuple[int, ...]) -> _Order:
    """Return what a name asks for: a track, or else a module of that name."""
    is_module = name not in workspace.tracks and name in workspace.loaded.sources
    if not is_module:
        chosen = weeks_to_print(workspace, name, weeks)
        found = blocking(workspace, name, chosen, today())
        return _Order(print_folder(workspace, name), found, partial(pages, workspace, name, chosen))
    if weeks:
        raise click.UsageError(f'"{name}" is a module and has no weeks; leave out --week.')
    folder = workspace.root / "exports" / "modules" / name
    return _Order(folder, module_blocking(workspace, name, today()), partial(module_pages, workspace, name))


def _stop_where_blocked(found: Sequence[Finding], workspace: Workspace, report_as: str) -> None:
    if not found:
        return
    shown = report.seen_from(found, workspace.root, shown_from_here)
    click.echo(report.as_text(shown), err=True)
    number = counted(len(shown), "finding")
    click.echo(f"\n{number} {'blocks' if len(shown) == 1 else 'block'} this print: nothing was written.", err=True)
    if report_as == "json":
        click.echo("[]")
    raise click.exceptions.Exit(BLOCKED)


def _printed(order: _Order, wish: _Wish) -> tuple[Path, Outcome]:
    """Print, and return the folder and what came of it."""
    folder = wish.into or order.folder
    wanted = [page for page in order.pages(wish.paper) if page.kind in wish.kinds]
    if not wanted:
        raise CurriculumError("There is nothing to print: no page is of that kind.", "Leave out --only.")
    with shown_progress(len(wanted), sys.stderr) as progress:
        return folder, asyncio.run(export(wanted, folder, formats=wish.formats, progress=progress))


def _told(written: Sequence[Written], folder: Path) -> list[str]:
    if not written:
        return ["Wrote nothing."]
    folders = {file.path.parent for file in written}
    base = folders.pop() if len(folders) == 1 else folder.absolute()
    names = [file.path.relative_to(base).as_posix() for file in written]
    width = max(map(len, names))
    lines = [
        f"  {name:<{width}}  {counted(file.pages, 'page') if file.pages else ''}".rstrip()
        for name, file in zip(names, written, strict=True)
    ]
    pages = sum(file.pages for file in written)
    total = f", {counted(pages, 'page')}" if pages else ""
    return [f"Wrote {counted(len(written), 'file')}{total}, into {shown_from_here(base)}:", *lines]


def _say_what_to_look_at(outcome: Outcome, *, everything: bool) -> None:
    """Say on stderr what failed, what printed with a remark, and what lies there from an earlier print."""
    for failure in outcome.failures:
        click.echo(f"Not written: {plain(failure.name)}. {plain(failure.reason)}", err=True)
    for file in outcome.written:
        for remark in file.remarks:
            click.echo(f"Look at {file.path.name}: {plain(remark)}", err=True)
    if everything and not outcome.failures and outcome.written:
        old = _left_from_before(outcome.written)
        if old:
            names = ", ".join(path.name for path in old[:3]) + (", ..." if len(old) > 3 else "")
            click.echo(f"From an earlier print, in the same folder: {counted(len(old), 'file')} ({names}).", err=True)


def _left_from_before(written: Sequence[Written]) -> list[Path]:
    """Return files beside those written that this print did not write: an old handout is easily taken for a new one."""
    ours = {file.path for file in written}
    folders, endings = {path.parent for path in ours}, {path.suffix for path in ours}
    return sorted(
        path for folder in folders for path in folder.iterdir() if path.suffix in endings and path not in ours
    )


def _data(written: Written) -> dict[str, str | int | None]:
    return {
        "kind": written.kind,
        "path": shown_from_here(written.path),
        "module": written.module,
        "week": written.week,
        "day": written.day.value if written.day else None,
        "pages": written.pages,
        "bytes": written.bytes,
    }
