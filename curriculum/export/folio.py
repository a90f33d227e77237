"""The number of a page in a merged PDF, small in its outer margin, as an artifact that no screen reader reads."""

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from curriculum.export.fonts import FACES

_SIZES = {"numbered": 9, "large": 18}
"""In points; large print has nothing below 18."""
_FROM_EDGE = 18.0
"""Points between the right edge and the number: a quarter of an inch, which every printer can print."""
_FROM_FOOT = 46.0
_FIRST, _LAST = ord("0"), ord("9")
_UNITS = 1000


class Folio:
    """Prints numbers in the bundled bold face, of which only the ten digits are embedded."""

    def __init__(self, pdf: Pdf, margin: str) -> None:
        self._pdf = pdf
        self._size = _SIZES[margin]
        self._font, self._widths = _digits(pdf)
        self._before = pdf.make_stream(b"q\n")

    def print(self, page: Page, number: int) -> None:
        """Print a number on a page, after and apart from everything that is drawn there."""
        text = str(number)
        width = sum(self._widths[int(digit)] for digit in text) * self._size / _UNITS
        left = float(page.mediabox[2]) - _FROM_EDGE - width
        drawn = (
            f"Q\n/Artifact <</Type /Pagination>> BDC\nq 0.29 g BT /Folio {self._size} Tf "
            f"{left:.2f} {_FROM_FOOT} Td ({text}) Tj ET Q\nEMC\n"
        )
        contents = page.obj.Contents
        page.obj.Contents = Array([self._before, contents, self._pdf.make_stream(drawn.encode())])
        page.obj.Resources.Font[Name("/Folio")] = self._font


def _digits(pdf: Pdf) -> tuple[Object, tuple[int, ...]]:
    """Return a font that holds the ten digits, and their widths in thousandths of its size."""
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
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name("/FOLIOS+Atkinson-Hyperlegible-Bold"),
            Flags=32,
            FontBBox=Array(box),
            ItalicAngle=0,
            Ascent=round(hhea.ascent * scale),
            Descent=round(hhea.descent * scale),
            CapHeight=round(face["OS/2"].sCapHeight * scale),
            StemV=120,
            FontFile2=_font_file(pdf, face),
        )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=descriptor.FontName,
        Encoding=Name.WinAnsiEncoding,
        FirstChar=_FIRST,
        LastChar=_LAST,
        Widths=Array(widths),
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    return pdf.make_indirect(font), widths


def _font_file(pdf: Pdf, face: object) -> Stream:
    import io

    written = io.BytesIO()
    face.save(written)  # type: ignore[attr-defined]  # fontTools has no stubs
    data = written.getvalue()
    file = pdf.make_stream(data)
    file.Length1 = len(data)
    return file
