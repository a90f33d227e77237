"""Hours: minutes of each week kept apart, what every rule says, and what a closed day costs."""

from tui_design import beside, opened, said, worked_out
from tui_driver import planning


def row(planner, week):
    lines = (line.partition("│")[0].strip("█ ").split() for line in planner.picture().splitlines())
    return next(words for words in lines if words[:1] == [str(week)] and len(words) > 5 and ":" in words[3])


async def test_a_full_week_shows_sessions_breaks_and_the_clock_apart(eight):
    async with planning(eight, track="eight") as planner:
        await opened(planner, "H")

        assert row(planner, 1) == ["1", "Jan", "4", "9:00", "1:00", "10:00", "3", "1", "all", "met"]


async def test_a_holiday_week_is_short_by_so_much_and_says_which_day_is_closed(eight):
    async with planning(eight, track="eight", size=(160, 48)) as planner:
        await opened(planner, "H")
        holiday = row(planner, 3)

        assert holiday[3:6] == ["6:00", "0:40", "6:40"]
        assert "SHORT" in holiday
        assert "3:00" in holiday
        await planner.press("down", "down")
        told = beside(planner)
        assert "Closed on Monday 2027-01-18: A holiday, not made up" in told
        assert "SHORT iop-adult: minutes a week, without breaks: 360 of least 540 min, short by 180 min" in told


async def test_the_next_run_of_the_cycle_has_its_own_dates(eight):
    async with planning(eight, track="eight") as planner:
        await opened(planner, "H")
        await planner.press("[")
        assert "This is the first run of the cycle." in planner.picture()
        await planner.press("]")
        await planner.until(lambda: "Run 2 of the cycle" in planner.picture())

        assert row(planner, 3)[1:3] == ["Mar", "15"]
        assert "SHORT" not in row(planner, 3)


async def test_a_closed_day_is_made_up_for_from_here(eight):
    async with planning(eight, track="eight", size=(160, 48)) as planner:
        await opened(planner, "H")
        await planner.press("m")
        assert "No day of this week is closed" in planner.picture()
        await planner.press("down", "down", "m")
        await worked_out(planner)

        told = said(planner)
        assert "Mon 2027-01-18, week 3; closed already: A holiday" in told
        assert "Made up on" in told
        await planner.press("a")
        assert planner.app.screen is planner.screen
        await opened(planner, "H")
        await planner.until(lambda: row(planner, 3)[3] == "9:00")
        assert "made up Tue" in planner.picture()


async def test_a_week_is_shown_in_the_plan(eight):
    async with planning(eight, track="eight") as planner:
        await opened(planner, "H")
        await planner.press("down", "down", "down", "w")

        assert planner.app.screen is planner.screen
        assert planner.desk.week == 4
