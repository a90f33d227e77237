"""Why a proposal puts each module where it does, in a director's words, read off the finished plan."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from curriculum.model.module import Module
from curriculum.model.timing import hours_text
from curriculum.model.track import Cell, Placement, Track
from curriculum.planning.coverage import Coverage, coverage
from curriculum.planning.fill.candidates import Candidates
from curriculum.planning.fill.conflicts import why_empty
from curriculum.planning.fill.problem import Problem
from curriculum.planning.fill.proposal import Left, Proposed, proposed_track
from curriculum.planning.fill.weeks import cost_here
from curriculum.planning.rules.subject import listed

_MOST_REASONS = 2


def described(
    candidates: Candidates, placed: Mapping[Cell, Placement]
) -> tuple[tuple[Proposed, ...], tuple[Left, ...]]:
    """Return the slots of a proposal with a reason each, and those that it leaves empty with why."""
    told = Reasons(candidates, placed)
    problem = candidates.problem
    filled = tuple(
        Proposed(cell, placed[cell], problem.draft.get(cell), told.of(cell)) for cell in problem.cells if cell in placed
    )
    empty = [cell for cell in problem.cells if cell not in placed]
    return filled, tuple(Left(cell, why_empty(candidates, cell), problem.draft.get(cell)) for cell in empty)


def weeks_text(weeks: Sequence[int]) -> str:
    """Return weeks as people say them: `week 5`, `weeks 3 to 6`, `weeks 1, 2 and 8`."""
    ordered = sorted(weeks)
    if len(ordered) == 1:
        return f"week {ordered[0]}"
    if len(ordered) > 2 and ordered[-1] - ordered[0] == len(ordered) - 1:
        return f"weeks {ordered[0]} to {ordered[-1]}"
    return f"weeks {listed(map(str, ordered))}"


@dataclass(frozen=True)
class Reasons:
    """What speaks for each placement of a proposal."""

    candidates: Candidates
    placed: Mapping[Cell, Placement]

    @property
    def problem(self) -> Problem:
        """What was filled."""
        return self.candidates.problem

    @cached_property
    def track(self) -> Track:
        """The track with the whole proposal in it."""
        return proposed_track(self.problem, self.placed)

    @cached_property
    def _covered(self) -> Coverage:
        return coverage(self.track, self.problem.subject.library)

    @cached_property
    def _cells_of(self) -> Mapping[str, tuple[Cell, ...]]:
        found: dict[str, list[Cell]] = {}
        for cell in sorted(self.track.cells, key=self.problem.position.__getitem__):
            placement = self.track.placement(cell)
            if placement is not None:
                found.setdefault(placement.module, []).append(cell)
        return {name: tuple(cells) for name, cells in found.items()}

    def of(self, cell: Cell) -> str:
        """Return why a slot holds what is proposed for it."""
        placement = self.placed[cell]
        said = list(dict.fromkeys(self._said(cell, placement)))[:_MOST_REASONS] or [self._fits(cell)]
        text = "; ".join(said)
        return text[:1].upper() + text[1:] + "."

    def _said(self, cell: Cell, placement: Placement) -> Iterator[str]:
        module = self.problem.module(placement.module)
        draft = self.problem.draft.get(cell)
        if draft is not None and draft.module == placement.module:
            yield "stays where it was"
        yield from self._topics(cell, module)
        yield from self._only_here(cell, placement)
        yield from self._series(cell, placement.module, module)
        yield from self._ground(placement.module)
        yield from self._minutes(cell, module)
        yield from self._staff(placement)

    def _topics(self, cell: Cell, module: Module) -> Iterator[str]:
        for topic in self.track.core:
            if topic not in module.topics:
                continue
            about = [c for name, cells in self._cells_of.items() if self._on(name, topic) for c in cells]
            weeks = [c.week for c in about if c != cell]
            only = [s.entry for s in self._covered.stays if cell.week in s.weeks and not set(weeks) & set(s.weeks)]
            first = [s.entry for s in self._covered.stays if self._meets_first(cell, about, s.weeks)]
            if only:
                yield f"the only module on {topic} for clients who join in {weeks_text(only)}"
            elif first:
                yield f"the first module on {topic} for clients who join in {weeks_text(first)}"

    def _on(self, module_id: str, topic: str) -> bool:
        module = self.problem.subject.library.get(module_id)
        return module is not None and topic in module.topics

    def _meets_first(self, cell: Cell, about: Sequence[Cell], weeks: Sequence[int]) -> bool:
        place = {week: number for number, week in reversed(list(enumerate(weeks)))}
        met = [(place[c.week], self.problem.position[c]) for c in about if c.week in place]
        return cell.week in place and (place[cell.week], self.problem.position[cell]) == min(met)

    def _only_here(self, cell: Cell, placement: Placement) -> Iterator[str]:
        """Yield that no other open slot of the week has the people and the room, where several could be asked."""
        module, staffing = self.problem.module(placement.module), self.candidates.staffing
        asked = staffing.asked(placement.module)
        others = [other for other in self.problem.cells_of(cell.week) if other != cell]
        long_enough = [other for other in others if module.fits(self.problem.sessions[other].minutes)]
        free = [c for c in long_enough if staffing.leading(asked, c) and staffing.rooms(c, module.room)]
        if long_enough and not free and (asked or module.room):
            who = self._names(cell)
            yield f"the only slot this week where {who} {'are' if ' and ' in who else 'is'} free for it"
        elif others and not long_enough:
            minutes = hours_text(self.problem.sessions[cell].minutes)
            yield f"the only slot this week with the {minutes} that it takes"

    def _names(self, cell: Cell) -> str:
        clinic, room = self.problem.subject.clinic, self.track.room(cell)
        people = [clinic.person_name(name) for name in self.track.leads(cell)[:1]]
        return listed([*people, *([clinic.room_name(room)] if room else [])] or ["the slot"])

    def _series(self, cell: Cell, module_id: str, module: Module) -> Iterator[str]:
        if module.series is None:
            return
        earlier = [
            (self.problem.position[c], c, name)
            for name in self.problem.part_before(module_id)
            for c in self._cells_of.get(name, ())
            if self.problem.position[c] < self.problem.position[cell]
        ]
        if earlier:
            _, where, name = max(earlier, key=lambda found: found[0])
            title = self.problem.subject.library.title(name)
            when = "this week" if where.week == cell.week else f"week {where.week}"
            yield f'part {module.part} of {module.series}, after "{title}" in {when}'
        elif module.part == 1 or not self.problem.part_before(module_id):
            yield f"opens {module.series}"

    def _ground(self, module_id: str) -> Iterator[str]:
        for other, cells in self._cells_of.items():
            module = self.problem.subject.library.get(other)
            if module is not None and module_id in module.after:
                yield f'the ground for "{module.title}" in week {cells[0].week}'
                return

    def _minutes(self, cell: Cell, module: Module) -> Iterator[str]:
        for wish in self.problem.wishes.modality_minutes:
            if wish.modality is module.modality and wish.least is not None:
                yield f"counts to the {hours_text(wish.least)} of {wish.modality} that week {cell.week} asks for"

    def _staff(self, placement: Placement) -> Iterator[str]:
        clinic = self.problem.subject.clinic
        if placement.lead:
            yield f"{clinic.person_name(placement.lead[0])} leads, who may and is free"
        if placement.room:
            yield f"in {clinic.room_name(placement.room)}, which has what it needs"

    def _fits(self, cell: Cell) -> str:
        fitting = sum(cost_here(self.candidates, name, cell) is not None for name in self.candidates.modules)
        if fitting == 1:
            return "the only module that may stand here"
        new = "new to the cycle, and " if len(self._cells_of[self.placed[cell].module]) == 1 else ""
        return f"{new}one of {fitting} modules that may stand here"
