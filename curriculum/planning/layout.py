"""A run of modules laid out again over the places that are left for it, in its order. Knows no policy and no rule."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from curriculum.model.clinic import Clinic
from curriculum.model.library import Library
from curriculum.model.track import Cell, Placement, Track, tidy_plan
from curriculum.planning.calendar import Session, sessions


@dataclass(frozen=True)
class Move:
    """A placement that goes from one place of the cycle to another, lead and room included."""

    placement: Placement
    source: Cell
    was: date
    target: Cell | None
    """None where no place is left for it."""
    on: date | None


def is_held(place: Session) -> bool:
    """Tell whether what is placed there is held: on its day, or on another that makes up for it."""
    return place.closed is None or place.made_up is not None


def is_locked(place: Session) -> bool:
    """Tell whether what is placed there may not move."""
    return place.placement is not None and place.placement.locked


def places_of(track: Track, clinic: Clinic, run: int, since: date) -> tuple[Session, ...]:
    """Return every place of a run of the cycle from a date on, in the order held, closed ones included."""
    held = sessions(track, clinic, range(1, track.cycle + 1), run)
    return tuple(place for place in held if place.makes_up is None and place.date >= since)


def laid_out(places: Sequence[Session]) -> tuple[Move, ...]:
    """Return what moves so that every placement that is not locked stands in a place that is held, in their order.

    Each takes the first such place that is not before its own, so one that can stay stays, and an empty place ends
    the moving. Locked placements keep theirs, and the others step over them. What finds no place has no target.
    """
    free = [index for index, place in enumerate(places) if is_held(place) and not is_locked(place)]
    moves: list[Move] = []
    taken = 0
    for index, place in enumerate(places):
        if place.placement is None or place.placement.locked:
            continue
        while taken < len(free) and free[taken] < index:
            taken += 1
        target = places[free[taken]] if taken < len(free) else None
        taken += 1
        if target is place:
            continue
        where, on = (target.cell, target.date) if target else (None, None)
        moves.append(Move(place.placement, place.cell, place.date, where, on))
    return tuple(moves)


def with_moves(track: Track, moves: Iterable[Move], gives_way: Iterable[Cell] = ()) -> Track:
    """Return the track with placements moved, all at once; what has no target, or gives way, is taken out."""
    moves = tuple(moves)
    plan = {week: {day: dict(slots) for day, slots in days.items()} for week, days in track.plan.items()}
    for cell in (*gives_way, *(move.source for move in moves)):
        plan.get(cell.week, {}).get(cell.day, {}).pop(cell.slot, None)
    for move in moves:
        if move.target is not None:
            cell = move.target
            plan.setdefault(cell.week, {}).setdefault(cell.day, {})[cell.slot] = move.placement
    return track.model_copy(update={"plan": tidy_plan(plan)})


def with_fields(track: Track, **changes: object) -> Track:
    """Return the track with other fields, read anew: what a track works out of its fields is worked out again."""
    return Track.model_validate({name: getattr(track, name) for name in Track.model_fields} | changes)


def with_place(places: Sequence[Session], extra: Session) -> tuple[Session, ...]:
    """Return a run of places with one more among them, whose own placement gives way."""
    return tuple(sorted((*places, replace(extra, placement=None)), key=lambda place: (place.date, place.start)))


def stands_alone(track: Track, library: Library, module_id: str) -> bool:
    """Tell whether nothing that is placed builds on a module or continues its series, so that it can give way."""
    module = library.get(module_id)
    if module is None:
        return False
    placed = {p.module for days in track.plan.values() for slots in days.values() for p in slots.values()}
    others = [other for other_id in placed - {module_id} if (other := library.get(other_id)) is not None]
    goes_on = module.series is not None and any(
        other.series == module.series and (other.part or 0) > (module.part or 0) for other in others
    )
    return not goes_on and not any(module_id in other.after for other in others)


def fits(place: Session, library: Library, module_id: str) -> bool:
    """Tell whether a module may be held in the minutes of a place; one that is unknown is not kept out."""
    module = library.get(module_id)
    return module is None or module.fits(place.minutes)
