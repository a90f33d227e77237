"""The week as data: rows of days with different hours, closures, findings; and where cells stand."""

from builders import library, track
from hypothesis import given
from hypothesis import strategies as st
from tui_driver import planning

from curriculum.model.clinic import Clinic
from curriculum.model.track import Day
from curriculum.tui.weekview import Facts, week_dates, week_view
from curriculum.tui.widgets.geometry import fitted_geometry


def meeting(days, start, *minutes):
    slots = [
        {"name": f"s{number}-{start.replace(':', '')}", "minutes": length} for number, length in enumerate(minutes)
    ]
    return {"days": days, "from": start, "slots": slots}


def view(value, week=1, **clinic):
    return week_view(Facts(value, library(), Clinic.model_validate(clinic)), week)


def test_slots_stand_in_the_rows_whose_hours_are_nearest():
    two_halves = track(
        meetings=[meeting(["mon"], "09:00", 60, 60, 60), meeting(["wed"], "10:00", 60), meeting(["fri"], "17:00", 60)]
    )
    shown = view(two_halves)

    assert [[slot is not None for slot in row] for row in shown.rows] == [
        [True, False, False],
        [True, True, False],
        [True, False, True],
    ]


def test_a_slot_at_another_hour_than_its_row_says_so():
    shown = view(track(meetings=[meeting(["mon", "tue"], "18:00", 60), meeting(["wed"], "18:30", 60)]))

    assert shown.hours == ((18 * 60, 19 * 60),)
    assert [slot.odd_time for slot in shown.rows[0]] == [False, False, True]


def test_a_closed_day_keeps_its_slots_and_names_the_reason():
    shown = view(track(), week=2, closures=[{"from": "2026-12-07", "reason": "A holiday"}])

    assert [day.closed for day in shown.days] == ["A holiday", None, None]
    assert shown.rows[0][0].closed
    assert not shown.rows[0][1].closed


def test_days_before_the_track_starts_are_no_days_to_plan():
    assert view(track(starts="2026-12-02")).days[0].closed == "before the track starts"


def test_dates_of_a_week_are_short_and_cross_months():
    assert week_dates(track(starts="2027-01-04"), 1) == "Jan 4-10"
    assert week_dates(track(starts="2027-01-25"), 1) == "Jan 25-31"
    assert week_dates(track(starts="2027-01-27"), 2) == "Feb 1-7"
    assert week_dates(track(starts="2027-02-22"), 1) == "Feb 22-28"
    assert week_dates(track(starts="2027-03-29"), 1) == "Mar 29-Apr 4"


STARTS = st.lists(st.integers(0, 1380), min_size=1, max_size=6, unique=True).map(sorted)


@given(st.lists(STARTS, min_size=1, max_size=5))
def test_every_slot_of_every_day_is_shown_once_and_in_order(days):
    meetings = [
        {"days": [day], "from": start, "slots": [{"name": f"at-{start}", "minutes": 5}]}
        for day, starts in zip(Day, days, strict=False)
        for start in starts
    ]
    value = track(meetings=meetings)
    shown = view(value)

    for column, day in enumerate(value.days):
        found = [row[column].start for row in shown.rows if row[column] is not None]
        assert found == [timed.start for timed in value.timetable[day]]


@given(st.integers(20, 250), st.integers(6, 80), st.integers(1, 8), st.integers(1, 7))
def test_every_point_of_a_cell_belongs_to_it(width, height, rows, columns):
    grid = fitted_geometry((width, height), rows, columns, head=1)
    for row in range(rows):
        for column in range(columns):
            x, y = grid.origin(row, column)
            assert grid.cell_at(x, y) == (row, column)
            assert grid.cell_at(x + grid.width - 1, y + grid.height - 1) == (row, column)
            assert grid.row_of(y) == (row, 0)


async def test_five_days_fit_eighty_cells_with_the_library_in_a_drawer(workspace):
    file = workspace / "tracks" / "evening.yaml"
    file.write_text(file.read_text().replace("[mon, wed]", "[mon, tue, wed, fri]"))
    async with planning(workspace) as planner:
        assert not planner.screen.query_one("#side").display
        assert all(
            day in planner.picture() for day in ("Mon Jan 4", "Tue Jan 5", "Wed Jan 6", "Thu Jan 7", "Fri Jan 8")
        )

        await planner.go("tue", "skills")
        await planner.search("pau")
        assert "Pausing" in planner.picture()
        await planner.place()
        assert planner.held("tue", "skills") == "pausing"
        assert not planner.screen.query_one("#side").display


def test_a_day_on_which_the_track_alone_is_closed_says_when_it_is_made_up_for():
    makeup = {"for": "2026-12-07", "on": "2026-12-08", "from": "09:00"}
    shown = view(track(closures=[{"from": "2026-12-07", "reason": "Retreat"}], makeups=[makeup]), week=2)

    assert [day.closed for day in shown.days] == ["Retreat; made up on Tue Dec 8", None, None]
