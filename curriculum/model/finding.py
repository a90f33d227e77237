"""A finding: what a check says of a place in a file, why it matters and how to mend it."""

from dataclasses import dataclass
from enum import StrEnum

from curriculum.model.track import Day

Steps = tuple[str | int, ...]
"""Keys and list positions from the top of a document down to a value in it."""


class Severity(StrEnum):
    """How much a finding weighs. `block` stops a print unless it is waived."""

    BLOCK = "block"
    WARN = "warn"
    NOTE = "note"
    OFF = "off"


@dataclass(frozen=True)
class Document:
    """The file that a finding is about, by what it holds: `module`, `translation`, `track`, `rules` or `clinic`.

    And its id.
    """

    kind: str
    id: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.id}".strip()


@dataclass(frozen=True)
class Spot:
    """A stretch of a line in a file. Lines and columns count from 1; a column is one character."""

    file: str
    line: int
    column: int
    length: int = 1
    excerpt: tuple[tuple[int, str], ...] = ()
    """Line numbers and lines around it, the marked line among them."""


@dataclass(frozen=True)
class Finding:
    """What a check says. Two findings are equal when they say the same of the same place."""

    rule: str
    severity: Severity
    document: Document
    path: Steps
    """Where in the document it stands."""
    place: str
    """Where it stands, in a reader's words, such as `evening, week 2, Monday, skills`."""
    message: str
    """What is wrong, with the value, the limit and its source."""
    fix: str
    """How to mend it."""
    week: int | None = None
    day: Day | None = None
    pack: str | None = None
    """The rule pack whose number it speaks of, by id."""
    spot: Spot | None = None
    """Where in which file, once it has been looked up."""

    @property
    def blocks(self) -> bool:
        """Tell whether it stops a print."""
        return self.severity is Severity.BLOCK
