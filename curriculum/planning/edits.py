"""Edits of a track: each takes a track and returns another, or says why it may not.

What a slot holds is changed here and nowhere else. Saving, undo and the screen are other people's business.
"""

from collections.abc import Iterator

from curriculum.model.errors import CurriculumError
from curriculum.model.library import Library
from curriculum.model.timing import hours_text
from curriculum.model.track import Cell, Day, Placement, Track, tidy_plan


class EditRefused(CurriculumError):
    """An edit that the plan does not allow, with the reason."""


def place(track: Track, cell: Cell, module_id: str) -> Track:
    """Return the track with a module in a slot, in place of what the slot held.

    Lead and room of an earlier placement go with it: they were chosen for that module. Raises EditRefused
    for a standing or locked slot, or one that the track does not have.
    """
    _require_open(track, cell)
    return _with(track, {cell: Placement(module=module_id)})


def remove(track: Track, cell: Cell) -> Track:
    """Return the track with a slot emptied. Raises EditRefused where it is empty, standing or locked."""
    _require_open(track, cell)
    _held(track, cell)
    return _with(track, {cell: None})


def move(track: Track, source: Cell, target: Cell) -> Track:
    """Return the track with two slots' placements exchanged, lead and room included.

    An empty target simply receives; nothing is ever overwritten by a move. Raises EditRefused as `place`.
    """
    _require_open(track, source)
    _require_open(track, target)
    return _with(track, {target: _held(track, source), source: track.planned(target)})


def lock(track: Track, cell: Cell) -> Track:
    """Return the track with the placement locked: nobody and nothing moves it until it is unlocked."""
    return _with(track, {cell: _held(track, cell).model_copy(update={"locked": True})})


def unlock(track: Track, cell: Cell) -> Track:
    """Return the track with the placement free to move again."""
    return _with(track, {cell: _held(track, cell).model_copy(update={"locked": False})})


def assign(track: Track, cell: Cell, lead: tuple[str, ...]) -> Track:
    """Return the track with other people leading one session; none gives it back to the slot's staff.

    A standing group that has others for once is written into the plan. Raises EditRefused where nothing is held.
    """
    held = track.placement(cell)
    if held is None:
        raise EditRefused(f"The plan puts nothing in {cell}.")
    led, timed = held.model_copy(update={"lead": lead}), track.timed_slot(cell.day, cell.slot)
    usual = timed is not None and timed.slot.standing is not None and led == Placement(module=timed.slot.standing)
    return _with(track, {cell: None if usual else led})


def put(track: Track, cell: Cell, placement: Placement) -> Track:
    """Return the track with a placement in a slot as it is, lead and room included. Raises EditRefused as `place`."""
    _require_open(track, cell)
    return _with(track, {cell: placement})


def copy_day(track: Track, source: tuple[int, Day], target: tuple[int, Day]) -> Track:
    """Return the track with a day's placements copied to the slots of the same name on another day.

    Standing and locked slots of the target keep what they hold, and a lock is not copied. Raises EditRefused
    where nothing could be copied.
    """
    (week, day), (to_week, to_day) = source, target
    placements = track.plan.get(week, {}).get(day, {})
    copies = {
        Cell(to_week, to_day, slot): placement.model_copy(update={"locked": False})
        for slot, placement in placements.items()
        if why_closed(track, Cell(to_week, to_day, slot)) is None
    }
    if not copies:
        raise EditRefused(
            f"{day.full_name} of week {week} holds nothing that {to_day.full_name} of week {to_week} can take."
        )
    return _with(track, dict(copies))


def copy_week(track: Track, source: int, target: int) -> Track:
    """Return the track with a week's placements copied to another week, day by day, as `copy_day` does."""
    if not 1 <= target <= track.cycle:
        raise EditRefused(f"Week {target} lies outside the cycle of {track.cycle} weeks.")
    copied = track
    for day in track.plan.get(source, {}):
        try:
            copied = copy_day(copied, (source, day), (target, day))
        except EditRefused:
            continue
    if copied is track:
        raise EditRefused(f"Week {source} holds nothing that week {target} can take.")
    return copied


def why_closed(track: Track, cell: Cell) -> str | None:
    """Return why a slot accepts no edit, or None where it does."""
    timed = track.timed_slot(cell.day, cell.slot)
    if timed is None or not 1 <= cell.week <= track.cycle:
        return f"The track has no slot {cell}."
    if timed.slot.standing:
        return f'"{cell.slot}" is a standing slot: it holds the same module each time.'
    planned = track.planned(cell)
    if planned is not None and planned.locked:
        return "It is locked. Unlock it first."
    return None


def why_not(track: Track, library: Library, cell: Cell, module_id: str) -> str | None:
    """Return why a module may not enter a slot, in one sentence, or None where it may."""
    closed = why_closed(track, cell)
    if closed is not None:
        return closed
    module, timed = library.get(module_id), track.timed_slot(cell.day, cell.slot)
    if module is None:
        return f'The library has no module "{module_id}".'
    if timed is not None and not module.fits(timed.slot.minutes):
        least, most = hours_text(module.minutes.least), hours_text(module.minutes.most)
        return f"It takes {least} to {most}; the slot has {hours_text(timed.slot.minutes)}."
    return None


def differences(before: Track, after: Track) -> Iterator[Cell]:
    """Yield every slot whose placement differs between two versions of a track, in order held."""
    cells = set(before.cells) | set(after.cells)
    yield from (cell for cell in sorted(cells, key=_held_order) if before.planned(cell) != after.planned(cell))


def _held_order(cell: Cell) -> tuple[int, int, str]:
    return cell.week, cell.day.number, cell.slot


def _require_open(track: Track, cell: Cell) -> None:
    reason = why_closed(track, cell)
    if reason is not None:
        raise EditRefused(reason)


def _held(track: Track, cell: Cell) -> Placement:
    planned = track.planned(cell)
    if planned is None:
        raise EditRefused(f"The plan puts nothing in {cell}.")
    return planned


def _with(track: Track, changes: dict[Cell, Placement | None]) -> Track:
    plan = {week: {day: dict(slots) for day, slots in days.items()} for week, days in track.plan.items()}
    for cell, placement in changes.items():
        slots = plan.setdefault(cell.week, {}).setdefault(cell.day, {})
        slots.pop(cell.slot, None)
        if placement is not None:
            slots[cell.slot] = placement
    return track.model_copy(update={"plan": tidy_plan(plan)})
