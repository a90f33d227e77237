"""Any report as text, CSV and JSON."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import wrap
from typing import Any

from curriculum.planning.reports.table import Column, Report, Table, Value, longest_word, shown

_GAP = "  "


def as_text(report: Report, width: int = 120) -> Iterator[str]:
    """Yield the lines of a report, its tables at most `width` characters wide where words can be wrapped."""
    yield report.title
    yield from wrap(report.notes[0], width)
    for name, value in report.facts:
        yield from wrap(f"{name}: {value}", width, subsequent_indent="  ")
    for table in report.tables:
        yield ""
        yield table.title
        yield from _table_lines(table, width)
        yield from wrap(table.note, width)
    yield from [""] * bool(report.notes[1:])
    for note in report.notes[1:]:
        yield from wrap(note, width)


def _table_lines(table: Table, width: int) -> Iterator[str]:
    if not table.rows:
        yield "  none"
        return
    columns = table.shown_columns
    heads = [column.title for column in columns]
    widths = _widths(columns, [heads, *table.shown_rows], width)
    yield from _row_lines(heads, columns, widths)
    yield _GAP.join("-" * each for each in widths)
    for row in table.shown_rows:
        yield from _row_lines(row, columns, widths)


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return how wide each column is: as its longest cell, the widest columns of words narrowed until all fit.

    No column becomes too narrow for its longest word; a table of too many words is wider than asked.
    """
    cells = list(zip(*rows, strict=True))
    widths = [max(map(len, column)) for column in cells]
    floors = [max(map(longest_word, column)) for column in cells]
    while sum(widths) + len(_GAP) * (len(widths) - 1) > width:
        roomy = [index for index, column in enumerate(columns) if not column.number and widths[index] > floors[index]]
        if not roomy:
            break
        widths[max(roomy, key=lambda index: widths[index])] -= 1
    return widths


def _row_lines(row: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> Iterator[str]:
    parts = [wrap(cell, wide) or [""] for cell, wide in zip(row, widths, strict=True)]
    for number in range(max(map(len, parts))):
        line = [
            f"{part[number] if number < len(part) else '':{'>' if column.number else '<'}{wide}}"
            for part, column, wide in zip(parts, columns, widths, strict=True)
        ]
        yield _GAP.join(line).rstrip()


def as_csv(table: Table) -> str:
    """Return one table as comma-separated values under the keys of its columns; what is nothing is left empty."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow([column.key for column in table.columns])
    rows.writerows([[_field(value) for value in row] for row in table.rows])
    return written.getvalue()


def _field(value: Value) -> Value:
    if isinstance(value, bool):
        return shown(value)
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@"):
        return f"'{value}"  # a spreadsheet would run it as a formula
    return value


def as_data(report: Report) -> dict[str, Any]:
    """Return a report as plain data: each table a list of rows by the keys of its columns."""
    return {
        "report": report.kind,
        "title": report.title,
        "facts": dict(report.facts),
        "tables": {table.key: [_record(table, row) for row in table.rows] for table in report.tables},
        "notes": [*(table.note for table in report.tables if table.note), *report.notes],
    }


def _record(table: Table, row: Sequence[Value]) -> dict[str, Any]:
    pairs = zip(table.columns, row, strict=True)
    return {column.key: value.isoformat() if isinstance(value, date) else value for column, value in pairs}


def as_json(report: Report) -> str:
    """Return a report as JSON."""
    return json.dumps(as_data(report), indent=2, ensure_ascii=False)
