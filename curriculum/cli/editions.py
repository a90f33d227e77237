"""The part of `curriculum export` that chooses editions: `--edition` and `--minutes`."""

from collections.abc import Callable, Collection
from typing import Any, TypeVar

import click

from curriculum.export.editions import PAGE_EDITIONS, PLAIN_NAME, Editions
from curriculum.export.pagekind import PageKind
from curriculum.export.run import Format
from curriculum.model.clinic import Clinic
from curriculum.workspace.editions import chosen_editions

CommandT = TypeVar("CommandT", bound=Callable[..., Any])


def editions_help() -> str:
    """Return the editions with a line of help each, for the end of the help."""
    width = max(map(len, PAGE_EDITIONS))
    lines = "\n".join(f"  {edition.name:<{width}}  {edition.help}" for edition in PAGE_EDITIONS.values())
    return f"\b\nEditions, for --edition:\n{lines}\n  {PLAIN_NAME:<{width}}  none of the clinic's own\n\n"


def edition_options(command: CommandT) -> CommandT:
    """Give a command the options that choose editions."""
    minutes = click.option(
        "--minutes",
        type=click.IntRange(1, 600),
        metavar="N",
        help="Guides for sessions of N minutes: longer ones are shortened, and what goes is named.",
    )
    edition = click.option(
        "--edition",
        "editions",
        type=click.Choice([*PAGE_EDITIONS, PLAIN_NAME]),
        multiple=True,
        metavar="NAME",
        help="Large print, low ink and more; see below. May be repeated.",
    )
    return edition(minutes(command))


def editions_asked(
    clinic: Clinic,
    asked: Collection[str],
    minutes: int | None,
    kinds: Collection[PageKind],
    **how: Collection[str],
) -> Editions:
    """Return the editions of a print of some kinds of page.

    `how` may name its `formats` and `languages`. Raises UsageError where there is no page to print, and
    CurriculumError as `chosen_editions` does.
    """
    formats = [str(each) for each in how.get("formats", (Format.PDF,))]
    if not formats:
        if asked or minutes:
            raise click.UsageError("An edition is of pages; calendars and tables have none.")
        return Editions()
    return chosen_editions(clinic, asked, kinds, minutes=minutes, formats=formats, languages=how["languages"])
