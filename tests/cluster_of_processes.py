"""A Dask cluster of processes on this machine, on ports of its own: a scheduler, and workers that a test may end.

As a script it starts one, says its address and the process ids of its workers, and ends with its standard input.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HOME = Path(__file__).parents[1]


@dataclass(frozen=True)
class ClusterOfProcesses:
    """Where it is reached, and who works in it."""

    address: str
    scheduler: int
    workers: tuple[int, ...]
    """Process ids."""
    folders: tuple[Path, ...]
    """Where each worker keeps its files."""
    dismiss: Callable[[], None]
    """Ends all workers for good, and returns when they are gone."""


@contextmanager
def cluster_of_processes(workers: int, folder: Path) -> Iterator[ClusterOfProcesses]:
    """Yield a cluster whose workers keep their files below `folder`, each with one thread."""
    command = [sys.executable, __file__, str(workers), str(folder)]
    with (folder / "cluster.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=HOME, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log)
    assert process.stdout
    assert process.stdin

    def dismiss() -> None:
        process.stdin.write(b"dismiss\n")
        process.stdin.flush()
        process.stdout.readline()

    try:
        line = process.stdout.readline()
        assert line, (folder / "cluster.log").read_text("utf-8", "replace")
        told = json.loads(line)
        workers, folders = zip(*told["workers"], strict=True) if told["workers"] else ((), ())
        yield ClusterOfProcesses(told["address"], process.pid, workers, tuple(map(Path, folders)), dismiss)
    finally:
        process.communicate(timeout=60)


def who_and_where(dask_worker: Any) -> tuple[int, str]:
    return os.getpid(), dask_worker.local_directory


def main() -> None:
    from distributed import Client, LocalCluster

    sys.path.insert(0, str(HOME))
    with (
        LocalCluster(
            n_workers=int(sys.argv[1]),
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
            worker_dashboard_address=None,
            local_directory=sys.argv[2],
        ) as cluster,
        Client(cluster.scheduler_address, set_as_default=False) as client,
    ):
        workers = [told for _, told in sorted(client.run(who_and_where).items())]
        sys.stdout.write(json.dumps({"address": cluster.scheduler_address, "workers": workers}) + "\n")
        sys.stdout.flush()
        for _ in sys.stdin:
            cluster.scale(0)
            while cluster.scheduler.workers:
                time.sleep(0.05)
            sys.stdout.write("done\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
