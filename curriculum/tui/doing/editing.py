"""Actions that change the plan. Each is one change, with one name to undo it by."""

from dataclasses import replace
from typing import TYPE_CHECKING

from curriculum.planning import edits
from curriculum.tui.desk import Carried, Copied, Desk
from curriculum.tui.shelf import Choice

if TYPE_CHECKING:
    from curriculum.model.track import Track
    from curriculum.tui.screens.week import WeekScreen


def place(planner: "WeekScreen") -> None:
    """Place the marked module under the cursor, and go back to the week."""
    module = planner.shelf.marked
    if module is not None:
        place_module(planner, module)


def place_module(planner: "WeekScreen", module: str) -> None:
    """Place a module under the cursor, and go back to the week."""
    before = planner.desk.slot
    title = planner.desk.board.library.title(module)
    instead = f' in place of "{before.title}"' if before and before.module and before.module != module else ""
    if planner.attempt(lambda desk: desk.placed(module), f'Placed "{title}"{instead}.'):
        planner.grid.focus()


def pick_up(planner: "WeekScreen") -> None:
    """Carry what is placed under the cursor."""
    planner.attempt(Desk.picked_up)


def pick_up_module(planner: "WeekScreen") -> None:
    """Carry the marked module into the week."""
    module = planner.shelf.marked
    if module is not None:
        planner.attempt(lambda desk: replace(desk, carried=Carried(module)))
        planner.grid.focus()


def drop(planner: "WeekScreen") -> None:
    """Put down what is carried."""
    carried = planner.desk.carried
    if carried is None:
        return
    title = planner.desk.board.library.title(carried.module)
    stays = carried.source == planner.desk.cell
    said = "" if stays else f'{"Moved" if carried.source else "Placed"} "{title}".'
    planner.attempt(Desk.dropped, said)


def put_back(planner: "WeekScreen") -> None:
    """Forget what is carried; nothing was changed."""
    planner.grid.let_go()
    planner.show(replace(planner.desk, carried=None), "Put back.")


def remove(planner: "WeekScreen") -> None:
    """Empty the slot under the cursor."""
    slot = planner.desk.slot
    if slot is not None:
        name = f'remove "{slot.title}"'
        planner.attempt(
            lambda desk: desk.edited(name, lambda track: edits.remove(track, slot.cell)), f'Removed "{slot.title}".'
        )


def toggle_lock(planner: "WeekScreen") -> None:
    """Lock the placement under the cursor, or unlock it."""
    slot = planner.desk.slot
    if slot is None:
        return
    change, word, said = (edits.unlock, "unlock", "Unlocked") if slot.locked else (edits.lock, "lock", "Locked")
    planner.attempt(
        lambda desk: desk.edited(f'{word} "{slot.title}"', lambda track: change(track, slot.cell)),
        f'{said} "{slot.title}".',
    )


def choose_leader(planner: "WeekScreen") -> None:
    """Ask who leads the session under the cursor."""
    from curriculum.tui.screens.choice import ChoiceScreen

    cell = planner.desk.cell
    if cell is None:
        return
    clinic = planner.desk.board.workspace.clinic
    people = clinic.people
    usual = ", ".join(map(clinic.person_name, planner.desk.track.staff.get(cell.slot, ())))
    choices = [Choice("", f"Usual staff: {usual or 'nobody'}")]
    choices += [Choice(i, f"{person.name}  {', '.join(sorted(person.qualifications))}") for i, person in people.items()]
    now = planner.desk.track.leads(cell)

    def chosen(person: str | None) -> None:
        if person is None:
            return
        lead = (person,) if person else ()
        name = people[person].name if person else "the usual staff"

        def change(track: "Track") -> "Track":
            return edits.assign(track, cell, lead)

        planner.attempt(lambda desk: desk.edited(f"leader {name}", change), f"Led by {name}.")

    planner.app.push_screen(ChoiceScreen("Who leads this session?", choices, now[0] if now else ""), chosen)


def copy_day(planner: "WeekScreen") -> None:
    """Remember the day under the cursor."""
    desk = planner.desk
    copied = Copied(desk.week, desk.view.days[desk.column].day)
    planner.show(replace(desk, copied=copied), f"Copied {copied}. v pastes it into another day.")


def copy_week(planner: "WeekScreen") -> None:
    """Remember the week that is shown."""
    copied = Copied(planner.desk.week)
    planner.show(replace(planner.desk, copied=copied), f"Copied {copied}. Go to another week with ] and paste with v.")


def paste(planner: "WeekScreen") -> None:
    """Put the copied day or week here."""
    planner.attempt(Desk.pasted, f"Pasted {planner.desk.copied}.")


def undo(planner: "WeekScreen") -> None:
    """Take back the last change, and show where it was."""
    name = planner.desk.opened.history.undoes
    planner.attempt(lambda desk: _where_it_changed(desk, desk.with_opened(desk.opened.undo())), f"Undone: {name}.")


def redo(planner: "WeekScreen") -> None:
    """Make the undone change again, and show where it is."""
    name = planner.desk.opened.history.redoes
    planner.attempt(lambda desk: _where_it_changed(desk, desk.with_opened(desk.opened.redo())), f"Done again: {name}.")


def _where_it_changed(before: Desk, after: Desk) -> Desk:
    changed = [cell for cell in edits.differences(before.track, after.track) if after.on_cell(cell) is not after]
    shown = [cell for cell in changed if cell.week == after.week]
    return after if after.cell in changed or not changed else after.on_cell((shown or changed)[0])
