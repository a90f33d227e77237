"""A walk of a PDF's structure tree as a screen reader goes it, and of its pages beside it."""

from dataclasses import dataclass, field

import pikepdf

SHOWN = ("Tj", "TJ", "'", '"')


@dataclass
class Element:
    """A structure element: its kind, and what it holds in reading order."""

    kind: str
    raw: pikepdf.Object
    kids: list["Element"] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    """Marked pieces as (page, number), pages from 0."""
    notes: list[pikepdf.Object] = field(default_factory=list)

    def walk(self):
        """Yield this element and everything below it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()


def tree_of(pdf):
    """Return the document's one top element."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    (top,) = pdf.Root.StructTreeRoot.K
    return _read(top, pages)


def _read(raw, pages):
    element = Element(str(raw.S), raw)
    kids = raw.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if not isinstance(kid, pikepdf.Dictionary):
            element.marks.append((pages[raw.Pg.objgen], int(kid)))
        elif kid.get("/Type") == "/OBJR":
            element.notes.append(kid.Obj)
        else:
            assert kid.P.objgen == raw.objgen
            element.kids.append(_read(kid, pages))
    return element


def shown(page):
    """Return the marks under which a page shows text, and the kinds of what stands under none."""
    marks, bare, open_ = [], [], []
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in ("BDC", "BMC"):
            properties = instruction.operands[1] if operator == "BDC" else {}
            open_.append((str(instruction.operands[0]), properties.get("/MCID")))
            if properties.get("/MCID") is not None:
                marks.append(int(properties["/MCID"]))
        elif operator == "EMC":
            open_.pop()
        elif operator in SHOWN and not any(tag == "/Artifact" or mark is not None for tag, mark in open_):
            bare.append(operator)
    assert open_ == []
    return marks, bare


def owners(pdf):
    """Return the parent tree: who owns each number."""
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    keys = [int(key) for key in numbers[::2]]
    assert keys == sorted(set(keys))
    return dict(zip(keys, numbers[1::2], strict=True))


def faults(pdf):
    """Yield in words whatever a screen reader would stumble over."""
    tree = tree_of(pdf)
    elements = list(tree.walk())
    owned = {mark: element for element in elements for mark in element.marks}
    parents = owners(pdf)
    for number, page in enumerate(pdf.pages):
        marks, bare = shown(page)
        yield from (f"page {number + 1} shows text that is neither tagged nor an artifact" for _ in bare)
        listed = parents[int(page.obj.StructParents)]
        for mark in marks:
            element = owned.get((number, mark))
            if element is None:
                yield f"page {number + 1}, piece {mark} is read by nobody"
            elif listed[mark].objgen != element.raw.objgen:
                yield f"page {number + 1}, piece {mark} belongs to another element"
    yield from _heading_faults(elements)
    yield from _table_faults(elements, pdf)
    yield from _note_faults(elements, parents, pdf)
    yield from ("a figure without words" for each in elements if each.kind == "/Figure" and not each.raw.get("/Alt"))
    yield from _kinship_faults(elements)
    yield from _document_faults(pdf)


WITHIN = {
    "/LI": {"/L"},
    "/Lbl": {"/LI", "/Note"},
    "/LBody": {"/LI"},
    "/TR": {"/Table", "/THead", "/TBody", "/TFoot"},
    "/THead": {"/Table"},
    "/TBody": {"/Table"},
    "/TH": {"/TR"},
    "/TD": {"/TR"},
}
"""What stands in what (ISO 32000-1, 14.8.4.3): a list's item in a list, a cell in a row."""
HOLDS = {"/L": {"/LI", "/L", "/Caption"}, "/LI": {"/Lbl", "/LBody"}, "/TR": {"/TH", "/TD"}}
"""What holds nothing else."""


def _kinship_faults(elements):
    for each in elements:
        for kid in each.kids:
            if each.kind not in WITHIN.get(kid.kind, {each.kind}):
                yield f"{kid.kind} stands in {each.kind}"
            if kid.kind not in HOLDS.get(each.kind, {kid.kind}):
                yield f"{each.kind} holds {kid.kind}"
        if each.kind in HOLDS and not each.kids:
            yield f"{each.kind} holds nothing"
        if each.kind == "/Table":
            parts = {kid.kind for kid in each.kids}
            if "/THead" in parts and "/TBody" not in parts:
                yield "a table has a head and no body"
            widths = {len(row.kids) for row in each.walk() if row.kind == "/TR"}
            if len(widths) > 1:
                yield f"a table has rows of {sorted(widths)} cells"


def _document_faults(pdf):
    root = pdf.Root
    if not root.get("/Lang"):
        yield "the document has no language"
    if not (root.get("/MarkInfo") and root.MarkInfo.get("/Marked")):
        yield "the document does not say that it is tagged"
    if not (root.get("/ViewerPreferences") and root.ViewerPreferences.get("/DisplayDocTitle")):
        yield "its title is not shown"
    with pdf.open_metadata() as metadata:
        if not metadata.get("dc:title") or metadata.get("pdfuaid:part") != "1":
            yield "it has no title, or does not say that it is PDF/UA-1"
    for page in pdf.pages:
        if page.obj.get("/Tabs") not in (None, "/S"):
            yield "the tab key goes another way than the text"
        if "/Annots" in page.obj and len(page.obj.Annots) and page.obj.get("/Tabs") != "/S":
            yield "the tab key does not follow the text"


def _heading_faults(elements):
    before = 0
    for level in (int(each.kind[2:]) for each in elements if each.kind[:2] == "/H" and each.kind[2:].isdigit()):
        if level > before + 1:
            yield f"a heading of level {level} follows one of level {before}"
        before = level


def _table_faults(elements, pdf):
    tree = pdf.Root.StructTreeRoot.get("/IDTree")
    names = [bytes(name) for name in list(tree.Names)[::2]] if tree is not None else []
    if names != sorted(set(names)):
        yield "ids are not unique, or not in order"
    for each in elements:
        if each.kind == "/TH":
            if each.raw.A.get("/Scope") not in ("/Row", "/Column"):
                yield "a table head without scope"
            if bytes(each.raw.ID) not in names:
                yield "a table head is not listed by its id"
        if each.kind == "/TD":
            yield from ("a cell names no head" for name in each.raw.A.get("/Headers", []) if bytes(name) not in names)


def _note_faults(elements, parents, pdf):
    tagged = {note.objgen for each in elements for note in each.notes}
    for each in elements:
        if each.kind not in ("/Link", "/Form") and each.notes:
            yield f"a link is tagged as {each.kind}"
    places = {bytes(name) for name in list(pdf.Root.Names.Dests.Names)[::2]} if "/Names" in pdf.Root else set()
    for page in pdf.pages:
        for note in page.obj.get("/Annots", []):
            if note.objgen not in tagged or note.StructParent not in parents:
                yield "a link outside of the tags"
            if not (note.get("/TU") if note.Subtype == "/Widget" else note.get("/Contents")):
                yield "a link or a field without words"
            if "/Dest" in note and bytes(note.Dest) not in places:
                yield f"a link that leads nowhere: {note.Dest}"


def outline_of(pdf):
    """Return the outline as (depth, title, page from 1)."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}

    def read(item, depth):
        while item is not None:
            yield depth, str(item.Title), pages[item.Dest[0].objgen]
            if "/First" in item:
                assert item.First.Parent.objgen == item.objgen
                yield from read(item.First, depth + 1)
            item = item.get("/Next")

    return list(read(pdf.Root.Outlines.First, 0))
