"""Word documents: the same words as on paper, under named styles, and nothing else."""

import asyncio
import io
import sys
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.table import Table
from export.reading import words
from export.samples import a_week, printables_of
from export.test_handouts import facilitator_texts, passages
from lxml import etree

from curriculum.export.documents import module_printables
from curriculum.export.html import style
from curriculum.export.office import _GUIDE_FOOT, word_file
from curriculum.export.pagetree import page_tree
from curriculum.export.run import Format, export
from curriculum.model.clinic import Clinic, Paper
from curriculum.workspace import open_workspace

WORKSPACE = open_workspace(Path(__file__).parents[2])
LIBRARY = WORKSPACE.library
WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(page):
    data, remarks = word_file(page.html, page.paper, landscape=page.landscape)
    assert remarks == ()
    return docx.Document(io.BytesIO(data))


def paragraphs_in(container):
    """Yield every paragraph, those within tables at their place."""
    for block in container.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs_in(cell)
        else:
            yield block


def everything_in(document):
    """Return every word of a document: its pages, heads and feet, and what stands for its pictures."""
    running = [part for section in document.sections for part in (section.header, section.footer)]
    said = [paragraph.text for part in (document, *running) for paragraph in paragraphs_in(part)]
    pictures = [each.get("descr", "") for each in document.element.iter() if each.tag.endswith("}docPr")]
    return " ".join([*said, *pictures])


def words_shown(html):
    """Return the words of a page in order of nothing in particular, without drawings and what is drawn alone."""
    parts = []

    def walk(node):
        for child in node.children:
            if isinstance(child, str):
                parts.append(child)
            elif not child.classes & {"axis"} and child.tag != "head":
                walk(child)

    walk(page_tree(html))
    return sorted(words(" ".join(parts)).split())


@pytest.fixture(scope="module")
def made():
    """The Word documents of the sample week by stem."""
    return {page.stem: opened(page) for page in printables_of(a_week())}


@pytest.fixture
def handout(made):
    return made["1-mon-2-two-buckets-handout"]


def library_pages(module_id):
    return module_printables(
        module_id, LIBRARY.modules[module_id], WORKSPACE.clinic, figures=WORKSPACE.figure, paper=Paper.LETTER
    )


@pytest.mark.parametrize("module_id", sorted(LIBRARY.modules))
def test_word_holds_every_word_of_the_page_and_no_facilitator_text_on_a_clients(module_id):
    for page in library_pages(module_id):
        document = opened(page)
        told = words(everything_in(document))
        missing = {word for word in words_shown(page.html) if f" {word} " not in told}
        assert missing <= {"glance"}  # over the drawn bars of the agenda
        if page.kind == "handout":
            for text in facilitator_texts(LIBRARY.modules[module_id]):
                for passage in passages(text):
                    if len(words(passage).split()) >= 4:
                        assert words(passage) not in told, passage


def test_headings_are_headings_in_order(made):
    for document in made.values():
        levels = [int(p.style.name[-1]) for p in paragraphs_in(document) if p.style.name.startswith("Heading")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_say_ask_do_and_note_each_have_a_style_and_their_label(made):
    guide = list(paragraphs_in(made["1-mon-2-two-buckets-guide"]))
    said = {p.style.name: p.text for p in reversed(guide)}

    assert said["Say"].startswith("Welcome back")
    assert said["Ask"].startswith("Which bucket")
    assert said["Do"].startswith("Go first")
    assert said["Note"].startswith("Somebody will want")
    for one, following in pairwise(guide):
        if one.style.name == "Label" and one.text in ("SAY", "ASK", "DO", "NOTE"):
            assert following.style.name.upper() == one.text


def test_blocks_become_what_word_has_for_them(handout):
    said = {(p.style.name, p.text) for p in paragraphs_in(handout)}
    tables = {table.style.name: table for table in handout.tables}
    lines = [p for p in paragraphs_in(handout) if p.style.name == "Writing Line"]

    assert ("Checklist", "I sorted one") in said
    assert ("List Number", "Write it") in said
    assert ("Idea", "Some worries are yours to carry. Some are not.") in said
    assert ("Example", "Imani drives a bus. Rain is not hers to carry.") in said
    assert len(lines) == 3
    assert [cell.text for cell in tables["Cards"].rows[0].cells] == ["Rain", "Rent", "Rest"]
    assert tables["Frame"].rows[0].height.cm == pytest.approx(5, abs=0.1)
    scale = next(
        table for table in handout.tables if [c.text for c in table.rows[0].cells] == [str(n) for n in range(11)]
    )
    assert scale.style.name == "Writing Table"
    assert ("Scale Ends", "0: feather \u00b7 10: stone") in said


def test_every_list_with_numbers_begins_at_one(made):
    document = made["1-mon-2-two-buckets-guide"]
    numbers = {
        p._p.pPr.numPr.numId.val for p in paragraphs_in(document) if p._p.pPr is not None and p._p.pPr.numPr is not None
    }
    known = {int(num.get(f"{WORDS}numId")): num for num in document.part.numbering_part.element.iter(f"{WORDS}num")}

    assert len(numbers) > 3
    assert numbers <= set(known)


def test_heads_of_tables_are_repeated_and_rows_stay_whole(made):
    for document in made.values():
        for table in document.tables:
            assert all(row._tr.trPr.find(f"{WORDS}cantSplit") is not None for row in table.rows) or len(table.rows) == 1
        heads = [t for t in document.tables if t.rows[0]._tr.trPr.find(f"{WORDS}tblHeader") is not None]
        assert heads


def test_a_drawing_is_a_picture_of_its_size_with_the_words_that_stand_for_it(handout):
    (picture,) = handout.inline_shapes

    assert picture.width.cm == pytest.approx(12, abs=0.01)
    assert picture._inline.docPr.get("descr") == "Two buckets side by side"
    (part,) = [rel.target_part for rel in handout.part.rels.values() if rel.reltype.endswith("/image")]
    assert part.blob.startswith(b"\x89PNG")


def test_where_no_picture_can_be_made_its_words_stand_in_a_frame_and_that_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    page = next(page for page in printables_of(a_week()) if page.stem.endswith("two-buckets-handout"))

    data, remarks = word_file(page.html, page.paper, landscape=False)

    document = docx.Document(io.BytesIO(data))
    assert remarks == ('No picture could be made of "Two buckets side by side": its words stand there.',)
    assert "Two buckets side by side" in [table.rows[0].cells[0].text for table in document.tables]


def test_crisis_lines_stand_at_the_foot_of_a_clients_page_and_guides_say_that_they_are_not_for_clients(made, handout):
    foot = [p.text for p in handout.sections[0].footer.paragraphs]
    guide = [p.text for p in made["1-mon-2-two-buckets-guide"].sections[0].footer.paragraphs]

    assert foot[: len(Clinic().crisis)] == list(Clinic().crisis)
    assert "Harbor Street Clinic, 555-0142" in foot[3]
    assert _GUIDE_FOOT in guide
    assert _GUIDE_FOOT in style("guide")
    fields = [
        each.get(f"{WORDS}instr").strip() for each in handout.sections[0].footer._element.iter(f"{WORDS}fldSimple")
    ]
    assert fields == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize(("paper", "size"), [(Paper.LETTER, (216, 279)), (Paper.A4, (210, 297))])
def test_the_sheet_is_the_one_asked_for(paper, size):
    for page in printables_of(a_week(), paper=paper):
        section = opened(page).sections[0]
        assert sorted((round(section.page_width.mm), round(section.page_height.mm))) == sorted(size)


def test_translated_pages_say_their_language_and_two_languages_have_a_section_each():
    module_id = next(id_ for id_, found in sorted(LIBRARY.translations.items()) if "es" in found)
    for languages in (("es",), ("en", "es")):
        page = module_printables(
            module_id,
            LIBRARY.modules[module_id],
            WORKSPACE.clinic,
            figures=WORKSPACE.figure,
            languages=languages,
            translations=LIBRARY.translations[module_id],
        )[1]
        document = opened(page)
        default = next(document.styles.element.iter(f"{WORDS}lang")).get(f"{WORDS}val")
        marked = {each.get(f"{WORDS}val") for each in document.element.iter(f"{WORDS}lang")}
        feet = ["".join(p.text for p in section.footer.paragraphs) for section in document.sections]

        assert default == languages[0]
        assert len(document.sections) == len(languages)
        assert marked == set(languages[1:])
        assert "En crisis:" in feet[-1]
        assert len(languages) == 1 or "In crisis:" in feet[0]


def test_the_same_page_gives_the_same_bytes_and_none_is_of_a_clock_or_of_the_library():
    page = next(page for page in printables_of(a_week()) if page.stem.endswith("two-buckets-handout"))
    data, _ = word_file(page.html, page.paper, landscape=False)

    assert data == word_file(page.html, page.paper, landscape=False)[0]
    with ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = package.namelist()
        told = b"".join(package.read(name) for name in names if name.endswith((".xml", ".rels")))
        for name in names:
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))
    assert b"python-docx" not in told
    assert b"stylesWithEffects" not in told
    assert b"<dc:title>My Two Buckets</dc:title>" in told


def test_every_style_and_list_that_is_named_is_there(made):
    for document in made.values():
        known = {each.get(f"{WORDS}styleId") for each in document.styles.element.iter(f"{WORDS}style")}
        used = {
            each.get(f"{WORDS}val")
            for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
            for root in (document.element, document.styles.element)
            for each in root.iter(f"{WORDS}{tag}")
        }
        assert used <= known


def test_text_prints_as_it_was_written(tmp_path):
    title = "</w:t> {{7*7}} & ]]> <b>x</b> \uffff"
    week = a_week(title="Odd & <Odd>", homework=f"Write {title} ten times.")

    for page in printables_of(week):
        told = everything_in(opened(page))
        if "two-buckets" in page.stem:
            assert "</w:t> {{7*7}} & ]]> <b>x</b> \ufffd" in told


def test_word_files_are_written_in_the_same_run(tmp_path):
    pages = [page for page in printables_of(a_week()) if page.stem.endswith("two-buckets-handout")]
    doing = export(pages, tmp_path, formats=frozenset({Format.DOCX}), progress=lambda _: None)

    (file,) = asyncio.run(doing).written

    assert file.path.name == "1-mon-2-two-buckets-handout.docx"
    assert (file.kind, file.pages, file.remarks) == ("handout", 0, ())
    assert file.path.read_bytes() == word_file(pages[0].html, pages[0].paper, landscape=False)[0]
