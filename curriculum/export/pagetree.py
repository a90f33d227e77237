"""A rendered page as a small tree, for writers that are no browser. Knows HTML as our templates write it.

Drawings are kept as their text, so that nothing of them is lost.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset(("br", "col", "meta", "hr", "img", "link", "wbr"))
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)


@dataclass
class Node:
    """An element, or a drawing, whose `tag` is `svg` and whose text is its own."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)
    drawing: str = ""

    @property
    def classes(self) -> frozenset[str]:
        """The classes of the element."""
        return frozenset(self.attributes.get("class", "").split())

    @property
    def nodes(self) -> Iterator["Node"]:
        """Yield the elements directly below."""
        return (child for child in self.children if isinstance(child, Node))

    @property
    def all(self) -> Iterator["Node"]:
        """Yield the element and every one below it, in order."""
        yield self
        for child in self.nodes:
            yield from child.all

    @property
    def text(self) -> str:
        """The words of the element, single-spaced."""
        parts = (child if isinstance(child, str) else f" {child.text} " for child in self.children)
        return " ".join("".join(parts).split())

    def first(self, tag: str, class_: str | None = None) -> "Node | None":
        """Return the first element of a tag, and of a class, at or below this one."""
        return next((n for n in self.all if n.tag == tag and (class_ is None or class_ in n.classes)), None)


def page_tree(html: str) -> Node:
    """Return the `html` element of a page."""
    drawings: list[str] = []

    def keep(found: re.Match[str]) -> str:
        drawings.append(found.group())
        return f'<img data-drawing="{len(drawings) - 1}">'

    builder = _Builder(drawings)
    builder.feed(_DRAWING.sub(keep, html))
    builder.close()
    page = builder.root.first("html")
    assert page is not None
    return page


class _Builder(HTMLParser):
    def __init__(self, drawings: list[str]) -> None:
        super().__init__()
        self.root = Node("document")
        self._open = [self.root]
        self._drawings = drawings

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        number = attributes.get("data-drawing")
        node = Node("svg", drawing=self._drawings[int(number)]) if number else Node(tag, attributes)
        self._open[-1].children.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if any(node.tag == tag for node in self._open[1:]):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)
