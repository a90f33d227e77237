"""Where things end in a YAML text, and how plain values are written into it. Knows no model."""

import json
import re
from typing import Any

from yaml.nodes import CollectionNode, MappingNode, Node

from curriculum.files.yamltext import compose


def end_of(node: Node) -> int:
    """Return where the last character of a value stands; a block's own mark lies past the comments after it."""
    if isinstance(node, CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return end_of(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)


def line_end(text: str, index: int) -> int:
    """Return where the line that holds `index` ends, before its line break."""
    end = text.find("\n", index)
    end = len(text) if end < 0 else end
    return end - 1 if end > index and text[end - 1] == "\r" else end


def line_start(text: str, index: int) -> int:
    """Return where the line that holds `index` begins."""
    return text.rfind("\n", 0, index) + 1


def newline_of(text: str) -> str:
    """Return the line break that a text uses."""
    return "\r\n" if "\r\n" in text else "\n"


def entry_of(mapping: MappingNode, key: str | int) -> tuple[Node, Node] | None:
    """Return key and value of an entry of a mapping, or None where it has none of that name."""
    return next((pair for pair in mapping.value if pair[0].value == str(key)), None)


def flow(value: Any) -> str:
    """Return a value on one line, as it stands in a text inside braces or outside."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return str(value).lower() if isinstance(value, bool) else quoted(str(value))


_BARE = re.compile(r"[\w./:'()-]+( [\w./'()-]+)*")


def quoted(text: str) -> str:
    """Return a text so that YAML reads it as text: one such as `2`, `null` or `a, b` wants quotes."""
    node = compose(text) if _BARE.fullmatch(text) and text[0].isalnum() and not text.endswith(":") else None
    return text if node is not None and node.tag.endswith(":str") else json.dumps(text, ensure_ascii=False)
