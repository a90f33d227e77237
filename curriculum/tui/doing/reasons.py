"""Why an action cannot be done now, each as a sentence; None where it can."""

from typing import TYPE_CHECKING

from curriculum.planning.edits import why_closed

if TYPE_CHECKING:
    from curriculum.tui.screens.week import WeekScreen


def never(planner: "WeekScreen") -> str | None:  # noqa: ARG001 - every reason is asked the same way
    """Return None: this can always be done."""
    return None


def hands_full(planner: "WeekScreen") -> str | None:
    """Return why not while something is carried."""
    return "Put down what you carry first: Enter drops it, Esc puts it back." if planner.desk.carried else None


def empty_handed(planner: "WeekScreen") -> str | None:
    """Return why not while nothing is carried."""
    return None if planner.desk.carried else "Nothing is carried. Space picks up."


def undroppable(planner: "WeekScreen") -> str | None:
    """Return why nothing can be dropped here."""
    carried, cell = planner.desk.carried, planner.desk.cell
    if carried is None:
        return empty_handed(planner)
    return planner.desk.why_not(cell, carried) if cell else "There is no slot here."


def nothing_here(planner: "WeekScreen") -> str | None:
    """Return why not where no known module is placed."""
    module = planner.desk.module
    if module is None:
        return "Nothing is placed here."
    return None if planner.desk.board.library.get(module) else f'The library has no module "{module}".'


def no_pick_up(planner: "WeekScreen") -> str | None:
    """Return why what is here cannot be picked up."""
    return hands_full(planner) or _closed_or_empty(planner)


def no_removal(planner: "WeekScreen") -> str | None:
    """Return why the slot cannot be emptied."""
    return hands_full(planner) or _closed_or_empty(planner)


def no_lock_here(planner: "WeekScreen") -> str | None:
    """Return why there is nothing to lock."""
    slot = planner.desk.slot
    if slot is not None and slot.standing:
        return "A standing slot never moves; it needs no lock."
    return hands_full(planner) or (None if _placed(planner) else "Nothing is placed here.")


def no_leader_here(planner: "WeekScreen") -> str | None:
    """Return why no leader can be named for this session."""
    if not _placed(planner):
        return "Place a module here first; the slot's usual staff stands in the track's file."
    return None if planner.desk.board.workspace.clinic.people else "clinic.yaml names no people."


def no_people(planner: "WeekScreen") -> str | None:
    """Return why nothing can be said of people."""
    return hands_full(planner) or (
        None if planner.desk.board.workspace.clinic.people else "clinic.yaml names no people."
    )


def unplaceable(planner: "WeekScreen") -> str | None:
    """Return why the marked module may not enter the slot under the cursor."""
    from curriculum.tui.desk import Carried

    module, cell = planner.shelf.marked, planner.desk.cell
    if module is None:
        return "No module is marked."
    return planner.desk.why_not(cell, Carried(module)) if cell else "There is no slot here."


def no_row(planner: "WeekScreen") -> str | None:
    """Return why not where no module is marked."""
    return None if planner.shelf.marked else "No module is marked."


def no_finding(planner: "WeekScreen") -> str | None:
    """Return why not where no finding is marked."""
    return None if planner.findings.marked else "No finding is marked."


def no_copy(planner: "WeekScreen") -> str | None:
    """Return why there is nothing to paste."""
    return None if planner.desk.copied else "Nothing is copied yet: c copies the day, C the week."


def no_undo(planner: "WeekScreen") -> str | None:
    """Return why nothing can be taken back."""
    return hands_full(planner) or (None if planner.desk.opened.history.undoes else "There is nothing to undo.")


def no_redo(planner: "WeekScreen") -> str | None:
    """Return why nothing can be made again."""
    return hands_full(planner) or (None if planner.desk.opened.history.redoes else "There is nothing to redo.")


def outside_first(planner: "WeekScreen") -> str | None:
    """Return why there is no week before."""
    return "This is the first week." if planner.desk.week == 1 else None


def outside_last(planner: "WeekScreen") -> str | None:
    """Return why there is no week after."""
    return "This is the last week of the cycle." if planner.desk.week == planner.desk.track.cycle else None


def no_other_track(planner: "WeekScreen") -> str | None:
    """Return why no other track can be opened."""
    return hands_full(planner) or (
        None if len(planner.desk.board.workspace.tracks) > 1 else "The workspace has only this track."
    )


def nothing_to_save(planner: "WeekScreen") -> str | None:
    """Return why there is nothing to save."""
    return None if planner.desk.opened.changed else "All is saved."


def _placed(planner: "WeekScreen") -> bool:
    cell = planner.desk.cell
    return cell is not None and planner.desk.track.planned(cell) is not None


def _closed_or_empty(planner: "WeekScreen") -> str | None:
    cell = planner.desk.cell
    if cell is None:
        return "There is no slot here."
    return why_closed(planner.desk.track, cell) or (None if _placed(planner) else "Nothing is placed here.")
