"""A changed track: what the checks say of it that they did not say before, and its way into the file."""

from dataclasses import dataclass
from datetime import date

from curriculum.files.plantext import with_plan
from curriculum.files.writing import save
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Document, Finding
from curriculum.model.track import Track
from curriculum.planning.rules import check_track
from curriculum.workspace.loading import Workspace


@dataclass(frozen=True)
class Difference:
    """What the checks say of one version of a track and not of the other."""

    new: tuple[Finding, ...]
    mended: tuple[Finding, ...]


def difference(workspace: Workspace, track_id: str, after: Track, today: date) -> Difference:
    """Return what a change of a track breaks and what it mends, as the checks see it on a day."""
    was = check_track(workspace.subject(track_id, today=today), today)
    will_be = check_track(workspace.subject(track_id, after, today), today)
    return Difference(
        new=tuple(workspace.located(finding) for finding in will_be if finding not in was),
        mended=tuple(finding for finding in was if finding not in will_be),
    )


def write_plan(workspace: Workspace, track_id: str, after: Track) -> Workspace:
    """Write the plan of a changed track into its file and return the workspace with it; all else in the file stays.

    Raises ChangedOnDisk where the file was changed since it was read, and CurriculumError where its layout is so
    unusual that the plan cannot be written; then nothing was.
    """
    source = workspace.source(Document("track", track_id))
    if source is None:
        raise CurriculumError(f'The track "{track_id}" has no file.')
    return workspace.with_track(track_id, after, save(source, with_plan(source.text, after)))
