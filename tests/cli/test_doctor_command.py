import json
import os

import pytest

from curriculum.cli import native, probes
from curriculum.cli.probes import State


def test_a_sound_machine_ends_with_0_and_every_path_is_named(curriculum, workspace):
    said = curriculum("doctor", "--format", "json")

    told = json.loads(said.out)
    checks = {check["name"]: check for check in told["checks"]}
    assert said.code == 0
    assert {"Python", "Pango", "fonts", "printing a page", "solver", "workspace", "writing exports", "terminal"} <= set(
        checks
    )
    assert checks["printing a page"]["state"] == "sound"
    assert told["paths"]["workspace"] == str(workspace)
    assert {"built-in library", "drafts", "log"} <= set(told["paths"])


def test_a_machine_without_a_print_service_is_told_what_happens_instead(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    assert probes.printer().state is State.NOTE
    assert "files to print by hand" in probes.printer().said


def test_outside_a_workspace_it_only_says_so(curriculum, nowhere):
    said = curriculum("doctor")

    assert said.code == 0
    assert "note  workspace: none around the current folder\n      mend: Make one with `curriculum init`.\n" in said.out
    assert said.out.endswith("Everything is sound.\n")


def test_a_library_that_is_missing_comes_with_the_line_that_installs_it(monkeypatch):
    absent = native._Library("Pango", *["libpango-absent.so.9"] * 3, "libpango-1.0-0", "pango", "pango")
    monkeypatch.setattr(native, "_LIBRARIES", (absent,))

    (probe,) = native.native_libraries()

    assert (probe.state, probe.said) == (State.FAILS, "libpango-absent.so.9 is not found")
    assert "pango" in probe.mend


@pytest.mark.parametrize(
    ("platform", "mend"),
    [("linux", "sudo apt install libpango-1.0-0"), ("darwin", "brew install pango"), ("win32", "MSYS2")],
)
def test_each_platform_has_its_own_way_to_mend(monkeypatch, platform, mend):
    monkeypatch.setattr(native.sys, "platform", platform)
    pango = next(library for library in native._LIBRARIES if library.name == "Pango")

    assert mend in native._mend(pango)


def test_a_solver_that_cannot_be_imported_comes_with_the_line_that_installs_it(monkeypatch, tmp_path):
    (tmp_path / "highspy.py").write_text("raise ImportError('libhighs.so.1: cannot open shared object file')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    probe = probes.solver()

    assert (probe.state, "libhighs.so.1: cannot open shared object file" in probe.said) == (State.FAILS, True)
    assert "pip install" in probe.mend
    assert "all but `fill` works" in probe.mend


def test_a_solver_that_crashes_is_put_in_words(monkeypatch, tmp_path):
    (tmp_path / "highspy.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGILL)\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    assert "built for another processor" in probes.solver().said


def test_a_crash_while_printing_is_put_in_words():
    assert "crashed" in probes._in_words("The printing process ended twice over it: it was ended by SIGSEGV.")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_fails_with_one_line(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)

    assert probes.writable("exports", closed / "exports").state is State.FAILS


def test_a_folder_that_is_not_there_yet_is_looked_for_above(tmp_path):
    probe = probes.writable("exports", tmp_path / "not" / "there")

    assert probe.state is State.SOUND
    assert "made when it is needed" in probe.said
    assert not (tmp_path / "not").exists()
