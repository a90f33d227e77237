"""Words that several screens need: lists in a sentence, and lists whose lines hang."""

from collections.abc import Iterable, Iterator

from textual.content import Content

from curriculum.tui.reading import Paper
from curriculum.tui.text import broken_lines, literal


def listed(things: Iterable[object]) -> str:
    """Return things as a list in a sentence: `2`, `2 and 3`, `2, 3 and 5`; nothing for nothing."""
    *most, last = [str(thing) for thing in things] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def bulleted(paper: Paper, items: Iterable[str], *, style: str = "") -> Iterator[Content]:
    """Yield items as a list whose lines hang."""
    colour = style or paper.look.colours.word
    for item in items:
        for number, line in enumerate(broken_lines(item, paper.width - 2)):
            yield literal(f"{'  ' if number else '- '}{line}", colour)
