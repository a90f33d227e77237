"""Keys: their names for people, and the bindings that the action table asks for."""

from textual.binding import Binding, BindingType

from curriculum.tui.action import Where
from curriculum.tui.actions import actions_of

_NAMES = {
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "delete": "Del",
    "backspace": "Backspace",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}


def key_name(key: str) -> str:
    """Return a key as people know it: `Enter`, `Ctrl+R`, `/`."""
    if key in _NAMES:
        return _NAMES[key]
    if key.startswith("ctrl+"):
        return "Ctrl+" + key.removeprefix("ctrl+").upper()
    return key.upper() if key.startswith("f") and key[1:].isdigit() else key


def bindings(*where: Where) -> list[BindingType]:
    """Return the bindings of some places of the week screen: each key tells the screen where it was pressed."""
    place = where[0]
    keys = dict.fromkeys(key for action in actions_of(*where) for key in action.keys)
    return [Binding(key, f"screen.press('{place.name}', '{key}')", show=False) for key in keys]


def own_bindings(*where: Where) -> list[BindingType]:
    """Return the bindings of a screen that opens over the week, to its own actions, before those of its parts.

    Of a key that two places have, the first place keeps it.
    """
    runs: dict[str, str] = {}
    for place in where:
        for action in actions_of(place):
            for key in action.keys:
                if isinstance(action.run, str):
                    runs.setdefault(key, action.run)
    return [Binding(key, run, show=False, priority=True) for key, run in runs.items()]
