"""What stands between a wish to print and the printing: which weeks, what blocks them, which pages, and where.

Both faces ask here, so a print that one refuses is refused by the other for the same reasons.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from curriculum.export.documents import Printable, week_printables
from curriculum.model.clinic import Paper
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Document, Finding
from curriculum.planning.rules import for_weeks
from curriculum.workspace.loading import Workspace


def weeks_to_print(workspace: Workspace, track_id: str, asked: Iterable[int] = ()) -> tuple[int, ...]:
    """Return the weeks that were asked for, or every week that is planned, in order.

    Raises CurriculumError for a week outside the cycle, where nothing is planned, or as `Workspace.track` does.
    """
    track = workspace.track(track_id)
    weeks = sorted(set(asked) or {week for week in track.plan if week <= track.cycle})
    if not weeks:
        raise CurriculumError(f'Nothing is planned yet in "{track_id}".', "Place modules with `curriculum`.")
    beyond = [week for week in weeks if not 1 <= week <= track.cycle]
    if beyond:
        raise CurriculumError(
            f'The track "{track_id}" has no week {beyond[0]}.', f"Its cycle has weeks 1 to {track.cycle}."
        )
    return tuple(weeks)


def blocking(workspace: Workspace, track_id: str, weeks: Sequence[int], today: date) -> tuple[Finding, ...]:
    """Return the findings that stop a print of those weeks: of the clinic, of the track, and of modules held then."""
    held = {s.module for s in workspace.subject(track_id).held if s.cell.week in weeks}
    concerned = {Document("clinic"), Document("track", track_id), *(Document("module", i) for i in held if i)}
    found = (f for f in workspace.findings(today) if f.blocks and f.document in concerned)
    return for_weeks(found, weeks)


def print_folder(workspace: Workspace, track_id: str) -> Path:
    """Return where the prints of a track land: `exports/<track>`, with a folder for each week below."""
    return workspace.root / "exports" / track_id


def pages(
    workspace: Workspace, track_id: str, weeks: Iterable[int], paper: Paper | None = None
) -> tuple[Printable, ...]:
    """Return every page of some weeks, each week's below a folder of its own, such as `week-01`.

    Raises CurriculumError for a week outside the cycle, or a drawing that is missing or may not be printed.
    """
    return tuple(
        replace(page, stem=f"week-{week:02d}/{page.stem}")
        for week in weeks
        for page in week_printables(
            track_id,
            workspace.track(track_id),
            workspace.library,
            workspace.clinic,
            week=week,
            figures=workspace.figure,
            paper=paper,
        )
    )
