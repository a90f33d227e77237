"""One slot of the week, drawn: letters, minutes, title, marks. Pure, and cached by what it shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from curriculum.model.timing import clock_text
from curriculum.tui.text import clipped, padded, width_of, wrapped
from curriculum.tui.theme import LETTERS, Look
from curriculum.tui.weekview import SlotView

WORDS_FROM = 24
"""From this many cells on, marks are words instead of letters."""


@dataclass(frozen=True)
class CardState:
    """How a card stands among the others."""

    chosen: bool = False
    focused: bool = False
    refused: bool = False
    """It may not take what is carried."""
    lifted: bool = False
    """What it holds is being carried."""


@dataclass(frozen=True)
class _Ink:
    """The styles of one card."""

    bar: Style
    code: Style
    word: Style
    quiet: Style
    ground: Style


@lru_cache(maxsize=2048)
def card(slot: SlotView, state: CardState, size: tuple[int, int], look: Look) -> tuple[Strip, ...]:
    """Return the lines of a slot's card; `size` is cells and lines."""
    width, height = size
    ink = _ink(slot, state, look)
    inner = width - 2
    lines = [_meta(slot, inner, ink, look)]
    lines += [[Segment(padded(text, inner), ink.word)] for text in _title(slot, state, inner, height - 1)]
    for text in (slot.leads, slot.room):
        if len(lines) < height and text and slot.module:
            lines.append([Segment(padded(text, inner), ink.quiet)])
    while len(lines) < height:
        lines.append([Segment(" " * inner, ink.ground)])
    bar = "█" if state.chosen else "▎"
    return tuple(Strip([Segment(bar, ink.bar), *line, Segment(" ", ink.ground)], width) for line in lines)


def _ink(slot: SlotView, state: CardState, look: Look) -> _Ink:
    colours = look.colours
    out = state.refused or state.lifted or slot.closed
    ground = colours.dimmed if out or slot.standing else look.tinted(slot.modality)
    if state.chosen:
        ground = colours.chosen
    modality = colours.modalities[slot.modality] if slot.modality else colours.quiet
    code = colours.faint if out and not state.chosen else modality
    word = colours.faint if out and not state.chosen else colours.word
    quiet = colours.faint if out and not state.chosen else colours.quiet
    if state.chosen:
        quiet = colours.word
        code = colours.word
    bar = (colours.lead if state.focused else colours.quiet) if state.chosen else code
    return _Ink(
        bar=look.on(ground, bar),
        code=look.on(ground, code, bold=True),
        word=look.on(ground, word, bold=state.chosen and bool(slot.module)),
        quiet=look.on(ground, quiet),
        ground=look.on(ground, word),
    )


def _title(slot: SlotView, state: CardState, width: int, lines: int) -> list[str]:
    if not slot.module:
        return wrapped(f"{slot.cell.slot}: {'closed' if slot.closed else 'empty'}", width, lines)
    if state.lifted:
        return wrapped(f"({slot.title})", width, lines)
    return wrapped(slot.title, width, lines)


def _meta(slot: SlotView, width: int, ink: _Ink, look: Look) -> list[Segment]:
    """Return the first line: time where it is not the row's, letters, minutes, and marks at the right."""
    marks = list(_marks(slot, width, ink, look))
    taken = sum(width_of(text) + 1 for text, _ in marks)
    code = slot.modality.letters if slot.modality else ("?" if slot.module else "")
    minutes = f"{slot.minutes} min" if width >= WORDS_FROM - 2 else f"{slot.minutes}m"
    parts = [(clock_text(slot.start), ink.quiet)] if slot.odd_time else []
    parts += [(code, ink.code)] if code else []
    if sum(width_of(text) + 1 for text, _ in parts) + width_of(minutes) + taken <= width:
        parts.append((minutes, ink.quiet))
    left = width - taken
    line: list[Segment] = []
    for text, style in parts:
        shown = clipped(text, left)
        line += [Segment(shown, style), Segment(" ", ink.ground)]
        left -= width_of(shown) + 1
    if left > 0:
        line.append(Segment(" " * left, ink.ground))
    for text, style in marks:
        line += [Segment(" ", ink.ground), Segment(text, style)]
    return list(Strip(line).adjust_cell_length(width, ink.ground))


def _marks(slot: SlotView, width: int, ink: _Ink, look: Look) -> Iterator[tuple[str, Style]]:
    words = width >= WORDS_FROM - 2
    if slot.standing:
        yield ("standing" if words else "S"), ink.quiet
    if slot.locked:
        yield ("locked" if words else "L"), ink.quiet + Style(bold=True)
    if slot.severity in LETTERS:
        assert slot.severity is not None
        colour = look.severity(slot.severity)
        text = slot.severity.value if words else LETTERS[slot.severity]
        yield f" {text} " if words else text, Style(color=look.colours.ground, bgcolor=colour, bold=True)
