"""A copied cycle on its way into a file of its own: the text of the old track with what changed."""

from curriculum.files.datestext import with_scalar, without_key
from curriculum.files.plantext import with_plan
from curriculum.files.writing import write_new
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Document
from curriculum.planning.copying import Copied
from curriculum.workspace.loading import Workspace

_OF_THE_OLD_DATES = ("ends", "closures", "makeups", "waivers")


def copy_text(workspace: Workspace, track_id: str, copy: Copied) -> str:
    """Return the text of the new track: the old one's, remarks included, with its new dates and its new plan.

    Raises CurriculumError where the old file's layout is so unusual that the plan cannot be written into it.
    """
    source = workspace.source(Document("track", track_id))
    if source is None:
        raise CurriculumError(f'The track "{track_id}" has no file.')
    text = source.text
    for key in _OF_THE_OLD_DATES:
        text = without_key(text, key)
    return with_plan(with_scalar(text, "starts", str(copy.after.starts)), copy.after)


def write_copy(workspace: Workspace, new_id: str, text: str) -> None:
    """Make the file of the new track. Raises CurriculumError where there is one already."""
    write_new(workspace.root / "tracks" / f"{new_id}.yaml", text)
