"""A question with a list of answers of which several may hold. Space or a click marks; Enter takes what is marked."""

from collections.abc import Collection, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from curriculum.tui.shelf import Choice
from curriculum.tui.text import literal


class MarksScreen(ModalScreen[tuple[str, ...] | None]):
    """Ends with the answers that are marked, in order, or None where nobody answered.

    An answer in `alone` takes the place of all others.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", show=False),
        Binding("space", "mark", show=False, priority=True),
        Binding("enter", "take", show=False, priority=True),
    ]

    def __init__(
        self, question: str, choices: Sequence[Choice], now: Sequence[str], alone: Collection[str] = ()
    ) -> None:
        super().__init__()
        self._question, self._choices, self._alone = question, tuple(choices), frozenset(alone)
        self._marked = {choice.value for choice in choices} & set(now)

    def compose(self) -> ComposeResult:
        """Lay out the question and its answers."""
        with Vertical(classes="sheet"):
            yield Static(literal(self._question), classes="sheet-title", markup=False)
            yield OptionList(*(Option(self._drawn(choice)) for choice in self._choices), markup=False)
            yield Static(classes="sheet-foot", markup=False)

    def on_mount(self) -> None:
        """Put the cursor on the first answer that is marked."""
        values = [choice.value for choice in self._choices]
        self._list.highlighted = min((values.index(each) for each in self._marked), default=0)
        self._foot("Space marks, Enter takes what is marked, Esc leaves")

    @property
    def _list(self) -> OptionList:
        return self.query_one(OptionList)

    def _drawn(self, choice: Choice) -> Content:
        return literal(f"{'[x]' if choice.value in self._marked else '[ ]'} {choice.words}")

    def _foot(self, said: str) -> None:
        self.query_one(".sheet-foot", Static).update(literal(said))

    def on_option_list_option_selected(self) -> None:
        """Mark the answer that was clicked."""
        self.action_mark()

    def action_mark(self) -> None:
        """Mark the answer under the cursor, or not."""
        at = self._list.highlighted
        if at is None:
            return
        value = self._choices[at].value
        if value in self._marked:
            self._marked -= {value}
        elif not self._alone.isdisjoint((value, *self._marked)):
            self._marked = {value}
        else:
            self._marked |= {value}
        for place, choice in enumerate(self._choices):
            self._list.replace_option_prompt_at_index(place, self._drawn(choice))

    def action_take(self) -> None:
        """End with what is marked."""
        if self._marked:
            self.dismiss(tuple(choice.value for choice in self._choices if choice.value in self._marked))
        else:
            self._foot("Mark at least one with Space, or leave with Esc.")

    def action_leave(self) -> None:
        """End without an answer."""
        self.dismiss(None)
