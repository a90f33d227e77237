"""Promises of every proposal, over random libraries, clinics and tracks."""

from dataclasses import replace
from random import Random

import pytest
from builders import TODAY
from fill_cases import random_subject

from curriculum.model.finding import Severity
from curriculum.model.track import Placement
from curriculum.planning.edits import differences
from curriculum.planning.fill.candidates import Candidates
from curriculum.planning.fill.days import day_model, placements
from curriculum.planning.fill.guard import ORDER_RULES
from curriculum.planning.fill.problem import to_fill, to_replan, with_placements
from curriculum.planning.fill.proposal import proposed_track
from curriculum.planning.fill.stages import week_stage
from curriculum.planning.fill.tally import tally
from curriculum.planning.fill.weeks import chosen
from curriculum.planning.rules import check_track
from curriculum.solver.line import Question
from curriculum.workspace.filling import Search, fill

SEEDS = range(10)
SEARCH = Search(TODAY)
HOURS = {"weekly-minutes", "daily-minutes", "days-per-week"}
"""Rules on minutes begin to speak of a week once something is placed in it."""
OF_SLOTS = {"own-length": "off", "back-to-back": "off", "usual-people": "off", "usual-room": "off"}
OF_THE_CYCLE = dict.fromkeys(
    ("core-topics", "whole-series", "series-pace", "variety", "around-the-cycle", "mixed-weeks"), "off"
)


def case(seed, **wishes):
    """Return a random track of five weeks: open, gated or closed, with closed days and some slots filled and locked."""
    dice = Random(seed)
    subject = random_subject(seed, modules=50, weeks=5, people=6, days=3)
    admission = [{}, {"admission": "gated", "gates": [1, 3]}, {"admission": "closed"}][seed % 3]
    plan = {}
    names = sorted(subject.library.modules)
    for cell in dice.sample(subject.track.cells, 5):
        held = {"module": dice.choice(names), "locked": dice.random() < 0.5}
        plan.setdefault(cell.week, {}).setdefault(cell.day, {})[cell.slot] = held
    asked = subject.track.wishes.model_dump(by_alias=True) | wishes
    data = subject.track.model_dump(by_alias=True) | {"plan": plan, "wishes": asked} | admission
    clinic = subject.clinic.model_dump(by_alias=True)
    clinic["closures"] = [{"from": "2027-01-13", "reason": "Snow"}] if seed % 2 else []
    track = type(subject.track).model_validate(data)
    return replace(subject, track=track, clinic=type(subject.clinic).model_validate(clinic))


def blocking_or_about_order(subject, track):
    found = check_track(replace(subject, track=track), TODAY)
    return {
        (f.rule, f.path)
        for f in found
        if (f.severity is Severity.BLOCK or f.rule in ORDER_RULES) and f.rule not in HOURS
    }


@pytest.mark.parametrize("seed", SEEDS)
async def test_a_proposal_brings_no_fault_that_was_not_there_and_keeps_what_is_placed(line, seed):
    subject = case(seed)

    proposal = await fill(to_fill(subject), line, SEARCH)

    assert proposal.taken_out == ()
    assert blocking_or_about_order(subject, proposal.track) <= blocking_or_about_order(subject, subject.track)
    assert set(differences(subject.track, proposal.track)) == {each.cell for each in proposal.placed}
    assert all(subject.track.placement(each.cell) is None for each in proposal.placed)


@pytest.mark.parametrize("seed", SEEDS)
async def test_a_re_plan_brings_no_fault_and_leaves_what_is_locked(line, seed):
    subject = case(seed)
    problem = to_replan(subject)

    proposal = await fill(problem, line, SEARCH)

    assert proposal.taken_out == ()
    assert blocking_or_about_order(subject, proposal.track) <= blocking_or_about_order(subject, problem.pinned)
    for cell in subject.track.cells:
        planned = subject.track.planned(cell)
        if planned and planned.locked:
            assert proposal.track.planned(cell) == planned


@pytest.mark.parametrize("seed", SEEDS)
async def test_a_proposal_costs_no_less_than_its_bound(line, seed):
    proposal = await fill(to_fill(case(seed)), line, SEARCH)

    assert proposal.bound <= proposal.after.points


@pytest.mark.parametrize("seed", SEEDS)
async def test_the_week_model_and_the_tally_of_the_plan_agree_to_the_point(line, seed):
    """With only wishes of the whole cycle, what the solver adds up is what is counted from the plan."""
    problem = to_fill(case(seed, **OF_SLOTS, **{"modality-minutes": []}))
    candidates = Candidates(problem)
    weeks = week_stage(candidates)

    answer = await line.ask(Question(weeks.model.plain(), gap=0))

    held = chosen(weeks, list(answer.values))
    track = track_of_weeks(problem, held)
    assert round(answer.value) == tally(problem, track).points


def track_of_weeks(problem, held):
    """Return the track with each week's modules in its slots in any order: of the cycle's wishes none asks for it."""
    placed = {}
    for week, modules in held.items():
        placed |= dict(zip(problem.cells_of(week), (Placement(module=m) for m in modules), strict=False))
    return with_placements(problem.track, placed)


@pytest.mark.parametrize("seed", SEEDS)
async def test_the_day_models_and_the_tally_of_the_plan_agree_to_the_point(line, seed):
    """With only wishes of slots, the weeks' models add up to what is counted from the plan."""
    problem = to_fill(case(seed, **OF_THE_CYCLE, **{"every-slot": "off"}))
    candidates = Candidates(problem)
    weeks = week_stage(candidates)
    answer = await line.ask(Question(weeks.model.plain(), gap=0))
    held = chosen(weeks, list(answer.values))
    placed, total = {}, 0
    for week in held:
        days = day_model(candidates, week, held, placed)
        found = await line.ask(Question(days.model.plain(), gap=0))
        placed |= placements(days, list(found.values))
        total += round(found.value) - 20_000 * sum(round(found.values[c]) for c in days.dropped.values())

    counted = tally(problem, proposed_track(problem, placed))
    assert total + standing_points(problem) == counted.points


def standing_points(problem):
    """Return what neighbours and minutes that stand already cost, which no day model can change."""
    over = sum(
        max(0, sum(s.minutes for s in problem.held_in(week) if problem.modality_of(s) is wish.modality) - wish.most)
        for wish in problem.wishes.modality_minutes
        if wish.most is not None
        for week in problem.weeks
    )
    return 10 * tally(problem, problem.pinned).of("back-to-back") + over


@pytest.mark.parametrize("seed", SEEDS[:3])
async def test_the_same_problem_has_the_same_answer_each_time(line, seed):
    problem = to_fill(case(seed))

    first, second = [await fill(problem, line, SEARCH) for _ in range(2)]

    assert first.placed == second.placed


@pytest.mark.parametrize("seed", SEEDS[:3])
async def test_another_proposal_differs_and_costs_no_less(line, seed):
    problem = to_fill(case(seed))

    best = await fill(problem, line, SEARCH)
    other = await fill(problem, line, replace(SEARCH, another=1))

    def weekly(proposal):
        return {(each.cell.week, each.placement.module) for each in proposal.placed}

    assert len(weekly(best) - weekly(other)) >= max(1, len(best.placed) // 10)
    assert other.after.points >= best.bound
