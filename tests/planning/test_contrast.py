import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.model.clinic import Clinic
from curriculum.planning.contrast import ENOUGH, closest_enough, contrast, worst_contrast
from curriculum.planning.rules import check_clinic

COLORS = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    # Black on white and a color on itself follow from the definition; the others pass and fail by little.
    [
        ("#000000", "#ffffff", 21.0),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#123456", "#123456", 1.0),
    ],
)
def test_contrast_is_that_of_the_guidelines(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


@given(COLORS)
def test_the_closest_shade_reads_well_and_a_color_that_does_is_left_alone(color):
    shade = closest_enough(color)

    assert worst_contrast(shade) >= ENOUGH
    assert (shade == color) is (worst_contrast(color) >= ENOUGH)


def test_a_color_too_light_for_words_is_told_with_a_shade_that_reads_well():
    clinic = Clinic.model_validate({"print": {"colors": {"accent": "#fc0", "cbt": "#1d4f91"}}})

    (finding,) = check_clinic(clinic)

    assert (finding.rule, finding.path) == ("low-contrast", ("print", "colors", "accent"))
    assert "#ffcc00 has a contrast of 1.3 to the paper; words need 4.5" in finding.message
    assert f'"{closest_enough("#ffcc00")}"' in finding.fix
    silent = {"print": {"colors": {"accent": "#fc0"}}, "severities": {"low-contrast": "off"}}
    assert check_clinic(Clinic.model_validate(silent)) == ()
