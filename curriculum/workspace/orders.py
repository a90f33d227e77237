"""What somebody orders to be printed, and how it is made.

An order is looked at first: what forbids it, where it would land, about how many pages it has. Only then is it made.
Both are told by the table of `offers`.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from curriculum.export.bindery import export_binder
from curriculum.export.book import Book
from curriculum.export.documents import Printable
from curriculum.export.run import Format, Outcome, Progress, Ready, export
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Finding
from curriculum.workspace.asking import Ask
from curriculum.workspace.culprits import located
from curriculum.workspace.folders import page_store
from curriculum.workspace.loading import Workspace
from curriculum.workspace.sizes import Size


@dataclass(frozen=True)
class Order:
    """What somebody wants printed."""

    offer: str
    """By name, from `offers.OFFERS`."""
    ask: Ask
    formats: frozenset[str]
    module: str | None = None
    """The one module that is wanted, where the offer is of one."""
    allow_missing: bool = False
    """Print in English, with a mark, what is not translated."""
    editions: tuple[str, ...] = ()
    """By name; none for the clinic's own."""
    minutes: int | None = None
    """How long each session is; None for as long as its slot."""


@dataclass(frozen=True)
class Loose:
    """Files that are written one by one."""

    pages: tuple[Printable, ...]
    folder: Path
    ready: tuple[Ready, ...] = ()


@dataclass(frozen=True)
class Bound:
    """One PDF."""

    book: Book
    file: Path


@dataclass(frozen=True)
class Docket:
    """An order that was looked at."""

    order: Order
    place: Path
    """The folder or the one file that it would write."""
    blocked_by: tuple[Finding, ...]
    missing: tuple[str, ...]
    """Modules, by id, whose handouts are not there in the language."""
    of: int
    """How many modules are in it."""
    size: Size
    draw: Callable[[], Loose | Bound]
    """What draws it: takes about 8 ms a document."""
    workspace: Workspace

    def named(self, path: Path) -> str:
        """Return a file as it is named in the workspace."""
        root = self.workspace.root
        return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)

    @property
    def whole(self) -> bool:
        """Tell whether it is one file, written at the end or not at all."""
        return bool(self.place.suffix)

    @property
    def forbidden(self) -> bool:
        """Tell whether it may not be printed as it is."""
        return bool(self.blocked_by or (self.missing and not self.order.allow_missing))

    @property
    def files(self) -> int:
        """How many files it would write; calendars and tables are reckoned with all their formats."""
        return self.size.files * (len(self.order.formats) if self.size.pages else 1)


async def fulfil(docket: Docket, progress: Callable[[Progress], None]) -> Outcome:
    """Print what was ordered, and return what came of it. Cancelling leaves whole files only.

    Raises CurriculumError where nothing at all can be written.
    """
    drawn = await asyncio.to_thread(docket.draw)
    outcome = await _made(drawn, docket.order, progress)
    found = await asyncio.to_thread(located, outcome.failures, docket.workspace, docket.named)
    return replace(outcome, failures=found)


async def _made(drawn: Loose | Bound, order: Order, progress: Callable[[Progress], None]) -> Outcome:
    """Print what is drawn, and return what came of it."""
    if isinstance(drawn, Bound):
        progress(Progress(0, len(drawn.book.leaves) + 1, ""))
        return await export_binder(drawn.book, drawn.file, progress=progress, store=page_store())
    if not drawn.pages and not drawn.ready:
        raise CurriculumError("There is nothing to print: no page is of that kind.", "Ask for another kind or week.")
    progress(Progress(0, len(drawn.pages) + len(drawn.ready), ""))
    formats = frozenset(Format(each) for each in order.formats if each in list(Format))
    return await export(
        drawn.pages, drawn.folder, formats=formats, progress=progress, store=page_store(), ready=drawn.ready
    )
