"""HTML to PDF: with `quick` the one file that imports WeasyPrint, and so is imported by worker processes alone.

The same page gives the same bytes on every machine: bundled fonts, no clock, no random ids. Nothing is
fetched from disk or network, whatever a page asks for.
"""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

# WeasyPrint and pydyf have no type stubs.
import pydyf  # type: ignore[import-untyped]
from weasyprint import CSS, HTML  # type: ignore[import-untyped]
from weasyprint.document import Document  # type: ignore[import-untyped]
from weasyprint.formatting_structure.boxes import MarginBox, ParentBox  # type: ignore[import-untyped]
from weasyprint.pdf import tags  # type: ignore[import-untyped]
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]
from weasyprint.urls import URLFetcher, URLFetcherResponse  # type: ignore[import-untyped]

from curriculum.export.house import png_at
from curriculum.export.html import Styles
from curriculum.export.placing import placed
from curriculum.export.quick import quicken
from curriculum.export.tags import mend_tags
from curriculum.model.errors import CurriculumError

MOST_PAGES = 200
DPI = 200
_WORTH_SAVING = 0.6
"""A last page filled less than this is worth trying a tighter setting that does without it."""
_MISSING_GLYPH = ".notdef"


@dataclass(frozen=True)
class Printed:
    """A PDF, and what a person may want to know of it."""

    data: bytes
    pages: int
    remarks: tuple[str, ...]


class _NoFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no type stubs
    """Refuses every address but that of a logo, which holds it: a page has its drawings and styles with it."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002 - its interface
        """Return a picture that its address holds. Raises ValueError for others, which `Press` reports."""
        picture = png_at(url)
        if picture is not None:
            return URLFetcherResponse(url, picture, {"Content-Type": "image/png"})
        raise ValueError(f"{url[:80]} is not fetched")


class Press:
    """Turns pages into PDFs. Made once for each process: fonts and parsed styles are shared by all pages."""

    def __init__(self) -> None:
        quicken()
        self._fonts = FontConfiguration()
        self._fetcher = _NoFetcher()
        self._styles: dict[str, tuple[CSS, tuple[str, ...]]] = {}

    def pdf(self, html: str, styles: Styles) -> Printed:
        """Return a page as tagged PDF/UA-1. Raises CurriculumError where WeasyPrint complains of it."""
        with _complaints() as complaints:
            document = self._laid_out(HTML(string=html, base_url=None, url_fetcher=self._fetcher), styles)
            own = hashlib.sha256(f"{html}\0{styles.css}".encode()).hexdigest()[:12]
            with _languages_tagged():
                data = document.write_pdf(pdf_variant="pdf/ua-1", dpi=DPI, finisher=partial(_finish, own=own))
        remarks, faults = _sorted_out(complaints)
        if faults:
            raise CurriculumError(*placed(faults[0], styles))
        return Printed(data, len(document.pages), remarks)

    def _laid_out(self, source: HTML, styles: Styles) -> Document:
        """Return the pages, in the first tighter setting that does without a last page that is half empty."""
        sheets: tuple[str, ...] = (styles.css,)
        document = self._render(source, sheets)
        if len(document.pages) > MOST_PAGES:
            raise CurriculumError(
                f"It would have {len(document.pages)} pages; {MOST_PAGES} are the most.", "Divide it."
            )
        if len(document.pages) > 1 and _fill_of_last_page(document) < _WORTH_SAVING:
            for number in range(1, len(styles.tighter) + 1):
                tried = (*sheets, *styles.tighter[:number])
                tighter = self._render(source, tried)
                if len(tighter.pages) < len(document.pages):
                    sheets, document = tried, tighter
                    break
        if len(document.pages) == 1 and styles.single:
            _take_out(document, styles.single)
        return document

    def _render(self, source: HTML, sheets: tuple[str, ...]) -> Document:
        return source.render(font_config=self._fonts, stylesheets=[self._style(sheet) for sheet in sheets])

    def _style(self, text: str) -> CSS:
        if text not in self._styles:
            with _complaints() as said:
                css = CSS(string=text, base_url=None, url_fetcher=self._fetcher, font_config=self._fonts)
            self._styles[text] = css, tuple(said)
            return css
        css, again = self._styles[text]
        for complaint in again:
            # A style is read once for all pages; what is wrong in it is wrong on each of them.
            logging.getLogger("weasyprint").warning("%s", complaint)
        return css


def _fill_of_last_page(document: Document) -> float:
    """Return how much of the last page's text area is used, from 0 to 1."""
    # WeasyPrint tells no height of what it laid out but through its boxes.
    page = document.pages[-1]._page_box  # noqa: SLF001 - see above
    return float(page.children[0].margin_height() / page.height)


def _take_out(document: Document, name: str) -> None:
    """Leave out what is of a class in the margins of the only page. Laying the page out again would double its cost."""
    waiting = [box for box in document.pages[0]._page_box.children if isinstance(box, MarginBox)]  # noqa: SLF001 - see above
    while waiting:
        box = waiting.pop()
        kept = [each for each in box.children if each.element is None or each.element.get("class") != name]
        box.children = kept
        waiting += [each for each in kept if isinstance(each, ParentBox)]


def _finish(document: Document, pdf: pydyf.PDF, own: str) -> None:
    """Mend the tags of a document before it is written."""
    mend_tags(pdf, [page.height for page in document.pages], own)


@contextmanager
def _languages_tagged() -> Iterator[None]:
    """Give a tag the language that its element names, for a voice that reads it aloud.

    WeasyPrint 70 keeps the language of the whole document alone, and its finisher no longer knows the elements.
    """
    build = tags._build_box_tree  # noqa: SLF001 - see above

    def with_language(box: Any, *rest: Any) -> Iterator[pydyf.Dictionary]:
        whole = box.element_tag in ("html", "body") if box.element is not None else True
        language = None if whole else box.element.get("lang")
        for element in build(box, *rest):
            if language:
                element["Lang"] = pydyf.String(language)
            yield element

    tags._build_box_tree = with_language  # noqa: SLF001 - see above
    try:
        yield
    finally:
        tags._build_box_tree = build  # noqa: SLF001 - see above


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect what WeasyPrint logs as warnings or errors."""
    collected: list[str] = []

    class _Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            collected.append(record.getMessage())

    handler = _Collector(logging.WARNING)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield collected
    finally:
        logger.removeHandler(handler)


def _sorted_out(complaints: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return remarks and faults: a character without a shape prints as a box, everything else is a fault."""
    unique = tuple(dict.fromkeys(complaints))
    remarks = tuple(
        f"The fonts have no shape for {said.rpartition(': ')[2]}; a box was printed."
        for said in unique
        if said.startswith(_MISSING_GLYPH)
    )
    return remarks, tuple(_in_short(said.rstrip(".")) for said in unique if not said.startswith(_MISSING_GLYPH))


def _in_short(said: str) -> str:
    """Return a complaint without the middle of a long address in it."""
    return said if len(said) <= 200 else f"{said[:120]} ... {said[-60:]}"
