"""The named styles of a Word document: change a style there, and everything of its kind changes.

Knows how a style looks; knows no text.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from curriculum.export.fonts import FAMILY
from curriculum.export.html import style as style_sheet

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle

_ACCENT = re.compile(r"\.(\w+) \{ --accent: #(\w{6}) \}")
_INK, _QUIET, _TINT = "111111", "4A4A4A", "F1F1F1"
_THEME_FONTS = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


@dataclass(frozen=True)
class _Look:
    """How paragraphs of a style look. Lengths are points; a border is side, pattern and eighths of a point."""

    size: float = 12
    bold: bool = False
    italic: bool = False
    color: str = _INK
    before: float = 0
    after: float = 4
    indent: float = 0
    border: tuple[str, str, int] | None = None
    shade: str | None = None
    keep: bool = False
    """True where it stays with the paragraph that follows."""
    center: bool = False


def _looks(accent: str) -> dict[str, _Look]:
    """Return how each style looks; handouts print in 12 points, guides are given their own size as `Normal`."""
    return {
        "Heading 1": _Look(22, bold=True, color=accent, after=6, keep=True),
        "Heading 2": _Look(15, bold=True, before=14, keep=True),
        "Heading 3": _Look(12.5, bold=True, before=12, after=2, keep=True, border=("top", "single", 8)),
        "Eyebrow": _Look(10, bold=True, color=accent, keep=True),
        "Lede": _Look(12.5, after=8),
        "Label": _Look(10, bold=True, color=_QUIET, before=6, after=1, keep=True),
        "Fine Print": _Look(10, color=_QUIET),
        "Warning": _Look(11, before=6, border=("box", "single", 12)),
        "Step Facts": _Look(10, color=_QUIET, keep=True),
        "Say": _Look(12.5, indent=12, border=("left", "single", 28)),
        "Ask": _Look(11.5, indent=12, border=("left", "dotted", 28)),
        "Do": _Look(11, indent=12, border=("left", "single", 8)),
        "Note": _Look(10, indent=12, border=("left", "dashed", 8)),
        "Caution": _Look(11, indent=12, border=("left", "double", 8)),
        "Quote": _Look(11.5, indent=12, border=("left", "single", 8)),
        "End Of Group": _Look(12, bold=True, before=12, border=("top", "single", 8)),
        "Idea": _Look(13, shade=_TINT),
        "Example": _Look(12, indent=12, border=("left", "double", 8)),
        "At Home": _Look(12),
        "Take Home": _Look(14.5, bold=True, before=14, border=("top", "single", 8)),
        "Prompt": _Look(12, before=8, keep=True),
        "Writing Line": _Look(20, after=0, border=("bottom", "single", 6)),
        "Scale Ends": _Look(10.5, after=8),
        "Figure": _Look(12, before=6, after=6, center=True),
        "Figure Description": _Look(11, italic=True),
        "Card": _Look(13, after=0, center=True),
        "Checklist": _Look(12),
        "List Bullet": _Look(12),
        "List Number": _Look(12),
        "Table Heading": _Look(10, bold=True, after=1, keep=True),
        "Table Text": _Look(10.5, after=1),
        "Writing Heading": _Look(12, bold=True, after=1, keep=True),
        "Writing Text": _Look(12, after=1),
        "Table Gap": _Look(4, after=0),
        "Mark": _Look(9, color=_QUIET, after=0),
        "Crisis Line": _Look(10, after=0),
        "Imprint": _Look(9, color=_QUIET, after=0),
        "Page Number": _Look(9, bold=True, after=0),
    }


_GUIDE_SIZES = {"Normal": 11.0, "List Bullet": 11.0, "List Number": 11.0}
_CHARACTERS = {"Strong": (True, False), "Emphasis": (False, True), "Clock": (True, False), "Label Text": (True, False)}
"""Styles of words within a paragraph: bold, italic."""

_KEPT = frozenset(("Normal", "Header", "Footer", "Default Paragraph Font", "Normal Table", "No List"))
_BORDERS = {
    "Plan Table": {"bottom": ("single", 4), "insideH": ("single", 4)},
    "Writing Table": dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), ("single", 8)),
    "Frame": dict.fromkeys(("top", "left", "bottom", "right"), ("single", 8)),
    "Cards": dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), ("dashed", 6)),
}
"""Table styles: which edges are drawn, how, and how thick in eighths of a point."""


def set_styles(document: "Document", *, kind: frozenset[str], language: str, css: str = "") -> None:
    """Give a new document every style that pages use; `kind` holds the classes of the page."""
    from docx.enum.style import WD_STYLE_TYPE

    accents = dict(_ACCENT.findall(css or style_sheet("base")))
    # A clinic's own color of what clients hold goes before that of the modality.
    named = sorted(kind, key=lambda name: (name != "handout", name))
    accent = next((accents[name].upper() for name in named if name in accents), _INK)
    looks = _looks(accent)
    _clear(document, {*looks, *_CHARACTERS, *_KEPT})
    _set_defaults(document, language)
    known = {style.name for style in document.styles}
    sizes = _GUIDE_SIZES if "guide" in kind else {}
    for name, look in {"Normal": _Look(), **looks}.items():
        if name not in known:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
        _dress(document.styles[name], look, sizes.get(name, look.size))
    for name, (bold, italic) in _CHARACTERS.items():
        if name not in known:
            document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        font = document.styles[name].font
        font.bold, font.italic = bold or None, italic or None
    for name, edges in _BORDERS.items():
        document.styles.element.append(_table_style(name, edges))


def _clear(document: "Document", wanted: set[str]) -> None:
    """Take out the styles that the template of python-docx brings and nothing here uses."""
    from docx.oxml.ns import qn

    for style in list(document.styles):
        if style.name not in wanted:
            style.delete()
            continue
        # The look of the template, and ties to styles that are gone. What makes a heading one stays.
        for child in list(style.element):
            if child.tag in (qn("w:link"), qn("w:rPr")):
                style.element.remove(child)
        for properties in style.element.findall(qn("w:pPr")):
            for child in [each for each in properties if each.tag != qn("w:outlineLvl")]:
                properties.remove(child)


def _set_defaults(document: "Document", language: str) -> None:
    """Set font and language of everything; fonts of a theme would go before ours."""
    from docx.oxml.ns import qn

    root = document.styles.element
    for fonts in root.iter(qn("w:rFonts")):
        for name in _THEME_FONTS:
            fonts.attrib.pop(qn(f"w:{name}"), None)
        for name in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{name}"), FAMILY)
    for default in root.iter(qn("w:lang")):
        default.set(qn("w:val"), language)


def _dress(style: "ParagraphStyle", look: _Look, size: float) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt, RGBColor

    font, paragraph = style.font, style.paragraph_format
    font.size, font.bold, font.italic = Pt(size), look.bold, look.italic
    font.color.rgb = RGBColor.from_string(look.color)
    paragraph.space_before, paragraph.space_after = Pt(look.before), Pt(look.after)
    paragraph.left_indent = Pt(look.indent) if look.indent else None
    paragraph.keep_with_next = look.keep
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if look.center else None
    style.quick_style, style.hidden, style.unhide_when_used = True, False, False
    properties = style.element.get_or_add_pPr()
    if look.border:
        put(properties, _border(*look.border))
    if look.shade:
        put(properties, f'<w:shd {WORD} w:val="clear" w:color="auto" w:fill="{look.shade}"/>')


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _border(side: str, pattern: str, width: int) -> str:
    sides = ("top", "left", "bottom", "right") if side == "box" else (side,)
    edges = "".join(f'<w:{each} w:val="{pattern}" w:sz="{width}" w:space="4" w:color="{_INK}"/>' for each in sides)
    return f"<w:pBdr {WORD}>{edges}</w:pBdr>"


_ORDER = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "shd")
"""The first of what a paragraph's properties hold, in the order that the format asks for."""


def put(properties: "BaseOxmlElement", xml: str) -> None:
    """Set an element of `_ORDER` among the properties of a paragraph, in its place and instead of an older one."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    element = parse_xml(xml)
    for old in properties.findall(element.tag):
        properties.remove(old)
    before = {qn(f"w:{name}") for name in _ORDER[: [qn(f"w:{name}") for name in _ORDER].index(element.tag)]}
    place = sum(1 for child in properties if child.tag in before)
    properties.insert(place, element)


def _table_style(name: str, edges: dict[str, tuple[str, int]]) -> object:
    from docx.oxml import parse_xml

    order = ("top", "left", "bottom", "right", "insideH", "insideV")
    drawn = "".join(
        f'<w:{edge} w:val="{edges[edge][0]}" w:sz="{edges[edge][1]}" w:space="0" w:color="auto"/>'
        for edge in order
        if edge in edges
    )
    return parse_xml(
        f'<w:style {WORD} w:type="table" w:customStyle="1" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/><w:tblPr><w:tblBorders>{drawn}'
        f'</w:tblBorders><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
        f'<w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
