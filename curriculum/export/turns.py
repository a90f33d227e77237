"""Turns for as many as there are places, where places come and go: first come, first served."""

import asyncio
from types import TracebackType


class Turns:
    """`async with turns:` waits for a place and holds it."""

    def __init__(self) -> None:
        self._free = asyncio.Semaphore(0)
        self._places = 0
        self._owed = 0
        """Places that are gone but still held."""

    @property
    def places(self) -> int:
        """How many may hold a turn at a time."""
        return self._places

    @places.setter
    def places(self, number: int) -> None:
        more, self._places = number - self._places, number
        for _ in range(more):
            self._give_back()
        self._owed += max(0, -more)

    def _give_back(self) -> None:
        if self._owed:
            self._owed -= 1
        else:
            self._free.release()

    async def __aenter__(self) -> None:
        """Wait for a turn."""
        await self._free.acquire()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the next one have it."""
        self._give_back()
