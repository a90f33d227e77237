"""Templates to pages, in the look of a house: whose templates are used, and what is said where one of them fails.

A template that comes with the planner is trusted, and a fault in it is ours. One that a clinic has copied is held to
bounds, is named with its line where it fails, and can bring nothing onto a page that reaches out.
"""

import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from curriculum.export import words
from curriculum.export.copyable import TEMPLATE_ENDING
from curriculum.export.markdown import inline, prose
from curriculum.model.errors import CurriculumError
from curriculum.model.handout import block_kind
from curriculum.model.house import COPIES_FOLDER, PLAIN_HOUSE, House
from curriculum.model.timing import clock_text, hours_text
from curriculum.model.words import counted

if TYPE_CHECKING:
    from jinja2 import BytecodeCache, Environment

_BUILT_IN = Path(__file__).parent / "templates"
_MEND = "Correct it there, or delete the file to print with the one that comes with the planner."


class TemplateFault(CurriculumError):
    """A copied template or style that cannot be used: which file, and where in it."""

    def __init__(self, name: str, line: int, why: str, fix: str = _MEND) -> None:
        super().__init__(f"{COPIES_FOLDER}/{name}, line {line}: {why}{'' if why.endswith('?') else '.'}", fix)
        self.name = name
        self.line = line
        self.why = why


def render(template: str, /, house: House = PLAIN_HOUSE, **values: object) -> str:
    """Return a page as HTML, without styles. Raises TemplateFault for what is wrong with a copied template."""
    copies = _templates(house)
    environment = _environment(copies, house.logo)
    name = f"{template}{TEMPLATE_ENDING}"
    if not copies:
        return environment.get_template(name).render(values)
    return _bounded(environment, name, values, dict(copies))


def attempted(template: str, house: House, **values: object) -> tuple[str, str | None]:
    """Return a page as `render` does, or why a copied template keeps it from being printed."""
    try:
        return render(template, house, **values), None
    except TemplateFault as fault:
        return "", str(fault)


@lru_cache(maxsize=64)
def sound_style(name: str, text: str) -> str:
    """Return the text of a copied style. Raises TemplateFault where it reaches for a file, or a bracket is open."""
    from curriculum.export.outward import style_fault

    fault = style_fault(text)
    if fault is not None:
        raise TemplateFault(name, *fault)
    return text


def _templates(house: House) -> tuple[tuple[str, str], ...]:
    return tuple(copy for copy in house.copies if copy[0].endswith(TEMPLATE_ENDING))


def _bounded(environment: "Environment", name: str, values: Mapping[str, object], copies: Mapping[str, str]) -> str:
    """Return a page that copied templates have a part in. Raises TemplateFault where they fail."""
    from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

    from curriculum.export.outward import check_page, line_of
    from curriculum.export.sandbox import begin_page

    begin_page()
    try:
        html = environment.get_template(name).render(values)
    except TemplateSyntaxError as error:
        raise TemplateFault(error.name or name, error.lineno, _sentence(error.message or "")) from None
    except RecursionError as error:
        raise _fault(error, "it calls itself without end, or is nested too deep", name, copies) from None
    except TemplateNotFound as error:
        raise _fault(error, f'there is no template "{error.name}"', name, copies) from None
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
        raise _fault(error, _sentence(str(error)), name, copies) from None
    reach = check_page(html)
    if reach is not None:
        places = ((each, line_of(text, reach.needle)) for each, text in copies.items())
        copied, line = next(((each, line) for each, line in places if line), (_likely(name, copies), 1))
        raise TemplateFault(copied, line, reach.why)
    return html


def _fault(error: Exception, why: str, name: str, copies: Mapping[str, str]) -> TemplateFault:
    """Return what to say of a failure: the innermost line of a copied template, else the page's own template."""
    prefix = f"{COPIES_FOLDER}/"
    frames = traceback.extract_tb(error.__traceback__)
    for frame in reversed(frames):
        if frame.filename.startswith(prefix):
            return TemplateFault(frame.filename.removeprefix(prefix), frame.lineno or 1, why)
    return TemplateFault(_likely(name, copies), 1, why)


def _likely(name: str, copies: Mapping[str, str]) -> str:
    """Return the copied template to look at where no line is known: the page's own, else the first."""
    return name if name in copies else next(iter(copies))


def _sentence(text: str) -> str:
    return text.rstrip(".") or "it cannot be used"


@lru_cache(maxsize=8)
def _environment(copies: tuple[tuple[str, str], ...], logo: str) -> "Environment":
    # Imported late: the command line answers without it.
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    options = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
    environment: Environment
    if copies:
        from curriculum.export.sandbox import BoundedEnvironment, OwnFirst

        environment = BoundedEnvironment(loader=OwnFirst(dict(copies), _BUILT_IN), **options)
    else:
        loader = FileSystemLoader(_BUILT_IN)
        environment = ImmutableSandboxedEnvironment(
            loader=loader, undefined=StrictUndefined, bytecode_cache=_compiled(), **options
        )
    environment.filters |= FILTERS
    environment.globals |= {**GLOBALS, "logo": Markup(logo)}  # noqa: S704 - it was checked when it was read
    return environment


def _compiled() -> "BytecodeCache | None":
    """Return where Jinja keeps what it has compiled, in a private folder of its own for what is temporary.

    Compiling costs 0.3 s of every export. None where such a folder cannot be had.
    """
    from jinja2.bccache import Bucket, FileSystemBytecodeCache

    class Compiled(FileSystemBytecodeCache):
        def dump_bytecode(self, bucket: Bucket) -> None:
            # A full disk keeps no one from printing.
            with suppress(OSError):
                super().dump_bytecode(bucket)

    try:
        return Compiled()
    except (OSError, RuntimeError):
        return None


FILTERS: Mapping[str, Callable[..., object]] = {
    "prose": prose,
    "inline": inline,
    "clock": clock_text,
    "hours": hours_text,
    "spoken": words.spoken,
    "sentence": words.sentence_case,
    "date": words.date_text,
    "short_date": words.short_date_text,
    "weekday": words.weekday_text,
    "counted": counted,
}
"""What a template may put a value through, beside what Jinja brings."""

GLOBALS: Mapping[str, object] = {
    "modality_names": words.MODALITY_NAMES,
    "kind_names": words.KIND_NAMES,
    "step_names": words.STEP_NAMES,
    "stretch": words.stretch_text,
    "block_kind_of": block_kind,
}
"""What every template is given, beside `logo`."""
