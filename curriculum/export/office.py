"""A page as a Word document, for those who must edit it: the same text as on paper, under named styles.

Knows which style each part of a page gets. What is drawn in the PDF by a style sheet is made of what Word has:
checklists are lists with boxes, scales, frames and cards are tables, lines to write on are empty paragraphs.
"""

import io
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from curriculum.export.office_blocks import Writer
from curriculum.export.office_package import finished
from curriculum.export.office_styles import set_styles
from curriculum.export.pagetree import Node, page_tree
from curriculum.export.words import listed
from curriculum.model.clinic import Paper

if TYPE_CHECKING:
    from docx.section import Section

_SHEETS_MM = {Paper.LETTER: (215.9, 279.4), Paper.A4: (210.0, 297.0)}
_MARGINS_MM = {"left": 19, "right": 19, "top": 18, "bottom": 20, "header": 9, "footer": 9}
_GUIDE_FOOT = "Facilitator guide, not for clients. A licensed clinician reviews a module before its first use."
"""As guide.css prints it at the foot of each page."""
_PAGE_WORDS = ("Page", "of")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What no XML can hold."""


def word_file(html: str, paper: Paper, *, landscape: bool, css: str = "") -> tuple[bytes, tuple[str, ...]]:
    """Return a rendered page as a .docx file, and what a person may want to look at.

    Of the page's style sheet, `css`, it takes the color of its headings. The same page gives the same bytes.
    """
    # Imported late: only the process that writes it needs it.
    from docx import Document

    page = page_tree(_UNWRITABLE.sub("\ufffd", html))
    body = page.first("body")
    title = page.first("title")
    assert body is not None
    assert title is not None
    language = page.attributes.get("lang", "en")
    document = Document()
    set_styles(document, kind=body.classes, language=language, css=css)
    section = document.sections[0]
    _set_sheet(section, _turned(_SHEETS_MM[paper], landscape=landscape))
    writer = Writer(document)
    parts = [node for node in body.nodes if node.tag == "article"] or [body]
    for number, part in enumerate(parts):
        if number:
            section = document.add_section()
        _write_part(writer, part, section, body)
    written = io.BytesIO()
    document.save(written)
    remarks = (
        (f"No picture could be made of {listed(writer.undrawn)}: its words stand there.",) if writer.undrawn else ()
    )
    return finished(written.getvalue(), title.text, language), remarks


def _turned(sheet: tuple[float, float], *, landscape: bool) -> tuple[float, float]:
    return (sheet[1], sheet[0]) if landscape else sheet


def _set_sheet(section: "Section", sheet: tuple[float, float]) -> None:
    from docx.enum.section import WD_ORIENTATION
    from docx.shared import Mm

    section.page_width, section.page_height = Mm(sheet[0]), Mm(sheet[1])
    section.orientation = WD_ORIENTATION.LANDSCAPE if sheet[0] > sheet[1] else WD_ORIENTATION.PORTRAIT
    for name, millimetres in _MARGINS_MM.items():
        distance = name if name not in ("header", "footer") else f"{name}_distance"
        setattr(section, distance if distance.endswith("_distance") else f"{name}_margin", Mm(millimetres))


def _write_part(writer: Writer, part: Node, section: "Section", body: Node) -> None:
    """Write a part of the page that has a head and a foot of its own: what runs along, then the rest."""
    running = {name: part.first("div", name) for name in ("marks", "foot")}
    _write_head(writer, section, running["marks"], part, body)
    _write_foot(writer, section, running["foot"], body)
    language = part.attributes.get("lang")
    writer.language = language
    writer.write(part, leave_out=tuple(node for node in running.values() if node))
    writer.language = None


def _write_head(writer: Writer, section: "Section", marks: Node | None, part: Node, body: Node) -> None:
    section.header.is_linked_to_previous = False
    words: Mapping[str, str] = {}
    heading = part.first("h1")
    if heading and "guide" in body.classes:
        words = {"title": heading.text, "when": heading.attributes.get("data-when", "")}
    paragraph = section.header.paragraphs[0]
    paragraph.style = "Mark"
    if marks:
        writer.write_in(section.header, marks, "Mark")
    elif words:
        paragraph.add_run(" \u00b7 ".join(filter(None, words.values())))


def _write_foot(writer: Writer, section: "Section", foot: Node | None, body: Node) -> None:
    footer = section.footer
    footer.is_linked_to_previous = False
    page, of = _PAGE_WORDS
    if foot:
        writer.write_in(footer, foot, "Imprint")
        numbers = foot.first("p", "pages")
        if numbers:
            page, of = numbers.attributes.get("data-page", page), numbers.attributes.get("data-of", of)
    elif "guide" in body.classes:
        footer.paragraphs[0].add_run(_GUIDE_FOOT)
        footer.paragraphs[0].style = "Imprint"
    writer.add_page_number(footer, page, of)
