"""How commands that report write a report: as text that fits the terminal, as CSV, or as JSON."""

import shutil
from collections.abc import Sequence

from curriculum.cli.words import did_you_mean, plain
from curriculum.model.errors import CurriculumError
from curriculum.planning.reports.table import Report, Table
from curriculum.planning.reports.written import as_csv, as_json, as_text

_NARROWEST, _USUAL = 80, 120


def written(report: Report, format_: str, table: str | None = None) -> str:
    """Return a report in a format, with a line end; `table` names the one that CSV holds, the first unless said.

    Raises CurriculumError for a table that the report does not have.
    """
    if format_ == "json":
        return f"{as_json(report)}\n"
    if format_ == "csv":
        return as_csv(_table(report.tables, table))
    width = max(_NARROWEST, shutil.get_terminal_size((_USUAL, 24)).columns)
    return "".join(f"{plain(line)}\n" for line in as_text(report, width))


def _table(tables: Sequence[Table], wanted: str | None) -> Table:
    named = {table.key: table for table in tables}
    if wanted is None:
        return tables[0]
    if wanted not in named:
        meant = did_you_mean(wanted, named)
        raise CurriculumError(f'The report has no table "{wanted}".{meant}', f"One of {', '.join(named)}.")
    return named[wanted]
