"""What a plan costs by its wishes, counted from the plan itself.

Shares nothing with the rows that the solver sees, so that each can be held against the other.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, pairwise

from curriculum.model.module import Modality, Module
from curriculum.model.track import Admission, Track
from curriculum.model.wish import PARTS_A_WEEK, SlotUse
from curriculum.planning.calendar import Session
from curriculum.planning.coverage import coverage, held_weeks
from curriculum.planning.fill.problem import Problem
from curriculum.planning.rules.subject import Subject


@dataclass(frozen=True)
class Part:
    """What one wish says of a plan."""

    wish: str
    breaches: int
    """How often it is not met; of minutes, how many."""
    weigh: str | int

    @property
    def points(self) -> int:
        """What that costs; a must has no price."""
        return self.breaches * self.weigh if isinstance(self.weigh, int) else 0


@dataclass(frozen=True)
class Tally:
    """What every wish says of a plan."""

    parts: tuple[Part, ...]

    @property
    def points(self) -> int:
        """The whole cost."""
        return sum(part.points for part in self.parts)

    @property
    def broken(self) -> tuple[Part, ...]:
        """The musts that are not met."""
        return tuple(part for part in self.parts if part.weigh == "must" and part.breaches)

    def of(self, wish: str) -> int:
        """Return how often a wish is not met."""
        return sum(part.breaches for part in self.parts if part.wish == wish)


def tally(problem: Problem, track: Track) -> Tally:
    """Return what the wishes say of a version of a problem's track.

    Slots, days and weeks count where the problem has something to fill; clients' stays and repeats in the whole cycle.
    """
    counting = _Counting(problem, replace(problem.subject, track=track))
    wishes = problem.wishes
    single: tuple[tuple[str, Callable[[], int], str | int], ...] = (
        ("every-slot", counting.empty, wishes.every_slot),
        ("core-topics", counting.core_gaps, wishes.core_topics),
        ("whole-series", counting.broken_series, wishes.whole_series),
        ("series-pace", counting.hurried, wishes.series_pace),
        ("variety", counting.repeats, wishes.variety),
        ("around-the-cycle", counting.around, wishes.around_the_cycle),
        ("mixed-weeks", counting.unmixed, wishes.mixed_weeks),
        ("back-to-back", counting.back_to_back, wishes.back_to_back),
        ("own-length", counting.stretched, wishes.own_length),
        ("group-size", counting.unsuited, wishes.group_size),
        ("little-change", counting.changed, wishes.little_change),
        ("usual-people", counting.other_people, wishes.usual_people),
        ("usual-room", counting.other_rooms, wishes.usual_room),
    )
    parts = [Part(name, count(), weigh) for name, count, weigh in single if weigh != "off"]
    return Tally((*parts, *counting.listed()))


@dataclass(frozen=True)
class _Counting:
    problem: Problem
    subject: Subject

    @property
    def track(self) -> Track:
        return self.subject.track

    def module(self, module_id: str | None) -> Module | None:
        return self.subject.library.get(module_id)

    @cached_property
    def weeks(self) -> frozenset[int]:
        return frozenset(cell.week for cell in self.problem.cells)

    @cached_property
    def held(self) -> tuple[Session, ...]:
        """Sessions of the weeks in question on open days, also those that hold nothing."""
        return tuple(s for s in self.subject.sessions if s.closed is None and s.cell.week in self.weeks)

    @cached_property
    def filled(self) -> tuple[tuple[Session, Module], ...]:
        """What the slots to fill hold."""
        cells = frozenset(self.problem.cells)
        pairs = ((s, self.module(s.module)) for s in self.held if s.cell in cells)
        return tuple((session, module) for session, module in pairs if module is not None)

    @cached_property
    def own_modules(self) -> tuple[tuple[str, ...], ...]:
        """The modules of each week of the cycle without what slots hold every time."""
        standing = {
            (day, timed.slot.name, timed.slot.standing)
            for day, slots in self.track.timetable.items()
            for timed in slots
        }
        weeks: list[list[str]] = [[] for _ in range(self.track.cycle)]
        for cell in self.track.cells:
            placement = self.track.placement(cell)
            if placement is not None and (cell.day, cell.slot, placement.module) not in standing:
                weeks[cell.week - 1].append(placement.module)
        return tuple(map(tuple, weeks))

    def empty(self) -> int:
        return sum(self.track.placement(cell) is None for cell in self.problem.cells)

    def core_gaps(self) -> int:
        covered = coverage(self.track, self.subject.library)
        return sum(len(covered.gaps(topic)) for topic in self.track.core)

    def broken_series(self) -> int:
        there = {module for week in held_weeks(self.track) for module in week}
        return sum(not there & before for before in map(self._part_before, sorted(there)) if before)

    def _part_before(self, module_id: str) -> frozenset[str]:
        module = self.module(module_id)
        if module is None or module.series is None:
            return frozenset()
        parts = [
            (other.part, name)
            for name, other in self.subject.library.modules.items()
            if other.series == module.series and (other.part or 0) < (module.part or 0) and other.status != "retired"
        ]
        last = max((part or 0 for part, _ in parts), default=0)
        return frozenset(name for part, name in parts if part == last)

    def hurried(self) -> int:
        total = 0
        for sessions in self._by_week(not_standing=True):
            modules = (self.module(session.module) for session in sessions)
            parts = Counter(module.series for module in modules if module is not None and module.series)
            total += sum(max(0, count - PARTS_A_WEEK) for count in parts.values())
        return total

    def repeats(self) -> int:
        times = Counter(module for week in self.own_modules for module in week)
        return sum(count - 1 for name, count in times.items() if count > 1 and self._asks_for_weeks(name))

    def _asks_for_weeks(self, module_id: str) -> bool:
        module = self.module(module_id)
        return module is not None and module.repeat_after > 0

    def around(self) -> int:
        if self.track.admission is Admission.CLOSED:
            return 0
        return sum(self._around(name) for name in {module for week in self.own_modules for module in week})

    def _around(self, module_id: str) -> int:
        """Return how many too many there are of a module in its weeks around the end of the cycle."""
        module, cycle = self.module(module_id), self.track.cycle
        length = min(module.repeat_after, cycle) if module else 0
        times = [week.count(module_id) for week in self.own_modules]
        stretches = ([*times[cycle - length + after :], *times[:after]] for after in range(1, length))
        return max((0, *(sum(stretch) - 1 for stretch in stretches)))

    def unmixed(self) -> int:
        return sum(
            max(0, count - (len(sessions) + 1) // 2)
            for sessions in self._by_week(not_standing=True)
            for modality, count in Counter(map(self._modality, sessions)).items()
            if modality not in (None, Modality.OTHER)
        )

    def _by_week(self, *, not_standing: bool) -> Iterator[list[Session]]:
        for week in sorted(self.weeks):
            yield [s for s in self.held if s.cell.week == week and not (not_standing and s.standing)]

    def _modality(self, session: Session) -> Modality | None:
        module = self.module(session.module)
        return module.modality if module else None

    def back_to_back(self) -> int:
        days = groupby(sorted(self.held, key=_when), key=lambda s: (s.cell.week, s.cell.day))
        pairs = (pair for _, sessions in days for pair in pairwise(sessions))
        return sum(self._alike(*pair) for pair in pairs)

    def _alike(self, one: Session, other: Session) -> bool:
        first, second = self._modality(one), self._modality(other)
        return first is second and first not in (None, Modality.OTHER)

    def stretched(self) -> int:
        return sum(abs(module.minutes.planned - session.minutes) // 10 for session, module in self.filled)

    def unsuited(self) -> int:
        return sum(not m.group.least <= self.track.census <= m.group.most for _, m in self.filled)

    def changed(self) -> int:
        after = {cell: self.track.planned(cell) for cell in self.problem.draft}
        return sum(
            (held := after[cell]) is None or held.module != draft.module for cell, draft in self.problem.draft.items()
        )

    def other_people(self) -> int:
        return sum(session.leads != self._before(session, "leads") for session, _ in self.filled)

    def other_rooms(self) -> int:
        return sum(session.room != self._before(session, "room") for session, _ in self.filled)

    def _before(self, session: Session, what: str) -> object:
        """Return who led or where it was where the session stays, else the make-up's or the slot's own."""
        makeup = self.problem.makeup_of(session)
        if makeup is not None and session.cell.slot in (makeup.staff if what == "leads" else makeup.rooms):
            return session.leads if what == "leads" else session.room
        draft = self.problem.draft.get(session.cell)
        if draft is not None and draft.module == session.module:
            return {"leads": self.problem.track.leads(session.cell), "room": self.problem.track.room(session.cell)}[
                what
            ]
        own = {"leads": self.track.staff.get(session.cell.slot, ()), "room": self.track.rooms.get(session.cell.slot)}
        return own[what]

    def listed(self) -> Iterator[Part]:
        """Yield what the wishes say that a track lists one by one."""
        wishes = self.problem.wishes
        for wish in wishes.modality_minutes:
            minutes = [
                sum(s.minutes for s in sessions if self._modality(s) is wish.modality)
                for sessions in self._by_week(not_standing=False)
            ]
            short = sum(max(0, (wish.least or 0) - there) for there in minutes)
            over = sum(max(0, there - wish.most) for there in minutes) if wish.most is not None else 0
            yield Part(f"modality-minutes, {wish.modality}", short + over, wish.weigh)
        for phase in wishes.phases:
            strong = sum(m.intensity.rank > phase.most.rank for s, m in self.filled if s.cell.week in phase.weeks)
            yield Part(f"phases, {phase.most} at most", strong, phase.weigh)
        for name, use in wishes.slots.items():
            odd = sum(not _of_use(m, use) for s, m in self.filled if s.cell.slot == name)
            yield Part(f"slots, {name}", odd, use.weigh)


def _when(session: Session) -> tuple[int, int, int, int]:
    return session.cell.week, session.cell.day.number, session.start, session.timed.number


def _of_use(module: Module, use: SlotUse) -> bool:
    asked: tuple[tuple[Iterable[object], bool], ...] = (
        (use.kinds, module.kind in use.kinds),
        (use.modalities, module.modality in use.modalities),
        (use.series, module.series in use.series),
        (use.topics, any(topic in use.topics for topic in module.topics)),
    )
    return all(met for wanted, met in asked if wanted)


def by_wish(before: Tally, after: Tally) -> Mapping[str, tuple[Part, Part]]:
    """Return each wish's part before and after."""
    return {old.wish: (old, new) for old, new in zip(before.parts, after.parts, strict=True)}
