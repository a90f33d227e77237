"""Rules on order and repetition, and what coverage counts, against walking through a track session by session.

What a client meets, and in what order, is held against brute force in `test_coverage.py`.
"""

from dataclasses import replace
from datetime import date, timedelta

from builders import found, module, subject, track
from hypothesis import given
from hypothesis import strategies as st

from curriculum.model.clinic import Clinic
from curriculum.model.library import Library
from curriculum.model.rulepack import RulePack
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
