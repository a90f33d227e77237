from itertools import pairwise

import builders
import pytest
from export.reading import text_of_html
from hypothesis import given
from hypothesis import strategies as st

from curriculum.export.documents import week_printables
from curriculum.export.schedule import week_schedule
from curriculum.model.clinic import Clinic, Paper
from curriculum.model.errors import CurriculumError
from curriculum.model.track import Day

DAYS = [day.value for day in Day]


def schedule_text(track, library=None, clinic=None, week=1):
    pages = week_printables(
        "t8", track, library or builders.library(), clinic or Clinic(), week=week, figures=lambda m, f: None
    )
    return text_of_html(pages[0].html)


def test_session_break_and_clock_minutes_are_kept_apart():
    """US-01: 540 group minutes in 600 scheduled."""
    plan, library = builders.full_plan()

    text = schedule_text(builders.track(plan), library)

    assert "Session 540 min (9 h), breaks 60 min (1 h), clock 600 min (10 h). Planned, not delivered." in text


def test_a_closed_day_says_why():
    plan, library = builders.full_plan()
    clinic = Clinic.model_validate({"closures": [{"from": "2026-12-02", "reason": "Snow & ice"}]})

    text = schedule_text(builders.track(plan), library, clinic)

    assert "Closed Snow & ice" in text
    assert "Session 360 min" in text


def test_an_empty_slot_is_shown_as_open_with_its_time():
    assert "10:10\u201311:10 Skills: open" in schedule_text(builders.track())


def test_days_before_the_track_starts_are_marked():
    text = schedule_text(builders.track(starts="2026-12-02"))

    assert "Monday Nov 30" in text
    assert "Before the track starts" in text


@pytest.mark.parametrize("week", [0, 9])
def test_a_week_outside_the_cycle_is_refused(week):
    with pytest.raises(CurriculumError, match=f"no week {week}. Its cycle has weeks 1 to 8"):
        schedule_text(builders.track(), week=week)


@given(
    days=st.lists(st.sampled_from(DAYS), min_size=1, max_size=7, unique=True),
    minutes=st.lists(st.integers(5, 120), min_size=1, max_size=6),
    paper=st.sampled_from(list(Paper)),
)
def test_blocks_stay_on_the_sheet_and_never_overlap(days, minutes, paper):
    slots = [{"name": f"slot-{number}", "minutes": length} for number, length in enumerate(minutes)]
    track = builders.track(meetings=[{"days": days, "from": "08:00", "slots": slots}])

    schedule = week_schedule(track, builders.library(), Clinic(), week=1, paper=paper)

    assert schedule.height <= (160 if schedule.landscape else 245)
    for column in schedule.columns:
        assert all(block.height > 0 for block in column.blocks)
        for above, below in pairwise(column.blocks):
            assert above.top + above.height <= below.top + 0.02
        assert column.blocks[-1].top + column.blocks[-1].height <= schedule.height + 0.02


def test_a_crowded_week_sets_smaller_type_and_a_quiet_one_larger():
    slots = [{"name": f"slot-{number}", "minutes": 50} for number in range(6)]
    rooms = {slot["name"]: "the-long-room-on-the-second-floor" for slot in slots}
    crowded = builders.track(meetings=[{"days": DAYS, "from": "08:00", "slots": slots}], rooms=rooms)

    sizes = [
        week_schedule(track, builders.library(), Clinic(), week=1, paper=Paper.A4).size
        for track in (crowded, builders.track())
    ]

    assert sizes[0] < sizes[1]


def test_a_make_up_has_a_column_of_its_own_day_and_the_closed_day_says_why():
    plan = {1: {day: {"skills": "talk", "elective": "talk"} for day in ("mon", "wed", "fri")}}
    makeup = {"for": "2026-11-30", "on": "2026-12-01", "from": "10:00"}
    planned = builders.track(plan, closures=[{"from": "2026-11-30", "reason": "Retreat"}], makeups=[makeup])
    shelf = builders.library(talk=builders.module(title="Talk"), process_group=builders.PROCESS)

    sheet = week_schedule(planned, shelf, Clinic(), week=1, paper=Paper.LETTER)

    assert [(c.day_name, c.closed, len(c.blocks)) for c in sheet.columns] == [
        ("Monday", "Retreat. Made up on December 1, 2026.", 0),
        ("Tuesday", None, 3),
        ("Wednesday", None, 3),
        ("Friday", None, 3),
    ]
    assert sheet.columns[1].blocks[0].start == 600
    assert sheet.hours.session == 540
