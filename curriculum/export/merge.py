"""Many tagged PDFs into one that is tagged as well: tags, links, outlines and page labels stay whole.

Knows PDFs as our own press makes them (one Document element, flat number trees, ids of their own), and pikepdf. It
is imported by worker processes alone: importing pikepdf takes 50 ms. Forms are refused, not lost: our press makes none.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from curriculum.export.binding import PART_LINK, Binding, Part
from curriculum.export.folio import Folio
from curriculum.export.outline import outline_of

_METADATA = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
_PRODUCER = "curriculum, WeasyPrint, pikepdf"


@dataclass
class _Book:
    """The merged document under way."""

    pdf: Pdf
    binding: Binding
    document: Object
    """The one Document element, above every part."""
    parts: list["_Placed"] = field(default_factory=list)
    owners: list[Object | int] = field(default_factory=list)
    """The numbers of the parent tree: a key, then the owner."""
    next_key: int = 0
    ids: dict[bytes, Object] = field(default_factory=dict)
    places: dict[bytes, Object] = field(default_factory=dict)
    """Named destinations."""


@dataclass(frozen=True)
class _Placed:
    """A part that is in the book."""

    part: Part
    pages: tuple[Page, ...]
    """Its pages in their own order."""
    outline: Object | None


@dataclass(frozen=True)
class Merged:
    """A merged PDF."""

    data: bytes
    pages: int


def merge(parts: Sequence[Part], binding: Binding) -> Merged:
    """Return one tagged PDF/UA-1 of all parts. The same parts and binding give the same bytes.

    Raises ValueError where `order` leaves a page out, a link leads to no part, or a part is not tagged or holds a form.
    """
    with pikepdf.new() as pdf:
        document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=Array()))
        book = _Book(pdf, binding, document)
        for part in parts:
            _take(book, part)
        _put_in_order(book)
        _lead_links(book)
        _share_fonts(book)
        _finish(book)
        if binding.margin != "bare":
            folio = Folio(pdf, binding.margin)
            for number, page in enumerate(pdf.pages, 1):
                folio.print(page, number)
        written = io.BytesIO()
        pdf.save(
            written,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
        return Merged(written.getvalue(), len(pdf.pages))


def _take(book: _Book, part: Part) -> None:
    """Bring a part in whole, and let go of its file: a cycle has more parts than memory or open files allow."""
    with pikepdf.open(io.BytesIO(part.path.read_bytes())) as source:
        root = source.Root
        if Name.StructTreeRoot not in root or Name.AcroForm in root:
            raise ValueError(f"{part.name} is not tagged, or holds a form")
        before = len(book.pdf.pages)
        book.pdf.pages.extend(source.pages)
        pages = tuple(book.pdf.pages[before:])

        def copied(thing: Object | None) -> Object | None:
            return None if thing is None else book.pdf.copy_foreign(source.make_indirect(thing))

        tree, names = root.StructTreeRoot, root.get(Name.Names, Dictionary())
        element = _take_tree(book, part, book.pdf.copy_foreign(tree.K[0]))
        if str(root.Lang) != book.binding.language:
            element.Lang = String(str(root.Lang))
        _take_owners(book, pages, copied(tree.ParentTree))
        _take_ids(book, element, copied(tree.get(Name.IDTree)))
        _take_places(book, part, pages, copied(names.get(Name.Dests)))
        book.parts.append(_Placed(part, pages, copied(root.get(Name.Outlines))))


def _put_in_order(book: _Book) -> None:
    """Put the pages in the order asked for. Raises ValueError where it does not name each page once."""
    if book.binding.order is None:
        return
    pages = {(number, own): page for number, placed in enumerate(book.parts) for own, page in enumerate(placed.pages)}
    if sorted(pages) != sorted(book.binding.order):
        raise ValueError("the order does not name every page once")
    book.pdf.Root.Pages.Kids = Array([pages[place].obj for place in book.binding.order])


def _take_tree(book: _Book, part: Part, element: Object) -> Object:
    """Put the structure of a part, as a Part, below the one document, and return it."""
    element.S = Name.Part
    element.P = book.document
    element.T = String(part.title)
    book.document.K.append(element)
    return element


def _take_owners(book: _Book, pages: Sequence[Page], tree: Object | None) -> None:
    """Number the marked pieces and links of a part after those before it."""
    numbers = _listed(tree, Name.Nums)
    base = book.next_key
    for key, owner in zip(numbers[::2], numbers[1::2], strict=True):
        book.owners += [base + int(key), owner]
        book.next_key = max(book.next_key, base + int(key) + 1)
    for page in pages:
        page.obj.StructParents = base + int(page.obj.StructParents)
        for note in _notes(page):
            if Name.StructParent in note:
                note.StructParent = base + int(note.StructParent)


def _take_ids(book: _Book, element: Object, tree: Object | None) -> None:
    """List the ids of a part; a part that is in the book already is given others."""
    pairs = _pairs(tree)
    if any(name in book.ids for name, _ in pairs):
        own = f"{len(book.ids)}-".encode()
        _rename(element, own)
        pairs = [(own + name, head) for name, head in pairs]
    book.ids.update(pairs)


def _rename(element: Object, own: bytes) -> None:
    """Begin every id at or below an element with `own`, and the names in the cells that refer to it."""
    waiting = [element]
    while waiting:
        each = waiting.pop()
        if Name.ID in each:
            each.ID = String(own + bytes(each.ID))
        attributes = each.get(Name.A)
        if isinstance(attributes, Dictionary) and Name.Headers in attributes:
            attributes.Headers = Array([String(own + bytes(name)) for name in attributes.Headers])
        waiting += [kid for kid in each.get(Name.K, ()) if isinstance(kid, Dictionary) and Name.S in kid]


def _listed(tree: Object | None, key: Name) -> list[Any]:
    """Return what a flat tree lists."""
    return [] if tree is None else list(tree[key])


def _pairs(tree: Object | None) -> list[tuple[bytes, Any]]:
    """Return the names and things of a flat name tree."""
    listed = _listed(tree, Name.Names)
    return [(bytes(name), thing) for name, thing in zip(listed[::2], listed[1::2], strict=True)]


def _notes(page: Page) -> Iterator[Object]:
    yield from page.obj.get(Name.Annots, ())


def _take_places(book: _Book, part: Part, pages: Sequence[Page], tree: Object | None) -> None:
    """Keep a part's own links alive, under names that no other part has."""
    own = f"{part.name}#".encode()
    book.places.update({own + name: place for name, place in _pairs(tree)})
    book.places[part.name.encode()] = _top_of(pages[0])
    for page in pages:
        for note in _notes(page):
            if Name.Dest in note:
                note.Dest = String(own + bytes(note.Dest))


def _lead_links(book: _Book) -> None:
    """Lead each `part:` link to the first page of its part. Raises ValueError where `here` there is no such part."""
    first: dict[str, tuple[int, Part]] = {}
    numbers = {page.obj.objgen: number for number, page in enumerate(book.pdf.pages, 1)}
    for placed in book.parts:
        first[placed.part.name] = (min(numbers[page.obj.objgen] for page in placed.pages), placed.part)
    for placed in book.parts:
        for note in (note for page in placed.pages for note in _notes(page)):
            address = str(note.A.URI) if Name.A in note and Name.URI in note.A else ""
            if address.startswith(PART_LINK):
                name = address.removeprefix(PART_LINK)
                if name not in first and book.binding.links == "later":
                    continue
                if name not in first:
                    raise ValueError(f"{placed.part.name} leads to {name}, which is not there")
                number, part = first[name]
                del note[Name.A]
                note.Dest = String(name.encode())
                note.Contents = String(f"{part.title}, page {number}")


def _top_of(page: Page) -> Array:
    """Return the destination at the top of a page, at whatever size the reader has chosen."""
    return Array([page.obj, Name.XYZ, None, page.mediabox[3], None])


def _share_fonts(book: _Book) -> None:
    """Let parts whose fonts hold the same characters share the file of the font."""
    kept: dict[bytes, Object] = {}
    for descriptor in _descriptors(book):
        font = descriptor.get(Name.FontFile2)
        if font is not None:
            descriptor.FontFile2 = kept.setdefault(font.read_raw_bytes(), font)


def _descriptors(book: _Book) -> Iterator[Object]:
    """Yield the descriptor of each font; the pages of a part share their resources."""
    for placed in book.parts:
        fonts = placed.pages[0].obj.Resources.get(Name.Font, Dictionary())
        for font in fonts.values():
            yield font.DescendantFonts[0].FontDescriptor if Name.DescendantFonts in font else font.FontDescriptor


def _finish(book: _Book) -> None:
    """Write what a whole document has: its tree, outline, labels, title and language."""
    pdf, binding, root = book.pdf, book.binding, book.pdf.Root
    tree = pdf.make_indirect(
        Dictionary(
            Type=Name.StructTreeRoot,
            K=Array([book.document]),
            ParentTree=pdf.make_indirect(Dictionary(Nums=Array(book.owners))),
            ParentTreeNextKey=book.next_key,
        )
    )
    book.document.P = tree
    if book.ids:
        tree.IDTree = _name_tree(book.ids)
    root.StructTreeRoot = tree
    root.MarkInfo = Dictionary(Marked=True)
    root.Lang = String(binding.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.PageLayout = Name(f"/{binding.layout}")
    root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
    root.Names = Dictionary(Dests=_name_tree(book.places))
    if binding.outline:
        places = {placed.part.name: _top_of(placed.pages[0]) for placed in book.parts}
        inner = {placed.part.name: placed.outline for placed in book.parts}
        root.Outlines = outline_of(pdf, binding.outline, places, inner)
        root.PageMode = Name.UseOutlines
    _describe(book)


def _name_tree(named: dict[bytes, Object]) -> Dictionary:
    pairs: Iterable[Any] = (each for name in sorted(named) for each in (String(name), named[name]))
    return Dictionary(Names=Array(pairs))


def _describe(book: _Book) -> None:
    """Write title and language, and that this is PDF/UA-1: no hour, no path, no random id."""
    binding = book.binding
    text = _METADATA.format(title=escape(binding.title), language=escape(binding.language), producer=_PRODUCER)
    metadata = book.pdf.make_stream(text.encode())
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    book.pdf.Root.Metadata = metadata
    book.pdf.docinfo = book.pdf.make_indirect(Dictionary(Title=String(binding.title), Producer=String(_PRODUCER)))
