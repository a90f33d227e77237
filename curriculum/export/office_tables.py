"""Tables in a Word document, and what is made of tables there: scales, frames to write in, cards to cut out."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from curriculum.export.pagetree import Node

if TYPE_CHECKING:
    from docx.blkcntnr import BlockItemContainer
    from docx.shared import Length
    from docx.table import Table, _Row

    from curriculum.export.office_blocks import Writer

_DRAWN_ALONE = frozenset(("bar", "axis"))
"""Columns that hold a drawing of what the others say."""
_ROW_MM, _CARD_MM, _SCALE_MM = 10.0, 27.0, 9.0
_WIDEST = 40
_LENGTH = re.compile(r"--height: ([\d.]+)(cm|mm|in)")
_MM = {"cm": 10.0, "mm": 1.0, "in": 25.4}
_NUMBER = re.compile(r"<text\b[^>]*>(\d+)</text>")


def add_table(writer: "Writer", into: "BlockItemContainer", node: Node) -> None:
    """Write a table; its head is repeated where it runs over pages, and no row breaks."""
    heads = [row for part in node.nodes if part.tag == "thead" for row in part.nodes]
    rows = [row for part in node.nodes if part.tag != "thead" for row in _rows(part)]
    cells = [list(row.nodes) for row in (*heads, *rows)]
    hidden = {place for row in cells for place, cell in enumerate(row) if cell.classes & _DRAWN_ALONE}
    cells = [[cell for place, cell in enumerate(row) if place not in hidden] for row in cells]
    if not cells or not cells[0]:
        return
    fill = "fill" in node.classes
    table = _table(writer, into, len(cells), max(map(len, cells)), "Writing Table" if fill else "Plan Table")
    _set_widths(writer, table, [1.0] * len(table.columns) if fill else _weights(cells))
    kind = "Writing" if fill else "Table"
    for number, row in enumerate(cells):
        made = table.rows[number]
        _keep_whole(made, repeated=number < len(heads))
        if fill and number >= len(heads):
            _set_height(made, _ROW_MM)
        for cell, of in zip(made.cells, row, strict=False):
            writer.write_in(cell, of, f"{kind} {'Heading' if of.tag == 'th' else 'Text'}")
            if not cell.paragraphs[0].text:
                cell.paragraphs[0].style = f"{kind} Text"
    _end(into)


def _rows(part: Node) -> Iterator[Node]:
    if part.tag == "tr":
        yield part
    elif part.tag in ("tbody", "tfoot"):
        yield from part.nodes


def add_scale(writer: "Writer", into: "BlockItemContainer", svg: str) -> None:
    """Write the numbers of a scale, each in a cell to mark."""
    numbers = _NUMBER.findall(svg)
    if not numbers:
        return
    table = _table(writer, into, 1, len(numbers), "Writing Table")
    _set_widths(writer, table, [1.0] * len(numbers))
    _set_height(table.rows[0], _SCALE_MM)
    _keep_whole(table.rows[0], repeated=False)
    for cell, number in zip(table.rows[0].cells, numbers, strict=True):
        cell.paragraphs[0].style = "Card"
        cell.paragraphs[0].add_run(number)
    _end(into)


def add_frame(writer: "Writer", into: "BlockItemContainer", style: str) -> None:
    """Write an empty frame of the height that its style names."""
    found = _LENGTH.search(style)
    table = _table(writer, into, 1, 1, "Frame")
    _set_height(table.rows[0], float(found.group(1)) * _MM[found.group(2)] if found else 40.0)
    _keep_whole(table.rows[0], repeated=False)
    _end(into)


def add_described(writer: "Writer", into: "BlockItemContainer", words: str) -> None:
    """Write a frame with the words that stand for a drawing."""
    table = _table(writer, into, 1, 1, "Frame")
    paragraph = table.rows[0].cells[0].paragraphs[0]
    paragraph.style = "Figure Description"
    paragraph.add_run(words)
    _end(into)


def add_cards(writer: "Writer", into: "BlockItemContainer", node: Node) -> None:
    """Write cards to cut out, in as many columns as the page has."""
    cards = [item for item in node.nodes if item.tag == "li"]
    asked = next((name.removeprefix("of-") for name in node.classes if name.startswith("of-")), "3")
    columns = int(asked)
    table = _table(writer, into, -(-len(cards) // columns), columns, "Cards")
    _set_widths(writer, table, [1.0] * columns)
    for row in table.rows:
        _set_height(row, _CARD_MM)
        _keep_whole(row, repeated=False)
    for number, card in enumerate(cards):
        writer.write_in(table.cell(number // columns, number % columns), card, "Card")
    _end(into)


def _table(writer: "Writer", into: "BlockItemContainer", rows: int, columns: int, style: str) -> "Table":
    from docx.table import _Cell

    table = into.add_table(rows, columns) if isinstance(into, _Cell) else into.add_table(rows, columns, _width(writer))
    table.style = style
    table.autofit = False
    return table


def _width(writer: "Writer") -> "Length":
    """Return the width of the text on the sheet."""
    from docx.shared import Emu

    section = writer.document.sections[-1]
    return Emu((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0))


def _weights(cells: Sequence[Sequence[Node]]) -> list[float]:
    """Return how wide each column is beside the others: by its longest word and by how much it holds."""
    columns = max(map(len, cells))
    texts = [[row[place].text for row in cells if place < len(row)] for place in range(columns)]
    words = [max((len(word) for text in column for word in text.split()), default=1) for column in texts]
    most = [max(map(len, column), default=1) for column in texts]
    return [max(word + 3.0, min(_WIDEST, long)) for word, long in zip(words, most, strict=True)]


def _set_widths(writer: "Writer", table: "Table", weights: Sequence[float]) -> None:
    from docx.shared import Emu

    whole = _width(writer)
    widths = [Emu(int(whole * weight / sum(weights))) for weight in weights]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _set_height(row: "_Row", millimetres: float) -> None:
    from docx.enum.table import WD_ROW_HEIGHT_RULE
    from docx.shared import Mm

    row.height, row.height_rule = Mm(millimetres), WD_ROW_HEIGHT_RULE.AT_LEAST


def _keep_whole(row: "_Row", *, repeated: bool) -> None:
    """Let no page end within a row; let each page begin with the head."""
    from docx.oxml import parse_xml

    from curriculum.export.office_styles import WORD

    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx knows neither
    names = ("cantSplit", "tblHeader") if repeated else ("cantSplit",)
    for name in names:
        properties.append(parse_xml(f"<w:{name} {WORD}/>"))


def _end(into: "BlockItemContainer") -> None:
    """Set a thin paragraph after a table: without it, two tables grow together."""
    into.add_paragraph(style="Table Gap")
