"""Copies, sheets and sides: what a print takes in paper."""

from dataclasses import replace
from datetime import date
from math import ceil
from pathlib import Path

import builders
import pytest
from builders import track
from hypothesis import given
from hypothesis import strategies as st

from curriculum.export.documents import Printable, session_printables
from curriculum.export.printing import (
    Count,
    Manner,
    PrintJob,
    Sum,
    check_copies,
    copies_of,
    job_titles,
    queue_options,
    summed,
    written_instructions,
)
from curriculum.model.clinic import Clinic, Paper
from curriculum.model.errors import CurriculumError
from curriculum.model.handout import Handout
from curriculum.model.library import Library
from curriculum.planning.calendar import sessions_between
from curriculum.planning.upcoming import Stretch, held_in, next_day

COUNT = Count(census=10, spares=2)
PAGE = {"title": "A Page", "idea": "One.", "blocks": [{"text": "One."}], "take_home": "One."}


def page(kind="handout", stem="a", title="A Private Matter"):
    return Printable(kind, stem, title, Paper.LETTER, "", module="m", week=1)


def job(pages, copies=12, *, duplex=True, kind="handout"):
    return PrintJob(page(kind), Path("/x/secret-name.pdf"), pages, copies, duplex)


def test_a_week_of_seven_two_page_and_two_four_page_handouts_takes_132_sheets_and_264_sides():
    week = [job(2)] * 7 + [job(4)] * 2

    assert summed(week) == Sum(documents=9, sheets=132, sides=264)


def test_on_one_side_every_page_is_a_sheet():
    assert summed([job(2, duplex=False)] * 7 + [job(4, duplex=False)] * 2) == Sum(9, 264, 264)


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(1, 60), st.booleans()), max_size=12))
def test_sheets_and_sides_are_those_that_laying_out_each_copy_gives(documents):
    jobs = [job(pages, copies, duplex=duplex) for pages, copies, duplex in documents]
    sheets = sides = 0
    for pages, copies, duplex in documents:
        for _ in range(copies):
            sides += pages
            sheets += ceil(pages / (2 if duplex else 1))

    assert summed(jobs) == Sum(len(documents), sheets, sides)


def printed(held, library, count=COUNT):
    one = track(
        {1: {"wed": {"skills": "one", "elective": "two"}, "fri": {"skills": "one"}}}, staff={"process": ["a", "b"]}
    )
    days = held(one)
    pages = session_printables(
        one, library, Clinic(), held=days, before=sessions_between(one, Clinic(), one.starts, days[-1].date),
        figures=lambda *_: None,
    )  # fmt: skip
    return [(page.kind, page.title, copies_of(pages, days, library, count)[page.stem]) for page in pages]


LIBRARY = Library(
    {
        "process-group": builders.PROCESS,
        "one": builders.module(title="One", handouts=[PAGE]),
        "two": builders.module(title="Two", handouts=[{**PAGE, "title": "Cards", "per": 4}]),
    }
)


def test_tomorrow_is_three_guides_and_their_handouts_in_twelve_copies():
    def wednesday(one):
        day = next_day(one, Clinic(), date(2026, 12, 1))
        return held_in(one, Clinic(), Stretch(day, day))

    assert printed(wednesday, LIBRARY) == [
        ("guide", "Process", 2),
        ("guide", "One", 1),
        ("handout", "A Page", 12),
        ("guide", "Two", 1),
        ("handout", "Cards", 3),
    ]


def the_week(one):
    return held_in(one, Clinic(), Stretch(date(2026, 11, 30), date(2026, 12, 6)))


def test_a_handout_that_two_sessions_give_out_is_printed_once_for_both():
    handouts = [each for each in printed(the_week, LIBRARY) if each[0] == "handout"]

    assert handouts == [("handout", "A Page", 24), ("handout", "Cards", 3)]


def test_other_copies_are_of_what_goes_home_and_a_person_s_share_is_one_guide():
    mine = Count(10, 2, given=5, lead="a")

    assert {title: many for _, title, many in printed(the_week, LIBRARY, mine)} == {
        "Process": 1, "One": 1, "A Page": 10, "Two": 1, "Cards": 3
    }  # fmt: skip


def test_sets_that_stay_are_not_multiplied_by_copies():
    assert Count(10, 2, given=30).of_handout(Handout.model_validate({**PAGE, "per": "group"}), 2) == 2


@pytest.mark.parametrize("copies", [0, -1, 501])
def test_a_number_of_copies_that_nobody_means_is_refused(copies):
    with pytest.raises(CurriculumError, match="cannot be printed"):
        check_copies(copies)


def test_what_a_queue_is_told_names_no_program_and_no_session():
    jobs = [job(2), job(3, kind="guide")]
    told = " ".join((*job_titles(jobs), *(option for each in jobs for option in queue_options(each, Manner()))))

    assert job_titles(jobs) == ("Handout 1 of 2", "Guide 2 of 2")
    assert "Private" not in told
    assert "secret" not in told


def test_a_queue_is_asked_for_both_sides_in_black_in_order():
    assert queue_options(job(2), Manner()) == (
        "sides=two-sided-long-edge",
        "print-color-mode=monochrome",
        "media=Letter",
        "collate=true",
    )
    other = queue_options(job(2, duplex=False), Manner(duplex=False, color=True, paper=Paper.A4))
    assert other[:3] == ("sides=one-sided", "print-color-mode=color", "media=A4")


def test_instructions_name_every_file_its_copies_and_the_paper():
    text = written_instructions([job(2), job(4)], Manner(), ["T8: Wednesday."])

    assert "    12      2  secret-name.pdf" in text
    assert "Together 36 sheets, 72 printed sides." in text
    assert "on both sides, in black, Letter" in text
    assert "flip on long edge." in text


def test_a_booklet_turns_over_on_the_short_edge():
    booklet = replace(job(2), page=replace(page(), editions=("booklet",)))

    assert queue_options(booklet, Manner())[0] == "sides=two-sided-short-edge"
    assert "flip on short edge, and fold." in written_instructions([booklet], Manner(), ["T8."])
    mixed = written_instructions([job(2), booklet], Manner(), ["T8."])
    assert "flip on long edge (those marked * on short edge: 1 booklet to fold)." in mixed
    assert mixed.count("secret-name.pdf *") == 1
