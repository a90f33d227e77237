"""A report as a printed page. Knows tables and no plan."""

from curriculum.export.documents import Printable
from curriculum.export.html import render
from curriculum.model.clinic import Paper
from curriculum.model.house import PLAIN_HOUSE, House
from curriculum.planning.reports.table import Report, Table, longest_word

_PADDING = 4
"""Characters of room beside the longest word of a column."""
_DIGIT = 1.3
"""The width of a digit in average letters: a fingerprint is all but digits, and has to stand on one line."""
_WIDEST = 44
"""Characters above which a column of words gets no further room: its cells run over lines instead."""


def report_page(report: Report, stem: str, paper: Paper, *, house: House = PLAIN_HOUSE) -> Printable:
    """Return a report as one document, on its side where it is wide."""
    return Printable(
        kind="report",
        stem=stem,
        title=report.title,
        paper=paper,
        html=render("report", house, title=report.title, report=report, widths=column_widths),
        landscape=report.wide,
        house=house,
    )


def column_widths(table: Table) -> tuple[float, ...]:
    """Return the width of each column in percent: by its longest word and by how much its cells hold."""
    weights = []
    for place, column in enumerate(table.shown_columns):
        cells = [row[place] for row in table.shown_rows]
        longest = float(max(map(longest_word, (column.title, *cells)), default=1))
        longest = longest * _DIGIT if column.short else longest
        mean = sum(map(len, cells)) / len(cells) if cells else 0
        most = max(map(len, cells), default=0)
        weights.append(max(longest + _PADDING, min(_WIDEST, (mean + most) / 2)))
    return tuple(round(100 * weight / sum(weights), 2) for weight in weights)
