"""A cycle held again from another day on: what is placed goes by the nth place, never by the calendar.

Each sequence, and each slot that belongs to none, is a lane of its own: what is held in its nth place goes to its nth
place from the new start on. Places on closed days are counted on neither side, so nothing lands on a day on which
nothing is held, and every lane keeps its order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from curriculum.model.clinic import Clinic
from curriculum.model.errors import CurriculumError
from curriculum.model.track import Placement, Track
from curriculum.planning.calendar import Session, sessions
from curriculum.planning.layout import Move, is_held, with_fields


@dataclass(frozen=True)
class Copied:
    """A cycle laid out from another day on. Nothing is written by it."""

    before: Track
    after: Track
    """The new track. Closures, make-ups and waivers of the old dates are not in it, locks are."""
    moves: tuple[Move, ...]
    """Everything that is placed, in the order held, with old and new date. One without a target finds no place."""
    closed: tuple[tuple[date, str], ...]
    """The closed meeting days of the new dates, with their reasons."""

    @property
    def left_out(self) -> tuple[Move, ...]:
        """What finds no place in the new cycle."""
        return tuple(move for move in self.moves if move.target is None)


def copied(track: Track, clinic: Clinic, starts: date, cycle: int | None = None) -> Copied:
    """Return the first run of a cycle held again from a day on, in as many weeks or in `cycle`.

    A module that stood on a closed day of the old dates keeps its turn. Raises CurriculumError for the day on which
    the track starts already.
    """
    if starts == track.starts:
        raise CurriculumError(f"The track starts on {starts} already.", "Name another day.")
    bare = with_fields(track, starts=starts, ends=None, plan={}, closures=(), makeups=(), waivers=())
    bare = with_fields(bare, cycle=cycle or track.cycle)
    old, new = _lanes(track, clinic), _lanes(bare, clinic)
    moves = [move for lane, places in old.items() for move in _lane(places, new.get(lane, ()))]
    moves.sort(key=lambda move: (move.was, track.cells.index(move.source)))
    plan: dict[int, dict[str, dict[str, Placement]]] = {}
    for move in moves:
        if move.target is not None:
            plan.setdefault(move.target.week, {}).setdefault(move.target.day, {})[move.target.slot] = move.placement
    shut = {s.date: s.closed for s in sessions(bare, clinic, range(1, bare.cycle + 1)) if s.closed}
    return Copied(track, with_fields(bare, plan=plan), tuple(moves), tuple(sorted(shut.items())))


def _lanes(track: Track, clinic: Clinic) -> dict[tuple[str, str], list[Session]]:
    """Return the places of the first run by sequence, or by slot where they belong to none, in the order held."""
    lanes: dict[tuple[str, str], list[Session]] = {}
    for place in sessions(track, clinic, range(1, track.cycle + 1)):
        if place.makes_up is None and (is_held(place) or track.planned(place.cell)):
            slot = place.timed.slot
            lane = ("sequence", slot.sequence) if slot.sequence else ("slot", slot.name)
            lanes.setdefault(lane, []).append(place)
    return lanes


def _lane(old: Sequence[Session], new: Sequence[Session]) -> list[Move]:
    """Return what is placed in one lane with its new places, the nth to the nth."""
    moves = []
    for index, place in enumerate(old):
        target = new[index] if index < len(new) else None
        if place.placement is not None and not place.standing:
            where, on = (target.cell, target.date) if target else (None, None)
            moves.append(Move(place.placement, place.cell, place.date, where, on))
    return moves
