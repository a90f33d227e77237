"""A checklist with which a supervisor sits in on a session: steps and minutes, what must be said and done, ratings.

About the leading, never about clients. For staff.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from curriculum.export.documents import Printable
from curriculum.export.guide import Guide, TimedStep
from curriculum.export.html import render
from curriculum.model.clinic import Paper
from curriculum.model.house import PLAIN_HOUSE, House

_NUMBERED = re.compile(r"(?m)^\s*(?:\d+[.)]|[-*+])\s+")

RATINGS = (
    ("Kept to the session", "little of it", "all that must be covered"),
    ("Led with skill and warmth", "not yet", "throughout"),
    ("Brought the group in", "few took part", "everybody had a way in"),
)
"""What is rated from 1 to 5, with what stands at each end."""


@dataclass(frozen=True)
class Observed:
    """A step with what to look for in it."""

    timed: TimedStep
    do: tuple[str, ...]
    ask: tuple[str, ...]


@dataclass(frozen=True)
class Fidelity:
    """The checklist of a module on one occasion."""

    guide: Guide

    @cached_property
    def observed(self) -> tuple[Observed, ...]:
        """The steps that must be covered, with their items; every step where none is marked."""
        marked = [timed for timed in self.guide.steps if timed.step.must]
        return tuple(
            Observed(timed, items_of(timed.step.do or ""), timed.step.ask) for timed in marked or self.guide.steps
        )

    @property
    def ratings(self) -> tuple[tuple[str, str, str], ...]:
        """What is rated, with both ends."""
        return RATINGS


def items_of(text: str) -> tuple[str, ...]:
    """Return the items of a numbered or bulleted list, with what leads up to it; a text without one is one item."""
    parts = (" ".join(part.split()) for part in _NUMBERED.split(text))
    return tuple(part for part in parts if part)


def fidelity_page(guide: Guide, stem: str, paper: Paper, *, house: House = PLAIN_HOUSE) -> Printable:
    """Return the checklist of a module on one occasion."""
    title = f"Fidelity checklist: {guide.module.title}"
    return Printable(
        kind="fidelity",
        stem=stem,
        title=title,
        module=guide.module_id,
        week=guide.occasion.week,
        day=guide.occasion.day,
        start=guide.occasion.start,
        paper=paper,
        html=render("fidelity", house, title=title, guide=guide, occasion=guide.occasion, checklist=Fidelity(guide)),
        house=house,
    )
