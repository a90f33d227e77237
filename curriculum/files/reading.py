"""From the text of a file to a value, or to everything that is wrong with it at once.

Each fault becomes a finding with the rule `bad-yaml`, `repeated-key`, `unknown-key`, `missing-key` or
`bad-value`, at its line and column, in words that need no knowledge of programming.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Generic, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from yaml.nodes import Node

from curriculum.files import yamltext
from curriculum.files.yamltext import Fault, Source
from curriculum.model.base import Value
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Document, Finding, Severity, Spot, Steps
from curriculum.model.handout import BLOCKS

ValueT = TypeVar("ValueT", bound=Value)


@dataclass(frozen=True)
class Loaded(Generic[ValueT]):
    """A file as it was read: its text, its value where it holds one, and what is wrong with it."""

    value: ValueT | None
    source: Source | None
    findings: tuple[Finding, ...] = ()


def load_value(path: Path, root: Path, model: type[ValueT], document: Document) -> Loaded[ValueT]:
    """Return what a file holds. One that cannot be read gives findings and no value."""
    try:
        source, fault = read_source(path, root)
    except CurriculumError as error:
        finding = Finding("bad-yaml", Severity.BLOCK, document, (), str(document), error.message, error.fix)
        return Loaded(None, None, (finding,))
    if fault is not None:
        return Loaded(None, source, (fault_finding(fault, source, document),))
    value, findings = parsed(source, model, document)
    return Loaded(value, source, findings)


def read_source(path: Path, root: Path) -> tuple[Source, Fault | None]:
    """Return a file's text, named from `root`, and what keeps it from being text, if anything does.

    Raises CurriculumError for what is no ordinary file or may not be read.
    """
    name = shown_path(path, root)
    if not path.is_file():
        raise CurriculumError(f"{name} is not a file.", "Check the path.")
    try:
        with path.open("rb") as file:
            raw = file.read(yamltext.MOST_BYTES + 1)
    except OSError as error:
        raise CurriculumError(f"{name} cannot be read: {error.strerror}.", "Check who may read it.") from None
    try:
        return Source(path, yamltext.decode(raw).removeprefix("\ufeff"), name), None
    except Fault as fault:
        return Source(path, raw.decode("utf-8", "replace"), name), fault


def shown_path(path: Path, root: Path) -> str:
    """Return a path as a person would type it from the workspace: relative where it lies inside."""
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return str(path)


YAML_ENDINGS = (".yaml", ".yml")
"""Endings of the files that are looked at; only the first is the right one."""

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""What the name of a module or a track is made of."""
MOST_LETTERS = 64
"""Of such a name. What is printed is named after it, with some 40 letters more; most disks take 255."""
_DEVICES = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")
"""Names that Windows keeps for itself, whatever their ending (learn.microsoft.com, naming files)."""


def bad_name(path: Path, root: Path, document: Document) -> tuple[Finding, ...]:
    """Return a finding where a file's name is not an id with the ending .yaml, which would keep it from being used."""
    device = _DEVICES.fullmatch(path.stem)
    if path.suffix == ".yaml" and ID.fullmatch(path.stem) and len(path.stem) <= MOST_LETTERS and not device:
        return ()
    better = re.sub(r"[^a-z0-9]+", "-", path.stem.lower())[:MOST_LETTERS].strip("-") or "a-name"
    better = f"{better}-group" if _DEVICES.fullmatch(better) else better
    return (
        Finding(
            rule="bad-name",
            severity=Severity.BLOCK,
            document=document,
            path=(),
            place=str(document),
            message=f'"{path.name}" is not a name that a plan can use.',
            fix=f"Rename the file to {better}.yaml: lower-case words joined by hyphens.",
            spot=Spot(shown_path(path, root), 1, 1),
        ),
    )


def repeated_id(document: Document, source: Source, twin: Source) -> Finding:
    """Return the finding for a file that has the same name as one that was read before it."""
    return Finding(
        rule="repeated-id",
        severity=Severity.BLOCK,
        document=document,
        path=(),
        place=str(document),
        message=f"{twin.name} has the same id, and was taken instead of this file.",
        fix="Rename one of the two files.",
        spot=source.spot(0),
    )


def parsed(source: Source, model: type[ValueT], document: Document) -> tuple[ValueT | None, tuple[Finding, ...]]:
    """Return the value that a text holds, or None and a finding for each thing that is wrong with it."""
    try:
        node = yamltext.compose(source.text)
        data = yamltext.data_of(node) if node is not None else None
    except Fault as fault:
        return None, (fault_finding(fault, source, document),)
    if node is None or not isinstance(data, dict):
        keyless = Fault("bad-yaml", "The file does not begin with keys.", "Begin with `title: ...`.", 0)
        return None, (fault_finding(keyless, source, document),)
    try:
        return model.model_validate(data), ()
    except ValidationError as error:
        details = error.errors(include_url=False)
        findings = [
            _finding(detail, model, source, node, document)
            for detail in details
            if not _follows_from_another(detail, details, model)
        ]
        return None, tuple(
            sorted(findings, key=lambda found: (found.spot.line, found.spot.column) if found.spot else (0, 0))
        )


def _follows_from_another(detail: ErrorDetails, details: list[ErrorDetails], model: type[Value]) -> bool:
    """Tell whether a fault is another one seen twice: a list too short for its faulty item, a key that is misspelt."""
    loc, others = detail["loc"], [other for other in details if other is not detail]
    if detail["type"] == "too_short":
        return any(other["loc"][: len(loc)] == loc for other in others)
    return detail["type"] == "missing" and any(
        other["type"] == "extra_forbidden"
        and other["loc"][:-1] == loc[:-1]
        and _meant(str(other["loc"][-1]), known_keys(model, loc[:-1])) == loc[-1]
        for other in others
    )


def _meant(key: str, known: list[str]) -> str | None:
    """Return the known key that a misspelt one is closest to, or None."""
    return next(iter(get_close_matches(key, known, n=1, cutoff=0.6)), None)


def fault_finding(fault: Fault, source: Source, document: Document) -> Finding:
    """Return the finding for a text that cannot be read."""
    return Finding(
        rule=fault.rule,
        severity=Severity.BLOCK,
        document=document,
        path=(),
        place=str(document),
        message=fault.message,
        fix=fault.fix,
        spot=source.spot(fault.start, fault.end),
    )


def spot_of(source: Source, path: Steps, *, key: bool = False) -> Spot:
    """Return where the value at `path` stands in a text; the first line where the text cannot be read."""
    try:
        node = yamltext.compose(source.text)
    except Fault:
        node = None
    return source.spot(*yamltext.find(node, path, key=key)) if node is not None else source.spot(0)


def _finding(detail: ErrorDetails, model: type[Value], source: Source, node: Node, document: Document) -> Finding:
    path = detail["loc"]
    kind = detail["type"]
    if kind == "extra_forbidden":
        rule, at_key, (message, fix) = "unknown-key", True, _unknown_key(path, model)
    elif kind == "missing":
        rule, at_key, (message, fix) = "missing-key", True, _missing_key(path)
    else:
        rule, at_key, (message, fix) = "bad-value", False, _bad_value(detail)
    # `find` passes over the steps that pydantic adds for the branch of a union.
    where = path[:-1] if rule == "missing-key" else path
    if path and path[-1] == "[key]":
        where, at_key = path[:-1], True
    return Finding(
        rule=rule,
        severity=Severity.BLOCK,
        document=document,
        path=path,
        place=f"{document}, {_readable(path)}" if path else str(document),
        message=message,
        fix=fix,
        spot=source.spot(*yamltext.find(node, where, key=at_key)),
    )


def _readable(path: Steps) -> str:
    """Return a path as people read it: `agenda 3, minutes`; list positions count from 1."""
    words: list[str] = []
    for step in path:
        if isinstance(step, int) and words:
            words[-1] += f" {step + 1}"
        elif step != "[key]":
            words.append(str(step))
    return ", ".join(words)


def _unknown_key(path: Steps, model: type[Value]) -> tuple[str, str]:
    key = str(path[-1])
    known = known_keys(model, path[:-1])
    close = _meant(key, known)
    fix = f'Did you mean "{close}"?' if close else f"Known here: {', '.join(known)}."
    return f'"{key}" is not a key that belongs here.', fix


def _missing_key(path: Steps) -> tuple[str, str]:
    return f'"{path[-1]}" is missing.', f"Add `{path[-1]}:` here."


_LITERALS = re.compile(r"'([^']*)'")

_NOT_A_NUMBER = ("{shown} is not a whole number.", "Write a number such as 10, without a unit.")
_NOT_A_DATE = ("{shown} is not a date.", "Write year-month-day, such as 2027-01-04.")
_NOT_TRUE_OR_FALSE = ("{shown} is neither true nor false.", "Write true or false.")
_NO_KEYS = ("{shown} stands where keys belong.", "Write `key: value` lines, indented below.")

_WORDS = {
    "string_pattern_mismatch": (
        "{shown} is not an id.",
        "Use lower-case words joined by hyphens, such as catching-quick-thoughts.",
    ),
    "tuple_type": ("A list belongs here.", "Begin each item on its own line with `- `."),
    "time_zone": ("{shown} is not a time zone.", "{hint}Write region and city, such as America/New_York."),
    "too_short": ("{actual_length} items are too few; {min_length} is the least.", "Add to the list."),
    "too_long": ("{actual_length} items are too many; {max_length} is the most.", "Shorten the list."),
    "greater_than_equal": ("{shown} is too small; {ge} is the least.", "Raise it."),
    "less_than_equal": ("{shown} is too large; {le} is the most.", "Lower it."),
    **dict.fromkeys(("model_type", "dict_type", "model_attributes_type"), _NO_KEYS),
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), _NOT_A_NUMBER),
    **dict.fromkeys(("date_type", "date_parsing", "date_from_datetime_parsing"), _NOT_A_DATE),
    "date_from_datetime_inexact": _NOT_A_DATE,
    **dict.fromkeys(("bool_type", "bool_parsing"), _NOT_TRUE_OR_FALSE),
}
"""What is wrong and how to mend it, by pydantic's name for it (docs.pydantic.dev, validation errors)."""


def _bad_value(detail: ErrorDetails) -> tuple[str, str]:
    """Return what is wrong with a value and how to mend it, in an author's words."""
    context, value, kind = detail.get("ctx", {}), detail["input"], detail["type"]
    shown = f'"{str(value)[:60]}"' if isinstance(value, str | int | float) else "This"
    name = next((str(step) for step in reversed(detail["loc"]) if isinstance(step, str)), "value").strip("[]")
    if kind in ("enum", "literal_error"):
        choices = _LITERALS.findall(context["expected"]) or [context["expected"]]
        return f"{shown} is not a {name}.", f"{_hint(value, choices)}One of {', '.join(choices)}."
    if kind == "block_kind":
        key = next(iter(value), "") if isinstance(value, dict) else ""
        fix = f"{_hint(key, list(BLOCKS))}Each item has one key of {', '.join(BLOCKS)}."
        return "This is not one block of a kind that a handout knows.", fix
    if value is None or (kind == "too_short" and isinstance(value, str)):
        return "Nothing stands here.", f"Write the {name}, or delete the key."
    if kind == "too_long" and isinstance(value, str):
        return f"This has {context['actual_length']} characters; {context['max_length']} is the most.", "Shorten it."
    if kind == "string_type":
        return f"{shown} is not text.", "Put it in quotes, or write `|` and indent the text below."
    if kind in _WORDS:
        message, fix = _WORDS[kind]
        return message.format(shown=shown, **context), fix.format(**context)
    said = detail["msg"]
    return (f"{shown} {said}." if said[:1].islower() else f"{shown}: {said}."), f"Correct the {name}."


def _hint(value: object, choices: list[str]) -> str:
    meant = _meant(str(value), choices)
    return f'Did you mean "{meant}"? ' if meant else ""


def known_keys(model: Any, path: Steps) -> list[str]:
    """Return the keys that a file may use at `path` below a value of the type `model`."""
    for step in path:
        model = _below(model, step)
    fields = next((m.model_fields for m in _models(model)), {})
    return [field.alias or name for name, field in fields.items()]


def _models(annotation: Any) -> list[type[BaseModel]]:
    """Return the model classes that an annotation may hold, outermost first."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if get_origin(annotation) is Annotated:
        return _models(get_args(annotation)[0])
    if get_origin(annotation) is Literal:
        return []
    return [model for part in get_args(annotation) for model in _models(part)]


def _below(annotation: Any, step: str | int) -> Any:
    """Return the annotation of what stands at `step` inside a value of the type `annotation`."""
    if isinstance(step, int):
        return annotation
    models = _models(annotation)
    if step in BLOCKS and BLOCKS[step] in models and len(models) > 1:
        return BLOCKS[step]
    for model in models:
        for name, field in model.model_fields.items():
            if step in (name, field.alias):
                return field.annotation
    return annotation
