"""What a printer is to do: each document with its pages, its copies, and what they take in paper. Pure sums.

Knows no queue and opens no file; how many copies a session takes is worked out here, from sessions and pages.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from curriculum.export.documents import Printable
from curriculum.model.clinic import Paper
from curriculum.model.errors import CurriculumError
from curriculum.model.handout import Handout
from curriculum.model.library import Library
from curriculum.model.words import counted
from curriculum.planning.calendar import Session

MANY_SHEETS = 100
"""Sheets from which a print asks first: a fifth of a ream, and more than most trays of a small office can spare."""

MOST_COPIES = 500
"""Copies of one document at most: more than twice the largest census, and less than what a slip of a finger adds."""


@dataclass(frozen=True)
class Manner:
    """How documents come out of the printer."""

    duplex: bool = True
    """On both sides of the sheet."""
    color: bool = False
    paper: Paper = Paper.LETTER

    @property
    def said(self) -> str:
        """How it is, in words."""
        sides = "on both sides" if self.duplex else "on one side"
        return f"{sides}, {'in color' if self.color else 'in black'}, {_PAPERS[self.paper]}"


_PAPERS = {Paper.LETTER: "Letter", Paper.A4: "A4"}


@dataclass(frozen=True)
class PrintJob:
    """A document to print."""

    page: Printable
    file: Path
    pages: int
    copies: int
    duplex: bool

    @property
    def sheets(self) -> int:
        """Sheets of paper for all copies; each copy begins on a new sheet."""
        return (ceil(self.pages / 2) if self.duplex else self.pages) * self.copies

    @property
    def sides(self) -> int:
        """Printed sides of all copies."""
        return self.pages * self.copies

    @property
    def folded(self) -> bool:
        """Tell whether its pages lie across the sheet, as those of a booklet do, and turn over on the short edge."""
        return "booklet" in self.page.editions or self.page.landscape


@dataclass(frozen=True)
class Sum:
    """What some documents take together."""

    documents: int
    sheets: int
    sides: int


def summed(jobs: Iterable[PrintJob]) -> Sum:
    """Return what documents take together."""
    listed = tuple(jobs)
    return Sum(len(listed), sum(job.sheets for job in listed), sum(job.sides for job in listed))


@dataclass(frozen=True)
class Count:
    """How many copies to print of what."""

    census: int
    spares: int
    given: int | None = None
    """Copies of each handout that goes home, for one session, in place of census and spares."""
    lead: str | None = None
    """Whose guides are printed: one copy each, in place of one for everybody who leads."""

    def of_guide(self, session: Session) -> int:
        """Return how many guides a session needs: one for each of its leaders, one where nobody is named yet."""
        return 1 if self.lead else max(1, len(session.leads))

    def of_handout(self, handout: Handout, times: int) -> int:
        """Return how many copies of a handout so many sessions need."""
        goes_home = handout.per == "client" and self.given is not None
        return times * (self.given or 0 if goes_home else handout.copies(self.census, self.spares))


def copies_of(pages: Sequence[Printable], held: Sequence[Session], library: Library, count: Count) -> Mapping[str, int]:
    """Return by stem how many copies to print of the guides and handouts of some sessions.

    A handout that several of them give out is printed once, with copies for all of them.
    """
    times = Counter(session.module for session in held)
    guides = (page for page in pages if page.kind == "guide")
    led = (session for session in held if library.get(session.module))
    copies = {page.stem: count.of_guide(session) for page, session in zip(guides, led, strict=True)}
    for module_id, many in times.items():
        module = library.get(module_id)
        of_module = (page for page in pages if page.kind == "handout" and page.module == module_id)
        for page, handout in zip(of_module, module.handouts if module else (), strict=False):
            copies[page.stem] = count.of_handout(handout, many)
    return copies


def check_copies(copies: int | None) -> None:
    """Raise CurriculumError for a number of copies that nobody means."""
    if copies is not None and not 1 <= copies <= MOST_COPIES:
        raise CurriculumError(f"{copies} copies cannot be printed.", f"Ask for 1 to {MOST_COPIES}.")


def job_titles(jobs: Sequence[PrintJob]) -> tuple[str, ...]:
    """Return what the queue calls each job, such as `Handout 2 of 9`.

    Displays of printers and their logs show it to anybody, so it says nothing of the program or of a session.
    """
    return tuple(f"{job.page.kind.capitalize()} {number} of {len(jobs)}" for number, job in enumerate(jobs, 1))


def written_instructions(jobs: Sequence[PrintJob], manner: Manner, when: Sequence[str]) -> str:
    """Return what to do with the files by hand, as the text of a file that lies beside them."""
    together, folded = summed(jobs), [job for job in jobs if job.folded]
    edge = "short edge, and fold" if len(folded) == len(jobs) else "long edge"
    apart = f" (those marked * on short edge: {counted(len(folded), 'booklet')} to fold)"
    some = 0 < len(folded) < len(jobs)
    lines = [
        "How to print these pages",
        "",
        *when,
        "",
        f"Print {manner.said}, at 100 % (actual size).",
        *([f"In the print dialog: Two-sided, flip on {edge}{apart if some else ''}."] if manner.duplex else []),
        "Send the files in this order and lay the piles on one another as they come.",
        "",
        "Copies  Pages  File",
        *(f"{job.copies:>6}  {job.pages:>5}  {job.file.name}{' *' if some and job.folded else ''}" for job in jobs),
        "",
        f"Together {counted(together.sheets, 'sheet')}, {counted(together.sides, 'printed side')}.",
        "Other files in this folder are from an earlier print.",
    ]
    return "\n".join([*lines, ""])


def queue_options(job: PrintJob, manner: Manner) -> tuple[str, ...]:
    """Return what a queue of CUPS is asked, as `name=value` (RFC 8011 and PWG 5100.13 name them)."""
    edge = "two-sided-short-edge" if job.folded else "two-sided-long-edge"
    return (
        f"sides={edge if job.duplex else 'one-sided'}",
        f"print-color-mode={'color' if manner.color else 'monochrome'}",
        f"media={_PAPERS[manner.paper]}",
        "collate=true",
    )
