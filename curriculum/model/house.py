"""How the pages of one clinic look: its logo, its colors, and the templates and styles that it has taken over.

Knows no file: what stands here was read and found fit to print.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, model_serializer
from pydantic_core import PydanticCustomError

from curriculum.model.base import Line, Value

_COLOR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_LOGO_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}\.(?:svg|png)")


def _given(value: Any) -> Any:
    """Refuse a color that YAML took for a remark."""
    if value is None:
        raise PydanticCustomError(
            "empty_color", 'is empty: put the color in quotation marks, such as "#1d4f91"; # begins a remark', {}
        )
    return value


def _color(text: str) -> str:
    if not _COLOR.fullmatch(text):
        raise PydanticCustomError("color", 'is not a color such as "#1d4f91"', {})
    digits = text[1:].lower()
    return f"#{digits}" if len(digits) == 6 else "#" + "".join(digit * 2 for digit in digits)


def _logo_file(text: str) -> str:
    if not _LOGO_FILE.fullmatch(text):
        raise PydanticCustomError("logo_file", "is not the name of an .svg or .png file beside clinic.yaml", {})
    return text


Color = Annotated[str, AfterValidator(_color)]
"""Red, green and blue in hexadecimal, such as `#1d4f91`, always six digits and small letters."""

OwnColor = Annotated[Color | None, BeforeValidator(_given)]
"""A color, or None where nothing is written."""


class Logo(Value):
    """The clinic's sign: a drawing or a picture beside clinic.yaml, and the words that stand for it."""

    file: Annotated[str, AfterValidator(_logo_file)]
    alt: Annotated[Line, Field(max_length=120)]
    """What a voice says in its place."""


class Colors(Value):
    """Colors of the clinic's own, in place of those that come with the planner."""

    accent: OwnColor = None
    """Bars, labels and numbers of every page that clients hold, and of the binder's own pages."""
    cbt: OwnColor = None
    dbt: OwnColor = None
    mi: OwnColor = None
    mindfulness: OwnColor = None
    art: OwnColor = None
    other: OwnColor = None

    @model_serializer(mode="plain")
    def _written(self) -> dict[str, str]:
        return dict(self.given)

    @property
    def given(self) -> Mapping[str, str]:
        """The colors that are written, by name."""
        named = ((name, getattr(self, name)) for name in type(self).model_fields)
        return {name: color for name, color in named if color is not None}


@dataclass(frozen=True)
class House:
    """The look of a house. It decides how a page comes out, so two houses that are equal print the same."""

    colors: Colors = field(default_factory=Colors)
    logo: str = ""
    """The logo as HTML that is safe to set into any page; empty where there is none."""
    feet: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    """What stands at the foot of client pages, in each language: the crisis lines, and the clinic's own."""
    copies: tuple[tuple[str, str], ...] = ()
    """Templates and styles that are used in place of those that come with the planner: file name and text."""

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The text of each copied template or style, by file name."""
        return dict(self.copies)


PLAIN_HOUSE = House()
"""The look that comes with the planner."""

COPIES_FOLDER = "templates"
"""Where the templates and styles of a workspace lie."""
