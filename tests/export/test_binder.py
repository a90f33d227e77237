"""The binder: what it holds, in which order, and that every number in it is right."""

import re
import shutil
from dataclasses import replace

import builders
import pikepdf
import pytest
from export.reading import text_of_html, text_of_pdf
from export.samples import a_binder, a_week, held_twice
from export.structure import faults, outline_of
from pypdf import PdfReader

from curriculum.export.binder import Leaf, Numbers, Share
from curriculum.export.bindery import export_binder
from curriculum.export.press_line import PressLine
from curriculum.model.clinic import Clinic
from curriculum.model.library import Library
from curriculum.model.track import Day
from curriculum.planning.shelf import needs_no_preparation, shelf


@pytest.fixture
def binder():
    return a_binder(held_twice(a_week()))


def names(binder):
    return [leaf.name for leaf in binder.leaves]


def drawn(binder, name):
    """Return the text of a leaf, every leaf having two pages."""
    numbers = Numbers.of(dict.fromkeys(names(binder), 2))
    (leaf,) = (leaf for leaf in binder.leaves if leaf.name == name)
    page = leaf.draw(numbers) if callable(leaf.draw) else leaf.draw
    return text_of_html(page.html)


def page_texts(path):
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def test_a_week_comes_as_front_matter_then_days_then_the_shelf(binder):
    assert names(binder) == [
        "cover",
        "contents",
        "week-01/schedule",
        "week-01/materials",
        "week-01/mon",
        "week-01/1-mon-1-process-group-guide",
        "week-01/1-mon-2-two-buckets-guide",
        "week-01/1-mon-2-two-buckets-handout",
        "week-01/wed",
        "week-01/2-wed-2-two-buckets-guide",
        "shelf",
        "shelf/at-once-guide",
        "shelf/at-once-handout",
    ]


def test_the_guide_of_a_standing_group_stands_once_and_each_days_tab_names_its_page(binder):
    assert sum("process-group-guide" in name for name in names(binder)) == 1
    numbers = re.findall(r"Process .*? (\d+) ", drawn(binder, "week-01/wed"))
    assert numbers[:1] == re.findall(r"Process .*? (\d+) ", drawn(binder, "week-01/mon"))[:1]


def test_a_handout_stands_where_it_is_first_used_and_later_uses_refer_to_its_page(binder):
    both = a_binder(held_twice(a_week()), share=Share((1, 2)))

    assert sum("two-buckets-handout" in name for name in names(both)) == 1
    assert "Handout: My Two Buckets, page 15" in drawn(binder, "week-01/wed")
    assert drawn(binder, "contents").count("Handout: My Two Buckets 15") == 2


def test_a_share_holds_only_what_its_person_leads_or_co_leads():
    mine = a_binder(held_twice(a_week()), share=Share((1,), lead="sam"))

    assert [leaf.name for leaf in mine.leaves if leaf.name.endswith("guide")] == [
        "week-01/1-mon-2-two-buckets-guide",
        "week-01/2-wed-2-two-buckets-guide",
        "shelf/at-once-guide",
    ]
    assert mine.title == "T8: binder, week 1, Sam Okafor"
    assert "Sam Okafor" in drawn(mine, "cover")
    assert "Process" not in drawn(mine, "contents")


def test_the_handout_of_a_share_is_there_although_somebody_else_uses_it_first():
    week = held_twice(a_week())
    plan = {1: {**week.track.plan[1]}}
    plan[1][Day.MON] = {"skills": plan[1][Day.MON]["skills"].model_copy(update={"lead": ("jo",)})}
    week.track = week.track.model_copy(update={"plan": plan})

    mine = a_binder(week, share=Share((1,), lead="sam"))

    assert "week-01/2-wed-2-two-buckets-handout" in names(mine)


def test_a_day_holds_that_day_only():
    wednesday = a_binder(held_twice(a_week()), share=Share((1,), day=Day.WED))

    assert [name for name in names(wednesday) if name.startswith("week-01/")][2:] == [
        "week-01/wed",
        "week-01/2-wed-1-process-group-guide",
        "week-01/2-wed-2-two-buckets-guide",
        "week-01/2-wed-2-two-buckets-handout",
    ]
    assert "Wednesday, December 2, 2026" in drawn(wednesday, "cover")


def test_the_cover_says_what_it_is_and_what_it_is_not(binder):
    said = drawn(binder, "cover")

    for words in (
        "Harbor Street Clinic",
        "T8 Week 1 November 30, 2026 to December 2, 2026",
        "A licensed clinician reviews each module before its first use.",
        "Planned, not delivered.",
        "holds no client data",
    ):
        assert words in said


def test_a_tab_names_each_session_with_clock_room_leader_and_page(binder):
    said = drawn(binder, "week-01/mon")

    assert "Monday November 30, 2026" in said
    assert "18:00 18:50 Process OTH Group Leader: not yet named 11" in said
    assert "19:00 20:10 Two Buckets CBT Skills group" in said
    assert "Main room Jo Tanaka Sam Okafor (co-leads) 13" in said


def test_materials_are_added_up_over_the_week_and_sharps_counted_for_each_group(binder):
    said = drawn(binder, "week-01/materials")

    assert "40 paper Mon 19:00, Wed 19:00" in said
    assert "4 paint set" in said
    assert "Mon 19:00, Two Buckets 5 scissors Out In Wed 19:00, Two Buckets 5 scissors Out In" in said
    # Two pages, twice 12 copies: a sheet each.
    assert "24 My Two Buckets Mon 19:00, Wed 19:00 24 48 15 Together 24 48" in said


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], True),
        (["pens", "flip-chart paper", "thick marker", "plain paper"], True),
        (["pens", "set of cards, cut apart before group"], False),
        (["paper cup"], False),
    ],
)
def test_the_shelf_takes_what_needs_pens_and_paper_alone(items, expected):
    materials = [{"item": item, "per": "client"} for item in items]

    assert needs_no_preparation(builders.module(materials=materials)) is expected
    assert not needs_no_preparation(builders.module(materials=materials, after=["another"]))
    assert not needs_no_preparation(builders.module(materials=materials, series="a-series", part=2))


def test_the_shelf_prefers_what_most_people_here_may_lead():
    clinic = Clinic.model_validate(
        {"people": {"a": {"name": "A", "credentials": ["lpc"]}, "b": {"name": "B", "credentials": ["atr"]}}}
    )
    modules = {
        "nobody": builders.module(lead=["rn"]),
        "one": builders.module(lead=["lpc"]),
        "anyone": builders.module(),
        "draft": builders.module(status="draft"),
        "family": builders.module(kind="family"),
        "too-long": builders.module(minutes=110),
        "process-group": builders.PROCESS,
    }

    assert shelf(builders.track(), Library(modules), clinic) == ("anyone", "one", "nobody")


def test_the_printed_binder_is_one_file_with_every_page_of_its_parts(bound):
    (written,) = bound.outcome.written

    assert bound.outcome.failures == ()
    assert (written.kind, written.week, written.path) == ("binder", 1, bound.file)
    assert written.pages == len(PdfReader(bound.file).pages)
    assert written.bytes == bound.file.stat().st_size
    assert [path.name for path in bound.file.parent.iterdir()] == ["t8-binder.pdf"]
    assert [(step.done, step.total) for step in bound.steps] == [(n, 14) for n in range(1, 15)]
    assert bound.outcome.made + bound.outcome.taken == 14
    # The week was printed as single files before: schedule, two guides of Monday, the handout.
    assert bound.outcome.taken >= 3


def test_a_reader_stumbles_over_nothing_in_it(bound):
    with pikepdf.open(bound.file) as pdf:
        assert list(faults(pdf)) == []


def test_every_number_in_the_contents_is_the_page_that_it_names(bound):
    texts = page_texts(bound.file)
    contents = texts[1]

    found = re.findall(r"(?:Handout: )?(Process|Two Buckets|My Two Buckets|At Once) (\d+)", contents)
    assert len(found) == 7
    for title, number in found:
        assert title in texts[int(number) - 1]
    assert "Week 1 of 8" in texts[int(re.search(r"Schedule of the week (\d+)", contents)[1]) - 1]


def test_every_link_in_it_leads_to_the_page_that_it_names(bound):
    with pikepdf.open(bound.file) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        listed = list(pdf.Root.Names.Dests.Names)
        places = dict(zip(map(bytes, listed[::2]), listed[1::2], strict=True))
        notes = [note for page in pdf.pages for note in page.obj.get("/Annots", [])]

        assert len(notes) > 15
        for note in notes:
            assert str(note.Contents).endswith(f", page {pages[places[bytes(note.Dest)][0].objgen]}")


def test_its_outline_goes_from_week_to_day_to_session_to_guide_and_handout(bound):
    with pikepdf.open(bound.file) as pdf:
        read = outline_of(pdf)
    texts = page_texts(bound.file)

    assert [title for depth, title, _ in read if depth == 0] == ["Cover", "Contents", "Week 1", "Emergency shelf"]
    assert [title for depth, title, _ in read if depth == 1][:4] == [
        "Schedule",
        "Materials",
        "Monday, November 30, 2026",
        "Wednesday, December 2, 2026",
    ]
    (first, second) = (page for depth, title, page in read if (depth, title) == (3, "Handout: My Two Buckets"))
    assert first == second
    assert "Carry what is yours." in " ".join(texts[first - 1 : first + 2])


def test_every_page_has_its_number_in_the_margin_and_keeps_its_own_count(bound):
    texts = page_texts(bound.file)

    assert all(re.search(rf"\b{number}\b", text) for number, text in enumerate(texts, 1))
    assert any("Page 2 of" in text for text in texts)


async def test_nothing_changed_is_nothing_made_and_no_process(bound, kept, tmp_path, monkeypatch):
    monkeypatch.setattr(PressLine, "_start", None)

    again = await export_binder(bound.binder, tmp_path / "b.pdf", progress=lambda step: None, store=kept)

    assert (again.made, again.taken) == (0, 14)
    assert (tmp_path / "b.pdf").read_bytes() == bound.file.read_bytes()


async def test_one_changed_guide_is_made_again_alone(bound, kept, tmp_path):
    summary = "Clients sort what they can carry."
    binder = a_binder(held_twice(a_week(summary=summary)))
    before = {path.name for path in kept.folder.rglob("*.kept")}

    outcome = await export_binder(binder, tmp_path / "b.pdf", progress=lambda step: None, store=kept)

    # Its guides on both days, and the whole; the numbers of pages stayed.
    assert outcome.made == 3
    # Of each guide its PDF and its quire.
    assert len({path.name for path in kept.folder.rglob("*.kept")} - before) == 5
    assert summary in text_of_pdf(tmp_path / "b.pdf")


async def test_without_a_store_the_bytes_are_the_same(bound, tmp_path):
    await export_binder(bound.binder, tmp_path / "b.pdf", progress=lambda step: None)

    assert (tmp_path / "b.pdf").read_bytes() == bound.file.read_bytes()


async def test_a_page_that_cannot_be_printed_is_named_there_and_the_rest_is_whole(bound, kept, tmp_path):
    leaves = tuple(
        replace(leaf, draw=replace(leaf.draw, html=leaf.draw.html.replace("</body>", '<img src="file:///x"></body>')))
        if isinstance(leaf, Leaf) and leaf.name.endswith("2-wed-2-two-buckets-guide")
        else leaf
        for leaf in bound.binder.leaves
    )
    binder = replace(bound.binder)
    vars(binder)["leaves"] = leaves

    outcome = await export_binder(binder, tmp_path / "b.pdf", progress=lambda step: None, store=kept)

    (failure,) = outcome.failures
    assert failure.name == "guide, Wednesday 19:00, Two Buckets"
    assert "Not printed: Two Buckets" in text_of_pdf(tmp_path / "b.pdf")
    with pikepdf.open(tmp_path / "b.pdf") as pdf:
        assert list(faults(pdf)) == []


async def test_a_file_that_cannot_be_written_is_a_failure_in_words(bound, kept, tmp_path):
    (tmp_path / "b.pdf").mkdir()

    outcome = await export_binder(bound.binder, tmp_path / "b.pdf", progress=lambda step: None, store=kept)

    assert outcome.written == ()
    assert "b.pdf cannot be written" in outcome.failures[0].reason
    shutil.rmtree(tmp_path / "b.pdf")
