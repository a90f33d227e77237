"""Words, Markdown, drawings, fonts and bounds: everything that a text passes on its way to a page."""

import builders
import pytest
from export.reading import text_of_html
from export.samples import SVG, TWO_BUCKETS
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from curriculum.export.figures import safe_figure
from curriculum.export.fonts import missing_characters, printable_characters
from curriculum.export.limits import beyond_bounds
from curriculum.export.markdown import inline, prose
from curriculum.export.words import listed, spoken
from curriculum.model.errors import CurriculumError
from curriculum.model.handout import Figure
from curriculum.model.words import counted

FIGURE = Figure(file="figures/loop.svg", alt='A "loop" & more', width="12cm")


def test_ids_read_as_people_say_them():
    assert spoken("dbt-skills") == "DBT skills"
    assert spoken("floor-space") == "floor space"
    assert listed(["a", "b", "c"], "or") == "a, b or c"
    assert listed([]) == ""
    assert [counted(1, "copy"), counted(2, "copy"), counted(0, "client")] == ["1 copy", "2 copies", "0 clients"]
    assert [counted(2, "day"), counted(2, "breach"), counted(3, "class")] == ["2 days", "2 breaches", "3 classes"]


@given(st.text(alphabet="ab1 .-+=~#:;!'\"()/\\*_`[]<>&|\n\t\u00a0\u00e9", max_size=12).map(lambda text: f"a{text}"))
def test_a_plain_line_prints_as_the_parser_would_have_it(text):
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["html_block", "html_inline"])
    parser.disable(["image", "heading", "lheading"])

    assert prose(text) == parser.render(text)
    assert inline(text) == parser.renderInline(text)


def test_markdown_keeps_lists_tables_and_emphasis():
    html = prose("1. one\n2. two\n\n| a | b |\n|---|---|\n| c | d |\n\n**bold** and *slanted*")

    for tag in ("<ol>", "<table>", "<strong>bold</strong>", "<em>slanted</em>"):
        assert tag in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=y>",
        "![alt](file:///etc/passwd)",
        "[go](javascript:alert(1))",
        "[go](file:///etc/passwd)",
        "[go](data:text/html,x)",
        "<link rel=attachment href=file:///etc/passwd>",
    ],
)
def test_markdown_lets_nothing_through_that_runs_or_reaches_out(text):
    for html in (prose(text), inline(text)):
        assert "<script" not in html
        assert "<img" not in html
        assert "<link" not in html
        assert "<a" not in html


def test_links_to_the_web_and_to_mail_stay():
    assert '<a href="https://988lifeline.org">' in prose("[chat](https://988lifeline.org)")
    assert '<a href="mailto:a@b.c">' in prose("[mail](mailto:a@b.c)")


def test_a_heading_in_a_text_stays_text():
    assert "<h" not in prose("# Big\n\nSmall\n=====")


def test_deep_nesting_ends(pages):
    html = prose("\n".join("  " * depth + "- x" for depth in range(60))) + prose(">" * 500 + " x")

    assert beyond_bounds(html) is None


@given(st.text())
def test_any_text_becomes_html_with_balanced_tags(text):
    assert beyond_bounds(prose(text).replace("\0", "")) is None or max(text) >= "\ud800"


def test_a_drawing_keeps_its_shapes_and_takes_the_papers_size_and_font():
    svg = safe_figure(SVG, FIGURE, "loop")

    assert svg.startswith("<svg ")
    assert 'width="120.00mm" height="60.00mm"' in svg
    assert '<title>A "loop" &amp; more</title>' in svg
    assert "Comic" not in svg
    assert 'font-family="Atkinson Hyperlegible"' in svg
    assert "Mine to carry" in svg


def test_a_drawing_is_never_larger_than_the_page():
    tall = SVG.replace("0 0 600 300", "0 0 100 400")

    assert 'height="190.00mm"' in safe_figure(tall, FIGURE, "loop")


def test_what_an_editor_adds_for_itself_is_left_out():
    svg = safe_figure(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://inkscape.example" viewBox="0 0 10 10" i:v="1">'
        '<i:view a="1"/><metadata>m</metadata><!-- c --><rect width="1" height="1" style="fill:#eee; filter:none"/>'
        "</svg>",
        FIGURE,
        "loop",
    )

    assert "inkscape" not in svg
    assert "metadata" not in svg
    assert '<rect width="1" height="1" fill="#eee">' in svg


def _svg(inner, declaration=""):
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'{declaration}<svg {names} viewBox="0 0 9 9">{inner}</svg>'


@pytest.mark.parametrize(
    ("svg", "why"),
    [
        (_svg("<script>x</script>"), "holds a <script>"),
        (_svg('<rect onload="x()"/>'), "holds a script"),
        (_svg("<foreignObject/>"), "holds a <foreignObject>"),
        (_svg('<image xlink:href="file:///etc/passwd"/>'), "holds a <image>"),
        (_svg('<g id="a"/><use xlink:href="#a"/>'), "holds a <use>"),
        (_svg('<rect fill="url(http://x)"/>'), 'has "url(http://x)" as its fill'),
        (_svg('<rect style="fill:url(#a)"/>'), 'has "url(#a)" as its fill'),
        (_svg("<style>*{}</style>"), "holds a <style>"),
        (_svg("", '<!DOCTYPE svg [<!ENTITY a "b">]>'), "declares a document type"),
        (_svg("<g>" * 60 + "</g>" * 60), "more than 20 deep"),
        (_svg("<rect/>" * 4000), "more than 3000 parts"),
        (_svg(" " * 300_000), "larger than 200 kB"),
        ("<svg", "not well-formed"),
        ("<html/>", "not an SVG file"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "does not say its size"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 nan inf"/>', "does not say its size"),
    ],
)
def test_a_hostile_drawing_is_refused_in_one_line_that_names_module_and_file(svg, why):
    with pytest.raises(CurriculumError) as caught:
        safe_figure(svg, FIGURE, "loop")

    assert caught.value.message.startswith('Module loop: the drawing "figures/loop.svg" ')
    assert why in caught.value.message
    assert "\n" not in caught.value.message


def test_characters_that_the_fonts_lack_are_found_with_their_place():
    module = builders.module(**(TWO_BUCKETS | {"summary": "Left \u2192 right \u2192 \u2713", "topics": ["caf"]}))

    assert list(missing_characters(module)) == [(("summary",), "\u2192"), (("summary",), "\u2713")]


def test_the_fonts_hold_what_our_own_pages_use():
    assert set("\u2013\u00b7\u2022\u00e9\u00f1\u201c\u201d\u00bd") <= printable_characters()


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("x" * 200_000, "a word has 200000 letters"),
        ("x y " * 600_000, "larger than 2 MB"),
        ("<p></p>" * 40_000, "more than 30000 parts"),
        ("<div>" * 500 + "</div>" * 500, "nested more than 100 deep"),
        ("<table>" + "<tr><td>x</td></tr>" * 5000 + "</table>", "larger than 1000 rows"),
        ("<table><tr>" + "<td>x</td>" * 2000 + "</tr></table>", "rows of 30 cells"),
        ('<table><tr><td colspan="1000000">x</td></tr></table>', "joins cells"),
        ("a\0b", "U+0000"),
        ("a\ud800b", "U+D800"),
    ],
)
def test_a_page_beyond_bounds_is_refused_in_words(html, why):
    assert why in (beyond_bounds(html) or "")


def test_our_own_pages_keep_within_bounds(pages):
    assert [beyond_bounds(page.html) for page in pages.values()] == [None] * len(pages)
    assert "Two Buckets" in text_of_html(pages["1-mon-2-two-buckets-guide"].html)
