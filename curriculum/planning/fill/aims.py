"""The first stage's rows on what a plan aims at: coverage, whole series, variety, a mix, minutes, people's load."""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from curriculum.model.module import Modality
from curriculum.model.track import Admission
from curriculum.model.wish import PARTS_A_WEEK, ModalityMinutes, points
from curriculum.planning.calendar import Session
from curriculum.planning.coverage import entries
from curriculum.planning.fill.rows import Tag
from curriculum.planning.fill.staffing import Asked
from curriculum.planning.fill.weeks import Cut, WeekModel

SCHOOLS = tuple(modality for modality in Modality if modality is not Modality.OTHER)
"""The modalities that a mix is made of; `other` is none."""


def add_aims(weeks: WeekModel) -> None:
    """Add every row on what the plan aims at to the model."""
    _core_topics(weeks)
    for module_id in sorted({*weeks.weeks_of, *weeks.problem.planned_in}):
        if weeks.problem.subject.library.get(module_id) is not None:
            _variety(weeks, module_id)
            _whole_series(weeks, module_id)
            _around_the_cycle(weeks, module_id)
    for week in weeks.problem.weeks:
        for modality in SCHOOLS:
            _mixed_weeks(weeks, week, modality)
            _back_to_back(weeks, week, modality)
        for wish in weeks.problem.wishes.modality_minutes:
            _modality_minutes(weeks, week, wish)
        _loads(weeks, week)
        _series_pace(weeks, week)


def add_cuts(weeks: WeekModel, cuts: Iterable[Cut]) -> None:
    """Add what was found out by trying, and what keeps a proposal from being an earlier one."""
    for cut in cuts:
        terms = [(weeks.held[key], 1) for key in cut.held if key in weeks.held]
        if terms:
            weeks.model.at_most(terms, cut.most, Tag("cut"))


def _core_topics(weeks: WeekModel) -> None:
    problem, wishes = weeks.problem, weeks.problem.wishes
    track = problem.track
    for topic in track.core:
        about = _on_topic(weeks, topic)
        planned = {cell.week for module_id, cells in problem.planned_in.items() if module_id in about for cell in cells}
        stays: dict[frozenset[int], list[int]] = {}
        for entry in entries(track):
            lived = frozenset((entry - 1 + passed) % track.cycle + 1 for passed in range(track.stay))
            stays.setdefault(lived, []).append(entry)
        for lived, doors in stays.items():
            if planned & lived:
                continue
            terms = [(column, 1) for module_id in sorted(about) for column in weeks.columns(module_id, sorted(lived))]
            weigh = wishes.core_topics
            weeks.model.wish(
                terms, 1, weigh * len(doors) if isinstance(weigh, int) else weigh, Tag("core-topics", (topic, *doors))
            )


def _on_topic(weeks: WeekModel, topic: str) -> frozenset[str]:
    library = weeks.problem.subject.library
    return frozenset(
        module_id
        for module_id in {*weeks.weeks_of, *weeks.problem.planned_in}
        if (module := library.get(module_id)) and topic in module.topics
    )


def _times(weeks: WeekModel, module_id: str) -> int:
    """Return how often a module stands in the plan already, standing slots left out."""
    problem = weeks.problem
    return sum(not problem.standing(cell) for cell in problem.planned_in.get(module_id, ()))


def _variety(weeks: WeekModel, module_id: str) -> None:
    """Count what stands twice already; what is proposed again costs by its columns."""
    problem, times = weeks.problem, _times(weeks, module_id)
    weigh = problem.wishes.variety
    if problem.module(module_id).repeat_after == 0 or weigh == "off":
        return
    weeks.model.constant += max(0, times - 1) * points(weigh)
    if weigh == "must":
        terms = [(column, 1) for column in weeks.columns(module_id, problem.weeks)]
        weeks.model.at_most(terms, 1 - min(times, 1), Tag("variety", (module_id,)))


def _whole_series(weeks: WeekModel, module_id: str) -> None:
    problem, weigh = weeks.problem, weeks.problem.wishes.whole_series
    before = problem.part_before(module_id)
    if not before or weigh == "off" or any(other in problem.planned_in for other in before):
        return
    ground = [(weeks.ever[other], 1) for other in before if other in weeks.ever]
    own = [(weeks.ever[module_id], -1)] if module_id in weeks.ever else []
    stands = module_id in problem.planned_in
    if own or stands:
        price = points(weigh) if stands else weigh
        weeks.model.wish([*ground, *own], int(stands), price, Tag("whole-series", (module_id,)))


def _around_the_cycle(weeks: WeekModel, module_id: str) -> None:
    problem = weeks.problem
    cycle, weigh = problem.track.cycle, points(problem.wishes.around_the_cycle)
    length = min(problem.module(module_id).repeat_after, cycle)
    planned = [cell.week for cell in problem.planned_in.get(module_id, ()) if not problem.standing(cell)]
    possible = len(weeks.columns(module_id, problem.weeks)) + len(planned)
    if not weigh or problem.track.admission is Admission.CLOSED or length < 2 or possible < 2:
        return
    stretches = [{*range(cycle - length + n + 1, cycle + 1), *range(1, n + 1)} for n in range(1, length)]
    if 2 * length > cycle and not planned and problem.wishes.repeats == "must":
        # However far apart two of them are, they are too near around the end: one row says so.
        stretches = [set(range(1, cycle + 1))]
    lacking = weeks.model.amount(weigh)
    for wrapped in stretches:
        columns = weeks.columns(module_id, sorted(wrapped))
        there = sum(week in wrapped for week in planned)
        if len(columns) + there > 1:
            terms = [(lacking, 1), *((column, -1) for column in columns)]
            weeks.model.at_least(terms, there - 1, Tag("around-the-cycle", (module_id,)))


def _series_pace(weeks: WeekModel, week: int) -> None:
    problem, weigh = weeks.problem, points(weeks.problem.wishes.series_pace)
    there = Counter(
        module.series
        for session in problem.sequence_of(week)
        if (module := problem.subject.library.get(session.module)) and module.series
    )
    found: dict[str, list[int]] = {}
    for module_id, number in weeks.held:
        series = problem.module(module_id).series
        if number == week and series is not None:
            found.setdefault(series, []).append(weeks.held[module_id, week])
    for series in sorted({*found, *there}) if weigh else ():
        terms = [(column, -1) for column in found.get(series, [])]
        if len(terms) + there[series] > PARTS_A_WEEK:
            weeks.model.wish(terms, there[series] - PARTS_A_WEEK, weigh, Tag("series-pace", (week, series)))


def _of(weeks: WeekModel, week: int, modality: Modality) -> list[str]:
    """Return the modules of a modality that could be held in a week."""
    problem = weeks.problem
    return [m for m, w in weeks.held if w == week and problem.module(m).modality is modality]


def _mixed_weeks(weeks: WeekModel, week: int, modality: Modality) -> None:
    problem, weigh = weeks.problem, points(weeks.problem.wishes.mixed_weeks)
    sessions = problem.sequence_of(week)
    there = sum(_is(problem.modality_of(session), modality) for session in sessions)
    terms = [(weeks.held[module_id, week], -1) for module_id in _of(weeks, week, modality)]
    if weigh:
        weeks.model.wish(terms, there - (len(sessions) + 1) // 2, weigh, Tag("mixed-weeks", (week, modality.value)))


def _back_to_back(weeks: WeekModel, week: int, modality: Modality) -> None:
    """Ask for no more sessions of a modality than the week can hold apart; the second stage sets them apart."""
    weigh = points(weeks.problem.wishes.back_to_back)
    if not weigh:
        return
    apart = sum(_apart(day, weeks, modality) for day in weeks.problem.days_of(week))
    weeks.model.constant += weigh * _side_by_side(weeks, week, modality)
    terms = [(weeks.held[module_id, week], -1) for module_id in _of(weeks, week, modality)]
    if len(terms) > apart:
        weeks.model.wish(terms, -apart, weigh, Tag("back-to-back", (week, modality.value)))


def _apart(day: tuple[Session, ...], weeks: WeekModel, modality: Modality) -> int:
    """Return how many slots to fill of a day are neither neighbours of each other nor of that modality."""
    problem = weeks.problem
    open_ = [session.cell in problem.open for session in day]
    kinds = [None if filled else problem.modality_of(session) for session, filled in zip(day, open_, strict=True)]
    count, last = 0, -2
    for number, filled in enumerate(open_):
        near = kinds[max(0, number - 1) : number + 2]
        if filled and last != number - 1 and modality not in near:
            count, last = count + 1, number
    return count


def _side_by_side(weeks: WeekModel, week: int, modality: Modality) -> int:
    problem = weeks.problem
    pairs = (pair for day in problem.days_of(week) for pair in pairwise(day))
    return sum(all(_is(problem.modality_of(session), modality) for session in pair) for pair in pairs)


def _is(one: Modality | None, other: Modality) -> bool:
    return one is other


def _modality_minutes(weeks: WeekModel, week: int, wish: ModalityMinutes) -> None:
    sessions = weeks.problem.held_in(week)
    there = sum(s.minutes for s in sessions if weeks.problem.modality_of(s) is wish.modality)
    added = weeks.minutes.get((week, wish.modality.value), [])
    tag = Tag("modality-minutes", (week, wish.modality.value))
    if wish.least is not None and there < wish.least:
        weeks.model.wish(added, wish.least - there, wish.weigh, tag)
    if wish.most is not None:
        most = max(0, wish.most - there)
        weeks.model.constant += max(0, there - wish.most) * points(wish.weigh)
        weeks.model.wish([(column, -minutes) for column, minutes in added], -most, wish.weigh, tag)


def _loads(weeks: WeekModel, week: int) -> None:
    """Require that those who may lead some sessions have the minutes for them, all together."""
    staffing, problem = weeks.candidates.staffing, weeks.problem
    if problem.wishes.leaders == "off":
        return
    cells = problem.cells_of(week)
    needing: dict[Asked, list[tuple[int, int]]] = {}
    for module_id in (m for m, w in weeks.held if w == week):
        shortest = min(problem.sessions[cell].minutes for cell in weeks.cells(module_id, week))
        asked = staffing.asked(module_id)
        needing.setdefault(asked, []).append((weeks.held[module_id, week], shortest))
    for asked, terms in needing.items():
        able = {name for cell in cells for team in staffing.leading(asked, cell) for name in team}
        left = [staffing.minutes_left(name, problem.sessions[cells[0]]) for name in sorted(able)]
        known = [minutes for minutes in left if minutes is not None]
        if asked and len(known) == len(left):
            weeks.model.at_most(terms, sum(known), Tag("leaders", (week,)))
