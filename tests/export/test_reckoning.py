"""How many pages something will have, told before it is laid out: near enough to choose paper and patience by."""

from datetime import date

import builders
import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.export.reckoning import guide_pages, handout_pages
from curriculum.workspace import open_workspace, starter_folder
from curriculum.workspace.asking import Ask
from curriculum.workspace.offers import OFFERS
from curriculum.workspace.orders import Order

# What the evening track of the sample prints on; `curriculum export evening --report json` tells it anew.
PAGES = {1: 88, 2: 92, 3: 96, 4: 90, 5: 90, 6: 98, 7: 98, 8: 94}


@pytest.fixture(scope="module")
def sample():
    return open_workspace(starter_folder())


def reckoned(sample, offer, **changes):
    ask = Ask("evening", date(2026, 11, 24), **changes)
    return OFFERS[offer].look(sample, Order(offer, ask, frozenset({"pdf"}))).size


@pytest.mark.parametrize("week", PAGES)
def test_a_week_of_the_library_is_reckoned_within_a_tenth(sample, week):
    size = reckoned(sample, "packet", weeks=(week,))

    assert size.pages == pytest.approx(PAGES[week] + 1, rel=0.1)


@pytest.mark.parametrize(
    ("offer", "changes", "pages"),
    [
        ("binder", {"weeks": (1,)}, 80),
        ("binder", {}, 590),
        ("workbook", {}, 131),
        ("catch-up", {"entry": 5}, 41),
        ("copies", {"weeks": (5,)}, 15),
        ("sign-in", {"weeks": (1,)}, 9),
        ("fidelity", {"weeks": (1,)}, 21),
        ("materials", {}, 14),
        ("month", {}, 2),
    ],
)
def test_other_kinds_are_reckoned_within_a_fifth(sample, offer, changes, pages):
    assert reckoned(sample, offer, **changes).pages == pytest.approx(pages, rel=0.2)


@pytest.mark.parametrize(("edition", "pages"), [("large-print", 112), ("compact", 71), ("booklet", 69)])
def test_editions_are_reckoned_within_a_tenth(sample, edition, pages):
    ask = Ask("evening", date(2026, 11, 24), weeks=(1,))
    size = OFFERS["packet"].look(sample, Order("packet", ask, frozenset({"pdf"}), editions=(edition,))).size

    assert size.pages == pytest.approx(pages, rel=0.1)


@given(st.integers(1, 40), st.integers(1, 40))
def test_more_lines_to_write_on_never_need_fewer_pages(some, more):
    def pages(count):
        blocks = [{"lines": {"prompt": "What else?", "count": min(30, count)}} for _ in range(count)]
        handout = builders.module(
            handouts=[{"title": "A page", "idea": "One.", "blocks": blocks, "take_home": "One."}]
        ).handouts[0]
        return handout_pages(handout)

    fewer, most = sorted((some, more))
    assert 1 <= pages(fewer) <= pages(most)


def test_a_short_module_has_a_guide_of_a_page_or_two():
    assert 1 <= guide_pages(builders.module()) <= 2
