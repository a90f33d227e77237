"""What `curriculum export` says of what it wrote: the files, what to look at, and the same as data."""

from collections.abc import Sequence
from pathlib import Path

import click

from curriculum.cli.context import shown_from_here
from curriculum.cli.words import plain
from curriculum.export.own_copy import withheld_text
from curriculum.export.run import Outcome, Written
from curriculum.model.words import counted


def told(written: Sequence[Written], folder: Path) -> list[str]:
    """Return the files that were written, a line each, with their pages."""
    if not written:
        return ["Wrote nothing."]
    folders = {file.path.parent for file in written}
    base = folders.pop() if len(folders) == 1 else folder.absolute()
    names = [file.path.relative_to(base).as_posix() for file in written]
    width = max(map(len, names))
    lines = [
        f"  {name:<{width}}  {counted(file.pages, 'page') if file.pages else ''}".rstrip()
        for name, file in zip(names, written, strict=True)
    ]
    pages = sum(file.pages for file in written)
    total = f", {counted(pages, 'page')}" if pages else ""
    return [f"Wrote {counted(len(written), 'file')}{total}, into {shown_from_here(base)}:", *lines]


def say_what_to_look_at(outcome: Outcome, *, everything: bool) -> None:
    """Say on stderr what failed, what printed with a remark, and what lies there from an earlier print."""
    if outcome.taken:
        made = f"{counted(outcome.made, 'document')} made" if outcome.made else "Nothing had to be made"
        click.echo(f"{made}; {outcome.taken} unchanged.", err=True)
    if outcome.withheld:
        click.echo(plain(withheld_text(outcome.withheld)), err=True)
    for failure in outcome.failures:
        click.echo(f"Not written: {plain(failure.name)}. {plain(failure.reason)}", err=True)
    for file in outcome.written:
        for remark in file.remarks:
            click.echo(f"Look at {file.path.name}: {plain(remark)}", err=True)
    if everything and not outcome.failures and outcome.written:
        old = _left_from_before(outcome.written)
        if old:
            names = ", ".join(path.name for path in old[:3]) + (", ..." if len(old) > 3 else "")
            click.echo(f"From an earlier print, in the same folder: {counted(len(old), 'file')} ({names}).", err=True)


def _left_from_before(written: Sequence[Written]) -> list[Path]:
    """Return files beside those written that this print did not write: an old handout is easily taken for a new one."""
    ours = {file.path for file in written}
    folders, endings = {path.parent for path in ours}, {path.suffix for path in ours}
    return sorted(
        path for folder in folders for path in folder.iterdir() if path.suffix in endings and path not in ours
    )


def data(written: Written) -> dict[str, str | int | None]:
    """Return a file that was written as plain data, for other programs."""
    return {
        "kind": written.kind,
        "path": shown_from_here(written.path),
        "module": written.module,
        "week": written.week,
        "day": written.day.value if written.day else None,
        "pages": written.pages,
        "bytes": written.bytes,
    }
