"""Places made to harm: full and read-only disks, names that no file has, two prints at once, processes killed."""

import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

EXPORT = (sys.executable, "-m", "curriculum", "export")
needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="namespaces and /proc are Linux's")


def may_mount():
    """Tell whether this process may mount a disk of its own."""
    asked = ["unshare", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return (
        shutil.which("unshare") is not None and subprocess.run(asked, capture_output=True, check=False).returncode == 0
    )


@pytest.fixture
def disk(workspace):
    """What prints onto a disk of its own, mounted with some options, and says how that ended and what lies there."""
    if not may_mount():
        pytest.skip("no disk may be mounted here")

    def call(options, *words, then="true"):
        place = workspace / "disk"
        place.mkdir()
        script = f'mount -t tmpfs -o "$1" tmpfs disk; shift; {then}; "$@"; code=$?; find disk -type f >&1; exit $code'
        printing = (*EXPORT, *words, "--to", "disk/prints")
        asked = ["unshare", "--map-root-user", "--mount", "sh", "-c", script, "sh", options, *printing]
        return subprocess.run(asked, capture_output=True, text=True, check=False, cwd=workspace)

    return call


@pytest.mark.parametrize("words", [("--format", "pdf"), ("--format", "html", "--format", "docx")])
def test_a_full_disk_is_named_for_each_page_and_holds_whole_files_only(disk, words):
    said = disk("size=16k", "feeling-1", *words)

    assert said.returncode == 1
    assert "cannot be written: No space left on device." in said.stderr
    assert "Traceback" not in said.stderr
    left = [line for line in said.stdout.splitlines() if line.startswith("disk/")]
    assert all(not line.endswith(".part") for line in left)
    assert len(left) < len(words)


def test_a_binder_for_a_full_disk_is_not_there_in_half(disk, change, workspace):
    change(workspace / "clinic.yaml", "closures:", "severities: {weekly-minutes: warn}\nclosures:")

    said = disk("size=48k", "days", "--binder", "--day", "mon")

    assert (said.returncode, said.stdout) == (1, "Wrote nothing.\n")
    assert "No space left on device" in said.stderr


def test_a_read_only_disk_is_one_line(disk):
    said = disk("ro", "feeling-1")

    assert (said.returncode, said.stdout, said.stderr.count("\n")) == (2, "", 1)
    assert "Read-only file system" in said.stderr


def test_a_disk_that_becomes_read_only_is_named_for_each_page(disk):
    said = disk("size=9m", "feeling-1", then="mkdir disk/prints; mount -o remount,ro tmpfs disk")

    assert (said.returncode, said.stderr.count("Not written: ")) == (1, 2)
    assert said.stderr.count("Read-only file system") == 2


@pytest.mark.parametrize("folder", ["x" * 300, "a/" + "y" * 300, "clinic.yaml", "clinic.yaml/below"])
def test_a_folder_that_no_disk_can_hold_is_one_line(curriculum, workspace, folder):
    said = curriculum("export", "feeling-1", "--format", "html", "--to", folder)

    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert "Traceback" not in said.err


@pytest.mark.parametrize("folder", ["CON", "../outside", "-dash", "caf\u00e9 \U0001f642", "a\nb", "*?"])
def test_a_folder_that_can_be_made_is_made_as_it_was_named(curriculum, workspace, folder):
    said = curriculum("export", "feeling-1", "--format", "html", f"--to={folder}")

    assert said.code == 0
    assert len(list((workspace / folder).glob("*.html"))) == 2
    assert "\x1b" not in said.out


def test_two_prints_at_once_into_one_folder_leave_what_one_leaves(curriculum, workspace):
    def once(_):
        return subprocess.run([*EXPORT, "feeling-1"], capture_output=True, text=True, check=False, cwd=workspace)

    with ThreadPoolExecutor() as pool:
        both = list(pool.map(once, range(2)))
    folder = workspace / "exports/modules/feeling-1"
    found = {path.name: path.read_bytes() for path in folder.iterdir()}
    shutil.rmtree(folder)
    curriculum("export", "feeling-1")

    assert [said.returncode for said in both] == [0, 0]
    assert found == {path.name: path.read_bytes() for path in folder.iterdir()}


def children(process):
    """Return the processes that a process has started."""
    return [int(number) for number in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def workers(process, deadline=60):
    """Return the printing processes of a print once there are some."""
    end = time.monotonic() + deadline
    while time.monotonic() < end:
        found = [child for child in children(process) if b"export.worker" in _command(child)]
        if found:
            return found
        time.sleep(0.01)
    raise AssertionError("no printing process was started")


def _command(process):
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


@needs_linux
def test_a_printing_process_that_is_killed_costs_no_page(workspace, change):
    change(workspace / "clinic.yaml", "closures:", "severities: {weekly-minutes: warn}\nclosures:")
    printing = subprocess.Popen(
        [*EXPORT, "days", "--week", "1"], cwd=workspace, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert printing.stderr is not None
    printing.stderr.readline()
    killed = workers(printing.pid)[0]
    os.kill(killed, signal.SIGKILL)
    out, err = printing.communicate(timeout=90)

    assert (printing.returncode, "Not written" in err) == (0, False)
    assert "Wrote 19 files" in out
    assert not list((workspace / "exports").rglob("*.part"))


@needs_linux
def test_ctrl_c_ends_every_process_that_the_print_has_started(workspace):
    printing = subprocess.Popen(
        [*EXPORT, "days", "--week", "1"],
        cwd=workspace,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )
    started = workers(printing.pid)
    printing.send_signal(signal.SIGINT)
    printing.communicate(timeout=60)

    assert printing.returncode == 130
    assert not [process for process in started if b"export.worker" in _command(process)]
    assert all(path.suffix == ".pdf" for path in (workspace / "exports").rglob("*.*"))


@pytest.fixture
def without(tmp_path):
    """The environment of a machine on which Python runs some lines first."""

    def machine(lines):
        (tmp_path / "machine").mkdir()
        (tmp_path / "machine/sitecustomize.py").write_text(lines, encoding="utf-8")
        return {**os.environ, "PYTHONPATH": str(tmp_path / "machine")}

    return machine


NO_PANGO = """
import ctypes.util, sys
found = ctypes.util.find_library
ctypes.util.find_library = lambda name: None if "pango" in name else found(name)
try:
    from cffi import api
except ImportError:
    pass
else:
    opened = api.FFI.dlopen
    def dlopen(self, name, flags=0):
        if name and "pango" in name:
            raise OSError(f"cannot load library '{name}': no such file")
        return opened(self, name, flags)
    api.FFI.dlopen = dlopen
"""
NO_FONTS = """
import pathlib
is_file = pathlib.Path.is_file
pathlib.Path.is_file = lambda path, **rest: path.suffix != ".ttf" and is_file(path, **rest)
"""
NO_FONTS_TO_READ = """
import pathlib
write = pathlib.Path.write_text
def write_text(path, text, *rest, **named):
    return write(path, text.replace("export/fonts", "export/none"), *rest, **named)
pathlib.Path.write_text = write_text
"""


@pytest.mark.parametrize("lines", [NO_PANGO, NO_FONTS], ids=["no Pango", "no fonts"])
def test_a_machine_that_lacks_something_says_what_in_one_line(process, workspace, without, lines):
    said = process("export", "feeling-1", cwd=workspace, env=without(lines))

    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert "PDFs cannot be made on this machine: " in said.err
    assert not list((workspace / "exports").rglob("*.*"))


def test_fonts_that_cannot_be_read_are_no_crash_of_the_planner(process, workspace, without):
    said = process("export", "feeling-1", cwd=workspace, env=without(NO_FONTS_TO_READ))

    assert (said.code, "Traceback" in said.err) in ((0, False), (1, False), (2, False))
    assert said.code == 0 or "Not written: " in said.err or "cannot be made" in said.err
