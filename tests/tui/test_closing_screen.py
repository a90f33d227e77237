"""Closing a day: everything is seen before anything is changed, and one undo gives the file back byte for byte."""

from tui_design import beside, opened, said, worked_out
from tui_driver import planning

from curriculum.model.track import Cell, Day


async def on_item_seven(planner):
    """Open the closing of the date of the eighth skills module, in the week of a holiday."""
    await planner.go("wed", "skills", week=3)
    return await opened(planner, "X")


async def answered(planner, *keys):
    await planner.press(*keys)
    await planner.until(lambda: planner.app.screen.shown and planner.app.screen.shown.wish == planner.app.screen._wish)
    await planner.pilot.pause()
    await planner.pilot.pause()


async def test_a_bump_shows_what_moves_and_what_overflows_and_writes_nothing(eight):
    async with planning(eight, track="eight", size=(160, 48)) as planner:
        before = planner.file.read_bytes()
        screen = await on_item_seven(planner)
        (skills,) = screen.shown.change.sequences

        assert len(skills.moves) == 17
        assert "17 to move; 1 with NO PLACE" in beside(planner)
        assert "NO PLACE: Skill 24" in beside(planner)
        assert "Wed Jan 20 -> Fri Jan 22 Skill 8" in beside(planner)
        assert "It breaks:" in beside(planner)
        assert "Open circle: standing, keeps its weekday" in beside(planner)
        await planner.press("escape")
        assert planner.file.read_bytes() == before
        assert not planner.desk.opened.history.undoes


async def test_nothing_is_accepted_while_something_has_no_place(eight):
    async with planning(eight, track="eight") as planner:
        await on_item_seven(planner)
        await planner.press("a")

        assert "Something finds no place" in planner.picture()
        assert not planner.desk.opened.history.undoes


async def test_one_undo_gives_the_file_back_byte_for_byte(eight):
    async with planning(eight, track="eight") as planner:
        before = planner.file.read_bytes()
        await on_item_seven(planner)
        await planner.press("down", "down", "down")
        await answered(planner, "right")
        assert "extend: the cycle gets another week" in said(planner)
        await planner.press("a")

        assert planner.app.screen is planner.screen
        assert "Closed Wed Jan 20; 17 modules moved. u takes all of it back." in planner.hint()
        assert planner.desk.track.cycle == 9
        await planner.saved()
        assert b"2027-01-20" in planner.file.read_bytes()
        assert b"# Eight weeks. This comment stays." in planner.file.read_bytes()
        await planner.press("u")
        await planner.saved()
        assert planner.file.read_bytes() == before


async def test_a_locked_module_stays_and_is_named(eight):
    async with planning(eight, track="eight", size=(160, 48)) as planner:
        await planner.go("mon", "skills", week=5)
        await planner.press("l")
        screen = await on_item_seven(planner)
        (skills,) = screen.shown.change.sequences

        assert len(skills.moves) == 16
        assert "locked, stays: Skill 13, Mon Feb 1, skills" in beside(planner)
        assert not any(move.source == Cell(5, Day.MON, "skills") for move in skills.moves)


async def test_skip_moves_nothing_and_says_what_is_missed(eight):
    async with planning(eight, track="eight", size=(160, 48)) as planner:
        await on_item_seven(planner)
        await planner.press("down")
        await planner.press("enter")
        await planner.press("down", "down")
        await answered(planner, "enter")

        assert "skills: skip, nothing moves" in beside(planner)
        assert "missed: Skill 8, Wed Jan 20, skills" in beside(planner)
        await planner.press("a")
        assert planner.desk.track.closures[0].reason == "Closed"
        assert "closed: Closed" in planner.picture()


async def test_the_date_and_the_reason_can_be_typed_and_a_wrong_one_is_refused(eight):
    async with planning(eight, track="eight", size=(160, 48)) as planner:
        await on_item_seven(planner)
        await planner.press("enter")
        field = planner.app.screen.query_one("Input")
        field.value = "2027-02-02"
        await planner.press("enter")
        assert "That is a Tuesday; the track meets on Monday, Wednesday, Friday." in said(planner)
        field.value = "2027-02-01"
        await answered(planner, "enter")
        assert "Mon 2027-02-01, week 5" in said(planner)
        await planner.press("up")
        for _ in range(6):
            await planner.press("down")
        await planner.press("enter")
        planner.app.screen.query_one("Input").value = "Snow [deep]"
        await answered(planner, "enter")
        assert "Snow [deep]" in said(planner)


async def test_left_and_right_step_through_meeting_days(eight):
    async with planning(eight, track="eight") as planner:
        await planner.go("mon", "skills", week=1)
        await opened(planner, "X")
        await planner.press("left")
        assert "The track starts here." in planner.picture()
        await answered(planner, "right")

        assert "Wed 2027-01-06, week 1" in planner.picture()


async def test_a_day_is_made_up_for_with_leaders_that_are_free(eight):
    async with planning(eight, track="eight", size=(160, 48)) as planner:
        await on_item_seven(planner)
        await planner.press("down")
        await answered(planner, "left")
        await planner.press("down")
        await answered(planner, "right")

        told = said(planner)
        assert "makeup: held on another day of the week" in told
        assert "1 of 8:" in told
        assert "Made up on" in told
        await planner.press("a")
        (makeup,) = planner.desk.track.makeups
        assert str(makeup.instead_of) == "2027-01-20"
        assert "made up on Tue" in planner.picture()


async def test_a_preview_of_another_plan_is_not_accepted(eight):
    async with planning(eight, track="eight") as planner:
        screen = await on_item_seven(planner)
        stale = screen.shown
        planner.screen.attempt(lambda desk: desk.on_cell(Cell(8, Day.FRI, "skills")))
        planner.screen.attempt(lambda desk: desk.edited("x", lambda t: t.model_copy(update={"census": 9})))
        screen.shown = stale
        screen.action_accept()

        assert "The preview is not of these answers yet" in planner.app.screen.hints.render().plain
        await worked_out(planner)
