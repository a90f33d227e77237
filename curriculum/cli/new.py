"""`curriculum new`: a module or a track to begin with, valid from the first line."""

from datetime import date, timedelta
from pathlib import Path

import click

from curriculum.cli.context import open_here, shown_from_here, today, workspace_option
from curriculum.files.reading import parsed
from curriculum.files.scaffolds import module_text, slug, track_text
from curriculum.files.writing import write_new
from curriculum.files.yamltext import Source
from curriculum.model.base import Value
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Document
from curriculum.model.module import Modality, Module
from curriculum.model.track import Track
from curriculum.workspace import Workspace


@click.group(
    "new",
    no_args_is_help=False,
    epilog="""\b
Examples:
  curriculum new module "Riding the bus home" --modality cbt
  curriculum new track "Evening IOP"
""",
)
def command() -> None:
    """Begin a module or a track from a commented scaffold.

    The file can be read, checked and printed from the start. Nothing that is there already is overwritten.
    """


@command.command(
    "module",
    epilog="""\b
Example:
  curriculum new module "Riding the bus home" --modality cbt
""",
)
@click.argument("name")
@click.option(
    "--modality",
    type=click.Choice([each.value for each in Modality]),
    default=Modality.OTHER.value,
    show_default=True,
    help="The school of treatment that it draws on.",
)
@workspace_option
def new_module(name: str, modality: str) -> None:
    """Begin a module. NAME is its title, or its id."""
    workspace = open_here()
    module_id = slug(name)
    source = workspace.loaded.sources.get(module_id)
    if source is not None:
        raise CurriculumError(
            f'There is a module "{module_id}" already: {shown_from_here(source.path)}.', "Choose another name."
        )
    path = workspace.root / "modules" / modality / f"{module_id}.yaml"
    _write(path, module_text(name, Modality(modality)), Module, Document("module", module_id))
    _say(path, f"curriculum show {module_id}")


@command.command(
    "track",
    epilog="""\b
Example:
  curriculum new track "Evening IOP"
""",
)
@click.argument("name")
@workspace_option
def new_track(name: str) -> None:
    """Begin a track, which starts on the Monday after next. NAME is its title, or its id."""
    workspace: Workspace = open_here()
    track_id = slug(name)
    path = workspace.root / "tracks" / f"{track_id}.yaml"
    _write(path, track_text(name, _second_monday(today())), Track, Document("track", track_id))
    _say(path, "curriculum")


def _second_monday(day: date) -> date:
    """Return the Monday after next: time enough to plan a first week."""
    return day + timedelta(days=14 - day.weekday())


def _write(path: Path, text: str, model: type[Value], document: Document) -> None:
    """Write a scaffold. Raises CurriculumError for a name that makes no title, or a file that is there."""
    _, findings = parsed(Source(path, text, path.name), model, document)
    for finding in findings:
        assert finding.path == ("title",), finding
        raise CurriculumError(f"This name cannot be a title: {finding.message}", finding.fix)
    write_new(path, text)


def _say(path: Path, then: str) -> None:
    shown = shown_from_here(path)
    click.echo(f"Made {shown}.")
    click.echo(f"Next:\n  write what is yours into it\n  curriculum check {shown}\n  {then}", err=True)
