"""The second stage: with the modules of a week known, who leads which of them in which slot, and where.

One small model for each week: nothing but the weekdays of what comes again ties weeks together here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, pairwise

from curriculum.model.track import Cell, Placement
from curriculum.model.wish import points
from curriculum.planning.calendar import Session
from curriculum.planning.fill.aims import SCHOOLS
from curriculum.planning.fill.candidates import Candidates
from curriculum.planning.fill.problem import Problem
from curriculum.planning.fill.rows import Model, Tag, taken
from curriculum.planning.fill.staffing import People, Staffing
from curriculum.planning.fill.weeks import cost_here

_DROPPED = 20_000
"""What it costs to leave out a module of the week: more than any wish, so only what cannot be."""
_MODULES, _PEOPLE, _ROOMS = Tag("slots"), Tag("leaders"), Tag("rooms")

Placed = Mapping[Cell, Placement]


@dataclass
class DayModel:
    """The model of one week's slots and what its columns stand for."""

    candidates: Candidates
    week: int
    modules: tuple[str, ...]
    """What the first stage holds that week."""
    placed: Placed
    """What the second stage has put into the weeks before, and what the first thinks of those after in no slot yet."""
    model: Model = field(default_factory=Model)
    at: dict[tuple[str, Cell], int] = field(default_factory=dict)
    dropped: dict[str, int] = field(default_factory=dict)
    led: dict[tuple[Cell, People], int] = field(default_factory=dict)
    housed: dict[tuple[Cell, str | None], int] = field(default_factory=dict)

    @property
    def problem(self) -> Problem:
        """What is to be filled."""
        return self.candidates.problem

    @property
    def staffing(self) -> Staffing:
        """What people and rooms allow."""
        return self.candidates.staffing

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The slots to fill that week."""
        return self.problem.cells_of(self.week)

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        """The sessions of those slots."""
        return tuple(self.problem.sessions[cell] for cell in self.cells)

    def of(self, cell: Cell) -> list[tuple[str, int]]:
        """Return the modules that a slot could hold, each with its column."""
        return [(module_id, self.at[module_id, cell]) for module_id in self.modules if (module_id, cell) in self.at]


def day_model(candidates: Candidates, week: int, chosen: Mapping[int, Sequence[str]], placed: Placed) -> DayModel:
    """Return the model of a week, with what is chosen for all weeks and placed in those before."""
    days = DayModel(candidates, week, tuple(chosen[week]), placed)
    _modules(days)
    _order(days, chosen)
    _people(days)
    _rooms(days)
    _loads(days)
    _side_by_side(days)
    _modality_minutes(days)
    return days


def _modules(days: DayModel) -> None:
    model, change = days.model, points(days.problem.wishes.little_change)
    for module_id in days.modules:
        module = days.problem.module(module_id)
        terms = []
        for cell in days.cells:
            if cost_here(days.candidates, module_id, cell) is None or _wrong_weekday(days, module_id, cell):
                continue
            draft = days.problem.draft.get(cell)
            kept = change if draft and draft.module == module_id else 0
            days.at[module_id, cell] = model.choice(days.candidates.own_points(module, cell) - kept)
            terms.append((days.at[module_id, cell], 1))
        days.dropped[module_id] = model.choice(_DROPPED)
        model.between([*terms, (days.dropped[module_id], 1)], 1, 1, _MODULES)
    for cell in days.cells:
        model.at_most([(column, 1) for _, column in days.of(cell)], 1, _MODULES)


def _wrong_weekday(days: DayModel, module_id: str, cell: Cell) -> bool:
    """Tell whether a module was placed, in a week before, on a later weekday just its weeks ago."""
    if days.problem.wishes.repeats == "off":
        return False
    wait = 7 * days.problem.module(module_id).repeat_after
    date = days.problem.sessions[cell].date
    return any(
        held.module == module_id and abs((date - days.problem.sessions[other].date).days) < wait
        for other, held in days.placed.items()
    )


def _order(days: DayModel, chosen: Mapping[int, Sequence[str]]) -> None:
    """Keep what begins this week in order, along the first run and from every gate."""
    for one, other in _ordered(days, chosen):
        if other in days.modules:
            _after(days, one, other)
        else:
            _before_what_stays(days, one, other)


def _ordered(days: DayModel, chosen: Mapping[int, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Yield pairs of modules that are both first met this week, the one that has to come first in front."""
    found: dict[tuple[str, str], None] = {}
    wishes = days.problem.wishes
    for run, lived in enumerate(days.problem.lived):
        first = _first_weeks(days.problem, run, lived, chosen)
        now = [module_id for module_id, week in first.items() if week == days.week]
        for module_id in now:
            module = days.problem.subject.library.get(module_id)
            if module is not None and wishes.prerequisites == "must":
                found |= {(needed, module_id): None for needed in module.after if needed in now}
        if run == 0 and wishes.series_order == "must":
            found |= dict.fromkeys(_parts(days.problem, now))
    yield from (pair for pair in found if not set(pair).isdisjoint(days.modules))


def _parts(problem: Problem, now: Sequence[str]) -> Iterator[tuple[str, str]]:
    known = [(module_id, module) for module_id in now if (module := problem.subject.library.get(module_id))]
    for (one, first), (other, second) in combinations(known, 2):
        if first.series is not None and first.series == second.series and first.part != second.part:
            yield (one, other) if (first.part or 0) < (second.part or 0) else (other, one)


def _first_weeks(
    problem: Problem, run: int, lived: Sequence[int], chosen: Mapping[int, Sequence[str]]
) -> dict[str, int]:
    standing = problem.standing_cells(run)
    in_week: dict[int, list[str]] = {week: list(chosen.get(week, ())) for week in lived}
    for module_id, cells in standing.items():
        for cell in cells:
            if cell.week in in_week:
                in_week[cell.week].append(module_id)
    first: dict[str, int] = {}
    for week in lived:
        for module_id in in_week[week]:
            first.setdefault(module_id, week)
    return first


def _pinned_place(days: DayModel, module_id: str) -> int | None:
    """Return the first place of a module that stands in the week already."""
    places = [
        days.problem.position[cell] for cell in days.problem.planned_in.get(module_id, ()) if cell.week == days.week
    ]
    return min(places, default=None)


def _after(days: DayModel, one: str, other: str) -> None:
    """Require that `other`, which is to be placed, comes after `one`."""
    stands = _pinned_place(days, one)
    columns = {days.problem.position[cell]: days.at.get((one, cell)) for cell in days.cells}
    for cell in days.cells:
        later = days.at.get((other, cell))
        place = days.problem.position[cell]
        if later is None or (stands is not None and stands < place):
            continue
        before = [(column, -1) for at, column in columns.items() if column is not None and at < place]
        days.model.at_most([(later, 1), *before], 0, Tag("order", (one, other)))


def _before_what_stays(days: DayModel, one: str, other: str) -> None:
    """Require that `one`, which is to be placed, comes before `other`, which stands already."""
    stands = _pinned_place(days, other)
    for cell in days.cells:
        column = days.at.get((one, cell))
        if column is not None and stands is not None and days.problem.position[cell] > stands:
            days.model.at_most([(column, 1)], 0, Tag("order", (one, other)))


def _people(days: DayModel) -> None:
    """Require a team for each session that holds what its module asks; nobody is in two places."""
    model, staffing = days.model, days.staffing
    for cell in days.cells:
        held = days.of(cell)
        teams = [team for team in staffing.teams(cell) if held]
        for team in teams:
            weigh = points(days.problem.wishes.usual_people) if team != staffing.usual_people(cell) else 0
            days.led[cell, team] = model.choice(weigh)
        all_ = [(days.led[cell, team], 1) for team in teams]
        model.between([*all_, *((column, -1) for _, column in held)], 0, 0, _PEOPLE)
        for asked in dict.fromkeys(staffing.asked(module_id) for module_id, _ in held):
            able = [(days.led[cell, team], -1) for team in staffing.leading(asked, cell)]
            needing = [(column, 1) for module_id, column in held if staffing.asked(module_id) == asked]
            if len(able) < len(teams):
                model.at_most([*needing, *able], 0, _PEOPLE)
        _kept_people(days, cell)
    for one, other in _overlapping(days.sessions):
        for person in sorted({n for c, team in days.led if c in (one, other) for n in team}):
            both = [(column, 1) for (c, team), column in days.led.items() if c in (one, other) and person in team]
            model.at_most(both, 1, _PEOPLE)


def _kept_people(days: DayModel, cell: Cell) -> None:
    """Where a session stays that others led than its slot's own, count a change against those others."""
    draft = days.problem.draft.get(cell)
    column = days.at.get((draft.module, cell)) if draft else None
    usual = days.staffing.usual_people(cell)
    if draft and column is not None and draft.lead and draft.lead != usual:
        weigh = points(days.problem.wishes.usual_people)
        _kept(days.model, column, (days.led.get((cell, draft.lead)), days.led.get((cell, usual))), weigh)


def _kept(model: Model, stays: int, same_and_usual: tuple[int | None, int | None], weigh: int) -> None:
    same, usual = same_and_usual
    if same is not None:
        both = model.choice(-weigh)
        model.at_most([(both, 1), (stays, -1)], 0, _PEOPLE)
        model.at_most([(both, 1), (same, -1)], 0, _PEOPLE)
    if usual is not None:
        given_back = model.amount(weigh)
        model.at_most([(stays, 1), (usual, 1), (given_back, -1)], 1, _PEOPLE)


def _rooms(days: DayModel) -> None:
    """Require a room for each session that has what its module needs; no room holds two."""
    model, staffing = days.model, days.staffing
    for cell in days.cells:
        held = days.of(cell)
        features = {module_id: days.problem.module(module_id).room for module_id, _ in held}
        rooms = dict.fromkeys(name for wanted in features.values() for name in staffing.rooms(cell, wanted))
        usual = staffing.usual_room(cell)
        for name in rooms:
            weigh = points(days.problem.wishes.usual_room) if name != usual else 0
            days.housed[cell, name] = model.choice(weigh)
        all_ = [(days.housed[cell, name], 1) for name in rooms]
        model.between([*all_, *((column, -1) for _, column in held)], 0, 0, _ROOMS)
        for wanted in dict.fromkeys(features.values()):
            able = [(days.housed[cell, name], -1) for name in staffing.rooms(cell, wanted)]
            needing = [(column, 1) for module_id, column in held if features[module_id] == wanted]
            if len(able) < len(rooms):
                model.at_most([*needing, *able], 0, _ROOMS)
        draft = days.problem.draft.get(cell)
        column = days.at.get((draft.module, cell)) if draft else None
        if draft and column is not None and draft.room and draft.room != usual:
            pair = (days.housed.get((cell, draft.room)), days.housed.get((cell, usual)))
            _kept(model, column, pair, points(days.problem.wishes.usual_room))
    for one, other in _overlapping(days.sessions):
        for name in sorted({n for c, n in days.housed if c in (one, other) and n}):
            both = [(column, 1) for (c, n), column in days.housed.items() if c in (one, other) and n == name]
            model.at_most(both, 1, _ROOMS)


def _overlapping(sessions: Sequence[Session]) -> Iterator[tuple[Cell, Cell]]:
    for one, other in combinations(sessions, 2):
        if one.date == other.date and one.start < other.end and other.start < one.end:
            yield one.cell, other.cell


def _loads(days: DayModel) -> None:
    """Require that nobody leads more minutes that week than the load leaves."""
    if days.problem.wishes.leaders == "off":
        return
    for person in sorted({name for _, team in days.led for name in team}):
        weeks: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for (cell, team), column in days.led.items():
            session = days.problem.sessions[cell]
            if person in team:
                weeks.setdefault(session.date.isocalendar()[:2], []).append((column, session.minutes))
        for year_week, terms in weeks.items():
            session = next(s for s in days.sessions if s.date.isocalendar()[:2] == year_week)
            left = days.staffing.minutes_left(person, session)
            if left is not None:
                days.model.at_most(terms, left, _PEOPLE)


def _side_by_side(days: DayModel) -> None:
    weigh = points(days.problem.wishes.back_to_back)
    if not weigh:
        return
    for day in days.problem.days_of(days.week):
        for one, other in pairwise(day):
            _pair(days, (one, other), weigh)


def _modality_minutes(days: DayModel) -> None:
    problem = days.problem
    for wish in problem.wishes.modality_minutes:
        there = sum(s.minutes for s in problem.held_in(days.week) if problem.modality_of(s) is wish.modality)
        added = [
            (column, problem.sessions[cell].minutes)
            for (module_id, cell), column in days.at.items()
            if problem.module(module_id).modality is wish.modality
        ]
        tag = Tag("modality-minutes", (days.week, wish.modality.value))
        if wish.least is not None:
            days.model.wish(added, min(wish.least - there, _most(added)), wish.weigh, tag)
        if wish.most is not None:
            days.model.wish([(c, -minutes) for c, minutes in added], -max(0, wish.most - there), wish.weigh, tag)


def _most(added: Sequence[tuple[int, int]]) -> int:
    """Return the minutes of everything that could be added, so that a must is not asked of what is not there."""
    return sum(minutes for _, minutes in added)


def _pair(days: DayModel, pair: tuple[Session, Session], weigh: int) -> None:
    if not any(session.cell in days.problem.open for session in pair):
        return
    met = days.model.amount(weigh)
    for modality in SCHOOLS:
        terms, there = [], 0
        for session in pair:
            if session.cell in days.problem.open:
                of = [c for m, c in days.of(session.cell) if days.problem.module(m).modality is modality]
                terms += [(column, 1) for column in of]
            else:
                there += days.problem.modality_of(session) is modality
        if terms:
            days.model.at_most([*terms, (met, -1)], 1 - there, Tag("back-to-back", (days.week,)))


def placements(days: DayModel, values: list[float]) -> dict[Cell, Placement]:
    """Return what the solver's answer puts into the week's slots; people and rooms only where they are not usual."""
    teams = dict(taken(days.led, values))
    rooms = dict(taken(days.housed, values))
    found = {}
    for module_id, cell in taken(days.at, values):
        team, room = teams.get(cell, ()), rooms.get(cell)
        found[cell] = Placement(
            module=module_id,
            lead=team if team != days.staffing.usual_people(cell) else (),
            room=room if room != days.staffing.usual_room(cell) else None,
        )
    return found


def left_out(days: DayModel, values: list[float]) -> tuple[str, ...]:
    """Return the modules of the week for which there was no slot, nobody to lead, or no room."""
    return taken(days.dropped, values)


def start_of(days: DayModel) -> dict[int, int]:
    """Return the columns that the draft takes, each 1: where the search begins."""
    start: dict[int, int] = {}
    for cell, held in days.problem.draft.items():
        column = days.at.get((held.module, cell))
        if cell.week == days.week and column is not None:
            start[column] = 1
            start |= {
                c: 1
                for (at, team), c in days.led.items()
                if at == cell and team == (held.lead or days.staffing.usual_people(cell))
            }
            start |= {
                c: 1
                for (at, name), c in days.housed.items()
                if at == cell and name == (held.room or days.staffing.usual_room(cell))
            }
    return start
