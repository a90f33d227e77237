"""What the screens of track design have in common: keys, help, palette, the mouse, both themes, no waiting."""

import pytest
from textual.geometry import Offset
from tui_design import opened, said, worked_out, write_design
from tui_driver import planning

from curriculum.model.track import Placement
from curriculum.planning.fill.proposal import Left, Proposal, Proposed
from curriculum.planning.fill.tally import Tally
from curriculum.tui.action import Where
from curriculum.tui.actions import ACTIONS, PAGES, action_for, actions_of, named
from curriculum.tui.pages.sheet import Line, Mark, Sheet
from curriculum.tui.screens import filling
from curriculum.tui.screens.page import Page
from curriculum.tui.theme import LIGHT
from curriculum.tui.widgets.sheet import SheetView
from curriculum.workspace import loading

KEYS = {page: named(page).keys[0] for page in PAGES}
SIZES = {"80x24": (80, 24), "160x48": (160, 48)}


def test_there_are_seven_pages():
    assert list(KEYS.items()) == [
        ("coverage", "G"),
        ("hours", "H"),
        ("close-day", "X"),
        ("fill", "F"),
        ("people", "P"),
        ("substitute", "S"),
        ("compare", "D"),
    ]


@pytest.mark.parametrize("page", PAGES)
async def test_one_key_opens_a_page_and_escape_leads_back_to_the_week(eight, page):
    async with planning(eight, track="eight") as planner:
        await opened(planner, KEYS[page])
        assert isinstance(planner.app.screen, Page)
        assert "Eight weeks" in planner.picture().splitlines()[0]

        await planner.press("escape")
        assert planner.app.screen is planner.screen
        assert planner.screen.grid.has_focus


async def test_pages_lead_to_each_other(eight):
    async with planning(eight, track="eight") as planner:
        await opened(planner, "G")
        for page in PAGES:
            await opened(planner, KEYS[page])
            assert planner.app.screen.NAME in planner.picture()
        assert len(planner.app.screen_stack) == 2


@pytest.mark.parametrize("page", PAGES)
async def test_help_lists_the_keys_of_a_page_first(eight, page):
    async with planning(eight, track="eight", size=(80, 48)) as planner:
        screen = await opened(planner, KEYS[page])
        await planner.press("?")

        lines = planner.picture().splitlines()
        assert lines[2].strip() == screen.WHERE.value
        assert actions_of(screen.WHERE)[0].title in lines[3]
        await planner.press("escape")
        assert planner.app.screen is screen


async def test_the_help_of_the_week_and_the_palette_know_every_page(eight):
    async with planning(eight, track="eight", size=(100, 48)) as planner:
        await planner.press("ctrl+p")
        await planner.type("staff")
        await planner.until(lambda: "People" in planner.picture())
        await planner.press("down", "enter")
        await planner.until(lambda: isinstance(planner.app.screen, Page))
        assert planner.app.screen.NAME == "People"
        await worked_out(planner)
        await planner.press("ctrl+p")
        await planner.type("somebody")
        await planner.until(lambda: "Who can stand in for the marked person" in said(planner))


def test_every_action_of_a_page_is_an_action_of_its_screen():
    from curriculum.tui.screens.closing import ClosingScreen
    from curriculum.tui.screens.compare import CompareScreen
    from curriculum.tui.screens.coverage import CoverageScreen
    from curriculum.tui.screens.filling import FillScreen
    from curriculum.tui.screens.hours import HoursScreen
    from curriculum.tui.screens.people import PeopleScreen
    from curriculum.tui.screens.substitute import SubstituteScreen

    screens = (
        ClosingScreen,
        CompareScreen,
        CoverageScreen,
        FillScreen,
        HoursScreen,
        PeopleScreen,
        SubstituteScreen,
    )
    for screen in screens:
        for action in actions_of(screen.WHERE, Where.PAGE):
            assert hasattr(screen, f"action_{action.run.partition('(')[0]}"), action.id
        assert action_for("escape", screen.WHERE, Where.PAGE) is named("close-page")
    assert {screen.WHERE for screen in screens} == {
        action.where for action in ACTIONS if isinstance(action.run, str)
    } - {Where.READER, Where.ORDER, Where.EXPORT, Where.PAPER, Where.PAGE}


async def test_a_page_refuses_while_something_is_carried(eight):
    async with planning(eight, track="eight") as planner:
        await planner.go("mon", "skills")
        await planner.press(" ", "G")

        assert planner.app.screen is planner.screen
        assert "Put down what you carry first" in planner.picture()


async def test_the_mouse_marks_a_cell_and_a_double_click_tells_all_of_it(eight):
    async with planning(eight, track="eight") as planner:
        await opened(planner, "H")
        sheet = planner.app.screen.query_one(SheetView)
        third = sheet.region.offset + Offset(3, 3)
        await planner.pilot.click(offset=third)
        assert sheet.line == 2
        assert "Week 3, from Monday 2027-01-18" in planner.picture()
        await planner.pilot.click(offset=third, times=2)
        await planner.pilot.pause()
        assert planner.app.screen.reading


async def test_a_tab_can_be_clicked(eight):
    async with planning(eight, track="eight", size=(160, 48)) as planner:
        await opened(planner, "G")
        await planner.pilot.click(offset=(planner.picture().splitlines()[0].index("gates"), 0))
        await planner.pilot.pause()
        assert "Gates and waits" in planner.picture()
        await planner.pilot.click(offset=(planner.picture().splitlines()[0].index("topic") + 4, 0))
        await planner.pilot.pause()
        assert "Held in week 1" in planner.picture()


async def test_a_hint_can_be_clicked(eight):
    async with planning(eight, track="eight") as planner:
        await opened(planner, "H")
        await planner.pilot.click(offset=(2, 23))
        await planner.until(lambda: "Run 2 of the cycle" in planner.picture())


async def test_a_page_is_painted_before_anything_is_worked_out(eight, monkeypatch):
    """The work runs in a thread: the frame stands while it waits for an event that only this test sets."""
    import threading

    from curriculum.tui.screens.hours import HoursScreen

    go, work = threading.Event(), HoursScreen.work_out

    def waiting(self, board):
        go.wait(20)
        return work(self, board)

    monkeypatch.setattr(HoursScreen, "work_out", waiting)
    async with planning(eight, track="eight") as planner:
        await planner.press("H")
        assert "Working it out" in planner.picture()
        go.set()
        await worked_out(planner)
        assert "Run 1 of the cycle" in planner.picture()


async def test_a_light_page_is_drawn_in_the_light_colours(eight):
    async with planning(eight, track="eight") as planner:
        await planner.press("d")
        await opened(planner, "G")
        screen = planner.app.screen
        strip = screen.query_one(SheetView).render_line(1)

        assert {segment.style.bgcolor.name for segment in strip if segment.style} == {LIGHT.ground}


async def test_a_title_that_looks_like_markup_is_shown_as_written(tmp_path, monkeypatch):
    monkeypatch.setattr(loading, "starter_folder", lambda: tmp_path / "nothing")
    root = write_design(tmp_path / "clinic")
    module = root / "modules" / "skill-01.yaml"
    module.write_text(module.read_text().replace("title: Skill 1", 'title: "[/b] [red]x"'))
    async with planning(root, track="eight", size=(160, 48)) as planner:
        await planner.go("mon", "skills")
        await opened(planner, "S")
        assert "[/b] [red]x" in planner.picture()
        await planner.press("escape")
        await opened(planner, "X")
        assert "[/b] [red]x" in planner.picture()


SAID_OF_AN_EMPTY_PLAN = {
    "coverage": "GAP: who joins in weeks 1 to 8 never meets it",
    "hours": "Nothing is planned yet.",
    "close-day": "skills: bump, nothing moves",
    "fill": "Proposal for week 1, 6 slots",
    "people": "open-circle",
    "substitute": "Mara Ellis is out on Monday 2027-01-04",
    "compare": "Nothing differs",
}


@pytest.mark.parametrize("page", PAGES)
async def test_a_plan_that_holds_nothing_yet_is_no_trouble(tmp_path, monkeypatch, page):
    monkeypatch.setattr(loading, "starter_folder", lambda: tmp_path / "nothing")
    root = write_design(tmp_path / "clinic")
    file = root / "tracks" / "eight.yaml"
    file.write_text(file.read_text().partition("plan:")[0])
    async with planning(root, track="eight") as planner:
        await planner.press(KEYS[page])
        said_of_it = SAID_OF_AN_EMPTY_PLAN[page]
        await planner.until(lambda: said_of_it in said(planner) or page == "people", seconds=60)
        await planner.press("down", "right", "enter", "escape", "escape")
        await planner.press("escape")
        assert not planner.desk.opened.history.undoes


def test_the_cursor_passes_over_headings():
    cell = (Mark("x"),)
    sheet = Sheet("", ("",), (Line("A"), Line("1", cell), Line("B"), Line("2", cell)))

    assert [sheet.nearest(line, step) for line, step in ((0, 1), (2, 1), (2, -1), (9, 1), (0, -1))] == [1, 3, 1, 3, 1]
    assert Sheet("", (), ()).nearest(0) == 0


async def _settled_proposal(problem, _line, _search, _show):
    """A proposal that no tuning of the solver changes: the modules of the library in turn."""
    modules = [module for module in problem.subject.library.modules if module.startswith("skill")]
    placed = tuple(
        Proposed(cell, Placement(module=module), None, f"Part {number} of a picture.")
        for number, (cell, module) in enumerate(zip(problem.cells, modules, strict=False), 1)
    )
    nothing = Tally(())
    return Proposal(problem, placed[:-1], (Left(placed[-1].cell, "Nothing fits."),), nothing, nothing, bound=0)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("page", PAGES)
async def test_pages_look_like_their_pictures(tmp_path, monkeypatch, page, size):
    monkeypatch.setattr(loading, "starter_folder", lambda: tmp_path / "nothing")
    monkeypatch.setattr(filling, "fill", _settled_proposal)
    root = write_design(tmp_path / "clinic", without=(4,))
    async with planning(root, track="eight", size=SIZES[size]) as planner:
        await planner.go("mon", "skills", week=4)
        if page == "compare":
            planner.screen.attempt(lambda desk: desk.placed("skill-24"))
            await planner.saved()
        await opened(planner, KEYS[page])
        if page == "fill":
            await planner.until(lambda: planner.app.screen.shown.found, seconds=60)
            await planner.pilot.pause()
        planner.looks_like(f"{page}-{size}")
