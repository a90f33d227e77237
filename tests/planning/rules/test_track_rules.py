from dataclasses import replace
from datetime import date

import pytest
from builders import FRI, MON, PROCESS, TODAY, WED, found, full_plan, library, module, subject, track

from curriculum.model.clinic import Clinic
from curriculum.model.finding import Severity
from curriculum.model.library import Library
from curriculum.planning.rules import RULES, check_track, for_weeks

STAFF = {
    "people": {
        "mara": {"name": "Mara", "credentials": ["lcsw"], "load": 300},
        "jo": {"name": "Jo", "trainings": ["dbt-skills"], "available": {"mon": "08:00-12:00"}},
        "pat": {"name": "Pat", "credentials": ["peer"]},
    },
    "rooms": {
        "main": {"name": "Main room", "seats": 12, "features": ["tables"]},
        "nook": {"name": "Nook", "seats": 6},
    },
}


def clinic(**changes):
    return Clinic.model_validate({**STAFF, **changes})


def test_a_full_plan_of_t8_has_nothing_to_say_but_that_it_is_whole():
    plan, modules = full_plan()

    assert check_track(subject(track(plan), modules), TODAY) == ()


def test_squeezed_days_fall_short_by_sixty_minutes_and_print_both_figures():
    slots = [
        {"name": "process", "minutes": 54, "standing": "process-group"},
        {"break": 10},
        {"name": "skills", "minutes": 53},
        {"break": 10},
        {"name": "elective", "minutes": 53},
    ]
    plan, modules = full_plan()
    squeezed = track(plan, meetings=[{"days": ["mon", "wed", "fri"], "from": "09:00", "slots": slots}])

    findings = found("weekly-minutes", subject(squeezed, modules))

    assert len(findings) == 8
    assert findings[0].blocks
    assert "8 h of sessions, 1 h of breaks, 9 h by the clock" in findings[0].message
    assert "1 h lack" in findings[0].message
    assert "ASAM" in findings[0].message


def test_a_rule_that_counts_the_clock_passes_the_same_squeezed_days():
    slots = [{"name": "a", "minutes": 80, "standing": "process-group"}, {"break": 20}, {"name": "b", "minutes": 80}]
    plan = {1: {day: {"b": "talk"} for day in ("mon", "wed", "fri")}}
    modules = library(process_group=module({"least": 45, "planned": 60, "most": 90}, kind="group"), talk=module(90))
    about = subject(track(plan, meetings=[{"days": ["mon", "wed", "fri"], "from": "09:00", "slots": slots}]), modules)
    pack = about.packs["iop-adult"]
    clock = replace(
        about,
        packs={
            "iop-adult": pack.model_copy(
                update={"weekly_minutes": pack.weekly_minutes.model_copy(update={"counts": "clock"})}
            )
        },
    )

    assert len(found("weekly-minutes", about)) == 1
    assert found("weekly-minutes", clock) == []


def test_a_closure_takes_its_day_out_of_the_hours_and_is_named():
    plan, modules = full_plan()
    closed = clinic(closures=[{"from": "2026-12-07", "reason": "Snow"}])

    (finding,) = found("weekly-minutes", subject(track(plan), modules, closed))

    assert finding.week == 2
    assert "6 h of sessions" in finding.message
    assert "3 h lack" in finding.message
    assert "Mon Dec 7 is closed (Snow)" in finding.message
    assert [f.week for f in found("days-per-week", subject(track(plan), modules, closed))] == [2]
    assert [f.day for f in found("closed-day", subject(track(plan), modules, closed))] == [MON]


def test_a_clinic_may_set_its_own_minimum():
    plan, modules = full_plan()

    findings = found("weekly-minutes", subject(track(plan), modules, clinic(limits={"weekly-minutes": 541})))

    assert len(findings) == 8
    assert "1 min lack" in findings[0].message
    assert "clinic.yaml" in findings[0].message


def test_a_week_that_the_plan_does_not_mention_is_a_note_and_not_a_missing_hour():
    plan, modules = full_plan(2)
    about = subject(track(plan), modules)

    assert found("weekly-minutes", about) == []
    assert [f.message for f in found("week-not-planned", about)] == [
        "Nothing is planned yet for week 3, 4, 5, 6, 7, 8: hours and order there are not checked."
    ]


def test_an_empty_slot_is_named_and_says_how_many_minutes_it_offers():
    plan, modules = full_plan(1)
    del plan[1]["wed"]["elective"]
    about = subject(track(plan), modules)

    (finding,) = found("empty-slot", about)
    (short,) = found("weekly-minutes", about)

    assert (finding.path, finding.place) == (("plan", 1, "wed", "elective"), "t8, week 1, Wednesday, elective")
    assert "1 empty slot of this week offers 1 h" in short.fix


def test_more_than_nineteen_hours_belong_to_the_next_level():
    plan, modules = full_plan(1)
    slots = [{"name": n, "minutes": 400} for n in ("skills", "elective")]
    about = subject(track(plan, meetings=[{"days": ["mon", "wed", "fri"], "from": "08:00", "slots": slots}]), modules)

    assert len(found("intensity-of-next-level", about)) == 1


def test_an_unknown_module_is_met_with_the_closest_name():
    about = subject(
        track({1: {"mon": {"skills": "catching-quik-thoughts"}}}), library(catching_quick_thoughts=module())
    )

    finding = next(f for f in found("unknown-module", about) if f.week == 1 and f.day == MON and f.path[0] == "plan")

    assert finding.fix == 'Did you mean "catching-quick-thoughts"?'


def test_a_missing_standing_module_is_said_once_for_its_slot():
    findings = found("unknown-module", subject(track(), Library()))

    assert [f.path for f in findings] == [("meetings", 0, "slots", 0)]


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ({1: {"mon": {"skils": "a"}}}, 'Did you mean "skills"?'),
        ({1: {"tue": {"skills": "a"}}}, "Monday, Wednesday, Friday"),
        ({9: {"mon": {"skills": "a"}}}, "cycle has 8 weeks"),
    ],
)
def test_an_entry_that_names_no_slot_of_the_track_is_found(plan, said):
    (finding,) = found("unknown-slot", subject(track(plan), library(a=module(), process_group=PROCESS)))

    assert said in f"{finding.message} {finding.fix}"


def test_a_module_that_is_five_minutes_short_names_the_slot_the_minutes_and_the_step():
    short = module({"least": 40, "planned": 50, "most": 55}, title="Short One")
    about = subject(track({1: {"mon": {"skills": "short"}}}), library(short=short, process_group=PROCESS))

    (finding,) = found("does-not-fit", about)

    assert finding.message == '"Short One" takes at most 55 min; slot skills has 1 h: 5 min lack.'
    assert finding.fix == 'Raise `most` of "All" from 55 to 60, or choose a longer module.'


def test_a_module_whose_prerequisite_never_comes_is_found():
    modules = library(first=module(), second=module(after=["first"]), process_group=PROCESS)

    alone = found("unmet-prerequisite", subject(track({1: {"mon": {"skills": "second"}}}), modules))
    both = {1: {"mon": {"skills": "first"}, "wed": {"skills": "second"}}}

    assert len(alone) == 1
    assert found("unmet-prerequisite", subject(track(both), modules)) == []
    assert found("out-of-order", subject(track(both), modules)) == []


def test_a_module_before_its_prerequisite_is_out_of_order():
    modules = library(
        first=module(title="First"), second=module(title="Second", after=["first"]), process_group=PROCESS
    )
    about = subject(track({1: {"mon": {"skills": "second"}, "wed": {"skills": "first"}}}), modules)

    (finding,) = found("out-of-order", about)

    assert finding.message == '"Second" builds on "First", which comes later (week 1, Wednesday, skills).'
    assert found("unmet-prerequisite", about) == []


def test_parts_of_a_series_come_in_their_order():
    modules = library(
        one=module(series="s", part=1),
        two=module(series="s", part=2),
        other=module(series="t", part=1),
        process_group=PROCESS,
    )
    wrong = {1: {"mon": {"skills": "two", "elective": "other"}, "wed": {"skills": "one"}}}
    right = {1: {"mon": {"skills": "one", "elective": "other"}, "wed": {"skills": "two"}}}

    assert [f.day for f in found("out-of-order", subject(track(wrong), modules))] == [MON]
    assert found("out-of-order", subject(track(right), modules)) == []


@pytest.mark.parametrize(("week", "soon"), [(2, 1), (4, 1), (5, 0), (6, 0)])
def test_a_module_waits_the_weeks_that_it_asks_for(week, soon):
    modules = library(again=module(**{"repeat-after": 4}), process_group=PROCESS)
    plan = {1: {"mon": {"skills": "again"}}, week: {"mon": {"skills": "again"}}}

    assert len(found("repeated-too-soon", subject(track(plan), modules))) == soon


def test_a_psychotherapy_group_under_a_peer_is_one_violation_and_a_licensed_lead_clears_it():
    plan, modules = full_plan(1)
    licensed = Library({**modules.modules, "skills-1-wed": module(lead=["lcsw"])})
    staffed = track(plan, staff={"process": "pat", "skills": "pat", "elective": "pat"})
    (finding,) = found("missing-credential", subject(staffed, licensed, clinic()))

    assert finding.place == "t8, week 1, Wednesday, skills"
    assert "Pat (peer) has none of them" in finding.message
    assert finding.fix == "Could lead it: Mara."
    plan[1]["wed"]["skills"] = {"module": "skills-1-wed", "lead": ["pat", "mara"]}
    cleared = track(plan, staff={"skills": "pat"})
    assert found("missing-credential", subject(cleared, licensed, clinic())) == []


def test_a_session_with_nobody_named_says_so_only_where_the_module_asks():
    plan, modules = full_plan(1)
    licensed = Library({**modules.modules, "skills-1-wed": module(lead=["lcsw"])})

    (finding,) = found("missing-credential", subject(track(plan), licensed, clinic()))

    assert "nobody is named" in finding.message


def test_one_person_in_two_tracks_at_the_same_hour_is_found_in_either():
    plan, modules = full_plan(1)
    one = track(plan, staff={"skills": "mara"}, rooms={"skills": "main"})
    other = track(
        plan,
        staff={"other": "mara"},
        rooms={"other": "main"},
        meetings=[
            {"days": ["mon"], "from": "10:30", "slots": [{"name": "other", "minutes": 60, "standing": "process-group"}]}
        ],
    )

    (person, *_) = people = found("person-double-booked", subject(one, modules, clinic(), {"x": other}))

    assert len(people) == 1
    assert person.message == "Mara is in x, week 1, Monday, other (2026-11-30, 10:30 to 11:30) at the same time."
    assert len(found("room-double-booked", subject(one, modules, clinic(), {"x": other}))) == 1


def test_sessions_that_only_touch_do_not_clash():
    plan, modules = full_plan(1)
    one = track(plan, staff={"skills": "mara"})
    other = track(
        plan,
        staff={"other": "mara"},
        meetings=[
            {"days": ["mon"], "from": "11:10", "slots": [{"name": "other", "minutes": 60, "standing": "process-group"}]}
        ],
    )

    assert found("person-double-booked", subject(one, modules, clinic(), {"x": other})) == []


def test_a_leader_outside_working_hours_or_over_the_load_is_found():
    plan, modules = full_plan(1)
    planned = track(plan, staff={"process": "jo", "skills": "mara", "elective": "mara"})
    about = subject(planned, modules, clinic())

    assert [f.day for f in found("person-unavailable", about)] == [WED, FRI]
    (load,) = found("person-overloaded", about)
    assert load.message == "Mara leads 6 h of sessions; the load is 5 h."


def test_unknown_people_and_rooms_are_said_once_at_the_line_that_names_them():
    plan, modules = full_plan(1)
    plan[1]["mon"]["elective"] = {"module": "elective-1-mon", "lead": "marra", "room": "mian"}
    about = subject(track(plan, staff={"skills": "joo"}), modules, clinic())

    assert [f.path for f in found("unknown-person", about)] == [("staff", "skills"), ("plan", 1, "mon", "elective")]
    assert [f.fix for f in found("unknown-room", about)] == ['Did you mean "main"?']


def test_a_room_without_tables_or_seats_is_found_and_another_named():
    plan, modules = full_plan(1)
    tables = Library({**modules.modules, "skills-1-wed": module(title="Tables", room=["tables"])})
    about = subject(track(plan, rooms={"skills": "nook"}), tables, clinic())

    messages = [f.message for f in found("room-lacks", about)]

    assert '"Tables" needs tables; Nook has none.' in messages
    assert messages.count("Nook has 6 seats for a census of 10.") == 3


def test_too_large_a_group_is_found_for_the_level_and_for_a_module():
    plan, modules = full_plan(1)
    small = Library({**modules.modules, "skills-1-wed": module(group={"most": 8})})

    assert len(found("group-too-large", subject(track(plan), small))) == 1
    assert len(found("group-too-large", subject(track(plan, census=13), modules))) == 1 + 7


def test_two_hours_without_a_break_are_too_long():
    slots = [{"name": "skills", "minutes": 60}, {"name": "elective", "minutes": 60}]
    meetings = [{"days": ["mon"], "from": "9:00", "slots": slots}]

    (finding,) = found("no-break", subject(track(meetings=meetings), Library()))

    assert "2 h without a break" in finding.message
    assert found("no-break", subject(track(), Library())) == []


def test_a_break_within_a_session_is_a_break_and_the_weeks_that_lack_one_are_named():
    long = [("First half", "teach", 70), ("Break", "break", 10), ("Second half", "practice", 70)]
    steps = [{"name": name, "type": kind, "minutes": minutes} for name, kind, minutes in long]
    modules = library(halves=module(agenda=steps), whole=module(150), talk=module())
    slots = [{"name": "skills", "minutes": 150}, {"name": "after", "minutes": 20}]
    meetings = [{"days": ["mon"], "from": "9:00", "slots": slots}]
    plan = {week: {"mon": {"skills": "halves"}} for week in (1, 2, 3)}

    assert found("no-break", subject(track(plan, meetings=meetings), modules)) == []
    plan[2]["mon"]["skills"] = "whole"
    (finding,) = found("no-break", subject(track(plan, meetings=meetings), modules))

    assert finding.message.startswith("2 h 50 min without a break in week 2; the most of iop-adult is 1 h 30 min.")
    assert "a step of type `break`" in finding.fix


def test_drafts_block_nothing_but_are_named():
    about = subject(track({1: {"mon": {"skills": "a"}}}), library(a=module(status="draft"), process_group=PROCESS))

    assert [f.severity for f in found("draft-in-use", about)] == [Severity.WARN]


def test_a_core_topic_that_the_library_does_not_know_is_met_with_the_closest():
    about = subject(track({1: {"mon": {"skills": "a"}}}, core=["cravngs"]), library(a=module(topics=["cravings"])))

    (finding,) = found("entry-week-gap", about)

    assert "weeks 1, 2, 3, 4, 5, 6, 7 and 8" in finding.message
    assert finding.fix == 'Did you mean "cravings"?'


def test_a_gate_opens_before_what_builds_on_something_only_where_its_ground_comes_after_the_gate_too():
    shelf = library(a=module(title="Ground"), b=module(title="Wall", after=["a"]))
    plan = {1: {"mon": {"skills": "a"}}, 5: {"mon": {"skills": "b"}}}
    gated = {"admission": "gated", "gates": [1, 5], "stay": 8}

    (finding,) = found("out-of-order-at-a-gate", subject(track(plan, **gated), shelf))
    again = {**plan, 5: {"mon": {"elective": "b", "skills": "a"}}}

    assert finding.message == 'Clients who join in week 5 meet "Wall" before "Ground", on which it builds.'
    assert found("out-of-order-at-a-gate", subject(track(again, **gated), shelf)) == []


def test_a_waiver_turns_a_finding_into_a_note_until_its_day_has_passed():
    plan, modules = full_plan()
    waiver = {"rule": "weekly-minutes", "week": 2, "by": "clinical director", "reason": "Snow", "until": "2026-12-31"}
    closed = clinic(closures=[{"from": "2026-12-07", "reason": "Snow"}])
    about = subject(track(plan, waivers=[waiver]), modules, closed)

    (waived,) = found("weekly-minutes", about, date(2026, 12, 31))
    (expired,) = found("weekly-minutes", about, date(2027, 1, 1))

    assert waived.severity is Severity.NOTE
    assert "Waived by clinical director until 2026-12-31: Snow" in waived.message
    assert expired.blocks


def test_a_clinic_may_weigh_a_rule_otherwise_or_turn_it_off():
    plan, modules = full_plan(1)
    del plan[1]["wed"]["elective"]
    lenient = clinic(severities={"weekly-minutes": "warn", "empty-slot": "off"})
    about = subject(track(plan), modules, lenient)

    assert [f.severity for f in found("weekly-minutes", about)] == [Severity.WARN]
    assert found("empty-slot", about) == []


def test_findings_of_other_weeks_can_be_left_out():
    plan, modules = full_plan(2)
    del plan[2]["wed"]["elective"]
    findings = check_track(subject(track(plan), modules), TODAY)

    assert {f.rule for f in for_weeks(findings, [1])} == {"week-not-planned"}
    assert "empty-slot" in {f.rule for f in for_weeks(findings, [2])}


def test_every_rule_explains_itself_and_is_named_once():
    assert len(RULES) > 30
    for name, rule in RULES.items():
        assert rule.name == name
        assert all(text.strip().endswith(".") for text in (rule.meaning, rule.why, rule.mend)), name
