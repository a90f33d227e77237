"""A print about to happen as both faces show it: documents, copies and paper as a table, in plain lines of text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from curriculum.export.printing import Manner, PrintJob, Sum, summed
from curriculum.export.words import sentence_case
from curriculum.model.timing import clock_text
from curriculum.model.words import counted
from curriculum.workspace.printers import Queue
from curriculum.workspace.printing import Pile

_NARROWEST = 24
_CELL = 7
NUMBERS = 4 * _CELL
"""Cells of the numbers to the right of a document's name."""


@dataclass(frozen=True)
class Printout:
    """What there is to print, how, and where."""

    piles: tuple[Pile, ...]
    jobs: tuple[PrintJob, ...]
    manner: Manner
    queue: Queue | None
    """None where the files stay in a folder, or nothing says yet which one it is."""
    lacking: str = ""
    """Why this machine has no printer; empty where it has one."""

    @property
    def together(self) -> Sum:
        """What all documents take."""
        return summed(self.jobs)

    def printed(self, manner: Manner) -> "Printout":
        """Return the same, printed in another manner."""
        return replace(self, manner=manner, jobs=tuple(replace(job, duplex=manner.duplex) for job in self.jobs))

    def lines(self, widest: int) -> Iterator[str]:
        """Yield the table: every document with its pages, copies, sheets and sides, and what they take together.

        A document's name has at most `widest` characters; names that are longer end in an ellipsis.
        """
        longest = max((len(_name(job)) for job in self.jobs), default=0) + 2
        width = max(_NARROWEST, min(widest, longest))
        for pile in self.piles:
            jobs = [job for job in self.jobs if job.page.stem.startswith(f"{pile.track_id}/")]
            yield f"{pile.track.title}: {pile.when}"
            yield f"{counted(len(pile.held), 'group')}, {counted(pile.track.census, 'client')}"
            yield _row("", ("Pages", "Copies", "Sheets", "Sides"), width)
            for job in jobs:
                yield _row(_name(job), (job.pages, job.copies, job.sheets, job.sides), width)
            yield ""
        for kind, word in (("guide", "Guides"), ("handout", "Handouts")):
            of_kind = summed(job for job in self.jobs if job.page.kind == kind)
            if of_kind.documents:
                yield _sum_row(word, of_kind, width)
        yield _sum_row("Together", self.together, width)
        yield ""
        yield self.where

    @property
    def where(self) -> str:
        """How and where it is printed, in a sentence or two."""
        if self.queue is None:
            by = "By hand" if self.lacking else "To no printer yet"
            return f"{by}, {self.manner.said}. {sentence_case(self.lacking)}".rstrip()
        stopped = self.queue.stopped
        held = f" It is stopped ({stopped}) and keeps jobs until it runs again." if stopped else ""
        return f"To the printer {self.queue.name}, {self.manner.said}.{held}"


def _name(job: PrintJob) -> str:
    page = job.page
    if page.kind == "guide" and page.day is not None and page.start is not None:
        return f"{page.day.full_name[:3]} {clock_text(page.start)} Guide: {page.title}"
    return f"          {page.kind.capitalize()}: {page.title}"


def _row(name: str, cells: Sequence[object], width: int) -> str:
    cut = name if len(name) <= width else f"{name[: width - 1].rstrip()}\N{HORIZONTAL ELLIPSIS}"
    return f"{cut:<{width}}{''.join(f'{cell:>{_CELL}}' for cell in cells)}".rstrip()


def _sum_row(word: str, total: Sum, width: int) -> str:
    return _row(f"{word}, {counted(total.documents, 'document')}", ("", "", total.sheets, total.sides), width)
