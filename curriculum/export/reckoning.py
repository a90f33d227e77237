"""About how many pages something will print on, reckoned from its text before anything is laid out.

Knows lengths, no layout: the sums were fitted to the built-in library, whose weeks come out within a tenth. The pages
themselves are counted once they are printed.
"""

from math import ceil
from typing import assert_never

from curriculum.model.handout import (
    Block,
    BoxBlock,
    CardsBlock,
    ChecklistBlock,
    ExampleBlock,
    FigureBlock,
    Handout,
    HeadingBlock,
    LinesBlock,
    ScaleBlock,
    StepsBlock,
    TableBlock,
    TextBlock,
)
from curriculum.model.module import Module
from curriculum.planning.reports.table import Report

_GUIDE_FRONT = 1.5
"""Pages of a guide that every module has: header, agenda, materials, notes."""
_LETTERS_A_PAGE = 3300
"""Letters of a module's file, handouts left out, that a page of its guide takes."""
_SHEET_CM = 21.0
"""The height that a handout has for its blocks on its first page."""
_LINE_CM = 0.62
_LETTERS_A_LINE = 84
_LINES_OF_HEADING = 5
_LINES_UPRIGHT = 46
_LINES_WIDE = 26
"""Lines of a report's tables on a page; many cells take two."""
_CM = {"cm": 1.0, "mm": 0.1, "in": 2.54}


def guide_pages(module: Module) -> int:
    """Return about how many pages the guide of a module has."""
    handouts = sum(len(handout.model_dump_json()) for handout in module.handouts)
    return max(1, round(_GUIDE_FRONT + (len(module.model_dump_json()) - handouts) / _LETTERS_A_PAGE))


def handout_pages(handout: Handout) -> int:
    """Return about how many pages a handout has."""
    return max(1, ceil(sum(map(_height, handout.blocks)) / _SHEET_CM))


def report_pages(report: Report) -> int:
    """Return about how many pages a report has."""
    lines = sum(_LINES_OF_HEADING + len(table.shown_rows) for table in report.tables)
    return max(1, ceil(lines / (_LINES_WIDE if report.wide else _LINES_UPRIGHT)))


def _height(block: Block) -> float:  # noqa: C901, PLR0911 - one case for each kind of block
    """Return about how many centimeters a block takes, the space after it included."""
    match block:
        case HeadingBlock():
            return 1.2
        case TextBlock():
            return _text(block.text)
        case ExampleBlock():
            return _text(block.example) + 0.6
        case StepsBlock():
            return sum(map(_text, block.steps))
        case ChecklistBlock():
            return sum(map(_text, block.checklist))
        case TableBlock():
            rows = block.table.rows + len(block.table.labels) + bool(block.table.example)
            return 1.2 + rows * 1.3
        case ScaleBlock():
            return _text(block.scale.prompt) + 1.4
        case LinesBlock():
            return _text(block.lines.prompt) + block.lines.count * 0.9
        case BoxBlock():
            return _text(block.box.prompt) + _length(block.box.height)
        case CardsBlock():
            return ceil(len(block.cards.items) / block.cards.columns) * 3.2
        case FigureBlock():
            return _length(block.figure.width) * 0.5 + 0.6
    assert_never(block)


def _text(prose: str) -> float:
    return ceil(len(prose) / _LETTERS_A_LINE) * _LINE_CM + 0.25


def _length(written: str) -> float:
    """Return a length such as `6 cm` in centimeters."""
    unit = written.lstrip("0123456789. ")
    return float(written.removesuffix(unit)) * _CM.get(unit, 1.0)
