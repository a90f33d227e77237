"""The two stages as questions to a solver and as answers read: pure, so that anything may carry them to and fro."""

from collections.abc import Mapping, Sequence

from curriculum.model.track import Cell, Placement
from curriculum.planning.fill.aims import add_aims, add_cuts
from curriculum.planning.fill.candidates import Candidates
from curriculum.planning.fill.days import DayModel
from curriculum.planning.fill.order import add_order
from curriculum.planning.fill.weeks import Cut, WeekModel, cost_here, week_columns

_WINDOW = 4
"""Weeks that are looked at together before all are: a third of an ordinary cycle."""

Chosen = Mapping[int, Sequence[str]]
"""The modules of each week."""


def week_stage(candidates: Candidates, cuts: Sequence[Cut] = ()) -> WeekModel:
    """Return the whole model of the first stage."""
    weeks = week_columns(candidates)
    add_order(weeks)
    add_aims(weeks)
    add_cuts(weeks, cuts)
    return weeks


def windows(weeks: WeekModel) -> tuple[tuple[int, ...], ...]:
    """Return the columns of a few weeks each, all weeks in turn and then again across their borders; of few weeks none."""
    numbers = weeks.problem.weeks
    if len(numbers) <= _WINDOW + 1:
        return ()
    firsts = [*range(0, len(numbers), _WINDOW), *range(_WINDOW // 2, len(numbers) - 1, _WINDOW)]
    stretches = [frozenset(numbers[first : first + _WINDOW]) for first in firsts]
    return tuple(tuple(c for (_, week), c in weeks.held.items() if week in stretch) for stretch in stretches)


def cut_of_left_out(days: DayModel, left_out: Sequence[str]) -> tuple[Cut, ...]:
    """Return what keeps a week from holding once more what its slots could not take.

    Of the modules that are open to the same slots, one fewer; of one that comes again on the wrong weekday, not both.
    """
    candidates, week = days.candidates, days.week
    cuts = []
    for module_id in left_out:
        shape = _shape(candidates, module_id, days.cells)
        alike = [other for other in candidates.modules if _shape(candidates, other, days.cells) == shape]
        count = sum(other in days.modules for other in alike)
        earlier = [cell.week for cell, held in days.placed.items() if held.module == module_id]
        if earlier and all((module_id, cell) not in days.at for cell in days.cells):
            cuts.append(Cut(((module_id, week), (module_id, max(earlier))), 1))
        elif count > 1:
            cuts.append(Cut(tuple((other, week) for other in alike), count - 1))
        else:
            cuts.append(Cut(tuple((other, week) for other in days.modules), len(days.modules) - 1))
    return tuple(dict.fromkeys(cuts))


def _shape(candidates: Candidates, module_id: str, cells: Sequence[Cell]) -> tuple[object, ...]:
    module = candidates.problem.module(module_id)
    open_ = tuple(cost_here(candidates, module_id, cell) is None for cell in cells)
    return (open_, candidates.staffing.asked(module_id), module.room)


def cut_of_proposal(chosen: Chosen) -> Cut:
    """Return what makes the next proposal differ from one that was made in a tenth of its sessions, and one at least."""
    held = tuple((module_id, week) for week, modules in chosen.items() for module_id in modules)
    return Cut(held, len(held) - max(1, len(held) // 10))


def chosen_of(placed: Mapping[Cell, Placement], weeks: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Return the modules of each week of some placements."""
    return {week: tuple(sorted(p.module for cell, p in placed.items() if cell.week == week)) for week in weeks}
