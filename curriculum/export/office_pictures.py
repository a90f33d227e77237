"""Drawings as pictures for programs that know no SVG. Uses the bundled fonts and no others."""

import re
from dataclasses import dataclass

from curriculum.export.fonts import FACES, FAMILY

_DOTS_AN_INCH = 220
_MM_AN_INCH = 25.4
_SIZE = re.compile(r'<svg\b[^>]*?\bwidth="([\d.]+)mm"')
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


@dataclass(frozen=True)
class Picture:
    """A drawing as a PNG, or without one where it could not be made."""

    png: bytes | None
    width_mm: float


def picture(svg: str) -> Picture:
    """Return a drawing as a picture, without one where this machine or this drawing cannot be."""
    found = _SIZE.search(svg)
    width = float(found.group(1)) if found else 100.0
    try:
        import resvg_py
    except ImportError:  # no wheel for this system
        return Picture(None, width)
    try:
        png = resvg_py.svg_to_bytes(
            svg_string=svg,
            width=round(width / _MM_AN_INCH * _DOTS_AN_INCH),
            dpi=_DOTS_AN_INCH,
            background="#ffffff",
            skip_system_fonts=True,
            font_files=[str(path) for path in FACES.values()],
            font_family=FAMILY,
            sans_serif_family=FAMILY,
        )
    except ValueError:
        return Picture(None, width)
    return Picture(bytes(png), width)


def title_of(svg: str) -> str:
    """Return the words that stand for a drawing."""
    from html import unescape

    found = _TITLE.search(svg)
    return " ".join(unescape(found.group(1)).split()) if found else ""
