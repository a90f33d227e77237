"""Keeping edits safe: a draft after each, the file itself a moment later. One job on the disk at a time.

The newest version is asked for when a job begins, so a slow disk is never behind by more than one job, and no job
writes what a later one has written already.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from curriculum.files.writing import ChangedOnDisk
from curriculum.files.yamltext import Source
from curriculum.model.errors import CurriculumError
from curriculum.workspace import OpenTrack

QUIET_SECONDS = 1.0
"""How long nothing is edited before the file is written."""


class State(StrEnum):
    """What the screen says of the file."""

    SAVED = "saved"
    KEEPING = "keeping"
    CHANGED = "changed"
    CONFLICT = "changed on disk"
    FAILED = "not saved"


@dataclass(frozen=True)
class Listener:
    """What a keeper asks of the screen, and what it tells it. All are called in the screen's own thread."""

    newest: Callable[[], OpenTrack]
    saved: Callable[[Source], None]
    """The file now holds this text."""
    state: Callable[[State], None]
    conflict: Callable[[], None]
    failed: Callable[[CurriculumError], None]


class Keeper:
    """Keeps drafts and saves, in order, without the screen waiting for the disk."""

    def __init__(self, listener: Listener, quiet_seconds: float = QUIET_SECONDS) -> None:
        self._listener = listener
        self._quiet = quiet_seconds
        self._edited = asyncio.Event()
        self._disk = asyncio.Lock()
        self._held = False

    def edited(self) -> None:
        """Take note that there is something new to keep."""
        self._listener.state(State.KEEPING)
        self._edited.set()

    def hold(self) -> None:
        """Keep drafts only, until `release`: the file belongs to somebody else's change for now."""
        self._held = True
        self._listener.state(State.CONFLICT)

    def release(self) -> None:
        """Save again after each edit."""
        self._held = False

    async def alone(self, job: Callable[[], Awaitable[None]]) -> None:
        """Run a job while nothing is kept or saved."""
        async with self._disk:
            await job()

    async def run(self) -> None:
        """Keep and save for as long as the screen lives."""
        while True:
            await self._edited.wait()
            self._edited.clear()
            await self._keep()
            try:
                await asyncio.wait_for(self._edited.wait(), self._quiet)
            except TimeoutError:
                if not self._held:
                    await self.save()

    async def save(self) -> bool:
        """Write the newest version into its file; tell whether the file now holds it."""
        async with self._disk:
            opened = self._listener.newest()
            try:
                saved = await asyncio.to_thread(_kept_and_saved, opened)
            except ChangedOnDisk:
                self.hold()
                self._listener.conflict()
                return False
            except CurriculumError as error:
                self._fail(error)
                return False
            self._held = False
            self._listener.saved(saved.source)
            newest = self._listener.newest()
            self._listener.state(State.KEEPING if newest.changed else State.SAVED)
            return not newest.changed

    async def _keep(self) -> None:
        async with self._disk:
            try:
                await asyncio.to_thread(self._listener.newest().keep_draft)
            except CurriculumError as error:
                self._fail(error)
                return
            if not self._edited.is_set():
                changed = self._listener.newest().changed
                self._listener.state(State.CONFLICT if self._held else State.CHANGED if changed else State.SAVED)

    def _fail(self, error: CurriculumError) -> None:
        self._listener.state(State.FAILED)
        self._listener.failed(error)


def _kept_and_saved(opened: OpenTrack) -> OpenTrack:
    opened.keep_draft()
    return opened.save() if opened.changed else opened


def with_source(opened: OpenTrack, source: Source) -> OpenTrack:
    """Return an open track over another state of its file."""
    return replace(opened, source=source)
