import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.model.timing import Minutes, clock_text, fitted, hours_text, parse_clock


@st.composite
def steps(draw):
    bounds = draw(st.lists(st.lists(st.integers(1, 60), min_size=3, max_size=3).map(sorted), min_size=1, max_size=9))
    return [Minutes(least=a, planned=b, most=c) for a, b, c in bounds]


@given(steps(), st.data())
def test_fitted_minutes_add_up_to_the_slot_and_every_step_keeps_its_bounds(agenda, data):
    slot = data.draw(st.integers(sum(s.least for s in agenda), sum(s.most for s in agenda)))

    minutes = fitted(agenda, slot)

    assert sum(minutes) == slot
    assert all(step.least <= given_ <= step.most for step, given_ in zip(agenda, minutes, strict=True))


@given(steps())
def test_a_slot_of_the_planned_length_changes_no_step(agenda):
    assert fitted(agenda, sum(s.planned for s in agenda)) == tuple(s.planned for s in agenda)


@given(steps(), st.integers(1, 50))
def test_a_slot_outside_the_bounds_is_refused_rather_than_squeezed(agenda, minutes):
    for slot in (sum(s.least for s in agenda) - minutes, sum(s.most for s in agenda) + minutes):
        with pytest.raises(ValueError, match="lie outside"):
            fitted(agenda, slot)


def test_a_shorter_slot_takes_from_steps_in_proportion_to_what_they_can_give():
    check_in = Minutes(least=10, planned=10, most=10)
    homework = Minutes(least=10, planned=15, most=15)
    practice = Minutes(least=5, planned=10, most=10)

    assert fitted([check_in, homework, practice], 29) == (10, 12, 7)


@given(st.integers(0, 1439))
def test_a_clock_time_reads_back_as_it_was_written(minutes):
    assert parse_clock(clock_text(minutes)) == minutes


@pytest.mark.parametrize("text", ["", "24:00", "9", "9:5", "09:60", "nine", "-1:00", "12:00:00", "\u0661:00"])
def test_what_is_no_clock_time_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011  the message is the text itself
        parse_clock(text)


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "0 min"), (50, "50 min"), (540, "9 h"), (560, "9 h 20 min"), (-30, "-30 min")]
)
def test_minutes_are_said_as_people_say_them(minutes, said):
    assert hours_text(minutes) == said
