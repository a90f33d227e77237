"""What WeasyPrint leaves to be mended in the tags of a PDF, done before it is written.

Knows pydyf's objects and the structure tree as WeasyPrint 70 makes it; no layout and no file. Imported by `pdf` alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

import pydyf  # type: ignore[import-untyped]  # pydyf has no type stubs

_POINTS_A_PIXEL = 0.75
_PAGINATION = pydyf.Dictionary({"Type": "/Pagination"})


def mend_tags(pdf: pydyf.PDF, page_heights: list[float], own: str) -> None:
    """Make every marked piece of a PDF reachable or an artifact, and say what its table heads and figures are.

    `page_heights` are in CSS pixels. `own` begins every id of a table head: ids stay unique when documents are merged.
    """
    tree = _Tree.of(pdf)
    _read_the_foot_once(tree)
    _make_the_rest_artifacts(tree)
    _drop_empty_items(tree)
    _give_items_their_bodies(tree)
    _give_table_heads_their_scope(tree)
    _give_tables_their_bodies(tree)
    _measure_figures(tree, page_heights)
    _own_the_ids(tree, own)
    _keep_the_looks_of_fields(pdf)


@dataclass(frozen=True)
class _Tree:
    """The structure tree of a PDF under way."""

    pdf: pydyf.PDF
    top: pydyf.Dictionary
    """The StructTreeRoot."""
    document: pydyf.Dictionary
    elements: dict[bytes, pydyf.Dictionary]
    """Every structure element by its reference, linked to the document or not."""

    @classmethod
    def of(cls, pdf: pydyf.PDF) -> "_Tree":
        """Return the tree of a PDF."""
        dictionaries = [each for each in pdf.objects if isinstance(each, pydyf.Dictionary)]
        elements = {each.reference: each for each in dictionaries if each.get("Type") == "/StructElem"}
        top = next(each for each in dictionaries if each.get("Type") == "/StructTreeRoot")
        return cls(pdf, top, elements[top["K"][0]], elements)

    def of_kind(self, *kinds: str) -> Iterator[pydyf.Dictionary]:
        """Yield the elements of some kinds, such as `/TH`."""
        return (element for element in self.elements.values() if element["S"] in kinds)

    def below(self, element: pydyf.Dictionary) -> Iterator[bytes]:
        """Yield the references of an element and of everything that is linked below it."""
        waiting = [element.reference]
        while waiting:
            reference = waiting.pop()
            yield reference
            waiting += [kid for kid in self.elements[reference]["K"] if kid in self.elements]

    def add(self, parts: dict[str, Any]) -> pydyf.Dictionary:
        """Return a new structure element of the PDF."""
        element = pydyf.Dictionary({"Type": "/StructElem", **parts})
        self.pdf.add_object(element)
        self.elements[element.reference] = element
        return element

    @property
    def marks(self) -> pydyf.Array:
        """The numbers of the parent tree: a key, then who owns it."""
        return self._object(self.top["ParentTree"])["Nums"]

    def page_stream(self, number: int) -> list[Any]:
        """Return what is drawn on a page, counted from 0, as the operators of its stream."""
        page = self._object(self.pdf.page_references[number])
        return cast("list[Any]", self._object(page["Contents"]).stream)

    def _object(self, reference: bytes) -> Any:
        return self.pdf.objects[int(reference.split()[0])]


def _read_the_foot_once(tree: _Tree) -> None:
    """Put the foot of the last page at the end of the reading order.

    WeasyPrint keeps page margins out of the tags, so a screen reader would never come to the crisis lines.
    """
    read = set(tree.document["K"])
    tree.document["K"].extend(
        element.reference
        for element in tree.of_kind("/Div")
        if element["P"] == tree.document.reference
        and element["Pg"] == tree.pdf.page_references[-1]
        and element.reference not in read
    )


def _make_the_rest_artifacts(tree: _Tree) -> None:
    """Mark what no element of the tree owns, which is running heads and feet, as artifacts of pagination."""
    read = set(tree.below(tree.document))
    for page in range(len(tree.pdf.page_references)):
        owners = tree.marks[2 * page + 1]
        running = {mark for mark, owner in enumerate(owners) if owner not in read}
        for mark in running:
            owners[mark] = "null"
        stream = tree.page_stream(page)
        for place in [place for place, item in enumerate(stream) if item == b"BDC"]:
            if stream[place - 1].get("MCID") in running:
                stream[place - 2 : place] = ["/Artifact", _PAGINATION]


def _drop_empty_items(tree: _Tree) -> None:
    """Take out items without words: what goes on overleaf of an item is only the list inside of it."""
    for item in tree.of_kind("/LI"):
        if not item["K"]:
            tree.elements[item["P"]]["K"].remove(item.reference)


def _give_items_their_bodies(tree: _Tree) -> None:
    """Put whatever stands in an item beside its label and its body, such as paragraphs, into a body."""
    for item in list(tree.of_kind("/LI")):
        kept: list[Any] = []
        body: pydyf.Dictionary | None = None
        for reference in item["K"]:
            kid = tree.elements[reference]
            if kid["S"] in ("/Lbl", "/LBody"):
                body = None
                kept.append(reference)
                continue
            if body is None:
                body = tree.add({"S": "/LBody", "K": pydyf.Array(), "Pg": kid["Pg"], "P": item.reference})
                kept.append(body.reference)
            body["K"].append(reference)
            kid["P"] = body.reference
        item["K"] = pydyf.Array(kept)


def _give_table_heads_their_scope(tree: _Tree) -> None:
    for head in tree.of_kind("/TH"):
        row = tree.elements[head["P"]]
        head["A"]["Scope"] = "/Row" if tree.elements[row["P"]]["S"] == "/TBody" else "/Column"


def _give_tables_their_bodies(tree: _Tree) -> None:
    """Make the head of a table that is nothing but its head its body: a head alone is not allowed."""
    for head in list(tree.of_kind("/THead")):
        parts = [tree.elements[part]["S"] for part in tree.elements[head["P"]]["K"]]
        if "/TBody" not in parts:
            head["S"] = "/TBody"


def _measure_figures(tree: _Tree, page_heights: list[float]) -> None:
    """Give each figure its box in points from the foot of the page; WeasyPrint writes pixels from the top."""
    pages = dict(zip(tree.pdf.page_references, page_heights, strict=True))
    for figure in tree.of_kind("/Figure"):
        left, top, right, bottom = figure["A"]["BBox"]
        height = pages[figure["Pg"]]
        box = (left, height - bottom, right, height - top)
        figure["A"]["BBox"] = pydyf.Array(round(pixels * _POINTS_A_PIXEL, 2) for pixels in box)


def _own_the_ids(tree: _Tree, own: str) -> None:
    """Begin each id with `own`, in the cells that name it too, and list them as PDF/UA asks."""
    heads = [head for head in tree.of_kind("/TH") if "ID" in head]
    for head in heads:
        head["ID"] = _owned(head["ID"], own)
    for cell in tree.of_kind("/TD"):
        if "Headers" in cell["A"]:
            cell["A"]["Headers"] = pydyf.Array(_owned(name, own) for name in cell["A"]["Headers"])
    if heads:
        named = sorted(heads, key=lambda head: head["ID"].string)
        pairs = [thing for head in named for thing in (head["ID"], head.reference)]
        tree.top["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(pairs)})


def _keep_the_looks_of_fields(pdf: pydyf.PDF) -> None:
    """Let viewers show fields as they are drawn: asked to draw them anew, some cannot draw the tick of a box."""
    if "AcroForm" in pdf.catalog:
        pdf.catalog["AcroForm"].pop("NeedAppearances", None)


def _owned(name: pydyf.String, own: str) -> pydyf.String:
    return pydyf.String(f"{own}-{name.string}")
