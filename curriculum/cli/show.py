"""`curriculum show`: a module or a track as text that a screen reader can follow, or as JSON."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from curriculum.cli.context import format_option, open_here, shown_from_here, workspace_option
from curriculum.cli.module_text import module_lines
from curriculum.cli.track_text import Reading, track_data, track_lines
from curriculum.cli.words import did_you_mean
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Document
from curriculum.workspace import Workspace


@click.command(
    "show",
    epilog="""\b
Examples:
  curriculum show catching-quick-thoughts
  curriculum show evening --week 2
  curriculum show evening --format json
""",
)
@click.argument("name")
@click.option(
    "--week", "weeks", type=int, multiple=True, metavar="N", help="Only this week of a track; may be repeated."
)
@format_option("text", "json")
@workspace_option
def command(name: str, weeks: tuple[int, ...], format_: str) -> None:
    """Show a module or a track as plain text.

    NAME is an id, a title or a file. A track shows its planned weeks, or those that --week names.
    """
    workspace = open_here()
    document = named_document(workspace, name)
    if document.kind == "module" and weeks:
        raise CurriculumError(f'"{document.id}" is a module and has no weeks.', "Leave out --week.")
    data, lines = _track(workspace, document.id, weeks) if document.kind == "track" else _module(workspace, document.id)
    click.echo(json.dumps(data, indent=2, ensure_ascii=False) if format_ == "json" else "\n".join(lines))


def named_document(workspace: Workspace, name: str) -> Document:
    """Return the track or module of an id, a title or a file. Raises CurriculumError with the closest names."""
    wanted = Path(name).stem if name.endswith(".yaml") else name
    titles = {loaded.value.title: Document("track", i) for i, loaded in workspace.tracks.items() if loaded.value}
    known = {i: Document("module", i) for i in workspace.loaded.sources}
    known |= {i: Document("track", i) for i in workspace.tracks}
    for title, document in ((m.title, known[i]) for i, m in workspace.library.modules.items()):
        titles.setdefault(title, document)
    if wanted in known:
        return known[wanted]
    by_title = {title.lower(): document for title, document in titles.items()}
    if wanted.lower() in by_title:
        return by_title[wanted.lower()]
    meant = did_you_mean(wanted, known) or did_you_mean(wanted, titles)
    raise CurriculumError(
        f'There is no module or track "{name}".', meant.strip() or "`curriculum find` lists the modules."
    )


def _module(workspace: Workspace, module_id: str) -> tuple[dict[str, Any], Iterable[str]]:
    module = workspace.library.get(module_id)
    source = workspace.loaded.sources[module_id]
    file = shown_from_here(source.path)
    if module is None:
        raise CurriculumError(f'The module "{module_id}" cannot be read.', f"`curriculum check {file}` says why.")
    data = {
        "id": module_id,
        "file": file,
        **module.model_dump(mode="json", by_alias=True),
        "minutes": module.minutes.model_dump(),
    }
    return data, module_lines(module_id, module, file)


def _track(workspace: Workspace, track_id: str, weeks: tuple[int, ...]) -> tuple[dict[str, Any], Iterable[str]]:
    track = workspace.track(track_id)
    for week in weeks:
        if not 1 <= week <= track.cycle:
            raise CurriculumError(
                f'The track "{track_id}" has no week {week}.', f"Its cycle has weeks 1 to {track.cycle}."
            )
    subject = workspace.subject(track_id)
    reading = Reading(track_id, track, workspace.library, workspace.clinic, subject.pack)
    return track_data(reading, weeks), track_lines(reading, weeks)
