"""Printing many pages at once: worker processes, one for each core, and what came of it.

Knows processes and files, no layout: it imports neither WeasyPrint nor Jinja.
"""

import asyncio
import os
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Literal

from curriculum.export.documents import Printable
from curriculum.export.fonts import write_fonts_conf
from curriculum.export.press_line import Answer, PressDied, PressLine
from curriculum.model.errors import CurriculumError
from curriculum.model.track import Day

SECONDS_A_DOCUMENT = 90
"""Wall time for one document; a guide of seven pages takes about one second."""
_ATTEMPTS = 2


class Format(StrEnum):
    """A kind of file to write."""

    PDF = "pdf"
    HTML = "html"


@dataclass(frozen=True)
class Written:
    """A file that was written."""

    kind: Literal["guide", "handout", "schedule"]
    name: str
    path: Path
    module: str | None
    week: int | None
    day: Day | None
    pages: int
    """0 for HTML, which has no pages."""
    bytes: int
    remarks: tuple[str, ...] = ()
    """What a person may want to look at, such as a character that the fonts lack."""


@dataclass(frozen=True)
class Failure:
    """A document that was not written, and why."""

    name: str
    stem: str
    reason: str


@dataclass(frozen=True)
class Progress:
    """How far an export has come."""

    done: int
    total: int
    last: str
    """The name of the document that was finished last."""


@dataclass(frozen=True)
class Outcome:
    """What an export has written and what it has not, in the order of its documents."""

    written: tuple[Written, ...]
    failures: tuple[Failure, ...]


@dataclass
class _Job:
    printable: Printable
    paths: dict[str, str]
    written: tuple[Written, ...] = ()
    failure: Failure | None = None

    def fail(self, reason: str) -> None:
        self.failure = Failure(self.printable.name, self.printable.stem, reason)


@dataclass
class _Run:
    """One export under way. The queue is shared by its lines: each takes the longest that is left."""

    waiting: deque[_Job]
    total: int
    progress: Callable[[Progress], None]
    done: int = field(default=0)

    def finish(self, job: _Job) -> None:
        self.done += 1
        self.progress(Progress(self.done, self.total, job.printable.name))


async def export(
    printables: Sequence[Printable],
    folder: Path,
    *,
    formats: frozenset[Format],
    progress: Callable[[Progress], None],
) -> Outcome:
    """Write every page into `folder` in every format, and return what came of it.

    A page that fails is named with its reason while the rest is finished. Cancelling ends the worker
    processes and leaves whole files only. Raises CurriculumError where nothing at all can be written:
    no folder, or a machine without what PDFs are made with.
    """
    jobs = [_job(printable, folder, formats) for printable in printables]
    for below in sorted({folder, *((folder / printable.stem).parent for printable in printables)}):
        _make(below)
    run = _Run(deque(sorted(jobs, key=lambda job: -len(job.printable.html))), len(jobs), progress)
    with tempfile.TemporaryDirectory(prefix="curriculum-") as scratch:
        write_fonts_conf(Path(scratch))
        lines = [
            asyncio.create_task(_work(run, PressLine(Path(scratch), SECONDS_A_DOCUMENT)))
            for _ in range(min(_cores(), len(jobs)))
        ]
        try:
            await asyncio.gather(*lines)
        finally:
            for line in lines:
                line.cancel()
            await asyncio.gather(*lines, return_exceptions=True)
    return Outcome(
        written=tuple(written for job in jobs for written in job.written),
        failures=tuple(job.failure for job in jobs if job.failure),
    )


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CurriculumError(
            f"{folder} cannot be made: {error.strerror}.", "Name another folder to write into."
        ) from None


def _job(printable: Printable, folder: Path, formats: Iterable[Format]) -> _Job:
    return _Job(printable, {str(f): str(folder.absolute() / f"{printable.stem}.{f}") for f in sorted(formats)})


def _cores() -> int:
    count: Callable[[], int | None] = getattr(os, "process_cpu_count", os.cpu_count)
    return count() or 1


async def _work(run: _Run, line: PressLine) -> None:
    """Print what is waiting until nothing is left."""
    try:
        while run.waiting:
            job = run.waiting.popleft()
            await _print(job, line)
            run.finish(job)
    finally:
        await line.close()


async def _print(job: _Job, line: PressLine) -> None:
    page = job.printable
    request = {"html": page.html, "styles": asdict(page.styles), "paths": job.paths}
    for attempts_left in reversed(range(_ATTEMPTS)):
        try:
            answer = await line.ask(request)
        except TimeoutError:
            job.fail(f"It took longer than {SECONDS_A_DOCUMENT} seconds.")
        except PressDied as died:
            if attempts_left:
                continue
            job.fail(f"The printing process ended twice over it: {died}.")
        else:
            _settle(job, answer)
        return


def _settle(job: _Job, answer: Answer) -> None:
    if answer.unusable is not None:
        raise CurriculumError(
            f"PDFs cannot be made on this machine: {answer.unusable}.",
            "`curriculum doctor` says what is missing; `--format html` needs nothing more.",
        )
    if answer.failure is not None:
        job.fail(answer.failure)
        return
    page = job.printable
    job.written = tuple(
        Written(
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
        for file in answer.files
    )
