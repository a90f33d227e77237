"""Who could lead in a slot and in which rooms it could be held, given all that stays.

Says what is possible for one slot by itself. That two slots may want the same person is weighed in `staging`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from curriculum.model.track import Cell
from curriculum.model.wish import points
from curriculum.planning.calendar import Session
from curriculum.planning.fill.problem import Problem
from curriculum.planning.people import Requirement, unmet, why_absent
from curriculum.planning.rooms import why_unsuited
from curriculum.planning.roster import stretch_of

People = tuple[str, ...]
Asked = tuple[Requirement, ...]


@dataclass(frozen=True)
class Staffing:
    """What people and rooms allow, slot by slot."""

    problem: Problem

    def usual_people(self, cell: Cell) -> People:
        """Return the slot's own staff; where it is made up for on another day, those who lead it there."""
        makeup = self.problem.makeup_of(self.problem.sessions[cell])
        return (makeup and makeup.staff.get(cell.slot)) or self.problem.track.staff.get(cell.slot, ())

    def usual_room(self, cell: Cell) -> str | None:
        """Return the slot's own room; where it is made up for on another day, that in which it is held there."""
        makeup = self.problem.makeup_of(self.problem.sessions[cell])
        return (makeup and makeup.rooms.get(cell.slot)) or self.problem.track.rooms.get(cell.slot)

    @cached_property
    def _asked(self) -> dict[str, Asked]:
        return {}

    def asked(self, module_id: str) -> Asked:
        """Return what a module asks of those who lead it."""
        if module_id not in self._asked:
            self._asked[module_id] = self.problem.subject.asked(self.problem.module(module_id))
        return self._asked[module_id]

    def why_not_free(self, person: str, cell: Cell) -> str | None:
        """Return why somebody cannot be in a slot, or None. Of a stranger to the clinic nobody knows hours."""
        session = self.problem.sessions[cell]
        known = self.problem.subject.clinic.people.get(person)
        absent = why_absent(known, stretch_of(session)) if known else None
        if absent is not None:
            return absent
        for booking in self.problem.roster.during(stretch_of(session)):
            if person in booking.session.leads:
                return f"leads {booking.session.cell} of {booking.track} then"
        left = self.minutes_left(person, session)
        return "has no minutes left that week" if left is not None and left < session.minutes else None

    def minutes_left(self, person: str, session: Session) -> int | None:
        """Return the session minutes that somebody has left in the week of a session, beside all that stays."""
        known = self.problem.subject.clinic.people.get(person)
        if known is None or known.load is None:
            return None
        return max(0, known.load - self.problem.roster.minutes(person, session.date))

    @cached_property
    def _teams(self) -> dict[Cell, tuple[People, ...]]:
        return {}

    def teams(self, cell: Cell) -> tuple[People, ...]:
        """Return who could lead in a slot, the slot's own staff first, each as a whole with its co-leaders."""
        if cell not in self._teams:
            self._teams[cell] = tuple(dict.fromkeys(self._possible_teams(cell)))
        return self._teams[cell]

    def _possible_teams(self, cell: Cell) -> Iterator[People]:
        usual = self.usual_people(cell)
        if self.problem.wishes.leaders == "off":
            yield usual
            return
        free = [name for name in self.problem.subject.clinic.people if self.why_not_free(name, cell) is None]
        draft = self.problem.draft.get(cell)
        for team in (usual, draft.lead if draft else usual):
            if all(self.why_not_free(name, cell) is None for name in team):
                yield team
        if usual or free:
            yield from self._others(cell, free)

    def _others(self, cell: Cell, free: list[str]) -> Iterator[People]:
        """Yield each free person with the slot's co-leaders, or with one more where the slot asks for two."""
        wanted = self.problem.sessions[cell].timed.slot.leaders
        helpers = [name for name in self.usual_people(cell)[1:] if self.why_not_free(name, cell) is None]
        for name in sorted(free):
            team = (name, *(helper for helper in helpers if helper != name))
            if len(team) < wanted:
                yield from ((*team, other) for other in sorted(free) if other not in team)
            yield team
            if len(team) > wanted:
                yield team[:wanted]

    @cached_property
    def _leading(self) -> dict[tuple[Asked, Cell], tuple[People, ...]]:
        return {}

    def leading(self, asked: Asked, cell: Cell) -> tuple[People, ...]:
        """Return the teams of a slot that hold what is asked."""
        key = (asked, cell)
        if key not in self._leading:
            self._leading[key] = tuple(team for team in self.teams(cell) if self._holds(team, asked, cell))
        return self._leading[key]

    def _holds(self, team: People, asked: Asked, cell: Cell) -> bool:
        if not asked or self.problem.wishes.leaders == "off":
            return True
        day = self.problem.sessions[cell].date
        people = self.problem.subject.clinic.people
        return not unmet(asked, [people[name].qualified_on(day) for name in team if name in people])

    @cached_property
    def _suiting(self) -> dict[tuple[Cell, tuple[str, ...]], tuple[str | None, ...]]:
        return {}

    def rooms(self, cell: Cell, features: tuple[str, ...]) -> tuple[str | None, ...]:
        """Return where a slot could be held, with those features, its own room first; None is no room in particular."""
        key = (cell, features)
        if key not in self._suiting:
            self._suiting[key] = self._possible_rooms(cell, features)
        return self._suiting[key]

    def _possible_rooms(self, cell: Cell, features: tuple[str, ...]) -> tuple[str | None, ...]:
        usual = self.usual_room(cell)
        if self.problem.wishes.rooms == "off" or usual is None:
            return (usual,)
        draft = self.problem.draft.get(cell)
        names = dict.fromkeys((usual, *([draft.room] if draft and draft.room else []), *self._rooms_by_size))
        return tuple(name for name in names if self.why_no_room(name, cell, features) is None)

    @cached_property
    def _rooms_by_size(self) -> tuple[str, ...]:
        rooms = self.problem.subject.clinic.rooms
        return tuple(sorted(rooms, key=lambda name: (rooms[name].seats, len(rooms[name].features), name)))

    def why_no_room(self, name: str, cell: Cell, features: Iterable[str]) -> str | None:
        """Return why a slot cannot be held in a room, or None. Of a room that the clinic lacks nobody knows more."""
        room = self.problem.subject.clinic.rooms.get(name)
        unsuited = why_unsuited(room, self.problem.track.census, features) if room else None
        if unsuited is not None:
            return unsuited
        for booking in self.problem.roster.during(stretch_of(self.problem.sessions[cell])):
            if booking.session.room == name:
                return f"is taken by {booking.session.cell} of {booking.track} then"
        return None

    def people_points(self, cell: Cell, module_id: str, team: People) -> int:
        """Return what it costs that a team leads: nothing for the slot's own, or for those who led what stays."""
        draft = self.problem.draft.get(cell)
        before = draft.lead if draft and draft.module == module_id and draft.lead else self.usual_people(cell)
        return 0 if team == before else points(self.problem.wishes.usual_people)

    def room_points(self, cell: Cell, module_id: str, room: str | None) -> int:
        """Return what it costs to be in a room: nothing for the slot's own, or for that of what stays."""
        draft = self.problem.draft.get(cell)
        before = draft.room if draft and draft.module == module_id and draft.room else self.usual_room(cell)
        return 0 if room == before else points(self.problem.wishes.usual_room)
