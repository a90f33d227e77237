"""The first stage: which module is held in which week, as a linear model.

A relaxation of the whole: people and rooms count slot by slot, and the order within a week is left open. So what it
says can be had at the least is a true bound for every proposal.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from curriculum.model.track import Cell
from curriculum.model.wish import points
from curriculum.planning.fill.candidates import Candidates
from curriculum.planning.fill.problem import Problem
from curriculum.planning.fill.rows import Model, Tag

Held = tuple[str, int]
"""A module and the week in which it is held."""


@dataclass(frozen=True)
class Sort:
    """Modules that the slots of a week cannot tell apart: each costs as much more there than where it costs least."""

    extra: tuple[int | None, ...]
    modality: str
    """Named only where the track counts its minutes."""


@dataclass(frozen=True)
class Cut:
    """Some modules in some weeks of which at most so many may be held: found out by trying, or to get another."""

    held: tuple[Held, ...]
    most: int


@dataclass(frozen=True)
class WeekModel:
    """The model of the first stage and what its columns stand for."""

    candidates: Candidates
    model: Model = field(default_factory=Model)
    held: dict[Held, int] = field(default_factory=dict)
    """The column of each module in each week."""
    ever: dict[str, int] = field(default_factory=dict)
    """Of each module that does not stand in the plan yet, the column that says whether it is held in any week."""
    minutes: dict[tuple[int, str], list[tuple[int, int]]] = field(default_factory=dict)
    """For each week and modality: columns with the minutes that each adds."""

    @property
    def problem(self) -> Problem:
        """What is to be filled."""
        return self.candidates.problem

    def columns(self, module_id: str, weeks: Iterable[int]) -> list[int]:
        """Return the columns of a module in those weeks."""
        return [self.held[key] for week in weeks if (key := (module_id, week)) in self.held]

    @cached_property
    def weeks_of(self) -> Mapping[str, tuple[int, ...]]:
        """The weeks in which each module could be held."""
        found: dict[str, list[int]] = {}
        for module_id, week in self.held:
            found.setdefault(module_id, []).append(week)
        return {module_id: tuple(sorted(weeks)) for module_id, weeks in found.items()}

    @cached_property
    def _reach(self) -> dict[Held, tuple[int, int]]:
        return {}

    def reach(self, module_id: str, week: int) -> tuple[int, int]:
        """Return the first and the last place in the order held that a module can take in a week."""
        key = (module_id, week)
        if key not in self._reach:
            places = [self.problem.position[cell] for cell in self.cells(module_id, week)]
            self._reach[key] = (min(places), max(places))
        return self._reach[key]

    def cells(self, module_id: str, week: int) -> tuple[Cell, ...]:
        """Return the slots of a week in which a module could be held."""
        cells = self.problem.cells_of(week)
        return tuple(cell for cell in cells if cost_here(self.candidates, module_id, cell) is not None)


def cost_here(candidates: Candidates, module_id: str, cell: Cell) -> int | None:
    """Return the points of a module in a slot, or None where it is barred or too near to where it stands already."""
    cost = candidates.cost(module_id, cell)
    if cost is None or candidates.problem.wishes.repeats == "off":
        return cost
    return None if too_near(candidates.problem, module_id, cell) else cost


def too_near(problem: Problem, module_id: str, cell: Cell) -> Cell | None:
    """Return where a module stands already, less than its weeks away from a slot; None where it stands nowhere near."""
    days = 7 * problem.module(module_id).repeat_after
    date = problem.sessions[cell].date
    for other in problem.pinned_in.get(module_id, ()):
        if abs((problem.sessions[other].date - date).days) < days and not problem.sessions[other].standing:
            return other
    return None


def week_columns(candidates: Candidates) -> WeekModel:
    """Return the model with its columns and what each week's slots can take, without any other wish."""
    week_model = WeekModel(candidates)
    for week in candidates.problem.weeks:
        _week(week_model, week)
    for module_id in week_model.weeks_of:
        if module_id not in candidates.problem.planned_in:
            _ever(week_model, module_id)
    problem, change = candidates.problem, points(candidates.problem.wishes.little_change)
    week_model.model.constant += change * len(problem.draft)
    return week_model


def _ever(week_model: WeekModel, module_id: str) -> None:
    """Make the column that says whether a module is held at all: its first time is free of `variety`."""
    model, columns = week_model.model, week_model.columns(module_id, week_model.problem.weeks)
    ever = week_model.ever[module_id] = model.amount(-again(week_model.problem, module_id), 1)
    for column in columns:
        model.at_most([(column, 1), (ever, -1)], 0, Tag("slots"))
    model.at_most([(ever, 1), *((column, -1) for column in columns)], 0, Tag("slots"))


def again(problem: Problem, module_id: str) -> int:
    """Return the points of holding a module once more than once."""
    return points(problem.wishes.variety) if problem.module(module_id).repeat_after else 0


def _week(week_model: WeekModel, week: int) -> None:
    candidates, model = week_model.candidates, week_model.model
    cells = candidates.problem.cells_of(week)
    sorts = _sorts(week_model, week)
    classes = tuple(_classes(cells, sorts, candidates))
    into: dict[int, list[int]] = {number: [] for number in range(len(classes))}
    for sort, columns in sorts.items():
        terms = [(column, -1) for column in columns]
        for number, (first, size, minutes) in enumerate(classes):
            extra = sort.extra[first]
            if extra is not None:
                column = model.amount(extra, min(size, len(columns)))
                terms.append((column, 1))
                into[number].append(column)
                week_model.minutes.setdefault((week, sort.modality), []).append((column, minutes))
        model.between(terms, 0, 0, Tag("slots", (week,)))
    for number, (_, size, _minutes) in enumerate(classes):
        _filled(model, into[number], size, (candidates.problem.wishes.every_slot, week))


def _sorts(week_model: WeekModel, week: int) -> dict[Sort, list[int]]:
    """Make a column for each module that a week could hold, and return the columns by the slots that suit them."""
    candidates, problem = week_model.candidates, week_model.problem
    change = points(problem.wishes.little_change)
    drafted = {held.module for cell, held in problem.draft.items() if cell.week == week}
    counted = {wish.modality for wish in problem.wishes.modality_minutes}
    sorts: dict[Sort, list[int]] = {}
    for module_id in candidates.modules:
        costs = tuple(cost_here(candidates, module_id, cell) for cell in problem.cells_of(week))
        least = min((cost for cost in costs if cost is not None), default=None)
        if least is None:
            continue
        column = week_model.model.choice(least + again(problem, module_id) - (change if module_id in drafted else 0))
        week_model.held[module_id, week] = column
        modality = problem.module(module_id).modality
        extra = tuple(None if cost is None else cost - least for cost in costs)
        sorts.setdefault(Sort(extra, modality if modality in counted else ""), []).append(column)
    return sorts


def _filled(model: Model, columns: list[int], size: int, wish: tuple[str | int, int]) -> None:
    weigh, week = wish
    terms = [(column, 1) for column in columns]
    model.at_most(terms, size, Tag("slots", (week,)))
    model.wish(terms, size, weigh, Tag("every-slot", (week,)))


def _classes(cells: tuple[Cell, ...], sorts: Iterable[Sort], candidates: Candidates) -> Iterator[tuple[int, int, int]]:
    """Yield a slot of each kind, how many there are of it, and its minutes: slots that no sort tells apart are one."""
    kinds: dict[tuple[int, tuple[int | None, ...]], list[int]] = {}
    sorts = list(sorts)
    for number, cell in enumerate(cells):
        costs = tuple(sort.extra[number] for sort in sorts)
        kinds.setdefault((candidates.problem.sessions[cell].minutes, costs), []).append(number)
    for (minutes, _), numbers in kinds.items():
        yield numbers[0], len(numbers), minutes


def chosen(week_model: WeekModel, values: list[float]) -> dict[int, tuple[str, ...]]:
    """Return the modules of each week that the solver's answer holds."""
    weeks: dict[int, list[str]] = {week: [] for week in week_model.problem.weeks}
    for (module_id, week), column in week_model.held.items():
        if round(values[column]) == 1:
            weeks[week].append(module_id)
    return {week: tuple(sorted(held)) for week, held in weeks.items()}


def start_of(week_model: WeekModel) -> dict[int, int]:
    """Return the columns that the draft takes, each 1: where the search begins."""
    placed = ((held.module, cell.week) for cell, held in week_model.problem.draft.items())
    kept = {week_model.held[key] for key in placed if key in week_model.held}
    return {column: int(column in kept) for column in week_model.held.values()} if kept else {}
