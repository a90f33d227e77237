"""Where copied templates run: they can read what they are given and make text of it, within bounds, and nothing else.

Whatever a template does counts against one budget for its page: turns of loops, calls, letters joined. What could
make much of little (a wide format, a long range, a text multiplied) is refused, so that no template can keep the
program busy or fill its memory.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateSyntaxError,
    nodes,
    pass_eval_context,
)
from jinja2.exceptions import SecurityError
from jinja2.filters import do_join
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from pydantic import BaseModel

from curriculum.model.house import COPIES_FOLDER

MOST_STEPS = 300_000
"""Turns of loops and calls on one page. The contents of a binder of eight weeks take about 3,000."""
MOST_LETTERS = 2_000_000
"""Letters of a page, and of any text that is put together for it."""
MOST_RANGE = 1_000
_MOST_ITEMS = 10_000
_MOST_POWER = 16
_MOST_NUMBER = 10**15
_WIDE_FORMAT = re.compile(r"%[^a-zA-Z%]*(?:\d{4}|\*)|\{[^}]*:[^}]*(?:\d{4}|\{)")
_SAFE_FILTERS = (
    "abs", "capitalize", "default", "d", "first", "float", "int", "join", "last", "length", "count", "list", "lower",
    "map", "max", "min", "reject", "rejectattr", "reverse", "round", "select", "selectattr", "sort", "sum", "title",
    "striptags", "trim", "unique", "upper", "wordcount", "escape", "e", "string",
)  # fmt: skip
"""Filters of Jinja that make no more of a value than it holds."""
_SAFE_OF_TEXT = frozenset(
    ("upper", "lower", "title", "capitalize", "strip", "lstrip", "rstrip", "startswith", "endswith", "split", "format")
)
_TURNS, _TOGETHER = "turns of a loop", "put together"
"""Filters that no template can name."""
_left: ContextVar[list[int]] = ContextVar("_left")


class TooMuch(SecurityError):
    """A template does more than a page may take."""


class Missing(StrictUndefined):
    """A name that a template uses and is not given; using it says so, with the closest name that there is."""

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        name, owner = str(self._undefined_name), self._undefined_obj
        if owner is missing:
            return f'there is no "{name}" here'
        close = get_close_matches(name, [each for each in dir(owner) if not each.startswith("_")], n=1)
        return f'{_called(owner)} has no "{name}"' + (f'; did you mean "{close[0]}"?' if close else "")


def _called(owner: object) -> str:
    kind = type(owner).__name__
    return {"str": "a text", "int": "a number", "tuple": "a list", "dict": "a table", "NoneType": "nothing"}.get(
        kind, f"a {kind}"
    )


def begin_page() -> None:
    """Start the budget of a page."""
    _left.set([MOST_STEPS])


def _spend(steps: int) -> None:
    left = _left.get(None)
    if left is not None:
        left[0] -= steps
        if left[0] < 0:
            raise TooMuch("it does more than a page may take; a loop in a loop is the usual cause")


def _counted(items: Iterable[Any]) -> Iterator[Any]:
    """Yield what a loop goes over, and count its turns."""
    for item in items:
        _spend(1)
        yield item


def bounded_text(parts: Iterable[str]) -> str:
    """Return texts joined. Raises TooMuch where they are longer than a page may be."""
    kept, length = [], 0
    for part in parts:
        _spend(1)
        length += len(part)
        if length > MOST_LETTERS:
            raise TooMuch(f"it makes a text of more than {MOST_LETTERS // 1_000_000} million letters")
        kept.append(part)
    return "".join(kept)


def _together(parts: list[Any]) -> str:
    """Return what `~` makes of its parts."""
    bounded_text(map(str, parts))
    return markup_join(parts)


def _short_range(*bounds: int) -> range:
    made = range(*bounds)
    if len(made) > MOST_RANGE:
        raise TooMuch(f"a range may have {MOST_RANGE} numbers")
    return made


def _format(value: str, *values: Any) -> str:
    """Return the filter `format`, but for widths of four digits and more."""
    _check_format(value)
    return str(value) % values


def _check_format(text: object) -> None:
    if _WIDE_FORMAT.search(str(text)):
        raise TooMuch("a format is wider than 999")


@pass_eval_context
def _join(context: EvalContext, value: Iterable[Any], d: str = "", attribute: str | int | None = None) -> str:
    """Return the filter `join`, counted by the letters that it makes."""
    items = list(_counted(value))
    _spend((sum(len(each) for each in items if isinstance(each, str)) + len(d) * len(items)) // 100)
    joined: str = do_join(context, items, d, attribute)
    return joined


def _check_size(operator: str, left: object, right: object) -> None:
    """Raise TooMuch for a sum or product that is too large to be meant."""
    numbers = [each for each in (left, right) if isinstance(each, int)]
    many = [each for each in (left, right) if isinstance(each, str | list | tuple)]
    times = max(numbers, default=1) if operator == "*" else 1
    if sum(map(len, many)) * times > _MOST_ITEMS:
        raise TooMuch(f"a text or list put together has more than {_MOST_ITEMS} parts")
    if any(abs(number) > _MOST_NUMBER for number in numbers):
        raise TooMuch("a number is too large")


class OwnFirst(BaseLoader):
    """Finds a template among a workspace's copies, by its plain name, and else among those of the planner."""

    def __init__(self, copies: Mapping[str, str], built_in: Path) -> None:
        self._copies = copies
        self._built_in = FileSystemLoader(built_in)

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Return the text of a template, how a traceback names it, and what tells whether it is still that text."""
        if template in self._copies:
            return self._copies[template], f"{COPIES_FOLDER}/{template}", lambda: True
        return self._built_in.get_source(environment, template)


class BoundedEnvironment(ImmutableSandboxedEnvironment):
    """An environment in which every page has a budget."""

    intercepted_binops = frozenset(("+", "*", "%", "**"))
    concat = staticmethod(bounded_text)

    def __init__(self, **options: Any) -> None:
        super().__init__(undefined=Missing, **options)
        self.filters = {name: self.filters[name] for name in _SAFE_FILTERS}
        self.filters |= {"format": _format, "join": _join, _TURNS: _counted, _TOGETHER: _together}
        self.globals = {"range": _short_range, "namespace": self.globals["namespace"]}

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 - Jinja's own hook
    ) -> str:
        """Return the code of a template, in which loops and joined texts are counted."""
        off = next(
            (each for each in source.find_all((nodes.ScopedEvalContextModifier, nodes.EvalContextModifier))), None
        )
        if off is not None:
            raise TemplateSyntaxError("escaping cannot be turned off", off.lineno, name, filename)
        for loop in source.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, _TURNS, [], [], None, None, lineno=loop.lineno)
        _with_counted_texts(source)
        return super()._generate(source, name, filename, defer_init)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805, PYI063 - as Jinja's own
        """Return what a call gives."""
        _spend(1)
        return super().call(__context, __obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return what an operation gives that could make much of little."""
        if operator == "%":
            _check_format(left if isinstance(left, str) else "")
        elif operator == "**":
            if abs(right) > _MOST_POWER or abs(left) > MOST_LETTERS:
                raise TooMuch("a power is too large")
        else:
            _check_size(operator, left, right)
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a template may read an attribute."""
        if callable(value) and isinstance(obj, str):
            return attr in _SAFE_OF_TEXT
        if callable(value) and isinstance(obj, int | float | bytes | date):
            return False
        if isinstance(obj, BaseModel) and hasattr(BaseModel, attr):
            return False
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Return `format` of a text, made safe; None for everything else."""
        wrapped = super().wrap_str_format(value)
        if wrapped is not None:
            _check_format(value.__self__)
        return wrapped


def _with_counted_texts(node: nodes.Node) -> None:
    """Put a counted filter in the place of every `~` below a node."""
    for name, value in list(node.iter_fields()):
        if isinstance(value, nodes.Concat):
            together = nodes.List(value.nodes, lineno=value.lineno)
            setattr(node, name, nodes.Filter(together, _TOGETHER, [], [], None, None, lineno=value.lineno))
        elif isinstance(value, list):
            for place, each in enumerate(value):
                if isinstance(each, nodes.Concat):
                    together = nodes.List(each.nodes, lineno=each.lineno)
                    value[place] = nodes.Filter(together, _TOGETHER, [], [], None, None, lineno=each.lineno)
    for child in node.iter_child_nodes():
        _with_counted_texts(child)
