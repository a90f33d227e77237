"""Every key: first those of what has focus, then all others. Drawn from the action table."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from curriculum.model.module import Modality
from curriculum.tui.action import Where
from curriculum.tui.actions import actions_of
from curriculum.tui.keys import key_name
from curriculum.tui.text import broken_lines, joined, literal
from curriculum.tui.theme import LETTERS, Look, look_of
from curriculum.tui.widgets.hints import Hint, Hints

_KEYS = 20
"""Cells for the keys of an action."""


class HelpScreen(Screen[None]):
    """Keys and what the letters mean."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,?,f1,enter", "close", show=False),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("pagedown,space", "scroll(15)", show=False),
        Binding("pageup", "scroll(-15)", show=False),
    ]
    AUTO_FOCUS = None

    def __init__(self, *where: Where) -> None:
        super().__init__()
        self._where = where

    def compose(self) -> ComposeResult:
        """Lay out the list of keys."""
        yield Static(literal("Keys"), classes="page-head", markup=False)
        with VerticalScroll(classes="page", can_focus=False):
            yield Static(classes="page-text", markup=False)
        yield Hints()

    def on_mount(self) -> None:
        """Say how to leave."""
        self.query_one(Hints).show((Hint("↓ ↑", "read", ""), Hint("Esc", "close", "")))

    def on_resize(self) -> None:
        """Set the text for the width there is."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        text = self.query_one(".page-text", Static)
        text.update(help_text(self._where, max(40, text.size.width), look_of(self.app.theme)))

    def action_scroll(self, lines: int) -> None:
        """Go on, or back, by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)


def help_text(where: tuple[Where, ...], width: int, look: Look) -> Content:
    """Return every key, those of `where` first."""
    order = dict.fromkeys((*where, Where.ANYWHERE, *Where))
    lines = [line for place in order for line in _section(place, width, look)]
    return Content("\n").join([*lines, *_legend(look)])


def _section(where: Where, width: int, look: Look) -> Iterator[Content]:
    colours = look.colours
    yield literal(where.value, f"bold {colours.lead}")
    for action in actions_of(where):
        keys = " ".join(map(key_name, action.keys))
        words = list(broken_lines(f"{action.title}. {action.help}", width - _KEYS)) or [""]
        for number, line in enumerate(words):
            yield joined(literal(f"{keys if number == 0 else '':<{_KEYS}}", f"bold {colours.word}"), line)
    yield Content("")


def _legend(look: Look) -> Iterator[Content]:
    colours = look.colours
    yield literal("Letters", f"bold {colours.lead}")
    modalities = "  ".join(f"{modality.letters} {modality}" for modality in Modality)
    yield literal(modalities, colours.word)
    findings = "  ".join(f"{letter} {severity}" for severity, letter in LETTERS.items())
    yield literal(f"S standing  L locked  {findings}", colours.word)
    yield literal("Minutes are planned, not delivered.", colours.quiet)
