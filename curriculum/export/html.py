"""Templates to HTML. Every text is escaped on its way in; a missing name in a template is an error."""

import base64
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
_SHEETS = {Paper.LETTER: "Letter", Paper.A4: "A4"}


def render(template: str, **values: object) -> str:
    """Return a page as HTML, without styles."""
    return _environment().get_template(f"{template}.html.j2").render(**values)


def style(name: str) -> str:
    """Return the text of one of the style sheets."""
    return (_FOLDER / "styles" / f"{name}.css").read_text(encoding="utf-8")


def page_style(kind: str, paper: Paper, *, landscape: bool = False) -> str:
    """Return the whole style of a kind of page on a kind of sheet."""
    turned = " landscape" if landscape else ""
    return f"{style('base')}\n{style(kind)}\n@page {{ size: {_SHEETS[paper]}{turned} }}\n"


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
        "block_kind": block_kind,
    }
    environment.globals |= {
        "modality_marks": words.MODALITY_MARKS,
        "kind_names": words.KIND_NAMES,
        "step_names": words.STEP_NAMES,
        "stretch": words.stretch_text,
    }
    return environment
