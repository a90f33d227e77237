"""Differences: what has changed in clinical terms since the session began, or since the last commit."""

import subprocess

from tui_design import beside, opened, said
from tui_driver import planning


async def test_what_was_changed_in_this_session_is_told_in_minutes_slots_and_topics(eight):
    async with planning(eight, track="eight", size=(160, 48)) as planner:
        await opened(planner, "D")
        assert "Nothing differs from the plan as it was when this session began." in said(planner)
        await planner.press("escape")
        await planner.go("mon", "skills")
        planner.screen.attempt(lambda desk: desk.placed("skill-24"))
        await opened(planner, "D")

        assert "1 slot" in said(planner)
        told = beside(planner)
        assert "Mon 2027-01-04, skills (week 1): module: Skill 1 -> Skill 24" in told
        assert "topic-01: clients who join in weeks 1, 4, 5, 6, 7 and 8 NO LONGER meet it" in told
        rows = [line.partition("│")[0].strip("█ ").split() for line in planner.picture().splitlines()]
        assert ["CBT", "cbt", "480", "540", "+60"] in rows
        assert ["DBT", "dbt", "420", "360", "-60"] in rows


def _git(folder, *words):
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, "-C", str(folder), *words], check=True, capture_output=True)


async def test_what_was_changed_since_the_last_commit(eight):
    _git(eight, "init")
    _git(eight, "add", ".")
    _git(eight, "commit", "-m", "first")
    file = eight / "tracks" / "eight.yaml"
    file.write_text(file.read_text().replace("census: 8", "census: 9"))
    async with planning(eight, track="eight", size=(160, 48)) as planner:
        await opened(planner, "D")
        await planner.press("tab")
        await planner.until(lambda: "as it was last committed" in said(planner))

        assert "census: 8 -> 9" in beside(planner)


async def test_without_git_it_says_so_and_the_session_is_still_there(eight):
    async with planning(eight, track="eight") as planner:
        await opened(planner, "D")
        await planner.press("c")
        await planner.until(lambda: "lies in no git repository" in said(planner))
        await planner.press("c")

        await planner.until(lambda: "Nothing differs" in said(planner))
