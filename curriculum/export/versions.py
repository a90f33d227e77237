"""What decides how a page comes out besides the page itself: versions of libraries, our own code, our fonts.

Asks without importing WeasyPrint, which takes half a second: the native libraries by their own functions, found
under the names that WeasyPrint looks for.
"""

import ctypes
import ctypes.util
import hashlib
import sys
import zlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGES = ("weasyprint", "pydyf", "tinycss2", "cssselect2", "tinyhtml5", "fonttools", "pillow", "pyphen", "pikepdf")
_HERE = Path(__file__).parent
_OURS = tuple(
    _HERE / name
    for name in (
        *("pdf.py", "tags.py", "quick.py", "gather.py", "quire.py", "merge.py"),
        *("outline.py", "folio.py", "pdftext.py", "pdfwriter.py", "spreads.py"),
    )
)


@cache
def press_versions() -> str | None:
    """Return what a PDF depends on besides its HTML and styles, or its parts; None where that cannot be known."""
    from curriculum.export.fonts import FACES

    native = native_versions()
    try:
        packages = " ".join(f"{name} {version(name)}" for name in _PACKAGES)
    except PackageNotFoundError:
        return None
    if native is None:
        return None
    return f"{packages} {native} zlib {zlib.ZLIB_RUNTIME_VERSION} {_digest((*_OURS, *FACES.values()))}"


def _digest(paths: tuple[Path, ...]) -> str:
    """Return one digest of the bytes of some files."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def native_versions() -> str | None:
    """Return the versions of Pango, HarfBuzz and fontconfig; None where they are not there."""
    try:
        pango = _library("libpango-1.0-0", "pango-1.0-0", "pango-1.0", "libpango-1.0.so.0", "libpango-1.0.dylib")
        harfbuzz = _library("libharfbuzz-0", "harfbuzz", "harfbuzz-0.0", "libharfbuzz.so.0", "libharfbuzz.0.dylib")
        fontconfig = _library("libfontconfig-1", "fontconfig-1", "fontconfig", "libfontconfig.so.1")
        pango.pango_version_string.restype = harfbuzz.hb_version_string.restype = ctypes.c_char_p
        words = (pango.pango_version_string().decode(), harfbuzz.hb_version_string().decode())
        return f"pango {words[0]} harfbuzz {words[1]} fontconfig {fontconfig.FcGetVersion()}"
    except (OSError, AttributeError):
        return None


def _library(*names: str) -> ctypes.CDLL:
    """Return the first library of some names. Raises OSError where there is none."""
    for name in names:
        # Searching asks a compiler on Linux, which takes longer than a page; there the plain name is enough.
        found = name if sys.platform == "linux" else ctypes.util.find_library(name) or name
        try:
            return ctypes.CDLL(found)
        except OSError:
            continue
    raise OSError(names[0])
