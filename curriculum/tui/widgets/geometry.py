"""Where the cells of a week grid stand: pure sums of rows and columns, in terminal cells."""

from dataclasses import dataclass

RAIL = 6
"""Cells for the clock times at the left."""
GAP = 1
"""Cells between columns, and lines between rows where there is room."""
LEAST_WIDTH, MOST_WIDTH = 13, 44
LEAST_HEIGHT, MOST_HEIGHT = 3, 6


@dataclass(frozen=True)
class Geometry:
    """A grid of equal cells below a head and right of a rail."""

    rows: int
    columns: int
    head: int
    """Lines of the day heads."""
    width: int
    """Cells of one column."""
    height: int
    """Lines of one row."""
    gap: int
    """Lines between rows."""

    @property
    def full_width(self) -> int:
        """Cells of the whole grid, the rail included."""
        return RAIL + self.columns * (self.width + GAP) - GAP

    @property
    def full_height(self) -> int:
        """Lines of the whole grid, the head included."""
        return self.head + self.rows * (self.height + self.gap) - self.gap

    def origin(self, row: int, column: int) -> tuple[int, int]:
        """Return the left cell and the top line of a cell."""
        return RAIL + column * (self.width + GAP), self.head + row * (self.height + self.gap)

    def row_of(self, line: int) -> tuple[int, int] | None:
        """Return the row that a line runs through, and which of its lines it is; None between rows."""
        row, inner = divmod(line - self.head, self.height + self.gap)
        return (row, inner) if 0 <= row < self.rows and inner < self.height else None

    def cell_at(self, x: int, y: int) -> tuple[int, int] | None:
        """Return row and column at a point, gaps counted to the cell before them; None outside the cells."""
        row = (y - self.head) // (self.height + self.gap)
        column = (x - RAIL) // (self.width + GAP)
        return (row, column) if 0 <= row < self.rows and 0 <= column < self.columns else None


def least_width(columns: int) -> int:
    """Return the fewest cells in which so many columns can be read."""
    return RAIL + columns * (LEAST_WIDTH + GAP) - GAP


def fitted_geometry(size: tuple[int, int], rows: int, columns: int, head: int) -> Geometry:
    """Return the grid that fills `size` (cells, lines) as well as it can; larger than it where it must be."""
    width, height = size
    column = (width - RAIL - GAP * (columns - 1)) // columns
    gap = 1
    line = (height - head - gap * (rows - 1)) // rows
    if line <= LEAST_HEIGHT:
        gap, line = 0, (height - head) // rows
    return Geometry(
        rows=rows,
        columns=columns,
        head=head,
        width=min(max(column, LEAST_WIDTH), MOST_WIDTH),
        height=min(max(line, LEAST_HEIGHT), MOST_HEIGHT),
        gap=gap,
    )
