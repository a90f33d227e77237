"""Printing many pages at once: which files come of it, which do not, and how far it has come.

Knows pages and files, no layout: it imports neither WeasyPrint nor Jinja.
"""

import asyncio
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal

from curriculum.export.crew import Crew
from curriculum.export.documents import Printable
from curriculum.export.pagekind import PageKind
from curriculum.export.pressroom import Task, pressroom
from curriculum.export.store import KEPT_FORMATS, Store, key_of
from curriculum.export.versions import press_versions
from curriculum.files.writing import write_changed
from curriculum.model.errors import CurriculumError
from curriculum.model.track import Day

SECONDS_A_DOCUMENT = 90
"""Wall time for one document; a guide of seven pages takes about one second."""


FeedKind = Literal["calendar", "schedule", "hours", "materials"]
"""What other programs read."""


class Format(StrEnum):
    """A kind of file that a page is written as."""

    PDF = "pdf"
    HTML = "html"
    DOCX = "docx"


@dataclass(frozen=True)
class Written:
    """A file that was written."""

    kind: PageKind | FeedKind
    name: str
    path: Path
    module: str | None
    week: int | None
    day: Day | None
    pages: int
    """0 for what has no pages, or has them only once it is opened."""
    bytes: int
    remarks: tuple[str, ...] = ()
    """What a person may want to look at, such as a character that the fonts lack."""


@dataclass(frozen=True)
class Ready:
    """A file that is written as it is: a calendar, or a table to compute with."""

    kind: FeedKind
    name: str
    """What it is, such as `Calendar: Evening IOP, adults`."""
    file: str
    """Its file name, with the ending."""
    data: bytes


@dataclass(frozen=True)
class Failure:
    """A document that was not written, and why."""

    name: str
    stem: str
    reason: str
    module: str | None = None
    """Whose text it is, where it is that of one module."""


@dataclass(frozen=True)
class Progress:
    """How far an export has come."""

    done: int
    total: int
    last: str
    """The name of the document that was finished last."""
    pages: int = 0
    """Of the documents that are done."""
    made: int = 0
    """Documents that were laid out and not taken as they were: those that take time."""


@dataclass(frozen=True)
class Outcome:
    """What an export has written and what it has not, in the order of its documents."""

    written: tuple[Written, ...]
    failures: tuple[Failure, ...]
    made: int = 0
    """Documents that were laid out."""
    taken: int = 0
    """Documents that were the same as one laid out before, in this export or an earlier one."""
    withheld: tuple[str, ...] = ()
    """Handouts whose text may not be copied and is in none of the files: title, book and page of each."""


async def export(  # noqa: PLR0913 - all but the first two are named
    printables: Sequence[Printable],
    folder: Path,
    *,
    formats: frozenset[Format],
    progress: Callable[[Progress], None],
    store: Store | None = None,
    ready: Sequence[Ready] = (),
    crew: Crew | None = None,
) -> Outcome:
    """Write every page into `folder` in every format, then what is ready as it is, and return what came of it.

    A page that fails is named with its reason while the rest is finished. A PDF that lies in `store` is taken from
    there; the others are made by processes of this machine, or by a `crew`. Cancelling ends the processes and leaves
    whole files only. Raises CurriculumError where nothing at all can be written: no folder, or a machine without what
    PDFs are made with.
    """
    for below in sorted({folder, *((folder / printable.stem).parent for printable in printables)}):
        make_folder(below)
    tasks = [page_task(printable, _paths(printable, folder, formats), store) for printable in printables]
    done = pages = made = 0

    def finished(task: Task) -> None:
        nonlocal done, pages, made
        done, pages, made = done + 1, pages + task.pages, made + (not task.taken)
        progress(Progress(done, len(tasks) + len(ready), task.name, pages, made))

    async with pressroom(store, SECONDS_A_DOCUMENT, crew) as room:
        await room.do(tasks, finished)
    pairs = list(zip(printables, tasks, strict=True))
    written = [written for page, task in pairs for written in _written(page, task)]
    failures = [Failure(page.name, page.stem, task.failure, page.module) for page, task in pairs if task.failure]
    for number, each in enumerate(ready, len(tasks) + 1):
        try:
            written.append(await asyncio.to_thread(_put, each, folder))
        except CurriculumError as error:
            failures.append(Failure(each.name, each.file, str(error)))
        progress(Progress(number, len(tasks) + len(ready), each.name, pages, made))
    return Outcome(
        written=tuple(written),
        failures=tuple(failures),
        made=sum(not task.taken and not task.failure for task in tasks),
        taken=sum(task.taken and not task.failure for task in tasks),
        withheld=withheld_in(printables),
    )


def withheld_in(pages: Iterable[Printable]) -> tuple[str, ...]:
    """Return title, book and page of each handout whose text is not in its page, once."""
    return tuple(dict.fromkeys(page.withheld for page in pages if page.withheld))


def page_task(page: Printable, paths: dict[str, Path], store: Store | None) -> Task:
    """Return what there is to do for a page. Its versions are asked for only where there is a store."""
    styles = asdict(page.styles)
    facing = asdict(page.facing) if page.facing else None
    content = key_of(page.html, json.dumps([styles, facing], sort_keys=True))
    versions = press_versions() if store is not None and paths.keys() & KEPT_FORMATS else None
    return Task(
        name=page.name,
        request={
            "html": page.html,
            "styles": styles,
            "facing": facing,
            "sheet": {"paper": page.paper.value, "landscape": page.landscape},
        },
        paths=paths,
        content=content,
        key=None if versions is None or page.refused else key_of(content, versions),
        weight=len(page.html),
        failure=page.refused,
    )


def make_folder(folder: Path) -> None:
    """Make a folder to write into. Raises CurriculumError where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CurriculumError(
            f"{folder} cannot be made: {error.strerror}.", "Name another folder to write into."
        ) from None


def _put(ready: Ready, folder: Path) -> Written:
    """Write a file that is ready. Raises CurriculumError where that cannot be."""
    path = folder.absolute() / ready.file
    write_changed(path, ready.data)
    size = len(ready.data)
    return Written(ready.kind, ready.name, path, module=None, week=None, day=None, pages=0, bytes=size)


def _paths(printable: Printable, folder: Path, formats: Iterable[Format]) -> dict[str, Path]:
    return {str(format_): folder.absolute() / f"{printable.stem}.{format_}" for format_ in sorted(formats)}


def _written(page: Printable, task: Task) -> Iterator[Written]:
    """Yield the files of a task; none where it failed."""
    for file in () if task.failure else task.files:
        yield Written(
            kind=page.kind,
            name=page.name,
            path=Path(file.path),
            module=page.module,
            week=page.week,
            day=page.day,
            pages=file.pages,
            bytes=file.bytes,
            remarks=file.remarks,
        )
