"""What is to be filled: the open slots of some weeks, what stands around them, and what may move.

Gathered once from a subject of the rules. Decides nothing: who may go where is said in `candidates` and `staffing`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from curriculum.model.makeup import Makeup
from curriculum.model.module import Modality, Module, Status
from curriculum.model.track import Admission, Cell, Placement, Track, tidy_plan
from curriculum.model.wish import Wishes
from curriculum.planning.calendar import Session
from curriculum.planning.roster import Roster
from curriculum.planning.rules.subject import Subject


@dataclass(frozen=True)
class Problem:
    """Slots to fill, and everything that a proposal has to respect."""

    subject: Subject
    """The track as it stands, before anything is proposed."""
    cells: tuple[Cell, ...]
    """The slots to fill, in the order held."""
    draft: Mapping[Cell, Placement]
    """What stands in them now and may move; empty unless it is a re-plan."""

    @property
    def track(self) -> Track:
        """The track as it stands."""
        return self.subject.track

    @property
    def wishes(self) -> Wishes:
        """What the track asks of a proposal."""
        return self.track.wishes

    @cached_property
    def weeks(self) -> tuple[int, ...]:
        """The weeks that hold a slot to fill."""
        return tuple(sorted({cell.week for cell in self.cells}))

    def cells_of(self, week: int) -> tuple[Cell, ...]:
        """Return the slots to fill of a week, in the order held."""
        return self._cells_by_week.get(week, ())

    @cached_property
    def _cells_by_week(self) -> Mapping[int, tuple[Cell, ...]]:
        weeks: dict[int, list[Cell]] = {}
        for cell in self.cells:
            weeks.setdefault(cell.week, []).append(cell)
        return {week: tuple(cells) for week, cells in weeks.items()}

    @cached_property
    def pinned(self) -> Track:
        """The track without what may move."""
        return with_placements(self.track, dict.fromkeys(self.draft))

    @cached_property
    def around(self) -> Subject:
        """What the rules look at, without what may move."""
        return replace(self.subject, track=self.pinned)

    @cached_property
    def sessions(self) -> Mapping[Cell, Session]:
        """Every session of the cycle by its slot, without what may move; of a closed day its make-up, if it has one."""
        closed_first = sorted(self.around.sessions, key=lambda session: session.closed is None)
        return {session.cell: session for session in closed_first}

    @cached_property
    def position(self) -> Mapping[Cell, int]:
        """The place of every slot in the order held, those of days before the start at the end of their week."""
        held = sorted(self.sessions.values(), key=lambda s: (s.cell.week, s.date, s.start, s.timed.number))
        order = dict.fromkeys((*(session.cell for session in held), *self.track.cells))
        return {cell: number for number, cell in enumerate(order)}

    @cached_property
    def roster(self) -> Roster:
        """Who and what is taken when: what stays of this track, and every other one of the workspace."""
        return self.around.roster

    @cached_property
    def pinned_in(self) -> Mapping[str, tuple[Cell, ...]]:
        """Where each module stands that stays, held on an open day, in the order held."""
        return _by_module((s.module, s.cell) for s in self.around.held if s.module)

    @cached_property
    def planned_in(self) -> Mapping[str, tuple[Cell, ...]]:
        """Where each module stands that stays, closed days included: the plan that repeats."""
        placed = ((self.pinned.placement(cell), cell) for cell in self.pinned.cells)
        return _by_module((placement.module, cell) for placement, cell in placed if placement)

    def makeup_of(self, session: Session) -> Makeup | None:
        """Return what a session is held by instead of on its closed day; None where it is held on its own."""
        days = (session.makes_up, session.date)
        return next((each for each in self.track.makeups if (each.instead_of, each.on) == days), None)

    def module(self, module_id: str) -> Module:
        """Return a module of the library by id."""
        return self.subject.library.modules[module_id]

    @cached_property
    def open(self) -> frozenset[Cell]:
        """The slots to fill, to look one up."""
        return frozenset(self.cells)

    def standing(self, cell: Cell) -> bool:
        """Tell whether a slot holds what it holds every time."""
        timed, placement = self.track.timed_slot(cell.day, cell.slot), self.pinned.placement(cell)
        return timed is not None and placement is not None and timed.slot.standing == placement.module

    def modality_of(self, session: Session) -> Modality | None:
        """Return the modality of what a session holds; None where that is nothing, or nothing known."""
        module = self.subject.library.get(session.module)
        return module.modality if module else None

    def held_in(self, week: int) -> tuple[Session, ...]:
        """Return the sessions of a week on open days, without what may move."""
        return tuple(s for s in self._sessions_by_week.get(week, ()) if s.closed is None)

    def sequence_of(self, week: int) -> tuple[Session, ...]:
        """Return the sessions of a week that are not standing."""
        return tuple(session for session in self.held_in(week) if not session.standing)

    def days_of(self, week: int) -> tuple[tuple[Session, ...], ...]:
        """Return the sessions of each open day of a week, in the order held."""
        days = dict.fromkeys(session.cell.day for session in self.held_in(week))
        return tuple(tuple(s for s in self.held_in(week) if s.cell.day is day) for day in days)

    @cached_property
    def _sessions_by_week(self) -> Mapping[int, tuple[Session, ...]]:
        weeks: dict[int, list[Session]] = {}
        for session in sorted(self.sessions.values(), key=lambda s: self.position[s.cell]):
            weeks.setdefault(session.cell.week, []).append(session)
        return {week: tuple(held) for week, held in weeks.items()}

    def part_before(self, module_id: str) -> tuple[str, ...]:
        """Return the modules of the library that are the part just before a module in its series."""
        module = self.subject.library.get(module_id)
        if module is None or module.series is None or module.part is None:
            return ()
        earlier = {part: names for part, names in self._series.get(module.series, {}).items() if part < module.part}
        return tuple(earlier[max(earlier)]) if earlier else ()

    @cached_property
    def _series(self) -> Mapping[str, Mapping[int, list[str]]]:
        found: dict[str, dict[int, list[str]]] = {}
        for module_id, module in sorted(self.subject.library.modules.items()):
            if module.series and module.part and module.status is not Status.RETIRED:
                found.setdefault(module.series, {}).setdefault(module.part, []).append(module_id)
        return found

    @cached_property
    def lived(self) -> tuple[tuple[int, ...], ...]:
        """The weeks of the first run, and those of a client who joins at each later gate, in the order lived."""
        track = self.track
        gates = track.gates if track.admission is Admission.GATED else ()
        runs = [tuple(range(1, track.cycle + 1))]
        length = min(track.stay, track.cycle)
        runs += [tuple((gate - 1 + n) % track.cycle + 1 for n in range(length)) for gate in gates if gate != 1]
        return tuple(runs)

    def standing_cells(self, run: int) -> Mapping[str, tuple[Cell, ...]]:
        """Return where the modules that stay are met on one of `lived`, each in the order of the cycle.

        The first run is that of the calendar; the others are of the plan that repeats, as the coverage counts it.
        """
        return self.pinned_in if run == 0 else self.planned_in


def _by_module(pairs: Iterable[tuple[str, Cell]]) -> dict[str, tuple[Cell, ...]]:
    found: dict[str, list[Cell]] = {}
    for module_id, cell in pairs:
        found.setdefault(module_id, []).append(cell)
    return {module_id: tuple(cells) for module_id, cells in found.items()}


def to_fill(subject: Subject, weeks: Iterable[int] | None = None) -> Problem:
    """Return the problem of filling the empty slots of some weeks, or of all. What is placed stays."""
    wanted = _wanted(subject, weeks)
    open_ = (s.cell for s in subject.sessions if s.cell.week in wanted and _fillable(s) and s.placement is None)
    return Problem(subject, tuple(dict.fromkeys(open_)), {})


def to_replan(subject: Subject, weeks: Iterable[int] | None = None) -> Problem:
    """Return the problem of filling some weeks anew, where only what is locked or standing stays for certain."""
    wanted = _wanted(subject, weeks)
    sessions = [s for s in subject.sessions if s.cell.week in wanted and _fillable(s)]
    planned = {s.cell: subject.track.planned(s.cell) for s in sessions}
    open_ = tuple(cell for cell, placement in planned.items() if placement is None or not placement.locked)
    return Problem(subject, open_, {cell: held for cell in open_ if (held := planned[cell]) is not None})


def _wanted(subject: Subject, weeks: Iterable[int] | None) -> frozenset[int]:
    return frozenset(range(1, subject.track.cycle + 1) if weeks is None else weeks)


def _fillable(session: Session) -> bool:
    return session.closed is None and not session.standing


def with_placements(track: Track, changes: Mapping[Cell, Placement | None]) -> Track:
    """Return the track with other placements in some slots, whatever they hold; None empties one."""
    plan = {week: {day: dict(slots) for day, slots in days.items()} for week, days in track.plan.items()}
    for cell, placement in changes.items():
        slots = plan.setdefault(cell.week, {}).setdefault(cell.day, {})
        slots.pop(cell.slot, None)
        if placement is not None:
            slots[cell.slot] = placement
    return track.model_copy(update={"plan": tidy_plan(plan)})
