"""How far an export has come: a bar on a terminal, a line for each document anywhere else."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

import click
from rich.cells import set_cell_size

from curriculum.cli.words import plain
from curriculum.export.run import Progress

_BAR = 24


@contextmanager
def shown_progress(total: int, stream: TextIO) -> Iterator[Callable[[Progress], None]]:
    """Yield what shows each step of progress on a stream."""
    if not stream.isatty():
        yield lambda step: click.echo(f"{step.done} of {step.total}  {plain(step.last)}", file=stream)
        return
    columns = shutil.get_terminal_size().columns - 1

    def draw(text: str) -> None:
        # Always the whole line: what a longer title left behind is covered.
        click.echo(f"\r{set_cell_size(text, columns)}", file=stream, nl=False)

    draw(bar_text(Progress(0, total, "")))
    try:
        yield lambda step: draw(bar_text(step))
    finally:
        draw("")
        click.echo("\r", file=stream, nl=False)


def bar_text(step: Progress) -> str:
    """Return a bar with numbers beside it, and what was finished last."""
    full = _BAR * step.done // step.total
    return f"Printing [{'#' * full}{'.' * (_BAR - full)}] {step.done} of {step.total}  {plain(step.last)}"
