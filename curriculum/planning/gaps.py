"""Days without service: how long clients are on their own between one service day and the next."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from curriculum.planning.calendar import Session


@dataclass(frozen=True)
class Gap:
    """The days between two service days that follow each other."""

    before: date
    """The last service day before it."""
    after: date
    """The first service day after it."""

    @property
    def days(self) -> int:
        """Days without service, the two service days not counted."""
        return (self.after - self.before).days - 1

    def __str__(self) -> str:
        return f"{self.before:%a} {self.before} to {self.after:%a} {self.after}"


def gaps(sessions: Iterable[Session]) -> Iterator[Gap]:
    """Yield every gap between service days, earliest first. A day on which a module is held is a service day."""
    days = sorted({session.date for session in sessions if session.module})
    yield from (Gap(before, after) for before, after in pairwise(days))


def longest_gap(sessions: Iterable[Session]) -> Gap | None:
    """Return the longest gap between service days, the first of several; None with fewer than two service days."""
    return max(gaps(sessions), key=lambda gap: gap.days, default=None)
