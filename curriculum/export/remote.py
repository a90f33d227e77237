"""What a machine of a cluster does with a page: a printing process of its own makes the files, and their bytes go back.

Runs inside a Dask worker and knows nothing of it but its folder and address. No page is laid out in the worker
itself: the process beside it has bounds on memory and time, and its end is an answer, not a lost worker.
"""

import asyncio
import hashlib
import json
import socket
import sys
import tempfile
import threading
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Literal, TypedDict

from curriculum import __version__
from curriculum.export.fonts import write_fonts_conf
from curriculum.export.press_line import Answer, PressDied, PressLine
from curriculum.export.versions import press_versions

_IDLE_SECONDS = 60
"""A printing process that nobody asks for so long is ended: it holds 150 MB or more."""
_ROOM_NEEDED = 1 << 20
"""Bytes that a disk must take, or it is called full; a guide with its drawings has a tenth of that."""
_BESIDE = ("python-docx", "lxml", "resvg-py", "distributed")
"""What a machine prints with, or talks with, beside what `press_versions` names."""


class ReturnedFile(TypedDict):
    """A file that was made elsewhere."""

    data: bytes
    sha256: str
    pages: int
    remarks: tuple[str, ...]


class Returned(TypedDict):
    """What comes back of a job. Plain values: whoever reads it may be of another version."""

    worker: str
    """The address of the worker."""
    machine: str
    """The name of its machine, for people."""
    outcome: Literal["made", "failed", "late", "died", "unfit"]
    """`failed` is a fault of the page, `unfit` one of the machine."""
    said: str
    files: dict[str, ReturnedFile]
    """By format."""


def printed(job: bytes, seconds: int) -> Returned:
    """Return what came of a job, as a `PressLine` is asked it, in JSON; of its `paths` the formats alone count."""
    from distributed import get_worker

    worker = get_worker()
    back = Returned(worker=worker.address, machine=machine(), outcome="made", said="", files={})
    folder = Path(worker.local_directory)
    try:
        answer, data = _desk(folder).printed(json.loads(job), seconds)
    except TimeoutError:
        return {**back, "outcome": "late"}
    except PressDied as died:
        full = _full(folder)
        return {**back, "outcome": "unfit" if full else "died", "said": full or str(died)}
    except OSError as error:
        return {**back, "outcome": "unfit", "said": _full(folder) or str(error)}
    unfit = answer.unusable or (_full(folder) if answer.failure else "")
    if unfit or answer.failure:
        return {**back, "outcome": "unfit" if unfit else "failed", "said": unfit or answer.failure or ""}
    return {**back, "files": _files(answer, data)}


def machine() -> str:
    """Return the name of this machine."""
    return socket.gethostname().partition(".")[0]


def made_with() -> dict[str, str]:
    """Return what decides how a page comes out on this machine: names, and their versions or digests."""
    press_versions.cache_clear()  # a worker runs for weeks, and what is installed may be another version since
    words = (press_versions() or "").split()
    return {
        "curriculum": f"{__version__} ({_own_code()})",
        **dict(zip(words[::2], words[1::2], strict=False)),
        "the press": words[-1][:12] if words else "not able to start (`curriculum doctor` says why)",
        **{name: _version(name) for name in _BESIDE},
    }


def differences(here: Mapping[str, str], there: Mapping[str, str]) -> str:
    """Return in what another machine differs, in words; nothing where it prints the same bytes."""
    return ", ".join(
        f"{name} is {there.get(name, 'missing')} there and {here.get(name, 'missing')} here"
        for name in {**here, **there}
        if here.get(name) != there.get(name)
    )


def _files(answer: Answer, data: Mapping[str, bytes]) -> dict[str, ReturnedFile]:
    """Return the files of an answer, by format."""
    return {
        format_: ReturnedFile(
            data=content, sha256=hashlib.sha256(content).hexdigest(), pages=file.pages, remarks=file.remarks
        )
        for (format_, content), file in zip(data.items(), answer.files, strict=True)
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"


def _own_code() -> str:
    """Return a short digest of the code that prints; templates are filled before a page travels."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _full(folder: Path) -> str:
    """Return in words that a folder takes no more files; nothing where it does."""
    probe = folder / f"{uuid.uuid4().hex}.room"
    try:
        probe.write_bytes(bytes(_ROOM_NEEDED))
    except OSError as error:
        return f"{folder} cannot be written there: {error.strerror}"
    finally:
        with suppress(OSError):
            probe.unlink(missing_ok=True)
    return ""


@dataclass(eq=False)
class _Idle:
    """A process that nobody asks, for this once: the same process is idle anew after each job."""

    line: PressLine
    seconds: int
    """What it allows a document."""


class _Desk:
    """Hands jobs to printing processes of this machine: one for each thread that asks, kept for the next job."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._scratch: Path | None = None
        self._free: list[_Idle] = []
        self._ending: set[asyncio.Task[None]] = set()
        self._loop = _new_loop()
        threading.Thread(target=self._loop.run_forever, name="curriculum", daemon=True).start()

    def printed(self, job: Mapping[str, Any], seconds: int) -> tuple[Answer, dict[str, bytes]]:
        """Return the answer to a job and its files, by format. Raises as `PressLine.ask` does, or OSError."""
        return asyncio.run_coroutine_threadsafe(self._print(job, seconds), self._loop).result()

    async def _print(self, job: Mapping[str, Any], seconds: int) -> tuple[Answer, dict[str, bytes]]:
        scratch = self._ready()
        token = uuid.uuid4().hex
        paths = {format_: scratch / f"{token}.{format_}" for format_ in job["paths"]}
        line = self._line(scratch, seconds)
        try:
            answer = await line.ask({**job, "paths": {name: str(path) for name, path in paths.items()}, "keep": None})
            made = not (answer.failure or answer.unusable)
            return answer, {format_: path.read_bytes() for format_, path in paths.items()} if made else {}
        finally:
            for path in paths.values():
                path.unlink(missing_ok=True)
            self._put_back(line, seconds)

    def _ready(self) -> Path:
        """Return a folder to print in, inside the worker's own, which Dask clears away even after a crash."""
        if self._scratch is None or not self._scratch.exists():
            scratch = Path(tempfile.mkdtemp(prefix="curriculum-", dir=self._folder))
            write_fonts_conf(scratch)
            self._scratch = scratch
        return self._scratch

    def _line(self, scratch: Path, seconds: int) -> PressLine:
        """Return a process that is free and as patient as is asked, the last one used first; or a new one."""
        fitting = [each for each in self._free if each.seconds == seconds]
        if not fitting:
            return PressLine(scratch, seconds)
        self._free.remove(fitting[-1])
        return fitting[-1].line

    def _put_back(self, line: PressLine, seconds: int) -> None:
        """Keep a process for the next job, and end it where none comes."""
        idle = _Idle(line, seconds)
        self._free.append(idle)
        self._loop.call_later(_IDLE_SECONDS, self._end_if_idle, idle)

    def _end_if_idle(self, idle: _Idle) -> None:
        if idle in self._free:
            self._free.remove(idle)
            ending = self._loop.create_task(idle.line.close())
            self._ending.add(ending)
            ending.add_done_callback(self._ending.discard)


def _new_loop() -> asyncio.AbstractEventLoop:
    """Return a loop that can start processes; on Windows Dask chooses one for itself that cannot."""
    if sys.platform == "win32":
        return asyncio.ProactorEventLoop()
    return asyncio.new_event_loop()


_opening = threading.Lock()
_opened = cache(_Desk)


def _desk(folder: Path) -> _Desk:
    """Return the one desk of the worker whose folder that is."""
    with _opening:
        return _opened(folder)
