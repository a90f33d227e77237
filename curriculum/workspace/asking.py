"""What somebody wants of a kind of page, and what there is to do for it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from curriculum.export.book import Book
from curriculum.export.documents import Printable
from curriculum.export.editions import PLAIN, Editions
from curriculum.export.ics import Readers
from curriculum.model.clinic import Paper
from curriculum.model.finding import Finding
from curriculum.model.track import Day
from curriculum.model.translation import SOURCE
from curriculum.workspace.exporting import Languages


@dataclass(frozen=True)
class Ask:
    """What is wanted of a track."""

    track: str
    today: date
    weeks: tuple[int, ...] = ()
    """Weeks of the cycle; none for every planned one."""
    entry: int | None = None
    """The week of the cycle in which a client joins; None for the first in which one may."""
    run: int = 1
    """Which repetition of the cycle, for what has dates."""
    first: date | None = None
    """A day of the one month that is wanted."""
    day: Day | None = None
    """Only this day of each week."""
    lead: str | None = None
    """Only what this person, by id, leads or co-leads."""
    readers: Readers = Readers.STAFF
    per_day: bool = False
    """One sheet for a day instead of one for a session."""
    paper: Paper | None = None
    languages: Languages = (SOURCE,)
    editions: Editions | None = None
    """None for the clinic's own."""

    @property
    def made_in(self) -> Editions:
        """The editions that pages are made in, once the clinic's own are known to be them."""
        return self.editions or PLAIN


@dataclass(frozen=True)
class Job:
    """What there is to print, once nothing blocks it."""

    name: str
    """The file, without its ending, where it is a book."""
    blocked_by: tuple[Finding, ...]
    modules: tuple[str, ...]
    """Those whose handouts are in it, in order."""
    make: Callable[[], Book | tuple[Printable, ...]]
    """What makes it: a book that is bound into one PDF, or single pages."""
