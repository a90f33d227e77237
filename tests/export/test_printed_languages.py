"""PDFs in Spanish and on facing pages, opened as a reader opens them."""

import asyncio
import re
from types import SimpleNamespace

import pikepdf
import pytest
from export.reading import text_of_pdf
from export.samples import printables_of
from export.spanish import DOS_CUBETAS, a_spanish_week
from export.structure import faults
from pypdf import PdfReader

from curriculum.export.languages import PAGE_WORDS
from curriculum.export.run import Format, export

LONG = {
    **DOS_CUBETAS["handouts"][0],
    "blocks": [*DOS_CUBETAS["handouts"][0]["blocks"], *({"box": {"prompt": "Otra", "height": "20 cm"}},) * 2],
}


def a_handout(week, languages):
    (page,) = (p for p in printables_of(week, languages=languages) if p.kind == "handout")
    return page


@pytest.fixture(scope="session")
def printed(tmp_path_factory):
    """A Spanish handout, one on facing pages, and one whose Spanish is longer than its English."""
    folder = tmp_path_factory.mktemp("languages")
    week = a_spanish_week(reviewed={"by": "Una lectora", "on": "2026-11-20"})
    pages = [a_handout(week, ("es",)), a_handout(week, ("en", "es"))]
    longer = a_handout(a_spanish_week(handouts=[LONG]), ("en", "es"))
    pages.append(type(longer)(**{**vars(longer), "stem": "longer"}))
    outcome = asyncio.run(export(pages, folder, formats=frozenset({Format.PDF}), progress=lambda _: None))
    spanish, facing, longer = (file.path for file in outcome.written)
    return SimpleNamespace(outcome=outcome, spanish=spanish, facing=facing, longer=longer)


def parts(pdf):
    """The children of the one document of a merged PDF."""
    return list(pdf.Root.StructTreeRoot.K[0].K)


def elements(element):
    yield element
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from elements(kid)


def test_nothing_failed_and_every_character_had_a_shape(printed):
    assert printed.outcome.failures == ()
    assert [file.remarks for file in printed.outcome.written] == [()] * 3


def test_a_spanish_pdf_is_spanish_to_the_last_word_of_its_pages(printed):
    text = text_of_pdf(printed.spanish)
    words = PAGE_WORDS["en"]

    for said in ("La idea de hoy", "Página 2 de", "Para llevar a casa", "Carga lo que es tuyo", "988 y oprime 2"):
        assert said in text
    for english in (words.idea, words.example, words.first_row, words.at_home, words.take_home, "Page ", " of "):
        assert english not in text
    with pikepdf.open(printed.spanish) as pdf:
        assert str(pdf.Root.Lang) == "es"
        assert "Una línea del 0 al 10 para marcar" in [
            str(e.Alt) for e in elements(pdf.Root.StructTreeRoot.K[0]) if e.S == "/Figure"
        ]


def test_every_mark_is_reached_and_every_head_and_drawing_says_what_it_is(printed):
    for path in (printed.spanish, printed.facing, printed.longer):
        with pikepdf.open(path) as pdf:
            assert list(faults(pdf)) == []


def test_facing_pages_begin_with_both_and_then_turn_english_left_spanish_right(printed):
    pages = [page.extract_text() for page in PdfReader(printed.facing).pages]

    assert len(pages) % 2 == 1
    assert "Mis dos cubetas" in pages[0]
    assert "My Two Buckets" in pages[0]
    for number, (left, right) in enumerate(zip(pages[1::2], pages[2::2], strict=True), 1):
        assert f"Page {number} of" in left
        assert f"Página {number} de" in right
        assert "La idea de hoy" not in left
        assert "Today's idea" not in right
    with pikepdf.open(printed.facing) as pdf:
        assert str(pdf.Root.PageLayout) == "/TwoPageRight"
        assert str(pdf.docinfo.Title) == "My Two Buckets / Mis dos cubetas"


def test_a_shorter_language_has_a_blank_page_that_says_why(printed):
    pages = [page.extract_text() for page in PdfReader(printed.longer).pages]
    blank = [number for number, page in enumerate(pages, 1) if "This page is blank" in page]

    assert blank
    assert all(number % 2 == 0 for number in blank)
    assert all(re.search(r"Página \d de", pages[number]) for number in blank)
    assert all("call or text 988" in pages[number - 1] or "911" in pages[number - 1] for number in blank)


def test_a_voice_reads_each_language_as_what_it_is(printed):
    with pikepdf.open(printed.facing) as pdf:
        cover, left, right = parts(pdf)

        assert str(pdf.Root.Lang) == "en"
        assert str(right.Lang) == "es"
        assert "/Lang" not in left
        title = next(e for e in elements(cover) if e.S == "/H1")
        assert next(str(e.Lang) for e in elements(title) if "/Lang" in e) == "es"
        assert [str(e.S) for e in elements(right)].count("/H1") == 1
        assert len(pdf.Root.StructTreeRoot.ParentTree.Nums) // 2 >= len(pdf.pages)


def test_the_outline_leads_into_each_language(printed):
    outline = PdfReader(printed.facing).outline

    assert [entry.title for entry in outline if not isinstance(entry, list)] == ["My Two Buckets", "Mis dos cubetas"]
