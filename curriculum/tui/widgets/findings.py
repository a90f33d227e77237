"""What the rules say of the week: gravest first, the new ones marked, the mended ones named once."""

from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from curriculum.model.finding import Finding, Severity
from curriculum.tui.action import Where
from curriculum.tui.board import mark_of
from curriculum.tui.keys import bindings
from curriculum.tui.text import broken_lines, joined, literal
from curriculum.tui.theme import LETTERS, Look, look_of


class Findings(OptionList):
    """A list of findings. Enter goes to the slot that one is about."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = bindings(Where.FINDINGS)

    def __init__(self) -> None:
        super().__init__(id="findings", markup=False)
        self._found: tuple[Finding, ...] = ()
        self._brought: frozenset[object] = frozenset()
        self._mended: tuple[Finding, ...] = ()
        self._drawn: object = None

    @property
    def marked(self) -> Finding | None:
        """The finding under the cursor."""
        index = self.highlighted
        return self._found[index] if index is not None and index < len(self._found) else None

    def show(
        self, found: tuple[Finding, ...], brought: tuple[Finding, ...] = (), mended: tuple[Finding, ...] = ()
    ) -> None:
        """List findings, and what the last edit brought and mended."""
        self._found, self._mended = found, mended
        self._brought = frozenset(map(mark_of, brought))
        self._draw()

    def on_resize(self) -> None:
        """Break the lines for another width."""
        self._draw()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Leave Enter to the action table."""
        event.stop()

    def _draw(self) -> None:
        width, look = self.scrollable_content_region.width, look_of(self.app.theme)
        drawn = (self._found, self._brought, self._mended, width, look)
        if drawn == self._drawn or width < 4:
            return
        self._drawn = drawn
        before = self.highlighted
        options = [
            Option(_drawn(finding, width, look, new=mark_of(finding) in self._brought)) for finding in self._found
        ]
        options += [
            Option(literal(f"  mended: {finding.rule}, {_place(finding)}", look.colours.quiet), disabled=True)
            for finding in self._mended
        ]
        if not options:
            options = [Option(literal("Nothing to mend in this week.", look.colours.quiet), disabled=True)]
        self.set_options(options)
        if self._found:
            self.highlighted = min(before or 0, len(self._found) - 1)


def counted(found: tuple[Finding, ...]) -> tuple[tuple[Severity, int], ...]:
    """Return how many findings there are of each weight, gravest first; weights without any left out."""
    numbers = ((severity, sum(finding.severity is severity for finding in found)) for severity in LETTERS)
    return tuple((severity, number) for severity, number in numbers if number)


def _drawn(finding: Finding, width: int, look: Look, *, new: bool) -> Content:
    letter = LETTERS.get(finding.severity, "N")
    colour = look.severity(finding.severity)
    style = f"bold {look.colours.ground} on {colour}" if finding.severity is Severity.BLOCK else f"bold {colour}"
    said = f"{'new: ' if new else ''}{_place(finding)}: {finding.message} {finding.fix}"
    first, *rest = list(broken_lines(said, width - 3)) or [""]
    lines = [joined(literal(letter, style), "  ", first)]
    lines += [joined("   ", line) for line in rest]
    return Content("\n").join(lines)


def _place(finding: Finding) -> str:
    """Return where a finding stands without the track, which the screen names already."""
    return finding.place.removeprefix(f"{finding.document.id}, ")
