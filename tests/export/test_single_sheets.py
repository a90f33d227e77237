"""Months, sign-in sheets, checklists and certificates, as pages and as printed files."""

import asyncio
import re
from datetime import date
from itertools import pairwise

import builders
import pikepdf
import pytest
from export.reading import text_of_html, text_of_pdf
from export.samples import a_week
from export.structure import faults
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from curriculum.export.certificate import certificate_page
from curriculum.export.fidelity import Fidelity, fidelity_page, items_of
from curriculum.export.guide import Guide
from curriculum.export.ics import Readers
from curriculum.export.month import month_page, months_of_run
from curriculum.export.occasion import held_occasion
from curriculum.export.run import Format, export
from curriculum.export.signin import day_pages, session_pages
from curriculum.model.clinic import Clinic, Paper
from curriculum.model.closure import Closure
from curriculum.model.errors import CurriculumError
from curriculum.planning.calendar import sessions

DECEMBER = date(2026, 12, 1)


def a_month(readers, week=None, month=DECEMBER, paper=Paper.LETTER):
    week = week or a_week()
    return month_page("t8", week.track, week.library, week.clinic, month=month, readers=readers, paper=paper)


def held(week):
    return tuple(s for s in sessions(week.track, week.clinic, [1]) if s.module)


def a_checklist(week=None):
    week = week or a_week()
    (session,) = (s for s in held(week) if s.module == "two-buckets")
    occasion = held_occasion(session, week.track, week.clinic, None)
    return Guide("two-buckets", week.library.modules["two-buckets"], occasion, 0)


def every_sheet():
    week = a_week()
    return (
        a_month(Readers.STAFF),
        a_month(Readers.CLIENTS),
        *session_pages(week.track, week.clinic, held(week)[:1], Paper.LETTER),
        *day_pages(week.track, week.clinic, held(week)[-1:], Paper.A4),
        fidelity_page(a_checklist(), "fidelity", Paper.LETTER),
        certificate_page(week.clinic, Paper.LETTER),
    )


@pytest.fixture(scope="session")
def printed_sheets(tmp_path_factory, kept):
    folder = tmp_path_factory.mktemp("sheets")
    outcome = asyncio.run(
        export(every_sheet(), folder, formats=frozenset({Format.PDF}), progress=lambda _: None, store=kept)
    )
    assert outcome.failures == ()
    assert [file.remarks for file in outcome.written if file.remarks] == []
    return {file.path.stem: file.path for file in outcome.written}


def test_the_staff_month_names_week_clock_title_room_and_leaders():
    text = text_of_html(a_month(Readers.STAFF, month=date(2026, 11, 1)).html)

    assert "November 2026 T8 · Harbor Street Clinic Week Monday Wednesday 1 30 18:00 Process" in text
    assert "19:00 Two Buckets CBT Main room: Jo Tanaka and Sam Okafor" in text


def test_the_clients_month_names_neither_program_nor_room_nor_leader_and_says_who_to_call():
    text = text_of_html(a_month(Readers.CLIENTS, month=date(2026, 11, 1)).html)

    assert "19:00 Two Buckets" in text
    assert "call or text 988" in text
    for unsaid in ("T8", "Tanaka", "Okafor", "Main room", "not yet named"):
        assert unsaid not in text


@pytest.mark.parametrize("readers", list(Readers))
def test_a_closed_day_says_why_and_holds_nothing(readers):
    week = a_week()
    closed = Closure.model_validate({"from": "2026-12-07", "reason": "Snow Day"})
    week.clinic = week.clinic.model_copy(update={"closures": (closed,)})
    text = text_of_html(a_month(readers, week).html)

    assert re.search(r"\b7 Closed: Snow Day (2 )?9 18:00", text)


def test_a_run_has_the_months_that_it_touches_and_the_next_run_goes_on():
    track = builders.track(starts="2027-03-01", cycle=8)

    assert months_of_run(track, 1) == (date(2027, 3, 1), date(2027, 4, 1))
    assert months_of_run(track, 2) == (date(2027, 4, 1), date(2027, 5, 1), date(2027, 6, 1))
    assert months_of_run(builders.track(starts="2026-11-30", ends="2026-12-09"), 1) == (date(2026, 11, 1), DECEMBER)


@given(starts=st.dates(date(2026, 1, 1), date(2028, 12, 31)), cycle=st.integers(1, 52), run=st.integers(1, 9))
def test_every_session_of_a_run_lies_in_one_of_its_months_and_no_month_is_empty_of_it(starts, cycle, run):
    track = builders.track(starts=starts.isoformat(), cycle=cycle, stay=1)
    days = {session.date for session in sessions(track, Clinic(), range(1, cycle + 1), run)}

    months = months_of_run(track, run)
    assert {day.replace(day=1) for day in days} <= set(months)
    assert all(0 < (after - before).days <= 31 for before, after in pairwise(months))


def test_a_month_in_which_nothing_is_held_says_when_the_track_starts():
    with pytest.raises(CurriculumError, match="Nothing is held in October 2026"):
        a_month(Readers.STAFF, month=date(2026, 10, 1))


def test_a_sign_in_sheet_has_a_row_for_each_client_and_spares_and_says_not_what_for():
    week = a_week()
    for page in (
        *session_pages(week.track, week.clinic, held(week), Paper.LETTER),
        *day_pages(week.track, week.clinic, held(week), Paper.LETTER),
    ):
        text = text_of_html(page.html)

        assert re.findall(r'<td class="number">(\d+)</td>', page.html) == [str(n) for n in range(1, 13)]
        for unsaid in ("T8", "Two Buckets", "Process", "CBT", "Tanaka", "IOP", "Diagnosis", "two-buckets"):
            assert unsaid not in text
            assert unsaid not in page.stem


def test_a_sheet_for_a_day_has_a_column_for_each_session_and_one_for_a_session_has_in_and_out():
    week = a_week()
    monday, *_ = day_pages(week.track, week.clinic, held(week), Paper.LETTER)
    first, *_ = session_pages(week.track, week.clinic, held(week), Paper.LETTER)

    assert "initials are enough 18:00 19:00 1 2" in text_of_html(monday.html)
    assert "initials are enough In Out 1 2" in text_of_html(first.html)
    assert "Monday, November 30, 2026" in text_of_html(first.html)


def test_a_checklist_has_every_step_with_its_minutes_and_what_to_look_for_in_those_that_must_be_covered():
    text = text_of_html(fidelity_page(a_checklist(), "x", Paper.LETTER).html)

    for said in (
        "What Can I Carry? (must)",
        "Asked: Which bucket fills first on a bad day?",
        "Said it in words close to the guide's.",
        "1 is 1 2 3 4 5 5 is Kept to the session",
        "Jo Tanaka, Sam Okafor",
    ):
        assert said in text
    assert re.search(r"19:00 Weather Report \d+ min", text)
    assert "Hand out the page." not in text
    assert len(Fidelity(a_checklist()).ratings) == 3


def test_where_no_step_must_be_covered_every_step_is_looked_at():
    step = {"name": "All", "type": "practice", "minutes": 60, "do": "First this.\n\n1. One.\n2. Two\n   lines."}
    week = a_week(agenda=[step], variants=[])

    (observed,) = Fidelity(a_checklist(week)).observed
    assert observed.do == ("First this.", "One.", "Two lines.")


@given(st.lists(st.text("abc ", min_size=1).map(str.strip).filter(bool), max_size=5))
def test_each_item_of_a_list_is_looked_for_once(items):
    text = "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))

    assert items_of(text) == tuple(" ".join(item.split()) for item in items)


def test_a_certificate_names_the_clinic_and_says_what_was_completed_only_in_the_clinics_words():
    bare = text_of_html(certificate_page(Clinic(name="Harbor Street Clinic"), Paper.LETTER).html)
    own = Clinic.model_validate({"name": "Harbor", "print": {"certificate": "Eight Weeks of Skills"}})

    assert "Harbor Street Clinic Certificate of Completion" in bare
    assert not re.search(r"treatment|program|outpatient|IOP|recovery", bare, re.IGNORECASE)
    assert "has completed Eight Weeks of Skills" in text_of_html(certificate_page(own, Paper.LETTER).html)


def test_a_screen_reader_stumbles_over_nothing(printed_sheets):
    for path in printed_sheets.values():
        with pikepdf.open(path) as pdf:
            assert list(faults(pdf)) == []


def test_headings_never_skip_a_level_and_every_row_has_as_many_cells_as_its_head():
    for page in every_sheet():
        levels = [int(level) for level in re.findall(r"<h([1-6])", page.html)]
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        for table in re.findall(r"<table.*?</table>", page.html, re.DOTALL):
            assert len({len(re.findall("<t[hd]", row)) for row in re.findall("<tr.*?</tr>", table, re.DOTALL)}) == 1


def test_months_sign_in_sheets_and_certificates_are_one_page(printed_sheets):
    for stem, path in printed_sheets.items():
        if stem != "fidelity":
            assert len(PdfReader(path).pages) == 1, stem


def test_the_certificate_and_the_sign_in_sheet_print_what_they_say(printed_sheets):
    assert "Certificate of Completion" in text_of_pdf(printed_sheets["certificate"])
    assert "Sign here" in text_of_pdf(printed_sheets["sign-in-2026-11-30-1800"])
