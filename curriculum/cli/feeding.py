"""The part of `curriculum export` that makes calendars and tables for other programs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

import click

from curriculum.export.ics import Readers
from curriculum.export.run import Format, Ready
from curriculum.workspace import Workspace
from curriculum.workspace.exporting import weeks_to_print
from curriculum.workspace.feeds import FeedFormat, FeedWish, feed_files

ALL_FORMATS = [*(each.value for each in Format), *(each.value for each in FeedFormat)]
"""What `--format` takes: what pages are written as, then what other programs read."""


@dataclass(frozen=True)
class Feeds:
    """Which calendars and tables somebody wants; without formats none."""

    formats: frozenset[FeedFormat]
    first: date | None
    lead: str | None
    readers: Readers


def feeds_asked(formats: Iterable[str], first: datetime | None, lead: str | None, readers: str) -> Feeds:
    """Return what of the formats is no page. Raises UsageError for what only a calendar or a table has."""
    asked = frozenset(FeedFormat(each) for each in formats if each in list(FeedFormat))
    if first and not asked:
        raise click.UsageError("--from is for calendars and tables; add --format ics, csv or json.")
    if readers == Readers.CLIENTS and asked != {FeedFormat.ICS}:
        raise click.UsageError("--for clients is for a calendar; add --format ics, and no table.")
    if lead and asked and asked != {FeedFormat.ICS}:
        raise click.UsageError("--lead is for a calendar or a binder; tables are of the whole track.")
    if lead and readers == Readers.CLIENTS:
        raise click.UsageError("A calendar for clients names no leader; leave out --lead.")
    return Feeds(asked, first.date() if first else None, lead if asked else None, Readers(readers))


def page_formats(formats: Iterable[str]) -> frozenset[Format]:
    """Return what pages are to be written as."""
    return frozenset(Format(each) for each in formats if each in list(Format))


def check_whole(feeds: Feeds, *, of_module: bool, as_binder: bool, some_kinds: bool) -> None:
    """Raise UsageError where a calendar or a table is asked for of something that has none."""
    if not feeds.formats:
        return
    if of_module:
        raise click.UsageError("Calendars and tables are of a track, not of a module.")
    if as_binder or some_kinds:
        wrong = "--binder" if as_binder else "--only"
        raise click.UsageError(f"{wrong} is for pages; print calendars and tables by themselves.")


def fed(workspace: Workspace, name: str, weeks: tuple[int, ...], feeds: Feeds) -> tuple[Ready, ...]:
    """Return the calendars and tables; none where none are asked for."""
    if not feeds.formats:
        return ()
    chosen = weeks_to_print(workspace, name, weeks)
    return feed_files(workspace, name, FeedWish(feeds.formats, chosen, feeds.first, feeds.lead, feeds.readers))
