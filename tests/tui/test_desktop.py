"""What opens a folder beside the terminal, and what is said where nothing can."""

from pathlib import Path

from curriculum.tui.desktop import opening_command

FOLDER = Path("/clinic/exports")


def test_each_desktop_has_its_own_opener(tmp_path):
    opener = tmp_path / "xdg-open"
    opener.write_text("#!/bin/sh\n")
    opener.chmod(0o755)
    windows = {"PATH": str(tmp_path), "DISPLAY": ":0"}

    assert opening_command(FOLDER, {}, "darwin") == ["open", str(FOLDER)]
    assert opening_command(FOLDER, {}, "win32") == ["explorer", str(FOLDER)]
    assert opening_command(FOLDER, windows, "linux") == [str(opener), str(FOLDER)]


def test_over_ssh_nothing_is_opened(tmp_path, monkeypatch):
    assert opening_command(FOLDER, {"PATH": str(tmp_path), "DISPLAY": ":0"}, "linux") is None
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)

    assert opening_command(FOLDER, platform="linux") is None
