"""What stands between a wish to print and the printing: which weeks, what blocks them, and where prints land."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from curriculum.export.documents import Printable, week_printables
from curriculum.model.clinic import Paper
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Finding
from curriculum.planning.rules import check_module, for_weeks
from curriculum.workspace.loading import Workspace


def planned_weeks(workspace: Workspace, track_id: str) -> tuple[int, ...]:
    """Return the weeks of the cycle in which the plan says anything. Raises CurriculumError as `track` does."""
    track = workspace.track(track_id)
    return tuple(week for week in sorted(track.plan) if week <= track.cycle)


def print_findings(workspace: Workspace, track_id: str, weeks: Iterable[int], today: date) -> tuple[Finding, ...]:
    """Return what is to be said before those weeks are printed: of the clinic, the track and its modules."""
    wanted = tuple(weeks)
    found = [*workspace.faults, *for_weeks(workspace.track_findings(track_id, today), wanted)]
    held = {s.module for s in workspace.subject(track_id).sessions if s.module and s.cell.week in wanted}
    for module_id in sorted(held & set(workspace.loaded.sources)):
        found += [f for f in workspace.loaded.findings if f.document.id == module_id]
        if module_id in workspace.library.modules:
            found += check_module(module_id, workspace.library, workspace.clinic, today)
    return tuple(map(workspace.located, found))


def week_folder(workspace: Workspace, track_id: str, week: int) -> Path:
    """Return where the prints of a week land: `exports/<track>/week-01`."""
    return workspace.root / "exports" / track_id / f"week-{week:02d}"


def printables(workspace: Workspace, track_id: str, week: int, paper: Paper | None = None) -> tuple[Printable, ...]:
    """Return every page of a week. Raises CurriculumError for a week outside the cycle or a faulty drawing."""
    return week_printables(
        track_id,
        workspace.track(track_id),
        workspace.library,
        workspace.clinic,
        week=week,
        figures=workspace.figure,
        paper=paper,
    )


def require_planned(weeks: tuple[int, ...], track_id: str) -> tuple[int, ...]:
    """Return the weeks, or raise CurriculumError where there is none to print."""
    if not weeks:
        raise CurriculumError(
            f'Nothing is planned yet in "{track_id}".', "Open `curriculum` and place modules, or name a --week."
        )
    return weeks
