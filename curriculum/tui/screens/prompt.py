"""A question that is answered by typing. Enter answers; what cannot be taken is said; Esc leaves all as it was."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from curriculum.tui.text import literal


def anything(text: str) -> str | None:
    """Return why a text is no answer: only where there is none."""
    return None if text.strip() else "Type something, or leave with Esc."


class PromptScreen(ModalScreen[str | None]):
    """Ends with what was typed, or None where nobody answered."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False, priority=True)]

    def __init__(self, question: str, now: str, why_not: Callable[[str], str | None] = anything) -> None:
        super().__init__()
        self._question, self._now, self._why_not = question, now, why_not

    def compose(self) -> ComposeResult:
        """Lay out the question and its line."""
        with Vertical(classes="sheet"):
            yield Static(literal(self._question), classes="sheet-title", markup=False)
            yield Input(self._now, compact=True, classes="answer")
            yield Static(literal("Enter answers, Esc leaves"), classes="sheet-foot", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """End with the answer, or say why it is none."""
        event.stop()
        reason = self._why_not(event.value)
        if reason is None:
            self.dismiss(event.value.strip())
        else:
            self.query_one(".sheet-foot", Static).update(literal(reason))

    def action_leave(self) -> None:
        """End without an answer."""
        self.dismiss(None)
