"""What to print: a form that says what will be made and what forbids it. Enter prints what is looked at.

Each answer is looked at in a thread, so that the next key never waits.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import WorkType

from curriculum.model.errors import CurriculumError
from curriculum.tui.action import Where
from curriculum.tui.actions import actions_of
from curriculum.tui.desk import Desk
from curriculum.tui.keys import own_bindings
from curriculum.tui.pages.orderfields import ALONE, Field, field_named, fields_of
from curriculum.tui.pages.orderform import Form, first_form
from curriculum.tui.pages.printing import command_of, forbidding_lines, size_text, subject_text, wrapped
from curriculum.tui.screens.choice import ChoiceScreen
from curriculum.tui.screens.help import HelpScreen
from curriculum.tui.screens.marks import MarksScreen
from curriculum.tui.screens.pick import PickScreen
from curriculum.tui.screens.week import WeekScreen
from curriculum.tui.session import keep_print, last_print
from curriculum.tui.text import clipped, joined, literal, padded
from curriculum.tui.text import wrapped as broken
from curriculum.tui.theme import Look, look_of
from curriculum.tui.widgets.hints import Hints, do_hinted, hints_of
from curriculum.workspace import Workspace
from curriculum.workspace.orders import Docket

_LABEL = 13
"""Cells for the name of a field."""
_MOST_LINES = 2
"""Lines of the sentence that says what is printed."""


class OrderScreen(Screen[None]):
    """Asks what to print. What is printed, another screen shows."""

    BINDINGS: ClassVar[list[BindingType]] = own_bindings(Where.ORDER)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]
    AUTO_FOCUS = ".fields"

    def __init__(self, planner: WeekScreen) -> None:
        super().__init__(classes="work-page")
        self.planner = planner
        self.hints = Hints()
        self._form = self._first_form()
        self._recalled = asyncio.Event()
        self._looked: Docket | str | None = None
        """The order of the form looked at, or why it cannot be; None before that is known."""

    def compose(self) -> ComposeResult:
        """Lay out the form, which is painted before anything is looked at."""
        yield Static(classes="page-head", markup=False)
        yield Static(classes="page-sum", markup=False)
        with Container(classes="parts"):
            yield OptionList(classes="fields", markup=False)
            with VerticalScroll(classes="side", can_focus=False):
                yield Static(classes="side-text", markup=False)
        yield self.hints

    def on_mount(self) -> None:
        """Fill the form in as it was left last, and look at what it orders."""
        self.planner.desk_shown.subscribe(self, self._plan_changed)
        self.hints.show(hints_of(actions_of(Where.ORDER)))
        self.call_after_refresh(self._draw)
        self.run_worker(self._recall(), exit_on_error=False)

    def _workspace(self) -> Workspace:
        """Return the workspace with the plan as it stands, saved or not."""
        board = self.planner.desk.board
        opened = board.opened
        source = replace(opened.source, text=opened.history.present.text)
        return board.workspace.with_track(opened.id, opened.track, source)

    def _first_form(self) -> Form:
        desk = self.planner.desk
        placed = desk.track.placement(desk.cell) if desk.cell else None
        module = placed.module if placed else self.planner.shelf.marked
        return first_form(self._workspace(), desk.opened.id, desk.board.today, week=desk.week, module=module)

    async def _recall(self) -> None:
        setting = self.planner.setting
        kept = await asyncio.to_thread(last_print, setting.session, setting.root)
        self._form = self._form.recalled(kept)
        self._recalled.set()
        self._changed()

    def _plan_changed(self, desk: Desk) -> None:  # noqa: ARG002 - the signal's own argument
        self._form = replace(self._form, workspace=self._workspace())
        self._changed()

    def _changed(self) -> None:
        """Draw the form, and look at what it orders now."""
        self._looked = None
        self._draw()
        self.hints.show(hints_of(actions_of(Where.ORDER)))
        self._begin_work(self._look, group="look")

    def _begin_work(self, work: WorkType[None], *, group: str) -> None:
        """Begin work that the screen does not wait for; earlier work of its group is forgotten."""
        self.run_worker(work, group=group, exclusive=True, exit_on_error=False)

    async def _look(self) -> None:
        form = self._form
        looked = await asyncio.to_thread(_looked_at, form)
        if form is self._form:
            self._looked = looked
            self._draw_words()

    @property
    def _fields(self) -> OptionList:
        return self.query_one(".fields", OptionList)

    @property
    def _field(self) -> Field:
        """The field under the cursor."""
        fields = fields_of(self._form)
        return fields[min(self._fields.highlighted or 0, len(fields) - 1)]

    def _answer(self, field: Field, values: tuple[str, ...]) -> None:
        self._form = field.put(self._form, values)
        self._changed()

    def action_step(self, lines: int) -> None:
        """Move the cursor by one field."""
        if lines > 0:
            self._fields.action_cursor_down()
        else:
            self._fields.action_cursor_up()

    def action_change(self, steps: int) -> None:
        """Take the next answer to the field under the cursor, or the one before."""
        self._form = self._field.stepped(self._form, steps)
        self._changed()

    def action_choose(self) -> None:
        """List the answers to the field under the cursor."""
        self.run_worker(self._choose(self._field), exit_on_error=False)

    async def _choose(self, field: Field) -> None:
        form = self._form
        choices, now = list(field.choices(form)), field.now(form)
        answer: tuple[str, ...] | str | None
        if field.find is not None:
            answer = await self.app.push_screen_wait(PickScreen(field.help, partial(field.find, form), now[0]))
        elif field.many(form):
            answer = await self.app.push_screen_wait(MarksScreen(field.help, choices, now, ALONE))
        else:
            answer = await self.app.push_screen_wait(ChoiceScreen(field.help, choices, now[0]))
        if answer is not None:
            self._answer(field, (answer,) if isinstance(answer, str) else answer)

    def action_bind(self) -> None:
        """Order a binder, or single files again."""
        self._answer(field_named("offer"), ("packet" if self._form.offer_name == "binder" else "binder",))

    def action_defaults(self) -> None:
        """Forget what was chosen, now and before."""
        self._form = self._first_form()
        self._changed()

    def action_begin(self) -> None:
        """Print what is ordered, or say why that cannot be."""
        self._begin_work(self._begin, group="begin")

    async def _begin(self) -> None:
        from curriculum.tui.screens.export import ExportScreen

        await self._recalled.wait()
        form = self._form
        looked = self._looked
        if looked is None:
            looked = await asyncio.to_thread(_looked_at, form)
        if isinstance(looked, str) or looked.forbidden:
            self._looked = looked
            self._draw_words()
            self.hints.refuse("Not printed: what is said here has to be mended first.")
            return
        setting = self.planner.setting
        await asyncio.to_thread(keep_print, setting.session, setting.root, form.kept)
        if await self.app.push_screen_wait(ExportScreen(form, looked)) is None:
            self.dismiss(None)

    def action_read(self, pages: int) -> None:
        """Read on, or back, in what is said."""
        side = self.query_one(".side", VerticalScroll)
        side.scroll_relative(y=pages * max(1, side.size.height - 1), animate=False)

    def action_keys(self) -> None:
        """List the keys, first those of this screen."""
        self.app.push_screen(HelpScreen(Where.ORDER, Where.EXPORT))

    def action_close(self) -> None:
        """Leave without a print."""
        self.dismiss(None)

    def on_option_list_option_highlighted(self) -> None:
        """Tell about another field."""
        self._draw_words()

    def on_option_list_option_selected(self) -> None:
        """List the answers to the field that was clicked."""
        self.action_choose()

    def on_hints_pressed(self, event: Hints.Pressed) -> None:
        """Do the action whose hint was clicked."""
        do_hinted(self, event, Where.ORDER)

    def on_resize(self) -> None:
        """Draw for another width."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        """Draw the form and what is said of it."""
        if not self.is_mounted:
            return
        look = look_of(self.app.theme)
        title = clipped(f"Print: {self._form.track.title}", self.size.width - 2)
        self.query_one(".page-head", Static).update(literal(title, f"bold {look.colours.lead}"))
        fields, at = self._fields, self._fields.highlighted or 0
        width = max(20, (fields.size.width or self.size.width) - 1)
        options = [Option(_line(field, self._form, width, look)) for field in fields_of(self._form)]
        fields.set_options(options)
        fields.highlighted = min(at, len(options) - 1)
        self._draw_words()

    def _draw_words(self) -> None:
        """Draw what is said of what is ordered."""
        if not self.is_mounted:
            return
        look, side = look_of(self.app.theme), self.query_one(".side-text", Static)
        self.query_one(".page-sum", Static).update(Content("\n").join(self._sum(look)))
        side.update(Content("\n").join(self._side(side.size.width or self.size.width - 2, look)))

    def _sum(self, look: Look) -> Iterator[Content]:
        width, colours = self.size.width - 2, look.colours
        yield from (literal(line, colours.word) for line in broken(subject_text(self._form), width, _MOST_LINES))
        if isinstance(self._looked, str):
            yield literal("It cannot be printed.", f"bold {colours.block}")
        elif self._looked:
            yield literal(clipped(size_text(self._looked, self._form.workspace.root), width), colours.word)
        else:
            yield literal("Looking at it…", colours.quiet)

    def _side(self, width: int, look: Look) -> Iterator[Content]:
        colours = look.colours
        if isinstance(self._looked, str):
            yield from wrapped(self._looked, width, colours.block)
        elif self._looked:
            yield from forbidding_lines(self._looked, self._form, width, look)
        yield Content("")
        yield from wrapped(f"{self._field.label}: {self._field.help}", width, colours.quiet)
        if isinstance(self._looked, Docket):
            yield Content("")
            yield from wrapped(f"The same as a command: {command_of(self._form)}", width, colours.quiet)


def _looked_at(form: Form) -> Docket | str:
    """Return the order of a form looked at, or why it cannot be. Runs in a thread."""
    try:
        return form.offer.look(form.workspace, form.order)
    except CurriculumError as error:
        return str(error)


def _line(field: Field, form: Form, width: int, look: Look) -> Content:
    """Return a field with its answer."""
    label = literal(padded(field.label, _LABEL), look.colours.quiet)
    return joined(
        label,
        literal("◂ ", look.colours.lead),
        clipped(field.words(form), width - _LABEL - 4),
        literal(" ▸", look.colours.lead),
    )
