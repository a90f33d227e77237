"""What an export prints, each page under the words by which progress and failures name it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from curriculum.export.documents import Printable, week_printables
from curriculum.model.clinic import Paper
from curriculum.model.timing import clock_text
from curriculum.planning.calendar import sessions
from curriculum.workspace import Workspace


@dataclass(frozen=True)
class Order:
    """Which weeks of which track to print."""

    workspace: Workspace
    track_id: str
    weeks: Sequence[int]


def named_pages(order: Order, *, paper: Paper | None, apart: bool) -> Iterator[Printable]:
    """Yield every page of the weeks; with `apart`, each week in a folder of its own, such as `week-02`.

    Raises CurriculumError for a drawing that is missing or may not be printed.
    """
    workspace = order.workspace
    track = workspace.track(order.track_id)
    for week in order.weeks:
        pages = week_printables(
            order.track_id,
            track,
            workspace.library,
            workspace.clinic,
            week=week,
            figures=workspace.figure,
            paper=paper,
        )
        held = sessions(track, workspace.clinic, (week,))
        starts = {(session.cell.day, session.module): session.start for session in reversed(held)}
        for page in pages:
            start = starts.get((page.day, page.module)) if page.day else None
            stem = f"week-{week:02}/{page.stem}" if apart else page.stem
            yield replace(page, stem=stem, title=_words(page, start))


def _words(page: Printable, start: int | None) -> str:
    """Return what a page is, such as `guide, Monday 18:00, Open Process Group`."""
    when = f"{page.day.full_name} {clock_text(start)}, " if page.day and start is not None else ""
    return f"{page.kind}, {when}{page.title}"
