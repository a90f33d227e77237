"""Minutes of a week, with sessions, breaks and the clock kept apart. All of them are planned, not delivered.

Session minutes are those of groups that hold a module of a counted kind; a module that the library does not hold
counts as one, since its absence is a finding of its own. Break minutes lie between the groups of one meeting, and
inside a group whose agenda has a break. Clock minutes run from a meeting's first beginning to its last end; what lies
between two meetings of a day is nobody's.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import TypeVar

from curriculum.model.library import Library
from curriculum.model.module import Kind, Modality, Module
from curriculum.planning.calendar import Session

KeyT = TypeVar("KeyT")


class Service(StrEnum):
    """What a session is as a service, in the words of a service mix."""

    PSYCHOTHERAPY = "psychotherapy"
    EDUCATION = "skills and education"
    EXPRESSIVE = "expressive"
    FAMILY = "family"
    INDIVIDUAL = "individual"
    PEER = "peer and social"
    UNKNOWN = "not in the library"


_SERVICES = {
    Kind.GROUP: Service.PSYCHOTHERAPY,
    Kind.SKILLS: Service.EDUCATION,
    Kind.PSYCHOEDUCATION: Service.EDUCATION,
    Kind.FAMILY: Service.FAMILY,
    Kind.INDIVIDUAL: Service.INDIVIDUAL,
    Kind.PEER: Service.PEER,
}


def service_of(module: Module | None) -> Service:
    """Return what a module is as a service. Art is expressive whatever its kind."""
    if module is None:
        return Service.UNKNOWN
    return Service.EXPRESSIVE if module.modality is Modality.ART else _SERVICES[module.kind]


@dataclass(frozen=True)
class Hours:
    """Planned minutes of a day or a week."""

    session: int = 0
    breaks: int = 0
    uncounted: int = 0
    """Minutes of groups of a kind that does not count, and of slots that hold nothing."""

    @property
    def clock(self) -> int:
        """Minutes from first to last of each meeting, breaks included."""
        return self.session + self.breaks + self.uncounted

    def counted(self, counts: str) -> int:
        """Return the minutes that a limit counts: `session`, or `clock` with breaks."""
        return self.session if counts == "session" else self.session + self.breaks

    def __add__(self, other: "Hours") -> "Hours":
        """Return the minutes of both."""
        return Hours(self.session + other.session, self.breaks + other.breaks, self.uncounted + other.uncounted)


def hours_of(sessions: Iterable[Session], library: Library, counted: tuple[Kind, ...] = tuple(Kind)) -> Hours:
    """Return the minutes of some sessions of a track; a closed day counts nothing at all."""
    held = sorted((session for session in sessions if session.closed is None), key=_meeting_and_start)
    session_minutes = uncounted = breaks = 0
    for _, meeting in groupby(held, key=_meeting):
        last = None
        for session in meeting:
            breaks += session.start - last if last is not None else 0
            last = session.end
            if _counts(session, library, counted):
                minutes = service_minutes(session, library)
                session_minutes += minutes
                breaks += session.minutes - minutes
            else:
                uncounted += session.minutes
    return Hours(session_minutes, breaks, uncounted)


def _meeting(session: Session) -> tuple[date, date, int]:
    """Return what sessions have in common between which a gap is a break: the day and the meeting, or the make-up."""
    return session.date, session.makes_up or date.min, session.timed.meeting


def _meeting_and_start(session: Session) -> tuple[tuple[date, date, int], int]:
    return _meeting(session), session.start


def _counts(session: Session, library: Library, counted: tuple[Kind, ...]) -> bool:
    module = library.get(session.module)
    return session.module is not None and (module is None or module.kind in counted)


def service_minutes(session: Session, library: Library) -> int:
    """Return the minutes of a session without a break that its agenda holds."""
    module = library.get(session.module)
    return session.minutes - (module.rest_in(session.minutes) if module else 0)


def open_days(sessions: Iterable[Session]) -> int:
    """Return on how many days something is held."""
    return len({session.date for session in sessions if session.module})


def service_days(sessions: Iterable[Session]) -> tuple[tuple[Session, ...], ...]:
    """Return the sessions of each open day on which something is held, empty slots included, earliest first."""
    days: dict[date, list[Session]] = {}
    for session in sessions:
        if session.closed is None:
            days.setdefault(session.date, []).append(session)
    return tuple(tuple(held) for _, held in sorted(days.items()) if any(s.module for s in held))


def minutes_by(
    sessions: Iterable[Session], library: Library, key: Callable[[Module | None], KeyT]
) -> Mapping[KeyT, int]:
    """Return the session minutes of what is held, counted or not, for each value of `key` of a module.

    The module is None where the library does not hold it. Most minutes first; of the same, in the order held.
    """
    minutes: dict[KeyT, int] = {}
    for session in sessions:
        if session.module is not None:
            of = key(library.get(session.module))
            minutes[of] = minutes.get(of, 0) + service_minutes(session, library)
    return dict(sorted(minutes.items(), key=lambda pair: -pair[1]))


def shares(minutes: Mapping[KeyT, int]) -> Mapping[KeyT, float]:
    """Return each part of a whole in percent, rounded half up to one decimal.

    Each is right by itself, so that 240 of 540 is 44.4; their sum is 100 but for what rounding leaves.
    """
    whole = sum(minutes.values())
    return {part: (2000 * value + whole) // (2 * whole) / 10 for part, value in minutes.items()} if whole else {}
