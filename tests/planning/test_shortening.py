"""A session in fewer minutes: steps shrink first, then some go, and what must be covered stays."""

import builders
import pytest
from export.samples import TWO_BUCKETS
from hypothesis import given
from hypothesis import strategies as st

from curriculum.model.errors import CurriculumError
from curriculum.planning.shortening import least_minutes, shortened

MODULE = builders.module(**TWO_BUCKETS)
"""Weather Report 5 to 15, What Can I Carry? 15 to 25 (must), Sorting 15 to 30, One Thing Put Down 5 (must)."""


def left_out(minutes):
    return [step.name for step in shortened(MODULE, minutes).left_out]


@pytest.mark.parametrize("minutes", [40, 60, 75])
def test_no_step_goes_as_long_as_shrinking_or_growing_is_enough(minutes):
    assert left_out(minutes) == []
    assert shortened(MODULE, minutes).module == MODULE


@pytest.mark.parametrize(
    ("minutes", "gone"),
    [(39, ["Sorting"]), (25, ["Sorting"]), (24, ["Weather Report", "Sorting"]), (20, ["Weather Report", "Sorting"])],
)
def test_what_costs_least_goes_first_and_the_opening_last(minutes, gone):
    assert left_out(minutes) == gone


def test_a_way_through_a_step_that_is_gone_goes_with_it():
    assert [variant.name for variant in MODULE.variants] == ["Out Loud"]
    assert shortened(MODULE, 30).module.variants == ()


def test_what_is_not_the_agenda_stays_as_it_is():
    short = shortened(MODULE, 30).module

    for name in set(type(MODULE).model_fields) - {"agenda", "variants"}:
        assert getattr(short, name) == getattr(MODULE, name)


@pytest.mark.parametrize(
    ("minutes", "says"),
    [(19, "what must be covered takes 20 at least. Ask for 20 to 75"), (76, "lasts 75 minutes at most, not 76")],
)
def test_what_cannot_be_says_what_would_do(minutes, says):
    with pytest.raises(CurriculumError, match=says):
        shortened(MODULE, minutes)


steps = st.lists(
    st.tuples(st.integers(1, 20), st.integers(0, 10), st.integers(0, 10), st.booleans()), min_size=1, max_size=8
)


@given(steps, st.integers(1, 200))
def test_whatever_is_asked_for_the_rest_fits_and_all_that_must_be_stays(drawn, minutes):
    agenda = [
        {
            "name": f"Step {number}",
            "type": "teach",
            "minutes": {"least": least, "planned": least + more, "most": least + more + most},
            "must": must,
        }
        for number, (least, more, most, must) in enumerate(drawn)
    ]
    module = builders.module(agenda=agenda)
    try:
        short = shortened(module, minutes)
    except CurriculumError:
        assert least_minutes(module) != minutes
        return

    assert short.module.fits(minutes)
    assert all(step in short.module.agenda for step in module.agenda if step.must)
    assert sorted([*short.module.agenda, *short.left_out], key=lambda s: s.name) == sorted(
        module.agenda, key=lambda s: s.name
    )
