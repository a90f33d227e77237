"""What stands between a wish to print and the printing: which weeks, what blocks them, which pages, and where.

Both faces ask here, so a print that one refuses is refused by the other for the same reasons.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from curriculum.export.documents import Printable, module_printables, week_printables
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
    modules = (Document("module", module_id) for module_id in held if module_id)
    return for_weeks(_blocking(workspace, {Document("track", track_id), *modules}, today), weeks)


def module_blocking(workspace: Workspace, module_id: str, today: date) -> tuple[Finding, ...]:
    """Return the findings that stop a print of one module by itself: of the clinic and of the module."""
    return tuple(_blocking(workspace, {Document("module", module_id)}, today))


def _blocking(workspace: Workspace, concerned: set[Document], today: date) -> Iterator[Finding]:
    documents = {Document("clinic"), *concerned}
    return (f for f in workspace.findings(today) if f.blocks and f.document in documents)


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


def module_pages(workspace: Workspace, module_id: str, paper: Paper | None = None) -> tuple[Printable, ...]:
    """Return the guide and the handouts of one module by itself, as its author wants to see them.

    Its minutes are those planned, and its clock begins at 00:00. Raises CurriculumError as `pages` does.
    """
    module = workspace.library.modules[module_id]
    return module_printables(module_id, module, workspace.clinic, figures=workspace.figure, paper=paper)
