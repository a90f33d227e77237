"""The independent check: what the rules, which know nothing of the solver, say of a proposal once it is placed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from curriculum.model.finding import Finding, Severity
from curriculum.model.track import Cell, Placement
from curriculum.planning.fill.problem import Problem, with_placements
from curriculum.planning.rules import check_track

ORDER_RULES = frozenset(("unmet-prerequisite", "out-of-order", "out-of-order-at-a-gate", "repeated-too-soon"))
"""Rules on what comes before what; a proposal never adds to what they find, whatever they weigh."""
_HOURS = frozenset(("weekly-minutes", "daily-minutes", "days-per-week", "intensity-of-next-level"))
"""Rules on minutes speak of a week once anything is placed in it: filling it only ever brings it nearer."""


def findings_of(problem: Problem, placed: Mapping[Cell, Placement | None], today: date) -> tuple[Finding, ...]:
    """Return what the rules say of the track with some placements in it."""
    track = with_placements(problem.track, placed)
    return check_track(replace(problem.subject, track=track), today)


def new_faults(before: tuple[Finding, ...], after: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings that block, or are about order, and were not there before."""
    known = {(finding.rule, finding.path) for finding in before}
    return tuple(
        finding
        for finding in after
        if (finding.severity is Severity.BLOCK or finding.rule in ORDER_RULES)
        and finding.rule not in _HOURS
        and (finding.rule, finding.path) not in known
    )


def without_faults(
    problem: Problem, placed: Mapping[Cell, Placement], today: date
) -> tuple[dict[Cell, Placement], tuple[Finding, ...]]:
    """Return the placements of a proposal that bring no new fault, and the faults of those that were taken out.

    A net below the solver: what makes a fault in spite of its rows is taken out, and what then lacks its ground.
    """
    before, kept = findings_of(problem, {}, today), dict(placed)
    out: list[Finding] = []
    for _ in range(len(placed) + 1):
        emptied = {cell: kept.get(cell) for cell in problem.cells}
        faults = new_faults(before, findings_of(problem, emptied, today))
        guilty = {cell for fault in faults for cell in _guilty(fault, kept)}
        if not guilty:
            break
        out += faults
        for cell in guilty:
            del kept[cell]
    return kept, tuple(out)


def _guilty(fault: Finding, kept: Mapping[Cell, Placement]) -> set[Cell]:
    """Return the proposed slots that a fault is about: its own, or else those whose module it names by title."""
    if fault.path[:1] == ("plan",) and len(fault.path) == 4:
        own = {cell for cell in kept if (cell.week, cell.day.value, cell.slot) == fault.path[1:]}
        if own:
            return own
    return {max(kept, key=lambda cell: (cell.week, cell.day.number, cell.slot))} if kept else set()
