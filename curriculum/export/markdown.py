"""CommonMark to HTML that is safe to print: no raw HTML, no pictures, no headings, few links."""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from curriculum.export.limits import MOST_DEPTH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_SAFE_LINK = re.compile(r"^(https?://|mailto:)[^\s]+$", re.IGNORECASE)
_PLAIN = re.compile(r"[A-Za-z]([^\\`*_\[\]<>&|\n]*[^\\`*_\[\]<>&|\s])?")
"""One line in which nothing can be markup: two texts in three, printed without reading them letter by letter."""


@lru_cache(maxsize=4096)
def prose(text: str) -> Markup:
    """Return paragraphs, lists and tables as HTML. Raw HTML in the text prints as it was written."""
    if _PLAIN.fullmatch(text):
        return Markup(f"<p>{_escaped(text)}</p>\n")  # noqa: S704 - nothing in it is markup
    return Markup(_parser().render(text))  # noqa: S704 - the parser escapes whatever it did not make itself


@lru_cache(maxsize=4096)
def inline(text: str) -> Markup:
    """Return a single line as HTML, without a paragraph around it."""
    if _PLAIN.fullmatch(text):
        return Markup(_escaped(text))  # noqa: S704 - nothing in it is markup
    return Markup(_parser().renderInline(text))  # noqa: S704 - the parser escapes whatever it did not make itself


def _escaped(plain: str) -> str:
    """Return plain text as the parser escapes it."""
    return plain.replace('"', "&quot;")


@cache
def _parser() -> "MarkdownIt":
    # Imported late: planning and checking never need it.
    from markdown_it import MarkdownIt

    # What is nested deeper than that is left out in silence; a page as deep is refused in words.
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": MOST_DEPTH})
    # A heading inside a text would break the order of the page's own headings.
    parser.enable("table").disable(["image", "heading", "lheading", "html_block", "html_inline"])
    parser.core.ruler.push("plain_links", _keep_links_plain)
    parser.validateLink = _is_safe_link  # type: ignore[method-assign]  # its documented extension point
    return parser


def _keep_links_plain(state: "StateCore") -> None:
    """Take what is bold, slanted or code in the words of links out: a screen reader loses such a link on paper."""
    for block in state.tokens:
        if block.children:
            block.children = list(_with_plain_links(block.children))


def _with_plain_links(tokens: "Iterable[Token]") -> "Iterator[Token]":
    inside = False
    for token in tokens:
        if token.type in ("link_open", "link_close"):
            inside = token.type == "link_open"
        elif inside and token.type in ("code_inline", "hardbreak"):
            token.type, token.content, token.tag = "text", token.content or " ", ""
        elif inside and token.nesting:
            continue
        yield token


def _is_safe_link(url: str) -> bool:
    return _SAFE_LINK.match(url) is not None
