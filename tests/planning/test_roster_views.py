"""A roster gathered once for a workspace answers as one that is gathered anew for each track."""

from datetime import date, timedelta

from builders import library, module, subject, track
from hypothesis import given
from hypothesis import strategies as st

from curriculum.model.clinic import Clinic
from curriculum.planning.calendar import sessions
from curriculum.planning.roster import Others, Roster, Stretch, roster_of

PEOPLE, ROOMS = ("ana", "ben"), ("main", "nook")
MONDAY = date(2026, 11, 30)


@st.composite
def tracks(draw):
    found = {}
    for name in draw(st.lists(st.sampled_from("abcd"), min_size=1, max_size=4, unique=True)):
        plan = {
            1: {
                day: {
                    "skills": {
                        "module": "talk",
                        "lead": draw(st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True)),
                        "room": draw(st.sampled_from(ROOMS)),
                    }
                }
                for day in draw(st.lists(st.sampled_from(("mon", "wed", "fri")), unique=True))
            }
        }
        found[name] = track(plan, cycle=1, stay=1)
    return found


@given(tracks(), st.integers(0, 6), st.integers(8 * 60, 13 * 60), st.integers(10, 120))
def test_a_view_that_leaves_one_track_out_answers_as_a_roster_of_the_others(found, day, start, minutes):
    held = {name: sessions(each, Clinic(), (1,)) for name, each in found.items()}
    own, *_ = held
    whole = Roster(held)
    flat = Roster({own: held[own], **{name: h for name, h in held.items() if name != own}})
    view = roster_of(own, held[own], Others(whole, own))
    stretch = Stretch(MONDAY + timedelta(days=day), start, start + minutes)

    assert dict(Others(whole, own)) == {name: h for name, h in held.items() if name != own}
    assert len(Others(whole, own)) == len(held) - 1
    assert sorted(map(str, view.on(stretch.day))) == sorted(map(str, flat.on(stretch.day)))
    assert view.engaged(stretch) == flat.engaged(stretch)
    assert view.rooms_taken(stretch) == flat.rooms_taken(stretch)
    for person in PEOPLE:
        assert view.minutes(person, stretch.day) == flat.minutes(person, stretch.day)
        assert view.is_engaged(person, stretch) == (person in flat.engaged(stretch))
        assert set(map(str, view.led_by(person, stretch.day))) == {
            str(b) for b in flat.on(stretch.day) if person in b.session.leads
        }
    for room in ROOMS:
        assert set(map(str, view.held_in(room, stretch.day))) == {
            str(b) for b in flat.on(stretch.day) if b.session.room == room
        }


def test_a_session_is_not_in_its_own_way():
    planned = track({1: {"mon": {"skills": {"module": "talk", "lead": "ana"}}}}, cycle=1, stay=1)
    about = subject(planned, library(talk=module()))
    session = next(s for s in about.held if s.cell.slot == "skills")
    stretch = Stretch(session.date, session.start, session.end)

    assert about.roster.is_engaged("ana", stretch)
    assert not about.roster.is_engaged("ana", stretch, but=session)
