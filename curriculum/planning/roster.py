"""Who and what is taken when: the sessions of every track of a workspace, by date. Knows nobody's hours or skills."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar

from curriculum.model.timing import clock_text
from curriculum.planning.calendar import Session

KeyT = TypeVar("KeyT")


@dataclass(frozen=True)
class Stretch:
    """A part of one date, in minutes since midnight."""

    day: date
    start: int
    end: int

    def meets(self, session: Session) -> bool:
        """Tell whether a session takes up some of it; one that only touches it does not."""
        return session.date == self.day and self.start < session.end and session.start < self.end

    def __str__(self) -> str:
        return f"{clock_text(self.start)} to {clock_text(self.end)}"


def stretch_of(session: Session) -> Stretch:
    """Return when a session is held."""
    return Stretch(session.date, session.start, session.end)


@dataclass(frozen=True)
class Booking:
    """A session, and the track that holds it."""

    track: str
    session: Session


@dataclass(frozen=True, eq=False)
class Roster:
    """The sessions of one or more tracks, by track id. Closed days and empty slots take up nobody.

    It may stand on another roster, of which one track is left out: that of a workspace is then gathered once for all
    its tracks, however often one of them changes.
    """

    sessions: Mapping[str, tuple[Session, ...]] = field(default_factory=dict)
    beside: "Roster | None" = None
    without: str = ""
    """The track of the other roster that is left out."""

    @cached_property
    def _own(self) -> tuple[Booking, ...]:
        return tuple(
            Booking(track, session) for track, held in self.sessions.items() for session in held if session.module
        )

    @cached_property
    def _days(self) -> Mapping[date, tuple[Booking, ...]]:
        return _by(self._own, lambda session: (session.date,))

    @cached_property
    def _leading(self) -> Mapping[tuple[str, date], tuple[Booking, ...]]:
        return _by(self._own, lambda session: tuple((name, session.date) for name in dict.fromkeys(session.leads)))

    @cached_property
    def _rooms(self) -> Mapping[tuple[str, date], tuple[Booking, ...]]:
        return _by(self._own, lambda session: ((session.room, session.date),) if session.room else ())

    @cached_property
    def weekly(self) -> Mapping[tuple[str, date], Mapping[str, int]]:
        """The minutes that each person leads in each calendar week, by its Monday and by track."""
        found: dict[tuple[str, date], dict[str, int]] = {}
        for track, session in ((booking.track, booking.session) for booking in self._own):
            monday = session.date - timedelta(days=session.date.weekday())
            for name in dict.fromkeys(session.leads):
                tracks = found.setdefault((name, monday), {})
                tracks[track] = tracks.get(track, 0) + session.minutes
        return found

    def _but_one(self, others: tuple[Booking, ...]) -> tuple[Booking, ...]:
        return tuple(booking for booking in others if booking.track != self.without)

    def on(self, day: date) -> tuple[Booking, ...]:
        """Return everything that is held on a date, track by track."""
        own = self._days.get(day, ())
        return own + self._but_one(self.beside.on(day)) if self.beside else own

    def led_by(self, person: str, day: date) -> tuple[Booking, ...]:
        """Return what a person leads on a date."""
        own = self._leading.get((person, day), ())
        return own + self._but_one(self.beside.led_by(person, day)) if self.beside else own

    def held_in(self, room: str, day: date) -> tuple[Booking, ...]:
        """Return what is held in a room on a date."""
        own = self._rooms.get((room, day), ())
        return own + self._but_one(self.beside.held_in(room, day)) if self.beside else own

    def during(self, stretch: Stretch) -> Iterator[Booking]:
        """Yield what is held at some time of a stretch."""
        return (booking for booking in self.on(stretch.day) if stretch.meets(booking.session))

    def is_engaged(self, person: str, stretch: Stretch, but: Session | None = None) -> bool:
        """Tell whether a person leads something at some time of a stretch, other than the session `but`."""
        led = (booking.session for booking in self.led_by(person, stretch.day))
        return any(session is not but and stretch.meets(session) for session in led)

    def engaged(self, stretch: Stretch, but: Session | None = None) -> frozenset[str]:
        """Return who leads something at some time of a stretch, other than the session `but`."""
        taken = (booking.session for booking in self.during(stretch))
        return frozenset(name for session in taken if session is not but for name in session.leads)

    def rooms_taken(self, stretch: Stretch, but: Session | None = None) -> frozenset[str]:
        """Return the rooms in which something is held at some time of a stretch, other than the session `but`."""
        taken = (booking.session for booking in self.during(stretch))
        return frozenset(session.room for session in taken if session is not but and session.room)

    def is_taken(self, room: str, stretch: Stretch, but: Session | None = None) -> bool:
        """Tell whether something is held in a room at some time of a stretch, other than the session `but`."""
        held = (booking.session for booking in self.held_in(room, stretch.day))
        return any(session is not but and stretch.meets(session) for session in held)

    def minutes(self, person: str, day: date) -> int:
        """Return the session minutes that a person leads in the calendar week, Monday to Sunday, around a date."""
        week = (person, day - timedelta(days=day.weekday()))
        own = sum(self.weekly.get(week, {}).values())
        if self.beside is None:
            return own
        others = self.beside.weekly.get(week, {})
        return own + sum(minutes for track, minutes in others.items() if track != self.without)


def _by(bookings: Iterable[Booking], keys: Callable[[Session], Iterable[KeyT]]) -> Mapping[KeyT, tuple[Booking, ...]]:
    found: dict[KeyT, list[Booking]] = {}
    for booking in bookings:
        for key in keys(booking.session):
            found.setdefault(key, []).append(booking)
    return {key: tuple(held) for key, held in found.items()}


@dataclass(frozen=True, eq=False)
class Others(Mapping[str, tuple[Session, ...]]):
    """The sessions of a workspace's tracks but one, by track id, over a roster gathered once for all of them."""

    roster: Roster
    without: str

    def __getitem__(self, track: str) -> tuple[Session, ...]:
        if track == self.without:
            raise KeyError(track)
        return self.roster.sessions[track]

    def __iter__(self) -> Iterator[str]:
        return (track for track in self.roster.sessions if track != self.without)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def roster_of(track: str, held: tuple[Session, ...], others: Mapping[str, tuple[Session, ...]]) -> Roster:
    """Return the roster of a track with the other tracks of its workspace."""
    if isinstance(others, Others):
        return Roster({track: held}, others.roster, others.without)
    return Roster({track: held, **others})
