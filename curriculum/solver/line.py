"""One solving process and the talk with it: a model a line, an answer a line, and its end in words.

It runs beside the screen and never in it: a solver that shares a process with an event loop stops it.
"""

import asyncio
import contextlib
import json
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Any, Self

from curriculum.model.errors import CurriculumError

_HOME = Path(__file__).parents[2]
"""Where the package lies. Processes start here, so that no folder of a user's shadows a library."""
_LONGEST_ANSWER = 1 << 24
DEFAULT_GAP = 0.035
"""How far from its bound an answer may be before the search stops."""


@dataclass(frozen=True)
class Question:
    """A model, and when to stop looking."""

    model: Mapping[str, Any]
    start: Mapping[int, int] | None = None
    """Columns with the values from which the search begins."""
    gap: float = DEFAULT_GAP
    windows: Mapping[str, list[list[int]]] | None = None
    """Columns to set free together, one window after the other, before the search for the best: a good start.

    The `first` hold every column and build an answer; `narrow` and `wide` ones better it side by side."""
    nodes: int | None = None
    """How many branches to look at before an answer has to do."""
    seconds: float | None = None
    """Where the clock stops the search, too; without it the same question has the same answer each time."""


@dataclass(frozen=True)
class Solution:
    """What the solver says of a model."""

    state: str
    """`optimal` within the gap; `stopped` by the clock or `enough` by the number of branches, both with an answer;
    `unsolved` without one; or `impossible`, proven."""
    values: tuple[float, ...] = ()
    value: float = 0
    bound: float = 0
    """What no answer can be below."""
    seconds: float = 0
    said: str = ""

    @property
    def found(self) -> bool:
        """Tell whether there is an answer to read."""
        return self.state in ("optimal", "enough", "stopped")


class SolverLine:
    """A solving process that is started when first asked. Use it as `async with`."""

    def __init__(self) -> None:
        self._process: Process | None = None
        self._errors: IO[bytes] | None = None

    async def __aenter__(self) -> Self:
        """Return the line; nothing is started yet."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        await self.close()

    async def ask(self, question: Question) -> Solution:
        """Return the solver's answer. Raises CurriculumError where the process ended before it answered."""
        process = await self._ready()
        job = {
            "model": question.model,
            "start": {str(column): value for column, value in (question.start or {}).items()},
            "gap": question.gap,
            "windows": question.windows,
            "nodes": question.nodes,
            "seconds": question.seconds,
        }
        try:
            line = await self._exchange(process, json.dumps(job).encode() + b"\n")
        except BaseException:
            await self.close()
            raise
        answer: dict[str, Any] = json.loads(line)
        return Solution(**{**answer, "values": tuple(answer.get("values", ()))})

    async def close(self) -> None:
        """End the process, if there is one, and wait until it is gone."""
        process, self._process = self._process, None
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            # Reads the pipes to their end: one that is left open complains once the loop is gone.
            await asyncio.shield(process.communicate())
        if self._errors is not None:
            self._errors.close()
            self._errors = None

    async def _ready(self) -> Process:
        if self._process is None:
            self._errors = TemporaryFile()  # noqa: SIM115  closed with the process, which outlives this call
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "curriculum.solver.worker"),
                stdin=PIPE,
                stdout=PIPE,
                stderr=self._errors,
                cwd=_HOME,
                limit=_LONGEST_ANSWER,
            )
        return self._process

    async def _exchange(self, process: Process, job: bytes) -> bytes:
        assert process.stdin
        assert process.stdout
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            process.stdin.write(job)
            await process.stdin.drain()
        line = await process.stdout.readline()
        if not line.endswith(b"\n"):
            raise CurriculumError(
                f"The solver ended before it answered: {await self._death(process)}.",
                "`curriculum doctor` says what is missing on this machine.",
            )
        return line

    async def _death(self, process: Process) -> str:
        code = await process.wait()
        if code < 0:
            return f"it was ended by {signal.Signals(-code).name}"
        assert self._errors
        self._errors.seek(0)
        said = self._errors.read().decode("utf-8", "replace").strip().splitlines()
        return said[-1][:200] if said else f"it left with code {code}"
