"""What a screen reader meets where a list goes on overleaf, and that the walk of the tree sees what it should."""

import asyncio
import shutil
import subprocess
from dataclasses import replace

import builders
import pikepdf
import pytest
from export.samples import a_week, printables_of
from export.structure import faults, tree_of
from pikepdf import Array, Dictionary, Name

from curriculum.export.documents import module_printables
from curriculum.export.run import Format, export
from curriculum.model.clinic import Clinic

OVERLEAF = """<h1>T</h1><ol><li><p style="break-after: page">one</p><ul><li>two</li><li>three</li></ul></li>
<li>four</li><li><p>five</p><p>six</p></li><li>seven<blockquote>eight</blockquote></li></ol>"""


@pytest.fixture(scope="module")
def overleaf(tmp_path_factory):
    """A page with a list that goes on overleaf, in the middle of an item."""
    (first, *_) = printables_of(a_week())
    html = f'<!DOCTYPE html><html lang="en"><head><title>T</title></head><body>{OVERLEAF}</body></html>'
    folder = tmp_path_factory.mktemp("overleaf")
    page = replace(first, stem="list", title="T", html=html)
    asyncio.run(export([page], folder, formats=frozenset({Format.PDF}), progress=bool))
    return folder / "list.pdf"


def test_a_list_that_goes_on_overleaf_has_no_item_without_words(overleaf):
    with pikepdf.open(overleaf) as pdf:
        items = [each for each in tree_of(pdf).walk() if each.kind == "/LI"]

        assert len(pdf.pages) == 2
        assert list(faults(pdf)) == []
        assert len(items) == 6
        assert all(kid.kind in ("/Lbl", "/LBody") for item in items for kid in item.kids)


WRITTEN = (
    "before [words that go on " + "and on " * 40 + "](https://example.org/long) after",
    "[`code` *a*  \nbreak](https://example.org/code) and **[bold](https://example.org/bold)**",
    "- a\n\n- b\n\n  second paragraph\n\n  - nested\n\n    > quote in nested\n- c\n",
    "1. one\n   - two\n     1. three\n\n        four\n2. five",
    "| a | b |\n|---|---|\n| **x** | [l](https://example.org) |\n|  | y |",
    "- item\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n",
    "> quote\n>\n> - in quote\n> - two",
    "```\ncode\n  more\n```\n\n    indented code\n",
    "a  \nb\n\n---\n\nc `code` <https://example.org/auto>",
    "-\n- a\n-\n",
    "|a|\n|-|\n",
    "# not a heading\n\nSetext\n===",
)
"""Whatever CommonMark knows, as an author may write it."""
FIELDS = [
    {"steps": ["a [l](https://example.org/s)", "**b**"]},
    {"checklist": ["[x](https://example.org/c)", "b"]},
    {"table": {"columns": ["[h](https://example.org/h)", "**b**"], "rows": 2, "example": ["- x", "> y"]}},
    {"scale": {"prompt": "- a\n\n- b", "from": "**a**", "to": "b"}},
    {"lines": {"prompt": "> q", "count": 3}},
    {"box": {"prompt": "1. a\n\n2. b", "height": "3 cm"}},
    {"cards": {"items": ["a", "- b", "[c](https://example.org/k)"], "columns": 3}},
]


def test_whatever_an_author_writes_a_reader_stumbles_over_nothing(tmp_path):
    blocks = [{kind: text} for text in WRITTEN for kind in ("text", "example")] + FIELDS
    step = {"name": "All", "type": "practice", "minutes": 60, "say": "\n\n".join(WRITTEN), "ask": [*WRITTEN]}
    handout = {"title": "Page", "idea": WRITTEN[4], "blocks": blocks, "take_home": "One."}
    module = builders.module(agenda=[step], handouts=[handout], homework=WRITTEN[2])
    pages = module_printables("a-module", module, Clinic(), figures=lambda module, file: None)

    outcome = asyncio.run(export(pages, tmp_path, formats=frozenset({Format.PDF}), progress=bool))

    assert outcome.failures == ()
    for file in outcome.written:
        with pikepdf.open(file.path) as pdf:
            assert list(faults(pdf)) == []


def _first(pdf, kind):
    return next(each for each in tree_of(pdf).walk() if each.kind == kind).raw


def _empty_an_item(pdf):
    _first(pdf, "/LI").K = Array([])


def _put_a_heading_into_a_list(pdf):
    _first(pdf, "/LI").S = Name.H4


def _lose_the_language(pdf):
    del pdf.Root.Lang


def _lose_the_tags(pdf):
    pdf.Root.MarkInfo = Dictionary()


def _hide_the_title(pdf):
    del pdf.Root.ViewerPreferences


def _skip_a_level(pdf):
    _first(pdf, "/H1").S = Name.H3


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        (_empty_an_item, "/LI holds nothing"),
        (_put_a_heading_into_a_list, "/L holds /H4"),
        (_lose_the_language, "the document has no language"),
        (_lose_the_tags, "the document does not say that it is tagged"),
        (_hide_the_title, "its title is not shown"),
        (_skip_a_level, "a heading of level 3 follows one of level 0"),
    ],
)
def test_the_walk_sees_what_a_screen_reader_would_stumble_over(overleaf, harm, fault):
    with pikepdf.open(overleaf) as pdf:
        harm(pdf)

        assert fault in set(faults(pdf))


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not on this machine")
def test_qpdf_finds_nothing_wrong_with_any_page_of_a_week(printed, overleaf):
    for path in (*printed.pdfs.values(), overleaf):
        checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)

        assert (checked.returncode, checked.stderr) == (0, "")


def test_no_page_of_a_week_and_no_binder_is_damaged(printed, bound):
    for path in (*printed.pdfs.values(), bound.file):
        with pikepdf.open(path) as pdf:
            assert pdf.check_pdf_syntax() == []
