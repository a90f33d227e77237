"""Why this module and not that one: what would come of each other module in the same slot."""

from dataclasses import dataclass
from datetime import date

from curriculum.model.track import Cell, Placement
from curriculum.model.words import counted, plural
from curriculum.planning.fill.candidates import Bar, Candidates
from curriculum.planning.fill.guard import findings_of, new_faults
from curriculum.planning.fill.proposal import Proposal, proposed_track
from curriculum.planning.fill.tally import Tally, by_wish, tally
from curriculum.planning.fill.weeks import too_near

_LOOKED_AT = 12
"""Modules that could stand there by themselves and are held against the rules; the cheapest ones."""
_ORDER = ("near", "phase", "slot", "leaders", "room", "minutes", "group", "status")
"""What bars a module, that first which is soonest changed for this slot."""

_BREACHES = {
    "every-slot": ("slot", "empty"),
    "core-topics": ("entry week", "without a core topic"),
    "whole-series": ("part", "without the part before"),
    "series-pace": ("part", "of one series in a week above three"),
    "variety": ("module", "held again"),
    "around-the-cycle": ("module", "too soon again from cycle to cycle"),
    "mixed-weeks": ("session", "above half a week of one modality"),
    "back-to-back": ("session", "in a row of one modality"),
    "own-length": ("time", "ten minutes off the author's length"),
    "group-size": ("session", "not made for the census"),
    "little-change": ("slot", "changed"),
    "usual-people": ("session", "led by others than usual"),
    "usual-room": ("session", "in another room than usual"),
}
"""What a breach of each wish is: the noun that is counted, and what is said of it."""
WISHES = {name: f"{plural(noun)} {rest}" for name, (noun, rest) in _BREACHES.items()}
"""What a breach of each wish is, in the plural."""


@dataclass(frozen=True)
class Alternative:
    """Another module for a slot, and what speaks against it."""

    module: str
    points: int | None
    """What it would cost more than what is proposed; None where it may not stand there."""
    against: str


def alternatives(candidates: Candidates, proposal: Proposal, cell: Cell, today: date) -> tuple[Alternative, ...]:
    """Return every other module for a slot: those that may stand there, the cheapest first, then the others."""
    problem = candidates.problem
    placed = {p.cell: p.placement for p in proposal.placed}
    own = placed.get(cell)
    possible: list[Alternative] = []
    barred: list[tuple[int, Alternative]] = []
    for module_id in problem.subject.library.modules:
        if own is not None and own.module == module_id:
            continue
        why = _barred(candidates, module_id, cell)
        if why is not None:
            barred.append((_ORDER.index(why.kind), Alternative(module_id, None, why.words)))
        else:
            swapped = {**placed, cell: Placement(module=module_id)}
            after = tally(problem, proposed_track(problem, swapped))
            possible.append(
                Alternative(
                    module_id, _cost(candidates, (module_id, cell), after, proposal), _worse(proposal.after, after)
                )
            )
    possible.sort(key=lambda other: (other.points or 0, other.module))
    checked = [_checked(proposal, cell, other, today) for other in possible[:_LOOKED_AT]]
    free = [other for other in (*checked, *possible[_LOOKED_AT:]) if other.points is not None]
    faulty = [other for other in checked if other.points is None]
    return (*free, *faulty, *(other for _, other in sorted(barred, key=lambda pair: pair[0])))


def _cost(candidates: Candidates, where: tuple[str, Cell], after: Tally, proposal: Proposal) -> int:
    """Return the points more that a module costs; people and rooms as the slot by itself would have them."""
    module_id, cell = where
    module = candidates.problem.module(module_id)
    staffed = (candidates.cost(module_id, cell) or 0) - candidates.own_points(module, cell)
    return after.points + staffed - proposal.after.points


def _barred(candidates: Candidates, module_id: str, cell: Cell) -> Bar | None:
    bar = candidates.why_not(module_id, cell)
    if bar is not None:
        return bar
    near = too_near(candidates.problem, module_id, cell) if candidates.problem.wishes.repeats == "must" else None
    weeks = candidates.problem.module(module_id).repeat_after
    return Bar("near", f"stands in {near} already; it asks for {weeks} weeks in between") if near else None


def _worse(before: Tally, after: Tally) -> str:
    """Return what a change makes worse, such as `2 more modules held again`."""
    said = [
        _more(new.breaches - old.breaches, name)
        for name, (old, new) in by_wish(before, after).items()
        if new.breaches > old.breaches
    ]
    return ", ".join(said) or "as good by the wishes"


def _more(number: int, wish: str) -> str:
    noun, rest = _BREACHES.get(wish, ("breach", f"of {wish}"))
    return f"{counted(number, f'more {noun}')} {rest}"


def _checked(proposal: Proposal, cell: Cell, other: Alternative, today: date) -> Alternative:
    """Return an alternative as it is, or what the rules have against it."""
    problem = proposal.problem
    placed = dict.fromkeys(problem.cells) | {p.cell: p.placement for p in proposal.placed}
    swapped = placed | {cell: Placement(module=other.module)}
    # Leaders and rooms are found for a module when it is placed, so what is said of the usual ones does not count.
    ignored = {"missing-credential", "person-double-booked", "room-double-booked"}
    faults = [
        fault
        for fault in new_faults(findings_of(problem, placed, today), findings_of(problem, swapped, today))
        if fault.rule not in ignored
    ]
    return Alternative(other.module, None, faults[0].message) if faults else other
