"""Every action of the week screen and of what opens over it, in one table.

Keys, the hint line, the help screen and the command palette are all drawn from here. An action that cannot be done
now says why; it never hides.
"""

from functools import partial

from curriculum.tui.action import Action, Where
from curriculum.tui.design_actions import IN_PAGES, OPENING
from curriculum.tui.doing import editing, filing, looking, reasons
from curriculum.tui.paper_actions import PAPER
from curriculum.tui.print_actions import PRINTING

_week = partial(Action, Where.WEEK)
_carrying = partial(Action, Where.CARRYING)
_search = partial(Action, Where.SEARCH)
_library = partial(Action, Where.LIBRARY)
_findings = partial(Action, Where.FINDINGS)
_anywhere = partial(Action, Where.ANYWHERE)
_reader = partial(Action, Where.READER)

_WEEK = (
    _week("left", "Left", ("left",), "One day back.", looking.left),
    _week("right", "Right", ("right",), "One day on.", looking.right),
    _week("up", "Up", ("up",), "One slot earlier.", looking.up),
    _week("down", "Down", ("down",), "One slot later.", looking.down),
    _week("first", "First day", ("home",), "To the first day of the week.", looking.first_day),
    _week("last", "Last day", ("end",), "To the last day of the week.", looking.last_day),
    _week(
        "open",
        "Open slot",
        ("enter",),
        "Read the module that is placed; in an empty slot, look for one.",
        looking.open_slot,
        reasons.hands_full,
        hint="open",
    ),
    _week(
        "pick-up",
        "Pick up placement",
        ("space",),
        "Pick up what is placed, to drop it in another slot. Two placements change places.",
        editing.pick_up,
        reasons.no_pick_up,
        hint="carry",
    ),
    _week(
        "remove",
        "Remove placement",
        ("x", "delete", "backspace"),
        "Empty the slot.",
        editing.remove,
        reasons.no_removal,
        hint="remove",
    ),
    _week(
        "lock",
        "Lock or unlock",
        ("l",),
        "A locked placement is moved by nobody and nothing until it is unlocked.",
        editing.toggle_lock,
        reasons.no_lock_here,
        hint="lock",
    ),
    _week(
        "read",
        "Read module",
        ("r",),
        "The module under the cursor, as guide and as handout.",
        looking.read_slot,
        reasons.nothing_here,
    ),
    _week(
        "leader",
        "Choose leader",
        ("a",),
        "Who leads this session, in place of the slot's usual staff.",
        editing.choose_leader,
        reasons.no_leader_here,
    ),
    _week("copy-day", "Copy day", ("c",), "Remember this day, to paste it.", editing.copy_day, hint="copy"),
    _week(
        "copy-week",
        "Copy week",
        ("C",),
        "Remember this whole week, to paste it into another.",
        editing.copy_week,
        hint="copy",
    ),
    _week(
        "paste",
        "Paste day or week",
        ("v",),
        "Put the copied day here, or the copied week into this one. Locked and standing slots keep what they hold.",
        editing.paste,
        reasons.no_copy,
        hint="paste",
    ),
    _week(
        "edit-track",
        "Edit track file",
        ("e",),
        "The track's file in $EDITOR, at the line of this slot.",
        filing.edit_track,
        reasons.hands_full,
    ),
)

_CARRYING = (
    _carrying(
        "drop",
        "Drop what is carried",
        ("enter", "space"),
        "Put it into this slot. Slots that may not take it are dimmed; the hint line says why.",
        editing.drop,
        reasons.undroppable,
        hint="drop",
    ),
    _carrying(
        "put-back",
        "Put back what is carried",
        ("escape",),
        "Leave all as it was.",
        editing.put_back,
        reasons.empty_handed,
        hint="put back",
    ),
)

_SEARCH = (
    _search(
        "place-found",
        "Place the first found",
        ("enter",),
        "Place the marked module in the slot under the cursor.",
        editing.place,
        reasons.unplaceable,
        hint="place",
    ),
    _search("next-found", "Next found", ("down",), "Mark the next module.", looking.next_module),
    _search("previous-found", "Previous found", ("up",), "Mark the module before.", looking.previous_module),
    _search("leave-search", "Leave the search", ("escape",), "Back to the week.", looking.to_week, hint="back"),
)

_LIBRARY = (
    _library(
        "place",
        "Place module",
        ("enter",),
        "Place the marked module in the slot under the cursor.",
        editing.place,
        reasons.unplaceable,
        hint="place",
    ),
    _library(
        "pick-up-module",
        "Pick up module",
        ("space",),
        "Carry the marked module into the week, to see where it fits and drop it.",
        editing.pick_up_module,
        reasons.no_row,
        hint="carry",
    ),
    _library(
        "read-module",
        "Read marked module",
        ("r",),
        "As guide and as handout.",
        looking.read_module,
        reasons.no_row,
        hint="read",
    ),
    _library(
        "edit-module", "Edit module file", ("e",), "The module's file in $EDITOR.", filing.edit_module, reasons.no_row
    ),
    _library("leave-library", "Leave the library", ("escape",), "Back to the week.", looking.to_week, hint="back"),
)

_FINDINGS = (
    _findings(
        "go-to-finding",
        "Go to finding",
        ("enter",),
        "To the slot that it is about.",
        looking.go_to_finding,
        reasons.no_finding,
        hint="go there",
    ),
    _findings(
        "edit-finding",
        "Edit at finding",
        ("e",),
        "The file that it is about in $EDITOR, at its line.",
        filing.edit_finding,
        reasons.no_finding,
        hint="edit",
    ),
    _findings("leave-findings", "Leave the findings", ("escape",), "Back to the week.", looking.to_week, hint="back"),
)

_ANYWHERE = (
    _anywhere(
        "search",
        "Search the library",
        ("/",),
        "Type a few letters; Enter places what is marked.",
        looking.search,
        hint="search",
    ),
    _anywhere(
        "undo",
        "Undo",
        ("u", "ctrl+z"),
        "Take back the last change; without end.",
        editing.undo,
        reasons.no_undo,
        hint="undo",
    ),
    _anywhere(
        "previous-week",
        "Previous week",
        ("[", "pageup"),
        "One week back.",
        looking.previous_week,
        reasons.outside_first,
        hint="week",
    ),
    _anywhere(
        "next-week",
        "Next week",
        ("]", "pagedown"),
        "One week on.",
        looking.next_week,
        reasons.outside_last,
        hint="week",
    ),
    _anywhere(
        "redo", "Redo", ("ctrl+r", "U"), "Make the undone change again.", editing.redo, reasons.no_redo, hint="redo"
    ),
    _anywhere("modality", "Filter by modality", ("m", "f2"), "Show one modality.", looking.filter_modality),
    _anywhere("kind", "Filter by kind", ("k", "f3"), "Show one kind of session.", looking.filter_kind),
    _anywhere("topic", "Filter by topic", ("o", "f4"), "Show one topic.", looking.filter_topic),
    _anywhere(
        "fits",
        "Only what fits this slot",
        ("f", "f5"),
        "Show modules whose minutes fit the slot under the cursor.",
        looking.filter_fits,
    ),
    _anywhere(
        "unused",
        "Only what is not yet used",
        ("n", "f6"),
        "Hide modules that the track places already.",
        looking.filter_unused,
    ),
    _anywhere("no-filter", "No filter", ("f7",), "Show the whole library again.", looking.filter_nothing),
    _anywhere("week", "To the week", ("w",), "Move the keys to the week.", looking.to_week),
    _anywhere("library", "To the library", ("b",), "Move the keys to the library.", looking.to_library),
    _anywhere("findings", "To the findings", ("i",), "Move the keys to the findings.", looking.to_findings),
    _anywhere("next-pane", "Next pane", ("tab",), "Week, search, library, findings.", looking.next_pane),
    _anywhere("previous-pane", "Previous pane", ("shift+tab",), "The same, the other way.", looking.previous_pane),
    _anywhere(
        "track",
        "Switch track",
        ("t",),
        "Open another track of the workspace.",
        looking.switch_track,
        reasons.no_other_track,
    ),
    _anywhere(
        "print",
        "Print",
        ("p",),
        "Guides, handouts, a binder or any other kind of page: of this week, of others, or of a module.",
        filing.print_weeks,
        reasons.hands_full,
        hint="print",
    ),
    _anywhere(
        "paper",
        "Print the next groups",
        ("T",),
        "What tomorrow, or the next day with groups, needs on paper: guides, and handouts in copies.",
        filing.print_next,
        reasons.hands_full,
    ),
    _anywhere(
        "save",
        "Save now",
        ("s", "ctrl+s"),
        "Write the file at once; it is saved by itself a second after each edit.",
        filing.save,
        reasons.nothing_to_save,
    ),
    *OPENING,
    _anywhere("theme", "Light or dark", ("d",), "Change the colours.", looking.toggle_theme),
    _anywhere("help", "Keys", ("?", "f1"), "Every key, first those of what has focus.", looking.show_help, hint="keys"),
    _anywhere("palette", "Every command", ("ctrl+p",), "Find a command by its name.", looking.show_palette),
    _anywhere("quit", "Quit", ("q", "ctrl+q"), "Save and leave.", filing.leave, hint="quit"),
)

_READER = (
    _reader(
        "turn",
        "Guide or handout",
        ("tab", "right"),
        "On to the next, or its languages.",
        "turn(1)",
        hint="guide/handout",
    ),
    _reader("turn-back", "Turn back", ("shift+tab", "left"), "Back to the one before.", "turn(-1)"),
    _reader("read-down", "Read on", ("down", "j"), "One line on.", "read(1)"),
    _reader("read-up", "Read back", ("up",), "One line back.", "read(-1)"),
    _reader("page-down", "Next page", ("space", "pagedown"), "One page on.", "turn_page(1)", hint="next page"),
    _reader("page-up", "Page before", ("pageup",), "One page back.", "turn_page(-1)"),
    _reader("edit-read", "Edit this module", ("e",), "Its file in $EDITOR.", "edit", hint="edit"),
    _reader("close-reader", "Close", ("escape", "q", "enter"), "Back to the week.", "close", hint="close"),
)

ACTIONS = (*_WEEK, *_CARRYING, *_SEARCH, *_LIBRARY, *_FINDINGS, *_ANYWHERE, *_READER, *PRINTING, *PAPER, *IN_PAGES)
"""Every action, in the order in which help lists them."""

PAGES = tuple(action.id for action in OPENING)
"""The actions that open a screen of track design."""


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
