"""What some sessions need together: things to buy, things to bring and put back, sharps to count, pages to copy.

Pure sums. Handouts are printed on both sides of a sheet.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from curriculum.model.module import Material, Module
from curriculum.planning.calendar import Session

SIDES_A_SHEET = 2


@dataclass(frozen=True)
class Group:
    """One session that needs something."""

    session: Session
    module: Module


@dataclass(frozen=True)
class Need:
    """One thing for all the sessions."""

    item: str
    quantity: int
    groups: tuple[Group, ...]
    """Those that need it, in the order held."""


@dataclass(frozen=True)
class Tally:
    """Sharps of one session, to be counted out and in."""

    group: Group
    item: str
    quantity: int


@dataclass(frozen=True)
class Materials:
    """What some sessions need together."""

    used_up: tuple[Need, ...]
    """Their quantities are added up."""
    come_back: tuple[Need, ...]
    """As many as the session that needs most of them."""
    sharps: tuple[Tally, ...]


@dataclass(frozen=True)
class Copies:
    """A handout to copy."""

    title: str
    name: str
    """Where it stands: the name of its part in the binder."""
    pages: int
    copies: int
    """For every session that hands it out, together."""
    groups: tuple[Group, ...]

    @property
    def sheets(self) -> int:
        """Sheets of paper."""
        return sheets(self.pages) * self.copies

    @property
    def sides(self) -> int:
        """Printed sides."""
        return self.pages * self.copies


def sheets(pages: int) -> int:
    """Return how many sheets one copy takes."""
    return ceil(pages / SIDES_A_SHEET)


def materials(groups: Sequence[Group], census: int) -> Materials:
    """Return what the groups need for `census` clients.

    What is used up is added up; what comes back is needed once, as often as the largest group needs it. Sharps come
    back whatever their module says, and are counted for each group.
    """
    used_up: dict[str, dict[int, int]] = {}
    come_back: dict[str, dict[int, int]] = {}
    sharps = []
    for number, group in enumerate(groups):
        for material in group.module.materials:
            quantity = material.quantity(census)
            wanted = (come_back if _comes_back(material) else used_up).setdefault(material.item, {})
            # A group that lists a thing twice needs both.
            wanted[number] = wanted.get(number, 0) + quantity
            if material.hazard == "sharp":
                sharps.append(Tally(group, material.item, quantity))
    return Materials(_needs(used_up, groups, sum), _needs(come_back, groups, max), tuple(sharps))


def _comes_back(material: Material) -> bool:
    return material.reusable or material.hazard == "sharp"


def _needs(
    wanted: Mapping[str, Mapping[int, int]], groups: Sequence[Group], together: Callable[[Iterable[int]], int]
) -> tuple[Need, ...]:
    """Return the things wanted, by name."""
    return tuple(
        Need(item, together(wanted[item].values()), tuple(groups[number] for number in wanted[item]))
        for item in sorted(wanted, key=str.casefold)
    )
