"""The module reader: what the facilitator has, and what clients get in each language, one key apart."""

from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from curriculum.export.languages import language_name
from curriculum.model.library import Library
from curriculum.tui.action import Where
from curriculum.tui.actions import actions_of
from curriculum.tui.doing.filing import edit_module_of
from curriculum.tui.keys import own_bindings
from curriculum.tui.reading import Paper, guide_text, handout_text, translated_text
from curriculum.tui.screens.week import WeekScreen
from curriculum.tui.text import clipped, joined, literal
from curriculum.tui.theme import look_of
from curriculum.tui.weekview import SlotView
from curriculum.tui.widgets.hints import Hints, do_hinted, hints_of


class ReaderScreen(Screen[None]):
    """One module to read."""

    WHERE = Where.READER
    BINDINGS: ClassVar[list[BindingType]] = own_bindings(Where.READER)
    AUTO_FOCUS = None

    def __init__(self, module_id: str, library: Library, slot: SlotView | None) -> None:
        super().__init__()
        self._module_id, self._module, self._slot = module_id, library.modules[module_id], slot
        self._translations = library.translations.get(module_id, {})
        self._tabs = ("guide", "handout", *sorted(self._translations))
        self._tab = 0

    def compose(self) -> ComposeResult:
        """Lay out the head, the page and the hints."""
        yield Static(classes="page-head", markup=False)
        with VerticalScroll(classes="page", can_focus=False):
            yield Static(classes="page-text", markup=False)
        yield Hints()

    def on_mount(self) -> None:
        """Hint at the reader's keys."""
        self.query_one(Hints).show(hints_of(actions_of(Where.READER)))

    def on_resize(self) -> None:
        """Set the text for the width there is."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        look = look_of(self.app.theme)
        colours = look.colours
        text = self.query_one(".page-text", Static)
        paper = Paper(max(20, text.size.width), look)
        tabs = [(f" {language_name(name)} ", number == self._tab) for number, name in enumerate(self._tabs)]
        title = clipped(self._module.title, self.size.width - 4 - sum(len(tab) for tab, _ in tabs))
        self.query_one(".page-head", Static).update(
            joined(
                literal(title, f"bold {colours.lead}"),
                "  ",
                *(
                    literal(tab, f"bold {colours.ground} on {colours.lead}" if on else colours.quiet)
                    for tab, on in tabs
                ),
            )
        )
        text.update(self._text(paper))

    def _text(self, paper: Paper) -> Content:
        """Return what stands under the tab that is open."""
        name = self._tabs[self._tab]
        if name == "guide":
            return guide_text(self._module, self._slot, paper)
        translation = self._translations.get(name)
        if translation is None:
            return handout_text(self._module.handouts, paper)
        return translated_text(translation, paper)

    def action_turn(self, tabs: int) -> None:
        """Go on, or back, among guide, handout and its languages, round and round."""
        self._tab = (self._tab + tabs) % len(self._tabs)
        self._page.scroll_home(animate=False)
        self._draw()

    def action_read(self, lines: int) -> None:
        """Go on, or back, by lines."""
        self._page.scroll_relative(y=lines, animate=False)

    def action_turn_page(self, pages: int) -> None:
        """Go on, or back, by pages, with two lines in common."""
        self._page.scroll_relative(y=pages * max(1, self._page.size.height - 2), animate=False)

    def action_edit(self) -> None:
        """Close, and open the module's file in $EDITOR."""
        planner = cast("WeekScreen", self.app.get_default_screen())
        self.dismiss(None)
        edit_module_of(planner, self._module_id)

    def action_close(self) -> None:
        """Go back to the week."""
        self.dismiss(None)

    def on_hints_pressed(self, event: Hints.Pressed) -> None:
        """Do the action whose hint was clicked."""
        do_hinted(self, event, Where.READER)

    @property
    def _page(self) -> VerticalScroll:
        return self.query_one(VerticalScroll)
