"""`curriculum show`: a module or a track as text that a screen reader can follow, or as JSON."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from curriculum.cli.context import format_option, open_here, shown_from_here, workspace_option
from curriculum.cli.module_text import module_lines
from curriculum.cli.track_text import Reading, dated_data, dated_lines, track_data, track_lines
from curriculum.cli.words import did_you_mean
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Document
from curriculum.workspace import Workspace
from curriculum.workspace.exporting import check_run
from curriculum.workspace.reporting import sessions_of


@click.command(
    "show",
    epilog="""\b
Examples:
  curriculum show catching-quick-thoughts
  curriculum show evening --week 2
  curriculum show evening --week 2 --run 3                as it falls in the third run of the cycle
  curriculum show evening --from 2027-05-01 --weeks 8     real dates, through one run of the cycle after another
  curriculum show evening --format json
""",
)
@click.argument("name")
@click.option(
    "--week", "weeks", type=int, multiple=True, metavar="N", help="Only this week of a track; may be repeated."
)
@click.option("--run", type=int, metavar="N", help="On the dates of this repetition of the cycle, from 1.")
@click.option(
    "--from", "first", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="A track from the week of this day."
)
@click.option("--weeks", "many", type=click.IntRange(1, 520), metavar="N", help="How many; a whole cycle unless said.")
@format_option("text", "json")
@workspace_option
def command(  # noqa: PLR0913  one for each option
    *, name: str, weeks: tuple[int, ...], run: int | None, first: datetime | None, many: int | None, format_: str
) -> None:
    """Show a module or a track as plain text.

    NAME is an id, a title or a file. A track shows its planned weeks, or those that --week names; with --from the weeks
    of a stretch of real dates, of whatever runs of the cycle they are.
    """
    workspace = open_here()
    document = named_document(workspace, name)
    dated = first is not None or many is not None
    if document.kind == "module" and (weeks or dated or run):
        raise CurriculumError(f'"{document.id}" is a module and has no weeks.', "Leave out --week, --run and --from.")
    if (weeks or run) and dated:
        raise click.UsageError("--week and --run name weeks of the cycle, --from and --weeks real dates; choose one.")
    if document.kind == "module":
        data, lines = _module(workspace, document.id)
    elif dated:
        data, lines = _dated(workspace, document.id, first.date() if first else None, many)
    else:
        data, lines = _track(workspace, document.id, weeks, run)
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
    translations = workspace.library.translations.get(module_id, {})
    file = shown_from_here(source.path)
    if module is None:
        raise CurriculumError(f'The module "{module_id}" cannot be read.', f"`curriculum check {file}` says why.")
    data = {
        "id": module_id,
        "file": file,
        **module.model_dump(mode="json", by_alias=True),
        "minutes": module.minutes.model_dump(),
        "translations": {
            language: translation.model_dump(mode="json", exclude={"handouts", "homework", "alternative"})
            for language, translation in translations.items()
        },
    }
    return data, module_lines(module_id, module, file, translations)


def _track(
    workspace: Workspace, track_id: str, weeks: tuple[int, ...], run: int | None
) -> tuple[dict[str, Any], Iterable[str]]:
    track = workspace.track(track_id)
    for week in weeks:
        if not 1 <= week <= track.cycle:
            raise CurriculumError(
                f'The track "{track_id}" has no week {week}.', f"Its cycle has weeks 1 to {track.cycle}."
            )
    subject = workspace.subject(track_id)
    reading = Reading(track_id, track, workspace.library, workspace.clinic, subject.pack)
    if run is not None:
        check_run(track, run)
        shown = [(run, week) for week in weeks or sorted(week for week in track.plan if week <= track.cycle)]
        return dated_data(reading, shown), dated_lines(reading, shown)
    return track_data(reading, weeks), track_lines(reading, weeks)


def _dated(
    workspace: Workspace, track_id: str, first: date | None, many: int | None
) -> tuple[dict[str, Any], Iterable[str]]:
    """Return the weeks of a track from that of a day on, of whatever runs of the cycle they are."""
    subject = workspace.subject(track_id)
    held = sessions_of(subject, first, many)
    weeks = list(dict.fromkeys((session.run, session.cell.week) for session in held))
    reading = Reading(track_id, subject.track, workspace.library, workspace.clinic, subject.pack)
    return dated_data(reading, weeks), dated_lines(reading, weeks)
