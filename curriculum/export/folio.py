"""The number of a page in a merged PDF, small in its outer margin, as an artifact that no screen reader reads."""

import io
import zlib

from curriculum.export.fonts import FACES
from curriculum.export.pdftext import dictionary, reference
from curriculum.export.pdfwriter import PdfWriter

_SIZES = {"numbered": 9, "large": 18}
"""In points; large print has nothing below 18."""
_FROM_EDGE = 18.0
"""Points between the right edge and the number: a quarter of an inch, which every printer can print."""
_FROM_FOOT = 46.0
_FIRST, _LAST = ord("0"), ord("9")
_UNITS = 1000
_NAME = "/FOLIOS+Atkinson-Hyperlegible-Bold"


class Folio:
    """Draws numbers in the bundled bold face, of which only the ten digits are embedded."""

    def __init__(self, writer: PdfWriter, margin: str) -> None:
        self._writer = writer
        self._size = _SIZES[margin]
        self.font, self._widths = _digits(writer)
        """The object of the font."""
        self.before = writer.new()
        """The object of what comes before everything that is drawn on a page."""
        _write_stream(writer, self.before, b"q\n")

    def drawn(self, number: int, right: float) -> int:
        """Write what draws a number on a page, after and apart from everything else; return its object.

        `right` is the page's right edge in points.
        """
        shown = str(number)
        width = sum(self._widths[int(digit)] for digit in shown) * self._size / _UNITS
        left = right - _FROM_EDGE - width
        drawn = (
            f"Q\n/Artifact <</Type /Pagination>> BDC\nq 0.29 g BT /Folio {self._size} Tf "
            f"{left:.2f} {_FROM_FOOT} Td ({shown}) Tj ET Q\nEMC\n"
        )
        written = self._writer.new()
        _write_stream(self._writer, written, drawn.encode())
        return written


def _write_stream(writer: PdfWriter, number: int, data: bytes) -> None:
    writer.stream(number, dictionary(Length=len(data)), data)


def _digits(writer: PdfWriter) -> tuple[int, tuple[int, ...]]:
    """Write a font that holds the ten digits; return it, and their widths in thousandths of its size."""
    from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]  # fontTools has no stubs
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # fontTools has no stubs

    with TTFont(FACES["normal", 700], recalcTimestamp=False) as face:
        subsetter = Subsetter(Options(hinting=False, notdef_outline=True, layout_features=[]))
        subsetter.populate(unicodes=range(_FIRST, _LAST + 1))
        subsetter.subset(face)
        scale = _UNITS / face["head"].unitsPerEm
        characters = face.getBestCmap()
        widths = tuple(round(face["hmtx"][characters[code]][0] * scale) for code in range(_FIRST, _LAST + 1))
        head, hhea = face["head"], face["hhea"]
        box = [round(edge * scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)]
        descriptor = dictionary(
            Type="/FontDescriptor",
            FontName=_NAME,
            Flags=32,
            FontBBox=_list(box),
            ItalicAngle=0,
            Ascent=round(hhea.ascent * scale),
            Descent=round(hhea.descent * scale),
            CapHeight=round(face["OS/2"].sCapHeight * scale),
            StemV=120,
            FontFile2=reference(_font_file(writer, face)),
        )
    font = dictionary(
        Type="/Font",
        Subtype="/TrueType",
        BaseFont=_NAME,
        Encoding="/WinAnsiEncoding",
        FirstChar=_FIRST,
        LastChar=_LAST,
        Widths=_list(widths),
        FontDescriptor=reference(writer.add(descriptor)),
    )
    return writer.add(font), widths


def _list(numbers: list[int] | tuple[int, ...]) -> str:
    return f"[{' '.join(map(str, numbers))}]"


def _font_file(writer: PdfWriter, face: object) -> int:
    written = io.BytesIO()
    face.save(written)  # type: ignore[attr-defined]  # fontTools has no stubs
    data = written.getvalue()
    packed, number = zlib.compress(data), writer.new()
    told = dictionary(Filter="/FlateDecode", Length1=len(data), Length=len(packed))
    writer.stream(number, told, packed)
    return number
