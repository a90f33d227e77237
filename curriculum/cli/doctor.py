"""`curriculum doctor`: what is sound on this machine, what is missing, and one way to mend each thing."""

import json
from collections.abc import Iterable
from pathlib import Path

import click

from curriculum.cli import probes
from curriculum.cli.checking import check_workspace
from curriculum.cli.context import format_option, named_root, root, today, workspace_option
from curriculum.cli.failing import BLOCKED
from curriculum.cli.findings import summary
from curriculum.cli.native import native_libraries
from curriculum.cli.probes import Probe, State
from curriculum.model.errors import CurriculumError
from curriculum.model.words import counted
from curriculum.workspace import open_workspace, starter_folder
from curriculum.workspace.folders import drafts_folder, log_file, state_folder

_MARKS = {State.SOUND: ("ok  ", "green"), State.NOTE: ("note", "cyan"), State.FAILS: ("FAIL", "red")}


@click.command(
    "doctor",
    epilog="""\b
Examples:
  curriculum doctor
  curriculum doctor --format json

\b
Exit code 0 says that everything is sound, 1 that something is to be mended. Nothing is sent over a network.
""",
)
@format_option("text", "json")
@workspace_option
def command(format_: str) -> None:
    """Say what is missing on this machine and how to mend it."""
    folder = _workspace_folder()
    found = [
        probes.python(),
        probes.packages(),
        *native_libraries(),
        probes.fonts(),
        probes.printed_page(),
        probes.solver(),
        _workspace(folder),
        probes.writable("exports", folder / "exports") if folder else None,
        probes.writable("drafts and log", state_folder()),
        probes.printer(),
        probes.terminal(),
    ]
    kept = [probe for probe in found if probe is not None]
    paths = _paths(folder)
    click.echo(_as_json(kept, paths) if format_ == "json" else _as_text(kept, paths))
    if any(probe.state is State.FAILS for probe in kept):
        raise click.exceptions.Exit(BLOCKED)


def _workspace_folder() -> Path | None:
    """Return the folder of the workspace, or None. Raises CurriculumError where --workspace names none."""
    try:
        return root()
    except CurriculumError:
        if named_root() is not None:
            raise
        return None


def _workspace(folder: Path | None) -> Probe:
    if folder is None:
        return Probe("workspace", State.NOTE, "none around the current folder", "Make one with `curriculum init`.")
    (checked,) = check_workspace(open_workspace(folder), today())
    blocks = any(finding.blocks for finding in checked.findings)
    said = f"{folder}: {summary(checked.findings, checked.files)}"
    return Probe("workspace", State.NOTE if blocks else State.SOUND, said, "`curriculum check`" if blocks else "")


def _paths(folder: Path | None) -> dict[str, str]:
    """Return every path that the planner uses."""
    return {
        "workspace": str(folder) if folder else "none",
        "built-in library": str(starter_folder() / "modules"),
        "program": str(Path(__file__).parents[1]),
        "drafts": str(drafts_folder()),
        "log": str(log_file()),
    }


def _as_text(found: Iterable[Probe], paths: dict[str, str]) -> str:
    lines = []
    for probe in found:
        mark, colour = _MARKS[probe.state]
        lines.append(f"{click.style(mark, fg=colour)}  {probe.name}: {probe.said}")
        if probe.mend:
            lines.append(f"      mend: {probe.mend}")
    width = max(map(len, paths))
    lines += ["", "Paths", *(f"  {name:<{width}}  {path}" for name, path in paths.items()), ""]
    fails = sum(probe.state is State.FAILS for probe in found)
    return "\n".join([*lines, f"{counted(fails, 'thing')} to mend." if fails else "Everything is sound."])


def _as_json(found: Iterable[Probe], paths: dict[str, str]) -> str:
    checks = [{"name": p.name, "state": p.state.value, "said": p.said, "mend": p.mend or None} for p in found]
    return json.dumps({"checks": checks, "paths": paths}, indent=2, ensure_ascii=False)
