"""Writes docs/template-values.md: every value that a template is given, and what can be read of each.

`python tests/template_reference.py` writes the page; a test fails when it is stale.
"""

import ast
import inspect
import sys
import textwrap
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import get_args, get_type_hints

from jinja2 import Template
from pydantic import BaseModel

from curriculum.export.copyable import COPYABLE, STYLE_ENDING
from curriculum.export.drawing import FILTERS, GLOBALS
from curriculum.export.sandbox import _SAFE_FILTERS
from curriculum.workspace import open_workspace, starter_folder
from curriculum.workspace.sampling import sample_draws

PAGE = Path(__file__).parents[1] / "docs" / "template-values.md"
_NAMED = {
    *("Module", "Step", "Variant", "WhenHard", "Handout", "Rights", "Track", "Slot", "Placement", "Clinic", "Library"),
    *("Translation", "Printable", "Binding", "Bookmark", "Leaf", "Session", "TimedSlot", "Cell"),
    *("BookletWords", "OwnCopyWords", "PageWords"),
}
"""What is written in files, and described where they are, or says itself what it is; only names stand here."""


def values_given():
    """Return the values that the sample pages give to each template: name to the sets of values by name."""
    given = {}
    render = Template.render

    def kept(template, values):
        given.setdefault(template.name, []).append(dict(values))
        return render(template, values)

    Template.render = kept
    try:
        for draw in sample_draws(open_workspace(starter_folder()), date(2027, 1, 1)):
            list(draw())
    finally:
        Template.render = render
    return given


def attributes(kind):
    """Return what can be read of a class: name to a line of words."""
    if issubclass(kind, BaseModel):
        told = {name: field.description or "" for name, field in kind.model_fields.items()}
    else:
        told = _field_words(kind) if is_dataclass(kind) else {}
    for name, value in inspect.getmembers(kind):
        if not name.startswith("_") and isinstance(value, property | cached_property):
            told.setdefault(name, inspect.getdoc(value) or "")
    base = set(dir(BaseModel)) if issubclass(kind, BaseModel) else set()
    return {name: " ".join(words.split("\n\n")[0].split()) for name, words in told.items() if name not in base}


def _field_words(kind):
    """Return the fields of a dataclass, each with the text that stands below it."""
    told = {}
    for each in reversed(kind.__mro__[:-1]):
        body = ast.parse(textwrap.dedent(inspect.getsource(each))).body[0].body
        for statement, after in zip(body, [*body[1:], None], strict=True):
            if isinstance(statement, ast.AnnAssign):
                below = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
                told[statement.target.id] = after.value.value if below else ""
    return {field.name: told.get(field.name, "") for field in fields(kind)}


def kinds_of(value):
    """Yield the classes of our own in a value: its own, or those of what it holds."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple | frozenset):
        for each in list(value)[:50]:
            yield from kinds_of(each)
    elif type(value).__module__.startswith("curriculum.") and not isinstance(value, Enum):
        yield type(value)


def below(kind):
    """Yield the classes that the fields and properties of a class lead to."""
    hints = get_type_hints(kind) if kind.__module__.startswith("curriculum.") else {}
    for name in attributes(kind):
        member = inspect.getattr_static(kind, name, None)
        getter = member.func if isinstance(member, cached_property) else getattr(member, "fget", None)
        hint = get_type_hints(getter).get("return") if getter else hints.get(name)
        yield from _classes(hint)


def _classes(hint):
    for each in get_args(hint):
        yield from _classes(each)
    if inspect.isclass(hint) and hint.__module__.startswith("curriculum.") and not issubclass(hint, Enum):
        yield hint


def reached(given):
    """Return every class that a template can get at, by name, in the order met."""
    waiting = [
        kind for sets in given.values() for values in sets for value in values.values() for kind in kinds_of(value)
    ]
    found = {}
    while waiting:
        kind = waiting.pop(0)
        if kind.__name__ not in found:
            found[kind.__name__] = kind
            if kind.__name__ not in _NAMED:
                waiting += below(kind)
    return found


def page():
    """Return the text of the page."""
    given = values_given()
    lines = [
        "# What templates are given",
        "",
        "Made from the program by `python tests/template_reference.py`. How to use it: [templates.md](templates.md).",
        "",
        "| template | for | is given |",
        "|---|---|---|",
    ]
    for name, copyable in COPYABLE.items():
        if not name.endswith(STYLE_ENDING):
            named = [f"`{each}`" for each in sorted(copyable.values)]
            named += [f"`{each}` on some pages" for each in sorted(copyable.also)]
            lines.append(
                f"| `{name}` | {copyable.readers} | {', '.join(named) or 'what the page that uses it hands on'} |"
            )
    lines += ["", f"Every template also has `logo`, {', '.join(f'`{name}`' for name in sorted(GLOBALS))}, `range`", ""]
    lines[-2] += " and `namespace`."
    lines += ["## Values", ""]
    shown = {}
    for sets in given.values():
        for values in sets:
            for name, value in values.items():
                shown.setdefault(name, {}).update(
                    {kind.__name__: None for kind in kinds_of(value)} or {_plain(value): None}
                )
    lines += [f"- `{name}`: {' or '.join(kinds)}" for name, kinds in sorted(shown.items())]
    lines += ["", "## Filters", "", "Ours: " + ", ".join(f"`{name}`" for name in sorted(FILTERS)) + ".", ""]
    lines += ["Of Jinja: " + ", ".join(f"`{name}`" for name in sorted({*_SAFE_FILTERS, "format"})) + ".", ""]
    lines += ["## What can be read of them", ""]
    for name, kind in sorted(reached(given).items()):
        told = attributes(kind)
        if not told:
            continue
        lines += [f"### {name}", ""]
        if name in _NAMED:
            lines += [", ".join(f"`{each}`" for each in told) + ".", ""]
            continue
        lines += [f"{(inspect.getdoc(kind) or '').partition(chr(10))[0]}", ""]
        lines += [f"- `{each}`{f': {words}' if words else ''}" for each, words in told.items()]
        lines.append("")
    return "\n".join(lines)


def _plain(value):
    names = {"str": "text", "int": "a number", "NoneType": "nothing", "bool": "yes or no", "tuple": "a list"}
    names |= {"list": "a list", "dict": "a table", "function": "a function", "method": "a function", "Markup": "text"}
    return names.get(type(value).__name__, type(value).__name__)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"Wrote {PAGE}\n")
