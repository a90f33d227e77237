"""Every action of the week screen and of what opens over it, in one table.

Keys, the hint line, the help screen and the command palette are all drawn from here. An action that cannot be done
now says why; it never hides.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from curriculum.tui.doing import editing, filing, looking
from curriculum.tui.doing.reasons import (
    empty_handed,
    hands_full,
    never,
    no_copy,
    no_finding,
    no_leader_here,
    no_lock_here,
    no_other_track,
    no_pick_up,
    no_redo,
    no_removal,
    no_row,
    no_undo,
    nothing_here,
    nothing_to_save,
    outside_first,
    outside_last,
    undroppable,
    unplaceable,
)

if TYPE_CHECKING:
    from curriculum.tui.screens.week import WeekScreen


class Where(StrEnum):
    """What has focus, as the help screen names it."""

    WEEK = "In the week"
    CARRYING = "While carrying"
    SEARCH = "In the search"
    LIBRARY = "In the library"
    FINDINGS = "In the findings"
    ANYWHERE = "Everywhere"
    READER = "In the reader"
    EXPORT = "While printing"


@dataclass(frozen=True)
class Action:
    """Something that can be done: how it is named, reached, explained and refused."""

    id: str
    title: str
    keys: tuple[str, ...]
    help: str
    where: Where
    run: "Callable[[WeekScreen], None] | str"
    """What does it; a text is an action of the screen that is open over the week."""
    why_not: "Callable[[WeekScreen], str | None]" = never
    """Why it cannot be done now, in a sentence; None where it can."""
    hint: str = ""
    """Its word in the hint line; without one it is not hinted at."""


_WEEK = (
    Action("left", "Left", ("left",), "One day back.", Where.WEEK, looking.left),
    Action("right", "Right", ("right",), "One day on.", Where.WEEK, looking.right),
    Action("up", "Up", ("up",), "One slot earlier.", Where.WEEK, looking.up),
    Action("down", "Down", ("down",), "One slot later.", Where.WEEK, looking.down),
    Action("first", "First day", ("home",), "To the first day of the week.", Where.WEEK, looking.first_day),
    Action("last", "Last day", ("end",), "To the last day of the week.", Where.WEEK, looking.last_day),
    Action(
        "open",
        "Open slot",
        ("enter",),
        "Read the module that is placed; in an empty slot, look for one.",
        Where.WEEK,
        looking.open_slot,
        hands_full,
        hint="open",
    ),
    Action(
        "pick-up",
        "Pick up placement",
        ("space",),
        "Pick up what is placed, to drop it in another slot. Two placements change places.",
        Where.WEEK,
        editing.pick_up,
        no_pick_up,
        hint="pick up",
    ),
    Action(
        "remove",
        "Remove placement",
        ("x", "delete", "backspace"),
        "Empty the slot.",
        Where.WEEK,
        editing.remove,
        no_removal,
        hint="remove",
    ),
    Action(
        "lock",
        "Lock or unlock",
        ("l",),
        "A locked placement is moved by nobody and nothing until it is unlocked.",
        Where.WEEK,
        editing.toggle_lock,
        no_lock_here,
        hint="lock",
    ),
    Action(
        "read",
        "Read module",
        ("r",),
        "The module under the cursor, as guide and as handout.",
        Where.WEEK,
        looking.read_slot,
        nothing_here,
        hint="read",
    ),
    Action(
        "leader",
        "Choose leader",
        ("a",),
        "Who leads this session, in place of the slot's usual staff.",
        Where.WEEK,
        editing.choose_leader,
        no_leader_here,
    ),
    Action(
        "copy-day", "Copy day", ("c",), "Remember this day, to paste it.", Where.WEEK, editing.copy_day, hint="copy day"
    ),
    Action(
        "copy-week",
        "Copy week",
        ("C",),
        "Remember this whole week, to paste it into another.",
        Where.WEEK,
        editing.copy_week,
        hint="copy week",
    ),
    Action(
        "paste",
        "Paste day or week",
        ("v",),
        "Put the copied day here, or the copied week into this one. Locked and standing slots keep what they hold.",
        Where.WEEK,
        editing.paste,
        no_copy,
        hint="paste",
    ),
    Action(
        "edit-track",
        "Edit track file",
        ("e",),
        "The track's file in $EDITOR, at the line of this slot.",
        Where.WEEK,
        filing.edit_track,
        hands_full,
    ),
)

_CARRYING = (
    Action(
        "drop",
        "Drop what is carried",
        ("enter", "space"),
        "Put it into this slot. Slots that may not take it are dimmed; the hint line says why.",
        Where.CARRYING,
        editing.drop,
        undroppable,
        hint="drop",
    ),
    Action(
        "put-back",
        "Put back what is carried",
        ("escape",),
        "Leave all as it was.",
        Where.CARRYING,
        editing.put_back,
        empty_handed,
        hint="put back",
    ),
)

_SEARCH = (
    Action(
        "place-found",
        "Place the first found",
        ("enter",),
        "Place the marked module in the slot under the cursor.",
        Where.SEARCH,
        editing.place,
        unplaceable,
        hint="place",
    ),
    Action("next-found", "Next found", ("down",), "Mark the next module.", Where.SEARCH, looking.next_module),
    Action(
        "previous-found", "Previous found", ("up",), "Mark the module before.", Where.SEARCH, looking.previous_module
    ),
    Action(
        "leave-search", "Leave the search", ("escape",), "Back to the week.", Where.SEARCH, looking.to_week, hint="week"
    ),
)

_LIBRARY = (
    Action(
        "place",
        "Place module",
        ("enter",),
        "Place the marked module in the slot under the cursor.",
        Where.LIBRARY,
        editing.place,
        unplaceable,
        hint="place",
    ),
    Action(
        "pick-up-module",
        "Pick up module",
        ("space",),
        "Carry the marked module into the week, to see where it fits and drop it.",
        Where.LIBRARY,
        editing.pick_up_module,
        no_row,
        hint="pick up",
    ),
    Action(
        "read-module",
        "Read marked module",
        ("r",),
        "As guide and as handout.",
        Where.LIBRARY,
        looking.read_module,
        no_row,
        hint="read",
    ),
    Action(
        "edit-module",
        "Edit module file",
        ("e",),
        "The module's file in $EDITOR.",
        Where.LIBRARY,
        filing.edit_module,
        no_row,
    ),
    Action(
        "leave-library",
        "Leave the library",
        ("escape",),
        "Back to the week.",
        Where.LIBRARY,
        looking.to_week,
        hint="week",
    ),
)

_FINDINGS = (
    Action(
        "go-to-finding",
        "Go to finding",
        ("enter",),
        "To the slot that it is about.",
        Where.FINDINGS,
        looking.go_to_finding,
        no_finding,
        hint="go there",
    ),
    Action(
        "edit-finding",
        "Edit at finding",
        ("e",),
        "The file that it is about in $EDITOR, at its line.",
        Where.FINDINGS,
        filing.edit_finding,
        no_finding,
        hint="edit",
    ),
    Action(
        "leave-findings",
        "Leave the findings",
        ("escape",),
        "Back to the week.",
        Where.FINDINGS,
        looking.to_week,
        hint="week",
    ),
)

_ANYWHERE = (
    Action(
        "search",
        "Search the library",
        ("/",),
        "Type a few letters; Enter places what is marked.",
        Where.ANYWHERE,
        looking.search,
        hint="search",
    ),
    Action(
        "previous-week",
        "Previous week",
        ("[", "pageup"),
        "One week back.",
        Where.ANYWHERE,
        looking.previous_week,
        outside_first,
        hint="week",
    ),
    Action(
        "next-week",
        "Next week",
        ("]", "pagedown"),
        "One week on.",
        Where.ANYWHERE,
        looking.next_week,
        outside_last,
        hint="week",
    ),
    Action(
        "undo",
        "Undo",
        ("u", "ctrl+z"),
        "Take back the last change; without end.",
        Where.ANYWHERE,
        editing.undo,
        no_undo,
        hint="undo",
    ),
    Action(
        "redo",
        "Redo",
        ("ctrl+r", "U"),
        "Make the undone change again.",
        Where.ANYWHERE,
        editing.redo,
        no_redo,
        hint="redo",
    ),
    Action(
        "modality", "Filter by modality", ("m", "f2"), "Show one modality.", Where.ANYWHERE, looking.filter_modality
    ),
    Action("kind", "Filter by kind", ("k", "f3"), "Show one kind of session.", Where.ANYWHERE, looking.filter_kind),
    Action("topic", "Filter by topic", ("o", "f4"), "Show one topic.", Where.ANYWHERE, looking.filter_topic),
    Action(
        "fits",
        "Only what fits this slot",
        ("f", "f5"),
        "Show modules whose minutes fit the slot under the cursor.",
        Where.ANYWHERE,
        looking.filter_fits,
    ),
    Action(
        "unused",
        "Only what is not yet used",
        ("n", "f6"),
        "Hide modules that the track places already.",
        Where.ANYWHERE,
        looking.filter_unused,
    ),
    Action("no-filter", "No filter", ("f7",), "Show the whole library again.", Where.ANYWHERE, looking.filter_nothing),
    Action("week", "To the week", ("w",), "Move the keys to the week.", Where.ANYWHERE, looking.to_week),
    Action("library", "To the library", ("b",), "Move the keys to the library.", Where.ANYWHERE, looking.to_library),
    Action(
        "findings", "To the findings", ("i",), "Move the keys to the findings.", Where.ANYWHERE, looking.to_findings
    ),
    Action("next-pane", "Next pane", ("tab",), "Week, search, library, findings.", Where.ANYWHERE, looking.next_pane),
    Action(
        "previous-pane",
        "Previous pane",
        ("shift+tab",),
        "The same, the other way.",
        Where.ANYWHERE,
        looking.previous_pane,
    ),
    Action(
        "track",
        "Switch track",
        ("t",),
        "Open another track of the workspace.",
        Where.ANYWHERE,
        looking.switch_track,
        no_other_track,
    ),
    Action(
        "print",
        "Print weeks",
        ("p",),
        "Guides, handouts and schedule as PDF files.",
        Where.ANYWHERE,
        filing.print_weeks,
        hands_full,
        hint="print",
    ),
    Action(
        "save",
        "Save now",
        ("s", "ctrl+s"),
        "Write the file at once; it is saved by itself a second after each edit.",
        Where.ANYWHERE,
        filing.save,
        nothing_to_save,
    ),
    Action("theme", "Light or dark", ("d",), "Change the colours.", Where.ANYWHERE, looking.toggle_theme),
    Action(
        "help",
        "Keys",
        ("?", "f1"),
        "Every key, first those of what has focus.",
        Where.ANYWHERE,
        looking.show_help,
        hint="keys",
    ),
    Action(
        "palette", "Every command", ("ctrl+p",), "Find a command by its name.", Where.ANYWHERE, looking.show_palette
    ),
    Action("quit", "Quit", ("q", "ctrl+q"), "Save and leave.", Where.ANYWHERE, filing.leave, hint="quit"),
)

_READER = (
    Action(
        "turn",
        "Guide or handout",
        ("tab", "right", "left"),
        "Change between the two.",
        Where.READER,
        "turn",
        hint="guide/handout",
    ),
    Action("read-down", "Read on", ("down", "j"), "One line on.", Where.READER, "read(1)"),
    Action("read-up", "Read back", ("up",), "One line back.", Where.READER, "read(-1)"),
    Action(
        "page-down", "Next page", ("space", "pagedown"), "One page on.", Where.READER, "turn_page(1)", hint="next page"
    ),
    Action("page-up", "Page before", ("pageup",), "One page back.", Where.READER, "turn_page(-1)"),
    Action("edit-read", "Edit this module", ("e",), "Its file in $EDITOR.", Where.READER, "edit", hint="edit"),
    Action("close-reader", "Close", ("escape", "q", "enter"), "Back to the week.", Where.READER, "close", hint="close"),
)

_EXPORT = (
    Action(
        "stop-printing",
        "Stop or close",
        ("escape", "q"),
        "What is written already stays whole.",
        Where.EXPORT,
        "close",
        hint="stop or close",
    ),
)

ACTIONS = (*_WEEK, *_CARRYING, *_SEARCH, *_LIBRARY, *_FINDINGS, *_ANYWHERE, *_READER, *_EXPORT)
"""Every action, in the order in which help lists them."""


def actions_of(*where: Where) -> tuple[Action, ...]:
    """Return the actions of some places, in the order of the table."""
    return tuple(action for action in ACTIONS if action.where in where)


def action_for(key: str, *where: Where) -> Action | None:
    """Return what a key does in the first of some places that knows it."""
    for place in where:
        for action in actions_of(place):
            if key in action.keys:
                return action
    return None


def named(action_id: str) -> Action:
    """Return the action of an id. Raises KeyError for an id that the table does not have."""
    for action in ACTIONS:
        if action.id == action_id:
            return action
    raise KeyError(action_id)
