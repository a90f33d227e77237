"""The mouse: clicks, double clicks, and dragging with one edit at the end."""

from tui_driver import planning


async def test_a_placement_is_dragged_into_another_slot(workspace):
    async with planning(workspace, size=(110, 36)) as planner:
        await planner.drag(planner.cell_point("mon", "skills"), planner.cell_point("wed", "elective"))

        assert planner.held("wed", "elective") == "catching-thoughts"
        assert planner.held("mon", "skills") is None
        assert len(planner.desk.opened.history.past) == 1


async def test_a_module_is_dragged_from_the_library_into_the_week(workspace):
    async with planning(workspace, size=(110, 36)) as planner:
        await planner.search("pau")
        rows = planner.screen.shelf.rows.content_region
        await planner.drag((rows.x + 2, rows.y), planner.cell_point("wed", "skills"))

        assert planner.held("wed", "skills") == "pausing"


async def test_a_drag_onto_a_slot_that_refuses_it_changes_nothing(workspace):
    async with planning(workspace, size=(110, 36)) as planner:
        await planner.drag(planner.cell_point("mon", "skills"), planner.cell_point("thu", "studio"))

        assert not planner.desk.opened.history.past
        assert planner.desk.carried is None
        assert planner.hint() == "Put back. It is locked. Unlock it first."


async def test_esc_while_dragging_puts_back(workspace):
    async with planning(workspace, size=(110, 36)) as planner:
        end = planner.cell_point("wed", "elective")
        await planner.pilot.mouse_down(offset=planner.cell_point("mon", "skills"))
        await planner.pilot.hover(offset=end)
        await planner.press("escape")
        await planner.pilot.mouse_up(offset=end)
        await planner.pilot.pause()

        assert not planner.desk.opened.history.past
        assert planner.desk.carried is None


async def test_a_click_chooses_a_slot_and_a_double_click_reads_it(workspace):
    async with planning(workspace) as planner:
        point = planner.cell_point("mon", "elective")
        await planner.pilot.click(offset=point)
        assert planner.desk.module == "breath"

        await planner.pilot.click(offset=point, times=2)
        await planner.pilot.pause()
        assert "Noticing." in planner.picture()


async def test_a_click_in_the_library_marks_and_a_double_click_places(workspace):
    async with planning(workspace) as planner:
        await planner.go("wed", "skills")
        await planner.search("pau")
        rows = planner.screen.shelf.rows.content_region
        await planner.pilot.click(offset=(rows.x + 2, rows.y))
        assert planner.held("wed", "skills") is None

        await planner.pilot.click(offset=(rows.x + 2, rows.y), times=2)
        await planner.pilot.pause()
        assert planner.held("wed", "skills") == "pausing"


async def test_filters_and_hints_can_be_clicked(workspace):
    async with planning(workspace, size=(160, 48)) as planner:
        filters = planner.screen.shelf.filters.region
        line = planner.picture().splitlines()[filters.y]
        await planner.pilot.click(offset=(line.index("fits slot") + 1, filters.y))
        assert planner.screen.shelf.state.fits

        hints = planner.picture().splitlines()[-1]
        await planner.pilot.click(offset=(hints.index("keys"), 47))
        await planner.pilot.pause()
        assert "In the week" in planner.picture()
