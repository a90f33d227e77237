"""People: who could take what, and who stands in when somebody is out."""

from tui_design import beside, opened, said, worked_out
from tui_driver import planning

from curriculum.model.track import Cell, Day


async def test_who_could_take_each_slot_is_a_word_in_its_cell(eight):
    async with planning(eight, track="eight") as planner:
        await opened(planner, "P")
        heads, *rows = (
            line.strip("█ ").split() for line in planner.picture().splitlines() if "slot" in line or ":" in line
        )
        monday = next(row for row in rows if row[:3] == ["Mon", "10:10", "skills"])
        friday = next(row for row in rows if row[:3] == ["Fri", "10:10", "skills"])

        assert {"Mara", "Jo", "Sam", "Lee"} <= set(" ".join(planner.picture().split()).split())
        assert monday[3] == "3"
        assert friday[3] == "2"
        assert "leads" in monday
        assert heads


async def test_a_cell_says_why_not(eight):
    async with planning(eight, track="eight", size=(160, 48)) as planner:
        await opened(planner, "P")
        await planner.press(*["down"] * 7)

        assert "Friday 10:10 to 11:10, skills" in beside(planner)
        assert "Lee Stone: does not work on Friday" in beside(planner)
        assert "Sam Okafor: holds none of" in beside(planner)
        await planner.press("tab")
        assert "What leans on one person alone" in beside(planner)


async def test_from_a_person_and_a_day_to_who_stands_in(eight):
    async with planning(eight, track="eight") as planner:
        screen = await opened(planner, "P")
        column = screen.shown.people.index("jo") + 1
        await planner.press("down", *["right"] * column, "o")
        await worked_out(planner)

        assert "Jo Tanaka is out on Monday 2027-01-04, week 1: 1 group, 1 of them can be led" in said(planner)


async def test_taking_a_substitute_is_one_change_that_undo_takes_back(eight):
    async with planning(eight, track="eight", size=(160, 48)) as planner:
        before = planner.file.read_bytes()
        await planner.go("fri", "skills", week=2)
        await opened(planner, "S")
        assert "Jo Tanaka is out on Friday 2027-01-15, week 2" in said(planner)
        assert "1 Mara Ellis" in planner.picture()
        assert "Sam Okafor" in planner.picture()
        assert "BARRED" in planner.picture()
        await planner.press("a")
        await planner.until(lambda: "leads nothing in this track" in said(planner))

        cell = Cell(2, Day.FRI, "skills")
        assert planner.desk.track.leads(cell) == ("mara",)
        assert "Mara Ellis takes skills of Fri Jan 15." in planner.picture()
        await planner.saved()
        assert b"lead: mara" in planner.file.read_bytes()
        await planner.press("u")
        await planner.until(lambda: "1 Mara Ellis" in planner.picture())
        assert "Undone: substitute Mara Ellis" in planner.picture()
        await planner.saved()
        assert planner.file.read_bytes() == before


async def test_who_is_barred_is_refused_with_the_reason(eight):
    async with planning(eight, track="eight") as planner:
        await planner.go("fri", "skills", week=2)
        await opened(planner, "S")
        await planner.press("down", "down", "a")

        assert "Barred: " in planner.picture()
        assert not planner.desk.opened.history.undoes


async def test_another_day_and_another_person_are_one_key_away(eight):
    async with planning(eight, track="eight") as planner:
        await planner.go("fri", "skills", week=2)
        await opened(planner, "S")
        await planner.press("right")
        await planner.until(lambda: "the clinic is closed (A holiday)" in said(planner))
        await planner.press("right")
        await planner.until(lambda: "Jo Tanaka is out on Wednesday 2027-01-20" in said(planner))
        await planner.press("o")
        assert "Who is out on Wednesday 2027-01-20?" in planner.picture()
        await planner.press("down", "enter")
        await planner.until(lambda: "Sam Okafor is out on Wednesday 2027-01-20" in said(planner))
