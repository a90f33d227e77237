"""Many quires into one tagged PDF: tags, links, outlines and page labels stay whole.

Reads one quire after the other and writes its objects as it goes: memory does not grow with the number of pages, but
for where each object lies. Knows PDF, no library.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.sax.saxutils import escape

from curriculum.export.binding import PART_LINK, Binding, Part
from curriculum.export.folio import Folio
from curriculum.export.outline import write_outline
from curriculum.export.pdftext import array, dictionary, name_tree, reference, string, text
from curriculum.export.pdfwriter import PdfWriter
from curriculum.export.quire import END, MARK, Heading, Quire, Sheet, sheets_in

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
_PRODUCER = "curriculum, WeasyPrint"


@dataclass(frozen=True)
class _Plan:
    """What is known of the whole before anything is written."""

    binding: Binding
    parts: tuple[Part, ...]
    sheets: tuple[tuple[Sheet, ...], ...]
    """The pages of each part."""
    order: tuple[tuple[int, int], ...]
    """Every page as (part, page)."""
    numbers: dict[tuple[int, int], int]
    """The number of each page, from 1."""
    first: dict[str, tuple[int, str]]
    """The number of the first page of each part, and the part's title."""


@dataclass
class _Book:
    """The merged document under way."""

    writer: PdfWriter
    plan: _Plan
    pages: int
    """The object above all pages."""
    document: int
    """The one Document element, above every part."""
    folio: Folio | None
    roots: list[int] = field(default_factory=list)
    sheets: dict[tuple[int, int], int] = field(default_factory=dict)
    """The object of each page."""
    owners: list[tuple[int, int]] = field(default_factory=list)
    """The parent tree: numbers, and the objects that own them."""
    ids: dict[bytes, bytes] = field(default_factory=dict)
    places: dict[bytes, bytes] = field(default_factory=dict)
    """Named destinations."""
    headings: dict[str, tuple[Heading, ...]] = field(default_factory=dict)
    """The outline of each part that the outline of the whole names."""
    shared: dict[str, int] = field(default_factory=dict)
    """The object of each stream that may stand for others."""


def merge(parts: Sequence[Part], binding: Binding, into: BinaryIO) -> int:
    """Write one tagged PDF/UA-1 of all parts, and return how many pages it has. What is the same gives the same bytes.

    Raises ValueError where `order` leaves a page out, or a link leads to no part.
    """
    plan = _planned(parts, binding)
    writer = PdfWriter(into)
    pages, document = writer.new(), writer.new()
    folio = Folio(writer, binding.margin) if binding.margin != "bare" else None
    book = _Book(writer, plan, pages, document, folio)
    for number in range(len(plan.parts)):
        _write_part(book, number)
    writer.close(root=_write_root(book), info=_write_info(book))
    return len(plan.order)


def _planned(parts: Sequence[Part], binding: Binding) -> _Plan:
    sheets = tuple(_sheets(part) for part in parts)
    every = tuple((part, page) for part, pages in enumerate(sheets) for page in range(len(pages)))
    order = every if binding.order is None else binding.order
    if sorted(order) != list(every):
        raise ValueError("the order does not name every page once")
    numbers = {place: number for number, place in enumerate(order, 1)}
    first = {
        part.name: (min(numbers[index, page] for page in range(len(sheets[index]))), part.title)
        for index, part in enumerate(parts)
    }
    return _Plan(binding, tuple(parts), sheets, order, numbers, first)


def _sheets(part: Part) -> tuple[Sheet, ...]:
    with part.path.open("rb") as file:
        return sheets_in(file.readline())


class _Words(dict[bytes, bytes]):
    """What stands for each token of a part."""

    def __init__(self, book: _Book, number: int, quire: Quire) -> None:
        self._book = book
        self._number = number
        self._language = quire.head.language
        base = book.writer.several(quire.head.count)
        super().__init__((b"%d" % own, reference(base + own)) for own in range(1, quire.head.count + 1))
        self.base = base
        """What is added to the numbers of its objects."""
        self.key = book.owners[-1][0] + 1 if book.owners else 0
        """What is added to the numbers of its marked pieces."""

    def __missing__(self, token: bytes) -> bytes:
        """Return the words for a token that is no reference."""
        kind, _, about = token.partition(b"-")
        words = self._words(kind.decode(), about.decode())
        self[token] = words
        return words

    def _words(self, kind: str, about: str) -> bytes:
        folio, part = self._book.folio, self._book.plan.parts[self._number]
        match kind:
            case "pages":
                words = reference(self._book.pages)
            case "key":
                words = b"%d" % (self.key + int(about))
            case "before":
                words = reference(folio.before) if folio else b""
            case "after":
                words = self._numbered(folio, int(about)) if folio else b""
            case "folio":
                words = reference(folio.font) if folio else b"null"
            case "place":
                words = string(self.place(about))
            case "id":
                words = string(self.id(about))
            case "part":
                words = _link(self._book.plan, part, bytes.fromhex(about).decode())
            case _:
                words = self._above(part)
        return words

    def _above(self, part: Part) -> bytes:
        """Return what the element above a part says of it."""
        other = self._language != self._book.plan.binding.language
        language = b"/Lang " + text(self._language) if other else b""
        return b"/P %b /T %b %b" % (reference(self._book.document), text(part.title), language)

    def _numbered(self, folio: Folio, page: int) -> bytes:
        """Return what draws the number of a page."""
        plan, place = self._book.plan, (self._number, page)
        return reference(folio.drawn(plan.numbers[place], plan.sheets[self._number][page].right))

    def place(self, name: str) -> bytes:
        """Return the name in the book of a destination of this part."""
        return f"{self._book.plan.parts[self._number].name}#".encode() + bytes.fromhex(name)

    def id(self, name: str) -> bytes:
        """Return the id in the book of an element of this part: a part may be in it twice."""
        return b"%d-" % self._number + bytes.fromhex(name)

    def in_place(self, told: bytes) -> bytes:
        """Return some text with words for its tokens."""
        pieces = told.split(MARK)
        pieces[1::2] = map(self.__getitem__, pieces[1::2])
        return b"".join(pieces)


def _link(plan: _Plan, part: Part, to: str) -> bytes:
    """Return where a link to another part leads. Raises ValueError where `here` there is no such part."""
    if to in plan.first:
        number, title = plan.first[to]
        return b"/Dest %b /Contents %b" % (string(to.encode()), text(f"{title}, page {number}"))
    if plan.binding.links == "later":
        return b"/A << /S /URI /URI %b >>" % string(f"{PART_LINK}{to}".encode())
    raise ValueError(f"{part.name} leads to {to}, which is not there")


def _write_part(book: _Book, number: int) -> None:
    """Write a part whole, and keep what the whole has to know of it."""
    part = book.plan.parts[number]
    quire = Quire.read(part.path.read_bytes())
    head, words = quire.head, _Words(book, number, quire)
    for drawn in head.drawn:
        if drawn.same:
            words[b"%d" % drawn.number] = reference(book.shared.setdefault(drawn.same, words.base + drawn.number))
    objects = words.in_place(quire.text).split(END)
    for own, told in zip(head.plain, objects, strict=False):
        book.writer.plain(words.base + own, told)
    _write_streams(book, quire, words.base, objects[len(head.plain) :])
    for page, sheet in enumerate(head.sheets):
        book.sheets[number, page] = words.base + sheet.number
    book.roots.append(words.base + head.root)
    book.ids.update((words.id(name), reference(words.base + own)) for name, own in head.ids)
    book.places[part.name.encode()] = _top_of(words.base, head.sheets[0])
    book.places.update((words.place(name), words.in_place(place.encode("latin-1"))) for name, place in head.places)
    book.headings.setdefault(part.name, tuple(_placed(head.headings, words)))
    book.owners += [(words.key + key, words.base + own) for key, own in head.owners]


def _write_streams(book: _Book, quire: Quire, base: int, dictionaries: Sequence[bytes]) -> None:
    """Write the streams of a part, but those that stand in the book already."""
    begin = 0
    for drawn, told in zip(quire.head.drawn, dictionaries, strict=True):
        end = begin + drawn.length
        if not drawn.same or book.shared[drawn.same] == base + drawn.number:
            book.writer.stream(base + drawn.number, told, quire.streams[begin:end])
        begin = end


def _placed(headings: Iterable[Heading], words: _Words) -> Iterator[Heading]:
    """Yield headings with words for the tokens in their places."""
    for each in headings:
        place = words.in_place(each.place.encode("latin-1")).decode("latin-1")
        yield Heading(each.title, place, each.count, tuple(_placed(each.below, words)))


def _top_of(base: int, sheet: Sheet) -> bytes:
    """Return the destination at the top of a page, at whatever size the reader has chosen."""
    return b"[%b /XYZ null %g null]" % (reference(base + sheet.number), sheet.top)


def _write_root(book: _Book) -> int:
    """Write what a whole document has: its pages, tree, outline, labels and language; return its catalog."""
    writer, binding = book.writer, book.plan.binding
    kids = [reference(book.sheets[place]) for place in book.plan.order]
    writer.plain(book.pages, dictionary(Type="/Pages", Kids=array(kids), Count=len(kids)))
    catalog: dict[str, bytes | str | float] = {
        "Type": "/Catalog",
        "Pages": reference(book.pages),
        "StructTreeRoot": reference(_write_tree(book)),
        "MarkInfo": dictionary(Marked="true"),
        "Lang": text(binding.language),
        "ViewerPreferences": dictionary(DisplayDocTitle="true"),
        "PageLayout": f"/{binding.layout}",
        "PageLabels": b"<< /Nums [0 << /S /D >>] >>",
        "Names": dictionary(Dests=name_tree(book.places)),
        "Metadata": reference(_write_metadata(book)),
    }
    if binding.outline:
        outline = write_outline(writer, binding.outline, book.places, book.headings)
        catalog |= {"Outlines": reference(outline), "PageMode": "/UseOutlines"}
    return writer.add(dictionary(**catalog))


def _write_tree(book: _Book) -> int:
    """Write the structure of the whole and return its root."""
    writer, tree = book.writer, book.writer.new()
    above = dictionary(
        Type="/StructElem", S="/Document", P=reference(tree), K=array(reference(root) for root in book.roots)
    )
    writer.plain(book.document, above)
    owners = array(b"%d %b" % (key, reference(owner)) for key, owner in book.owners)
    root: dict[str, bytes | str | float] = {
        "Type": "/StructTreeRoot",
        "K": array([reference(book.document)]),
        "ParentTree": reference(writer.add(dictionary(Nums=owners))),
        "ParentTreeNextKey": book.owners[-1][0] + 1 if book.owners else 0,
    }
    if book.ids:
        root["IDTree"] = name_tree(book.ids)
    writer.plain(tree, dictionary(**root))
    return tree


def _write_metadata(book: _Book) -> int:
    """Write title and language, and that this is PDF/UA-1: no hour, no path, no random id."""
    binding, number = book.plan.binding, book.writer.new()
    told = _METADATA.format(title=escape(binding.title), language=escape(binding.language), producer=_PRODUCER)
    data = told.encode()
    book.writer.stream(number, dictionary(Type="/Metadata", Subtype="/XML", Length=len(data)), data)
    return number


def _write_info(book: _Book) -> int:
    return book.writer.add(dictionary(Title=text(book.plan.binding.title), Producer=text(_PRODUCER)))
