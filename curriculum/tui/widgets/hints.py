"""The last line: what can be done here and by which key, or what was just done, or why it was not."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from textual import events
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from curriculum.tui.action import Action, Where
from curriculum.tui.actions import actions_of
from curriculum.tui.keys import key_name
from curriculum.tui.text import clipped, joined, literal, width_of
from curriculum.tui.theme import look_of


@dataclass(frozen=True)
class Hint:
    """A key, its word, and the action that a click on it does."""

    key: str
    word: str
    action: str


def hints_of(actions: tuple[Action, ...]) -> tuple[Hint, ...]:
    """Return the hints of some actions; neighbours with one word share it, such as `[ ] week`."""
    return _hints((action, action.keys[0]) for action in actions)


def hints_while_typing(actions: tuple[Action, ...]) -> tuple[Hint, ...]:
    """Return the hints of some actions by keys that do not write a letter; an action without one is left out."""
    keys = ((action, [key for key in action.keys if len(key) > 1 and key != "space"]) for action in actions)
    return _hints((action, usable[0]) for action, usable in keys if usable)


def hints_by_place(*where: Where) -> tuple[Hint, ...]:
    """Return the hints of some places, each action by a key that no place before takes; one without is left out."""
    taken: set[str] = set()
    pairs: list[tuple[Action, str]] = []
    for place in where:
        own = actions_of(place)
        free = ((action, [key for key in action.keys if key not in taken]) for action in own)
        pairs += [(action, usable[0]) for action, usable in free if usable]
        taken.update(key for action in own for key in action.keys)
    return _hints(pairs)


def _hints(actions: Iterable[tuple[Action, str]]) -> tuple[Hint, ...]:
    hints: list[Hint] = []
    for action, pressed in actions:
        if not action.hint:
            continue
        key = key_name(pressed)
        if hints and hints[-1].word == action.hint:
            hints[-1] = Hint(f"{hints[-1].key} {key}", action.hint, action.id)
        else:
            hints.append(Hint(key, action.hint, action.id))
    return tuple(hints)


ALWAYS = ("help", "page-keys", "close-page", "order-keys", "leave-order", "print-keys", "stop-printing")
"""Actions whose hints have a place however narrow the screen is."""


def _width(hint: Hint) -> int:
    return width_of(hint.key) + 1 + width_of(hint.word)


class Hints(Static):
    """One line of key hints; a message takes its place until the next key."""

    ALLOW_SELECT = False

    @dataclass
    class Pressed(Message):
        """A hint was clicked."""

        action: str

    def __init__(self) -> None:
        super().__init__(id="hints", markup=False)
        self._hints: tuple[Hint, ...] = ()
        self._said = ""
        self._refused = False
        self._spans: list[tuple[int, int, str]] = []

    @property
    def said(self) -> str:
        """The message that is shown, if any."""
        return self._said

    def show(self, hints: tuple[Hint, ...], said: str = "") -> None:
        """Draw hints, or a message in their place."""
        self._hints, self._said, self._refused = hints, said, False
        self._draw()

    def refuse(self, reason: str) -> None:
        """Draw why something was not done."""
        self._said, self._refused = reason, True
        self._draw()

    def on_resize(self) -> None:
        """Draw for another width."""
        self._draw()

    def on_click(self, event: events.Click) -> None:
        """Say which hint was clicked."""
        for start, end, action in self._spans:
            if start <= event.x < end:
                self.post_message(self.Pressed(action))

    def _draw(self) -> None:
        width, colours = self.size.width, look_of(self.app.theme).colours
        self._spans = []
        if self._said:
            style = f"bold {colours.warn}" if self._refused else colours.word
            self.update(literal(clipped(self._said, width), style))
            return
        parts: list[Content] = []
        taken = 0
        kept = sum(_width(hint) + 2 for hint in self._hints if hint.action in ALWAYS)
        for hint in self._hints:
            needed = _width(hint)
            kept -= needed + 2 if hint.action in ALWAYS else 0
            if taken + needed > width - kept:
                continue
            self._spans.append((taken, taken + needed, hint.action))
            parts += [literal(hint.key, f"bold {colours.lead}"), literal(f" {hint.word}  ", colours.quiet)]
            taken += needed + 2
        self.update(joined(*parts))


def do_hinted(screen: Screen[Any], event: Hints.Pressed, *where: Where) -> None:
    """Do the action of a screen whose hint was clicked; `where` are the places whose actions it has."""
    for action in actions_of(*where):
        if action.id == event.action and isinstance(action.run, str):
            screen.call_later(screen.run_action, action.run)
