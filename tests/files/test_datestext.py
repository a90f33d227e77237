"""Closures, make-ups and the length of the cycle, written into a track file that keeps every other byte."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.files.plantext import with_plan
from curriculum.files.reading import parsed
from curriculum.files.yamltext import Source
from curriculum.model.closure import Closure
from curriculum.model.finding import Document
from curriculum.model.makeup import Makeup
from curriculum.model.track import Track
from curriculum.planning.layout import with_fields

HEAD = """\
# A track with remarks.
title: Evening     # the name on the door
level: iop-adult
starts: 2027-01-04
cycle: 4           # weeks
stay: 4
census: 10
meetings:
  - days: [mon, wed, fri]
    from: 18:00
    slots: [{name: skills, minutes: 60}]
"""
LISTS = {
    "not there": "",
    "empty": "closures: []   # none yet\nplan:   # soon\n",
    "flow": "closures: [{from: 2027-01-06, reason: Ice}]   # one\n",
    "block": "closures:\n  # first\n  - {from: 2027-01-06, reason: Ice}   # of it\n  # last\nstay_: &x\n".replace(
        "stay_: &x\n", ""
    ),
    "flush": "closures:\n- from: 2027-01-06   # a day\n  reason: Ice\nplan:\n  1:\n    mon: {skills: a}\n",
    "no last line break": "closures:\n  - {from: 2027-01-06, reason: Ice}",
    "windows": "closures:\r\n  - {from: 2027-01-06, reason: Ice}\r\n",
}
ICE = Closure.model_validate({"from": "2027-01-06", "reason": "Ice"})


def read(text):
    track, findings = parsed(Source(None, text, "t.yaml"), Track, Document("track", "t"))
    assert track is not None, (findings, text)
    return track


def comments(text):
    return [line[line.index("#") :].strip() for line in text.splitlines() if "#" in line]


closures = st.builds(
    lambda day, reason: Closure(from_=date(2027, 1, day), reason=reason),
    st.integers(1, 28),
    st.sampled_from(["Snow", "Ice, and wind", "null", "7", "Dr. O'Hara's day: all away", 'the "big" {move}', "a # b"]),
)
makeups = st.builds(
    lambda start, staff, slots: Makeup(
        instead_of=date(2027, 1, 6),
        on=date(2027, 1, 7),
        from_=start,
        staff={"skills": staff} if staff else {},
        slots=slots,
    ),
    st.integers(0, 1439),
    st.sampled_from([(), ("jo",), ("jo", "a-very-long-name-for-somebody", "another-very-long-name-for-somebody-else")]),
    st.sampled_from([(), ("skills",)]),
)


@pytest.mark.parametrize("name", LISTS)
@given(st.lists(closures, max_size=3), st.lists(makeups, max_size=2), st.integers(1, 52), st.booleans())
def test_whatever_is_closed_or_made_up_is_read_again_as_it_was_and_no_remark_is_lost(name, new, made, cycle, keep):
    text = HEAD.replace("\n", "\r\n") + LISTS[name] if name == "windows" else HEAD + LISTS[name]
    track = read(text)
    old = track.closures if keep else ()
    wanted = with_fields(track, closures=(*old, *new), makeups=tuple(made), cycle=cycle)

    edited = with_plan(text, wanted)
    again = read(edited)

    assert sorted(map(repr, again.closures)) == sorted(map(repr, wanted.closures))
    assert sorted(map(repr, again.makeups)) == sorted(map(repr, wanted.makeups))
    assert again.cycle == cycle
    if keep:
        assert comments(edited)[: len(comments(HEAD))] == comments(HEAD)
        assert all(remark in edited for remark in comments(text))
    assert with_plan(edited, wanted) == edited


def test_a_closure_stands_at_the_end_of_its_list_and_nothing_else_changes():
    text = HEAD + LISTS["block"]
    track = read(text)
    snow = Closure.model_validate({"from": "2027-01-11", "reason": "Snow"})

    edited = with_plan(text, with_fields(track, closures=(ICE, snow)))

    line = "  - {from: 2027-01-06, reason: Ice}   # of it\n"
    assert edited == text.replace(line, line + "  - {from: 2027-01-11, reason: Snow}\n")


def test_a_make_up_with_much_to_say_has_a_line_for_each_thing():
    makeup = Makeup.model_validate(
        {
            "for": "2027-01-06",
            "on": "2027-01-07",
            "from": "18:00",
            "staff": {"skills": ["somebody-with-a-long-name", "jo"]},
            "rooms": {"skills": "the-large-room-upstairs"},
        }
    )

    edited = with_plan(HEAD, with_fields(read(HEAD), makeups=(makeup,)))

    assert edited == HEAD + (
        "makeups:\n"
        "  - for: 2027-01-06\n"
        "    on: 2027-01-07\n"
        "    from: 18:00\n"
        "    staff: {skills: [somebody-with-a-long-name, jo]}\n"
        "    rooms: {skills: the-large-room-upstairs}\n"
    )
