"""`curriculum init`: a new workspace, empty or with the sample clinic and tracks."""

from pathlib import Path

import click

from curriculum.cli.context import shown_from_here
from curriculum.files.scaffolds import clinic_text
from curriculum.files.writing import write_new
from curriculum.model.errors import CurriculumError
from curriculum.workspace import starter_folder
from curriculum.workspace.loading import CLINIC_FILE

_FOLDERS = ("modules", "tracks", "exports")


@click.command(
    "init",
    epilog="""\b
Examples:
  curriculum init clinic --sample && cd clinic && curriculum
  curriculum init                          in the current folder, without samples
""",
)
@click.argument("folder", type=click.Path(path_type=Path), default=".", metavar="[DIR]")
@click.option("--sample", is_flag=True, help="Begin with the sample clinic and its tracks.")
def command(folder: Path, *, sample: bool) -> None:
    """Make a new workspace, with the sample tracks if asked.

    It holds clinic.yaml and the folders modules, tracks and exports. The built-in library lies under it in any
    case. Nothing that is there already is overwritten.
    """
    files = _sample_files() if sample else {Path(CLINIC_FILE): clinic_text()}
    taken = [path for path in files if (folder / path).exists()]
    if taken:
        raise CurriculumError(
            f"{shown_from_here(folder / taken[0])} is there already, so nothing was written.", "Name another folder."
        )
    for name in _FOLDERS:
        _make(folder / name)
    for path, text in files.items():
        write_new(folder / path, text)
    _say_what_next(folder, [path.stem for path in files if path.parent.name == "tracks"])


def _sample_files() -> dict[Path, str]:
    """Return the text of every file of the sample, by its path in a workspace."""
    starter = starter_folder()
    paths = [starter / CLINIC_FILE, *sorted((starter / "tracks").glob("*.yaml"))]
    return {path.relative_to(starter): path.read_text("utf-8") for path in paths}


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CurriculumError(f"{folder} cannot be made: {error.strerror}.", "Name another folder.") from None


def _say_what_next(folder: Path, tracks: list[str]) -> None:
    shown = shown_from_here(folder)
    with_tracks = f", and the tracks {', '.join(tracks)}" if tracks else ""
    click.echo(f"Made a workspace in {shown}: {CLINIC_FILE}, {', '.join(_FOLDERS)}{with_tracks}.")
    steps = [] if shown == "." else [f"cd {shown}"]
    if tracks:
        steps += ["curriculum check", f"curriculum export {tracks[-1]} --week 1"]
    else:
        steps += [f"write your people and rooms into {CLINIC_FILE}", 'curriculum new track "Evening IOP"', "curriculum"]
    click.echo("\n  ".join(["Next:", *steps]), err=True)
