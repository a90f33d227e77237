"""Printing in worker processes: what happens when one dies, is too slow, or is told to stop."""

import asyncio
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from export.reading import text_of_pdf
from export.samples import a_week, printables_of

from curriculum.export import run
from curriculum.export.press_line import PressLine
from curriculum.export.run import Format, export
from curriculum.model.errors import CurriculumError

PDF, HTML = frozenset({Format.PDF}), frozenset({Format.HTML})


def nothing(_progress):
    """Take no notice."""


@pytest.fixture
def pages():
    return printables_of(a_week())


def page(pages, body, stem="page"):
    """One of the printables with another body in its place."""
    html = f'<!DOCTYPE html><html lang="en"><head><title>T</title></head><body>{body}</body></html>'
    return replace(pages[0], stem=stem, title=stem, html=html)


async def test_the_same_pages_give_the_same_bytes_in_other_processes(tmp_path, pages):
    for folder in ("one", "two"):
        await export(pages[:1] + pages[3:4], tmp_path / folder, formats=PDF, progress=nothing)

    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert len(names) == 2
    assert all((tmp_path / "one" / n).read_bytes() == (tmp_path / "two" / n).read_bytes() for n in names)


async def test_hostile_pages_are_named_in_one_line_and_the_others_are_finished(tmp_path, pages):
    hostile = {
        "word": "x" * 200_000,
        "deep": "<div>" * 500,
        "wide": '<table><tr><td colspan="1000000">x</td></tr></table>',
        "nul": "a\0b",
        "file": '<img alt="x" src="file:///etc/passwd">',
        "surrogate": "a\ud800b",
    }
    printables = [page(pages, body, stem) for stem, body in hostile.items()] + [page(pages, "<p>good</p>", "good")]

    outcome = await export(printables, tmp_path, formats=PDF, progress=nothing)

    assert [failure.stem for failure in outcome.failures] == list(hostile)
    assert all("\n" not in failure.reason and failure.reason.endswith(".") for failure in outcome.failures)
    assert [path.name for path in tmp_path.iterdir()] == ["good.pdf"]


async def test_a_character_without_a_shape_is_printed_as_a_box_and_remarked_on(tmp_path, pages):
    outcome = await export([page(pages, "<p>right \u2192 \U0001f642</p>")], tmp_path, formats=PDF, progress=nothing)

    (written,) = outcome.written
    assert "U+2192" in written.remarks[0]
    assert "U+1F642" in written.remarks[1]


async def test_a_last_page_that_would_be_half_empty_is_saved_by_a_tighter_setting(tmp_path, pages):
    """232 mm of blocks miss the 229 mm of a Letter handout; the tight setting has room for 234 mm."""
    handout = next(printable for printable in pages if printable.kind == "handout")
    foot = '<div class="foot"><p class="pages" data-page="Page" data-of="of"></p><p>988</p></div>'
    blocks = "".join(f'<div style="height: 58mm">{number}</div>' for number in range(4))
    short = page([handout], foot + blocks, "short")
    long = page([handout], foot + blocks + blocks, "long")

    outcome = await export([short, long], tmp_path, formats=PDF, progress=nothing)

    assert [written.pages for written in outcome.written] == [1, 2]
    assert "Page" not in text_of_pdf(tmp_path / "short.pdf")
    assert "Page 2 of 2" in text_of_pdf(tmp_path / "long.pdf")


async def test_a_machine_without_pango_says_so_in_words(tmp_path, pages, monkeypatch):
    async def unusable(line, process, request):
        return b'{"unusable": "cannot load library libpango-1.0-0"}\n'

    monkeypatch.setattr(PressLine, "_exchange", unusable)

    with pytest.raises(CurriculumError, match="PDFs cannot be made on this machine: cannot load library libpango"):
        await export(pages, tmp_path, formats=PDF, progress=nothing)


async def test_a_worker_that_is_killed_is_replaced_and_its_page_printed_after_all(tmp_path, pages, monkeypatch):
    killed = []

    async def ready_then_killed(line, original=PressLine._ready):
        process = await original(line)
        if not killed:
            killed.append(process.pid)
            os.kill(process.pid, signal.SIGKILL)
        return process

    monkeypatch.setattr(PressLine, "_ready", ready_then_killed)
    printables = [page(pages, f"<p>{number}</p>", f"page-{number}") for number in range(4)]

    outcome = await export(printables, tmp_path, formats=PDF, progress=nothing)

    assert len(killed) == 1
    assert outcome.failures == ()
    assert [written.path.stem for written in outcome.written] == [f"page-{number}" for number in range(4)]


async def test_a_page_over_which_the_worker_dies_twice_is_named_and_the_rest_is_finished(tmp_path, pages, monkeypatch):
    async def dies_over_bad(line, process, request, original=PressLine._exchange):
        if b"deadly" in request:
            os.kill(process.pid, signal.SIGKILL)
        return await original(line, process, request)

    monkeypatch.setattr(PressLine, "_exchange", dies_over_bad)
    printables = [page(pages, "<p>deadly</p>", "deadly"), page(pages, "<p>good</p>", "good")]

    outcome = await export(printables, tmp_path, formats=PDF, progress=nothing)

    (failure,) = outcome.failures
    assert failure.stem == "deadly"
    assert failure.reason == "The printing process ended twice over it: it was ended by SIGKILL."
    assert [written.path.stem for written in outcome.written] == ["good"]


async def test_a_page_that_takes_too_long_is_given_up(tmp_path, pages, monkeypatch):
    monkeypatch.setattr(run, "SECONDS_A_DOCUMENT", 0)

    outcome = await export([page(pages, "<p>x</p>")], tmp_path, formats=PDF, progress=nothing)

    assert outcome.failures[0].reason == "It took longer than 0 seconds."
    assert list(tmp_path.iterdir()) == []


async def test_cancelling_ends_the_workers_and_leaves_whole_files_only(tmp_path, pages):
    started = asyncio.Event()
    many = [replace(pages[1], stem=f"guide-{number}") for number in range(20)]
    task = asyncio.create_task(export(many, tmp_path, formats=PDF, progress=lambda _: started.set()))
    await started.wait()

    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    left = list(tmp_path.iterdir())
    assert 1 <= len(left) < 20
    assert all(path.suffix == ".pdf" and path.read_bytes().rstrip().endswith(b"%%EOF") for path in left)


async def test_html_needs_no_weasyprint_and_counts_no_pages(tmp_path, pages):
    outcome = await export(pages, tmp_path, formats=HTML, progress=nothing)

    assert {written.path.suffix for written in outcome.written} == {".html"}
    assert {written.pages for written in outcome.written} == {0}


async def test_a_folder_that_cannot_be_made_is_said_before_anything_starts(tmp_path, pages):
    (tmp_path / "file").write_text("x")

    with pytest.raises(CurriculumError, match="cannot be made"):
        await export(pages, tmp_path / "file" / "below", formats=PDF, progress=nothing)


async def test_a_place_that_cannot_be_written_is_named(tmp_path, pages):
    (tmp_path / "page.html").mkdir()

    outcome = await export([page(pages, "<p>x</p>")], tmp_path, formats=HTML, progress=nothing)

    assert "page.html cannot be written: Is a directory." in outcome.failures[0].reason
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


async def test_a_page_may_lie_in_a_folder_of_its_own(tmp_path, pages):
    await export([page(pages, "<p>x</p>", "week-02/page")], tmp_path, formats=HTML, progress=nothing)

    assert (tmp_path / "week-02" / "page.html").is_file()


async def test_nothing_to_print_is_nothing_written(tmp_path):
    outcome = await export((), tmp_path, formats=PDF, progress=nothing)

    assert outcome == run.Outcome((), ())


def test_starting_an_export_imports_neither_weasyprint_nor_jinja():
    asked = "import sys, curriculum.export.run; print({'weasyprint', 'jinja2', 'markdown_it'} & set(sys.modules))"

    assert (
        subprocess.check_output([sys.executable, "-c", asked], cwd=Path(__file__).parents[2], text=True).strip()
        == "set()"
    )
