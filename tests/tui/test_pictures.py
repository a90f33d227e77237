"""Screens as text. `PICTURES=renew pytest tests/tui/test_pictures.py` keeps them anew; look at what changed."""

import pytest
from tui_driver import planning

SIZES = {"80x24": (80, 24), "160x48": (160, 48)}


@pytest.mark.parametrize("size", SIZES)
async def test_the_week(workspace, size):
    async with planning(workspace, size=SIZES[size]) as planner:
        await planner.go("mon", "skills")
        planner.looks_like(f"week-{size}")


@pytest.mark.parametrize("size", SIZES)
async def test_a_closed_day_while_carrying(workspace, size):
    async with planning(workspace, size=SIZES[size]) as planner:
        await planner.go("mon", "elective")
        await planner.press(" ", "]", "]")
        planner.looks_like(f"carrying-{size}")


@pytest.mark.parametrize("size", SIZES)
async def test_the_search(workspace, size):
    async with planning(workspace, size=SIZES[size]) as planner:
        await planner.go("wed", "skills")
        await planner.search("th")
        planner.looks_like(f"search-{size}")


@pytest.mark.parametrize("size", SIZES)
async def test_the_keys(workspace, size):
    async with planning(workspace, size=SIZES[size]) as planner:
        await planner.press("?")
        planner.looks_like(f"keys-{size}")


@pytest.mark.parametrize("size", SIZES)
async def test_the_reader(workspace, size):
    async with planning(workspace, size=SIZES[size]) as planner:
        await planner.go("mon", "skills")
        await planner.press("r")
        planner.looks_like(f"reader-{size}")


@pytest.mark.parametrize("size", SIZES)
async def test_two_versions_of_a_track(workspace, size):
    async with planning(workspace, size=SIZES[size]) as planner:
        planner.file.write_text(planner.file.read_text().replace("census: 8", "census: 9"))
        await planner.go("mon", "skills")
        await planner.press("x")
        await planner.until(lambda: "Two versions" in planner.picture())
        await planner.pilot.pause()
        planner.looks_like(f"conflict-{size}")
