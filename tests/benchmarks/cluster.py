"""What printing on a cluster costs: the packets of some sites, on one worker and on two, beside this machine alone.

Run it as a script; `--sites N` says how many, `--pages` what a page costs beside its layout. Each site is a workspace
of its own with another name on its pages, printed by a command of its own with nothing kept: `curriculum export
evening --week 1`. All workers are processes of this machine, so that two of them take both of two cores, and the
command has to draw the pages beside them: workers on machines of their own leave it a core.
"""

import asyncio
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from binder import Cost, run, workspace

sys.path.insert(0, str(Path(__file__).parents[1]))
from cluster_of_processes import cluster_of_processes

if TYPE_CHECKING:
    from curriculum.export.crew import Crew

SITES = 4
ROUNDS = 3
TINY_PAGES = 200
"""Pages of one line, whose layout takes next to nothing, for what a page costs beside it."""


def sites(folder: Path, number: int) -> list[Path]:
    """Make the workspaces of some sites, each with its own name."""
    roots = [folder / f"site-{site}" for site in range(1, number + 1)]
    for root in roots:
        root.mkdir()
        workspace(root)
        clinic = root / "clinic.yaml"
        lines = clinic.read_text("utf-8").splitlines(keepends=True)
        lines = [f"name: Clinic {root.name}\n" if line.startswith("name:") else line for line in lines]
        clinic.write_text("".join(lines), encoding="utf-8")
    return roots


def printed(roots: list[Path], *how: str) -> tuple[float, list[Cost]]:
    """Return what printing a week of each site costs: seconds in all, and of each command."""
    begun = time.perf_counter()
    costs = []
    for root in roots:
        for kept in ("cache", "exports"):
            with suppress(FileNotFoundError):
                shutil.rmtree(root / kept)
        costs.append(run("-m", "curriculum", "export", "evening", "--week", "1", *how, cwd=root))
    return time.perf_counter() - begun, costs


def packets(number: int) -> None:
    """Print what the packets of some sites cost, by turns on this machine and on clusters of one and two workers."""
    with tempfile.TemporaryDirectory() as folder:
        roots = sites(Path(folder), number)
        cases: dict[str, list[tuple[float, list[Cost]]]] = {}
        for _ in range(ROUNDS):
            cases.setdefault(f"this machine, {os.cpu_count()} cores", []).append(printed(roots))
            for workers in (1, 2):
                with tempfile.TemporaryDirectory() as own, cluster_of_processes(workers, Path(own)) as there:
                    printed(roots[:1], "--cluster", there.address)  # its workers are warm in any night but the first
                    name = f"cluster, {workers} worker{'s' if workers > 1 else ''}"
                    cases.setdefault(name, []).append(printed(roots, "--cluster", there.address))
        documents = len(list((roots[0] / "exports").rglob("*.pdf")))
        print(f"{number} sites of {documents} documents; the median of {ROUNDS} rounds")
        print(f"{'':24} {'wall s':>8} {'ms a document':>14} {'CPU s of the command':>21}")
        for name, rounds in cases.items():
            wall = median(seconds for seconds, _ in rounds)
            own_cpu = median(cost.cpu for _, costs in rounds for cost in costs)
            print(f"{name:24} {wall:8.2f} {1000 * wall / number / documents:14.0f} {own_cpu:21.2f}", flush=True)


def tiny_pages() -> None:
    """Print what a page costs beside its layout: travel, turns and writing, against a process of this machine."""
    from curriculum.export import pressroom
    from curriculum.export.cluster import cluster
    from curriculum.export.run import Format, export
    from curriculum.workspace import open_workspace
    from curriculum.workspace.exporting import pages

    page = pages(open_workspace(Path(__file__).parents[2]), "evening", (1,), None)[0]
    tiny = [
        replace(page, stem=f"page-{n}", html=f'<!DOCTYPE html><html lang="en"><title>T</title><p>{n}</p></html>')
        for n in range(TINY_PAGES)
    ]
    pressroom._cores = lambda: 1  # one process, as there is one worker
    with tempfile.TemporaryDirectory() as folder, cluster_of_processes(1, Path(folder)) as there:

        async def printed_by(crew: "Crew | None", finished: list[float]) -> None:
            with tempfile.TemporaryDirectory() as into:
                step = lambda _: finished.append(time.perf_counter())  # noqa: E731 - what export is told
                await export(tiny, Path(into), formats=frozenset({Format.PDF}), progress=step, crew=crew)

        async def on_cluster(finished: list[float]) -> None:
            async with cluster(there.address, lambda _: None) as crew:
                await printed_by(crew, finished)

        cases = {"this machine": partial(printed_by, None), "cluster": on_cluster}
        rounds = [{name: costs(doing) for name, doing in cases.items()} for _ in range(ROUNDS + 1)][1:]
    print(f"{TINY_PAGES} pages of a line each, one process; the median of {ROUNDS} rounds")
    for name in cases:
        wall, cpu = (1000 * median(each[name][kind] for each in rounds) for kind in (0, 1))
        print(f"{name:24} {wall:8.1f} ms a page, {cpu:.1f} ms of processor time of the command itself", flush=True)


def costs(doing: Callable[[list[float]], Coroutine[Any, Any, None]]) -> tuple[float, float]:
    """Return seconds a page from the first that was finished to the last, and those of this process's processor."""
    finished: list[float] = []
    used = resource.getrusage(resource.RUSAGE_SELF)
    asyncio.run(doing(finished))
    now = resource.getrusage(resource.RUSAGE_SELF)
    own = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
    return (finished[-1] - finished[0]) / (len(finished) - 1), own / len(finished)


if __name__ == "__main__":
    if "--pages" in sys.argv:
        tiny_pages()
    else:
        packets(int(sys.argv[sys.argv.index("--sites") + 1]) if "--sites" in sys.argv else SITES)
