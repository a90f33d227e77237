"""What a copied template or style may not bring onto a page: anything that runs, or that reaches for another file.

A page is one file: whoever opens it, on paper or in a browser, asks nothing of the network.
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

_REFUSED = frozenset(
    (
        "script", "iframe", "frame", "frameset", "object", "embed", "applet", "link", "base", "audio", "video",
        "source", "track", "portal", "use", "image", "foreignobject", "animate", "set",
    )
)  # fmt: skip
_ADDRESSES = frozenset(
    (
        "src", "srcset", "poster", "data", "action", "formaction", "background", "ping", "srcdoc", "xlink:href",
        "http-equiv",
    )
)  # fmt: skip
_HELD = re.compile(r"data:image/png;base64,[A-Za-z0-9+/=]*")
_LINK = re.compile(r"(?:https?:|mailto:|tel:|part:|#)", re.IGNORECASE)
_CSS_REACH = re.compile(r"@import\b|url\(|image-set\(|expression\(", re.IGNORECASE)
_CSS_WITHIN = re.compile(r"url\(\s*[\"']?(?:#|data:image/)", re.IGNORECASE)
_CSS_SKIP = re.compile(r"/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.DOTALL)
_ESCAPE = re.compile(r"\\[0-9a-fA-F]")


@dataclass(frozen=True)
class Reach:
    """Something that may not stand on a page."""

    why: str
    needle: str
    """What to look for in the template that it came from."""


def check_page(html: str) -> Reach | None:
    """Return what a finished page may not hold, or lacks; None where it is as it should be."""
    reader = _Reader()
    reader.feed(html)
    if reader.found:
        return reader.found
    if not reader.language:
        return Reach("the page does not say its language: keep `lang` on <html>", "<html")
    if not reader.title.strip():
        return Reach("the page has no title: keep <title> in <head>", "<head")
    if "</head>" not in html:
        return Reach("the page has no </head>, before which its styles are set", "<head")
    return None


def style_fault(css: str) -> tuple[int, str] | None:
    """Return what a style may not hold, or where its brackets do not close: line, counted from 1, and why."""
    bare = _CSS_SKIP.sub(lambda found: _blank(found.group()), css)
    reaches = (found for found in _CSS_REACH.finditer(bare) if not _CSS_WITHIN.match(css, found.start()))
    reach = next(reaches, None) or _ESCAPE.search(bare)
    if reach:
        return _line(css, reach.start()), f'"{reach.group().strip()}" reaches for another file; a page is one file'
    open_: list[int] = []
    for place, letter in enumerate(bare):
        if letter == "{":
            open_.append(place)
        elif letter == "}":
            if not open_:
                return _line(css, place), "this } closes nothing"
            open_.pop()
    return (_line(css, open_[-1]), "this { is never closed") if open_ else None


def line_of(text: str, needle: str) -> int | None:
    """Return the line, counted from 1, in which a text holds something, in whatever case; None where it does not."""
    place = text.lower().find(needle.lower())
    return None if place < 0 else _line(text, place)


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _blank(text: str) -> str:
    """Return blanks as long as a text, its lines kept."""
    return re.sub(r"[^\n]", " ", text)


class _Reader(HTMLParser):
    """Reads a page; `found` is the first thing on it that may not be there."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: Reach | None = None
        self.language = self.title = ""
        self._within = ""
        self._in_body = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an element and what is written in it."""
        self._within = tag
        self._in_body = self._in_body or tag == "body"
        if tag == "html":
            self.language = dict(attrs).get("lang") or ""
        if tag in _REFUSED:
            self._refuse(f"<{tag}> may not stand on a page: it runs or reaches for another file", f"<{tag}")
        for name, value in attrs:
            self._attribute(tag, name, (value or "").strip())

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - html.parser names it
        """Leave the element."""
        self._within = ""

    def handle_data(self, data: str) -> None:
        """Keep the title, and look at styles within the page."""
        if self._within == "title" and not self._in_body:
            self.title += data
        elif self._within == "style" and (fault := style_fault(data)):
            self._refuse(fault[1], "<style")

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name.startswith("on"):
            self._refuse(f"{name}= runs a script, which may not stand on a page", f"{name}=")
        elif name in _ADDRESSES and not (name == "src" and _HELD.fullmatch(value)):
            self._refuse(f'{name}="{value[:40]}" reaches for another file; a page is one file', f"{name}=")
        elif name == "href" and not (tag == "a" and _LINK.match(value)):
            self._refuse(f'href="{value[:40]}" is no link that a page may have', "href=")
        elif name == "style" and (fault := style_fault(value)):
            self._refuse(fault[1], "style=")

    def _refuse(self, why: str, needle: str) -> None:
        self.found = self.found or Reach(why, needle)
