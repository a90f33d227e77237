"""Rules on order and repetition, and what coverage counts, against walking through a track session by session.

What a client meets, and in what order, is held against brute force in `test_coverage.py`.
"""

from dataclasses import replace
from datetime import date, timedelta

from builders import found, library, module, subject, track
from hypothesis import given
from hypothesis import strategies as st

from curriculum.model.clinic import Clinic
from curriculum.model.finding import Severity
from curriculum.model.library import Library
from curriculum.model.rulepack import RulePack
from curriculum.model.track import Admission
from curriculum.planning.coverage import coverage

STARTS = date(2026, 11, 30)
DAYS = ("mon", "wed", "fri")
NAMES = ("a", "b", "c", "d", "e")
ANOTHER = {"name": "Another way", "replaces": "All", "do": "Do it differently."}


@st.composite
def shelves(draw):
    """Modules of two series that build on each other, some with a second way through; one is meant for every week."""
    parts = draw(st.permutations(range(1, len(NAMES) + 1)))
    modules = {}
    for index, (name, part) in enumerate(zip(NAMES, parts, strict=True)):
        after = draw(st.sets(st.sampled_from(NAMES[:index]), max_size=2)) if index else set()
        series = draw(st.sampled_from([None, "first", "second"]))
        changes = {"after": sorted(after), "repeat-after": draw(st.integers(0, 4))}
        changes |= {"series": series, "part": part} if series else {}
        modules[name] = module(variants=[ANOTHER] * draw(st.integers(0, 2)), **changes)
    return Library(modules)


@st.composite
def subjects(draw):
    """A track of one slot a day in which anything stands anywhere, and a clinic that is closed on some days."""
    cycle = draw(st.integers(1, 6))
    held = {(week, day): draw(st.sampled_from([*NAMES, None])) for week in range(1, cycle + 1) for day in DAYS}
    plan = {}
    for (week, day), name in held.items():
        if name:
            plan.setdefault(week, {})[day] = {"only": name}
    meetings = [{"days": list(DAYS), "from": "9:00", "slots": [{"name": "only", "minutes": 60}]}]
    closed = draw(st.sets(st.integers(0, 7 * cycle - 1), max_size=4))
    shut = [{"from": STARTS + timedelta(days=number), "reason": "Closed"} for number in sorted(closed)]
    planned = track(plan, meetings=meetings, cycle=cycle, stay=draw(st.integers(1, 10)))
    walked = [
        (week, day, name, STARTS + timedelta(days=number))
        for (week, day), name in held.items()
        if name and (number := 7 * (week - 1) + 2 * DAYS.index(day)) not in closed
    ]
    return subject(planned, draw(shelves()), Clinic.model_validate({"closures": shut})), walked


def places(rule, about):
    return sorted((finding.week, finding.day.value) for finding in found(rule, about))


@given(subjects())
def test_order_is_judged_as_by_somebody_who_walks_through_the_first_run(drawn):
    about, walked = drawn
    library, ever, seen = about.library.modules, {name for _, _, name, _ in walked}, set()
    early, never = [], []

    for week, day, name, _ in walked:
        this = library[name]
        if name not in seen:
            later = [needed for needed in this.after if needed in ever and needed not in seen]
            early += [(week, day)] * len(later)
            never += [(week, day)] * sum(needed not in ever for needed in this.after)
            parts = [
                other
                for other in dict.fromkeys(name for _, _, name, _ in walked)
                if other not in seen
                and this.series
                and library[other].series == this.series
                and library[other].part < this.part
            ]
            early += [(week, day)] if parts and parts[0] not in this.after else []
        seen.add(name)

    assert places("out-of-order", about) == sorted(early)
    assert places("unmet-prerequisite", about) == sorted(never)


@given(subjects())
def test_a_module_is_held_too_soon_where_its_weeks_have_not_passed_since_it_was_held_last(drawn):
    about, walked = drawn
    soon = [
        (week, day)
        for place, (week, day, name, when) in enumerate(walked)
        if any(
            name == other and when - before < timedelta(weeks=about.library.modules[name].repeat_after)
            for _, _, other, before in walked[:place]
        )
    ]

    assert places("repeated-too-soon", about) == sorted(soon)


@given(subjects(), st.sampled_from(["rolling", "gated", "closed"]), st.sets(st.integers(1, 6), min_size=1))
def test_a_module_comes_too_soon_in_the_next_run_where_some_client_would_meet_it_again_too_soon(drawn, doors, gates):
    about, walked = drawn
    cycle = about.track.cycle
    gates = sorted({(gate - 1) % cycle + 1 for gate in gates}) if doors == "gated" else []
    planned = about.track.model_copy(update={"admission": Admission(doors), "gates": tuple(gates)})
    # Closed days of the first run are in `walked` already; the second run has none.
    every = [(week, day, cell["only"].module) for week, days in planned.plan.items() for day, cell in days.items()]
    run = [(0, week, day, name, when) for week, day, name, when in walked]
    run += [
        (1, week, day, name, STARTS + timedelta(days=7 * (cycle + week - 1) + 2 * DAYS.index(day)))
        for week, day, name in sorted(every, key=lambda each: (each[0], DAYS.index(each[1])))
    ]
    soon = set()
    weeks_to_join = {"rolling": range(1, cycle + 1), "gated": gates, "closed": [1]}[doors]
    for join in (door + cycle * earlier for door in weeks_to_join for earlier in range(-12, 1)):
        met = {}
        for turn, week, day, name, when in run:
            if join <= week + cycle * turn < join + planned.stay:
                before = met.get(name)
                met[name] = (turn, when)
                apart = timedelta(weeks=about.library.modules[name].repeat_after)
                if before and before[0] < turn and when - before[1] < apart:
                    soon.add((week, day))

    assert places("repeated-in-next-run", replace(about, track=planned)) == sorted(soon)


def test_what_comes_round_too_soon_names_both_places_and_the_days_between():
    plan = {1: {"mon": {"skills": "again"}}, 8: {"fri": {"skills": "again"}}}

    (finding,) = found("repeated-in-next-run", subject(track(plan), library(again=module(title="Again"))))

    assert finding.message == (
        '"Again" was held 3 days before, in week 8, Friday, skills of the run before; it asks for 4 weeks in between.'
    )
    assert (finding.severity, finding.week) == (Severity.NOTE, 1)


def test_a_prerequisite_that_stands_on_a_closed_day_is_said_to_be_lost_there():
    plan = {1: {"mon": {"skills": "base"}, "wed": {"skills": "next"}}}
    shelf = library(base=module(title="Base"), next=module(title="Next", after=["base"]))
    closed = Clinic.model_validate({"closures": [{"from": STARTS, "reason": "Snow"}]})

    (finding,) = found("unmet-prerequisite", subject(track(plan), shelf, closed))

    assert finding.message == (
        '"Next" builds on "Base", which is not held: week 1, Monday, skills, 2026-11-30, is closed (Snow).'
    )
    assert finding.fix == 'Make up for that day, or place "Base" before it.'


def test_nothing_comes_again_after_the_last_day_of_a_track():
    plan = {1: {"mon": {"skills": "again"}}, 8: {"fri": {"skills": "again"}}}

    assert not found("repeated-in-next-run", subject(track(plan, ends="2027-01-22"), library(again=module())))


@given(subjects())
def test_what_is_missed_and_met_twice_is_what_a_client_would_tick_off_a_list(drawn):
    about, _ = drawn
    planned, library = about.track, about.library.modules
    offered = {placement.module for cell in planned.cells if (placement := planned.placement(cell))}

    for stay in coverage(planned, about.library).stays:
        missed, left, twice, same = set(offered), {}, 0, 0
        for passed in range(planned.stay):
            week = (stay.entry + passed - 1) % planned.cycle + 1
            for name in (planned.plan.get(week, {}).get(day, {}).get("only") for day in planned.days):
                if name is None:
                    continue
                first = name.module in missed
                missed.discard(name.module)
                if first:
                    left[name.module] = len(library[name.module].variants)
                elif library[name.module].repeat_after:
                    twice += 1
                    same += left[name.module] == 0
                    left[name.module] = max(0, left[name.module] - 1)
        assert set(stay.missed) == missed
        assert (stay.repeats, stay.exact_repeats) == (twice, same)


@given(st.sets(st.integers(0, 27), max_size=5), st.sets(st.integers(0, 55), max_size=6), st.integers(1, 40))
def test_days_without_a_family_session_are_those_crossed_off_a_calendar(family, closed, most):
    every = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    names = {number: "family" if number in family else "talk" for number in range(28)}
    plan = {}
    for number, name in names.items():
        plan.setdefault(number // 7 + 1, {})[every[number % 7]] = {"only": name}
    meetings = [{"days": list(every), "from": "9:00", "slots": [{"name": "only", "minutes": 60}]}]
    shut = [{"from": STARTS + timedelta(days=number), "reason": "Closed"} for number in sorted(closed)]
    about = subject(
        track(plan, meetings=meetings, cycle=4, stay=4, level="ours"),
        Library({"family": module(kind="family"), "talk": module()}),
        Clinic.model_validate({"closures": shut}),
    )
    asked = {"days": most, "source": "A state's letter", "dated": "2026-10-01"}
    pack = RulePack.model_validate({"title": "Ours", "family-sessions": asked})

    # Two runs of the cycle are looked at: 56 days in a row.
    stretches, without = [], []
    for number in range(57):
        if number == 56 or (number % 28 in family and number not in closed):
            stretches += [(without[0], without[-1])] if len(without) >= most else []
            without = []
        else:
            without.append(number)

    said = found("no-family-session", replace(about, packs={**about.packs, "ours": pack}))

    assert [finding.message.partition(";")[0] for finding in said] == [
        f"No family session is planned from {STARTS + timedelta(days=first)} to {STARTS + timedelta(days=last)}"
        for first, last in stretches
    ]
