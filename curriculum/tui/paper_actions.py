"""The actions of printing for the next groups. `actions.py` takes them in."""

from functools import partial

from curriculum.tui.action import Action, Where

_paper = partial(Action, Where.PAPER)

PAPER = (
    _paper("paper-print", "Print", ("enter",), "Send it to the printer, or write files; then close.", "begin"),
    _paper("paper-sure", "Yes, all of it", ("y",), "Print however many sheets it takes.", "begin_surely"),
    _paper("paper-week", "Day or week", ("w",), "The next day with groups, or all of its week.", "widen"),
    _paper("paper-handouts", "Handouts only", ("h",), "Leave the guides out, or print them as well.", "leave_guides"),
    _paper("paper-sides", "Both sides", ("d",), "On both sides of the sheet, or on one.", "turn_over"),
    _paper("paper-color", "Color", ("c",), "In color where the printer can, or in black.", "color"),
    _paper("paper-queue", "Next printer", ("n",), "Another printer of this machine.", "next_queue"),
    _paper("paper-down", "Read on", ("down", "pagedown", "j"), "On in the list.", "read(1)"),
    _paper("paper-up", "Read back", ("up", "pageup"), "Back in the list.", "read(-1)"),
    _paper("paper-keys", "Keys", ("?", "f1"), "Every key, first those of this screen.", "keys"),
    _paper("paper-close", "Close", ("escape", "q"), "Back to the week; what was sent is printed.", "close"),
)
"""The actions of the screen that prints for the next groups."""
