"""CommonMark to HTML that is safe to print: no raw HTML, no pictures, no headings, few links."""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_SAFE_LINK = re.compile(r"^(https?://|mailto:)[^\s]+$", re.IGNORECASE)


@lru_cache(maxsize=4096)
def prose(text: str) -> Markup:
    """Return paragraphs, lists and tables as HTML. Raw HTML in the text prints as it was written."""
    return Markup(_parser().render(text))  # noqa: S704 - the parser escapes whatever it did not make itself


@lru_cache(maxsize=4096)
def inline(text: str) -> Markup:
    """Return a single line as HTML, without a paragraph around it."""
    return Markup(_parser().renderInline(text))  # noqa: S704 - the parser escapes whatever it did not make itself


@cache
def _parser() -> "MarkdownIt":
    # Imported late: planning and checking never need it.
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False})
    # A heading inside a text would break the order of the page's own headings.
    parser.enable("table").disable(["image", "heading", "lheading", "html_block", "html_inline"])
    parser.validateLink = _is_safe_link  # type: ignore[method-assign]  # its documented extension point
    return parser


def _is_safe_link(url: str) -> bool:
    return _SAFE_LINK.match(url) is not None
