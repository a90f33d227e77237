"""Colours: two calm themes, light and dark, and the styles of the week grid in each.

Every word has a contrast of at least 4.5 to 1 against what it stands on (WCAG 2.2, 1.4.3); a test measures it.
Colour never speaks alone: letters say the modality, and a letter says how much a finding weighs.
"""

from dataclasses import dataclass

from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from curriculum.model.finding import Severity
from curriculum.model.module import Modality

LETTERS = {Severity.BLOCK: "B", Severity.WARN: "W", Severity.NOTE: "N"}
"""The letter of each weight of finding."""


@dataclass(frozen=True)
class Colours:
    """One theme's colours, as hexadecimal."""

    dark: bool
    ground: str
    """What the grid and the lists stand on."""
    card: str
    """A slot."""
    chosen: str
    """The slot or row under the cursor."""
    dimmed: str
    """A slot that may not take what is carried."""
    word: str
    quiet: str
    """Words that can wait."""
    faint: str
    """Words of slots that are out of play, still to be read."""
    lead: str
    """Keys, headings and what has focus."""
    block: str
    warn: str
    modalities: dict[Modality, str]

    @property
    def name(self) -> str:
        """The name of the theme."""
        return "curriculum-dark" if self.dark else "curriculum-light"


DARK = Colours(
    dark=True,
    ground="#14181d",
    card="#1d232b",
    chosen="#284049",
    dimmed="#171b20",
    word="#e3e8ed",
    quiet="#a3aeb9",
    faint="#8a95a0",
    lead="#7cc5d3",
    block="#ff9a8d",
    warn="#ecc06c",
    modalities={
        Modality.CBT: "#8fbdf0",
        Modality.DBT: "#c3aef0",
        Modality.MI: "#edc07a",
        Modality.MINDFULNESS: "#8ad3b6",
        Modality.ART: "#f0a3b7",
        Modality.OTHER: "#b9c2cb",
    },
)

LIGHT = Colours(
    dark=False,
    ground="#f4f2ed",
    card="#fffdf9",
    chosen="#cfe4e8",
    dimmed="#ebe8e1",
    word="#1e252b",
    quiet="#4d5862",
    faint="#5b656e",
    lead="#0f5a6b",
    block="#9c2418",
    warn="#6f4a00",
    modalities={
        Modality.CBT: "#17528c",
        Modality.DBT: "#5b3d96",
        Modality.MI: "#704800",
        Modality.MINDFULNESS: "#13593f",
        Modality.ART: "#8d2c4b",
        Modality.OTHER: "#47525c",
    },
)


def _theme(colours: Colours) -> Theme:
    return Theme(
        name=colours.name,
        dark=colours.dark,
        primary=colours.lead,
        secondary=colours.quiet,
        accent=colours.lead,
        warning=colours.warn,
        error=colours.block,
        success=colours.modalities[Modality.MINDFULNESS],
        foreground=colours.word,
        background=colours.ground,
        surface=colours.ground,
        panel=colours.card,
        variables={
            "word": colours.word,
            "quiet": colours.quiet,
            "faint": colours.faint,
            "lead": colours.lead,
            "block": colours.block,
            "warn": colours.warn,
            "card": colours.card,
            "chosen": colours.chosen,
            "ground": colours.ground,
            "block-cursor-foreground": colours.word,
            "block-cursor-background": colours.chosen,
            "block-cursor-text-style": "none",
            "block-cursor-blurred-foreground": colours.word,
            "block-cursor-blurred-background": colours.card,
            "block-hover-background": colours.card,
            "input-selection-background": colours.chosen,
            "input-cursor-background": colours.word,
            "input-cursor-foreground": colours.ground,
            "scrollbar": colours.faint,
            "scrollbar-background": colours.ground,
            "scrollbar-background-hover": colours.ground,
            "scrollbar-background-active": colours.ground,
            "text-muted": colours.quiet,
            "text-disabled": colours.faint,
            "footer-key-foreground": colours.lead,
            **{f"modality-{modality}": colour for modality, colour in colours.modalities.items()},
        },
    )


THEMES = (_theme(DARK), _theme(LIGHT))


@dataclass(frozen=True, eq=False)
class Look:
    """The styles that the week grid is drawn with. Equal only to itself, so it can key a cache."""

    colours: Colours

    def on(self, ground: str, colour: str, *, bold: bool = False) -> Style:
        """Return the style of words in a colour on a ground."""
        return Style(color=colour, bgcolor=ground, bold=bold)

    def tinted(self, modality: Modality | None) -> str:
        """Return the ground of a slot: the card with a breath of its modality's colour."""
        if modality is None:
            return self.colours.card
        tint = Color.parse(self.colours.modalities[modality])
        return Color.parse(self.colours.card).blend(tint, 0.09).hex

    def severity(self, severity: Severity) -> str:
        """Return the colour that a finding of this weight is told in."""
        return {Severity.BLOCK: self.colours.block, Severity.WARN: self.colours.warn}.get(severity, self.colours.quiet)


LOOKS = {colours.name: Look(colours) for colours in (DARK, LIGHT)}
"""The look that belongs to each theme."""


def look_of(theme: str) -> Look:
    """Return the look of a theme; the dark one for a theme that is not ours."""
    return LOOKS.get(theme, LOOKS[DARK.name])
