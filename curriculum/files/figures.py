"""Drawings on the disk: SVG files beside a module or its translation, never outside their folder."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from curriculum.files.reading import spot_of
from curriculum.files.yamltext import Source
from curriculum.model.finding import Document, Finding, Severity
from curriculum.model.handout import FigureBlock, Handout

_MOST_BYTES = 1_000_000
"""A drawing that may be printed has a fifth of that."""


def figure_path(source: Source, file: str) -> Path | None:
    """Return the file of a figure, or None where it is absent, no SVG, or lies outside the folder of its text."""
    folder = source.path.parent.resolve()
    try:
        path = (folder / file).resolve()
        inside = path.is_relative_to(folder) and path.suffix == ".svg"
        return path if inside and path.is_file() else None
    except (OSError, ValueError):  # a name that no file can have, such as one of 300 letters
        return None


def drawing_text(path: Path) -> str | None:
    """Return the text of a drawing, or None where it cannot be read.

    No more is read of it than shows that it is too large; bytes that are no text show as U+FFFD.
    """
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES).decode("utf-8", "replace")
    except OSError:
        return None


def missing_figures(
    handouts: Sequence[Handout], document: Document, source: Source, *others: Source
) -> Iterator[Finding]:
    """Yield a finding for each figure that lies neither beside its own text nor beside one of the others."""
    for number, handout in enumerate(handouts):
        for position, block in enumerate(handout.blocks):
            if not isinstance(block, FigureBlock):
                continue
            if any(figure_path(each, block.figure.file) for each in (source, *others)):
                continue
            path = ("handouts", number, "blocks", position, "figure", "file")
            yield Finding(
                rule="missing-file",
                severity=Severity.BLOCK,
                document=document,
                path=path,
                place=f"{document}, handout {number + 1}, block {position + 1}",
                message=f'"{block.figure.file}" is not an SVG file beside the module.',
                fix=f"Put the drawing into {source.path.parent.name}/ under that name, or correct the name.",
                spot=spot_of(source, path),
            )
