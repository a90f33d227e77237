"""What is known of one module, beside the library where the screen is wide enough."""

from collections.abc import Iterator

from textual.content import Content
from textual.widgets import Static

from curriculum.model.module import Module
from curriculum.model.timing import clock_text, hours_text
from curriculum.tui.shelf import minutes_words
from curriculum.tui.text import broken_lines, joined, literal
from curriculum.tui.theme import Look, look_of
from curriculum.tui.weekview import SlotView


class Details(Static):
    """The module under the cursor, or the one marked in the library."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(id="details", markup=False)
        self._shown: tuple[Module | None, SlotView | None] = (None, None)
        self._drawn: object = None

    def show(self, module: Module | None, slot: SlotView | None) -> None:
        """Draw a module, with the slot that holds it where there is one."""
        self._shown = (module, slot)
        self._draw()

    def on_resize(self) -> None:
        """Draw for another width."""
        self._draw()

    def _draw(self) -> None:
        width, look = self.content_region.width, look_of(self.app.theme)
        drawn = (id(self._shown[0]), self._shown[1], width, look)
        if width < 8 or drawn == self._drawn:
            return
        self._drawn = drawn
        module, slot = self._shown
        self.update(Content("\n").join(details(module, slot, width, look)) if module else "")


def details(module: Module, slot: SlotView | None, width: int, look: Look) -> Iterator[Content]:
    """Yield what is known of a module, line by line."""
    colours = look.colours
    for line in broken_lines(module.title, width):
        yield literal(line, f"bold {colours.word}")
    series = f"  {module.series} {module.part}" if module.series else ""
    yield joined(
        literal(module.modality.letters, f"bold {colours.modalities[module.modality]}"),
        literal(f"  {module.kind}  {minutes_words(module)}{series}", colours.quiet),
    )
    if slot is not None:
        yield from _session(slot, width, look)
    yield Content("")
    yield from _lines(module.summary, width, colours.word)
    yield Content("")
    for label, words in _facts(module):
        yield from _lines(f"{label}: {words}", width, colours.quiet)


def _session(slot: SlotView, width: int, look: Look) -> Iterator[Content]:
    clock = f"{clock_text(slot.start)}-{clock_text(slot.start + slot.minutes)}, {hours_text(slot.minutes)}"
    state = ", ".join(word for word, true in (("standing", slot.standing), ("locked", slot.locked)) if true)
    said = "  ".join(filter(None, (clock, slot.leads, slot.room, state)))
    yield from _lines(said, width, look.colours.lead)


def _facts(module: Module) -> Iterator[tuple[str, str]]:
    yield "Clients will", "; ".join(goal.rstrip(".") for goal in module.objectives)
    if module.after:
        yield "After", ", ".join(module.after)
    if module.lead:
        yield "Led by", ", ".join(module.lead)
    if module.room:
        yield "Room", ", ".join(module.room)
    if module.topics:
        yield "Topics", ", ".join(module.topics)
    yield "Handouts", ", ".join(handout.title for handout in module.handouts) or "none"
    yield "Status", f"{module.status}, version {module.version}"


def _lines(text: str, width: int, style: str) -> Iterator[Content]:
    return (literal(line, style) for line in broken_lines(text, width))
