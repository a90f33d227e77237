"""The part of `curriculum export` that answers at once where a binder is already what was asked for.

Runs before anything of the library is imported; whatever it is not sure of, it leaves to the command itself.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from curriculum.cli.clustering import without_cluster
from curriculum.cli.context import shown_from_here, today

if TYPE_CHECKING:
    from curriculum.export.manifest import Inputs, Manifest
    from curriculum.export.run import Outcome

ASKED = "curriculum.asked"
"""Where the words of the command line are, among what a click context carries."""


def told_unchanged(arguments: Sequence[str]) -> bool:
    """Say that a binder is there as it was, and return True; False where it has to be made or looked at."""
    if tuple(arguments[:1]) != ("export",) or "--binder" not in arguments or "--help" in arguments:
        return False
    here = Path.cwd()
    root = next((folder for folder in (here, *here.parents) if (folder / "clinic.yaml").is_file()), None)
    if root is None or any(word.startswith("--workspace") for word in arguments):
        return False
    from curriculum.export.manifest import unchanged

    found = unchanged(root, without_cluster(arguments), today(), _folders(root, arguments))
    if found is None:
        return False
    _tell(*found, as_json="json" in arguments)
    return True


def inputs_now(root: Path) -> "Inputs":
    """Return what a binder is made from, before any of it is read."""
    from curriculum.export.manifest import Inputs

    return Inputs.now(root)


def remember(inputs: "Inputs", folder: Path, outcome: "Outcome", report: Sequence[dict[str, str | int | None]]) -> None:
    """Put a manifest beside a binder that was written without a failure."""
    from curriculum.export.manifest import keep, manifest_of
    from curriculum.export.own_copy import withheld_text

    asked = click.get_current_context().meta.get(ASKED)
    if asked is None or outcome.failures or len(outcome.written) != 1:
        return
    (written,) = outcome.written
    remarks = (*written.remarks, *filter(None, [withheld_text(outcome.withheld)]))
    told = {"documents": outcome.made + outcome.taken, "report": tuple(report), "remarks": remarks}
    keep(manifest_of(inputs, without_cluster(asked), today(), written.path, **told), folder)


def _folders(root: Path, arguments: Sequence[str]) -> Iterator[Path]:
    """Yield the folders in which the binder may lie."""
    for word, following in zip(arguments, (*arguments[1:], ""), strict=True):
        if word == "--to":
            yield Path(following)
        elif word.startswith("--to="):
            yield Path(word.removeprefix("--to="))
    yield from sorted((root / "exports").glob("*/"))


def _tell(file: Path, manifest: "Manifest", *, as_json: bool) -> None:
    shown = shown_from_here(file)
    click.echo(f"Nothing has changed; {manifest.documents} documents are as they were.", err=True)
    for remark in manifest.remarks:
        click.echo(f"Look at {file.name}: {remark}", err=True)
    if as_json:
        click.echo(json.dumps([{**each, "path": shown} for each in manifest.report], indent=2, ensure_ascii=False))
    else:
        click.echo(f"{shown} is up to date, {manifest.report[0]['pages']} pages.")
