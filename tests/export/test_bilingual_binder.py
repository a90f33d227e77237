"""Sheets in two languages inside a binder: both languages lie side by side, wherever a sheet begins. And its months."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pikepdf
import pytest
from export.samples import a_week, held_twice, printables_of
from export.spanish import in_spanish
from export.structure import faults, outline_of
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from curriculum.export.binder import Binder, Share, Stock
from curriculum.export.bindery import export_binder
from curriculum.export.book import Numbers
from curriculum.export.ics import Readers
from curriculum.export.month import month_page
from curriculum.model.clinic import Paper


def a_bilingual_binder(*, tabs):
    """Return a binder whose handout is in two languages; `tabs` pages of months stand before it."""
    week = in_spanish(held_twice(a_week()))
    pages = {1: printables_of(week, languages=("en", "es"))}
    month = month_page(
        "t8", week.track, week.library, week.clinic, month=date(2026, 12, 1), readers=Readers.STAFF, paper=Paper.LETTER
    )
    months = tuple(replace(month, stem=f"month-{number}") for number in range(tabs))
    return Binder(Stock(week.track, week.library, week.clinic, Share((1,)), pages, {}, Paper.LETTER, months))


@given(
    st.lists(st.tuples(st.integers(1, 9), st.booleans()), min_size=1, max_size=30).map(
        lambda leaves: {str(number): leaf for number, leaf in enumerate(leaves)}
    )
)
def test_what_belongs_on_the_right_begins_on_an_odd_page_and_no_page_is_left_free_without_need(leaves):
    on_the_right = {name for name, (_, right) in leaves.items() if right}
    numbers = Numbers.of({name: pages for name, (pages, _) in leaves.items()}, on_the_right)

    assert all(numbers.first[name] % 2 == 1 for name in on_the_right)
    for before, after in pairwise(leaves):
        free = numbers.first[after] - numbers.first[before] - numbers.pages[before]
        assert free == 0 or (free == 1 and after in on_the_right)


@pytest.mark.parametrize("tabs", [1, 2])
async def test_both_languages_of_a_sheet_face_each_other_whatever_stands_before_it(tmp_path, tabs):
    file = tmp_path / "binder.pdf"
    steps = []
    binder = a_bilingual_binder(tabs=tabs)
    outcome = await export_binder(binder, file, progress=steps.append)
    texts = [" ".join(page.extract_text().split()) for page in PdfReader(file).pages]
    covers = [number for number, text in enumerate(texts, 1) if "English is on the left-hand pages." in text]

    assert outcome.failures == ()
    assert covers
    assert all(number % 2 == 1 for number in covers)
    for number in covers:
        assert "Mis dos cubetas" not in texts[number]
        assert "Mis dos cubetas" in texts[number + 1]
    free = [number for number, text in enumerate(texts, 1) if "This page is blank" in text]
    assert [number + 1 for number in free] == [number for number in covers if number - 1 in free]
    assert (steps[-1].done, steps[-1].total) == (len(binder.leaves) + 1, len(binder.leaves) + 1)
    with pikepdf.open(file) as pdf:
        assert list(faults(pdf)) == []
        assert str(pdf.Root.PageLayout) == "/TwoPageRight"
        titles = {title: page for _, title, page in outline_of(pdf)}
    assert titles["Handout: My Two Buckets"] == covers[0]
    contents = next(text for text in texts if text.startswith("Contents"))
    assert f"Handout: My Two Buckets {covers[0]} " in contents


async def test_one_of_the_two_needs_a_free_page():
    """What the test above is worth: months that push the sheet on by one page change where it would begin."""
    free = []
    for tabs in (1, 2):
        binder = a_bilingual_binder(tabs=tabs)
        pages = {leaf.name: 1 for leaf in binder.leaves}
        sheet = next(leaf.name for leaf in binder.leaves if leaf.before)
        free.append(Numbers.of(pages, {sheet}).first[sheet] - list(pages).index(sheet) - 1)

    assert sorted(free) == [0, 1]


def test_the_month_calendar_stands_after_the_contents_and_is_listed_there():
    binder = a_bilingual_binder(tabs=1)

    assert [leaf.name for leaf in binder.leaves][:4] == ["cover", "contents", "month/month-0", "week-01/schedule"]
    assert binder.outline[2].title.endswith("December 2026")
