"""A line to a machine elsewhere: a page travels as text, comes back as bytes, and is written here.

By the same writer and into the same store as what this machine prints, so that a cluster yields the same files. What
merges many pages stays here, where they lie.
"""

import asyncio
import errno
import json
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from curriculum.export.press_line import Answer, PressLine, PrintedFile
from curriculum.export.remote import Returned, ReturnedFile
from curriculum.export.store import KEPT_FORMATS, Kept, Store, key_for
from curriculum.files.writing import write_changed
from curriculum.model.errors import CurriculumError

_FULL = (errno.ENOSPC, errno.EDQUOT)


class DiskFull(CurriculumError):
    """Nothing more can be written here: one line, instead of one for each page that is still to come."""


class FarLine:
    """Asks for one page at a time and puts it where it belongs. A `crew.Line`."""

    def __init__(self, printed: Callable[[bytes, int], Awaitable[Returned]], scratch: Path, seconds: int) -> None:
        self._printed = printed
        self._scratch = scratch
        self._seconds = seconds
        self._own = PressLine(scratch, seconds)
        """Merges, and gathers what lies here; not started until there is something to do."""

    async def ask(self, job: Mapping[str, Any]) -> Answer:
        """Return the answer to a job, its files written.

        Raises PressDied and TimeoutError as `PressLine.ask` does, and CurriculumError where it is no use to go on:
        no machine is left, or the disk here is full.
        """
        if "merge" in job or _lies_here(job):
            return await self._own.ask(job)
        sent = json.dumps({**job, "paths": dict.fromkeys(job["paths"]), "keep": None})
        returned = await self._printed(sent.encode(), self._seconds)
        if returned["outcome"] == "failed":
            return Answer(failure=returned["said"])
        return await asyncio.to_thread(self._landed, job, returned["files"])

    async def warm(self) -> None:
        """Get ready to merge."""
        await self._own.warm()

    async def close(self) -> None:
        """End the process that merges."""
        await self._own.close()

    def _landed(self, job: Mapping[str, Any], files: Mapping[str, ReturnedFile]) -> Answer:
        """Write what came back, and keep PDFs and quires in the store as a process of this machine does."""
        written = []
        for format_, name in job["paths"].items():
            file = files[format_]
            if format_ in KEPT_FORMATS and job.get("keep"):
                kept = Kept(file["data"], file["pages"], file["remarks"])
                Store(Path(job["keep"]["folder"])).keep(key_for(job["keep"]["key"], format_), kept)
            try:
                self._write(Path(name), file["data"])
            except DiskFull:
                raise
            except CurriculumError as error:
                return Answer(failure=str(error))
            written.append(PrintedFile(name, file["pages"], len(file["data"]), file["remarks"]))
        return Answer(files=tuple(written))

    def _write(self, path: Path, data: bytes) -> None:
        """Write a file whole. Raises CurriculumError where that cannot be, and DiskFull where no other can be."""
        try:
            if path.is_relative_to(self._scratch):
                path.write_bytes(data)
            else:
                write_changed(path, data)
        except (OSError, CurriculumError) as error:
            cause = error if isinstance(error, OSError) else error.__context__
            if isinstance(cause, OSError) and cause.errno in _FULL:
                raise DiskFull(
                    f"The disk is full: {path} cannot be written.", "Make room; the same command goes on from there."
                ) from None
            if isinstance(error, CurriculumError):
                raise
            raise CurriculumError(f"{path} cannot be written: {error.strerror}.") from None


def _lies_here(job: Mapping[str, Any]) -> bool:
    """Tell whether a page is to be gathered whose PDF is in the store of this machine."""
    keep = job.get("keep")
    return keep is not None and "quire" in job["paths"] and Store(Path(keep["folder"])).holds(keep["key"])
