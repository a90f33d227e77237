"""A sequence moved on past a closed day, and what becomes of what finds no place. Knows no rule and no file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from curriculum.model.clinic import Clinic
from curriculum.model.errors import CurriculumError
from curriculum.model.library import Library
from curriculum.model.track import Cell, Track
from curriculum.planning.calendar import Session
from curriculum.planning.changes import Choice, Closing, Kept, Overflow, Policy, SequenceChange
from curriculum.planning.layout import (
    Move,
    fits,
    is_held,
    is_locked,
    laid_out,
    places_of,
    stands_alone,
    with_fields,
    with_moves,
    with_place,
)


@dataclass(frozen=True)
class Work:
    """A track on its way from open to closed."""

    track: Track
    library: Library
    clinic: Clinic
    closing: Closing
    run: int
    taken: frozenset[Cell] = frozenset()
    """Open slots that a sequence has taken already."""

    def places(self, sequence: str | None) -> tuple[Session, ...]:
        """Return the places of a sequence, or those of open slots, from the closed day on."""
        every = places_of(self.track, self.clinic, self.run, self.closing.day)
        return tuple(p for p in every if p.timed.slot.sequence == sequence and not p.standing)

    def done(self, moves: Sequence[Move], gives_way: Sequence[Cell] = ()) -> "Work":
        """Return the work with moves made, and with slots emptied that give way to them."""
        return replace(self, track=with_moves(self.track, moves, gives_way), taken=self.taken.union(gives_way))


def kept_at(place: Session, why: str) -> Kept:
    """Return what is placed somewhere as something that does not move."""
    assert place.placement is not None
    return Kept(place.cell, place.date, place.placement.module, why)


def bumped(work: Work, name: str, places: Sequence[Session]) -> tuple[SequenceChange, Work]:
    """Return a sequence moved on place by place, with its overflow dealt with as the closing says.

    Raises CurriculumError where the closing chooses a way that is not possible.
    """
    moves = laid_out(places)
    stays, missed = _locked(places, work)
    overflow = tuple(move for move in moves if move.target is None)
    change = SequenceChange(name, Policy.BUMP, moves, stays, missed, overflow=overflow)
    if not overflow:
        return change, work.done(moves)
    ways = {
        Overflow.EXTEND: _extended(work, name),
        Overflow.MERGE: _taking(work, places, reversed(work.places(None)), len(overflow)),
        Overflow.DROP: _dropped(work, moves),
    }
    change = replace(change, choices=tuple(Choice(way, done.said, done.possible) for way, done in ways.items()))
    if work.closing.overflow is None:
        return change, work.done(moves)
    chosen = ways[work.closing.overflow]
    if chosen.work is None:
        raise CurriculumError(
            f"{work.closing.overflow} is not possible for {name}: {chosen.said}.", "Choose another way."
        )
    change = replace(change, moves=chosen.moves, gives_way=chosen.gives_way, missed=(*missed, *chosen.missed))
    return change, chosen.work


def swapped(work: Work, name: str, places: Sequence[Session]) -> tuple[SequenceChange, Work]:
    """Return a sequence moved on as far as the next open slot that gives way.

    Raises CurriculumError where there is none. What stands on other closed days is left alone.
    """
    stays, missed = _locked(places, work)
    first = [p for p in places if p.date == work.closing.day]
    pushed = [p for p in first if p.placement and not is_locked(p) and not is_held(p)]
    run = (*first, *(p for p in places if p.date > work.closing.day and is_held(p))) if pushed else ()
    way = _taking(work, run, iter(work.places(None)), len(pushed))
    if way.work is None:
        raise CurriculumError(f"swap is not possible for {name}: {way.said}.", "Choose bump, skip or makeup.")
    return SequenceChange(name, Policy.SWAP, way.moves, stays, missed, way.gives_way), way.work


def _locked(places: Sequence[Session], work: Work) -> tuple[tuple[Kept, ...], tuple[Kept, ...]]:
    """Return the locked placements after the day, which stay, and those of the day itself, which are missed."""
    locked, day = [place for place in places if is_locked(place)], work.closing.day
    return (
        tuple(kept_at(place, "locked") for place in locked if place.date > day),
        tuple(kept_at(place, "locked, not held that day") for place in locked if place.date == day),
    )


@dataclass(frozen=True)
class _Way:
    """A way to deal with what finds no place: what it does, or why it cannot."""

    said: str
    work: Work | None = None
    moves: tuple[Move, ...] = ()
    gives_way: tuple[Kept, ...] = ()
    missed: tuple[Kept, ...] = ()

    @property
    def possible(self) -> bool:
        """Tell whether it can be done."""
        return self.work is not None


_MOST_WEEKS = 52


def _extended(work: Work, name: str) -> _Way:
    """Return the cycle made longer until everything has its place."""
    if work.run > 1:
        return _Way(f"in run {work.run} a longer cycle would move the dates of the runs before it")
    for cycle in range(work.track.cycle + 1, _MOST_WEEKS + 1):
        longer = replace(work, track=with_fields(work.track, cycle=cycle))
        moves = laid_out(longer.places(name))
        if all(move.target for move in moves):
            last = max(move.on for move in moves if move.on)
            return _Way(
                f"the cycle becomes {cycle} weeks, and this run of modules ends on {last}", longer.done(moves), moves
            )
    return _Way(f"no place is left up to week {_MOST_WEEKS} or the end of the track")


def _dropped(work: Work, moves: Sequence[Move]) -> _Way:
    """Return what overflows left out of the plan."""
    missed = tuple(Kept(m.source, m.was, m.placement.module, "dropped") for m in moves if m.target is None)
    titles = " and ".join(f'"{work.library.title(kept.module)}"' for kept in missed)
    return _Way(f"{titles} is left out", work.done(moves), tuple(m for m in moves if m.target), missed=missed)


def _taking(work: Work, places: Sequence[Session], candidates: Iterable[Session], wanted: int) -> _Way:
    """Return a sequence laid out with so many open slots more, the first of the candidates that will do."""
    taken: list[Session] = []
    for extra in candidates:
        if len(taken) == wanted:
            break
        if not _gives_way(work, extra):
            continue
        more = with_place(places, extra)
        landed = next((move for move in laid_out(more) if move.target == extra.cell), None)
        if landed and fits(extra, work.library, landed.placement.module):
            taken.append(extra)
            places = more
    moves = laid_out(places)
    if any(move.target is None for move in moves):
        return _Way("no open slot after that day is empty or holds a stand-alone module, with minutes that fit")
    gives_way = tuple(kept_at(place, "gives way") for place in taken if place.placement)
    where = " and ".join(f"{place.cell.slot} on {place.date}" for place in taken) or "an empty place of its own"
    titles = " and ".join(f'"{work.library.title(kept.module)}"' for kept in gives_way)
    said = f"it takes {where}" + (f", where {titles} gives way" if titles else ", which is empty" if taken else "")
    return _Way(said, work.done(moves, [place.cell for place in taken]), moves, gives_way)


def _gives_way(work: Work, place: Session) -> bool:
    """Tell whether an open slot can be taken: held, after the day, not locked, empty or with a stand-alone module."""
    if place.date <= work.closing.day or not is_held(place) or is_locked(place) or place.cell in work.taken:
        return False
    return place.placement is None or stands_alone(work.track, work.library, place.placement.module)
