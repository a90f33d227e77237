"""A question whose answer is found by typing a part of it. Enter chooses; Esc leaves all as it was."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from curriculum.tui.shelf import MOST_ROWS, Choice
from curriculum.tui.text import literal


class PickScreen(ModalScreen[str | None]):
    """Ends with the value of the answer, or None where nobody answered. `find` returns the answers to some words."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("down", "step(1)", show=False, priority=True),
    ]

    def __init__(self, question: str, find: Callable[[str], Sequence[Choice]], now: str = "") -> None:
        super().__init__()
        self._question, self._find, self._now = question, find, now
        self._shown: tuple[Choice, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the question, its line and the answers."""
        with Vertical(classes="sheet"):
            yield Static(literal(self._question), classes="sheet-title", markup=False)
            yield Input(placeholder="type to search", compact=True, classes="answer")
            yield OptionList(markup=False)
            yield Static(literal("↑ ↓ and Enter choose, Esc leaves"), classes="sheet-foot", markup=False)

    def on_mount(self) -> None:
        """Show every answer, with the cursor on the one that holds now."""
        self.query_one(OptionList).can_focus = False
        self._show("")
        values = [choice.value for choice in self._shown]
        self.query_one(OptionList).highlighted = values.index(self._now) if self._now in values else 0

    def _show(self, words: str) -> None:
        self._shown = tuple(self._find(words)[:MOST_ROWS])
        answers = self.query_one(OptionList)
        answers.set_options([Option(literal(choice.words)) for choice in self._shown])
        answers.highlighted = 0 if self._shown else None

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what matches."""
        self._show(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """End with the answer under the cursor."""
        event.stop()
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self.dismiss(self._shown[at].value)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """End with the answer that was clicked."""
        self.dismiss(self._shown[event.option_index].value)

    def action_step(self, lines: int) -> None:
        """Move the cursor."""
        answers = self.query_one(OptionList)
        if lines > 0:
            answers.action_cursor_down()
        else:
            answers.action_cursor_up()

    def action_leave(self) -> None:
        """End without an answer."""
        self.dismiss(None)
