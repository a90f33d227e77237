"""Which module may stand in which slot, by itself: its minutes, its state, its leaders and its room.

What modules ask of each other, their order and their spacing, is not looked at here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from curriculum.model.module import Module, Status
from curriculum.model.timing import hours_text
from curriculum.model.track import Cell
from curriculum.model.wish import SlotUse, points
from curriculum.planning.fill.problem import Problem
from curriculum.planning.fill.staffing import Staffing
from curriculum.planning.rules.subject import listed


@dataclass(frozen=True)
class Bar:
    """Why a module may not stand in a slot."""

    kind: str
    """In a word, to count by: `minutes`, `status`, `group`, `phase`, `slot`, `leaders` or `room`."""
    words: str


@dataclass(frozen=True)
class Candidates:
    """The modules that a problem may draw on, and what each costs in each slot by itself."""

    problem: Problem

    @cached_property
    def staffing(self) -> Staffing:
        """What people and rooms allow."""
        return Staffing(self.problem)

    @cached_property
    def modules(self) -> Mapping[str, Module]:
        """The modules that may be proposed anywhere, by id."""
        return {
            module_id: module
            for module_id, module in sorted(self.problem.subject.library.modules.items())
            if self.why_nowhere(module_id) is None
        }

    def why_nowhere(self, module_id: str) -> Bar | None:
        """Return why a module is not proposed at all, or None."""
        problem, module = self.problem, self.problem.module(module_id)
        if module_id in self._standing:
            return Bar("status", "is what a standing slot of this track holds")
        if module.status is Status.DRAFT and not (problem.wishes.drafts or module_id in self._kept):
            return Bar("status", "is still a draft")
        if module.status is Status.RETIRED and not problem.wishes.retired:
            return Bar("status", "is retired")
        if problem.wishes.group_size == "must" and not _suits(module, problem.track.census):
            least, most = module.group.least, module.group.most
            return Bar("group", f"works for {least} to {most} clients; the census is {problem.track.census}")
        return None

    @cached_property
    def _standing(self) -> frozenset[str]:
        return frozenset(
            t.slot.standing for slots in self.problem.track.timetable.values() for t in slots if t.slot.standing
        )

    @cached_property
    def _kept(self) -> frozenset[str]:
        return frozenset(placement.module for placement in self.problem.draft.values())

    def why_not(self, module_id: str, cell: Cell) -> Bar | None:
        """Return why a module may not stand in a slot, or None where by itself it may."""
        nowhere = self.why_nowhere(module_id)
        if nowhere is not None:
            return nowhere
        module, minutes = self.problem.module(module_id), self.problem.sessions[cell].minutes
        if not module.fits(minutes):
            least, most = hours_text(module.minutes.least), hours_text(module.minutes.most)
            return Bar("minutes", f"takes {least} to {most}; the slot has {hours_text(minutes)}")
        return self._against_wishes(module, cell) or self._unstaffed(module_id, cell)

    def _against_wishes(self, module: Module, cell: Cell) -> Bar | None:
        wishes = self.problem.wishes
        for phase in wishes.phases:
            if phase.weigh == "must" and cell.week in phase.weeks and module.intensity.rank > phase.most.rank:
                return Bar("phase", f"is {module.intensity}; week {cell.week} takes {phase.most} at most")
        use = wishes.slots.get(cell.slot)
        if use is not None and use.weigh == "must" and not is_of_use(module, use):
            return Bar("slot", f"is not what slot {cell.slot} is for")
        return None

    def _unstaffed(self, module_id: str, cell: Cell) -> Bar | None:
        staffing, features = self.staffing, self.problem.module(module_id).room
        asked = staffing.asked(module_id)
        if not staffing.leading(asked, cell):
            wanted = f" who holds {listed(map(str, asked))}" if asked else ""
            return Bar("leaders", f"finds nobody free{wanted}")
        if not staffing.rooms(cell, features):
            wanted = f" with {', '.join(features)}" if features else ""
            return Bar("room", f"finds no free room{wanted} for {self.problem.track.census}")
        return None

    @cached_property
    def _costs(self) -> dict[tuple[str, Cell], int | None]:
        return {}

    def cost(self, module_id: str, cell: Cell) -> int | None:
        """Return the points that a module costs in a slot whatever else is held, or None where it may not be there."""
        key = (module_id, cell)
        if key not in self._costs:
            self._costs[key] = None if self.why_not(module_id, cell) else self._points(module_id, cell)
        return self._costs[key]

    def _points(self, module_id: str, cell: Cell) -> int:
        module, staffing = self.problem.module(module_id), self.staffing
        leading = staffing.leading(staffing.asked(module_id), cell)
        people = min(staffing.people_points(cell, module_id, team) for team in leading)
        room = min(staffing.room_points(cell, module_id, name) for name in staffing.rooms(cell, module.room))
        return self.own_points(module, cell) + people + room

    def own_points(self, module: Module, cell: Cell) -> int:
        """Return the points of a module in a slot without people and rooms."""
        wishes, problem = self.problem.wishes, self.problem
        tens = abs(module.minutes.planned - problem.sessions[cell].minutes) // 10
        total = tens * points(wishes.own_length)
        if not _suits(module, problem.track.census):
            total += points(wishes.group_size)
        total += sum(
            points(phase.weigh)
            for phase in wishes.phases
            if cell.week in phase.weeks and module.intensity.rank > phase.most.rank
        )
        use = wishes.slots.get(cell.slot)
        return total + (points(use.weigh) if use is not None and not is_of_use(module, use) else 0)


def _suits(module: Module, census: int) -> bool:
    return module.group.least <= census <= module.group.most


def is_of_use(module: Module, use: SlotUse) -> bool:
    """Tell whether a module is one of those that a slot is for: each of the lists that say anything names it."""
    return (
        (not use.kinds or module.kind in use.kinds)
        and (not use.modalities or module.modality in use.modalities)
        and (not use.series or module.series in use.series)
        and (not use.topics or not set(use.topics).isdisjoint(module.topics))
    )
