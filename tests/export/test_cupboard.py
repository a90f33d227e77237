"""Lists of what to fetch and to copy, outside of a binder."""

import asyncio

import pikepdf
import pytest
from export.reading import text_of_html, text_of_pdf
from export.samples import SVG, a_week, held_twice
from export.structure import faults

from curriculum.export.bindery import export_binder
from curriculum.export.book import Numbers
from curriculum.export.cupboard import CopyMasters, Cupboard, materials_page
from curriculum.export.documents import handout_printables
from curriculum.export.materials import Group
from curriculum.model.clinic import Paper
from curriculum.planning.calendar import sessions


def a_cupboard():
    week = held_twice(a_week())
    modules = week.library.modules
    held = (s for s in sessions(week.track, week.clinic, [1]) if s.module)
    return Cupboard(week.track, week.clinic, 1, tuple(Group(s, modules[s.module]) for s in held), Paper.LETTER)


def masters():
    cupboard = a_cupboard()
    module = a_week().library.modules["two-buckets"]
    pages = handout_printables("two-buckets", module, cupboard.clinic, figures=lambda m, f: SVG)
    return CopyMasters(cupboard, {"two-buckets": pages})


def test_materials_are_those_of_all_groups_with_a_tally_for_each_and_no_list_of_copies():
    text = text_of_html(materials_page(a_cupboard(), "x").html)

    for said in (
        "T8 · week 1, Nov 30 to Dec 2",
        "Used up: buy or restock",
        "40 paper Mon 19:00, Wed 19:00",
        "Comes back: bring and put away",
        "4 paint set Mon 19:00, Wed 19:00",
        "Mon 19:00, Two Buckets 5 scissors Out In Wed 19:00, Two Buckets 5 scissors Out In",
    ):
        assert said in text
    assert "Handouts to copy" not in text


def test_the_list_of_copies_counts_every_session_and_says_where_the_master_is():
    book = masters()
    (first, *_) = book.leaves
    page = first.draw(Numbers.of({"list": 1, "two-buckets/0": 3}))

    # Twice 12 copies of three pages, on two sheets each.
    assert "24 My Two Buckets Mon 19:00, Wed 19:00 48 72 2 Together 48 72" in text_of_html(page.html)
    assert "Used up" not in page.html


@pytest.fixture(scope="session")
def bound_masters(tmp_path_factory, kept):
    file = tmp_path_factory.mktemp("copies") / "copies.pdf"
    outcome = asyncio.run(export_binder(masters(), file, progress=lambda _: None, store=kept))
    assert outcome.failures == ()
    assert (outcome.written[0].kind, outcome.written[0].week) == ("copies", 1)
    return file


def test_each_master_stands_once_behind_the_list_and_a_screen_reader_stumbles_over_nothing(bound_masters):
    text = text_of_pdf(bound_masters)

    assert text.index("Handouts to copy") < text.index("Today's idea")
    assert text.count("Today's idea") == 1
    with pikepdf.open(bound_masters) as pdf:
        assert list(faults(pdf)) == []
