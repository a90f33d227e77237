"""The part of `curriculum export` that makes a binder: one PDF of some weeks, a day, or one facilitator's sessions."""

import asyncio
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from curriculum.cli.clustering import crew_asked
from curriculum.cli.context import today
from curriculum.cli.progress import shown_progress
from curriculum.export.binder import Share
from curriculum.export.book import Book
from curriculum.export.editions import Editions
from curriculum.export.run import Format, Outcome
from curriculum.model.clinic import Paper
from curriculum.model.track import Day
from curriculum.workspace import Workspace
from curriculum.workspace.binders import binder_for, binder_name
from curriculum.workspace.exporting import Languages, print_folder, weeks_to_print
from curriculum.workspace.folders import page_store


@dataclass(frozen=True)
class BinderWish:
    """Whose binder: of which weeks (none: every planned week), of which day, of which person."""

    weeks: tuple[int, ...]
    day: Day | None
    lead: str | None


def binder_wish(weeks: Iterable[int], day: str | None, lead: str | None, *, asked: bool) -> BinderWish | None:
    """Return the wish for a binder; None where none was asked for. Raises UsageError for what only a binder has."""
    if asked:
        return BinderWish(tuple(sorted(set(weeks))), Day(day) if day else None, lead)
    if day or lead:
        raise click.UsageError(f"{'--day' if day else '--lead'} is for a binder; add --binder.")
    return None


def check_pages(formats: frozenset[Format], *, some_kinds: bool) -> None:
    """Raise UsageError for what a binder cannot be: another format than PDF, or some kinds of pages only."""
    if formats != {Format.PDF}:
        raise click.UsageError("A binder is a PDF; leave out --format.")
    if some_kinds:
        raise click.UsageError("A binder holds every kind of page; leave out --only.")


def printed_binder(  # noqa: PLR0913 - all but the first three are named
    workspace: Workspace,
    track_id: str,
    wish: BinderWish,
    *,
    paper: Paper | None,
    languages: Languages,
    editions: Editions,
    into: Path | None,
) -> tuple[Path, Outcome]:
    """Print a binder, and return its folder and what came of it."""
    share = Share(weeks_to_print(workspace, track_id, wish.weeks), wish.day, wish.lead)
    draw = partial(
        binder_for, workspace, track_id, share, today=today(), paper=paper, languages=languages, editions=editions
    )
    folder = into or print_folder(workspace, track_id)
    file = folder / binder_name(track_id, share, wish.weeks, languages, editions)
    return folder, asyncio.run(_bound(draw, file))


async def _bound(draw: Callable[[], Book], file: Path) -> Outcome:
    """Draw a binder's pages while a process gets ready to print them, then print them."""
    from curriculum.export.bindery import export_binder, warm_pressroom

    store = page_store()
    async with crew_asked() as crew, warm_pressroom(store, crew) as room:
        binder = await asyncio.to_thread(draw)
        with shown_progress(len(binder.leaves) + 1, sys.stderr) as progress:
            return await export_binder(binder, file, progress=progress, store=store, room=room)
