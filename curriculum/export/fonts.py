"""The bundled fonts: where they are, what they can print, and how a process is bound to them alone."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from curriculum.model.base import Value
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Steps

FAMILY = "Atkinson Hyperlegible"
FOLDER = Path(__file__).parent / "fonts"
FACES = {
    ("normal", 400): FOLDER / "AtkinsonHyperlegible-Regular.ttf",
    ("normal", 700): FOLDER / "AtkinsonHyperlegible-Bold.ttf",
    ("italic", 400): FOLDER / "AtkinsonHyperlegible-Italic.ttf",
    ("italic", 700): FOLDER / "AtkinsonHyperlegible-BoldItalic.ttf",
}
"""Font files by style and weight. All four hold the same characters."""

_FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <match target="pattern"><edit name="family" mode="prepend" binding="strong"><string>{family}</string></edit></match>
</fontconfig>
"""


def write_fonts_conf(folder: Path) -> Path:
    """Write a fontconfig file into `folder` that knows the bundled fonts and no other; return its path.

    Raises CurriculumError where one of them is gone: without any font Pango ends the process.
    """
    from xml.sax.saxutils import escape

    gone = next((path for path in FACES.values() if not path.is_file()), None)
    if gone is not None:
        raise CurriculumError(
            f"PDFs cannot be made on this machine: the font {gone.name} is missing.", "Install curriculum again."
        )
    path = folder / "fonts.conf"
    path.write_text(
        _FONTS_CONF.format(fonts=escape(str(FOLDER)), cache=escape(str(folder / "cache")), family=FAMILY),
        encoding="utf-8",
    )
    return path


@cache
def printable_characters() -> frozenset[str]:
    """Return every character that the bundled fonts can print, line ends included."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # fontTools has no stubs

    with TTFont(FACES["normal", 400], lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap())) | {"\n", "\t"}


def missing_characters(value: Value) -> Iterator[tuple[Steps, str]]:
    """Yield each text of a value that holds a character without a print shape: its place, and the character.

    Each character is named once a text. The place leads from the value itself, such as
    `("agenda", 2, "say")`, so that a check can find the line in any file.
    """
    known = printable_characters()
    for path, text in texts(value):
        for character in dict.fromkeys(text):
            if character not in known:
                yield path, character


def texts(value: Value) -> Iterator[tuple[Steps, str]]:
    """Yield each text of a value with its place."""
    return _texts(value.model_dump(mode="json", by_alias=True), ())


def _texts(data: Any, path: Steps) -> Iterator[tuple[Steps, str]]:
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, below in data.items():
            yield from _texts(below, (*path, key))
    elif isinstance(data, list):
        for number, below in enumerate(data):
            yield from _texts(below, (*path, number))
