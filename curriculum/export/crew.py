"""Who prints: what a pressroom asks of the processors of this machine, or of the machines of a cluster, alike."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from curriculum.export.press_line import Answer


class Line(Protocol):
    """Prints one job at a time. `press_line.PressLine` is one: a process of this machine."""

    async def ask(self, job: Mapping[str, Any]) -> Answer:
        """Return the answer to a job, its files written. Raises PressDied or TimeoutError, as `PressLine` does."""
        ...

    async def warm(self) -> None:
        """Get ready before anything is asked."""
        ...

    async def close(self) -> None:
        """End what runs here for it."""
        ...


class Crew(Protocol):
    """Lines beyond those of this machine."""

    most: int
    """Jobs that may be handed over at a time; how many are under way is for the crew to say."""

    def line(self, scratch: Path, seconds: int) -> Line:
        """Return another line, as `PressLine(scratch, seconds)` makes one."""
        ...
