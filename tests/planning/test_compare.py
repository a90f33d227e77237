"""Two versions of a track in clinical terms."""

from datetime import date
from itertools import combinations

import pytest
from builders import FRI, MON, PROCESS, WED, cell, full_plan, module, subject, track
from hypothesis import given, settings
from hypothesis import strategies as st

from curriculum.model.clinic import Clinic
from curriculum.model.library import Library
from curriculum.model.track import Day
from curriculum.planning.compare import Amount, compare
from curriculum.planning.edits import move, place

STAFF = {"people": {"jo": {"name": "Jo"}, "mara": {"name": "Mara"}}, "rooms": {"main": {"name": "Main", "seats": 12}}}


def library_of(plan):
    """What a full plan holds, all of it CBT, and two DBT groups beside it."""
    _, modules = plan
    cbt = {name: module(title=name, topics=["thoughts"]) for name in modules.modules}
    dbt = {f"dbt-{n}": module(title=f"DBT {n}", modality="dbt", topics=["distress"]) for n in range(1, 5)}
    return Library({**cbt, **dbt, "process-group": PROCESS})


def of(planned, modules, clinic=None):
    return subject(planned, modules, clinic)


@pytest.mark.parametrize("count", [1, 2, 4])
def test_groups_changed_from_cbt_to_dbt_are_told_by_minutes_dates_and_coverage(count):
    full = full_plan()
    modules = library_of(full)
    before = track(full[0], stay=4)
    cells = [cell(2, MON), cell(2, WED), cell(5, FRI, "elective"), cell(8, MON)][:count]
    after = before
    for number, where in enumerate(cells, 1):
        after = place(after, where, f"dbt-{number}")

    found = compare(of(before, modules), of(after, modules))

    changes = {amount.name: amount.change for amount in found.modalities}
    assert changes == {"cbt": -60 * count, "dbt": 60 * count, "other": 0}
    assert [amount for amount in found.weeks if amount.change] == []
    assert {amount.after for amount in found.weeks} == {540}
    assert [amount for amount in found.kinds if amount.change] == []
    assert [slot.cell for slot in found.slots] == cells
    assert found.slots[0].date == date(2026, 12, 7)
    assert [(a.what, a.after) for slot in found.slots for a in slot.altered] == [
        ("module", f"DBT {number}") for number in range(1, count + 1)
    ]
    weeks = {where.week for where in cells}
    expected = [entry for entry in range(1, 9) if weeks & {(entry - 1 + passed) % 8 + 1 for passed in range(4)}]
    assert [(c.topic, c.entry, c.met) for c in found.coverage] == [("distress", entry, True) for entry in expected]
    assert found.modalities_by_week[2][0] == Amount("cbt", 360, 360 - 60 * min(count, 2))


def test_a_topic_that_is_no_longer_met_is_told_core_topics_first():
    full = full_plan()
    modules = library_of(full)
    before = place(track(full[0], stay=2, core=["distress"]), cell(1, MON), "dbt-1")
    after = place(before, cell(1, MON), "skills-1-mon")

    found = compare(of(before, modules), of(after, modules))

    assert [(c.topic, c.entry, c.met, c.core) for c in found.coverage] == [
        ("distress", 1, False, True),
        ("distress", 8, False, True),
    ]
    assert {finding.rule for finding in found.new} <= {"entry-week-gap", "out-of-order"}


def test_lead_room_lock_and_time_of_a_slot_are_told():
    plan, modules = full_plan(1)
    other = {week: {day: dict(slots) for day, slots in days.items()} for week, days in plan.items()}
    other[1]["mon"]["skills"] = {"module": "skills-1-mon", "lead": "mara", "room": "main", "locked": True}
    later = [{**_meeting(), "from": "10:00"}]
    clinic = Clinic.model_validate(STAFF)
    before = of(track(plan, staff={"skills": "jo"}), modules, clinic)

    slot = compare(before, of(track(other, staff={"skills": "jo"}), modules, clinic)).slots[0]
    moved = compare(before, of(track(plan, staff={"skills": "jo"}, meetings=later), modules, clinic))

    assert [(a.what, a.before, a.after) for a in slot.altered] == [
        ("lead", "Jo", "Mara"),
        ("room", "none", "Main"),
        ("lock", "none", "locked"),
    ]
    first = moved.slots[0]
    assert [(a.what, a.before, a.after) for a in first.altered] == [("time", "09:00 to 10:00", "10:00 to 11:00")]
    assert [a for a in moved.modalities if a.change] == []


def _meeting():
    data = track().model_dump(mode="json", by_alias=True)["meetings"][0]
    return {"days": data["days"], "slots": [{k: v for k, v in part.items() if v is not None} for part in data["slots"]]}


def test_an_hours_rule_that_changes_its_verdict_is_told_with_its_week_and_the_staff_minutes_with_it():
    plan, modules = full_plan(2)
    clinic = Clinic.model_validate(STAFF)
    before = of(track(plan, staff={"skills": "jo"}), modules, clinic)
    less = {1: plan[1], 2: {day: held for day, held in plan[2].items() if day != "wed"}}
    after = of(track(less, staff={"skills": "jo"}), modules, clinic)

    found = compare(before, after)
    back = compare(after, before)

    assert {(f.rule, f.week) for f in found.failing} >= {("weekly-minutes", 2)}
    assert found.passing == ()
    assert {(f.rule, f.week) for f in back.passing} == {(f.rule, f.week) for f in found.failing}
    assert [(a.name, a.change) for a in found.staff] == [("jo", -60)]
    assert [(a.name, a.change) for a in found.weeks if a.change] == [("2", -120)]


def test_a_module_that_comes_elsewhere_is_one_module_moved():
    plan, modules = full_plan()
    before = track(plan)

    found = compare(of(before, modules), of(move(before, cell(1, MON), cell(8, FRI)), modules))

    assert {moved.module for moved in found.moved} == {"skills-1-mon", "skills-8-fri"}
    assert compare(of(before, modules), of(before, modules)).moved == ()


def test_facts_of_the_track_and_another_length_are_told():
    plan, modules = full_plan(4)
    before, after = of(track(plan), modules), of(track(plan, census=12, cycle=4, stay=4), modules)

    found = compare(before, after)

    assert [(f.what, f.before, f.after) for f in found.facts] == [
        ("cycle", "8", "4"),
        ("stay", "6", "4"),
        ("census", "10", "12"),
    ]
    assert {c.entry for c in found.coverage} <= {1, 2, 3, 4}


DAYS = (Day.MON, Day.WED, Day.FRI)
PLANS = st.dictionaries(
    st.tuples(st.integers(1, 8), st.sampled_from(DAYS), st.sampled_from(["skills", "elective"])),
    st.sampled_from([f"m{n}" for n in range(8)]),
    max_size=14,
)
SHELF = Library(
    {f"m{n}": module(title=f"M{n}", modality=["cbt", "dbt", "mi", "art"][n % 4], topics=[f"t{n}"]) for n in range(8)}
    | {"process-group": PROCESS}
)


def planned(held, **changes):
    plan = {}
    for (week, day, slot), name in held.items():
        plan.setdefault(week, {}).setdefault(day, {})[slot] = name
    return track(plan, **changes)


@settings(max_examples=25)
@given(PLANS, PLANS)
def test_what_differs_adds_up_and_the_other_way_round_is_the_reverse(one, other):
    before, after = of(planned(one), SHELF), of(planned(other), SHELF)

    there, back = compare(before, after), compare(after, before)

    for amount in there.modalities:
        was, now = (
            60 * sum(SHELF.modules[name].modality.value == amount.name for name in held.values())
            for held in (one, other)
        )
        assert amount.name == "other" or amount.change == now - was
    assert {s.cell for s in there.slots} == {cell(*key) for key in {*one, *other} if one.get(key) != other.get(key)}
    assert {(c.topic, c.entry, c.met) for c in there.coverage} == {(c.topic, c.entry, not c.met) for c in back.coverage}
    assert [a.change for a in there.weeks] == [-a.change for a in back.weeks]
    assert {f.message for f in there.failing} == {f.message for f in back.passing}
    assert compare(before, before).same
    assert there.same == (one == other)


@given(st.permutations(range(7)))
def test_no_fewer_modules_explain_another_order_than_those_that_are_named(order):
    places = [(week, Day.MON, "skills") for week in range(1, 8)]
    one = {place: f"m{number}" for number, place in enumerate(places)}
    other = {place: f"m{number}" for place, number in zip(places, order, strict=True)}

    moved = compare(of(planned(one), SHELF), of(planned(other), SHELF)).moved

    longest = max(size for size in range(8) for kept in combinations(order, size) if list(kept) == sorted(kept))
    assert len(moved) == 7 - longest
