"""What is learned where a week's slots cannot take what the first stage gave it: fewer of what stands in its way."""

from collections.abc import Mapping, Sequence

from curriculum.model.track import Cell
from curriculum.planning.fill.candidates import Candidates
from curriculum.planning.fill.days import DayModel
from curriculum.planning.fill.weeks import Cut, cost_here


def cut_of_left_out(days: DayModel, left_out: Sequence[str]) -> tuple[Cut, ...]:
    """Return what keeps a week from being given once more what its slots could not take."""
    return tuple(dict.fromkeys(_cut(days, module_id) for module_id in left_out))


def _cut(days: DayModel, module_id: str) -> Cut:
    candidates, week = days.candidates, days.week
    earlier = [cell.week for cell, held in days.placed.items() if held.module == module_id]
    if earlier and all((module_id, cell) not in days.at for cell in days.cells):
        return Cut(((module_id, week), (module_id, max(earlier))), 1)
    crowded = _crowded(_open_slots(days))
    if crowded:
        own = _open_slots(days)
        inside = [other for other in candidates.modules if _only_in(candidates, other, days.cells, crowded)]
        inside += [other for other in days.modules if other not in inside and own[other] <= crowded]
        return Cut(tuple((other, week) for other in inside), len(crowded))
    chain = _chain(days, module_id)
    if len(chain) > 1:
        return Cut(tuple((other, week) for other in chain), len(chain) - 1)
    shape = _shape(candidates, module_id, days.cells)
    alike = [other for other in candidates.modules if _shape(candidates, other, days.cells) == shape]
    count = sum(other in days.modules for other in alike)
    if count > 1:
        return Cut(tuple((other, week) for other in alike), count - 1)
    return Cut(tuple((other, week) for other in days.modules), len(days.modules) - 1)


def _open_slots(days: DayModel) -> dict[str, frozenset[Cell]]:
    """Return the slots that each module of the week can take, those left out that order bars for it alone."""
    barred = {
        row.terms[0][0] for row in days.model.rows if row.tag.wish == "order" and len(row.terms) == 1 and row.upper == 0
    }
    return {
        name: frozenset(
            c for c in days.cells if (column := days.at.get((name, c))) is not None and column not in barred
        )
        for name in days.modules
    }


def _only_in(candidates: Candidates, module_id: str, cells: Sequence[Cell], crowded: frozenset[Cell]) -> bool:
    """Tell whether a module can stand in some slots of a week and in no others."""
    own = {cell for cell in cells if cost_here(candidates, module_id, cell) is not None}
    return bool(own) and own <= crowded


def _crowded(open_slots: Mapping[str, frozenset[Cell]]) -> frozenset[Cell]:
    """Return slots that are the only ones for more modules than there are of them; none where each can have its own.

    Hall's theorem: what an alternating search from a module without a slot reaches is such a set.
    """
    taken: dict[Cell, str] = {}
    for module_id in open_slots:
        seen: dict[Cell, None] = {}
        if not _seated(module_id, open_slots, taken, seen):
            return frozenset(seen)
    return frozenset()


def _seated(
    module_id: str, open_slots: Mapping[str, frozenset[Cell]], taken: dict[Cell, str], seen: dict[Cell, None]
) -> bool:
    for cell in sorted(open_slots[module_id]):
        if cell not in seen:
            seen[cell] = None
            if cell not in taken or _seated(taken[cell], open_slots, taken, seen):
                taken[cell] = module_id
                return True
    return False


def _chain(days: DayModel, module_id: str) -> tuple[str, ...]:
    """Return the modules of the week that have to stand in order with one, one behind the other."""
    pairs = {row.tag.about for row in days.model.rows if row.tag.wish == "order"}
    chain: dict[str | int, None] = {module_id: None}
    for _ in days.modules:
        chain |= {name: None for pair in pairs if not chain.keys().isdisjoint(pair) for name in pair}
    return tuple(name for name in days.modules if name in chain)


def _shape(candidates: Candidates, module_id: str, cells: Sequence[Cell]) -> tuple[object, ...]:
    module = candidates.problem.module(module_id)
    open_ = tuple(cost_here(candidates, module_id, cell) is None for cell in cells)
    return (open_, candidates.staffing.asked(module_id), module.room)
