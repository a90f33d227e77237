"""What a week needs: the sums of US-13 and US-09."""

import builders
import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.export.materials import Copies, Group, materials, sheets

PAPER = {"item": "paper", "per": "client"}
PAINT = {"item": "paint set", "per": 3, "reusable": True}
BOWL = {"item": "bowl", "per": "group", "reusable": True}
SCISSORS = {"item": "scissors", "per": "group", "amount": 6, "hazard": "sharp"}


def group(*needed):
    return Group(None, builders.module(materials=list(needed)))


def quantities(needs):
    return {need.item: need.quantity for need in needs}


def test_two_art_groups_share_what_comes_back_and_each_use_up_their_own():
    """US-13: paper 20, paint 4, bowl 1, scissors 6 with one tally line a group."""
    art = group(PAPER, PAINT, BOWL, SCISSORS)

    needed = materials([art, art], census=10)

    assert quantities(needed.used_up) == {"paper": 20}
    assert quantities(needed.come_back) == {"bowl": 1, "paint set": 4, "scissors": 6}
    assert [(tally.item, tally.quantity) for tally in needed.sharps] == [("scissors", 6), ("scissors", 6)]


def test_what_comes_back_is_as_many_as_the_group_that_needs_most():
    needed = materials([group(BOWL), group({**BOWL, "amount": 3}), group(BOWL)], census=10)

    assert quantities(needed.come_back) == {"bowl": 3}
    assert len(needed.come_back[0].groups) == 3


def test_a_group_that_lists_a_thing_twice_needs_both():
    needed = materials([group(BOWL, BOWL)], census=10)

    assert quantities(needed.come_back) == {"bowl": 2}


def test_the_copies_of_a_week_are_counted_in_sheets_and_sides():
    """US-09: 7 two-page and 2 four-page handouts, 12 copies each, on both sides: 132 sheets, 264 sides."""
    week = [Copies("", "", pages, 12, ()) for pages in (2,) * 7 + (4,) * 2]

    assert sum(each.sheets for each in week) == 132
    assert sum(each.sides for each in week) == 264


@pytest.mark.parametrize(("pages", "expected"), [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3)])
def test_an_odd_last_page_takes_a_sheet_of_its_own(pages, expected):
    assert sheets(pages) == expected


@given(
    st.lists(st.lists(st.sampled_from([PAPER, PAINT, BOWL, SCISSORS]), max_size=4), max_size=6),
    st.integers(min_value=1, max_value=40),
)
def test_nothing_is_lost_and_nothing_counted_twice(lists, census):
    groups = [group(*needed) for needed in lists]

    needed = materials(groups, census)

    assert {item["item"] for each in lists for item in each} == {
        need.item for need in needed.used_up + needed.come_back
    }
    assert sum(quantities(needed.used_up).values()) == sum(each.count(PAPER) for each in lists) * census
    assert len(needed.sharps) == sum(each.count(SCISSORS) for each in lists)
