"""The actions of printing: those of the order form, and those while it prints and after. `actions.py` takes them in."""

from functools import partial

from curriculum.tui.action import Action, Where

_order = partial(Action, Where.ORDER)
_export = partial(Action, Where.EXPORT)

_ORDER = (
    _order("field-up", "Up", ("up", "shift+tab"), "The field before.", "step(-1)"),
    _order("field-down", "Down", ("down", "tab", "j"), "The next field.", "step(1)"),
    _order("previous-answer", "Answer before", ("left",), "The answer before this one.", "change(-1)", hint="change"),
    _order("next-answer", "Next answer", ("right",), "The next answer to this field.", "change(1)", hint="change"),
    _order("all-answers", "All answers", ("space",), "Choose from a list, or mark several.", "choose", hint="list"),
    _order(
        "one-binder", "Binder", ("b",), "One PDF with cover, contents and day tabs; or back.", "bind", hint="binder"
    ),
    _order("print-defaults", "Defaults", ("d",), "This week as single files, and no earlier choice.", "defaults"),
    _order("begin-printing", "Print", ("enter",), "Print what the first lines say.", "begin", hint="print"),
    _order("order-down", "Read on", ("pagedown",), "On in what is said.", "read(1)"),
    _order("order-up", "Read back", ("pageup",), "Back in what is said.", "read(-1)"),
    _order("order-keys", "Keys", ("?", "f1"), "Every key, first those of this screen.", "keys", hint="keys"),
    _order("leave-order", "Back", ("escape", "q"), "Back to the week; nothing is printed.", "close", hint="back"),
)

_EXPORT = (
    _export("file-up", "Up", ("up", "shift+tab"), "The file before.", "step(-1)"),
    _export("file-down", "Down", ("down", "tab", "j"), "The next file.", "step(1)"),
    _export("open-folder", "Open the folder", ("o",), "The folder of what was printed.", "folder", hint="folder"),
    _export("open-file", "Open the file", ("v", "space"), "The marked file in its own program.", "view", hint="file"),
    _export(
        "to-printer",
        "Send to a printer",
        ("l",),
        "One copy of each PDF, on a printer here.",
        "send",
        hint="printer",
    ),
    _export("print-another", "Another", ("n",), "Back to the form, for another print.", "another", hint="another"),
    _export("print-done", "Done", ("enter",), "Back to the week, once it is printed.", "done", hint="done"),
    _export("print-down", "Read on", ("pagedown",), "On in what is said.", "read(1)"),
    _export("print-up", "Read back", ("pageup",), "Back in what is said.", "read(-1)"),
    _export("print-keys", "Keys", ("?", "f1"), "Every key, first those of this screen.", "keys", hint="keys"),
    _export(
        "stop-printing",
        "Stop or close",
        ("escape", "q"),
        "Stop what is being printed; files that are finished stay, whole. Else close.",
        "close",
        hint="stop or close",
    ),
)

PRINTING = (*_ORDER, *_EXPORT)
"""The actions of printing."""
