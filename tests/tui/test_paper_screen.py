"""The next groups on paper: two keys to the printer, and nothing that takes a lot of it by accident."""

import pytest
from cups import MISSING, print_service
from tui_driver import CLINIC, planning

real = pytest.mark.skipif(bool(MISSING), reason=MISSING)
LENIENT = CLINIC + "severities: {weekly-minutes: warn}\n"


@pytest.fixture(autouse=True)
def lenient(workspace, monkeypatch, tmp_path):
    (workspace / "clinic.yaml").write_text(LENIENT)
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "none"))


@pytest.fixture
def office(monkeypatch, lenient):
    with print_service() as service:
        monkeypatch.setenv("CUPS_SERVER", str(service.socket))
        yield service


async def shown(planner, said="Together"):
    await planner.until(lambda: said in planner.picture(), seconds=120)
    return planner.picture()


@real
async def test_two_keys_print_the_next_groups(workspace, office):
    async with planning(workspace) as planner:
        await planner.press("T")
        assert "To the printer Office" in await shown(planner)
        await planner.press("enter")
        assert "Sent to the printer" in await shown(planner, "To stop it")
        printed = office.printed(2)

    assert [job.title for job in printed] == ["Guide 1 of 2", "Handout 2 of 2"]
    assert printed[1].copies > printed[0].copies


async def test_without_a_printer_files_and_what_to_do_with_them_are_written(workspace):
    async with planning(workspace) as planner:
        await planner.press("T")
        assert "By hand, on both sides, in black" in " ".join((await shown(planner)).split())
        assert not (workspace / "exports").exists()
        await planner.press("enter")
        await shown(planner, "Ready to print by hand")

    assert len(list((workspace / "exports" / "evening").glob("print-*/how-to-print.txt"))) == 1


async def test_sides_color_and_week_are_a_key_away(workspace):
    async with planning(workspace) as planner:
        await planner.press("T")
        await shown(planner)
        await planner.press("d", "c")
        assert "on one side, in color" in " ".join(planner.picture().split())
        await planner.press("w")
        await planner.until(lambda: " to " in planner.picture().split("groups,")[0][-80:], seconds=120)
        await planner.press("h")
        await planner.until(lambda: "Guides," not in planner.picture() and "Together" in planner.picture(), seconds=120)
        await planner.press("escape")
        assert planner.screen.grid.has_focus


@real
async def test_a_lot_of_paper_asks_for_another_key(workspace, office):
    track = workspace / "tracks" / "evening.yaml"
    track.write_text(track.read_text().replace("census: ", "census: 9"))
    async with planning(workspace) as planner:
        await planner.press("T")
        await shown(planner)
        await planner.press("enter", "enter")
        assert "sheets of paper. y prints them" in planner.picture()
        assert list((office.root / "out").iterdir()) == []


async def test_what_blocks_is_said_and_nothing_is_printed(workspace):
    (workspace / "clinic.yaml").write_text(CLINIC)
    async with planning(workspace) as planner:
        await planner.press("T")
        assert "mended first" in await shown(planner, "Not printed")
        await planner.press("enter")
        assert planner.screen.grid.has_focus
    assert not (workspace / "exports").exists()
