"""Minutes of a week, with sessions, breaks and the clock kept apart. All of them are planned, not delivered.

Session minutes are those of groups that hold a module of a counted kind; a module that the library does not hold
counts as one, since its absence is a finding of its own. Break minutes lie between groups. Clock
minutes run from the first group's beginning to the last one's end.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from curriculum.model.library import Library
from curriculum.model.module import Kind
from curriculum.planning.calendar import Session


@dataclass(frozen=True)
class Hours:
    """Planned minutes of a day or a week."""

    session: int = 0
    breaks: int = 0
    uncounted: int = 0
    """Minutes of groups of a kind that does not count, and of slots that hold nothing."""

    @property
    def clock(self) -> int:
        """Minutes from first to last, breaks included."""
        return self.session + self.breaks + self.uncounted

    def counted(self, counts: str) -> int:
        """Return the minutes that a limit counts: `session`, or `clock` with breaks."""
        return self.session if counts == "session" else self.session + self.breaks

    def __add__(self, other: "Hours") -> "Hours":
        """Return the minutes of both."""
        return Hours(self.session + other.session, self.breaks + other.breaks, self.uncounted + other.uncounted)


def hours_of(sessions: Iterable[Session], library: Library, counted: tuple[Kind, ...] = tuple(Kind)) -> Hours:
    """Return the minutes of some sessions of a track; a closed day counts nothing at all."""
    days: dict[tuple[int, str], list[Session]] = {}
    for session in sessions:
        if session.closed is None:
            days.setdefault((session.cell.week, session.cell.day), []).append(session)
    return sum((_day(held, library, counted) for held in days.values()), Hours())


def _day(sessions: list[Session], library: Library, counted: tuple[Kind, ...]) -> Hours:
    session_minutes = uncounted = 0
    for session in sessions:
        module = library.get(session.module)
        if session.module is not None and (module is None or module.kind in counted):
            session_minutes += session.minutes
        else:
            uncounted += session.minutes
    clock = max(s.end for s in sessions) - min(s.start for s in sessions)
    return Hours(session_minutes, clock - session_minutes - uncounted, uncounted)


def open_days(sessions: Iterable[Session]) -> int:
    """Return on how many days something is held."""
    return len({session.date for session in sessions if session.module})
