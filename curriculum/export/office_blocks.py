"""Writes the blocks of a page into a Word document: each under the style that its class asks for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from curriculum.export import office_tables
from curriculum.export.office_lists import Lists
from curriculum.export.office_pictures import picture, title_of
from curriculum.export.office_styles import WORD
from curriculum.export.pagetree import Node

if TYPE_CHECKING:
    from docx.blkcntnr import BlockItemContainer
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_BLOCKS = frozenset(
    (
        "p", "h1", "h2", "h3", "h4", "ul", "ol", "li", "table", "div", "section", "header", "footer", "main",
        "article", "figure", "blockquote", "pre", "dl", "dt", "dd",
    )
)  # fmt: skip
_CONTAINERS = {
    "say": "Say", "ask": "Ask", "do": "Do", "note": "Note", "caution": "Caution", "quote": "Quote", "idea": "Idea",
    "example": "Example", "at-home": "At Home", "marks": "Mark",
}  # fmt: skip
"""The style of paragraphs within a part of the page, by its class."""
_PARAGRAPHS = {
    "eyebrow": "Eyebrow", "lede": "Lede", "fine": "Fine Print", "span": "Fine Print", "totals": "Fine Print",
    "misfit": "Warning", "meta": "Step Facts", "label": "Label", "take-home": "Take Home", "ends": "End Of Group",
    "imprint": "Imprint",
}  # fmt: skip
_HEADINGS = {"h1": "Heading 1", "h2": "Heading 2", "h3": "Heading 3", "h4": "Heading 3"}
_BOX, _TO_FILL_IN = "\u2610", "_____"


@dataclass(frozen=True)
class Words:
    """Some words of a paragraph and how they are marked."""

    text: str
    style: str | None = None
    language: str | None = None
    breaks: bool = False
    """True for the end of a line within the paragraph."""


class Writer:
    """Writes blocks. `undrawn` names the drawings that no picture could be made of."""

    _blank: ClassVar[frozenset[str]] = frozenset(" \t\n\r")

    def __init__(self, document: "Document") -> None:
        self.document = document
        self.undrawn: list[str] = []
        self.language: str | None = None
        """Of what is written now, where it is not that of the document."""
        self._lists = Lists(document)

    def write(self, node: Node, leave_out: Sequence[Node] = ()) -> None:
        """Write what is in a part of the page into the document, but for some of it."""
        into = self.document._body  # noqa: SLF001 - what document.add_paragraph writes into
        for child in self._kept(node, leave_out):
            self._block(into, child, "Normal")

    def _kept(self, node: Node, leave_out: Sequence[Node]) -> Iterator[Node]:
        return (child for child in node.nodes if all(child is not other for other in leave_out))

    def write_in(self, into: "BlockItemContainer", node: Node, style: str) -> None:
        """Write what is in a part of the page into a cell, a head or a foot, in which an empty paragraph stands."""
        ready = into.paragraphs[0]
        for child in _grouped(node):
            if isinstance(child, Node):
                self._block(into, child, style)
            else:
                self._paragraph(into, child, style)
        if len(into.paragraphs) > 1:
            ready._p.getparent().remove(ready._p)  # noqa: SLF001 - it is no longer needed
        else:
            ready.style = style

    def _block(self, into: "BlockItemContainer", node: Node, style: str) -> None:
        """Write one block."""
        classes = node.classes
        if node.tag in _HEADINGS:
            self._paragraph(into, [node], _HEADINGS[node.tag])
        elif node.tag == "p":
            self._marked_paragraph(into, node, style)
        elif node.tag in ("ul", "ol"):
            self._list(into, node, style, 0)
        elif node.tag == "table":
            office_tables.add_table(self, into, node)
        elif node.tag == "svg":
            self._drawing(into, node)
        elif "scale" in classes:
            self._scale(into, node)
        elif "rule" in classes:
            into.add_paragraph(style="Writing Line")
        elif "box" in classes:
            office_tables.add_frame(self, into, node.attributes.get("style", ""))
        elif node.tag in _BLOCKS:
            self._container(into, node, style)
        else:
            self._paragraph(into, [node], style)

    def _container(self, into: "BlockItemContainer", node: Node, style: str) -> None:
        inner = next((_CONTAINERS[name] for name in node.classes if name in _CONTAINERS), style)
        if any("rule" in child.classes or "box" in child.classes for child in node.nodes):
            inner = "Prompt"
        elsewhere, self.language = self.language, node.attributes.get("lang", self.language)
        for child in _grouped(node):
            if isinstance(child, Node):
                self._block(into, child, inner)
            else:
                self._paragraph(into, child, inner)
        self.language = elsewhere

    def _marked_paragraph(self, into: "BlockItemContainer", node: Node, style: str) -> None:
        if "pages" in node.classes:  # a field at the foot stands for it
            return
        named = next((_PARAGRAPHS[name] for name in node.classes if name in _PARAGRAPHS), style)
        self._paragraph(into, [node], named)

    def _paragraph(self, into: "BlockItemContainer", parts: Sequence[Node | str], style: str) -> None:
        words = list(self._trimmed(self._words_of(parts)))
        if words:
            self._add(into.add_paragraph(style=style), words)

    def _words_of(self, parts: Sequence[Node | str], words: Words | None = None) -> Iterator[Words]:
        """Yield the words of a paragraph; white space is as it was written."""
        words = words or Words("", language=self.language)
        for part in parts:
            if isinstance(part, str):
                yield replace(words, text=part)
            elif part.tag == "br":
                yield replace(words, text="", breaks=True)
            elif "tick" in part.classes:
                yield replace(words, text=f"{_BOX} ")
            elif "tally" in part.classes:
                yield replace(words, text=_TO_FILL_IN)
            elif part.tag == "svg":
                yield replace(words, text=title_of(part.drawing))
            else:
                inner = replace(words, language=part.attributes.get("lang", words.language))
                style = _words_style(part)
                yield from self._words_of(part.children, replace(inner, style=style or inner.style))
                if part.tag == "span" and "label" in part.classes:
                    yield replace(words, text="", breaks=True)
                if part.tag == "a" and part.attributes.get("href", "").removeprefix("mailto:") != part.text:
                    yield replace(words, text=f" ({part.attributes.get('href', '').removeprefix('mailto:')})")

    def _trimmed(self, words: Iterator[Words]) -> Iterator[Words]:
        """Yield words with white space as a browser shows it: one blank between two, none at the ends of lines."""
        shown: list[Words] = []
        for each in words:
            text = "".join(" " if letter in self._blank else letter for letter in each.text)
            while "  " in text:
                text = text.replace("  ", " ")
            at_start = not shown or shown[-1].breaks or shown[-1].text.endswith(" ")
            text = text.lstrip(" ") if at_start else text
            if each.breaks and shown and not shown[-1].breaks:
                shown[-1] = replace(shown[-1], text=shown[-1].text.rstrip(" "))
            if text or each.breaks:
                shown.append(replace(each, text=text))
        while shown and (shown[-1].breaks or not shown[-1].text.strip(" ")):
            shown.pop()
        if shown:
            shown[-1] = replace(shown[-1], text=shown[-1].text.rstrip(" "))
        yield from shown

    def _add(self, paragraph: "Paragraph", words: Sequence[Words] | Iterator[Words]) -> None:
        from docx.oxml import parse_xml

        for each in words:
            run = paragraph.add_run(style=each.style)
            if each.breaks:
                run.add_break()
                continue
            run.text = each.text
            if each.language:
                properties = run._r.get_or_add_rPr()  # noqa: SLF001 - python-docx knows no language of a run
                properties.append(parse_xml(f'<w:lang {WORD} w:val="{each.language}"/>'))

    def _list(self, into: "BlockItemContainer", node: Node, style: str, depth: int) -> None:
        if "cards" in node.classes:
            office_tables.add_cards(self, into, node)
            return
        if "crisis" in node.classes:
            self._crisis(into, node)
            return
        kind = "checklist" if "checklist" in node.classes else "number" if node.tag == "ol" else "bullet"
        number = self._lists.begin(kind)
        own = {"checklist": "Checklist", "number": "List Number", "bullet": "List Bullet"}[kind]
        named = own if style == "Normal" else style
        for item in (child for child in node.nodes if child.tag == "li"):
            self._item(into, item, named, (number, depth))

    def _item(self, into: "BlockItemContainer", item: Node, style: str, place: tuple[int, int]) -> None:
        """Write an item: its first paragraph has the mark, further ones stand below it."""
        number, depth = place
        first = True
        for part in _grouped(item):
            if isinstance(part, Node) and part.tag in ("ul", "ol"):
                self._list(into, part, style, depth + 1)
                continue
            whole = [part] if isinstance(part, Node) else [each for each in part if not _is_tick(each)]
            words = list(self._trimmed(self._words_of(whole)))
            if words:
                paragraph = into.add_paragraph(style=style)
                self._add(paragraph, words)
                if first:
                    self._lists.mark(paragraph, number, depth)
                else:
                    self._lists.continue_below(paragraph, depth)
                first = False

    def _crisis(self, into: "BlockItemContainer", node: Node) -> None:
        elsewhere, self.language = self.language, node.attributes.get("lang", self.language)
        for number, line in enumerate(node.nodes):
            words = list(self._trimmed(self._words_of(line.children)))
            bold = [replace(each, style="Strong") for each in words] if number == 0 else words
            self._add(into.add_paragraph(style="Crisis Line"), bold)
        self.language = elsewhere

    def _scale(self, into: "BlockItemContainer", node: Node) -> None:
        """Write a scale: its prompt, a table of the numbers to mark, and what the ends mean."""
        for child in node.nodes:
            if child.tag == "svg":
                office_tables.add_scale(self, into, child.drawing)
            elif "ends" in child.classes:
                ends = [" ".join(each.text.split()) for each in child.nodes]
                into.add_paragraph(" \u00b7 ".join(ends), style="Scale Ends")
            else:
                self._block(into, child, "Prompt")

    def _drawing(self, into: "BlockItemContainer", node: Node) -> None:
        from io import BytesIO

        from docx.shared import Mm

        alt, made = title_of(node.drawing), picture(node.drawing)
        if made.png is None:
            self.undrawn.append(f'"{alt}"')
            office_tables.add_described(self, into, alt)
            return
        run = into.add_paragraph(style="Figure").add_run()
        shape = run.add_picture(BytesIO(made.png), width=Mm(made.width_mm))
        shape._inline.docPr.set("descr", alt)  # noqa: SLF001 - python-docx gives a picture no words

    def add_page_number(self, footer: "BlockItemContainer", page: str, of: str) -> None:
        """Write the number of the page and how many there are, which Word fills in."""
        from docx.oxml import parse_xml

        last = footer.paragraphs[-1]
        paragraph = footer.add_paragraph() if last.text else last
        paragraph.style = "Page Number"
        for words, field in ((f"{page} ", "PAGE"), (f" {of} ", "NUMPAGES")):
            paragraph.add_run(words)
            xml = f'<w:fldSimple {WORD} w:instr=" {field} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
            paragraph._p.append(parse_xml(xml))  # noqa: SLF001 - python-docx knows no fields


def _words_style(node: Node) -> str | None:
    """Return the style of marked words."""
    if node.tag in ("strong", "b", "th"):
        return "Strong"
    if node.tag in ("em", "i"):
        return "Emphasis"
    if "clock" in node.classes:
        return "Clock"
    return "Label Text" if node.tag == "span" and "label" in node.classes else None


def _is_tick(part: Node | str) -> bool:
    return isinstance(part, Node) and "tick" in part.classes


def _grouped(node: Node) -> Iterator[Node | list[Node | str]]:
    """Yield the blocks within an element, and what stands between them as one run of words."""
    words: list[Node | str] = []
    for child in node.children:
        if isinstance(child, Node) and (child.tag in _BLOCKS or child.tag == "svg") and "tick" not in child.classes:
            if any(not isinstance(each, str) or each.strip() for each in words):
                yield words
            words = []
            yield child
        else:
            words.append(child)
    if any(not isinstance(each, str) or each.strip() for each in words):
        yield words
