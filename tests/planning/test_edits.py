import pytest
from builders import FRI, MON, TUE, WED, cell, library, module, track
from hypothesis import given
from hypothesis import strategies as st

from curriculum.model.track import Placement
from curriculum.planning import edits
from curriculum.planning.edits import EditRefused
from curriculum.planning.history import History

PLAN = {
    1: {
        "mon": {"skills": "a", "elective": {"module": "b", "lead": "ana", "room": "studio"}},
        "wed": {"skills": {"module": "c", "locked": True}},
    }
}


def test_placing_puts_a_module_in_the_slot_and_nothing_else_moves():
    after = edits.place(track(PLAN), cell(1, FRI), "d")

    assert [str(c) for c in edits.differences(track(PLAN), after)] == ["week 1, Friday, skills"]
    assert after.planned(cell(1, FRI)).module == "d"


def test_moving_onto_a_placement_exchanges_the_two_with_their_leaders_and_rooms():
    before = track(PLAN)

    after = edits.move(before, cell(1, MON, "elective"), cell(1, MON))

    assert after.planned(cell(1, MON)) == before.planned(cell(1, MON, "elective"))
    assert after.planned(cell(1, MON, "elective")) == before.planned(cell(1, MON))


def test_moving_there_and_back_changes_nothing():
    before, here, there = track(PLAN), cell(1, MON), cell(4, FRI)

    assert edits.move(edits.move(before, here, there), there, here) == before


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (lambda t: edits.place(t, cell(1, MON, "process"), "x"), "standing"),
        (lambda t: edits.place(t, cell(1, WED), "x"), "locked"),
        (lambda t: edits.move(t, cell(1, MON), cell(1, WED)), "locked"),
        (lambda t: edits.move(t, cell(1, WED), cell(1, MON)), "locked"),
        (lambda t: edits.remove(t, cell(1, WED)), "locked"),
        (lambda t: edits.remove(t, cell(1, FRI)), "nothing"),
        (lambda t: edits.place(t, cell(1, TUE), "x"), "no slot"),
        (lambda t: edits.place(t, cell(9, MON), "x"), "no slot"),
        (lambda t: edits.copy_week(t, 5, 6), "holds nothing"),
        (lambda t: edits.copy_week(t, 1, 9), "outside the cycle"),
        (lambda t: edits.copy_day(t, (1, FRI), (2, FRI)), "holds nothing"),
    ],
)
def test_an_edit_that_the_plan_does_not_allow_says_why(edit, why):
    with pytest.raises(EditRefused, match=why):
        edit(track(PLAN))


def test_a_lock_holds_until_it_is_unlocked():
    locked = edits.lock(track(PLAN), cell(1, MON))

    with pytest.raises(EditRefused):
        edits.remove(locked, cell(1, MON))
    assert edits.unlock(locked, cell(1, MON)) == track(PLAN)


def test_copying_a_week_leaves_locks_behind_and_locked_targets_alone():
    before = track({**PLAN, 2: {"mon": {"skills": {"module": "kept", "locked": True}}}})

    after = edits.copy_week(before, 1, 2)

    assert after.planned(cell(2, MON)).module == "kept"
    assert after.planned(cell(2, WED)).module == "c"
    assert not after.planned(cell(2, WED)).locked
    assert after.planned(cell(2, MON, "elective")).room == "studio"


def test_a_slot_that_is_too_short_says_so_before_anything_is_placed():
    shelf = library(long=module({"least": 75, "planned": 90, "most": 100}), short=module())

    assert edits.why_not(track(), shelf, cell(1, MON), "short") is None
    assert edits.why_not(track(), shelf, cell(1, MON), "long") == "It takes 1 h 15 min to 1 h 40 min; the slot has 1 h."
    assert "no module" in edits.why_not(track(), shelf, cell(1, MON), "absent")


@st.composite
def edit_runs(draw):
    cells = st.builds(
        cell, st.integers(1, 3), st.sampled_from([MON, WED, FRI]), st.sampled_from(["skills", "elective"])
    )
    kinds = st.sampled_from(["place", "remove", "move", "lock", "unlock", "copy_week"])
    return draw(st.lists(st.tuples(kinds, cells, cells, st.sampled_from("pqr")), max_size=15))


def apply(step, planned):
    kind, one, other, name = step
    match kind:
        case "place":
            return edits.place(planned, one, name)
        case "move":
            return edits.move(planned, one, other)
        case "copy_week":
            return edits.copy_week(planned, one.week, other.week)
        case _:
            return getattr(edits, kind)(planned, one)


@given(edit_runs())
def test_undoing_every_edit_brings_back_the_first_track_and_redoing_the_last(run):
    history = History(track(PLAN))
    for step in run:
        try:
            history = history.record(step[0], apply(step, history.present))
        except EditRefused:
            continue
    last = history.present

    while history.undoes:
        history = history.undo()
    assert history.present == track(PLAN)
    while history.redoes:
        history = history.redo()
    assert history.present == last


@given(edit_runs())
def test_a_locked_placement_is_never_changed_by_any_edit_but_unlocking(run):
    planned = track(PLAN)
    for step in run:
        if step[0] == "unlock":
            continue
        locked = {c: planned.planned(c) for c in planned.cells if (p := planned.planned(c)) and p.locked}
        try:
            planned = apply(step, planned)
        except EditRefused:
            continue
        assert all(planned.planned(c) == placement for c, placement in locked.items())


def test_a_new_change_forgets_what_was_undone():
    history = History(1).record("two", 2).undo().record("three", 3)

    assert history.redoes is None
    assert history.undo().present == 1
    assert history.undo().undo().present == 1


def test_a_standing_group_has_others_for_once_and_goes_back_to_its_staff_without_a_trace():
    planned = track({1: {"mon": {"skills": "a"}}}, staff={"process": "mara"})
    where = cell(1, MON, "process")

    once = edits.assign(planned, where, ("jo",))

    assert (once.leads(where), once.leads(cell(2, MON, "process"))) == (("jo",), ("mara",))
    assert edits.assign(once, where, ()) == planned


def test_a_placement_is_put_as_it_is_but_never_over_a_locked_one():
    planned = track({1: {"mon": {"skills": {"module": "a", "locked": True}}}})
    placement = Placement(module="b", lead=("jo",), room="main")

    assert edits.put(planned, cell(1, WED), placement).planned(cell(1, WED)) == placement
    with pytest.raises(edits.EditRefused, match="locked"):
        edits.put(planned, cell(1, MON), placement)
