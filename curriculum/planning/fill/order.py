"""The first stage's rows on order: prerequisites, the parts of a series, the weeks before a module comes again."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from curriculum.model.track import Cell
from curriculum.planning.fill.rows import Tag
from curriculum.planning.fill.weeks import WeekModel


def add_order(weeks: WeekModel) -> None:
    """Add every row on order to the model."""
    wishes = weeks.problem.wishes
    if wishes.prerequisites == "must":
        for run in range(len(weeks.problem.lived)):
            _prerequisites(weeks, run)
    if wishes.series_order == "must":
        for parts in series_parts(weeks).values():
            _Series(weeks, parts).add()
    if wishes.repeats == "must":
        _spacing(weeks)


def _prerequisites(weeks: WeekModel, run: int) -> None:
    """Require, along one way of living the track, that what a module builds on is met before it."""
    problem = weeks.problem
    lived, standing = problem.lived[run], problem.standing_cells(run)
    for module_id in sorted({*weeks.weeks_of, *standing}):
        module = problem.subject.library.get(module_id)
        for needed in module.after if module else ():
            _one_prerequisite(weeks, (module_id, needed), lived, standing)


def _one_prerequisite(
    weeks: WeekModel, pair: tuple[str, str], lived: Sequence[int], standing: Mapping[str, tuple[Cell, ...]]
) -> None:
    module_id, needed = pair
    place = {week: number for number, week in enumerate(lived)}
    first = _first(standing.get(module_id, ()), place, weeks)
    ground = _first(standing.get(needed, ()), place, weeks)
    tag = Tag("prerequisites", (module_id, needed))
    for number, week in enumerate(lived):
        column = weeks.held.get((module_id, week))
        if column is None or (first is not None and first[0] < number):
            continue
        if ground is not None and _before(ground, (number, weeks.reach(module_id, week)[1])):
            continue
        earlier = [
            (other, -1)
            for at, before in enumerate(lived[: number + 1])
            if (other := weeks.held.get((needed, before))) is not None
            and _before((at, weeks.reach(needed, before)[0]), (number, weeks.reach(module_id, week)[1]))
        ]
        weeks.model.at_most([(column, 1), *earlier], 0, tag)
        if first is None and module_id in weeks.ever:
            # Follows from the row above for whole sessions, and binds halves and thirds of them.
            later = [(c, -1) for after in lived[number + 1 :] if (c := weeks.held.get((module_id, after))) is not None]
            if later and len(lived) == weeks.problem.track.cycle:
                weeks.model.at_most([(weeks.ever[module_id], 1), *later, *earlier], 0, tag)
    if first is not None and ground is None:
        _not_only_later(weeks, needed, lived, (first, tag))


def _not_only_later(weeks: WeekModel, needed: str, lived: Sequence[int], pinned: tuple[tuple[int, int], Tag]) -> None:
    """Keep what stays from getting its ground after it only: that would be a fault which was not there."""
    first, tag = pinned
    columns = {number: weeks.held[needed, week] for number, week in enumerate(lived) if (needed, week) in weeks.held}
    early = {
        number: column
        for number, column in columns.items()
        if _before((number, weeks.reach(needed, lived[number])[0]), first)
    }
    for number, column in columns.items():
        if number not in early:
            weeks.model.at_most([(column, 1), *((other, -1) for other in early.values())], 0, tag)


def _first(cells: Sequence[Cell], place: Mapping[int, int], weeks: WeekModel) -> tuple[int, int] | None:
    """Return when a module that stays is first met: the week of the run, and its place in the cycle's order."""
    met = [(place[cell.week], weeks.problem.position[cell]) for cell in cells if cell.week in place]
    return min(met, default=None)


def _before(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether one moment comes before another: an earlier week of the run, or earlier in the same week."""
    return one < other


def series_parts(weeks: WeekModel) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return, for each series, the modules of each part that could be held or stand already, in the order of parts."""
    found: dict[str, dict[int, list[str]]] = {}
    for module_id in sorted({*weeks.weeks_of, *weeks.problem.pinned_in}):
        module = weeks.problem.subject.library.get(module_id)
        if module and module.series and module.part:
            found.setdefault(module.series, {}).setdefault(module.part, []).append(module_id)
    return {series: tuple(tuple(parts[number]) for number in sorted(parts)) for series, parts in sorted(found.items())}


class _Series:
    """The rows that keep the parts of one series in order, whichever of them are held.

    `closed[k, w]` says that after week w none of the first k + 1 parts begins any more; a later part needs that.
    """

    def __init__(self, weeks: WeekModel, parts: tuple[tuple[str, ...], ...]) -> None:
        self._weeks, self._parts = weeks, parts
        self._cycle = range(1, weeks.problem.track.cycle + 1)
        self._tag = Tag("series-order", (weeks.problem.module(parts[0][0]).series or "",))
        self._closed: dict[tuple[int, int], int] = {}

    def add(self) -> None:
        model, last = self._weeks.model, len(self._parts) - 1
        self._closed = {(k, week): model.amount(0, 1) for k in range(last) for week in self._cycle}
        for k in range(last):
            for week, following in pairwise(self._cycle):
                model.at_most([(self._closed[k, week], 1), (self._closed[k, following], -1)], 0, self._tag)
            for week in self._cycle if k else ():
                model.at_most([(self._closed[k, week], 1), (self._closed[k - 1, week], -1)], 0, self._tag)
        for k, modules in enumerate(self._parts) if last else ():
            for module_id in modules:
                self._needs_closed(k, module_id)
                self._begins_before_closed(k, module_id)
                self._none_before(k, module_id)
        for earlier, later in self._pairs():
            self._same_week(earlier, later)

    def _pinned(self, module_id: str) -> Cell | None:
        cells = self._weeks.problem.pinned_in.get(module_id)
        return cells[0] if cells else None

    def _needs_closed(self, k: int, module_id: str) -> None:
        if k == 0:
            return
        pinned, model = self._pinned(module_id), self._weeks.model
        for week in self._cycle:
            column = self._weeks.held.get((module_id, week))
            if column is not None and (pinned is None or week <= pinned.week):
                model.at_most([(column, 1), (self._closed[k - 1, week], -1)], 0, self._tag)
            if column is not None and pinned is None:
                # Follows from the row above, and says more of halves and thirds of sessions: the search needs it.
                later = [(c, -1) for c in self._weeks.columns(module_id, range(week + 1, self._cycle.stop))]
                ever = self._weeks.ever.get(module_id)
                if ever is not None and later:
                    model.at_most([(ever, 1), *later, (self._closed[k - 1, week], -1)], 0, self._tag)
        if pinned is not None:
            model.at_least([(self._closed[k - 1, pinned.week], 1)], 1, self._tag)

    def _begins_before_closed(self, k: int, module_id: str) -> None:
        if k == len(self._parts) - 1:
            return
        pinned, model = self._pinned(module_id), self._weeks.model
        ever = self._weeks.ever.get(module_id)
        for week in self._cycle[1:]:
            column = self._weeks.held.get((module_id, week))
            before = [(other, -1) for other in self._weeks.columns(module_id, range(1, week))]
            closed = (self._closed[k, week - 1], 1)
            if ever is not None:
                model.at_most([(ever, 1), *before, closed], 1, self._tag)
            elif column is not None and (pinned is None or pinned.week >= week):
                model.at_most([(column, 1), *before, closed], 1, self._tag)
        if pinned is not None and pinned.week > 1 and not self._late_already(k, pinned):
            before = [(other, -1) for other in self._weeks.columns(module_id, range(1, pinned.week))]
            model.at_most([(self._closed[k, pinned.week - 1], 1), *before], 0, self._tag)

    def _none_before(self, k: int, module_id: str) -> None:
        """Keep further parts from coming before one that stands too late already, unless it is held earlier, too."""
        pinned = self._pinned(module_id)
        if pinned is None or not self._late_already(k, pinned):
            return
        for other in (name for modules in self._parts[k + 1 :] for name in modules):
            stands = self._pinned(other)
            for week in range(1, pinned.week):
                column = self._weeks.held.get((other, week))
                if column is not None and (stands is None or week <= stands.week):
                    earlier = [(c, -1) for c in self._weeks.columns(module_id, range(1, week + 1))]
                    self._weeks.model.at_most([(column, 1), *earlier], 0, self._tag)

    def _late_already(self, k: int, pinned: Cell) -> bool:
        """Tell whether what stays is out of order by itself: that is not for a proposal to mend."""
        later = (self._pinned(other) for modules in self._parts[k + 1 :] for other in modules)
        return any(cell is not None and cell.week < pinned.week for cell in later)

    def _pairs(self) -> Iterator[tuple[str, str]]:
        for k, modules in enumerate(self._parts):
            for later in (other for following in self._parts[k + 1 :] for other in following):
                yield from ((earlier, later) for earlier in modules)

    def _same_week(self, earlier: str, later: str) -> None:
        """Keep two parts out of a week whose slots would only take them the wrong way round."""
        for week in self._cycle:
            first, last = self._first_place(earlier, week), self._last_place(later, week)
            if first is None or last is None or first < last:
                continue
            columns = [self._weeks.held.get((module_id, week)) for module_id in (earlier, later)]
            known = [column for column in columns if column is not None]
            before = [(other, -1) for other in self._weeks.columns(earlier, range(1, week))]
            before += [(other, -1) for other in self._weeks.columns(later, range(1, week))]
            if known:
                self._weeks.model.at_most([*((column, 1) for column in known), *before], len(known) - 1, self._tag)

    def _first_place(self, module_id: str, week: int) -> int | None:
        pinned = self._pinned(module_id)
        if pinned is not None and pinned.week <= week:
            return self._weeks.problem.position[pinned] if pinned.week == week else None
        return self._weeks.reach(module_id, week)[0] if (module_id, week) in self._weeks.held else None

    def _last_place(self, module_id: str, week: int) -> int | None:
        pinned = self._pinned(module_id)
        if pinned is not None and pinned.week <= week:
            return self._weeks.problem.position[pinned] if pinned.week == week else None
        return self._weeks.reach(module_id, week)[1] if (module_id, week) in self._weeks.held else None


def _spacing(weeks: WeekModel) -> None:
    """Require that any so many weeks in a row hold a module once at most."""
    cycle = weeks.problem.track.cycle
    for module_id in weeks.weeks_of:
        length = min(weeks.problem.module(module_id).repeat_after, cycle)
        stretches = (range(first, first + length) for first in range(1, cycle - length + 2))
        windows = dict.fromkeys(tuple(weeks.columns(module_id, stretch)) for stretch in stretches)
        for columns in windows if length > 1 else ():
            if len(columns) > 1:
                weeks.model.at_most([(c, 1) for c in columns], 1, Tag("repeats", (module_id,)))
