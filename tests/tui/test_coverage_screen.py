"""Coverage: every gap a word, the mend one key away, one client's stay from the first week to the last."""

from tui_design import HEAD, beside, opened, said, write_design
from tui_driver import planning

from curriculum.workspace import loading


async def test_a_topic_held_in_one_week_is_a_gap_for_those_who_never_live_it(eight):
    async with planning(eight, track="eight") as planner:
        await opened(planner, "G")

        row = next(line for line in planner.picture().splitlines() if line.startswith("█safety"))
        assert row.split()[1:] == ["2", "of", "8", "met", "GAP", "GAP", "met", "met", "met", "met", "met"]
        assert "GAP: who joins in weeks 2 and 3 never meets it (2 of 8 entry weeks)." in said(planner)


async def test_the_mend_goes_to_its_week_with_what_the_library_has_on_the_topic(eight):
    async with planning(eight, track="eight") as planner:
        screen = await opened(planner, "G")
        weeks = {mend[0] for mend in screen.shown.coverage.mends("safety")}
        await planner.press("m")

        assert planner.app.screen is planner.screen
        assert planner.desk.week in weeks
        assert planner.screen.shelf.state.topic == "safety"
        assert planner.screen.shelf.marked in ("safety-again", "safety-plan")
        assert planner.screen.shelf.rows.has_focus


async def test_placing_the_mend_closes_the_gap(eight):
    async with planning(eight, track="eight", size=(160, 48)) as planner:
        await opened(planner, "G")
        await planner.press("m")
        await planner.go("mon", "elective")
        planner.screen.attempt(lambda desk: desk.placed("safety-again"))
        await opened(planner, "G")

        assert "Every client meets it" in beside(planner)
        assert "none has a gap" in said(planner)


async def test_one_entry_week_is_told_from_its_first_week_to_its_last(eight):
    async with planning(eight, track="eight", size=(160, 48)) as planner:
        await opened(planner, "G")
        await planner.press("right", "right", "tab")

        told = beside(planner)
        assert "Joins in week 2, stays for 6" in told
        assert "GAP: never meets safety." in told
        assert "Never met: 12" in told
        await planner.press("enter")
        assert "Week 1 of the stay: week 2" in planner.picture()
        await planner.press("escape")
        assert "joins in week" in planner.picture()
        await planner.press("escape")
        assert planner.app.screen is planner.screen


async def test_gates_say_who_waits_for_how_long(tmp_path, monkeypatch):
    monkeypatch.setattr(loading, "starter_folder", lambda: tmp_path / "nothing")
    gated = HEAD.replace("stay: 6", "stay: 8\nadmission: gated\ngates: [1, 5]")
    async with planning(write_design(tmp_path / "clinic", head=gated), track="eight", size=(160, 48)) as planner:
        await opened(planner, "G")
        await planner.press("tab", "tab")

        told = beside(planner)
        assert "Gated: clients join in weeks 1 and 5 of 8" in said(planner)
        assert "Whoever asks waits 1.5 weeks on average, 3 at most." in told
        rows = [line.partition("│")[2].split() for line in planner.picture().splitlines()]
        assert ["week", "2", "3", "weeks", "week", "5"] in rows
        assert ["week", "5", "-", "week", "5", "gate"] in rows


async def test_the_sheet_follows_a_plan_that_others_change(eight):
    async with planning(eight, track="eight") as planner:
        await opened(planner, "G")
        file = planner.file
        file.write_text(file.read_text().replace("choice-13", "safety-again"))
        await planner.screen.reload()

        await planner.until(lambda: "none has a gap" in said(planner))
