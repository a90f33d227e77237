"""Sheets to fold: every page once, in the order that folding puts right, blanks at the end."""

import io
from itertools import chain

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.export.folding import fold, sides, signatures
from curriculum.model.clinic import Paper


def test_eight_pages_are_two_sheets_the_last_beside_the_first():
    assert sides(8) == ((7, 0), (1, 6), (5, 2), (3, 4))


def test_a_single_page_is_a_sheet_with_three_blanks():
    assert sides(1) == ((None, 0), (None, None))


@given(st.integers(1, 400), st.integers(1, 20))
def test_folded_and_laid_in_a_row_the_pages_read_in_order(pages, most):
    """Opens each part as a reader does: right halves of the fronts down to the middle, then back out."""
    order = sides(pages, most)
    read = []
    for sheets in signatures(pages, most):
        part, order = order[: 2 * sheets], order[2 * sheets :]
        fronts, backs = part[::2], part[1::2]
        inward = [(front[1], back[0]) for front, back in zip(fronts, backs, strict=True)]
        outward = [(back[1], front[0]) for front, back in zip(fronts, backs, strict=True)]
        read += [*chain.from_iterable(inward), *chain.from_iterable(reversed(outward))]

    assert read == [*range(pages), *[None] * (len(read) - pages)]
    assert len(read) - pages < 4


@given(st.integers(1, 1000), st.integers(1, 20))
def test_parts_are_as_few_as_can_be_and_nearly_of_one_size(pages, most):
    parts = signatures(pages, most)

    assert max(parts) - min(parts) <= 1
    assert max(parts) <= most
    assert 4 * (sum(parts) - 1) < pages <= 4 * sum(parts)
    assert len(parts) == -(-sum(parts) // most)


def a_pdf(pages):
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(483, 746))
        written = io.BytesIO()
        pdf.save(written, deterministic_id=True)
        return written.getvalue()


@pytest.mark.parametrize(("paper", "size"), [(Paper.LETTER, [792, 612]), (Paper.A4, [841.89, 595.28])])
def test_sheets_lie_on_their_side_and_ask_for_both_sides_turned_over_the_short_edge(paper, size):
    sheets = fold(a_pdf(6), paper)

    with pikepdf.open(io.BytesIO(sheets.data)) as pdf:
        assert [[float(edge) for edge in page.mediabox][2:] for page in pdf.pages] == [size] * 4
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
        assert [len(page.Resources.XObject) for page in pdf.pages] == [1, 1, 2, 2]
    assert (sheets.sides, sheets.data) == (4, fold(a_pdf(6), paper).data)
    assert "fold the 2 sheets together" in sheets.told


def test_what_is_too_thick_to_fold_at_once_says_its_parts():
    assert "fold 14, then 13 sheets together, each part by itself" in fold(a_pdf(106), Paper.LETTER).told
