"""`curriculum copy`: a cycle held again from another day on, shown first and written when asked."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import click

from curriculum.cli.context import format_option, open_here, shown_from_here, today, workspace_option
from curriculum.cli.findings import LABELS
from curriculum.cli.prose import listed, section
from curriculum.cli.words import plain
from curriculum.files.reading import ID
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Finding, Severity
from curriculum.model.words import counted
from curriculum.planning.calendar import sessions_between
from curriculum.planning.copying import Copied, copied
from curriculum.planning.rules import check_track
from curriculum.workspace import Workspace
from curriculum.workspace.copying import copy_text, write_copy


@click.command(
    "copy",
    epilog="""\b
Examples:
  curriculum copy evening evening-summer --starts 2027-06-21
  curriculum copy evening evening-summer --starts 2027-06-21 --write

\b
The nth program day goes to the nth program day, so a closed day on either side moves what follows. Closures, make-ups
and waivers of the old dates are left behind; remarks in the file are kept. Without --write nothing is written.
""",
)
@click.argument("track")
@click.argument("new")
@click.option(
    "--starts", required=True, type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The first day of the new cycle."
)
@click.option("--cycle", type=click.IntRange(1, 52), metavar="WEEKS", help="Another length than the old cycle's.")
@click.option("--write", is_flag=True, help="Make the file of the new track.")
@format_option("text", "json")
@workspace_option
def command(  # noqa: PLR0913  one for each option
    *, track: str, new: str, starts: datetime, cycle: int | None, write: bool, format_: str
) -> None:
    """Copy a cycle to a new start, by the nth program day.

    NEW is the id of the new track. Each sequence keeps its order; what finds no place is named.
    """
    workspace = open_here()
    path = workspace.root / "tracks" / f"{new}.yaml"
    if not ID.fullmatch(new):
        raise CurriculumError(f'"{new}" cannot be the id of a track.', "Use lower-case words joined by hyphens.")
    if path.exists() or new in workspace.tracks:
        raise CurriculumError(f'There is a track "{new}" already.', "Choose another name.")
    copy = copied(workspace.track(track), workspace.clinic, starts.date(), cycle)
    text = copy_text(workspace, track, copy)
    found = check_track(workspace.subject(new, copy.after, max(today(), starts.date())), today())
    if write:
        write_copy(workspace, new, text)
    if format_ == "json":
        click.echo(json.dumps(_data(new, copy, found, written=write), indent=2, ensure_ascii=False))
        return
    click.echo("\n".join(_lines(workspace, track, copy, found)))
    file = shown_from_here(path)
    click.echo(f"\nMade {file}." if write else f"\nNothing was written; --write makes {file}.")


def _lines(workspace: Workspace, track_id: str, copy: Copied, found: tuple[Finding, ...]) -> Iterator[str]:
    title = workspace.library.title
    track, after = copy.before, copy.after
    last = max((move.on for move in copy.moves if move.on), default=after.starts)
    yield f"{plain(track.title)}: from {track.starts:%a} {track.starts} to {after.starts:%a} {after.starts}"
    yield f"{counted(len(copy.moves), 'placement')}, the last on {last:%a} {last}."
    width = max((len(plain(title(move.placement.module))) for move in copy.moves), default=0)
    rows = (
        f"  {plain(title(move.placement.module)):{width}}  {move.was:%a} {move.was} -> {_where(move.on)}"
        f"{', locked' if move.placement.locked else ''}"
        for move in copy.moves
    )
    yield from section("Where everything goes", rows)
    yield from section(
        "Closed in the new cycle", listed((f"{day:%a} {day}: {plain(why)}" for day, why in copy.closed), 2)
    )
    out = (f"{plain(title(move.placement.module))}, {move.source}" for move in copy.left_out)
    more = [f"  A longer cycle has more places: --cycle {after.cycle + 1}."] if copy.left_out else []
    yield from section("What finds no place", [*listed(out, 2), *more])
    yield from section("Left behind", listed(_left_behind(copy), 2))
    yield from section("What the checks say of it", _finding_lines(found))
    yield from section("The old track", listed(_old_track(workspace, track_id, copy), 2))


def _where(day: date | None) -> str:
    return f"{day:%a} {day}" if day else "no place is left"


def _left_behind(copy: Copied) -> Iterator[str]:
    track = copy.before
    for number, thing in (
        (len(track.closures), "closure"),
        (len(track.makeups), "make-up"),
        (len(track.waivers), "waiver"),
    ):
        if number:
            yield f"{counted(number, thing)} of the old dates"


def _old_track(workspace: Workspace, track_id: str, copy: Copied) -> Iterator[str]:
    """Yield that the old track goes on beside the new one, where it does."""
    start = copy.after.starts
    if sessions_between(copy.before, workspace.clinic, start, start + timedelta(weeks=copy.after.cycle)):
        ends = start - timedelta(days=1)
        yield f"{track_id} goes on beside it. If the copy takes its place, write `ends: {ends}` there."


def _finding_lines(found: tuple[Finding, ...]) -> Iterator[str]:
    """Yield the first finding of each rule that blocks or warns, with how many more there are, and count the notes."""
    grave: dict[str, list[Finding]] = {}
    for finding in found:
        if finding.severity in (Severity.BLOCK, Severity.WARN):
            grave.setdefault(finding.rule, []).append(finding)
    for rule, (first, *more) in grave.items():
        others = f" And {len(more)} more." if more else ""
        where = first.place.partition(", ")[2]
        yield from listed([f"{LABELS[first.severity][0]} {rule}, {where}: {plain(first.message)}{others}"], 2)
    notes = len(found) - sum(map(len, grave.values()))
    if notes:
        yield f"  - {counted(notes, 'note')}"


def _data(new: str, copy: Copied, found: tuple[Finding, ...], *, written: bool) -> dict[str, Any]:
    return {
        "track": new,
        "starts": str(copy.after.starts),
        "written": written,
        "moves": [
            {
                "module": move.placement.module,
                "from": str(move.source),
                "was": str(move.was),
                "to": str(move.target) if move.target else None,
                "on": str(move.on) if move.on else None,
            }
            for move in copy.moves
        ],
        "left_out": [move.placement.module for move in copy.left_out],
        "closed": [{"date": str(day), "reason": why} for day, why in copy.closed],
        "findings": [
            {"rule": f.rule, "severity": f.severity.value, "place": f.place, "message": f.message} for f in found
        ],
    }
