"""A proposal: what to place where and why, what it costs by the wishes, and how near it is to the best there can be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from curriculum.model.finding import Finding
from curriculum.model.track import Cell, Placement, Track
from curriculum.planning.fill.problem import Problem, with_placements
from curriculum.planning.fill.tally import Tally


@dataclass(frozen=True)
class Proposed:
    """One slot of a proposal."""

    cell: Cell
    placement: Placement
    before: Placement | None
    """What the slot holds now."""
    reason: str
    """Why this module stands there, in a director's words."""

    @property
    def changes(self) -> bool:
        """Tell whether accepting it changes the plan."""
        return self.placement != self.before


@dataclass(frozen=True)
class Left:
    """A slot that a proposal leaves empty."""

    cell: Cell
    reason: str
    before: Placement | None = None


@dataclass(frozen=True)
class Proposal:
    """What to place where, beside the plan as it stands."""

    problem: Problem
    placed: tuple[Proposed, ...]
    left: tuple[Left, ...]
    before: Tally
    after: Tally
    bound: int
    """Points that no proposal can be below, proven; of another proposal, none but those shown before."""
    timed_out: bool = False
    """True where the clock ended the search: then a better one may be there, and nothing is proven impossible."""
    taken_out: tuple[Finding, ...] = field(default=())
    """What the checks would have said of placements that were taken out again."""

    @property
    def gap(self) -> float:
        """How far the cost is above what is proven, as a part of the cost; 0 is the best there can be."""
        points = self.after.points
        return max(0.0, (points - self.bound) / points) if points else 0.0

    @property
    def optimal(self) -> bool:
        """Tell whether it is proven that no proposal costs less."""
        return self.after.points <= self.bound

    @property
    def changed(self) -> tuple[Proposed, ...]:
        """The slots whose module, people or room would change."""
        return tuple(proposed for proposed in self.placed if proposed.changes)

    @property
    def track(self) -> Track:
        """The track with all of it accepted."""
        return accepted(self)


def accepted(proposal: Proposal, cells: Iterable[Cell] | None = None) -> Track:
    """Return the track with a proposal accepted: all of it, or some slots only."""
    wanted = frozenset(proposal.problem.cells if cells is None else cells)
    changes: dict[Cell, Placement | None] = {p.cell: p.placement for p in proposal.placed if p.cell in wanted}
    changes |= {left.cell: None for left in proposal.left if left.cell in wanted}
    return with_placements(proposal.problem.track, changes)


def proposed_track(problem: Problem, placed: Mapping[Cell, Placement]) -> Track:
    """Return a problem's track with some placements in its slots and nothing in the others."""
    return with_placements(problem.track, {cell: placed.get(cell) for cell in problem.cells})
