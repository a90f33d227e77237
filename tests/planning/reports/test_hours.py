from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from builders import PROCESS, found, full_plan, library, module, subject, track
from hypothesis import given
from hypothesis import strategies as st

from curriculum.model.clinic import Clinic, Limits
from curriculum.model.library import Library
from curriculum.planning.hours import Hours, Service, shares
from curriculum.planning.reports.hours import hours_report
from curriculum.planning.reports.hours_pages import hours_pages
from curriculum.planning.reports.written import as_data, as_text

SNOW = Clinic.model_validate({"closures": [{"from": "2026-12-07", "reason": "Snow"}]})


def squeezed_day(counts="session"):
    """T8 squeezed to 09:00-12:00, its two breaks kept: 160 group minutes a day."""
    slots = [
        {"name": "process", "minutes": 54, "standing": "process-group"},
        {"break": 10},
        {"name": "skills", "minutes": 53},
        {"break": 10},
        {"name": "elective", "minutes": 53},
    ]
    plan, modules = full_plan()
    about = subject(track(plan, meetings=[{"days": ["mon", "wed", "fri"], "from": "09:00", "slots": slots}]), modules)
    pack = about.packs["iop-adult"]
    weekly = pack.weekly_minutes.model_copy(update={"counts": counts})
    return about, {**about.packs, "iop-adult": pack.model_copy(update={"weekly_minutes": weekly})}


def weekly(report):
    """Return what the level of care says of each week's minutes."""
    return [v for week in report.weeks for v in week.verdicts if (v.rule, v.pack) == ("weekly-minutes", "iop-adult")]


def test_us01_a_full_week_has_540_group_and_600_scheduled_minutes_with_no_slack():
    plan, modules = full_plan()

    report = hours_report(subject(track(plan), modules))

    assert [(week.hours.session, week.with_breaks, week.hours.clock) for week in report.weeks] == [(540, 600, 600)] * 8
    assert [(v.passes, v.slack, v.said) for v in weekly(report)] == [(True, 0, "pass, slack 0 min")] * 8
    assert found("weekly-minutes", subject(track(plan), modules)) == []


def test_us01_squeezed_days_are_60_minutes_short_and_pass_where_breaks_count_with_both_figures_printed():
    about, packs = squeezed_day("clock")

    strict, lenient = hours_report(about), hours_report(replace(about, packs=packs))

    assert [(v.value, v.slack, v.said) for v in weekly(strict)] == [(480, -60, "short by 60 min")] * 8
    assert [(v.value, v.passes) for v in weekly(lenient)] == [(540, True)] * 8
    for report in (strict, lenient):
        first = as_data(hours_pages(report))["tables"]["weeks"][0]
        assert (first["sessions"], first["with-breaks"]) == (480, 540)


def test_us02_a_closed_monday_leaves_360_minutes_and_four_days_without_service():
    plan, modules = full_plan()

    week = hours_report(subject(track(plan), modules, SNOW)).weeks[1]

    assert week.hours == Hours(session=360, breaks=40)
    assert week.closures == ((date(2026, 12, 7), "Snow"),)
    assert (week.gap.days, week.gap.before, week.gap.after) == (4, date(2026, 12, 4), date(2026, 12, 9))
    limited = subject(track(plan), modules, SNOW.model_copy(update={"limits": Limits(gap_days=2)}))
    wanted = ("weekly-minutes", "days-per-week", "gap-between-days")
    assert [v.said for v in hours_report(limited).weeks[1].verdicts if v.rule in wanted] == [
        "short by 180 min",
        "short by 1 day",
        "over by 2 days",
    ]


def test_us02_a_week_by_itself_still_knows_the_gap_into_it():
    plan, modules = full_plan()
    about = subject(track(plan), modules, SNOW)

    (alone,) = hours_report(about, about.weeks[2]).weeks

    assert (alone.gap.days, alone.gap.before) == (4, date(2026, 12, 4))


def mixed():
    """T8 with a week of 240 minutes of groups, 180 of skills and education, and 120 of art."""
    plan, modules = full_plan(1)
    shelf = dict(modules.modules)
    shelf["skills-1-mon"] = module(kind="group")
    shelf["elective-1-mon"] = shelf["elective-1-wed"] = module(modality="art", kind="group")
    shelf["skills-1-wed"] = module(kind="psychoeducation")
    return subject(track(plan), Library(shelf))


def test_us06_the_service_mix_reads_44_4_33_3_22_2():
    (week,) = hours_report(mixed()).weeks

    assert week.mix == {Service.PSYCHOTHERAPY: 240, Service.EDUCATION: 180, Service.EXPRESSIVE: 120}
    assert list(shares(week.mix).values()) == [44.4, 33.3, 22.2]
    text = "\n".join(as_text(hours_pages(hours_report(mixed()))))
    assert "44.4" in text
    assert "100 within rounding" in text


@given(st.lists(st.integers(1, 5000), min_size=1, max_size=7))
def test_shares_are_each_right_and_sum_to_100_within_rounding(minutes):
    parts = shares(dict(enumerate(minutes)))

    assert all(abs(parts[i] - 100 * value / sum(minutes)) <= 0.05 + 1e-9 for i, value in enumerate(minutes))
    assert abs(sum(parts.values()) - 100) <= 0.05 * len(minutes) + 1e-9


KINDS = ("group", "skills", "psychoeducation", "family", "individual", "peer")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PARTS = st.lists(st.tuples(st.sampled_from(("slot", "break")), st.integers(5, 90)), min_size=1, max_size=6)


@st.composite
def weeks(draw):
    """A track of two weeks with one or two meetings a day, whatever in its slots, and some closed days."""
    meetings, clock = [], draw(st.integers(0, 120))
    for number in range(draw(st.integers(1, 2))):
        parts = [("slot", 30), *draw(PARTS)]
        slots = [
            {"name": f"m{number}s{i}", "minutes": minutes} if what == "slot" else {"break": minutes}
            for i, (what, minutes) in enumerate(parts)
        ]
        days = draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=4, unique=True))
        meetings.append({"days": days, "from": f"{clock // 60}:{clock % 60:02d}", "slots": slots})
        clock += sum(minutes for _, minutes in parts) + draw(st.integers(0, 60))
    planned = track(meetings=meetings, cycle=2, stay=2)
    held = {cell: draw(st.sampled_from((*KINDS, "empty", "unknown"))) for cell in planned.cells}
    plan = {}
    for cell, kind in held.items():
        if kind != "empty":
            plan.setdefault(cell.week, {}).setdefault(cell.day, {})[cell.slot] = kind
    closed = draw(st.lists(st.integers(0, 13), max_size=3, unique=True))
    return track(plan, meetings=meetings, cycle=2, stay=2), held, closed


@given(weeks())
def test_hours_of_any_week_agree_with_adding_up_minute_by_minute(drawn):
    """Each minute of each meeting is looked at by itself: whose is it, and does it lie between two groups?"""
    planned, held, closed = drawn
    first = date(2026, 11, 30)
    clinic = Clinic.model_validate(
        {"closures": [{"from": first + timedelta(days=day), "reason": "Closed"} for day in closed]}
    )
    shelf = library(**{kind: module(kind=kind) for kind in KINDS})
    about = subject(planned, shelf, clinic)
    counted = {kind.value for kind in about.pack.counted_kinds}

    report = hours_report(about)

    for week in report.weeks:
        open_days = [d for d in planned.days if (week.week - 1) * 7 + DAYS.index(d) not in closed]
        kinds_at = {(c.day, c.slot): kind for c, kind in held.items() if c.week == week.week}
        minutes = [m for d in open_days for meeting in planned.meetings if d in meeting.days for m in walk(meeting, d)]
        walked = Counter("break" if at == "break" else of(kinds_at[at], counted) for at in minutes)
        kinds = Counter(kinds_at[at] for at in minutes if at != "break" and kinds_at[at] != "empty")
        assert week.hours == Hours(walked["session"], walked["break"], walked["uncounted"])
        assert {kind.value if kind else "unknown": many for kind, many in week.kinds.items()} == kinds
        assert sum(week.modalities.values()) == sum(week.mix.values()) == sum(kinds.values())
        assert sum((day.hours for day in week.days), Hours()) == week.hours


def walk(meeting, day):
    """Yield for each minute of a meeting the group that has it, or that it is a break between two of them."""
    minutes = [part for part in meeting.slots for _ in range(part.minutes)]
    groups = [number for number, part in enumerate(minutes) if hasattr(part, "name")]
    for part in minutes[groups[0] : groups[-1] + 1]:
        yield (day, part.name) if hasattr(part, "name") else "break"


def of(kind, counted):
    """Return how a minute of a group counts that holds a module of some kind, nothing, or one that nobody knows."""
    return "session" if kind == "unknown" or kind in counted else "uncounted"


@given(weeks())
def test_a_verdict_fails_exactly_where_the_check_finds_something(drawn):
    planned, _, closed = drawn
    clinic = Clinic.model_validate(
        {"closures": [{"from": date(2026, 11, 30) + timedelta(days=day), "reason": "Closed"} for day in closed]}
    )
    about = replace(subject(planned, library(**{kind: module(kind=kind) for kind in KINDS}), clinic), runs=(1,))
    rules = ("weekly-minutes", "intensity-of-next-level", "daily-minutes", "days-per-week")

    failed = {(week.week, v.rule, v.pack) for week, v in hours_report(about).short if v.rule in rules}

    assert failed == {(f.week, f.rule, f.pack) for rule in rules for f in found(rule, about)}


def test_what_lies_between_two_meetings_of_a_day_is_no_break():
    meetings = [
        {"days": ["mon"], "from": "09:00", "slots": [{"name": "a", "minutes": 60}]},
        {"days": ["mon"], "from": "14:00", "slots": [{"name": "b", "minutes": 60}]},
    ]
    about = subject(track({1: {"mon": {"a": "talk", "b": "talk"}}}, meetings=meetings), library(talk=module()))

    assert hours_report(about).weeks[0].hours == Hours(session=120, breaks=0, uncounted=0)


def test_a_make_up_restores_the_week_s_minutes_on_its_own_day():
    plan, modules = full_plan()
    makeups = [{"for": "2026-12-07", "on": "2026-12-08", "from": "09:00"}]

    week = hours_report(subject(track(plan, makeups=makeups), modules, SNOW)).weeks[1]

    assert week.hours == Hours(session=540, breaks=60)
    assert [(day.date.day, day.hours.session, day.closed) for day in week.days] == [
        (7, 0, "Snow"),
        (8, 180, None),
        (9, 180, None),
        (11, 180, None),
    ]


@pytest.mark.parametrize(("weeks_", "severity"), [(1, "note"), (2, "note"), (3, "block"), (None, "block")])
def test_the_last_phase_may_have_fewer_hours_for_as_long_as_the_level_allows(weeks_, severity):
    plan, modules = full_plan()
    phases = [
        {"name": "core", "days": ["mon", "wed", "fri"]},
        {"name": "step-down", "days": ["wed"], **({"weeks": weeks_} if weeks_ else {})},
    ]
    about = subject(track(plan, rules=[], phases=phases), modules)

    (finding,) = found("phase-minutes", about)

    assert finding.severity.value == severity
    assert ("1 to 2 weeks under 9 hours" in finding.message) is (severity == "note")


def test_hours_hold_for_other_numbers():
    """Two days of four 45-minute groups: 360 minutes a week, 60 of breaks, for adolescents."""
    slots = [part for i in range(4) for part in ({"name": f"s{i}", "minutes": 45}, {"break": 10})][:-1]
    plan = {1: {day: {f"s{i}": "talk" for i in range(4)} for day in ("tue", "thu")}}
    planned = track(plan, level="iop-adolescent", meetings=[{"days": ["tue", "thu"], "from": "15:30", "slots": slots}])

    (week,) = hours_report(subject(planned, library(talk=module(45), process_group=PROCESS))).weeks

    assert week.hours == Hours(session=360, breaks=60)
    assert [(v.pack, v.said) for v in week.verdicts if v.rule == "weekly-minutes"] == [
        ("iop-adolescent", "pass, slack 0 min")
    ]
