"""A closed day made up for in its week, and the days without service that a closure leaves."""

from dataclasses import replace
from datetime import date

import pytest
from builders import FRI, MON, TUE, WED, cell, found, full_plan, module, subject, track
from hypothesis import given
from hypothesis import strategies as st

from curriculum.model.clinic import Clinic
from curriculum.model.finding import Severity
from curriculum.model.library import Library
from curriculum.model.track import Track
from curriculum.planning.calendar import sessions
from curriculum.planning.changes import Closing, Policy
from curriculum.planning.closing import close
from curriculum.planning.gaps import longest_gap
from curriculum.planning.hours import Hours, hours_of
from curriculum.planning.layout import with_fields
from curriculum.planning.makeups import best_makeup, makeup_proposals
from curriculum.planning.rules import RULES

CLOSED = date(2026, 12, 7)
"""Monday of week 2 of T8."""
SNOW = {"closures": [{"from": "2026-12-07", "reason": "Snow"}]}
MAKEUP = {"for": "2026-12-07", "on": "2026-12-08", "from": "09:00"}


def made_up(**changes) -> tuple[Track, Library]:
    plan, modules = full_plan()
    return track(plan, **SNOW, makeups=[MAKEUP | changes]), modules


def test_a_closed_monday_leaves_360_minutes_four_days_without_service_and_a_make_up_that_restores_540():
    plan, modules = full_plan()
    about = subject(track(plan), modules, Clinic.model_validate(SNOW))
    week = sessions(about.track, about.clinic, [1, 2])

    (short,) = found("weekly-minutes", about)
    (gap,) = found("gap-between-days", about)
    longest = longest_gap(week)

    assert hours_of(sessions(about.track, about.clinic, [2]), modules).session == 360
    assert "6 h of sessions" in short.message
    assert "3 h lack" in short.message
    assert (longest.before, longest.after, longest.days) == (date(2026, 12, 4), date(2026, 12, 9), 4)
    assert "From Fri 2026-12-04 to Wed 2026-12-09 there are 4 days without service; 2 are the most." in gap.message
    assert (gap.week, gap.severity) == (2, Severity.WARN)
    best = best_makeup(about, CLOSED)
    assert best.when == "Tuesday 2026-12-08, 09:00 to 12:20"
    assert hours_of(sessions(about.track, about.clinic, [2]), modules).session + best.minutes == 540
    assert best.when in short.fix
    assert "curriculum close t8 2026-12-07 --policy makeup" in short.fix


@pytest.mark.parametrize(("closed", "days"), [("2026-12-09", 3), ("2026-12-11", 4), ("2027-01-11", 4)])
def test_the_days_without_service_of_other_closures(closed, days):
    plan, modules = full_plan()
    about = subject(track(plan), modules, Clinic.model_validate({"closures": [{"from": closed, "reason": "Snow"}]}))

    (gap,) = found("gap-between-days", about)

    assert f"there are {days} days without service" in gap.message


def test_a_week_that_is_so_by_design_is_a_note_said_once():
    plan, modules = full_plan()
    thin = {week: {day: slots for day, slots in days.items() if day != "wed"} for week, days in plan.items()}
    meetings = [
        {**track().model_dump(mode="json", by_alias=True)["meetings"][0], "days": ["mon", "fri"], "from": "09:00"}
    ]
    about = subject(track(thin, meetings=meetings), modules)

    (gap,) = found("gap-between-days", about)

    assert gap.severity is Severity.NOTE
    assert "From Monday to Friday there are 3 days without service, week after week" in gap.message


def test_a_clinic_may_set_its_own_limit_of_days_without_service():
    plan, modules = full_plan()
    about = subject(track(plan), modules, Clinic.model_validate({**SNOW, "limits": {"gap-days": 4}}))

    assert found("gap-between-days", about) == []


def test_a_make_up_holds_the_closed_days_slots_with_their_breaks_and_mends_the_week():
    planned, modules = made_up()
    about = subject(planned, modules)
    week = sessions(planned, Clinic(), [2])
    held = [s for s in week if s.makes_up]

    assert hours_of(week, modules) == Hours(session=540, breaks=60)
    assert [(s.date, s.day, s.start, s.cell) for s in held] == [
        (date(2026, 12, 8), TUE, 540, cell(2, MON, "process")),
        (date(2026, 12, 8), TUE, 610, cell(2, MON, "skills")),
        (date(2026, 12, 8), TUE, 680, cell(2, MON, "elective")),
    ]
    assert [s.date for s in week] == sorted(s.date for s in week)
    for rule in ("weekly-minutes", "days-per-week", "closed-day", "idle-makeup"):
        assert found(rule, about) == []


def test_a_make_up_of_some_slots_holds_these_one_after_the_other():
    planned, modules = made_up(slots=["process", "elective"])
    held = [s for s in sessions(planned, Clinic(), [2]) if s.makes_up]

    assert [(s.cell.slot, s.start) for s in held] == [("process", 540), ("elective", 610)]
    assert hours_of(sessions(planned, Clinic(), [2]), modules).session == 480
    assert [f.day for f in found("closed-day", subject(planned, modules))] == [MON]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"for": "2026-12-09", "on": "2026-12-10"}, "2026-12-09 is open"),
        ({"for": "2026-12-10", "on": "2026-12-11"}, "does not meet on Thursday"),
        ({"on": "2026-12-09"}, "is held at the same time"),
        ({"slots": ["skils"]}, 'Monday has no slot "skils". Did you mean "skills"?'),
    ],
)
def test_a_make_up_that_cannot_be_held_as_it_stands_is_found(changes, said):
    planned, modules = made_up(**changes)

    (finding,) = found("idle-makeup", subject(planned, modules))

    assert said in f"{finding.message} {finding.fix}"
    assert finding.path == ("makeups", 0)


def test_a_make_up_on_a_closed_day_is_not_held():
    planned, modules = made_up()
    clinic = Clinic.model_validate({"closures": [{"from": "2026-12-08", "reason": "Ice"}]})

    assert not any(s.makes_up for s in sessions(planned, clinic, [2]))
    assert ["2026-12-08 is closed" in f.message for f in found("idle-makeup", subject(planned, modules, clinic))] == [
        True
    ]


STAFF = {
    "people": {
        "mara": {"name": "Mara", "credentials": ["lcsw"], "available": {"mon": "08:00-18:00", "thu": "12:00-20:00"}},
        "jo": {"name": "Jo", "available": {"mon": "08:00-18:00", "tue": "08:00-18:00", "thu": "08:00-20:00"}},
        "lee": {"name": "Lee", "credentials": ["lcsw"], "available": {"tue": "08:00-18:00"}},
    },
    "rooms": {"main": {"name": "Main room", "seats": 12}, "nook": {"name": "Nook", "seats": 4}},
}


def staffed(**changes):
    plan, modules = full_plan()
    asked = Library({**modules.modules, "skills-2-mon": module(title="Asks", lead=["lcsw"])})
    planned = track(
        plan, staff={"process": "jo", "skills": "mara", "elective": "jo"}, rooms={"skills": "main"}, **changes
    )
    return subject(planned, asked, Clinic.model_validate({**STAFF, **SNOW}))


def test_a_make_up_keeps_who_leads_where_they_are_free_and_names_who_stands_in():
    best = best_makeup(staffed(), CLOSED)

    assert best.when == "Thursday 2026-12-10, 11:00 to 14:20"
    assert best.changes == ()
    by_day = {p.makeup.on: p for p in makeup_proposals(staffed(), CLOSED) if p.makeup.from_ == 540}
    tuesday = by_day[date(2026, 12, 8)]
    assert tuesday.makeup.staff == {"skills": ("lee",)}
    assert tuesday.changes == ("skills: Lee for Mara",)


def test_a_make_up_without_a_qualified_leader_holds_what_it_can_and_says_what_not():
    about = staffed()
    clinic = about.clinic.model_copy(update={"people": {k: v for k, v in about.clinic.people.items() if k != "lee"}})

    proposals = makeup_proposals(replace(about, clinic=clinic), CLOSED)
    tuesday = next(p for p in proposals if p.makeup.on == date(2026, 12, 8))

    assert proposals[0].makeup.on == date(2026, 12, 10)
    assert proposals[0].makeup.from_ >= 12 * 60 - 70
    assert tuesday.makeup.slots == ("process", "elective")
    assert tuesday.lacking == ("skills: nobody who may lead it is free",)
    assert tuesday.minutes == 120


def test_a_room_that_another_track_has_is_not_proposed():
    about = staffed()
    plan, _ = full_plan()
    slots = [{"name": "x", "minutes": 600, "standing": "process-group"}]
    other = track(plan, meetings=[{"days": ["tue"], "from": "08:00", "slots": slots}], rooms={"x": "main"})
    held = sessions(other, about.clinic, range(1, 9))

    found = makeup_proposals(replace(about, others={"x": held}), CLOSED)
    lacking = {p.makeup.on: p.lacking for p in found if p.makeup.from_ == 540}

    assert lacking[date(2026, 12, 8)] == ("skills: no room that suits is free",)


def said_of(about):
    """What the rules on people, rooms and make-ups say."""
    rules = (
        rule for name, rule in RULES.items() if name.startswith(("idle-makeup", "person-", "room-", "missing-cred"))
    )
    return {found.message for rule in rules for found in rule.check(about)}


@given(
    closed=st.sampled_from([cell(2, MON), cell(2, WED), cell(2, FRI)]),
    ice=st.sets(st.integers(0, 6), max_size=3),
    hours=st.lists(st.tuples(st.integers(7, 14), st.integers(1, 9)), min_size=7, max_size=7),
)
def test_whatever_is_proposed_can_be_held_without_any_new_clash(closed, ice, hours):
    """The checks, which know nothing of how proposals are found, say nothing of people, rooms or the make-up itself."""
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    works = {day: f"{start:02}:00-{start + long:02}:00" for day, (start, long) in zip(days, hours, strict=True)}
    works |= {"mon": "08:00-18:00", "wed": "08:00-18:00", "fri": "08:00-18:00"}
    day = date(2026, 12, 7 + closed.day.number)
    shut = {date(2026, 12, 7 + number) for number in ice} | {day}
    people = {"jo": {"name": "Jo", "available": works, "load": 700}, "mara": {"name": "Mara"}}
    clinic = Clinic.model_validate(
        {
            "people": people,
            "rooms": STAFF["rooms"],
            "closures": [{"from": str(d), "reason": "Ice"} for d in sorted(shut)],
        }
    )
    plan, modules = full_plan()
    planned = track(plan, staff={"process": "jo", "skills": "mara", "elective": "jo"}, rooms={"skills": "main"})
    about = subject(planned, modules, clinic)
    before = said_of(about)

    for proposal in makeup_proposals(about, day)[:3]:
        change = close(planned, modules, clinic, Closing(day, Policy.MAKEUP, makeup=proposal.makeup))
        assert said_of(replace(about, track=change.after)) <= before, proposal
        again = hours_of(sessions(change.after, clinic, [2]), modules).session
        assert again == hours_of(sessions(planned, clinic, [2]), modules).session + proposal.minutes


def test_nothing_is_proposed_for_a_day_on_which_nothing_is_held():
    plan, modules = full_plan()
    about = subject(track(plan), modules)

    assert makeup_proposals(about, date(2026, 12, 8)) == ()
    assert best_makeup(about, date(2026, 11, 27)) is None
    assert best_makeup(subject(with_fields(track(plan), ends=date(2026, 12, 1)), modules), CLOSED) is None
