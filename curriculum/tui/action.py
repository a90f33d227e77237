"""What an action is, and where it can be done. The table of them all is in `actions.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from curriculum.tui.doing.reasons import never

if TYPE_CHECKING:
    from curriculum.tui.screens.week import WeekScreen


class Where(StrEnum):
    """What has focus, as the help screen names it."""

    WEEK = "In the week"
    CARRYING = "While carrying"
    SEARCH = "In the search"
    LIBRARY = "In the library"
    FINDINGS = "In the findings"
    ANYWHERE = "Everywhere"
    READER = "In the reader"
    ORDER = "Before printing"
    EXPORT = "While printing"
    PAPER = "Before it goes on paper"
    COVERAGE = "In the coverage"
    HOURS = "In the hours"
    CLOSING = "While closing a day"
    FILLING = "In a proposal"
    PEOPLE = "Among people"
    SUBSTITUTE = "While somebody is out"
    COMPARE = "In a comparison"
    PAGE = "In all of these"


@dataclass(frozen=True)
class Action:
    """Something that can be done: how it is named, reached, explained and refused."""

    where: Where
    id: str
    title: str
    keys: tuple[str, ...]
    help: str
    run: "Callable[[WeekScreen], None] | str"
    """What does it; a text is an action of the screen that is open over the week."""
    why_not: "Callable[[WeekScreen], str | None]" = never
    """Why it cannot be done now, in a sentence; None where it can."""
    hint: str = ""
    """Its word in the hint line; without one it is not hinted at."""
