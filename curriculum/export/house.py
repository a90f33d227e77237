"""The look of a house on a page: its colors as a style sheet, its logo as HTML. Reads no file.

A logo is a drawing of plain shapes, or a PNG that is bounded in bytes and dots; nothing else may stand on a page.
"""

import base64
import struct
from collections.abc import Sequence
from math import ceil

from markupsafe import Markup

from curriculum.export.figures import safe_logo
from curriculum.export.languages import PAGE_WORDS
from curriculum.model.errors import CurriculumError
from curriculum.model.house import Colors, Logo

LOGO_MM = (46.0, 11.0)
"""The box into which a logo is fitted: width and height in millimetres. Covers and the certificate show it larger."""
MOST_PNG_BYTES = 100_000
"""A logo stands in every handout, so a large one makes every print large."""
_MOST_DOTS = 4_000_000
_FOOT_MM = 33.0
"""The margin that the ordinary foot needs, with what printers leave white at the edge of a sheet."""
_CRISIS_ROWS = 3
"""That a foot has room for: as many as the lines that come with the planner take."""
_CRISIS_ROW_MM, _OWN_ROW_MM = 4.6, 4.0
"""How high a row of the foot is: 10 points with 1.3 between, and 9 with 1.25."""
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_ADDRESS = "data:image/png;base64,"


def color_styles(colors: Colors) -> str:
    """Return the style sheet of a clinic's own colors; empty where it has none.

    What clients hold is in the clinic's color throughout; guides keep the color of their modality.
    """
    given = dict(colors.given)
    accent = given.pop("accent", None)
    rules = [f".{name} {{ --accent: {color} }}" for name, color in given.items()]
    if accent:
        rules += [f"html {{ --accent: {accent}; --house: {accent} }}", f".handout {{ --accent: {accent} }}"]
    return "".join(f"{rule}\n" for rule in rules)


def foot_styles(feet: Sequence[tuple[tuple[str, ...], tuple[str, ...]]], margin_mm: float) -> str:
    """Return the style sheet that makes room for a long foot; empty where the ordinary margin has room for it.

    It reckons with how many letters fit a line: about 104 at 10 points, 112 at 9.
    """
    crisis = max((sum(_rows(line, 104) for line in lines) for lines, _ in feet), default=_CRISIS_ROWS)
    reviewed = max(len(words.clinician) for words in PAGE_WORDS.values())
    own = max((_rows(" - ".join((*lines, "x" * reviewed)), 112) for _, lines in feet), default=1)
    more = max(0, crisis - _CRISIS_ROWS) * _CRISIS_ROW_MM + max(0, own - 1) * _OWN_ROW_MM
    needed = _FOOT_MM + more
    return f"@page {{ margin-bottom: {needed:.1f}mm }}\n" if needed > margin_mm else ""


def _rows(text: str, letters: int) -> int:
    return ceil(len(text) / letters)


def logo_html(logo: Logo, data: bytes) -> Markup:
    """Return a logo as HTML. Raises CurriculumError for a file that may not be printed, and says why."""
    if logo.file.endswith(".svg"):
        return safe_logo(_text(logo, data), logo, LOGO_MM)
    if len(data) > MOST_PNG_BYTES:
        raise _refusal(logo, f"is larger than {MOST_PNG_BYTES // 1000} kB", "Save it smaller: 1000 dots wide is plenty")
    size = png_size(data)
    if size is None:
        raise _refusal(logo, "is not a PNG picture of up to 4 million dots", "Save it again as a PNG")
    width, height = fitted(size)
    return Markup('<img class="logo" alt="{}" src="{}" style="{}">').format(
        logo.alt, _PNG_ADDRESS + base64.b64encode(data).decode(), f"--width: {width:.2f}mm; --height: {height:.2f}mm"
    )


def fitted(size: tuple[float, float]) -> tuple[float, float]:
    """Return width and height in millimetres of a picture of some proportions, fitted into the logo's box."""
    scale = min(LOGO_MM[0] / size[0], LOGO_MM[1] / size[1])
    return size[0] * scale, size[1] * scale


def png_size(data: bytes) -> tuple[int, int] | None:
    """Return the dots of a PNG across and down; None for what is no PNG, or has too many of them to lay out.

    The header says it (Portable Network Graphics, W3C, section 11.2.1), so that nothing has to be unpacked.
    """
    if len(data) < 24 or not data.startswith(_PNG) or data[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", data[16:24])
    return (width, height) if 0 < width * height <= _MOST_DOTS else None


def png_at(address: str) -> bytes | None:
    """Return the picture that an address holds in itself; None for every other address."""
    if not address.startswith(_PNG_ADDRESS) or len(address) > 2 * MOST_PNG_BYTES:
        return None
    try:
        data = base64.b64decode(address.removeprefix(_PNG_ADDRESS), validate=True)
    except ValueError:
        return None
    return data if png_size(data) else None


def _text(logo: Logo, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refusal(logo, "is not text, as an SVG file is", "Save it again as a plain SVG, or as a PNG") from None


def _refusal(logo: Logo, why: str, mend: str) -> CurriculumError:
    return CurriculumError(f'The logo "{logo.file}" {why}.', f"{mend}.")
