"""The PDFs and HTML files of one week, opened as a reader opens them."""

import re

import pikepdf
import pytest
from export.reading import text_of_html, text_of_pdf
from pypdf import PdfReader

GUIDE, HANDOUT, SCHEDULE = "1-mon-2-two-buckets-guide", "1-mon-2-two-buckets-handout", "0-t8-week-1-schedule"


def test_every_page_was_written_in_both_formats_and_named(printed):
    assert printed.outcome.failures == ()
    assert sorted(file.path.name for file in printed.outcome.written) == sorted(
        p.name for p in printed.folder.iterdir()
    )
    assert all(file.bytes == file.path.stat().st_size for file in printed.outcome.written)
    assert [file.remarks for file in printed.outcome.written if file.remarks] == []
    assert len(printed.pdfs) == 5


def test_progress_counts_up_to_all_documents(printed):
    assert [(step.done, step.total) for step in printed.steps] == [(n, 5) for n in range(1, 6)]


def test_pages_are_counted_as_the_file_has_them(printed):
    for file in printed.outcome.written:
        if file.path.suffix == ".pdf":
            assert file.pages == len(PdfReader(file.path).pages)


def test_the_guide_prints_its_text_clock_and_page_numbers(printed):
    text = text_of_pdf(printed.pdfs[GUIDE])

    for said in ("Two Buckets", "19:00", "20:05", "SAY", "Welcome back, everyone.", "ASK", "DO", "NOTE", "Page 2 of"):
        assert said in text


def test_the_handout_has_the_crisis_lines_on_every_page_and_numbers_its_pages(printed):
    pages = [page.extract_text() for page in PdfReader(printed.pdfs[HANDOUT]).pages]

    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert "call or text 988" in page
        assert f"Page {number} of {len(pages)}" in page


def test_the_schedule_is_one_landscape_page(printed):
    (page,) = PdfReader(printed.pdfs[SCHEDULE]).pages

    assert (round(page.mediabox.width), round(page.mediabox.height)) == (612, 792)
    assert "Planned, not delivered" in page.extract_text()


@pytest.mark.parametrize("stem", [GUIDE, HANDOUT, SCHEDULE])
def test_a_pdf_is_tagged_titled_and_in_a_language(printed, stem):
    with pikepdf.open(printed.pdfs[stem]) as pdf:
        assert str(pdf.Root.Lang) == "en"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.StructTreeRoot.K
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"]
        assert "/CreationDate" not in pdf.docinfo


@pytest.mark.parametrize("stem", [GUIDE, HANDOUT, SCHEDULE])
def test_every_font_is_ours_and_embedded(printed, stem):
    with pikepdf.open(printed.pdfs[stem]) as pdf:
        fonts = [font.DescendantFonts[0] for page in pdf.pages for font in page.Resources.get("/Font", {}).values()]

        assert fonts
        for font in fonts:
            assert "Atkinson-Hyperlegible" in str(font.BaseFont)
            assert "/FontFile2" in font.FontDescriptor


def _elements(element):
    yield element
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _elements(kid)


def test_tags_give_headings_in_order_real_table_heads_and_words_for_drawings(printed):
    with pikepdf.open(printed.pdfs[HANDOUT]) as pdf:
        elements = list(_elements(pdf.Root.StructTreeRoot.K[0]))
        kinds = [str(element.S) for element in elements]

        assert kinds.count("/H1") == 1
        assert kinds.count("/TH") >= 7
        assert [str(e.Alt) for e in elements if e.S == "/Figure"] == [
            "A line from 0 to 10 to mark",
            "Two buckets side by side",
        ]


def test_a_screen_reader_comes_to_the_crisis_lines_once(printed):
    with pikepdf.open(printed.pdfs[HANDOUT]) as pdf:
        last = pdf.Root.StructTreeRoot.K[0].K[-1]

        assert str(last.S) == "/Div"
        assert [str(element.S) for element in _elements(last)].count("/LI") == 3


def test_no_file_names_its_maker_or_its_hour(printed):
    raw = printed.pdfs[GUIDE].read_bytes()

    assert b"D:20" not in raw
    assert b"/tmp" not in raw


def test_an_html_file_needs_no_other(printed):
    html = (printed.folder / f"{HANDOUT}.html").read_text()

    assert html.count("@font-face") == 4
    assert not re.search(r'(src|href)="(?!#)', html)
    assert "url(data:font/ttf;base64," in html
    assert "url(http" not in html
    assert "width=device-width" in html
    assert "Carry what is yours." in text_of_html(html)
