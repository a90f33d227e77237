"""Worker processes that print and merge, and the store before them: what lies there is taken, the rest is made.

Knows tasks and files, no layout. No process is started until there is something to make; what is the same twice
is made once.
"""

import asyncio
import os
import tempfile
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curriculum.export.crew import Crew, Line
from curriculum.export.fonts import write_fonts_conf
from curriculum.export.press_line import Answer, PressDied, PressLine, PrintedFile
from curriculum.export.store import KEPT_FORMATS, Store, key_for
from curriculum.files.writing import write_changed
from curriculum.model.errors import CurriculumError

_ATTEMPTS = 2


@dataclass
class Task:
    """Something to print or merge, and in the end what came of it."""

    name: str
    request: Mapping[str, Any]
    """What a worker is asked, but for where to write."""
    paths: Mapping[str, Path]
    """Where each format goes."""
    content: str
    """The same for two tasks whose files would be the same."""
    key: str | None
    """Where the store keeps the PDF, and what is made of it; None where it may not be kept."""
    weight: int = 0
    """How long it takes, beside others."""
    files: tuple[PrintedFile, ...] = ()
    failure: str | None = None
    taken: bool = False
    """True where nothing had to be laid out for it."""

    @property
    def pages(self) -> int:
        """How many pages its PDF has; 0 before it is there."""
        return max((file.pages for file in self.files), default=0)


@asynccontextmanager
async def pressroom(store: Store | None, seconds: int, crew: Crew | None = None) -> AsyncIterator["Pressroom"]:
    """Yield a pressroom whose processes have ended and whose scratch folder is gone once it is left.

    A `crew` prints in place of processes of this machine.
    """
    with tempfile.TemporaryDirectory(prefix="curriculum-") as scratch:
        room = Pressroom(Path(scratch), store, seconds, crew)
        try:
            yield room
        finally:
            await room.close()


class Pressroom:
    """Does tasks. `seconds` is the wall time that one of them may take."""

    def __init__(self, scratch: Path, store: Store | None, seconds: int, crew: Crew | None = None) -> None:
        self.scratch = scratch
        self._store = store
        self._seconds = seconds
        self._crew = crew
        self._lines: list[Line] = []
        self._made = False

    async def do(self, tasks: Sequence[Task], finished: Callable[[Task], None]) -> None:
        """Do every task, the longest first; one that fails says why while the rest is finished.

        All of them write the same formats.
        Raises CurriculumError where nothing at all can be printed: a machine without what PDFs are made with.
        """
        for task in tasks:
            await asyncio.to_thread(self._take, task)
            if _is_done(task):
                finished(task)
        left = [task for task in tasks if not _is_done(task)]
        leaders = {task.content: task for task in reversed(left)}
        await self._make(deque(sorted(leaders.values(), key=lambda task: -task.weight)), finished)
        for task in left:
            if leaders[task.content] is not task:
                await asyncio.to_thread(_follow, task, leaders[task.content])
                finished(task)

    async def warm(self) -> None:
        """Start one process, which gets ready to print by itself."""
        await asyncio.to_thread(write_fonts_conf, self.scratch)
        self._lines.append(self._line())
        await self._lines[0].warm()

    async def close(self) -> None:
        """End the processes, and keep the store within its size."""
        for line in self._lines:
            await line.close()
        if self._store is not None and self._made:
            await asyncio.to_thread(self._store.sweep)

    def _take(self, task: Task) -> None:
        """Fetch the PDF or the quire of a task from the store, if it lies there."""
        format_ = next((each for each in KEPT_FORMATS if each in task.paths), None)
        kept = self._store.take(key_for(task.key, format_)) if self._store and task.key and format_ else None
        if kept is None or format_ is None:
            task.taken = bool(format_ == "quire" and self._store and task.key and self._store.holds(task.key))
            return
        path = task.paths[format_]
        task.taken = True
        try:
            if path.is_relative_to(self.scratch):
                path.write_bytes(kept.data)
            else:
                write_changed(path, kept.data)
        except (CurriculumError, OSError) as error:
            task.failure = str(error)
        task.files = (PrintedFile(str(path), kept.pages, len(kept.data), kept.remarks),)

    async def _make(self, waiting: deque[Task], finished: Callable[[Task], None]) -> None:
        if not waiting:
            return
        self._made = True
        if not self._lines:
            await asyncio.to_thread(write_fonts_conf, self.scratch)
        most = self._crew.most if self._crew else _cores()
        while len(self._lines) < min(most, len(waiting)):
            self._lines.append(self._line())
        working = [asyncio.create_task(self._work(line, waiting, finished)) for line in self._lines]
        try:
            await asyncio.gather(*working)
        finally:
            for each in working:
                each.cancel()
            await asyncio.gather(*working, return_exceptions=True)

    def _line(self) -> Line:
        if self._crew:
            return self._crew.line(self.scratch, self._seconds)
        return PressLine(self.scratch, self._seconds)

    async def _work(self, line: Line, waiting: deque[Task], finished: Callable[[Task], None]) -> None:
        """Do what is waiting until nothing is left. The queue is shared: each line takes the longest that is left."""
        while waiting:
            task = waiting.popleft()
            await self._ask(line, task)
            finished(task)

    async def _ask(self, line: Line, task: Task) -> None:
        done = {Path(file.path) for file in task.files}
        paths = {format_: str(path) for format_, path in sorted(task.paths.items()) if path not in done}
        request = {**task.request, "paths": paths, "keep": self._keep(task)}
        for attempts_left in reversed(range(_ATTEMPTS)):
            try:
                answer = await line.ask(request)
            except TimeoutError:
                task.failure = f"It took longer than {self._seconds} seconds."
            except PressDied as died:
                if attempts_left:
                    continue
                task.failure = f"The printing process ended twice over it: {died}."
            else:
                _settle(task, answer)
            return

    def _keep(self, task: Task) -> dict[str, str] | None:
        return {"folder": str(self._store.folder), "key": task.key} if self._store and task.key else None


def _is_done(task: Task) -> bool:
    return task.failure is not None or len(task.files) == len(task.paths)


def _settle(task: Task, answer: Answer) -> None:
    if answer.unusable is not None:
        raise CurriculumError(
            f"PDFs cannot be made on this machine: {answer.unusable}.",
            "`curriculum doctor` says what is missing; `--format html` needs nothing more.",
        )
    task.failure = answer.failure
    task.files = tuple(sorted((*task.files, *answer.files), key=lambda file: Path(file.path).suffix))


def _follow(task: Task, leader: Task) -> None:
    """Give a task copies of the files of another that is the same."""
    task.taken = True
    task.failure = leader.failure
    paths = {path.suffix: path for path in task.paths.values()}
    try:
        for file in leader.files:
            path = paths[Path(file.path).suffix]
            write_changed(path, Path(file.path).read_bytes())
            task.files += (PrintedFile(str(path), file.pages, file.bytes, file.remarks),)
    except (CurriculumError, OSError) as error:
        task.failure = str(error)


def _cores() -> int:
    count: Callable[[], int | None] = getattr(os, "process_cpu_count", os.cpu_count)
    return count() or 1
