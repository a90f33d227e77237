"""Make-ups for a closed day: another day and hour of its week, with leaders and rooms that are free then.

A proposal keeps the day's slots, modules and breaks. It changes who leads and where only as far as it has to.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from heapq import merge
from itertools import groupby
from typing import TYPE_CHECKING

from curriculum.model.makeup import Makeup
from curriculum.model.module import Module
from curriculum.model.timing import clock_text, hours_text
from curriculum.model.track import Day
from curriculum.planning.calendar import (
    Session,
    closure_on,
    held_on,
    makeup_sessions,
    makeup_slots,
    sessions,
    sessions_between,
    week_of,
)
from curriculum.planning.layout import is_held
from curriculum.planning.people import Requirement, load_left, unmet, why_absent
from curriculum.planning.rooms import free_rooms, why_unsuited
from curriculum.planning.roster import Roster, Stretch, roster_of, stretch_of

if TYPE_CHECKING:
    from curriculum.planning.rules.subject import Subject

FIRST_HOUR, LAST_HOUR = 8 * 60, 20 * 60
"""The hours, in minutes since midnight, at which a make-up may begin when the usual hour will not do."""
_PAUSE = 10
"""Minutes between the groups of a meeting day and a make-up on the same day."""


@dataclass(frozen=True)
class Proposal:
    """A make-up that can be held as it stands."""

    makeup: Makeup
    end: int
    """When it ends, in minutes since midnight."""
    minutes: int
    """Session minutes that it restores, of kinds that count."""
    lacking: tuple[str, ...] = ()
    """Slots of the closed day that cannot be held there, each with the reason."""
    changes: tuple[str, ...] = ()
    """Who leads instead of whom, and which room stands in for which."""

    @property
    def when(self) -> str:
        """The day and the hours, such as `Tuesday 2026-12-08, 09:00 to 12:20`."""
        day = list(Day)[self.makeup.on.weekday()].full_name
        return f"{day} {self.makeup.on}, {clock_text(self.makeup.from_)} to {clock_text(self.end)}"

    def __str__(self) -> str:
        return f"{self.when}: {hours_text(self.minutes)} of sessions"


def makeup_proposals(subject: "Subject", closed: date, slots: tuple[str, ...] = ()) -> tuple[Proposal, ...]:
    """Return when a closed day could be held in its week, best first: at most one proposal for each day and hour.

    `slots` are those of the closed day to hold; none means all. First come those that restore most minutes, then
    weekdays, days without other groups, those that keep their leaders and rooms, the usual hour, and near days.
    Nothing is proposed for a day on which the track does not meet.
    """
    desk = _desk(subject, closed, slots)
    if desk is None:
        return ()
    found = [each for on in desk.days() for start in desk.starts() if (each := desk.proposal(on, start))]
    return tuple(sorted(found, key=desk.rank))


def best_makeup(subject: "Subject", closed: date) -> Proposal | None:
    """Return the best proposal for a closed day that restores all of it, or None.

    Only hours next to the usual one, and beside the day's own groups, are looked at: enough for the checks, which ask
    again and again. Answers are kept as long as nothing changes in that week.
    """
    monday = closed - timedelta(days=closed.weekday())
    own = sessions_between(subject.track, subject.clinic, monday, monday + timedelta(days=6))
    others = tuple((name, _Same(held)) for name, held in subject.others.items())
    track = subject.track
    facts = (track.starts, track.ends, track.closures, track.census, track.level, track.rules)
    same = (_Same(subject.clinic), _Same(subject.library), _Same(subject.packs))
    return _best(_Question(closed, own, facts, same, others, subject))


@dataclass(frozen=True)
class _Same:
    """Anything, equal to itself alone: what is read once and never changed need not be compared by its content."""

    value: object

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)


@dataclass(frozen=True)
class _Question:
    """All that the best make-up of a day depends on."""

    closed: date
    own: tuple[Session, ...]
    facts: tuple[object, ...]
    same: tuple[_Same, ...]
    others: tuple[tuple[str, _Same], ...]
    subject: "Subject" = field(compare=False)


@lru_cache(maxsize=512)
def _best(question: _Question) -> Proposal | None:
    desk = _desk(question.subject, question.closed, ())
    if desk is None:
        return None
    hours = dict.fromkeys((desk.usual, *desk.beside, *(desk.usual + shift for shift in _SHIFTS)))
    tried = sorted(((on, start) for on in desk.days() for start in hours), key=lambda when: desk.wish(*when))
    for _, alike in groupby(tried, key=lambda when: desk.wish(*when)[:2]):
        found: list[Proposal] = []
        for on, start in alike:
            whole = desk.whole(on, start)
            if whole is not None and not whole.changes:
                return whole
            found += [whole] if whole else []
        if found:
            return min(found, key=desk.rank)
    return None


_SHIFTS = (-60, 60, -120, 120)
"""Minutes before and after the usual hour at which the checks look for a make-up."""


def _desk(subject: "Subject", closed: date, slots: tuple[str, ...]) -> "_Desk | None":
    """Return what is needed to find make-ups, or None for a day on which nothing that could be made up is held."""
    track = subject.track
    run, week = week_of(track, closed)
    weekday = list(Day)[closed.weekday()]
    if weekday not in track.days or not held_on(track, closed):
        return None
    missing = [s for s in sessions(track, subject.clinic, [week], run) if s.date == closed and s.makes_up is None]
    wanted = tuple(
        s.cell.slot for s in missing if s.placement and s.made_up is None and (not slots or s.cell.slot in slots)
    )
    if not wanted:
        return None
    monday = closed - timedelta(days=closed.weekday())
    own = sessions_between(track, subject.clinic, monday, monday + timedelta(days=6))
    roster = roster_of(subject.id, tuple(s for s in own if s.date != closed), subject.others)
    every = len(wanted) == len(missing)
    return _Desk(subject, closed, (run, week), () if every else wanted, own, roster, track.timetable[weekday][0].start)


@dataclass(frozen=True)
class _Desk:
    """Everything that finding a make-up needs, gathered once."""

    subject: "Subject"
    closed: date
    place: tuple[int, int]
    """Run and week of the cycle."""
    slots: tuple[str, ...]
    own: tuple[Session, ...]
    """The track's sessions of that calendar week."""
    roster: Roster
    usual: int
    """When the closed day usually begins."""
    led: dict[str, int] = field(default_factory=dict)
    """What each person leads in that week, as far as it has been asked for."""
    ranked: dict[tuple[tuple[Requirement, ...], Day], tuple[str, ...]] = field(default_factory=dict)
    """Who may lead what asks for something, those who lead least first, as far as it has been asked for."""

    def days(self) -> Iterator[date]:
        """Yield the other days of the week on which the track and the clinic are open."""
        monday = self.closed - timedelta(days=self.closed.weekday())
        for on in (monday + timedelta(days=passed) for passed in range(7)):
            track = self.subject.track
            if on != self.closed and held_on(track, on) and closure_on(track, self.subject.clinic, on) is None:
                yield on

    @property
    def beside(self) -> tuple[int, ...]:
        """The hours right after the groups of the week's days, and right before them."""
        held = [s for s in self.own if is_held(s) and s.date != self.closed]
        length = self._slots(self.closed, 0)[-1].end
        ends = {s.date: max(other.end for other in held if other.date == s.date) for s in held}
        begins = {s.date: min(other.start for other in held if other.date == s.date) for s in held}
        hours = (*(end + _PAUSE for end in ends.values()), *(begin - _PAUSE - length for begin in begins.values()))
        return tuple(dict.fromkeys(start for start in hours if FIRST_HOUR <= start <= LAST_HOUR))

    def starts(self) -> Iterable[int]:
        """Return the hours to try, the usual one first."""
        return dict.fromkeys((self.usual, *self.beside, *range(FIRST_HOUR, LAST_HOUR + 1, 60)))

    def _slots(self, on: date, start: int) -> tuple[Session, ...]:
        makeup = Makeup.model_construct(
            instead_of=self.closed, on=on, from_=start, slots=self.slots, staff={}, rooms={}
        )
        run, week = self.place
        return tuple(makeup_sessions(self.subject.track, makeup, week, run))

    def proposal(self, on: date, start: int) -> Proposal | None:
        """Return the make-up of a day and hour, or None where the track's own groups or everything else forbid it."""
        team, wanted = self._team(), self._wanted(on, start)
        held = [session for session in wanted if team.take(session)]
        return self._made(held, wanted, team) if held else None

    def whole(self, on: date, start: int) -> Proposal | None:
        """Return the make-up of a day and hour where all of the closed day can be held then, or None."""
        team, wanted = self._team(), self._wanted(on, start)
        return self._made(wanted, wanted, team) if wanted and all(map(team.take, wanted)) else None

    def _team(self) -> "_Team":
        return _Team(self.subject, self.roster, self.led, self.ranked)

    def _wanted(self, on: date, start: int) -> tuple[Session, ...]:
        """Return the sessions to hold, or none where the day has no room for them beside its own."""
        slots = self._slots(on, start)
        whole = Stretch(on, slots[0].start, slots[-1].end)
        if start < 0 or whole.end >= 24 * 60 or any(whole.meets(s) for s in self.own if is_held(s) and s.date == on):
            return ()
        return tuple(session for session in slots if session.placement)

    def _made(self, held: Sequence[Session], wanted: Sequence[Session], team: "_Team") -> Proposal:
        every = len(held) == len(wanted)
        makeup = Makeup(
            instead_of=self.closed,
            on=held[0].date,
            from_=wanted[0].start,
            slots=self.slots if every else tuple(session.cell.slot for session in held),
            staff=dict(team.staff),
            rooms=dict(team.rooms),
        )
        end = makeup_slots(self.subject.track, makeup)[-1].end
        return Proposal(makeup, end, self.subject.hours(held).session, tuple(team.lacking), tuple(team.changes))

    def wish(self, on: date, start: int) -> tuple[int, ...]:
        """Return what sorts the best day and hour first, before it is known who is free."""
        other_groups = any(s.date == on for s in self.own)
        far = abs((on - self.closed).days)
        return on.weekday() >= Day.SAT.number, other_groups, start != self.usual, far, abs(start - self.usual)

    def rank(self, found: Proposal) -> tuple[int, ...]:
        """Return what sorts the best proposal first."""
        weekend, other_groups, *rest = self.wish(found.makeup.on, found.makeup.from_)
        return -found.minutes, weekend, other_groups, len(found.changes), *rest


@dataclass
class _Team:
    """Who leads and where, session by session of one make-up."""

    subject: "Subject"
    roster: Roster
    led: dict[str, int]
    """What each person leads in that week without the make-up, as far as it has been asked for."""
    ranked: dict[tuple[tuple[Requirement, ...], Day], tuple[str, ...]]
    """Who may lead what asks for something, those who lead least first, as far as it has been asked for."""
    staff: dict[str, tuple[str, ...]] = field(default_factory=dict)
    rooms: dict[str, str] = field(default_factory=dict)
    lacking: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    minutes: dict[str, int] = field(default_factory=dict)
    """What the make-up adds to each person's week."""

    def take(self, session: Session) -> bool:
        """Find leaders and a room for a session, and tell whether there are any."""
        slot = session.cell.slot
        leads = self._leads(session)
        if leads is None:
            self.lacking.append(f"{slot}: nobody who may lead it is free")
            return False
        room = self._room(session)
        if room is None and session.room is not None:
            self.lacking.append(f"{slot}: no room that suits is free")
            return False
        clinic = self.subject.clinic
        if leads != session.leads:
            self.staff[slot] = leads
            gone = " and ".join(clinic.person_name(name) for name in session.leads if name not in leads)
            new = " and ".join(clinic.person_name(name) for name in leads if name not in session.leads)
            self.changes.append(f"{slot}: {_changed(gone, new)}")
        if room is not None and room != session.room:
            self.rooms[slot] = room
            self.changes.append(f"{slot}: {clinic.room_name(room)} for {clinic.room_name(session.room or '')}")
        for name in leads:
            self.minutes[name] = self.minutes.get(name, 0) + session.minutes
        return True

    def _leads(self, session: Session) -> tuple[str, ...] | None:
        """Return who leads: those who do otherwise as far as they can, and as many more as it takes; None if nobody."""
        if not session.leads:
            return ()
        module = self.subject.library.get(session.placement.module if session.placement else None)
        asked = self.subject.asked(module) if module else ()
        people = self.subject.clinic.people
        unknown = [name for name in session.leads if name not in people]
        team = [name for name in session.leads if name in people and self._is_free(name, session)]
        needed = max(session.timed.slot.leaders, module.leaders if module else 1)
        while True:
            lacking = unmet(asked, (people[name].qualified_on(session.date) for name in team))
            if len(team) + len(unknown) >= needed and not lacking:
                return tuple(name for name in session.leads if name in unknown or name in team) + tuple(
                    name for name in team if name not in session.leads
                )
            pool = (name for name in self._least_first(lacking[:1], session) if name not in team)
            free = (n for n in pool if self._is_free(n, session) and self._holds(n, lacking, session))
            another = next(free, None)
            if another is None:
                return None
            team.append(another)

    def _least_first(self, asked: tuple[Requirement, ...], session: Session) -> Iterable[str]:
        """Return who may lead and works on that day, those who lead least in that week first."""
        key, day = (asked, session.day), session.date
        if key not in self.ranked:
            here = self.subject.working(session.day)
            pool = ((self._led_before(name, day), name) for name in self.subject.able(asked) if name in here)
            self.ranked[key] = tuple(name for _, name in sorted(pool))
        ranked = self.ranked[key]
        if not self.minutes:
            return ranked

        def led(name: str) -> tuple[int, str]:
            return self._led(name, day), name

        more = sorted((name for name in ranked if name in self.minutes), key=led)
        return merge((name for name in ranked if name not in self.minutes), more, key=led)

    def _holds(self, name: str, lacking: tuple[Requirement, ...], session: Session) -> bool:
        return not unmet(lacking[:1], (self.subject.clinic.people[name].qualified_on(session.date),))

    def _led(self, name: str, day: date) -> int:
        return self._led_before(name, day) + self.minutes.get(name, 0)

    def _led_before(self, name: str, day: date) -> int:
        if name not in self.led:
            self.led[name] = self.roster.minutes(name, day)
        return self.led[name]

    def _is_free(self, name: str, session: Session) -> bool:
        person, stretch = self.subject.clinic.people[name], stretch_of(session)
        if why_absent(person, stretch) or self.roster.is_engaged(name, stretch):
            return False
        left = load_left(person, self._led(name, session.date))
        return left is None or left >= session.minutes

    def _room(self, session: Session) -> str | None:
        if session.room is None:
            return None
        clinic, stretch, module = self.subject.clinic, stretch_of(session), self._module(session)
        features, room = module.room if module else (), clinic.rooms.get(session.room)
        seats = self.subject.track.census
        free = not self.roster.is_taken(session.room, stretch)
        if free and (room is None or why_unsuited(room, seats, features) is None):
            return session.room
        return next(iter(free_rooms(self.roster, clinic, stretch, seats=seats, features=features)), None)

    def _module(self, session: Session) -> Module | None:
        return self.subject.library.get(session.placement.module if session.placement else None)


def _changed(gone: str, new: str) -> str:
    """Return who leads instead of whom, in words."""
    if not new:
        return f"without {gone}"
    return f"{new} for {gone}" if gone else f"with {new}, too"
