"""Templates to HTML. Every text is escaped on its way in; a missing name in a template is an error."""

import base64
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from curriculum.export import words
from curriculum.export.fonts import FACES, FAMILY
from curriculum.export.markdown import inline, prose
from curriculum.model.clinic import Paper
from curriculum.model.handout import block_kind
from curriculum.model.timing import clock_text, hours_text

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

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
_SHEETS = {Paper.LETTER: "Letter", Paper.A4: "A4"}


def render(template: str, **values: object) -> str:
    """Return a page as HTML, without styles."""
    return _environment().get_template(f"{template}.html.j2").render(**values)


@cache
def style(name: str) -> str:
    """Return the text of one of the style sheets."""
    return (_FOLDER / "styles" / f"{name}.css").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Styles:
    """The style sheets of a page, as text."""

    css: str
    tighter: tuple[str, ...] = ()
    """What to add, one after the other, where that saves a page that would be nearly empty."""
    single: str = ""
    """What to add where the document has only one page."""


def page_styles(kind: str, paper: Paper, *, landscape: bool = False) -> Styles:
    """Return the styles of a kind of page on a kind of sheet."""
    turned = " landscape" if landscape else ""
    own = "\n".join(map(style, _SHEETS_OF.get(kind, (kind,))))
    css = f"{style('base')}\n{own}\n@page {{ size: {_SHEETS[paper]}{turned} }}\n"
    return Styles(
        css,
        tuple(map(style, _TIGHTER.get(kind, ()))),
        ".pages { display: none }" if kind in ("handout", "facing") else "",
    )


def standalone(html: str, css: str) -> str:
    """Return a page as one file that needs no other: its styles and fonts inside, fit for a phone as well."""
    return html.replace("</head>", f"<style>\n{_font_faces()}{css}\n{style('web')}</style>\n</head>", 1)


@cache
def _font_faces() -> str:
    return "".join(
        f"@font-face {{ font-family: '{FAMILY}'; font-style: {slant}; font-weight: {weight};"
        f" src: url(data:font/ttf;base64,{base64.b64encode(path.read_bytes()).decode()}) format('truetype') }}\n"
        for (slant, weight), path in FACES.items()
    )


@cache
def _environment() -> "ImmutableSandboxedEnvironment":
    # Imported late: the command line answers without it.
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "prose": prose,
        "inline": inline,
        "clock": clock_text,
        "hours": hours_text,
        "spoken": words.spoken,
        "sentence": words.sentence_case,
        "date": words.date_text,
        "short_date": words.short_date_text,
        "weekday": words.weekday_text,
        "counted": words.counted,
    }
    environment.globals |= {
        "modality_names": words.MODALITY_NAMES,
        "kind_names": words.KIND_NAMES,
        "step_names": words.STEP_NAMES,
        "stretch": words.stretch_text,
        "block_kind_of": block_kind,
    }
    return environment
