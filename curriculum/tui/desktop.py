"""The desktop around the terminal: what opens a file or a folder in the person's own program, where there is one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")
"""One of them is set where a Unix has windows."""


def opening_command(
    path: Path, environment: Mapping[str, str] = os.environ, platform: str = sys.platform
) -> list[str] | None:
    """Return the command that opens a file or a folder; None where no desktop is at hand, as over ssh."""
    if platform == "darwin":
        return ["open", str(path)]
    if platform == "win32":
        return ["explorer", str(path)]
    found = shutil.which("xdg-open", path=environment.get("PATH"))
    return [found, str(path)] if found and any(environment.get(name) for name in _SCREENS) else None


def open_on_desktop(path: Path) -> str:
    """Open a file or a folder beside the terminal, and return what to say of it."""
    command = opening_command(path)
    if command is None:
        return f"No desktop here to open it with. It is {path}."
    try:
        subprocess.Popen(  # noqa: S603 - the desktop's own opener, and a path that was just written
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        return f"It cannot be opened here: {error.strerror}. It is {path}."
    return f"Opening {path.name}."
