"""Who is free, which rooms are free, and who could take which slot of the week."""

from datetime import date

import pytest
from builders import full_plan, module, subject, track
from hypothesis import given
from hypothesis import strategies as st

from curriculum.model.clinic import Clinic, Person
from curriculum.model.library import Library
from curriculum.model.track import Day
from curriculum.planning.calendar import sessions
from curriculum.planning.people import why_absent
from curriculum.planning.rooms import free_rooms
from curriculum.planning.roster import Roster, Stretch
from curriculum.planning.rules.leading import who_could
from curriculum.planning.staffing import loads, staffing

MONDAY = date(2026, 11, 30)
ROOMS = {
    "hall": {"name": "Hall", "seats": 40, "features": ["tables", "floor-space"]},
    "main": {"name": "Main", "seats": 12, "features": ["tables"]},
    "nook": {"name": "Nook", "seats": 6},
    "studio": {"name": "Studio", "seats": 12, "features": ["tables", "sink"]},
}


def held(**changes):
    """A roster of one week of T8 in the main room, under Jo."""
    plan, _ = full_plan(1)
    planned = track(plan, staff={"skills": "jo"}, rooms={"skills": "main"}, **changes)
    return Roster({"t8": sessions(planned, Clinic(), (1,))})


def clinic(**changes):
    return Clinic.model_validate({"rooms": ROOMS, **changes})


@pytest.mark.parametrize(
    ("start", "end", "asked", "free"),
    [
        (600, 700, {}, ("nook", "studio", "hall")),
        (480, 610, {}, ("nook", "main", "studio", "hall")),
        (670, 700, {"seats": 7}, ("main", "studio", "hall")),
        (480, 500, {"seats": 7, "features": ["sink"]}, ("studio",)),
        (480, 500, {"seats": 41}, ()),
    ],
)
def test_a_free_room_is_one_that_nobody_has_then_with_seats_and_features_the_smallest_first(start, end, asked, free):
    assert free_rooms(held(), clinic(), Stretch(MONDAY, start, end), **asked) == free


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=5), st.integers(0, 60), st.integers(1, 30))
def test_a_room_is_free_where_no_minute_of_the_stretch_is_taken(taken, start, length):
    tracks = {
        f"t{n}": track(
            meetings=[{"days": ["mon"], "from": f"9:{0:02d}", "slots": _slots(begin, minutes)}], rooms={"x": "main"}
        )
        for n, (begin, minutes) in enumerate(taken)
    }
    roster = Roster({name: sessions(each, Clinic(), (1,)) for name, each in tracks.items()})
    stretch = Stretch(MONDAY, 540 + start, 540 + start + length)

    busy = {minute for begin, minutes in taken for minute in range(541 + begin, 541 + begin + minutes + 4)}
    wanted = set(range(stretch.start, stretch.end))

    assert ("main" in free_rooms(roster, clinic(), stretch)) == (not busy & wanted)


def _slots(begin, minutes):
    return [{"break": begin + 1}, {"name": "x", "minutes": minutes + 4, "standing": "process-group"}]


def test_closed_days_and_empty_slots_take_up_nobody():
    shut = clinic(closures=[{"from": MONDAY, "reason": "Snow"}])
    plan, _ = full_plan(1)
    del plan[1]["wed"]["skills"]
    planned = track(plan, staff={"skills": "jo"}, rooms={"skills": "main"})
    roster = Roster({"t8": sessions(planned, shut, (1,))})

    assert roster.engaged(Stretch(MONDAY, 0, 1440)) == frozenset()
    assert roster.engaged(Stretch(date(2026, 12, 2), 0, 1440)) == frozenset()
    assert roster.rooms_taken(Stretch(date(2026, 12, 4), 0, 1440)) == {"main"}
    assert roster.minutes("jo", date(2026, 12, 6)) == 60
    assert roster.minutes("jo", date(2026, 12, 7)) == 0


@pytest.mark.parametrize(
    ("person", "said"),
    [
        ({}, None),
        ({"available": {"mon": "9:00-12:00"}}, None),
        ({"available": {"mon": "9:00-10:30"}}, "works 09:00 to 10:30 on Monday"),
        ({"available": {"tue": "9:00-12:00"}}, "does not work on Monday"),
        ({"away": [{"from": MONDAY, "reason": "holiday"}]}, "is away on 2026-11-30 (holiday)"),
        ({"away": [{"from": "2026-11-01", "to": "2026-12-24"}]}, "is away until 2026-12-24"),
        ({"away": [{"from": "2026-12-01"}]}, None),
    ],
)
def test_why_somebody_is_not_there_is_said_in_words(person, said):
    assert why_absent(Person.model_validate({"name": "Jo", **person}), Stretch(MONDAY, 600, 660)) == said


PEOPLE = {
    "al": {"name": "Al", "trainings": ["dbt-skills"]},
    "bo": {"name": "Bo", "trainings": ["dbt-skills"], "available": {"mon": "9:00-17:00"}},
    "cy": {"name": "Cy", "load": 100},
}


def about():
    """Two weeks of T8, its skills slot DBT in the second week alone, under Al; the electives under Cy."""
    plan, modules = full_plan(2)
    dbt = {f"skills-2-{day}": module(lead=["dbt-skills"]) for day in ("mon", "wed", "fri")}
    planned = track(plan, staff={"skills": "al", "elective": "cy"})
    return subject(planned, Library({**modules.modules, **dbt}), Clinic.model_validate({"people": PEOPLE}))


def test_the_grid_says_who_could_take_each_slot_of_the_week_in_how_many_weeks():
    here = about()
    grid = {(slot.day, slot.slot): slot for slot in staffing(here)}

    monday, wednesday = grid[Day.MON, "skills"], grid[Day.WED, "skills"]

    assert {name: (cover.leads, cover.could) for name, cover in monday.people.items()} == {
        "al": (2, 2),
        "bo": (0, 2),
        "cy": (0, 1),
    }
    assert (monday.fewest, wednesday.fewest, wednesday.weak_weeks) == (2, 1, (2,))
    assert wednesday.people["bo"].why_not == "does not work on Wednesday"
    assert monday.people["cy"].why_not == "holds no dbt-skills"
    assert [slot.slot for slot in staffing(here)][:3] == ["process", "skills", "elective"]


def test_the_grid_agrees_with_asking_for_every_session_by_itself():
    here = about()

    for slot in staffing(here):
        for name, cover in slot.people.items():
            assert cover.could == sum(name in who_could(here, session) for session in slot.sessions)


def test_the_busiest_week_of_each_is_told_beside_the_load():
    told = loads(about())

    assert {name: (load.busiest, load.minutes, load.most) for name, load in told.items()} == {
        "al": (MONDAY, 180, None),
        "cy": (MONDAY, 180, 100),
    }
