"""Fill: a proposal beside the plan, with reasons; all of it or a slot at a time; one undo; stopped by Esc."""

import pytest
from tui_design import beside, said, write_design
from tui_driver import planning

from curriculum.model.track import Cell, Day
from curriculum.workspace import loading


@pytest.fixture
def gap(tmp_path, monkeypatch):
    """The eight weeks with two of them nearly empty."""
    monkeypatch.setattr(loading, "starter_folder", lambda: tmp_path / "nothing")
    return write_design(tmp_path / "clinic", without=(4, 5))


async def proposed(planner):
    await planner.until(lambda: (shown := planner.app.screen.shown) and shown.found, seconds=60)
    await planner.pilot.pause()
    return planner.app.screen.shown.proposal


async def filling(planner, week=4):
    await planner.go("mon", "skills", week=week)
    await planner.press("F")
    return await proposed(planner)


async def test_a_proposal_stands_beside_the_plan_and_changes_nothing(gap):
    async with planning(gap, track="eight", size=(160, 48)) as planner:
        before = planner.file.read_bytes()
        proposal = await filling(planner)

        assert len(proposal.placed) == 5
        assert all(line in planner.picture() for line in ("Week 4", "NEW", "empty"))
        assert "Proposal for week 4, 5 slots: 5 changes; proven the best by the wishes" in said(planner)
        assert "Why here" in beside(planner)
        assert proposal.placed[0].reason.split(";")[0][:30] in beside(planner)
        await planner.press("escape")
        assert planner.file.read_bytes() == before
        assert not planner.desk.opened.history.undoes


async def test_accepting_all_is_one_change_that_undo_takes_back(gap):
    async with planning(gap, track="eight") as planner:
        before = planner.file.read_bytes()
        proposal = await filling(planner)
        await planner.press("a")

        assert planner.app.screen is planner.screen
        assert "Filled 5 slots. u takes all of it back." in planner.hint()
        for offer in proposal.placed:
            assert planner.desk.track.planned(offer.cell) == offer.placement
        await planner.press("u")
        await planner.saved()
        assert planner.file.read_bytes() == before


async def test_one_slot_is_taken_and_the_others_wait(gap):
    async with planning(gap, track="eight") as planner:
        proposal = await filling(planner)
        await planner.press("down", "s")
        first, second = (offer.cell for offer in planner.app.screen.shown.offers[:2])

        assert planner.desk.track.planned(second) is not None
        assert planner.desk.track.planned(first) is None
        assert "taken" in planner.picture()
        await planner.press("s")
        assert "This slot is taken already." in planner.picture()
        await planner.press("a")
        assert all(planner.desk.track.planned(offer.cell) == offer.placement for offer in proposal.placed)
        await planner.press("u")
        assert planner.desk.track.planned(second) is not None
        assert planner.desk.track.planned(first) is None


async def test_another_proposal_differs_from_the_first(gap):
    async with planning(gap, track="eight") as planner:
        first = await filling(planner)
        await planner.press("n")
        second = await proposed(planner)

        assert {(o.cell.week, o.placement.module) for o in first.placed} != {
            (o.cell.week, o.placement.module) for o in second.placed
        }
        assert "Proposal 2 for week 4" in said(planner)


async def test_why_tells_what_else_could_stand_there(gap):
    async with planning(gap, track="eight", size=(160, 48)) as planner:
        await filling(planner)
        await planner.press("y")
        await planner.until(lambda: "Could stand here as well" in beside(planner))

        assert "May not stand here" in beside(planner)
        await planner.press("tab")
        assert "slots empty: 5 before, 0 after" in beside(planner)


async def test_a_range_and_the_whole_cycle_are_one_key_away(gap):
    async with planning(gap, track="eight") as planner:
        await planner.press("F")
        await planner.pilot.pause()
        assert "No slot of week 1 is empty." in said(planner)
        await planner.press("w")
        field = planner.app.screen.query_one("Input")
        field.value = "9-10"
        await planner.press("enter")
        assert "Write it as 3-5, between 1 and 8." in said(planner)
        field.value = "4-5"
        await planner.press("enter")
        assert len((await proposed(planner)).placed) == 10
        await planner.press("c")
        assert len((await proposed(planner)).placed) == 10
        assert "the whole cycle" in said(planner)


async def test_planning_anew_keeps_what_is_locked(gap):
    async with planning(gap, track="eight") as planner:
        await planner.go("mon", "skills", week=4)
        await planner.press("l")
        await filling(planner)
        await planner.press("p")
        proposal = await proposed(planner)

        assert Cell(4, Day.MON, "skills") not in {offer.cell for offer in proposal.placed}
        assert "planned anew" in said(planner)


async def test_escape_stops_a_search_and_changes_nothing(gap, monkeypatch):
    from curriculum.tui.screens import filling as screen

    async def endless(*_asked):
        import asyncio

        await asyncio.sleep(3600)

    monkeypatch.setattr(screen, "fill", endless)
    async with planning(gap, track="eight") as planner:
        await planner.go("mon", "skills", week=4)
        await planner.press("F")
        await planner.until(lambda: planner.app.screen._search is not None)
        assert "Esc stops; nothing is changed." in said(planner)
        await planner.until(lambda: "5 slots, 1 second. Esc stops" in said(planner))
        await planner.press("escape")

        assert "Stopped. Nothing was changed." in said(planner)
        await planner.press("escape")
        assert planner.app.screen is planner.screen


async def test_a_proposal_for_an_earlier_plan_is_not_accepted(gap):
    async with planning(gap, track="eight") as planner:
        await filling(planner)
        planner.screen.attempt(lambda desk: desk.on_cell(Cell(1, Day.MON, "skills")).placed("skill-24"))
        await planner.pilot.pause()
        await planner.press("a")

        assert "The plan has changed since" in said(planner)
        assert planner.desk.opened.history.undoes.startswith("place")
