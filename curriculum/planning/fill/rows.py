"""A linear model as plain numbers: columns with bounds and costs, rows with integer coefficients, each with a tag.

Knows nothing of slots and modules, and nothing of who solves it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

INFINITY = 10**9
KeyT = TypeVar("KeyT")


@dataclass(frozen=True)
class Tag:
    """Which wish a row is there for, and what it is about."""

    wish: str
    about: tuple[str | int, ...] = ()


@dataclass(frozen=True)
class Row:
    """`lower <= sum of coefficient * column <= upper`."""

    terms: tuple[tuple[int, int], ...]
    """Columns with their coefficients."""
    lower: int
    upper: int
    tag: Tag


@dataclass(frozen=True)
class Column:
    """A number to find."""

    cost: int
    upper: int
    integer: bool
    lower: int = 0


@dataclass
class Model:
    """Columns and rows under construction, and what each costs in all events."""

    columns: list[Column] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    constant: int = 0
    """Points that no answer avoids."""

    def choice(self, cost: int = 0) -> int:
        """Return a new column that is taken or not."""
        return self._column(Column(cost, 1, integer=True))

    def amount(self, cost: int = 0, upper: int = INFINITY) -> int:
        """Return a new column that may be any number from 0 on."""
        return self._column(Column(cost, upper, integer=False))

    def _column(self, column: Column) -> int:
        self.columns.append(column)
        return len(self.columns) - 1

    def at_most(self, terms: Iterable[tuple[int, int]], upper: int, tag: Tag) -> None:
        """Require a sum to be at most a number."""
        self.between(terms, -INFINITY, upper, tag)

    def at_least(self, terms: Iterable[tuple[int, int]], lower: int, tag: Tag) -> None:
        """Require a sum to be at least a number."""
        self.between(terms, lower, INFINITY, tag)

    def between(self, terms: Iterable[tuple[int, int]], lower: int, upper: int, tag: Tag) -> None:
        """Require a sum to lie between two numbers. Terms of one column are added up."""
        summed: dict[int, int] = {}
        for column, coefficient in terms:
            summed[column] = summed.get(column, 0) + coefficient
        self.rows.append(Row(tuple(summed.items()), lower, upper, tag))

    def wish(self, terms: Iterable[tuple[int, int]], lower: int, weigh: str | int, tag: Tag) -> int | None:
        """Require a sum to be at least a number, or ask for it at a price for each unit that lacks.

        Returns the column that counts what lacks, or None where the wish is a must or off.
        """
        if weigh == "off":
            return None
        if not isinstance(weigh, int):
            self.at_least(terms, lower, tag)
            return None
        lacking = self.amount(weigh)
        self.at_least([*terms, (lacking, 1)], lower, tag)
        return lacking

    def plain(self) -> dict[str, Any]:
        """Return the model as numbers in lists, as the solver takes it."""
        starts: list[int] = []
        index: list[int] = []
        value: list[int] = []
        for row in self.rows:
            starts.append(len(index))
            index += [column for column, _ in row.terms]
            value += [coefficient for _, coefficient in row.terms]
        return {
            "cost": [column.cost for column in self.columns],
            "lower": [column.lower for column in self.columns],
            "upper": [column.upper for column in self.columns],
            "integer": [column.integer for column in self.columns],
            "row_lower": [row.lower for row in self.rows],
            "row_upper": [row.upper for row in self.rows],
            "starts": starts,
            "index": index,
            "value": value,
            "constant": self.constant,
        }


def taken(columns: Mapping[KeyT, int], values: list[float]) -> tuple[KeyT, ...]:
    """Return what was chosen: the keys whose column is 1 once rounded."""
    return tuple(key for key, column in columns.items() if round(values[column]) == 1)
