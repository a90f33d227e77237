"""YAML text with 1.2 meaning: plain data, the place of every value, and what makes a text unreadable.

PyYAML alone reads YAML 1.1, where `18:00` is 1080, `no` is False and a repeated key wins in silence. Here the
resolvers are those of the 1.2 core schema, a repeated key is a fault, and anchors, aliases, tags and merge
keys are refused, because they let a small file grow without bound and no clinician needs them.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from curriculum.model.finding import Spot, Steps

MOST_BYTES = 1 << 20
MOST_DEPTH = 30
MOST_DIGITS = 18


class _CoreLoader(yaml.CSafeLoader):
    """The C parser with the resolvers of the YAML 1.2 core schema (yaml.org/spec/1.2.2, section 10.3.2)."""

    yaml_implicit_resolvers: dict[str, Any] = {}


for _tag, _pattern, _first in (
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$", list("-+0123456789")),
    (
        "float",
        r"^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$",
        list("-+.0123456789"),
    ),
):
    _CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)


@dataclass(frozen=True)
class Source:
    """The text of a file as it was read, and how to name the file to a person."""

    path: Path
    text: str
    name: str
    """The path as a person would type it, relative to the workspace."""

    def spot(self, start: int, end: int | None = None) -> Spot:
        """Return the place of the characters from `start` to `end`, with the lines around it."""
        starts = _line_starts(self.text)
        row = bisect_right(starts, start) - 1
        lines = self.text.split("\n")
        column = start - starts[row]
        length = min(end if end is not None else start + 1, starts[row] + len(lines[row])) - start
        around = range(max(0, row - 1), min(len(lines), row + 2))
        return Spot(
            file=self.name,
            line=row + 1,
            column=column + 1,
            length=max(1, length),
            excerpt=tuple((index + 1, lines[index].rstrip("\r")) for index in around),
        )


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


@dataclass(eq=False)
class Fault(Exception):
    """Why a text cannot be read as it stands."""

    rule: str
    message: str
    fix: str
    start: int
    """Characters from the beginning of the text."""
    end: int | None = None


def decode(raw: bytes) -> str:
    """Return the text of a file's bytes. Raises Fault for too many bytes, or bytes that are not UTF-8."""
    if len(raw) > MOST_BYTES:
        raise Fault(
            "bad-yaml",
            f"The file holds {len(raw):,} bytes; {MOST_BYTES:,} is the most.",
            "Move parts of it into files of their own.",
            0,
        )
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        start = len(raw[: error.start].decode("utf-8", "replace"))
        raise Fault(
            "bad-yaml",
            f"Byte {error.start + 1} is not UTF-8 text.",
            "Save the file as UTF-8; in a word processor choose plain text, UTF-8.",
            start,
        ) from None


def compose(text: str) -> Node | None:
    """Return the tree of a text with the place of every value, or None where the text is empty.

    Raises Fault for what YAML cannot read, for what is refused, and for nesting deeper than 30.
    """
    try:
        _refuse(text)
        return yaml.compose(text, Loader=_CoreLoader)
    except yaml.MarkedYAMLError as error:
        raise _explained(error, text) from None
    except yaml.YAMLError as error:
        # The parser counts this one position in bytes.
        before = text.encode("utf-8", "replace")[: getattr(error, "position", 0)]
        raise Fault(
            "bad-yaml",
            "The text holds a character that YAML does not allow.",
            "Delete it and type it again.",
            len(before.decode("utf-8", "ignore")),
        ) from None


def _refuse(text: str) -> None:
    """Walk the flat events first: building a tree from hostile text can crash the process or never end."""
    depth = documents = 0
    for event in yaml.parse(text, Loader=_CoreLoader):
        start = event.start_mark.index if event.start_mark else 0
        end = event.end_mark.index if event.end_mark else start
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Fault(
                "bad-yaml",
                "Anchors (&) and aliases (*) are not read here.",
                "Write the text out, or put it in quotes.",
                start,
                end,
            )
        if getattr(event, "tag", None):
            raise Fault("bad-yaml", "Tags (!) are not read here.", "Put the text in quotes.", start, end)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise Fault(
                    "bad-yaml",
                    "A second document begins here.",
                    "Delete the line ---, or move the rest to a file of its own.",
                    start,
                    end,
                )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MOST_DEPTH:
                raise Fault(
                    "bad-yaml",
                    f"Values are nested more than {MOST_DEPTH} deep.",
                    "Check the indents and brackets above.",
                    start,
                    end,
                )
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


_ADVICE = (
    (
        "mapping values are not allowed",
        "A colon with a space after it stands inside a value.",
        "Put the whole value in quotes, or mend the indent of this line.",
    ),
    (
        "could not find expected ':'",
        "A key without its colon.",
        "Write `key: value`, with a colon and a space.",
    ),
    (
        "found character that cannot start any token",
        "This character cannot begin a value.",
        "Indent with spaces, not tabs; put a value that begins with @, ` or % in quotes.",
    ),
    (
        "found unexpected end of stream",
        "A quotation mark opens and never closes.",
        "Close it with the same mark.",
    ),
    ("expected ',' or ']'", "A list in [ ] is not closed, or a comma is missing.", "Add the ] or the comma."),
    (
        "expected ',' or '}'",
        "A group in { } is not closed, or a comma is missing.",
        "Add the } or the comma.",
    ),
    (
        "did not find expected <document start>",
        "The indent changes where nothing has opened.",
        "Begin top-level keys at the first column.",
    ),
    (
        "did not find expected key",
        "The indent of this line fits nothing above it.",
        "Line it up with its neighbours; put text with a quotation mark inside in quotes.",
    ),
    (
        "did not find expected '-' indicator",
        "A list item does not line up with the items above it.",
        "Line up the - with the others.",
    ),
    ("found a tab character", "A tab stands where an indent belongs.", "Use spaces."),
)


def _explained(error: yaml.MarkedYAMLError, text: str) -> Fault:
    """Put a parser's complaint in an author's words, at the place where the mistake begins."""
    said = error.problem or ""
    opened = ("while parsing a flow", "while scanning a quoted", "while scanning a simple key")
    mark = error.context_mark if (error.context or "").startswith(opened) else None
    mark = mark or error.problem_mark
    start = min(mark.index, max(0, len(text) - 1)) if mark else 0
    for words, message, fix in _ADVICE:
        if words in said:
            return Fault("bad-yaml", message, fix, start)
    return Fault(
        "bad-yaml",
        f"YAML cannot read this: {said}.",
        "Compare the indents and quotation marks with the lines above.",
        start,
    )


def data_of(node: Node) -> Any:
    """Return the plain data of a tree. Raises Fault for a repeated key, a list or map as a key, a huge number."""
    if isinstance(node, ScalarNode):
        return _scalar(node)
    if isinstance(node, SequenceNode):
        return [data_of(item) for item in node.value]
    data: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, ScalarNode):
            raise Fault(
                "bad-yaml",
                "A key must be a word.",
                "Put text that begins with [ or { in quotes.",
                *_stretch(key_node),
            )
        key = _scalar(key_node)
        if key in data:
            raise Fault(
                "repeated-key",
                f'"{key}" stands here for the second time.',
                "Keep one of the two; the other would be lost.",
                *_stretch(key_node),
            )
        data[key] = data_of(value_node)
    return data


def _scalar(node: ScalarNode) -> Any:
    text: str = node.value
    match node.tag.rpartition(":")[2]:
        case "null":
            return None
        case "bool":
            return text[0] in "tT"
        case "int":
            if len(text) > MOST_DIGITS:
                raise Fault("bad-value", "The number is too long.", "Put it in quotes if it is text.", *_stretch(node))
            return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
        case "float":
            return float(text)
    return text


def _stretch(node: Node) -> tuple[int, int]:
    return node.start_mark.index, node.end_mark.index


def find(node: Node, path: Steps, *, key: bool = False) -> tuple[int, int]:
    """Return where the value at `path` begins and ends, in characters; with `key`, where its key stands.

    A path may lead on where the text has nothing (a missing key, a name for one of several kinds of value):
    such steps are passed over, and the nearest thing that does stand in the text is named.
    """
    marked = node
    for step in path:
        below = _child(node, step)
        if below is not None:
            name, node = below
            marked = name if key and name is not None else node
    if isinstance(marked, MappingNode) and marked.value and not marked.flow_style:
        marked = marked.value[0][0]
    elif isinstance(marked, SequenceNode) and marked.value and not marked.flow_style:
        marked = marked.value[0]
    return _stretch(marked)


def _child(node: Node, step: str | int) -> tuple[Node | None, Node] | None:
    if isinstance(node, SequenceNode):
        inside = isinstance(step, int) and 0 <= step < len(node.value)
        return (None, node.value[step]) if inside else None
    if isinstance(node, MappingNode):
        return next(((k, v) for k, v in node.value if k.value == str(step)), None)
    return None
