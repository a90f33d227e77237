"""What every command shares: which workspace, which day it is, the options that several commands take.

The clock and the current folder are read here, and nowhere below the command line.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from curriculum.workspace import Workspace

_NAMED = "curriculum.workspace"
CommandT = TypeVar("CommandT", bound=Callable[..., Any])


def _keep(context: click.Context, _parameter: click.Parameter, value: Path | None) -> None:
    if value is not None:
        context.meta[_NAMED] = value


def workspace_option(command: CommandT) -> CommandT:
    """Return a command with `--workspace DIR`; it may stand before or after the command's name."""
    return click.option(
        "--workspace",
        metavar="DIR",
        type=click.Path(path_type=Path),
        expose_value=False,
        callback=_keep,
        help="Another workspace than the one around the current folder.",
    )(command)


def format_option(*formats: str) -> Callable[[CommandT], CommandT]:
    """Return what gives a command `--format`, of which the first format is the default."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How to write it.",
    )


def named_root() -> Path | None:
    """Return the folder that `--workspace` names, or None. Raises CurriculumError where it is no workspace."""
    from curriculum.model.errors import CurriculumError

    named: Path | None = click.get_current_context().meta.get(_NAMED)
    if named is None:
        return None
    if not named.is_dir():
        raise CurriculumError(f"There is no folder {named}.", "Check the path after --workspace.")
    if not any((named / part).exists() for part in ("clinic.yaml", "tracks", "modules")):
        raise CurriculumError(
            f"{named} is no workspace: it holds no clinic.yaml.", f"Make it one with `curriculum init {named}`."
        )
    return named.resolve()


def root() -> Path:
    """Return the folder of the workspace. Raises CurriculumError where there is none."""
    from curriculum.workspace import find_workspace

    return named_root() or find_workspace(Path.cwd())


def open_here() -> "Workspace":
    """Return the workspace, read. Raises CurriculumError where there is none."""
    from curriculum.workspace import open_workspace

    return open_workspace(root())


@contextmanager
def open_at(track: str) -> "Iterator[tuple[Workspace, str, str | None]]":
    """Yield the workspace, the id of a track, and which version it is: None as it stands, or that of `TRACK@REVISION`.

    At a revision all of the workspace is as git holds it: modules, clinic and rules too. Raises CurriculumError where
    there is no workspace, or no such revision.
    """
    track_id, at, revision = track.partition("@")
    if not at:
        yield open_here(), track, None
        return
    from curriculum.workspace.snapshots import snapshot

    with snapshot(root(), revision) as held:
        yield held.workspace, track_id, held.name


def today() -> date:
    """Return the day it is where this machine stands."""
    return datetime.now().astimezone().date()


def shown_from_here(path: Path) -> str:
    """Return a path as a person in the current folder would type it; absolute where it lies far away."""
    here, path = Path.cwd(), path.absolute()
    relative = Path(os.path.relpath(path, here)) if path.anchor == here.anchor else path
    ups = relative.parts.count("..")
    return str(path) if ups > _NEAR or ups == len(here.parts) - 1 > 0 else relative.as_posix()


_NEAR = 2
"""Folders to go up at most before an absolute path reads better."""
