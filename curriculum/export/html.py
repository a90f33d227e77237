"""Pages and their styles: which style sheets a kind of page has, in the look of a house. Templates are `drawing`'s."""

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from curriculum.export.copyable import STYLE_ENDING
from curriculum.export.drawing import render, sound_style
from curriculum.export.fonts import FACES, FAMILY
from curriculum.export.house import color_styles, foot_styles
from curriculum.model.clinic import Paper
from curriculum.model.house import PLAIN_HOUSE, House

__all__ = ["Styles", "edition_page_styles", "page_styles", "render", "standalone", "style"]

_FOLDER = Path(__file__).parent
_TIGHTER = {
    "binder": ("binder-snug",),
    "materials": ("binder-snug",),
    "copies": ("binder-snug",),
    "handout": ("handout-snug", "handout-tight"),
    "facing": ("handout-snug", "handout-tight"),
    "catch-up": ("handout-snug", "handout-tight"),
    "workbook": ("handout-snug", "handout-tight"),
}
_SHEETS_OF = {
    "facing": ("handout", "facing"),
    "catch-up": ("handout", "facing", "booklet"),
    "workbook": ("handout", "facing", "booklet"),
    "materials": ("binder",),
    "copies": ("binder",),
}
"""The style sheets of kinds of page that have not one of their own name."""
_FOOT_MARGINS_MM = {"handout": 35.0, "handout-tight": 33.0}
"""The margin for the foot of a client page, in the style sheets that set it."""
_SHEETS = {Paper.LETTER: "Letter", Paper.A4: "A4"}
_HALF_SHEETS = {Paper.LETTER: "170.4mm 263.3mm", Paper.A4: "180.5mm 256.1mm"}
"""The page that is set for one half of a folded sheet, where it prints at 82 percent: 12 points come to nearly 10."""


@cache
def style(name: str) -> str:
    """Return the text of one of the style sheets that come with the planner."""
    return (_FOLDER / "styles" / f"{name}{STYLE_ENDING}").read_text(encoding="utf-8")


def _style(name: str, house: House) -> str:
    """Return the text of a style sheet: the clinic's own copy, where there is one."""
    file = f"{name}{STYLE_ENDING}"
    return sound_style(file, house.texts[file]) if file in house.texts else style(name)


@dataclass(frozen=True)
class Styles:
    """The style sheets of a page, as text."""

    css: str
    tighter: tuple[str, ...] = ()
    """What to add, one after the other, where that saves a page that would be nearly empty."""
    single: str = ""
    """The class of what is left out of the margins where the document has only one page."""
    fold: str = ""
    """The paper on which its PDF is imposed for folding; empty for a document that is not folded."""
    web: str = ""
    """What a browser gets as well, where it is not what comes with the planner."""
    copies: Mapping[str, str] = field(default_factory=dict)
    """The copied style sheets that are part of it, by file name: what is wrong in one of them is said with its line."""


def page_styles(kind: str, paper: Paper, *, landscape: bool = False, house: House = PLAIN_HOUSE) -> Styles:
    """Return the styles of a kind of page on a kind of sheet."""
    turned = " landscape" if landscape else ""
    names = ("base", *_SHEETS_OF.get(kind, (kind,)))
    tighter = _TIGHTER.get(kind, ())
    own = "\n".join(_style(name, house) for name in names)
    looks = color_styles(house.colors)
    feet = {name: foot_styles(house.feet, margin) for name, margin in _FOOT_MARGINS_MM.items()}
    return Styles(
        f"{own}\n{looks}{feet.get(names[1], '')}@page {{ size: {_SHEETS[paper]}{turned} }}\n",
        tuple(f"{_style(name, house)}{feet.get(name, '')}" for name in tighter),
        "pages" if kind in ("handout", "facing") else "",
        web=_style("web", house) if f"web{STYLE_ENDING}" in house.texts else "",
        copies=_copied((*names, *tighter), house),
    )


def _copied(names: Iterable[str], house: House) -> Mapping[str, str]:
    files = (f"{name}{STYLE_ENDING}" for name in names)
    return {file: house.texts[file] for file in files if file in house.texts}


def edition_page_styles(  # noqa: PLR0913 - the switches are named
    plain: Styles,
    names: Sequence[str],
    paper: Paper,
    *,
    halved: bool,
    fold: bool,
    house: House = PLAIN_HOUSE,
) -> Styles:
    """Return the styles of a page in editions: their style sheets, by name, come after all others.

    A page that is `halved` is laid out for one half of a folded sheet. Editions that set type or margins of their own
    do without a tighter setting.
    """
    added = "\n".join(_style(name, house) for name in names)
    size = f"@page {{ size: {_HALF_SHEETS[paper]} }}\n" if halved else ""
    own_measure = {*names} - {"low-ink", "fillable"}
    return replace(
        plain,
        css=f"{plain.css}\n{added}\n{size}",
        tighter=() if own_measure else tuple(f"{each}\n{added}" for each in plain.tighter),
        fold=paper.value if fold else "",
        copies={**plain.copies, **_copied(names, house)},
    )


def standalone(html: str, styles: Styles) -> str:
    """Return a page as one file that needs no other: its styles and fonts inside, fit for a phone as well."""
    css = f"{_font_faces()}{styles.css}\n{styles.web or style('web')}"
    return html.replace("</head>", f"<style>\n{css}</style>\n</head>", 1)


@cache
def _font_faces() -> str:
    return "".join(
        f"@font-face {{ font-family: '{FAMILY}'; font-style: {slant}; font-weight: {weight};"
        f" src: url(data:font/ttf;base64,{base64.b64encode(path.read_bytes()).decode()}) format('truetype') }}\n"
        for (slant, weight), path in FACES.items()
    )
