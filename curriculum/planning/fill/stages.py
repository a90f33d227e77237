"""The two stages as questions to a solver and as answers read: pure, so that anything may carry them to and fro."""

from collections.abc import Mapping, Sequence

from curriculum.model.track import Cell, Placement
from curriculum.planning.fill.aims import add_aims, add_cuts
from curriculum.planning.fill.candidates import Candidates
from curriculum.planning.fill.order import add_order
from curriculum.planning.fill.weeks import Cut, WeekModel, week_columns

_WINDOW = 3
"""Weeks that are looked at together before all are: a quarter of an ordinary cycle."""

Chosen = Mapping[int, Sequence[str]]
"""The modules of each week."""


def week_stage(candidates: Candidates, cuts: Sequence[Cut] = ()) -> WeekModel:
    """Return the whole model of the first stage."""
    weeks = week_columns(candidates)
    add_order(weeks)
    add_aims(weeks)
    add_cuts(weeks, cuts)
    return weeks


def windows(weeks: WeekModel) -> dict[str, list[list[int]]] | None:
    """Return the columns of a few weeks each: neighbours `first`, `narrow` stretches across their borders and weeks far
    apart, and `wide` ones of half the cycle.

    Of a few weeks in all none: they are best looked at together.
    """
    numbers = weeks.problem.weeks
    if len(numbers) <= _WINDOW + 1:
        return None
    beside = [numbers[first : first + _WINDOW] for first in range(0, len(numbers), _WINDOW)]
    across = [numbers[first : first + _WINDOW] for first in range(_WINDOW // 2, len(numbers) - 1, _WINDOW)]
    apart = [numbers[first :: len(beside)] for first in range(len(beside))]
    wider = [numbers[first : first + 2 * _WINDOW] for first in range(0, len(numbers), 2 * _WINDOW)]
    stretches = {"first": beside, "narrow": across + apart, "wide": wider}
    return {
        name: [[c for (_, week), c in weeks.held.items() if week in stretch] for stretch in each]
        for name, each in stretches.items()
    }


def cut_of_proposal(chosen: Chosen) -> Cut:
    """Return what makes the next proposal differ from an earlier one in a tenth of its sessions, one at least."""
    held = tuple((module_id, week) for week, modules in chosen.items() for module_id in modules)
    return Cut(held, len(held) - max(1, len(held) // 10))


def chosen_of(placed: Mapping[Cell, Placement], weeks: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Return the modules of each week of some placements."""
    return {week: tuple(sorted(p.module for cell, p in placed.items() if cell.week == week)) for week in weeks}
