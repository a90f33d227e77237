"""The native libraries that set type, by name, and how each platform gets them.

Each is loaded in a process of its own: a broken library can take down whoever loads it.
"""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from curriculum.cli.probes import Probe, State


@dataclass(frozen=True)
class _Library:
    """A library with the names of its file (Linux, macOS, Windows) and of its packages."""

    name: str
    linux: str
    mac: str
    windows: str
    debian: str
    fedora: str
    brew: str
    needed: bool = True
    """False where everything prints without it, only slower."""


# The file names are those that WeasyPrint 70 asks for (weasyprint/text/ffi.py).
_LIBRARIES = (
    _Library(
        "GObject",
        "libgobject-2.0.so.0",
        "libgobject-2.0.0.dylib",
        "libgobject-2.0-0.dll",
        "libglib2.0-0",
        "glib2",
        "glib",
    ),
    _Library(
        "Pango", "libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll", "libpango-1.0-0", "pango", "pango"
    ),
    _Library(
        "PangoFT2",
        "libpangoft2-1.0.so.0",
        "libpangoft2-1.0.dylib",
        "libpangoft2-1.0-0.dll",
        "libpangoft2-1.0-0",
        "pango",
        "pango",
    ),
    _Library(
        "HarfBuzz",
        "libharfbuzz.so.0",
        "libharfbuzz.0.dylib",
        "libharfbuzz-0.dll",
        "libharfbuzz0b",
        "harfbuzz",
        "harfbuzz",
    ),
    _Library(
        "HarfBuzz subset",
        "libharfbuzz-subset.so.0",
        "libharfbuzz-subset.0.dylib",
        "libharfbuzz-subset-0.dll",
        "libharfbuzz-subset0",
        "harfbuzz",
        "harfbuzz",
        needed=False,
    ),
    _Library(
        "Fontconfig",
        "libfontconfig.so.1",
        "libfontconfig.1.dylib",
        "libfontconfig-1.dll",
        "libfontconfig1",
        "fontconfig",
        "fontconfig",
    ),
)

_LOAD = """
import ctypes, sys
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
        sys.exit(0)
    except OSError as error:
        said = str(error)
sys.exit(said)
"""
_SECONDS = 20


def native_libraries() -> Iterator[Probe]:
    """Yield for each library whether it can be loaded."""
    for library in _LIBRARIES:
        reason = _why_not_loaded(_files(library))
        if reason is None:
            yield Probe(library.name, State.SOUND, "found")
        elif library.needed:
            yield Probe(library.name, State.FAILS, reason, _mend(library))
        else:
            yield Probe(library.name, State.NOTE, f"{reason}; PDFs take longer without it", _mend(library))


def _files(library: _Library) -> list[str]:
    """Return the names to try here; Homebrew's own folder is not among those that macOS searches."""
    if sys.platform == "darwin":
        return [library.mac, f"/opt/homebrew/lib/{library.mac}", f"/usr/local/lib/{library.mac}"]
    return [library.windows] if sys.platform == "win32" else [library.linux]


def _why_not_loaded(files: list[str]) -> str | None:
    """Return why none of some files can be loaded as a library, or None where one can."""
    try:
        tried = subprocess.run(  # noqa: S603  this Python, with names from the table above
            [sys.executable, "-c", _LOAD, *files],
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"{files[0]} does not finish loading"
    if tried.returncode < 0:
        return f"{files[0]} crashes while it is loaded"
    return None if tried.returncode == 0 else f"{files[0]} is not found"


def _mend(library: _Library) -> str:
    """Return the one line that installs a library here."""
    if sys.platform == "darwin":
        return f"brew install {library.brew}"
    if sys.platform == "win32":
        return (
            "Install MSYS2 (msys2.org), run `pacman -S mingw-w64-x86_64-pango`, add C:\\msys64\\mingw64\\bin to PATH."
        )
    return f"sudo apt install {library.debian} (Debian, Ubuntu) or sudo dnf install {library.fedora} (Fedora)"
