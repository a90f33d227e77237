"""Pages made to harm, such as a template could make them: bounded in time, size and memory, and named."""

import json
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from export.samples import a_week, printables_of

from curriculum.export import run
from curriculum.export.fonts import write_fonts_conf
from curriculum.export.limits import beyond_bounds
from curriculum.export.run import Format, export, page_task

PDF = frozenset({Format.PDF})
HOME = Path(__file__).parents[2]
ROW = "<tr><td>x</td></tr>"


def page(body, stem):
    """Return a page of a week with another body in its place."""
    (first, *_) = printables_of(a_week())
    html = f'<!DOCTYPE html><html lang="en"><head><title>T</title></head><body>{body}</body></html>'
    return replace(first, stem=stem, title=stem, html=html)


async def printed(folder, pages):
    """Print pages by name, and return why each is not there."""
    outcome = await export([page(body, stem) for stem, body in pages.items()], folder, formats=PDF, progress=bool)
    return {failure.stem: failure.reason for failure in outcome.failures}


@pytest.mark.parametrize(
    ("html", "says"),
    [
        ("x" * 2_000_001, "the page is larger than 2 MB"),
        ("<p>a</p>" * 30_001, "the page has more than 30000 parts"),
        ("<div>" * 101, "its parts are nested more than 100 deep"),
        (f"<table>{ROW * 1_001}</table>", "a table is larger than 1000 rows of 30 cells"),
        (f"<table><tr>{'<td>' * 31}", "a table is larger than 1000 rows of 30 cells"),
        ("<table><tr><td colspan='1000000'>", "a table joins cells, which does not print well"),
        ("<table><tr><td rowspan='2'>", "a table joins cells, which does not print well"),
        (f"<p>{'x' * 1_001}", "a word has 1001 letters; 1000 are the most"),
        ("a\0", "it holds the character U+0000, which cannot be printed"),
        ("a\udfff", "it holds the character U+DFFF, which cannot be printed"),
    ],
)
def test_each_bound_of_a_page_is_said_in_words(html, says):
    assert beyond_bounds(html) == says


@pytest.mark.parametrize(
    "html",
    [
        "x " * 900_000,
        "<p>a</p>" * 29_999,
        f"{'<div>' * 100}{'</div>' * 100}",
        f"<table>{ROW * 1_000}</table>" * 2,
        f"<table><tr>{'<td></td>' * 30}</tr></table>",
        f"<p>{'x' * 1_000} {'y' * 1_000}</p>",
    ],
)
def test_a_page_at_a_bound_is_within_it(html):
    assert beyond_bounds(html) is None


FLEX = '<div style="display: flex">'
SLOW = {
    "flex": (FLEX + "<p>a b c</p>") * 40 + "</div>" * 40,
    "grid": '<div style="display: grid; grid-template-columns: auto auto">' + "<p>a b</p>" * 4_000 + "</div>",
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limit")
@pytest.mark.parametrize("body", SLOW.values(), ids=SLOW)
def test_a_page_that_computes_without_end_ends_its_process(tmp_path, body):
    """The bound is 90 seconds of the processor; here it is lower so that the test is short."""
    write_fonts_conf(tmp_path)
    task = page_task(page(body, "slow"), {"pdf": tmp_path / "slow.pdf"}, None)
    job = {**task.request, "paths": {"pdf": str(tmp_path / "slow.pdf")}, "keep": None}

    ended = subprocess.run(
        [sys.executable, "-m", "curriculum.export.worker", tmp_path, "3"],
        input=json.dumps(job).encode() + b"\n",
        capture_output=True,
        check=False,
        cwd=HOME,
    )

    assert (-ended.returncode, ended.stdout) == (signal.SIGXCPU, b"")
    assert not (tmp_path / "slow.pdf").exists()


def test_the_real_bound_of_time_is_a_minute_and_a_half():
    assert run.SECONDS_A_DOCUMENT == 90


REFUSED = {
    "pages": '<p style="break-after: page">a</p>' * 201,
    "file": "<img alt='x' src='file:///etc/passwd'>",
    "network": "<img alt='x' src='http://127.0.0.1:9/x.png'>",
    "picture": f"<img alt='x' src='data:image/png;base64,iVBORw0KGgo{'A' * 50_000}'>",
    "attachment": "<link rel='attachment' href='file:///etc/passwd'>",
    "sheet": "<link rel='stylesheet' href='http://127.0.0.1:9/x.css'>",
    "import": "<style>@import url(http://127.0.0.1:9/x.css);</style>",
    "font": "<style>@font-face { font-family: x; src: url(file:///x.ttf) } p { font-family: x }</style><p>a</p>",
    "background": "<p style='background: url(file:///etc/passwd)'>a</p>",
    "object": "<object data='file:///etc/passwd'></object><embed src='file:///etc/passwd'>",
    "drawing": "<svg viewBox='0 0 9 9'><image href='file:///etc/passwd' width='9' height='9'/></svg>",
}


async def test_what_a_page_asks_for_from_outside_is_not_fetched_and_is_named(tmp_path):
    failed = await printed(tmp_path, REFUSED | {"good": "<p>a</p>"})

    assert failed.pop("pages") == "It would have 201 pages; 200 are the most. Divide it."
    assert set(REFUSED) - {"pages"} - set(failed) == set()
    assert all("\n" not in reason and len(reason) < 300 for reason in failed.values())
    assert [path.name for path in tmp_path.iterdir()] == ["good.pdf"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limit")
def test_a_printing_process_may_not_take_more_memory_than_it_should():
    code = (
        "from curriculum.export.worker import _in_words, _limit_memory, MOST_MEMORY\n"
        "_limit_memory()\n"
        "try: bytearray(MOST_MEMORY)\n"
        "except MemoryError as error: print(_in_words(error))\n"
    )

    said = subprocess.check_output([sys.executable, "-c", code], text=True, cwd=HOME)

    assert said == "It needs more memory than one document may take.\n"
