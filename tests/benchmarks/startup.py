"""Prints what starting costs, as whole processes, next to a bare interpreter on the same machine at the same time.

Run it with `make bench`. It judges nothing: machines differ and share. Look at the ratios and at the medians.
"""

import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 9
ROOT = Path(__file__).parents[2]

# Ends the moment that the week is on the screen, so that only the way there is measured.
APP_FIRST_CONTENT = """
import asyncio, datetime, os, pathlib, tempfile
from curriculum.tui.app import PlannerApp
from curriculum.tui.screens.week import Setting
state = pathlib.Path(tempfile.mkdtemp())
setting = Setting(
    root=pathlib.Path({root!r}), drafts=state, session=state / "p.json", today=datetime.date.today(), track=None
)
app = PlannerApp(setting)
async def main():
    async with app.run_test(size=(120, 40)):
        while not app.planner.ready:
            await asyncio.sleep(0.002)
        os._exit(0)
asyncio.run(main())
"""

COMMANDS = {
    "a bare interpreter": [sys.executable, "-c", "pass"],
    "curriculum --help": [sys.executable, "-m", "curriculum", "--help"],
    "curriculum check": [sys.executable, "-m", "curriculum", "check"],
    "curriculum find thought": [sys.executable, "-m", "curriculum", "find", "thought"],
    "the app, first content": [sys.executable, "-c", APP_FIRST_CONTENT.format(root=str(ROOT))],
}
FORBIDDEN = "weasyprint"


def measured(command: list[str]) -> tuple[float, float]:
    """Return the CPU and the wall milliseconds of one run of a command."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu * 1000, wall * 1000


def imports_weasyprint(command: list[str]) -> bool:
    """Tell whether a command imports WeasyPrint, by the interpreter's own list of imports."""
    run = subprocess.run(
        [command[0], "-X", "importtime", *command[1:]], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return any(line.rpartition("|")[2].strip() == FORBIDDEN for line in run.stderr.splitlines())


def main() -> None:
    """Run every command in turn, several rounds, and print the medians."""
    figures: dict[str, list[tuple[float, float]]] = {name: [] for name in COMMANDS}
    for _ in range(ROUNDS):
        for name, command in COMMANDS.items():
            figures[name].append(measured(command))
    bare = statistics.median(cpu for cpu, _ in figures["a bare interpreter"])
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, medians of {ROUNDS} rounds, in milliseconds")
    print(f"{'':28}{'CPU':>8}{'wall':>8}{'x bare':>8}  WeasyPrint")
    for name, runs in figures.items():
        cpu, wall = (statistics.median(column) for column in zip(*runs, strict=True))
        imported = "imported" if imports_weasyprint(COMMANDS[name]) else "not imported"
        print(f"{name:28}{cpu:8.0f}{wall:8.0f}{cpu / bare:8.1f}  {imported}")


if __name__ == "__main__":
    main()
