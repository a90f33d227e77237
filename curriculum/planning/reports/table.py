"""A report as titled tables of plain values, whatever it is about and however it will be written."""

import re
from dataclasses import dataclass
from datetime import date

PLANNED = "Planned, not delivered: this shows the plan, not attendance."
"""What every report says of itself."""

Value = str | int | float | bool | date | None


@dataclass(frozen=True)
class Column:
    """A column by the name that programs use, and its title for people."""

    key: str
    title: str
    number: bool = False
    """Numbers stand at the right."""
    hidden: bool = False
    """True where programs alone get it: people are told the same elsewhere in the report."""
    short: int | None = None
    """How many characters people see of a value that programs get whole, such as a fingerprint."""


@dataclass(frozen=True)
class Table:
    """Rows under columns."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    note: str = ""
    """A sentence beneath it."""
    grouped: int = 0
    """How many columns at the left people see only where they differ from the row above."""

    @property
    def shown_columns(self) -> tuple[Column, ...]:
        """The columns that people see."""
        return tuple(column for column in self.columns if not column.hidden)

    @property
    def shown_rows(self) -> tuple[tuple[str, ...], ...]:
        """The cells that people see, as text."""
        places = [place for place, column in enumerate(self.columns) if not column.hidden]
        rows = [tuple(shown(row[place], self.columns[place]) for place in places) for row in self.rows]
        above: list[tuple[str, ...]] = [(), *rows]
        return tuple(self._grouped(row, before) for row, before in zip(rows, above, strict=False))

    def _grouped(self, row: tuple[str, ...], above: tuple[str, ...]) -> tuple[str, ...]:
        same = 0
        while same < self.grouped and above and row[same] == above[same]:
            same += 1
        return (*[""] * same, *row[same:])


@dataclass(frozen=True)
class Report:
    """A report to read, print or compute with. Its first table is what it is about."""

    kind: str
    title: str
    facts: tuple[tuple[str, str], ...]
    """Names and values that stand above the tables."""
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = (PLANNED,)
    """The first says what the report shows, and stands under its title; the others at its end."""
    wide: bool = False
    """True where a printed page is turned on its side."""


def columns(*titles: str, numbers: str = "", short: str = "") -> tuple[Column, ...]:
    """Return columns from their titles, whose keys they give.

    `numbers` names the titles of those that hold numbers, `short` of those that hold fingerprints, with bars between.
    """
    counted, cut = (set(filter(None, names.split("|"))) for names in (numbers, short))
    return tuple(
        Column(title.lower().replace(" ", "-"), title, title in counted, short=SHORT_HASH if title in cut else None)
        for title in titles
    )


_UNBROKEN = re.compile(r"(?:[^\s-]|-(?=\d))+-?")


def longest_word(text: str) -> int:
    """Return the length of the longest stretch of a text that no line break parts: a word, half an id, a whole date."""
    return max(map(len, _UNBROKEN.findall(text)), default=1)


SHORT_HASH = 12
"""Characters of a fingerprint that people are shown: 48 bits tell any two files of a library apart."""


def shown(value: Value, column: Column | None = None) -> str:
    """Return a value as people read it: nothing as a dash, yes and no in words, numbers bare."""
    if value is None or value == "":
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = f"{value:.1f}" if isinstance(value, float) else str(value)
    return text[: column.short] if column else text
