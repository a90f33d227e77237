"""Each edition as printed files: what it promises of type, ink, pages, fields and sheets, and what holds in all."""

import asyncio
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from export.reading import text_of_html, text_of_pdf, words
from export.samples import SVG, a_binder, a_week, printables_of
from export.structure import faults, tree_of
from export.test_booklets import a_shop, a_workbook
from export.test_handouts import LOADED, facilitator_texts, own_figures, passages
from pypdf import PdfReader

from curriculum.export.bindery import export_binder
from curriculum.export.documents import handout_printables, module_printables
from curriculum.export.dressed import DressedBook, dressed_pages
from curriculum.export.editions import PAGE_EDITIONS, Editions
from curriculum.export.run import Format, export, page_task
from curriculum.model.clinic import Clinic, Paper
from curriculum.model.errors import CurriculumError

GUIDE, HANDOUT = "1-mon-2-two-buckets-guide", "1-mon-2-two-buckets-handout"
SCREEN = [name for name in PAGE_EDITIONS if name != "booklet"]
"""Editions that a screen reader reads."""


def the_week(*names, minutes=None, **changes):
    editions = Editions.named(names, minutes)
    return {page.stem: page for page in printables_of(a_week(), editions=editions, **changes)}


@pytest.fixture(scope="session")
def edited(tmp_path_factory, kept):
    """The guide and the handout of the week in each edition, as PDFs by (edition, kind)."""
    files = {}
    for name, edition in PAGE_EDITIONS.items():
        folder = tmp_path_factory.mktemp(name)
        pages = [p for p in the_week(name).values() if p.module == "two-buckets" and p.kind in edition.kinds]
        formats = frozenset({Format.PDF})
        outcome = asyncio.run(export(pages, folder, formats=formats, progress=lambda _: None, store=kept))
        assert outcome.failures == ()
        files |= {(name, file.kind): file for file in outcome.written}
    return files


@pytest.fixture(scope="session")
def books(tmp_path_factory, kept):
    """A workbook in large print, one folded, and a binder in little ink and few pages."""
    folder, files = tmp_path_factory.mktemp("books"), {}
    for name, book, editions in (
        ("large", replace(a_workbook(), shop=replace(a_shop("workbook"), editions=LARGE)), LARGE),
        ("folded", a_workbook(), Editions.named(["booklet"])),
        ("binder", a_binder(a_week()), Editions.named(["low-ink", "compact"])),
    ):
        dressed = DressedBook(book, editions, Paper.LETTER)
        outcome = asyncio.run(export_binder(dressed, folder / f"{name}.pdf", progress=lambda _: None, store=kept))
        assert outcome.failures == ()
        (files[name],) = outcome.written
    return files


LARGE = Editions.named(["large-print"])


def test_a_file_name_says_the_editions_that_change_its_page_and_no_others():
    stems = set(the_week("compact", "large-print", "low-ink", minutes=45))

    assert {f"{GUIDE}-45-minutes-low-ink-compact", f"{HANDOUT}-large-print-low-ink"} < stems
    assert "0-t8-week-1-schedule-low-ink" in stems


def test_without_editions_pages_are_what_they_were(pages):
    assert the_week() == pages


@pytest.mark.parametrize("name", PAGE_EDITIONS)
def test_the_store_keeps_each_edition_apart(name):
    plain = {page_task(page, {}, None).content for page in the_week().values()}
    edited = {page_task(page, {}, None).content for page in the_week(name).values() if page.editions}

    assert edited
    assert plain.isdisjoint(edited)


@pytest.mark.parametrize("name", PAGE_EDITIONS)
@pytest.mark.parametrize("module_id", sorted(LOADED.library.modules)[::9])
def test_handouts_hold_no_facilitator_text_in_any_edition(module_id, name):
    module = LOADED.library.modules[module_id]
    editions = Editions.named([name])
    handouts = handout_printables(module_id, module, Clinic(), figures=own_figures, editions=editions)
    printed = [words(text_of_html(page.html)) for page in handouts]

    for passage in (passage for text in facilitator_texts(module) for passage in passages(text)):
        if len(words(passage).split()) >= 4:
            assert not any(words(passage) in page for page in printed), passage


@pytest.mark.parametrize("name", SCREEN)
def test_a_screen_reader_finds_its_way_in_every_edition_for_a_screen(edited, name):
    looked_at = [file.path for (edition, _), file in edited.items() if edition == name]

    assert looked_at
    for path in looked_at:
        with pikepdf.open(path) as pdf:
            assert list(faults(pdf)) == []


@pytest.mark.parametrize("name", ["large", "binder"])
def test_a_screen_reader_finds_its_way_in_a_book_in_editions(books, name):
    with pikepdf.open(books[name].path) as pdf:
        assert list(faults(pdf)) == []


def sizes_of(path):
    """The sizes of type in points that pages show, each with a text in it."""
    found = {}

    def see(text, cm, tm, _, size):
        if text.strip():
            found.setdefault(round(size * abs(tm[3]) * abs(cm[3]), 1), text.strip())

    for page in PdfReader(path).pages:
        page.extract_text(visitor_text=see)
    return found


def test_large_print_has_nothing_below_18_points_but_the_words_in_a_drawing(edited, books):
    handout = sizes_of(edited["large-print", "handout"].path)
    workbook = sizes_of(books["large"].path)

    small = {text for sizes in (handout, workbook) for size, text in sizes.items() if size < 18}
    assert small <= {"Mine to carry"}
    assert max(handout) >= 26
    assert {18.0, 22.0} <= set(handout)


def test_large_print_says_in_full_size_what_a_drawing_shows(edited):
    path = edited["large-print", "handout"].path

    assert "Two buckets side by side" in text_of_pdf(path)


def test_large_print_has_neither_italics_nor_margins_under_an_inch(edited):
    with pikepdf.open(edited["large-print", "handout"].path) as pdf:
        fonts = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
    assert fonts
    assert not any("Italic" in font for font in fonts)
    css = the_week("large-print")[f"{HANDOUT}-large-print"].styles.css
    assert [float(m) for m in re.findall(r"@page \{ margin: ([\d.]+)mm ([\d.]+)mm", css)[-1]] == [25.4, 25.4]


def test_a_table_of_many_columns_lies_on_its_side_in_large_print(tmp_path, kept):
    blocks = [{"heading": "Each day"}, {"table": {"columns": ["Happened", "Thought", "Feeling", "Did", "Came"]}}]
    handout = {"title": "Wide", "idea": "One.", "blocks": blocks, "take_home": "Two."}
    pages = printables_of(a_week(handouts=[handout]), editions=LARGE)
    (page,) = (page for page in pages if page.kind == "handout")
    asyncio.run(export([page], tmp_path, formats=frozenset({Format.PDF}), progress=lambda _: None, store=kept))

    upright, wide, *_ = PdfReader(tmp_path / f"{page.stem}.pdf").pages
    assert upright.mediabox.width < upright.mediabox.height
    assert wide.mediabox.width > wide.mediabox.height
    assert "Each day" in wide.extract_text()
    assert "Happened" in wide.extract_text()


def filled_areas(path):
    """The sizes in points of areas that a PDF fills with another color than white, lines left out."""
    found = []
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            white, scale, areas = False, 1.0, []
            for instruction in pikepdf.parse_content_stream(page):
                operator, operands = str(instruction.operator), instruction.operands
                if operator == "cm":
                    scale = 0.75
                elif operator in ("rg", "scn"):
                    white = [float(each) for each in operands[:3]] == [1, 1, 1]
                elif operator == "re":
                    areas.append([abs(float(each)) * scale for each in operands[2:]])
                elif operator in ("f", "f*"):
                    # A border is the area between two frames.
                    found += [area for area in areas if len(areas) == 1 and min(area) > 3 and not white]
                    areas = []
                elif operator in ("n", "S", "W"):
                    areas = []
    return found


def test_low_ink_fills_nothing(edited, printed):
    for kind, stem in (("guide", GUIDE), ("handout", HANDOUT)):
        assert filled_areas(printed.pdfs[stem]) != []
        assert filled_areas(edited["low-ink", kind].path) == []


def test_low_ink_whitens_the_light_tints_of_drawings_and_nothing_else():
    low, plain = (the_week(*names) for names in (["low-ink"], []))

    assert 'fill="#e8e8e8"' in plain[HANDOUT].html
    assert low[f"{HANDOUT}-low-ink"].html == plain[HANDOUT].html.replace("#e8e8e8", "#fff")


def test_a_compact_guide_says_the_same_on_fewer_pages(tmp_path, kept):
    module_id = "catching-quick-thoughts"
    module = LOADED.library.modules[module_id]
    guides = [
        module_printables(module_id, module, Clinic(), figures=own_figures, editions=Editions.named(names))[0]
        for names in ([], ["compact"])
    ]
    outcome = asyncio.run(
        export(guides, tmp_path, formats=frozenset({Format.PDF}), progress=lambda _: None, store=kept)
    )

    wide, compact = outcome.written
    assert guides[0].html == guides[1].html
    assert compact.pages <= wide.pages - 2
    assert min(sizes_of(compact.path)) >= 8


def test_a_booklet_has_two_pages_on_a_side_and_is_for_paper(edited):
    file = edited["booklet", "guide"]
    with pikepdf.open(file.path) as pdf:
        assert {tuple(map(float, page.mediabox)) for page in pdf.pages} == {(0, 0, 792, 612)}
        assert len(pdf.pages) == file.pages
        assert "/StructTreeRoot" not in pdf.Root
    assert "turned over the short edge" in file.remarks[0]


def test_a_folded_workbook_keeps_its_pages_whole_and_in_its_own_numbers(books):
    file = books["folded"]

    assert file.pages % 2 == 0
    assert "When You Need Help Now" in text_of_pdf(file.path)
    assert file.remarks[-1].startswith("A booklet")


def fields_of(path):
    with pikepdf.open(path) as pdf:
        return {str(field.T): str(field.TU) for field in pdf.Root.AcroForm.Fields}


def test_every_place_to_write_is_a_field_that_says_what_it_is_for(edited):
    fields = fields_of(edited["fillable", "handout"].path)

    assert fields["two-buckets_1_5_1"] == "I sorted one"
    assert fields["two-buckets_1_6_1_1"] == "Worry, 1"
    assert fields["two-buckets_1_6_3_3"] == "Next step, 3"
    assert fields["two-buckets_1_7_2_2"] == "Tue, Done"
    assert fields["two-buckets_1_8"] == "How heavy is it?, 0-10"
    assert fields["two-buckets_1_9"] == "What would a friend say?"
    assert fields["two-buckets_1_10"] == "Draw your bucket"
    assert len(fields) == 2 + 9 + 2 + 1 + 1 + 1


def test_fields_are_read_as_form_fields_where_they_stand(edited):
    path = edited["fillable", "handout"].path
    with pikepdf.open(path) as pdf:
        read = [str(note.T) for each in tree_of(pdf).walk() if each.kind == "/Form" for note in each.notes]
    assert sorted(read) == sorted(fields_of(path))
    assert len(read) == len(set(read))


def test_two_handouts_share_no_field():
    twice = a_week(handouts=[{**a_week().library.modules["two-buckets"].handouts[0].model_dump(by_alias=True)}] * 2)
    pages = [page for page in printables_of(twice, editions=Editions.named(["fillable"])) if page.kind == "handout"]
    names = [set(re.findall(r' name="(two-buckets[^"]*)"', page.html)) for page in pages]

    assert names[0]
    assert names[1]
    assert names[0].isdisjoint(names[1])


def a_guide(minutes):
    module = a_week().library.modules["two-buckets"]
    editions = Editions(minutes=minutes)
    return module_printables("two-buckets", module, Clinic(), figures=lambda m, f: SVG, editions=editions)[0]


def test_a_shortened_guide_says_what_it_was_and_what_is_left_out():
    text = text_of_html(a_guide(30).html)

    assert "Shortened to 30 minutes , from 60. Left out: Sorting (practice, 25 min)." in text
    assert "Hand out the page" not in text
    assert "00:30 30 End" in text


def test_a_guide_that_is_only_squeezed_says_that_every_step_is_there():
    text = text_of_html(the_week(minutes=45)[f"{GUIDE}-45-minutes"].html)

    assert "Shortened to 45 minutes , from 70. Every step is there; some are shorter." in text


def test_minutes_that_cannot_be_name_the_module_and_the_least():
    with pytest.raises(CurriculumError, match=r'"Two Buckets" cannot be held in 15 minutes.* takes 20 at least'):
        a_guide(15)


def test_single_sheets_are_dressed_with_their_names():
    pages = tuple(page for page in the_week().values() if page.kind == "schedule")
    (page,) = dressed_pages(pages, Editions.named(["low-ink", "compact"]))

    assert (page.stem, page.editions) == ("0-t8-week-1-schedule-low-ink", ("low-ink",))


def test_every_style_sheet_of_an_edition_is_there():
    folder = Path(__file__).parents[2] / "curriculum/export/styles"
    names = {name for edition in PAGE_EDITIONS.values() for name in edition.styles.values()}

    assert names
    assert all((folder / f"{name}.css").is_file() for name in names)
