"""Whose binder, of what, and under which name."""

from datetime import date

import pytest

from curriculum.export.binder import Share
from curriculum.model.errors import CurriculumError
from curriculum.model.track import Day
from curriculum.workspace import open_workspace, starter_folder
from curriculum.workspace.binders import binder_for, binder_name

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def sample():
    return open_workspace(starter_folder())


@pytest.mark.parametrize(
    ("share", "asked", "expected"),
    [
        (Share((1, 2)), (), "evening-binder.pdf"),
        (Share((3,)), (3,), "evening-week-03-binder.pdf"),
        (Share((3, 4)), (3, 4), "evening-weeks-03-04-binder.pdf"),
        (Share((3,), day=Day.THU), (3,), "evening-week-03-thu-binder.pdf"),
        (Share((1, 2), lead="jo"), (), "evening-jo-binder.pdf"),
    ],
)
def test_a_file_is_named_for_what_was_asked(share, asked, expected):
    assert binder_name("evening", share, asked) == expected


def test_an_edition_in_another_language_has_a_name_of_its_own():
    assert binder_name("evening", Share((1,)), (1,), ("en", "es")) == "evening-week-01-en-es-binder.pdf"


def test_a_facilitators_share_of_the_sample_holds_their_sessions_alone(sample):
    binder = binder_for(sample, "evening", Share((1,), lead="jo"), today=TODAY)

    assert binder.sittings
    assert all("jo" in sitting.session.leads for sitting in binder.sittings)


def test_the_shelf_of_the_sample_needs_no_preparation_and_no_review_is_claimed(sample):
    binder = binder_for(sample, "evening", Share((1,)), today=TODAY)

    assert 1 <= len(binder.shelved) <= 3
    assert all(not each.module.after for each in binder.shelved)


def test_handouts_that_are_not_translated_are_listed_in_the_binder(sample):
    binder = binder_for(sample, "evening", Share((1,)), today=TODAY, languages=("es",))

    assert binder.stock.language == "Spanish"
    assert "Open Process Group" in binder.stock.gaps


@pytest.mark.parametrize(
    ("share", "says"),
    [
        (Share((1,), lead="joe"), 'no person "joe". Did you mean "jo"'),
        (Share((1,), day=Day.SUN), "Nothing of that is held in Evening IOP, adults: week 1, Sunday."),
        (Share((1,), lead="priya"), "led by Priya Nair"),
    ],
)
def test_a_share_in_which_nothing_is_held_says_so(sample, share, says):
    with pytest.raises(CurriculumError, match=says):
        binder_for(sample, "evening", share, today=TODAY)


@pytest.mark.parametrize(
    ("share", "months"),
    [
        (Share((1,)), ["2027-03"]),
        (Share((5,)), ["2027-03", "2027-04"]),
        (Share((5,), day=Day.THU), ["2027-04"]),
        (Share((1, 8), lead="jo"), ["2027-03", "2027-04"]),
    ],
)
def test_a_binder_has_the_calendar_of_each_month_in_which_its_share_is_held(sample, share, months):
    binder = binder_for(sample, "evening", share, today=TODAY)

    assert [page.stem for page in binder.stock.months] == [f"evening-month-{month}-staff" for month in months]
