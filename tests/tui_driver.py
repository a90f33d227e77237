"""The app in a reader's words: `await planner.search("cat"); await planner.place()`. And pictures of it as text."""

import os
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from textual.geometry import Offset

from curriculum.model.track import Cell, Day
from curriculum.tui.app import PlannerApp
from curriculum.tui.screens.week import Setting

PICTURES = Path(__file__).parent / "tui" / "pictures"
TODAY = date(2027, 1, 4)
KEYS = {"/": "slash", "[": "left_square_bracket", "]": "right_square_bracket", "?": "question_mark", " ": "space"}

MODULE = """\
title: {title}
summary: {summary}
modality: {modality}
kind: {kind}
topics: [{topic}]
status: ready
objectives: [Name one thing.]
cautions: [Nobody has to take part.]
agenda:
  - {{name: Welcome, type: open, minutes: 10, say: "Welcome, [everyone]. This is for staff."}}
  - {{name: Practice, type: practice, minutes: {{least: {least}, planned: {least}, most: {most}}}}}
handouts:
  - title: A page to keep
    idea: One small thing a day.
    blocks: [{{text: "Write down one thing."}}]
    take_home: One thing.
license: CC-BY-4.0
author: Test
"""

MODULES = {
    "open-circle": ("Open circle", "People talk.", "other", "group", "talking", 30, 60),
    "catching-thoughts": ("Catching quick thoughts", "A thought before a feeling.", "cbt", "skills", "mood", 30, 60),
    "pausing": ("Pausing before acting", "An urge passes.", "dbt", "skills", "urges", 30, 60),
    "values": ("What matters [most]", "Sorting cards.", "mi", "group", "values", 30, 50),
    "breath": ("Breath or sound", "Noticing.", "mindfulness", "skills", "noticing", 30, 50),
    "long-studio": ("Marks and moods in the studio", "Drawing.", "art", "group", "drawing", 70, 90),
}

CLINIC = """\
name: Test clinic
people:
  mara: {name: Mara Ellis, credentials: [lcsw]}
  jo: {name: Jo Tanaka, credentials: [lpc]}
rooms:
  main: {name: Main room, seats: 16}
closures:
  - {from: 2027-01-18, reason: A holiday}
"""

TRACK = """\
# The evening program. This comment stays.
title: Evening
level: iop-adult
starts: 2027-01-04
cycle: 4          # weeks
stay: 4
census: 8
meetings:
  - days: [mon, wed]
    from: 18:00
    slots:
      - {name: process, minutes: 50, standing: open-circle}
      - {break: 10}
      - {name: skills, minutes: 60, sequence: skills}
      - {break: 10}
      - {name: elective, minutes: 60}
  - days: [thu]
    from: 18:00
    slots:
      - {name: process, minutes: 50, standing: open-circle}
      - {break: 10}
      - {name: skills, minutes: 50, sequence: skills}
      - {break: 10}
      - {name: studio, minutes: 90}
staff: {process: mara, skills: jo, elective: jo, studio: mara}
rooms: {process: main, skills: main, elective: main, studio: main}
plan:
  1:
    mon: {skills: catching-thoughts, elective: breath}   # a comment beside
    thu: {studio: {module: long-studio, locked: true}}
"""

DAY_TRACK = (
    TRACK.replace("title: Evening", "title: Day").replace("18:00", "9:30").replace("process: mara", "process: jo")
)


def write_workspace(root: Path) -> Path:
    """Write a small workspace and return its folder."""
    (root / "tracks").mkdir(parents=True)
    (root / "modules").mkdir()
    (root / "clinic.yaml").write_text(CLINIC)
    (root / "tracks" / "evening.yaml").write_text(TRACK)
    (root / "tracks" / "day.yaml").write_text(DAY_TRACK)
    names = ("title", "summary", "modality", "kind", "topic", "least", "most")
    for module_id, facts in MODULES.items():
        (root / "modules" / f"{module_id}.yaml").write_text(MODULE.format(**dict(zip(names, facts, strict=True))))
    return root


class Planner:
    """A person at the keyboard and the mouse."""

    def __init__(self, app, pilot, setting):
        self.app, self.pilot, self.setting = app, pilot, setting

    @property
    def screen(self):
        return self.app.planner

    @property
    def desk(self):
        return self.screen.desk

    @property
    def file(self):
        return self.setting.root / "tracks" / f"{self.desk.opened.id}.yaml"

    async def press(self, *keys):
        await self.pilot.press(*(KEYS.get(key, key) for key in keys))
        await self.pilot.pause()

    async def type(self, text):
        await self.press(*text)

    async def search(self, words):
        await self.press("/")
        await self.type(words)

    async def place(self):
        await self.press("enter")

    async def go(self, day, slot, week=None):
        """Put the cursor on a slot."""
        self.screen.show(self.desk.on_cell(Cell(week or self.desk.week, Day(day), slot)))
        await self.pilot.pause()

    def held(self, day, slot, week=None):
        placement = self.desk.track.placement(Cell(week or self.desk.week, Day(day), slot))
        return placement.module if placement else None

    def hint(self):
        return self.screen.hints.said

    async def until(self, true, seconds=15):
        for _ in range(int(seconds / 0.02)):
            if true():
                return
            await self.pilot.pause(0.02)
        raise AssertionError("it never happened")

    async def saved(self):
        """Wait until the file holds what the screen shows."""
        await self.until(lambda: not self.desk.opened.changed and self.screen.state.value == "saved")

    def cell_point(self, day, slot):
        """A point of the screen inside a slot of the week."""
        position = self.desk.view.position(Cell(self.desk.week, Day(day), slot))
        x, y = self.screen.grid.geometry.origin(*position)
        return self.screen.grid.content_region.offset + Offset(x + 3, y + 1) - self.screen.grid.scroll_offset

    async def drag(self, start, end):
        """Press at one point of the screen, move, and let go at another."""
        await self.pilot.mouse_down(offset=start)
        await self.pilot.hover(offset=((start[0] + end[0]) // 2, (start[1] + end[1]) // 2))
        await self.pilot.hover(offset=end)
        await self.pilot.mouse_up(offset=end)
        await self.pilot.pause()

    def picture(self):
        """The screen as text."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips) + "\n"

    def looks_like(self, name):
        """Compare the screen with a kept picture; PICTURES=renew keeps it anew."""
        file = PICTURES / f"{name}.txt"
        if os.environ.get("PICTURES") == "renew":
            file.write_text(self.picture())
        assert file.read_text() == self.picture(), f"{file} differs; PICTURES=renew keeps the new one"


@asynccontextmanager
async def planning(root, *, size=(80, 24), quiet_seconds=0.05, **more):
    """Open the app on a workspace."""
    state = root.parent / f"{root.name}-state"
    setting = Setting(
        root=root,
        drafts=state / "drafts",
        session=state / "places.json",
        today=TODAY,
        quiet_seconds=quiet_seconds,
        **{"track": "evening", "watch": False, **more},
    )
    app = PlannerApp(setting)
    async with app.run_test(size=size, notifications=True) as pilot:
        planner = Planner(app, pilot, setting)
        await planner.until(lambda: app.planner.ready)
        await pilot.pause()
        yield planner
