"""The base of every value read from YAML, and the kinds of text that a person may write in it."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

# Control characters but line end and tab, lone surrogates, and the controls of writing direction, with which a
# printed line can read other than it was checked.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


MOST_CHARACTERS = 10_000
"""Of one text: some four printed pages. A page is made of many texts, and each is read as CommonMark first, which can
take a second for longer ones that were made to be slow."""
MOST_LETTERS = 1_000
"""Of one word: more cannot be broken into lines in a bearable time."""


class Value(BaseModel):
    """A frozen value that accepts no key it does not know, so a misspelt key is never lost in silence."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, use_attribute_docstrings=True)


def _printable(text: str) -> str:
    odd = _UNPRINTABLE.search(text)
    if odd is not None:
        raise PydanticCustomError(
            "unprintable",
            "holds the invisible character U+{code}, which cannot be printed",
            {"code": f"{ord(odd.group()):04X}"},
        )
    longest = max(map(len, text.split()), default=0) if len(text) > MOST_LETTERS else 0
    if longest > MOST_LETTERS:
        raise PydanticCustomError(
            "long_word",
            "holds a word of {letters} letters; {most} are the most",
            {"letters": longest, "most": MOST_LETTERS},
        )
    return text.strip()


def _one_line(text: str) -> str:
    if "\n" in text:
        raise PydanticCustomError("many_lines", "runs over several lines; it has room for one", {})
    return text


Prose = Annotated[
    str, StringConstraints(max_length=MOST_CHARACTERS), AfterValidator(_printable), StringConstraints(min_length=1)
]
"""CommonMark text of one or more paragraphs. HTML in it prints as it was written."""

Line = Annotated[Prose, AfterValidator(_one_line)]
"""CommonMark text of a single line."""

Title = Annotated[Line, StringConstraints(max_length=48)]
"""A name short enough for a cell of the week grid: at most 48 characters."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
"""Lower-case words joined by hyphens, such as `catching-quick-thoughts`."""

_LENGTH = re.compile(r"^\d{1,3}(\.\d{1,2})? ?(cm|mm|in)$")


def _length(text: str) -> str:
    if not _LENGTH.match(text):
        raise PydanticCustomError("length", "is not a length such as 6 cm or 2.5 in", {})
    return text.replace(" ", "")


Length = Annotated[str, AfterValidator(_length)]
"""A printed length with its unit: cm, mm or in."""
