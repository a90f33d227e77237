"""One worker process and the talk with it: a job a line, an answer a line, and its end in words."""

import asyncio
import contextlib
import json
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from curriculum.files.writing import sweep

ResultT = TypeVar("ResultT")

_HOME = Path(__file__).parents[2]
"""Where the package lies. Workers start here, so that no folder of a user's shadows a library."""
_RECYCLED_AFTER = 2000
"""Pages after which a process is replaced: whatever a library keeps of them is given back."""
_LONGEST_ANSWER = 1 << 20


class PressDied(Exception):
    """The process ended before it answered; says how, in words."""


@dataclass(frozen=True)
class PrintedFile:
    """A file that a worker wrote."""

    path: str
    pages: int
    bytes: int
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """What a worker says of a job: its files, or why there are none."""

    files: tuple[PrintedFile, ...] = ()
    failure: str | None = None
    unusable: str | None = None
    """Why this machine makes no PDFs at all."""

    @classmethod
    def read(cls, line: bytes) -> "Answer":
        """Return the answer in a line."""
        data: dict[str, Any] = json.loads(line)
        files = tuple(PrintedFile(**{**file, "remarks": tuple(file["remarks"])}) for file in data.pop("files", ()))
        return cls(files=files, **data)


class PressLine:
    """A worker process that is started when asked and started again when it is gone."""

    def __init__(self, scratch: Path, seconds: int) -> None:
        self._scratch = scratch
        self._seconds = seconds
        self._process: Process | None = None
        self._pages = 0
        """What the process has printed; a document without pages counts as one."""

    async def ask(self, job: Mapping[str, Any]) -> Answer:
        """Return the answer to a job. Raises PressDied, or TimeoutError after ending the process."""
        process = await self._ready()
        folder = Path(next(iter(job["paths"].values()))).parent
        try:
            async with asyncio.timeout(self._seconds):
                answer = Answer.read(await self._exchange(process, json.dumps(job).encode() + b"\n"))
        except BaseException:
            await self.close()
            sweep(folder, process.pid)
            raise
        self._pages += max(1, sum(file.pages for file in answer.files))
        return answer

    async def warm(self) -> None:
        """Start the process, which imports what it prints with before it is asked anything."""
        await self._start("warm")

    async def close(self) -> None:
        """End the process, if there is one, and wait until it is gone, however often that is cancelled."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        # Reads the pipes to their end: one that is left open complains once the loop is gone.
        await _to_the_end(self._process.communicate())
        self._process = None

    async def _ready(self) -> Process:
        if self._pages >= _RECYCLED_AFTER:
            await self.close()
        if self._process is None:
            self._pages = 0
            await self._start()
        assert self._process is not None
        return self._process

    async def _start(self, *how: str) -> None:
        """Start the process; a start that is cancelled half-way would leave one that nobody ends."""
        with self._log.open("wb") as log:
            self._process = await _to_the_end(
                asyncio.create_subprocess_exec(
                    sys.executable,
                    *("-m", "curriculum.export.worker", str(self._scratch), str(self._seconds), *how),
                    stdin=PIPE,
                    stdout=PIPE,
                    stderr=log,
                    cwd=_HOME,
                    limit=_LONGEST_ANSWER,
                )
            )

    @property
    def _log(self) -> Path:
        return self._scratch / f"{id(self)}.log"

    async def _exchange(self, process: Process, request: bytes) -> bytes:
        assert process.stdin
        assert process.stdout
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            process.stdin.write(request)
            await process.stdin.drain()
        line = await process.stdout.readline()
        if not line.endswith(b"\n"):
            raise PressDied(await self._death(process))
        return line

    async def _death(self, process: Process) -> str:
        code = await process.wait()
        if code < 0:
            return f"it was ended by {signal.Signals(-code).name}"
        said = self._log.read_text("utf-8", "replace").strip().splitlines()
        return said[-1][:200] if said else f"it left with code {code}"


async def _to_the_end(doing: Coroutine[Any, Any, ResultT]) -> ResultT:
    """Return what comes of `doing`, which no cancelling cuts short. A cancel is raised again by the next wait."""
    task = asyncio.ensure_future(doing)
    cancelled = False
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError:
            cancelled = True
    if cancelled and (current := asyncio.current_task()) is not None:
        current.cancel()
    return task.result()
