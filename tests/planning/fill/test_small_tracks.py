"""Promises of a proposal on tracks small enough to see through, some of them held against every possible plan."""

import re
from dataclasses import replace
from itertools import product
from random import Random

import pytest
from builders import FRI, MON, PROCESS, TODAY, WED, cell, library, module, subject, track
from hypothesis import given, settings
from hypothesis import strategies as st

from curriculum.model.clinic import Clinic
from curriculum.model.library import Library
from curriculum.model.track import Placement
from curriculum.planning.coverage import coverage
from curriculum.planning.edits import differences
from curriculum.planning.fill import why
from curriculum.planning.fill.candidates import Candidates
from curriculum.planning.fill.guard import findings_of, new_faults
from curriculum.planning.fill.problem import to_fill, to_replan
from curriculum.planning.fill.proposal import accepted, proposed_track
from curriculum.planning.fill.tally import tally
from curriculum.planning.fill.why import alternatives
from curriculum.workspace.filling import Nothing, Search, fill

SEARCH = Search(TODAY, gap=0)
SLOTS = [{"name": "skills", "minutes": 60}, {"break": 10}, {"name": "elective", "minutes": 60}]


def small(plan=None, weeks=2, days=("mon", "wed"), **changes):
    meetings = [{"days": list(days), "from": "09:00", "slots": SLOTS}]
    data = {"cycle": weeks, "stay": weeks, "meetings": meetings, "admission": "closed"}
    return track(plan, **(data | changes))


def some(count, **changes):
    return {f"m{n}": module(title=f"M {n}", modality="other", **changes) for n in range(count)}


def places(proposal):
    return {each.cell: each.placement.module for each in proposal.placed}


async def test_every_empty_slot_gets_a_module_and_a_reason(line):
    proposal = await fill(to_fill(subject(small(), library(**some(8)))), line, SEARCH)

    assert len(places(proposal)) == 8
    assert len(set(places(proposal).values())) == 8
    assert all(each.reason.endswith(".") for each in proposal.placed)
    assert proposal.optimal


async def test_a_replan_leaves_a_day_that_is_made_up_for_to_those_who_lead_it_there(line):
    """Who leads on the other day is said by the make-up: no wish is broken by it, and nobody else is proposed."""
    clinic = Clinic.model_validate(
        {
            "closures": [{"from": "2026-11-30", "reason": "Snow"}],
            "people": {
                "ana": {"name": "Ana", "available": {"mon": "08:00-18:00", "wed": "08:00-18:00"}},
                "bo": {"name": "Bo"},
            },
        }
    )
    makeup = {"for": "2026-11-30", "on": "2026-12-01", "from": "09:00", "staff": {"skills": "bo", "elective": "bo"}}
    plan = {1: {"mon": {"skills": "m0", "elective": "m1"}, "wed": {"skills": "m2", "elective": "m3"}}}
    planned = small(plan, weeks=1, staff={"skills": "ana", "elective": "ana"}, makeups=[makeup])

    proposal = await fill(to_replan(subject(planned, library(**some(4)), clinic)), line, SEARCH)

    assert proposal.track.plan == planned.plan
    assert proposal.after.points == 0


async def test_only_the_weeks_asked_for_are_filled(line):
    proposal = await fill(to_fill(subject(small(weeks=3), library(**some(20))), [2]), line, SEARCH)

    assert {each.cell.week for each in proposal.placed} == {2}


async def test_a_prerequisite_comes_first_even_within_a_day(line):
    modules = library(base=module(modality="other"), next=module(modality="other", after=["base"]))
    for seed in range(3):
        order = dict(sorted(modules.modules.items(), reverse=seed == 1))

        proposal = await fill(to_fill(subject(small(weeks=1, days=["mon"]), Library(order))), line, SEARCH)

        assert places(proposal) == {cell(1, MON): "base", cell(1, MON, "elective"): "next"}


async def test_the_parts_of_a_series_come_in_their_order(line):
    parts = {f"p{n}": module(modality="other", series="s", part=n) for n in (4, 2, 3, 1)}

    proposal = await fill(to_fill(subject(small(weeks=1), library(**parts))), line, SEARCH)

    assert [each.placement.module for each in proposal.placed] == ["p1", "p2", "p3", "p4"]


async def test_a_core_topic_is_met_whatever_week_a_client_joins(line):
    """US-04 with other numbers: nine weeks, stays of four."""
    rolling = small(weeks=9, days=["mon"], stay=4, admission="rolling", core=["safety"])
    modules = library(**some(30, **{"repeat-after": 3}), safe=module(topics=["safety"], **{"repeat-after": 3}))

    proposal = await fill(to_fill(subject(rolling, modules)), line, SEARCH)

    assert coverage(proposal.track, modules).gaps("safety") == ()
    told = [each.reason for each in proposal.placed if each.placement.module == "safe"]
    assert any("only module on safety for clients who join in" in reason for reason in told)


async def test_nothing_is_placed_on_a_closed_day(line):
    clinic = Clinic.model_validate({"closures": [{"from": "2026-12-02", "reason": "Snow"}]})

    proposal = await fill(to_fill(subject(small(), library(**some(20)), clinic)), line, SEARCH)

    assert {each.cell.day for each in proposal.placed if each.cell.week == 1} == {MON}
    assert len(proposal.placed) == 6


async def test_drafts_and_retired_modules_are_not_proposed_unless_the_track_allows_it(line):
    modules = library(draft=module(status="draft"), old=module(status="retired"), good=module())

    strict = await fill(to_fill(subject(small(weeks=1), modules)), line, SEARCH)
    allowed = await fill(to_fill(subject(small(weeks=1, wishes={"drafts": True}), modules)), line, SEARCH)

    assert set(places(strict).values()) == {"good"}
    assert set(places(allowed).values()) == {"good", "draft"}


async def test_a_module_that_does_not_fit_or_does_not_suit_the_census_is_left_alone(line):
    modules = library(
        long=module({"least": 80, "planned": 90, "most": 100}),
        tiny=module(group={"least": 2, "most": 4}),
        good=module(),
    )

    proposal = await fill(to_fill(subject(small(weeks=1), modules)), line, SEARCH)

    assert set(places(proposal).values()) == {"good"}
    assert "takes no module" not in proposal.left[0].reason
    assert len(proposal.left) == 3


CLINIC = {
    "people": {
        "jo": {"name": "Jo", "credentials": ["lpc"]},
        "ana": {"name": "Ana", "credentials": ["atr"], "available": {"wed": "08:00-18:00"}},
    },
    "rooms": {
        "main": {"name": "Main room", "seats": 12},
        "studio": {"name": "Studio", "seats": 12, "features": ["sink"]},
    },
}
STAFFED = {"staff": {"skills": "jo", "elective": "jo"}, "rooms": {"skills": "main", "elective": "main"}}


async def test_whoever_may_lead_and_is_free_leads_in_a_room_that_has_what_is_needed(line):
    modules = library(art=module(modality="art", lead=["atr"], room=["sink"]), **some(3))
    problem = to_fill(subject(small(weeks=1, **STAFFED), modules, Clinic.model_validate(CLINIC)))

    proposal = await fill(problem, line, SEARCH)

    (art,) = [each for each in proposal.placed if each.placement.module == "art"]
    assert art.cell.day == WED
    assert (art.placement.lead, art.placement.room) == (("ana",), "studio")


async def test_nobody_is_asked_to_be_in_two_tracks_at_once(line):
    other = small({1: {"wed": {"skills": {"module": "m0", "lead": "ana"}, "elective": "m1"}}}, weeks=1)
    modules = library(art=module(modality="art", lead=["atr"]), **some(3))
    problem = to_fill(subject(small(weeks=1, **STAFFED), modules, Clinic.model_validate(CLINIC), {"other": other}))

    proposal = await fill(problem, line, SEARCH)

    assert [e.cell for e in proposal.placed if e.placement.module == "art"] == [cell(1, WED, "elective")]


async def test_a_load_is_never_exceeded(line):
    clinic = Clinic.model_validate({"people": {"jo": {"name": "Jo", "load": 120}, "al": {"name": "Al", "load": 60}}})
    problem = to_fill(subject(small(weeks=1, staff={"skills": "jo", "elective": "jo"}), library(**some(8)), clinic))

    proposal = await fill(problem, line, SEARCH)

    assert len(proposal.placed) == 3
    assert sum(proposal.track.leads(each.cell) == ("jo",) for each in proposal.placed) == 2


async def test_a_slot_that_two_lead_gets_two(line):
    slots = [{"name": "skills", "minutes": 60, "leaders": 2}]
    people = {name: {"name": name.title(), "credentials": [held]} for name, held in (("al", "lpc"), ("bo", "rn"))}
    planned = small(weeks=1, meetings=[{"days": ["mon"], "from": "09:00", "slots": slots}])
    problem = to_fill(subject(planned, library(a=module(lead=["rn"])), Clinic.model_validate({"people": people})))

    proposal = await fill(problem, line, SEARCH)

    assert sorted(proposal.placed[0].placement.lead) == ["al", "bo"]


async def test_strong_sessions_stay_out_of_the_weeks_that_want_gentle_ones(line):
    wishes = {"phases": [{"weeks": [1], "most": "gentle", "weigh": "must"}]}
    modules = library(**some(4, intensity="strong"), soft=module(intensity="gentle"))

    proposal = await fill(to_fill(subject(small(wishes=wishes), modules)), line, SEARCH)

    assert {m for c, m in places(proposal).items() if c.week == 1} == {"soft"}


async def test_each_week_has_the_minutes_of_a_modality_that_are_asked_for(line):
    wishes = {"modality-minutes": [{"modality": "mi", "least": 120, "most": 120, "weigh": "must"}]}
    modules = library(**some(4), **{f"mi{n}": module(modality="mi") for n in range(6)})

    proposal = await fill(to_fill(subject(small(wishes=wishes), modules)), line, SEARCH)

    for week in (1, 2):
        assert sum(m.startswith("mi") for c, m in places(proposal).items() if c.week == week) == 2


async def test_two_sessions_in_a_row_are_of_different_modalities_where_that_can_be(line):
    modules = library(**{f"{kind}{n}": module(modality=kind) for kind in ("cbt", "mi") for n in range(4)})

    proposal = await fill(to_fill(subject(small(), modules)), line, SEARCH)

    assert proposal.after.of("back-to-back") == 0


async def test_a_re_plan_after_a_retirement_changes_that_slot_and_leaves_people_and_rooms(line):
    plan = {
        1: {
            "mon": {"skills": "m0", "elective": {"module": "m1", "lead": "ana", "room": "studio"}},
            "wed": {"skills": "m2", "elective": {"module": "m3", "locked": True}},
        }
    }
    clinic = Clinic.model_validate({**CLINIC, "people": {**CLINIC["people"], "ana": {"name": "Ana"}}})
    modules = Library({**some(8), "m2": module(status="retired")})
    problem = to_replan(subject(small(plan, weeks=1, **STAFFED), modules, clinic))

    proposal = await fill(problem, line, SEARCH)

    assert [each.cell for each in proposal.changed] == [cell(1, WED)]
    assert [str(c) for c in differences(problem.track, proposal.track)] == ["week 1, Wednesday, skills"]


async def test_some_of_a_proposal_can_be_accepted_alone(line):
    proposal = await fill(to_fill(subject(small(), library(**some(8)))), line, SEARCH)
    one = proposal.placed[3].cell

    track_ = accepted(proposal, [one])

    assert list(differences(proposal.problem.track, track_)) == [one]


async def test_where_there_is_no_other_proposal_that_is_said(line):
    planned = small(weeks=1, days=["mon"], wishes={"every-slot": "must"})
    problem = to_fill(subject(planned, library(**some(2))))

    assert await fill(problem, line, replace(SEARCH, another=1)) == Nothing(no_other=True)


async def test_every_other_module_for_a_slot_says_what_speaks_against_it(line):
    modules = library(**some(5), second=module(after=["m4"], modality="other"), bad=module(status="retired"))
    proposal = await fill(to_fill(subject(small(weeks=1, core=["x"]), modules)), line, SEARCH)

    told = {other.module: other for other in alternatives(Candidates(proposal.problem), proposal, cell(1, MON), TODAY)}

    assert told["bad"].against == "is retired"
    assert told["second"].points is None
    assert "builds on" in told["second"].against
    held = set(places(proposal).values())
    assert all("held again" in told[m].against or told[m].points is None for m in told if m in held)
    assert not any(re.search(r"\b1 more \w+s\b", other.against) for other in told.values())


def test_one_breach_is_told_in_the_singular():
    assert why._more(1, "whole-series") == "1 more part without the part before"
    assert why._more(2, "core-topics") == "2 more entry weeks without a core topic"


async def words(line, planned, modules, clinic=None):
    outcome = await fill(to_fill(subject(planned, modules, clinic)), line, SEARCH)
    assert isinstance(outcome, Nothing)
    return " ".join(f"{c.message} [{c.who}]" for c in outcome.conflicts)


async def test_a_topic_that_no_module_has_is_named_as_what_cannot_be(line):
    said = await words(line, small(core=["naloxone"], wishes={"core-topics": "must"}), library(**some(8)))

    assert 'No module of the library is about "naloxone"' in said
    assert "authors" in said


async def test_a_closed_day_is_named_where_minutes_cannot_be_had(line):
    clinic = Clinic.model_validate({"closures": [{"from": "2026-12-02", "reason": "Snow"}]})
    wishes = {"modality-minutes": [{"modality": "cbt", "least": 180, "weigh": "must"}]}

    said = await words(line, small(wishes=wishes), library(**{f"c{n}": module() for n in range(8)}), clinic)

    assert said.startswith("Week 1 can hold 2 h of cbt at most; the least is 3 h, a must. Wed Dec 2 (Snow) is closed.")


async def test_too_few_modules_for_the_slots_are_counted(line):
    said = await words(line, small(wishes={"every-slot": "must"}), library(**some(5)))

    assert "8 slots are to be filled" in said
    assert "can be held 5 times" in said


async def test_a_slot_that_nobody_can_lead_is_named_with_who_can_change_it(line):
    modules = library(**{f"a{n}": module(lead=["atr"]) for n in range(8)})
    clinic = Clinic.model_validate(CLINIC)

    said = await words(line, small(wishes={"every-slot": "must"}, **STAFFED), modules, clinic)

    assert "Week 1, Monday, skills takes no module: 8 find nobody free to lead them." in said
    assert "clinic.yaml" in said


async def test_wishes_that_counting_cannot_see_through_are_named_from_both_sides(line):
    """Each can be kept alone: the topic's only module has to come after another, and one slot is open."""
    plan = {1: {"mon": {"skills": {"module": "m0", "locked": True}}}}
    modules = library(**some(1), a=module(), b=module(after=["a"], topics=["x"]))

    said = await words(line, small(plan, weeks=1, days=["mon"], core=["x"], wishes={"core-topics": "must"}), modules)

    assert 'Clients who join in week 1 cannot meet "x", which is a must, beside the rest.' in said
    assert '"A Module" would come before "A Module", on which it builds. [the modules\' authors]' in said


async def test_a_search_that_the_clock_ends_is_never_called_impossible(line):
    outcome = await fill(to_fill(subject(small(weeks=8), library(**some(60)))), line, replace(SEARCH, seconds=1e-9))

    assert outcome == Nothing(timed_out=True) or outcome.timed_out


def all_plans(problem):
    """Yield every way to fill a problem's slots, or leave them empty, that breaks no rule on order or people."""
    candidates = Candidates(problem)
    names = [
        [None, *(m for m in candidates.modules if candidates.cost(m, cell_) is not None)] for cell_ in problem.cells
    ]
    before = findings_of(problem, {}, TODAY)
    for choice in product(*names):
        placed = {c: Placement(module=m) for c, m in zip(problem.cells, choice, strict=True) if m is not None}
        if len({(c.week, p.module) for c, p in placed.items()}) < len(placed):
            continue
        if not new_faults(before, findings_of(problem, placed, TODAY)):
            yield placed


@given(st.integers(0, 10_000))
@settings(max_examples=12, deadline=None)
def test_no_plan_of_all_there_are_costs_less_than_the_bound_and_the_proposal_is_the_best(seed):
    import asyncio

    from curriculum.solver.line import SolverLine

    problem = random_small(seed)

    async def asked():
        async with SolverLine() as line_:
            return await fill(problem, line_, SEARCH)

    proposal = asyncio.run(asked())
    best = min(tally(problem, proposed_track(problem, placed)).points for placed in all_plans(problem))

    assert proposal.bound <= best
    assert proposal.after.points - best <= 20  # what the order within a week may cost is not looked at week by week


def random_small(seed):
    dice = Random(seed)
    modules = {}
    for n in range(4):
        changes = {"modality": dice.choice(["cbt", "mi", "other"]), "topics": dice.sample(["x", "y"], 1)}
        changes["repeat-after"] = dice.choice([1, 2])
        if n and dice.random() < 0.5:
            changes["after"] = [f"m{dice.randrange(n)}"]
        if dice.random() < 0.4:
            changes |= {"series": "s", "part": n + 1}
        modules[f"m{n}"] = module({"least": 45, "planned": dice.choice([50, 60, 70]), "most": 80}, **changes)
    plan = {1: {"mon": {"skills": "m3"}}} if dice.random() < 0.3 else {}
    admission = dice.choice(["rolling", "closed"])
    planned = small(plan, weeks=2, days=["mon"], stay=dice.choice([1, 2]), core=["x", "y"], admission=admission)
    return to_fill(subject(planned, Library(modules)))


def test_a_day_before_the_track_starts_is_not_filled():
    planned = small(weeks=1, days=["mon", "fri"], starts="2026-12-02")

    assert {c.day for c in to_fill(subject(planned, library(process_group=PROCESS))).cells} == {FRI}


@pytest.mark.parametrize("week", [1, 2])
def test_a_re_plan_lets_everything_move_that_is_neither_locked_nor_standing(week):
    plan = {week: {"mon": {"skills": {"module": "m0", "locked": True}, "elective": "m1"}}}
    problem = to_replan(subject(small(plan), library(**some(4))), [week])

    assert cell(week, MON) not in problem.cells
    assert set(problem.draft) == {cell(week, MON, "elective")}
