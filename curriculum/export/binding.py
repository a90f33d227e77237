"""What a merged PDF is made of: its parts, its outline, its order of pages. Needs no library of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

PART_LINK = "part:"
"""The scheme of a link to another part: `part:NAME` leads to its first page, whatever part it stands in."""


@dataclass(frozen=True)
class Part:
    """One of the PDFs to merge."""

    name: str
    """Its address in links: no other part has it."""
    title: str
    path: Path


@dataclass(frozen=True)
class Bookmark:
    """A line of the outline."""

    title: str
    part: str
    """The name of the part at whose first page it leads."""
    below: tuple["Bookmark", ...] = ()
    """What is nested in it; where there is nothing, the part's own headings are, folded."""
    folded: bool = False

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "Bookmark":
        """Return a bookmark from plain data, as `dataclasses.asdict` gives it."""
        return cls(**{**data, "below": tuple(map(cls.read, data["below"]))})


@dataclass(frozen=True)
class Binding:
    """How parts become one document."""

    title: str
    language: str = "en"
    outline: tuple[Bookmark, ...] = ()
    order: tuple[tuple[int, int], ...] | None = None
    """Pages as (part, page), both from 0, each page once; None for every page of every part in turn."""
    layout: Literal["SinglePage", "OneColumn", "TwoPageLeft", "TwoPageRight"] = "SinglePage"
    """How a viewer lays the pages out; `TwoPageRight` shows spreads that begin on a right-hand page."""
    links: Literal["here", "later"] = "here"
    """`later` lets a link lead to a part that is not among these: the whole becomes part of a larger document."""
    margin: Literal["bare", "numbered", "large"] = "bare"
    """`numbered` prints the number of each merged page in its outer margin, as an artifact; `large` in 18 points."""
    fold: str = ""
    """The paper on which the whole is imposed for folding; empty where it is not folded."""

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "Binding":
        """Return a binding from plain data, as `dataclasses.asdict` gives it."""
        order = tuple((part, page) for part, page in data["order"]) if data["order"] is not None else None
        return cls(**{**data, "outline": tuple(map(Bookmark.read, data["outline"])), "order": order})
