"""Printing weeks without leaving the app: refused with reasons, done with a list, stopped by Esc."""

from tui_driver import CLINIC, planning

LENIENT = CLINIC + "severities: {weekly-minutes: warn}\n"


async def test_a_blocking_finding_stops_the_print_and_is_listed(workspace):
    async with planning(workspace, size=(100, 40)) as planner:
        await planner.press("p", "enter")
        await planner.until(lambda: "this has to be mended first" in planner.picture())
        assert "iop-adult is 9" in " ".join(planner.picture().split())

        await planner.press("escape")
        assert planner.screen.grid.has_focus
    assert not (workspace / "exports").exists()


async def test_the_marked_week_is_printed_and_named(workspace):
    (workspace / "clinic.yaml").write_text(LENIENT)
    async with planning(workspace, size=(100, 40)) as planner:
        await planner.press("p", "enter")
        await planner.until(lambda: "Printed" in planner.picture(), seconds=120)
        shown = planner.picture()
        written = sorted(path.name for path in (workspace / "exports").rglob("*.pdf"))

        assert len(written) >= 5
        assert f"{len(written)} files" in shown
        assert "was not printed" not in shown


async def test_esc_stops_a_print_and_leaves_whole_files_only(workspace):
    (workspace / "clinic.yaml").write_text(LENIENT)
    async with planning(workspace, size=(100, 40)) as planner:
        await planner.press("p", "enter")
        await planner.until(lambda: "Printing" in planner.picture())
        await planner.press("escape")
        await planner.until(lambda: "Stopped" in planner.picture())
        await planner.press("escape")

    for path in (workspace / "exports").rglob("*.pdf"):
        assert path.read_bytes().rstrip().endswith(b"%%EOF")


async def test_the_marked_week_becomes_one_binder(workspace):
    (workspace / "clinic.yaml").write_text(LENIENT)
    async with planning(workspace, size=(100, 40)) as planner:
        await planner.press("p")
        assert "As single files" in planner.picture()
        await planner.press("b")
        assert "As one binder" in planner.picture()
        await planner.press("enter")
        await planner.until(lambda: "1 file," in planner.picture(), seconds=120)

    assert [path.name for path in (workspace / "exports").rglob("*.pdf")] == ["evening-binder.pdf"]
