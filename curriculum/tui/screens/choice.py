"""A question with a list of answers. Enter or a click chooses; Esc leaves all as it was."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from curriculum.tui.shelf import Choice
from curriculum.tui.text import literal


class ChoiceScreen(ModalScreen[str | None]):
    """Ends with the value of the answer, or None where nobody answered."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "leave", show=False)]

    def __init__(self, question: str, choices: list[Choice], now: str = "", note: str = "") -> None:
        super().__init__()
        self._question, self._choices, self._now, self._note = question, choices, now, note

    def compose(self) -> ComposeResult:
        """Lay out the question and its answers."""
        with Vertical(classes="sheet"):
            yield Static(literal(self._question), classes="sheet-title", markup=False)
            if self._note:
                yield Static(literal(self._note), classes="sheet-note", markup=False)
            options = [Option(literal(choice.words), id=f"answer-{n}") for n, choice in enumerate(self._choices)]
            yield OptionList(*options, markup=False)
            yield Static(literal("Enter chooses, Esc leaves"), classes="sheet-foot", markup=False)

    def on_mount(self) -> None:
        """Mark the answer that holds now."""
        answers = self.query_one(OptionList)
        values = [choice.value for choice in self._choices]
        answers.highlighted = values.index(self._now) if self._now in values else 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """End with the answer."""
        self.dismiss(self._choices[event.option_index].value)

    def action_leave(self) -> None:
        """End without an answer."""
        self.dismiss(None)
