import builders
import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.model.errors import CurriculumError
from curriculum.model.library import Library
from curriculum.planning.catchup import catch_up
from curriculum.planning.coverage import coverage

ONE_SLOT = [{"days": ["mon"], "from": "09:00", "slots": [{"name": "skills", "minutes": 60}]}]


def a_track(*weeks, **changes):
    plan = {number: {"mon": {"skills": module}} for number, module in enumerate(weeks, 1)}
    return builders.track(plan, **({"cycle": len(weeks), "stay": len(weeks), "meetings": ONE_SLOT} | changes))


def modules(**after):
    """A library in which each module builds on those named, and is about a topic of its own name."""
    return Library(
        {
            name.replace("_", "-"): builders.module(title=name, after=list(needed), topics=[name.replace("_", "-")])
            for name, needed in after.items()
        }
    )


LADDER = modules(one=(), two=("one",), three=("two",), four=("three",))


def test_what_something_met_earlier_builds_on_is_to_be_read_and_says_for_what_and_when():
    (three,) = catch_up(a_track("one", "two", "three", "four"), LADDER, 4).read

    assert (three.module, three.helps, three.week, three.later) == ("three", ("four",), 1, True)


def test_what_the_group_has_done_is_named_by_week_and_each_thing_once():
    track = a_track("one", "two", "one", "four", cycle=4)

    assert catch_up(track, LADDER, 4).done == ((1, ("one",)), (2, ("two",)))


def test_what_is_never_met_is_to_be_read_as_well_and_says_so():
    read = catch_up(a_track("one", "two", "three", "four", stay=2), LADDER, 1).read

    assert [(each.module, each.helps, each.later) for each in read] == [("three", (), False), ("four", (), False)]


def test_a_prerequisite_that_the_track_never_holds_is_to_be_read():
    (one,) = catch_up(a_track("two", "two"), LADDER, 2).read

    assert (one.module, one.helps, one.later) == ("one", ("two",), False)


def test_only_core_modules_are_to_be_read_where_the_track_names_core_topics():
    track = a_track("one", "two", "three", "four", stay=2, core=["four"])

    assert catch_up(track, LADDER, 1).modules == ("four",)


def test_whoever_joins_in_the_first_week_of_a_whole_cycle_has_nothing_to_catch_up_on():
    packet = catch_up(a_track("one", "two", "three", "four"), LADDER, 1)

    assert (packet.read, packet.done) == ((), ())


def test_what_is_held_every_week_is_nothing_to_catch_up_on():
    track = builders.track({1: {"mon": {"skills": "one"}}}, cycle=2, stay=1)
    library = Library({**LADDER.modules, "process-group": builders.PROCESS})

    packet = catch_up(track, library, 2)

    assert (packet.modules, packet.done) == (("one",), ((1, ("one",)),))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, "weeks 1 to 4"),
        ({"admission": "gated", "gates": [1, 3]}, "weeks 1 and 3"),
        ({"admission": "closed"}, "week 1"),
    ],
)
def test_a_week_in_which_nobody_joins_is_refused_with_those_in_which_somebody_does(changes, says):
    with pytest.raises(CurriculumError, match=says):
        catch_up(a_track("one", "two", "three", "four", **changes), LADDER, 9 if not changes else 2)


NAMES = ("a", "b", "c", "d", "e", "f")


@given(st.data())
def test_nothing_is_read_before_what_it_builds_on_and_all_that_lacks_is_read_once(data):
    after = {
        name: data.draw(st.sets(st.sampled_from(NAMES[:place]))) if place else () for place, name in enumerate(NAMES)
    }
    library = modules(**after)
    weeks = data.draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=8))
    track = a_track(*weeks, stay=data.draw(st.integers(1, 8)))
    entry = data.draw(st.integers(1, len(weeks)))

    read = catch_up(track, library, entry).modules
    (stay,) = (each for each in coverage(track, library).stays if each.entry == entry)

    assert sorted(read) == sorted({fault.needed for fault in stay.out_of_order} | set(stay.missed))
    for place, module in enumerate(read):
        assert not set(after[module]) & set(read[place:])
