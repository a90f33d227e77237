"""Linked tracks that drift apart, and phases whose weeks are held against numbers of their own."""

from dataclasses import replace

import pytest
from builders import FRI, MON, WED, found, full_plan, subject, track
from hypothesis import given
from hypothesis import strategies as st

from curriculum.model.clinic import Clinic
from curriculum.planning.hours import hours_of
from curriculum.planning.linked import drift
from curriculum.planning.phases import phase_weeks


def linked(plan, other, **changes):
    _, modules = full_plan()
    about = subject(track(plan, linked="evening"), modules)
    return replace(about, linked=track(other, **{"title": "Evening", **changes}))


def test_twins_that_hold_the_same_in_each_week_do_not_drift_whatever_the_day():
    plan, _ = full_plan()
    turned = {week: {"mon": days["fri"], "wed": days["mon"], "fri": days["wed"]} for week, days in plan.items()}

    assert found("drift", linked(plan, turned)) == []


def test_a_module_in_another_week_is_named_with_the_week_in_which_the_twin_holds_it():
    plan, _ = full_plan()
    other = {week: {day: dict(slots) for day, slots in days.items()} for week, days in plan.items()}
    other[2]["mon"]["skills"], other[5]["mon"]["skills"] = other[5]["mon"]["skills"], other[2]["mon"]["skills"]

    first, second = found("drift", linked(plan, other))

    assert (first.week, second.week) == (2, 5)
    assert first.message == (
        'Only here: "skills-2-mon" (there in week 5). Only in Evening: "skills-5-mon" (here in week 5).'
    )
    assert first.severity == "note"


def test_other_starts_and_cycles_are_said_once():
    plan, _ = full_plan()

    starts = found("drift", linked(plan, plan, starts="2026-12-07"))
    cycle = found("drift", linked(plan, {w: d for w, d in plan.items() if w < 7}, cycle=6))

    assert ["starts in the week of 2026-12-07" in f.message for f in starts] == [True]
    assert ["a cycle of 6 weeks, this track one of 8" in f.message for f in cycle] == [True]


def test_a_link_to_no_track_is_met_with_the_closest():
    plan, modules = full_plan()
    about = subject(track(plan, linked="evning"), modules, others={"evening": track()})

    (finding,) = found("unknown-track", about)

    assert finding.blocks
    assert finding.fix == 'Did you mean "evening"?'


@given(
    st.dictionaries(st.integers(1, 4), st.lists(st.sampled_from("abcd"), min_size=1, max_size=3), max_size=4),
    st.dictionaries(st.integers(1, 4), st.lists(st.sampled_from("abcd"), min_size=1, max_size=3), max_size=4),
)
def test_drift_is_what_is_left_after_crossing_out_what_both_hold(ours, theirs):
    days = ("mon", "wed", "fri")

    def planned(weeks):
        plan = {week: {day: {"skills": m} for day, m in zip(days, held, strict=False)} for week, held in weeks.items()}
        return track(plan, cycle=4)

    found_by_week = {
        each.week: (sorted(each.here), sorted(each.there)) for each in drift(planned(ours), planned(theirs))
    }

    for week, held in ours.items():
        here, there = list(held), list(theirs.get(week, []))
        for module in list(here):
            if module in there:
                here.remove(module)
                there.remove(module)
        assert found_by_week.get(week, ([], [])) == (sorted(here), sorted(there))


FULL = {"name": "full", "days": ["mon", "wed", "fri"], "weeks": 4}
STEP_DOWN = {"name": "step-down", "days": ["wed"], "weeks": 2, "limits": {"weekly-minutes": 180, "days-per-week": 1}}


def phased(*phases, **changes):
    plan, modules = full_plan()
    return subject(track(plan, phases=list(phases), **changes), modules)


def test_a_phase_of_one_day_is_held_against_its_own_numbers_and_the_whole_week_against_the_levels():
    about = phased(FULL, STEP_DOWN)
    weeks = phase_weeks(about)

    assert {(w.phase.name, w.hours.session, w.days) for w in weeks} == {("full", 540, 3), ("step-down", 180, 1)}
    assert found("phase-minutes", about) == []
    assert found("phase-days", about) == []
    assert found("misfit-phase", about) == []


def test_a_phase_without_numbers_of_its_own_is_held_against_the_track():
    about = phased(FULL, {"name": "half", "days": ["mon", "fri"], "weeks": 3})

    (minutes,) = found("phase-minutes", about)
    (days,) = found("phase-days", about)

    assert minutes.blocks
    assert minutes.path == ("phases", 1)
    assert minutes.message.startswith(
        "Phase half (Monday and Friday), weeks 1, 2, 3, 4, 5, 6, 7 and 8: 6 h of sessions; the least is 9 h."
    )
    assert "2 service days; the least is 3." in days.message


def test_a_phase_of_another_level_is_held_against_that_levels_pack():
    about = phased(FULL, {"name": "teens", "days": ["mon", "fri"], "weeks": 2, "level": "iop-adolescent"})

    assert found("phase-minutes", about) == []
    hospital = found("phase-minutes", phased({**FULL, "weeks": 6, "level": "php-adult"}))
    assert ["ASAM Level 2.5" in f.message for f in hospital] == [True]


def test_a_closure_that_leaves_a_phase_short_names_its_week():
    about = phased(FULL, STEP_DOWN)
    clinic = Clinic.model_validate({"closures": [{"from": "2026-12-16", "reason": "Snow"}]})

    said = {f.place: f.message for f in found("phase-minutes", replace(about, clinic=clinic))}

    assert said["t8, phase step-down"].startswith(
        "Phase step-down (Wednesday), week 3: 0 min of sessions; the least is 3 h."
    )
    assert "week 3: 6 h of sessions" in said["t8, phase full"]


@pytest.mark.parametrize(
    ("phase", "said"),
    [
        ({"days": ["tue"]}, "does not meet on Tuesday"),
        ({"slots": ["skils"]}, 'no slot "skils". Did you mean "skills"?'),
        ({"level": "iop-adlt"}, 'Did you mean "iop-adult"?'),
        ({"weeks": 9}, "The phases last 9 weeks together; the stay is 6."),
    ],
)
def test_a_phase_that_names_what_is_not_there_is_found(phase, said):
    about = phased({**FULL, "weeks": 6, **phase})

    assert said in " ".join(f"{f.message} {f.fix}" for f in found("misfit-phase", about))


@given(
    st.sets(st.sampled_from(["mon", "wed", "fri"]), min_size=1),
    st.sets(st.sampled_from(["process", "skills", "elective"])),
)
def test_the_hours_of_a_phase_are_those_of_its_sessions(days, slots):
    about = phased({"name": "some", "days": sorted(days), "slots": sorted(slots)})
    wanted = {MON: "mon", WED: "wed", FRI: "fri"}

    for week in phase_weeks(about):
        mine = [
            s
            for s in about.sessions
            if s.cell.week == week.week and wanted[s.day] in days and (not slots or s.cell.slot in slots)
        ]
        assert week.hours.session == hours_of(mine, about.library).session
