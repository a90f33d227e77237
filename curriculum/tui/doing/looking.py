"""Actions that change what is seen and nothing else."""

from dataclasses import replace
from typing import TYPE_CHECKING

from curriculum.model.module import Kind, Modality
from curriculum.search import topics_of
from curriculum.tui.shelf import Choice, Shelf
from curriculum.tui.theme import DARK, LIGHT
from curriculum.tui.weekview import finding_cell

if TYPE_CHECKING:
    from curriculum.tui.screens.week import WeekScreen


def left(planner: "WeekScreen") -> None:
    """Move the cursor one day back."""
    planner.show(planner.desk.stepped(0, -1))


def right(planner: "WeekScreen") -> None:
    """Move the cursor one day on."""
    planner.show(planner.desk.stepped(0, 1))


def up(planner: "WeekScreen") -> None:
    """Move the cursor one slot earlier."""
    planner.show(planner.desk.stepped(-1, 0))


def down(planner: "WeekScreen") -> None:
    """Move the cursor one slot later."""
    planner.show(planner.desk.stepped(1, 0))


def first_day(planner: "WeekScreen") -> None:
    """Move the cursor to the first day."""
    planner.show(replace(planner.desk, column=0).settled())


def last_day(planner: "WeekScreen") -> None:
    """Move the cursor to the last day."""
    planner.show(replace(planner.desk, column=len(planner.desk.view.days) - 1).settled())


def previous_week(planner: "WeekScreen") -> None:
    """Show the week before."""
    planner.show(planner.desk.on_week(planner.desk.week - 1))


def next_week(planner: "WeekScreen") -> None:
    """Show the week after."""
    planner.show(planner.desk.on_week(planner.desk.week + 1))


def open_slot(planner: "WeekScreen") -> None:
    """Read what is placed under the cursor; look for a module where nothing is."""
    if planner.desk.module is None:
        search(planner)
    else:
        planner.perform("read")


def read_slot(planner: "WeekScreen") -> None:
    """Read what is placed under the cursor, with its clock times."""
    slot = planner.desk.slot
    if slot is not None and slot.module is not None:
        planner.read(slot.module, slot)


def read_module(planner: "WeekScreen") -> None:
    """Read the marked module of the library."""
    if planner.shelf.marked:
        planner.read(planner.shelf.marked, None)


def search(planner: "WeekScreen") -> None:
    """Put the keys into the search."""
    planner.open_drawer()
    planner.shelf.search.focus()
    planner.shelf.search.select_all()


def to_week(planner: "WeekScreen") -> None:
    """Put the keys into the week."""
    planner.grid.focus()


def to_library(planner: "WeekScreen") -> None:
    """Put the keys into the library."""
    planner.open_drawer()
    planner.shelf.rows.focus()


def to_findings(planner: "WeekScreen") -> None:
    """Put the keys into the findings."""
    planner.findings.focus()


def next_pane(planner: "WeekScreen") -> None:
    """Put the keys into the next pane."""
    _step_pane(planner, 1)


def previous_pane(planner: "WeekScreen") -> None:
    """Put the keys into the pane before."""
    _step_pane(planner, -1)


def _step_pane(planner: "WeekScreen", step: int) -> None:
    panes = [planner.grid, planner.shelf.search, planner.shelf.rows, planner.findings]
    current = next((number for number, pane in enumerate(panes) if pane.has_focus), 0)
    planner.open_drawer()
    panes[(current + step) % len(panes)].focus()


def next_module(planner: "WeekScreen") -> None:
    """Mark the next module of the library."""
    planner.shelf.rows.action_cursor_down()


def previous_module(planner: "WeekScreen") -> None:
    """Mark the module before."""
    planner.shelf.rows.action_cursor_up()


def filter_modality(planner: "WeekScreen") -> None:
    """Ask which modality to show."""
    choices = [Choice(modality, f"{modality.letters:<4} {modality}") for modality in Modality]
    _ask(planner, "Which modality?", choices, "modality")


def filter_kind(planner: "WeekScreen") -> None:
    """Ask which kind of session to show."""
    _ask(planner, "Which kind of session?", [Choice(kind, kind) for kind in Kind], "kind")


def filter_topic(planner: "WeekScreen") -> None:
    """Ask which topic to show."""
    topics = topics_of(planner.desk.board.library.modules.values())
    _ask(planner, "Which topic?", [Choice(topic, topic.replace("-", " ")) for topic in topics], "topic")


def _ask(planner: "WeekScreen", question: str, choices: list[Choice], field: str) -> None:
    from curriculum.tui.screens.choice import ChoiceScreen

    def chosen(value: str | None) -> None:
        if value is not None:
            planner.filter(planner.shelf.state.narrowed(field, value))

    now = getattr(planner.shelf.state, field) or ""
    planner.app.push_screen(ChoiceScreen(question, [Choice("", "any"), *choices], now), chosen)


def filter_fits(planner: "WeekScreen") -> None:
    """Show only what fits the slot under the cursor, or everything again."""
    planner.filter(replace(planner.shelf.state, fits=not planner.shelf.state.fits))


def filter_unused(planner: "WeekScreen") -> None:
    """Show only what the track does not place yet, or everything again."""
    planner.filter(replace(planner.shelf.state, unused=not planner.shelf.state.unused))


def filter_nothing(planner: "WeekScreen") -> None:
    """Show the whole library."""
    planner.filter(Shelf())


def go_to_finding(planner: "WeekScreen") -> None:
    """Move the cursor to the slot, or the day and week, that the marked finding is about."""
    finding = planner.findings.marked
    if finding is None:
        return
    cell = finding_cell(planner.desk.track, finding)
    desk = planner.desk
    if cell is not None:
        desk = desk.on_cell(cell)
    elif finding.week is not None:
        desk = desk.on_week(finding.week)
        days = [day.day for day in desk.view.days]
        if finding.day in days:
            desk = replace(desk, column=days.index(finding.day)).settled()
    planner.show(desk, f"{finding.message} {finding.fix}")
    planner.grid.focus()


def switch_track(planner: "WeekScreen") -> None:
    """Ask for another track, and open it."""
    from curriculum.tui.screens.choice import ChoiceScreen

    workspace = planner.desk.board.workspace
    choices = [
        Choice(track_id, loaded.value.title if loaded.value else f"{track_id} (cannot be read)")
        for track_id, loaded in workspace.tracks.items()
    ]

    def chosen(track_id: str | None) -> None:
        if track_id:
            planner.run_worker(planner.open_track(track_id), exit_on_error=False)

    planner.app.push_screen(ChoiceScreen("Which track?", choices, planner.desk.opened.id), chosen)


def toggle_theme(planner: "WeekScreen") -> None:
    """Change between light and dark."""
    planner.app.theme = LIGHT.name if planner.app.theme == DARK.name else DARK.name


def show_help(planner: "WeekScreen") -> None:
    """List every key."""
    from curriculum.tui.screens.help import HelpScreen

    planner.app.push_screen(HelpScreen(planner.where))


def show_palette(planner: "WeekScreen") -> None:
    """Open the command palette."""
    planner.app.action_command_palette()
