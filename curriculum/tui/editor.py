"""The person's own editor: which one, and how it is told a line."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

_COLON = {"hx", "helix", "subl", "zed"}
_CODE = {"code", "codium", "code-insiders", "cursor"}
_PLUS = {"vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "ne", "mg", "view", "pico"}
_FALLBACKS = ("nano", "vim", "vi", "micro")


def editor_command(path: Path, line: int, environment: Mapping[str, str] = os.environ) -> list[str] | None:
    """Return the command that opens a file at a line; None where no editor is set or found."""
    chosen = environment.get("VISUAL") or environment.get("EDITOR")
    words = shlex.split(chosen) if chosen else []
    if not words:
        words = [found for name in _FALLBACKS if (found := shutil.which(name))][:1]
    if not words:
        return None
    name = Path(words[0]).stem
    if name in _CODE:
        return [*words, "--wait", "--goto", f"{path}:{line}"]
    if name in _COLON:
        return [*words, f"{path}:{line}"]
    return [*words, f"+{line}", str(path)] if name in _PLUS else [*words, str(path)]


def run_editor(command: list[str]) -> str | None:
    """Run an editor until it is closed, and return None; or why it could not be started."""
    try:
        subprocess.run(command, check=False)  # noqa: S603 - the person's own choice of program
    except OSError as error:
        return f"{command[0]} could not be started: {error.strerror}. Set EDITOR to another."
    return None
