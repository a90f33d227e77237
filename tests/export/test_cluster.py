"""Printing on a Dask cluster of processes: the same bytes as here, whatever becomes of its workers."""

import asyncio
import errno
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from cluster_of_processes import cluster_of_processes
from export.samples import a_binder, a_week, held_twice, printables_of

from curriculum.export import cluster as clustering
from curriculum.export import farline, reaching, remote, run
from curriculum.export.bindery import export_binder
from curriculum.export.cluster import cluster
from curriculum.export.run import Format, export
from curriculum.export.store import Store
from curriculum.model.errors import CurriculumError

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")

PDF = frozenset({Format.PDF})


def nothing(_progress):
    """Take no notice."""


def files_in(folder):
    """What each file of a folder holds."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


async def print_on(there, wanted, folder, **how):
    """What came of an export on a cluster, and what was said on the way."""
    said = []
    async with cluster(there.address, said.append) as crew:
        asked = {"formats": PDF, "progress": nothing, **how}
        return await export(wanted, folder, **asked, crew=crew), said


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory):
    """A cluster that every test leaves as it was."""
    with cluster_of_processes(2, tmp_path_factory.mktemp("cluster")) as there:
        yield there


@pytest.fixture
def own_two_workers(tmp_path):
    """A cluster to break."""
    (tmp_path / "cluster").mkdir()
    with cluster_of_processes(2, tmp_path / "cluster") as there:
        yield there


@pytest.fixture(scope="module")
def pages():
    return printables_of(a_week())


@pytest.fixture(scope="module")
def printed_here(tmp_path_factory, pages):
    """The files of an export on this machine, in every format."""
    folder = tmp_path_factory.mktemp("here")
    asyncio.run(export(pages, folder, formats=frozenset(Format), progress=nothing))
    return files_in(folder)


def killing(worker):
    """What ends a worker with the first page that is finished, and tells whom it has ended."""
    killed = []

    def kill(_progress):
        if not killed:
            killed.append(worker)
            os.kill(worker, signal.SIGKILL)

    return kill, killed


def pdfs(files):
    return {name: data for name, data in files.items() if name.endswith(".pdf")}


async def test_a_cluster_gives_the_same_bytes_in_every_format(tmp_path, two_workers, pages, printed_here):
    steps = []

    outcome, said = await print_on(
        two_workers, pages, tmp_path, formats=frozenset(Format), progress=lambda step: steps.append(step.done)
    )

    assert outcome.failures == ()
    assert len(printed_here) == len(pages) * 3
    assert files_in(tmp_path) == printed_here
    assert steps == list(range(1, len(pages) + 1))
    assert said == [f"Printing on 2 workers of {two_workers.address}, 2 at a time."]


async def test_a_binder_printed_there_and_merged_here_is_the_same(tmp_path, two_workers, bound):
    binder = a_binder(held_twice(a_week()))
    file = tmp_path / "there.pdf"

    async with cluster(two_workers.address, lambda _: None) as crew:
        outcome = await export_binder(binder, file, progress=nothing, crew=crew)

    assert outcome.failures == ()
    assert file.read_bytes() == bound.file.read_bytes()


async def test_what_was_printed_there_is_kept_here_and_not_asked_for_again(tmp_path, two_workers, pages):
    store = Store(tmp_path / "store")

    first, _ = await print_on(two_workers, pages[:2], tmp_path / "one", store=store)
    again = await export(pages[:2], tmp_path / "two", formats=PDF, progress=nothing, store=store)

    assert (first.made, again.made, again.taken) == (2, 0, 2)
    assert files_in(tmp_path / "one") == files_in(tmp_path / "two")


async def test_a_page_that_cannot_be_printed_is_named_in_the_same_words(tmp_path, two_workers, pages):
    bodies = {"word": "x" * 200_000, "surrogate": "a\ud800b", "file": '<img alt="x" src="file:///etc/passwd">'}
    hostile = [replace(pages[0], stem=stem, html=f"<!DOCTYPE html><title>T</title>{b}") for stem, b in bodies.items()]

    there, _ = await print_on(two_workers, hostile, tmp_path / "there")
    here = await export(hostile, tmp_path / "here", formats=PDF, progress=nothing)

    assert len(here.failures) == 3
    assert there.failures == here.failures


async def test_a_worker_that_is_killed_mid_run_costs_nothing_but_time(tmp_path, own_two_workers, pages, printed_here):
    kill_one, killed = killing(own_two_workers.workers[0])

    outcome, _ = await print_on(own_two_workers, pages, tmp_path / "out", progress=kill_one)

    assert len(killed) == 1
    assert outcome.failures == ()
    assert files_in(tmp_path / "out") == pdfs(printed_here)


async def test_the_only_worker_may_be_killed_and_come_back(tmp_path, pages, printed_here):
    (tmp_path / "cluster").mkdir()

    with cluster_of_processes(1, tmp_path / "cluster") as there:
        kill_it, killed = killing(there.workers[0])
        outcome, said = await print_on(there, pages, tmp_path / "out", progress=kill_it)

    assert len(killed) == len(said) == 1
    assert outcome.failures == ()
    assert files_in(tmp_path / "out") == pdfs(printed_here)


async def test_a_cluster_that_has_lost_all_workers_for_good_is_given_up(tmp_path, pages, monkeypatch):
    monkeypatch.setattr(clustering, "_SECONDS_WITHOUT", 4)
    (tmp_path / "cluster").mkdir()

    with (
        cluster_of_processes(1, tmp_path / "cluster") as there,
        pytest.raises(CurriculumError, match=r"gone \(no worker is left\)"),
    ):
        await print_on(there, pages, tmp_path / "out", progress=lambda _: there.dismiss())


async def test_a_worker_that_says_nothing_is_left_out_and_its_page_asked_elsewhere(
    tmp_path, own_two_workers, pages, printed_here, monkeypatch
):
    monkeypatch.setattr(run, "SECONDS_A_DOCUMENT", 8)
    monkeypatch.setattr(clustering, "_GRACE", 2)
    stopped = own_two_workers.workers[0]

    def stop_one(_progress):
        os.kill(stopped, signal.SIGSTOP)

    try:
        outcome, said = await print_on(own_two_workers, pages, tmp_path / "out", progress=stop_one)
    finally:
        os.kill(stopped, signal.SIGCONT)

    assert outcome.failures == ()
    assert files_in(tmp_path / "out") == pdfs(printed_here)
    assert [line.partition(" is left out: ")[2] for line in said[1:]] == ["it did not answer for 18 seconds."]


async def test_a_worker_whose_disk_takes_nothing_is_left_out_and_the_other_prints(
    tmp_path, own_two_workers, pages, printed_here
):
    shutil.rmtree(own_two_workers.folders[0])

    outcome, said = await print_on(own_two_workers, pages, tmp_path / "out")

    assert outcome.failures == ()
    assert files_in(tmp_path / "out") == pdfs(printed_here)
    assert len(said) == 2
    assert f" is left out: {own_two_workers.folders[0]} cannot be written there: No such file" in said[1]


async def test_where_no_worker_can_print_the_export_ends_in_one_line(tmp_path, own_two_workers, pages):
    for folder in own_two_workers.folders:
        shutil.rmtree(folder)

    with pytest.raises(CurriculumError, match=r"No worker of the cluster at tcp://\S+ can print this"):
        await print_on(own_two_workers, pages, tmp_path / "out")


async def test_a_full_disk_here_ends_the_export_in_one_line(tmp_path, two_workers, pages, monkeypatch):
    def full(path, content):
        error = CurriculumError(f"{path} cannot be written: No space left on device.")
        error.__context__ = OSError(errno.ENOSPC, "No space left on device")
        raise error

    monkeypatch.setattr(farline, "write_changed", full)

    with pytest.raises(CurriculumError, match=r"The disk is full: \S+\.pdf cannot be written\. Make room"):
        await print_on(two_workers, pages, tmp_path)


async def test_a_scheduler_that_is_gone_mid_run_leaves_whole_files_and_says_how_to_go_on(tmp_path, pages):
    (tmp_path / "cluster").mkdir()

    with (
        cluster_of_processes(1, tmp_path / "cluster") as there,
        pytest.raises(CurriculumError, match=r"The cluster at \S+ is gone .*the same command goes on from there"),
    ):
        await print_on(there, pages, tmp_path / "out", progress=lambda _: os.kill(there.scheduler, signal.SIGKILL))

    assert all(data.rstrip().endswith(b"%%EOF") for data in files_in(tmp_path / "out").values())


async def test_cancelling_leaves_whole_files_only_and_the_cluster_ready(tmp_path, two_workers, pages, printed_here):
    started = asyncio.Event()
    there = print_on(two_workers, pages, tmp_path / "one", progress=lambda _: started.set())
    task = asyncio.create_task(there)
    await started.wait()

    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    outcome, _ = await print_on(two_workers, pages[:1], tmp_path / "two")

    left = files_in(tmp_path / "one")
    assert 1 <= len(left) < len(pages)
    assert left.items() <= printed_here.items()
    assert outcome.failures == ()


async def test_workers_with_other_versions_are_refused_in_words(tmp_path, two_workers, pages, monkeypatch):
    monkeypatch.setattr(remote, "__version__", "0.0.1")

    said = []

    with pytest.raises(CurriculumError, match="Install the same versions"):
        await cluster(two_workers.address, said.append).__aenter__()

    assert len(said) == 2
    assert all(" is left out, for its pages would differ: curriculum is " in line for line in said)
    assert all(" there and 0.0.1 (" in line for line in said)


async def test_a_cluster_without_workers_says_how_to_start_one(tmp_path):
    with (
        cluster_of_processes(0, tmp_path) as there,
        pytest.raises(CurriculumError, match=f"No worker has joined .* dask worker {there.address}"),
    ):
        await cluster(there.address, lambda _: None).__aenter__()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("print-server", '"print-server" is no address of a cluster: missing port number'),
        ("http://print-server:80", "is no address of a cluster: unknown address scheme 'http'"),
        ("tls://127.0.0.1:9", "Certificates for tls://127.0.0.1:9 are not set"),
        ("127.0.0.1:9", "No cluster answers at 127.0.0.1:9"),
    ],
)
async def test_a_wrong_address_is_said_in_words(address, said, monkeypatch):
    monkeypatch.setattr(reaching, "SECONDS_TO_CONNECT", 1)

    with pytest.raises(CurriculumError, match=said):
        await cluster(address, lambda _: None).__aenter__()


async def test_without_the_extra_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(CurriculumError, match=r"pip install 'curriculum\[cluster\]'"):
        await cluster("127.0.0.1:8786", lambda _: None).__aenter__()


def test_an_export_without_a_cluster_imports_nothing_of_it():
    asked = "import sys, curriculum.cli.export; print({'distributed', 'dask', 'tornado'} & set(sys.modules))"

    said = subprocess.check_output([sys.executable, "-c", asked], cwd=Path(__file__).parents[2], text=True)

    assert said.strip() == "set()"


def test_machines_that_print_with_the_same_differ_in_nothing():
    here = remote.made_with()

    assert {"curriculum", "weasyprint", "pango", "harfbuzz", "distributed"} <= set(here)
    assert remote.differences(here, remote.made_with()) == ""
    assert remote.differences({"pango": "1.50"}, {}) == "pango is missing there and 1.50 here"
