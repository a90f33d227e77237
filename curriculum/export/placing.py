"""Where in a copied style stands what WeasyPrint complains of. Knows its words, and no file."""

import re

from curriculum.export.html import Styles
from curriculum.model.house import COPIES_FOLDER

_AT = re.compile(r"\bat (\d+):(\d+)")
_IGNORED = re.compile(r"Ignored `\s*([\w-]+)")
_QUOTED = re.compile(r"'\s*([^'\n]+?)\s*'")
_POSITION = re.compile(r" at \d+:\d+")


def placed(complaint: str, styles: Styles) -> tuple[str, str]:
    """Return what to say of a complaint, and how to mend it: with file and line where a copied style is the cause."""
    where = _place(complaint, styles)
    if where is None:
        return f"The page cannot be printed: {complaint}.", "Look at the text it names."
    name, line, column = where
    said = " ".join(_POSITION.sub("", complaint, count=1).split())
    return (
        f"{COPIES_FOLDER}/{name}:{line}:{column}: {said}.",
        "Correct it there, or delete the file to print with the one that comes with the planner.",
    )


def _place(complaint: str, styles: Styles) -> tuple[str, int, int] | None:
    """Return file, line and column of what a complaint is about; None where no copied style holds it."""
    found = _AT.search(complaint)
    if found is None:
        return _quoted_place(complaint, styles)
    line, column = int(found.group(1)), int(found.group(2))
    about = _IGNORED.match(complaint)
    for sheet in (styles.css, *styles.tighter):
        for name, text in styles.copies.items():
            start = sheet.find(text)
            if start < 0:
                continue
            own = line - sheet.count("\n", 0, start)
            lines = text.split("\n")
            if 1 <= own <= len(lines) and (about is None or about.group(1) in lines[own - 1]):
                return name, own, column
    return None


def _quoted_place(complaint: str, styles: Styles) -> tuple[str, int, int] | None:
    """Return where a copied style holds what a complaint without a position quotes."""
    for quoted in _QUOTED.findall(complaint):
        for name, text in styles.copies.items():
            start = text.find(quoted)
            if start >= 0:
                return name, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
    return None
