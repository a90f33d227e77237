"""Lists in a Word document: bullets, numbers that begin anew with each list, and boxes to tick."""

from typing import TYPE_CHECKING

from curriculum.export.office_styles import WORD, put

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_LEVELS = 3
_STEP, _HANGING = 360, 360
"""Twentieths of a point."""
_SYMBOLS = '<w:rPr><w:rFonts w:ascii="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol"/></w:rPr>'
_KINDS = {
    "bullet": ("bullet", "\u2022", ""),
    "number": ("decimal", "%{level}.", ""),
    "checklist": ("bullet", "\u2610", _SYMBOLS),
}
"""How an item is marked: what Word calls it, its mark, and the font of the mark."""


class Lists:
    """The lists of one document."""

    def __init__(self, document: "Document") -> None:
        from docx.oxml import parse_xml

        self._numbering = document.part.numbering_part.element
        for old in list(self._numbering):
            self._numbering.remove(old)
        self._abstract = {kind: number for number, kind in enumerate(_KINDS)}
        for kind, number in self._abstract.items():
            self._numbering.append(parse_xml(_abstract(kind, number)))
        self._count = 0

    def begin(self, kind: str) -> int:
        """Return the number by which a new list of a kind is known."""
        from docx.oxml import parse_xml

        self._count += 1
        anew = "".join(
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>' for level in range(_LEVELS)
        )
        self._numbering.append(
            parse_xml(
                f'<w:num {WORD} w:numId="{self._count}"><w:abstractNumId w:val="{self._abstract[kind]}"/>'
                f"{anew if kind == 'number' else ''}</w:num>"
            )
        )
        return self._count

    def mark(self, paragraph: "Paragraph", number: int, depth: int) -> None:
        """Make a paragraph an item of a list."""
        put(
            paragraph._p.get_or_add_pPr(),  # noqa: SLF001 - python-docx knows lists by style only
            f'<w:numPr {WORD}><w:ilvl w:val="{min(depth, _LEVELS - 1)}"/><w:numId w:val="{number}"/></w:numPr>',
        )

    def continue_below(self, paragraph: "Paragraph", depth: int) -> None:
        """Set a paragraph in as far as the words of the item above it."""
        from docx.shared import Twips

        paragraph.paragraph_format.left_indent = Twips(_indent(depth))


def _indent(level: int) -> int:
    return _STEP * (level + 1) + _HANGING // 2


def _abstract(kind: str, number: int) -> str:
    format_, mark, font = _KINDS[kind]
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format_}"/>'
        f'<w:lvlText w:val="{mark.format(level=level + 1)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{_indent(level)}" w:hanging="{_HANGING}"/></w:pPr>{font}</w:lvl>'
        for level in range(_LEVELS)
    )
    many = '<w:multiLevelType w:val="multilevel"/>'
    return f'<w:abstractNum {WORD} w:abstractNumId="{number}">{many}{levels}</w:abstractNum>'
