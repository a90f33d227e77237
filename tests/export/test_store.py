"""The store of printed pages: what is the same is taken, anything else is made, and nothing about it stops a print."""

import os
from dataclasses import replace

import pytest
from export.samples import a_week, printables_of
from hypothesis import given
from hypothesis import strategies as st

from curriculum.export.press_line import PressLine
from curriculum.export.run import Format, export
from curriculum.export.store import Kept, Store, key_of
from curriculum.export.versions import press_versions

PDF = frozenset({Format.PDF})
KEPT = Kept(b"%PDF-1.7\nsome\nbytes", 3, ("a remark",))
KEY = key_of("a page")


def nothing(_progress):
    """Take no notice."""


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


@pytest.fixture
def page():
    """A page that takes little time."""
    html = '<!DOCTYPE html><html lang="en"><head><title>T</title></head><body><p>One.</p></body></html>'
    return replace(printables_of(a_week())[0], stem="page", html=html)


def entries(store):
    return sorted(path for path in store.folder.rglob("*") if path.is_file())


def test_what_was_kept_is_taken_as_it_was(store):
    store.keep(KEY, KEPT)

    assert store.take(KEY) == KEPT
    assert store.take(key_of("another page")) is None


@pytest.mark.parametrize("spoil", [lambda raw: raw[:-1], lambda raw: raw.replace(b"some", b"same"), lambda raw: b""])
def test_what_is_no_longer_as_it_was_is_neither_taken_nor_left(store, spoil):
    store.keep(KEY, KEPT)
    (entry,) = entries(store)
    entry.write_bytes(spoil(entry.read_bytes()))

    assert store.take(KEY) is None
    assert entries(store) == []


def test_a_store_that_cannot_be_written_or_read_keeps_quiet(tmp_path):
    (tmp_path / "file").write_text("x")
    store = Store(tmp_path / "file" / "below")

    store.keep(KEY, KEPT)
    store.sweep()

    assert store.take(KEY) is None


def test_what_was_not_used_for_longest_goes_first(store):
    keys = [key_of(str(number)) for number in range(4)]
    for age, key in enumerate(keys):
        store.keep(key, KEPT)
        os.utime(store._path(key), (1000 - age, 1000 - age))
    store.take(keys[3])
    size = entries(store)[0].stat().st_size

    replace(store, most_bytes=2 * size).sweep()

    assert [store.take(key) is not None for key in keys] == [True, False, False, True]


def test_sweeping_leaves_alone_what_is_not_the_stores(store):
    store.keep(KEY, KEPT)
    other = store.folder / "aa" / "notes.txt"
    other.parent.mkdir(exist_ok=True)
    other.write_text("mine")

    replace(store, most_bytes=0).sweep()

    assert entries(store) == [other]


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_other_texts_have_another_key(one, other):
    assert (key_of(*one) == key_of(*other)) == (one == other)


def test_the_versions_name_every_library_that_shapes_a_page():
    said = press_versions() or ""

    for name in ("weasyprint 7", "pydyf", "fonttools", "pikepdf", "pango 1.", "harfbuzz", "fontconfig", "zlib"):
        assert name in said


async def test_the_same_page_is_made_once_and_then_taken_without_a_process(tmp_path, store, page, monkeypatch):
    first = await export([page], tmp_path / "one", formats=PDF, progress=nothing, store=store)
    monkeypatch.setattr(PressLine, "_start", None)

    second = await export([page], tmp_path / "two", formats=PDF, progress=nothing, store=store)

    assert [(outcome.made, outcome.taken) for outcome in (first, second)] == [(1, 0), (0, 1)]
    assert (tmp_path / "one/page.pdf").read_bytes() == (tmp_path / "two/page.pdf").read_bytes()
    assert replace(second.written[0], path=first.written[0].path) == first.written[0]


async def test_a_page_of_which_one_letter_changed_is_made_again(tmp_path, store, page):
    await export([page], tmp_path, formats=PDF, progress=nothing, store=store)

    changed = replace(page, html=page.html.replace("One.", "One!"))
    outcome = await export([changed], tmp_path, formats=PDF, progress=nothing, store=store)

    assert (outcome.made, outcome.taken) == (1, 0)


async def test_two_pages_that_are_the_same_are_laid_out_once(tmp_path, page):
    twins = [page, replace(page, stem="twin"), replace(page, stem="other", html=page.html.replace("One", "Two"))]

    outcome = await export(twins, tmp_path, formats=frozenset(Format), progress=nothing)

    assert (outcome.made, outcome.taken) == (2, 1)
    assert [file.path.name for file in outcome.written] == [
        f"{stem}.{ending}" for stem in ("page", "twin", "other") for ending in ("docx", "html", "pdf")
    ]
    assert (tmp_path / "page.pdf").read_bytes() == (tmp_path / "twin.pdf").read_bytes()


async def test_a_file_that_is_right_already_is_not_written_again(tmp_path, store, page):
    await export([page], tmp_path, formats=PDF, progress=nothing, store=store)
    os.utime(tmp_path / "page.pdf", (1000, 1000))

    await export([page], tmp_path, formats=PDF, progress=nothing, store=store)

    assert (tmp_path / "page.pdf").stat().st_mtime == 1000


async def test_a_spoilt_entry_is_made_again_and_a_broken_store_stops_nothing(tmp_path, store, page):
    await export([page], tmp_path, formats=PDF, progress=nothing, store=store)
    for entry in entries(store):
        entry.write_bytes(b"spoilt")
    again = await export([page], tmp_path, formats=PDF, progress=nothing, store=store)
    (tmp_path / "blocked").write_text("x")
    broken = Store(tmp_path / "blocked")

    outcome = await export([page], tmp_path, formats=PDF, progress=nothing, store=broken)

    assert [(each.made, each.failures) for each in (again, outcome)] == [(1, ()), (1, ())]
