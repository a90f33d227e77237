"""What closing a day asks and what it does, as values. Nothing here changes a track.

Each sequence follows a policy:

- `bump`: everything from that day on moves to the next place of the sequence that is held. Locked placements stay and
  the others step over them; an empty place ends the moving.
- `skip`: nothing moves; what the day would have held is missed.
- `swap`: as bump, but no farther than to the first open slot after the day that is empty or holds a module which stands
  alone: nothing that is placed builds on it or continues its series. It gives way, and what comes after it stays.
- `makeup`: the day is held on another day of the same week.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from curriculum.model.makeup import Makeup
from curriculum.model.track import Cell, Track
from curriculum.planning.layout import Move


class Policy(StrEnum):
    """What becomes of a sequence on a closed day."""

    BUMP = "bump"
    SKIP = "skip"
    SWAP = "swap"
    MAKEUP = "makeup"


class Overflow(StrEnum):
    """What becomes of what a bump pushes past the last week."""

    EXTEND = "extend"
    """The cycle gets another week."""
    MERGE = "merge"
    """The run takes an open slot among its last days, so that two of it share a day; what the slot holds gives way."""
    DROP = "drop"
    """It is left out."""


@dataclass(frozen=True)
class Closing:
    """A day to close, and how."""

    day: date
    policy: Policy = Policy.BUMP
    policies: Mapping[str, Policy] = field(default_factory=dict)
    """Sequences that follow another policy."""
    overflow: Overflow | None = None
    """None while it is still to be chosen."""
    makeup: Makeup | None = None
    """When and where the day is made up, where the policy is `makeup`."""
    reason: str = "Closed"

    @property
    def makes_up(self) -> bool:
        """Tell whether something of the day is to be made up for."""
        return Policy.MAKEUP in (self.policy, *self.policies.values())

    def policy_of(self, sequence: str | None) -> Policy:
        """Return the policy of a sequence, or of slots that belong to none."""
        return self.policies.get(sequence, self.policy) if sequence else self.policy


@dataclass(frozen=True)
class Kept:
    """A session that does not move, and why."""

    cell: Cell
    date: date
    module: str
    why: str


@dataclass(frozen=True)
class Choice:
    """A way to deal with what overflows: what it would do, or why it cannot."""

    overflow: Overflow
    said: str
    possible: bool = True


@dataclass(frozen=True)
class SequenceChange:
    """What a closed day does to one sequence."""

    sequence: str
    policy: Policy
    moves: tuple[Move, ...] = ()
    """In the order held. One without a target finds no place."""
    stays: tuple[Kept, ...] = ()
    """Locked placements after the day, over which the others step."""
    missed: tuple[Kept, ...] = ()
    gives_way: tuple[Kept, ...] = ()
    """Stand-alone modules whose slot the sequence takes."""
    overflow: tuple[Move, ...] = ()
    """What a bump alone pushes past the last week."""
    choices: tuple[Choice, ...] = ()
    """Ways to deal with the overflow; none where there is none."""
    ended: date | None = None
    """The date of its last session before the closing."""
    ends: date | None = None
    """The date of its last session after it."""


@dataclass(frozen=True)
class Change:
    """What closing a day would do. Nothing is written by it."""

    before: Track
    after: Track
    """The track with the day closed; what still overflows is not in its plan."""
    day: date
    reason: str
    run: int
    sequences: tuple[SequenceChange, ...]
    missed: tuple[Kept, ...]
    """Sessions of that day that belong to no sequence: standing groups keep their weekday, open slots their module."""
    makeup: Makeup | None = None

    @property
    def undecided(self) -> bool:
        """Tell whether something overflows and nobody has said yet what becomes of it."""
        return any(move.target is None for change in self.sequences for move in change.moves)

    @property
    def recorded(self) -> bool:
        """Tell whether the closure is new: neither the clinic's nor the track's until now."""
        return self.before.closures != self.after.closures
