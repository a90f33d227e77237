"""A tagged PDF, as our press makes it, gathered into a quire.

Knows one Document element, flat number and name trees, ids in one dictionary, and pikepdf. It is imported by worker
processes alone: importing pikepdf takes 50 ms. Forms are refused, not lost.

Tokens beside references, each with what it is about: `pages`; `key-N`, a number of the parent tree; `before-N` and
`after-N`, what is drawn around page N from 0; `folio`, the font of page numbers; `place-HEX`, one of its named
destinations; `part-HEX`, the keys of a link to another part; `id-HEX`, an id; `head`, the keys of the element above
all others that a whole document decides.
"""

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream, String

from curriculum.export.binding import PART_LINK
from curriculum.export.quire import END, MARK, Drawn, Head, Heading, Sheet, written
from curriculum.files.writing import Content

_REFERENCE = re.compile(rb"(\d+) 0 R\b")
_WORDS = re.compile(rb"(\((?:[^\\()]|\\.)*\))|(?:/Quire )?/quire\.([-\w]+)|(\d+) 0 R\b", re.DOTALL)
"""A string; a value, or keys with their values, that a book decides; a reference. Our press writes no object anew, so
the second number of a reference is 0."""
_LENGTH = re.compile(rb"/Length \d+(?: \d+ R)?(?=[\s/>])")
_INHERITED = (Name.MediaBox, Name.Resources)


def gather(data: Content) -> bytes:
    """Return the pages of a PDF as a quire. Raises ValueError where it is not tagged, or holds a form."""
    with pikepdf.open(io.BytesIO(data)) as source:
        root = source.Root
        if Name.StructTreeRoot not in root or Name.AcroForm in root:
            raise ValueError("it is not tagged, or holds a form")
        return _Gathering(source).quire()


def _own(word: str) -> Name:
    """Return a name that becomes a token."""
    return Name(f"/quire.{word}")


@dataclass(frozen=True)
class _Stream:
    """A stream that was taken out."""

    label: Drawn
    told: bytes
    """Its dictionary, with tokens."""
    raw: bytes


class _Numbers(dict[bytes, int]):
    """The number in the quire of each object of a PDF; what is asked for first is met first."""

    def __init__(self, met: list[int]) -> None:
        self._met = met

    def __missing__(self, of: bytes) -> int:
        """Return a new number."""
        self._met.append(int(of))
        self[of] = number = len(self._met)
        return number


class _Gathering:
    """A PDF whose reachable objects are numbered in the order in which they are met, from its pages on."""

    def __init__(self, source: Pdf) -> None:
        self._source = source
        self._tree = source.Root.StructTreeRoot
        self._met: list[int] = []
        self._numbers = _Numbers(self._met)
        self._ids = dict(_pairs(self._tree.get(Name.IDTree)))
        self._said_ids = {String(name).unparse(): b"\0id-%b\0" % name.hex().encode() for name in self._ids}
        """Ids as they are written: no other string is the same, for each begins with a digest of its document."""

    def quire(self) -> bytes:
        """Return the whole."""
        source = self._source
        for number, page in enumerate(source.pages):
            _free_page(page, number)
        root = self._tree.K[0]
        _free_root(root)
        sheets = [self._sheet(page) for page in source.pages]
        above = self._number(root.objgen[0])
        single, lists = self._owners()
        places = [(name.hex(), self._told(thing)) for name, thing in _pairs(_dests(source))]
        headings = tuple(self._headings(source.Root.get(Name.Outlines)))
        ids = [(name.hex(), self._number(thing.objgen[0])) for name, thing in self._ids.items()]
        plain, drawn = self._taken()
        extra = range(len(self._met) + 1, len(self._met) + 1 + len(lists))
        plain |= zip(extra, lists.values(), strict=True)
        owners = single | dict(zip(lists, extra, strict=True))
        head = Head(
            count=len(self._met) + len(lists),
            plain=tuple(plain),
            drawn=tuple(stream.label for stream in drawn),
            sheets=tuple(sheets),
            root=above,
            language=str(source.Root.Lang),
            owners=tuple(sorted(owners.items())),
            ids=tuple(ids),
            places=tuple(places),
            headings=headings,
        )
        text = END.join((*plain.values(), *(stream.told for stream in drawn)))
        return written(head, text, (stream.raw for stream in drawn))

    def _taken(self) -> tuple[dict[int, bytes], list["_Stream"]]:
        """Return every object that can be reached, by number, those that are streams apart."""
        contents = {each.objgen[0] for page in self._source.pages for each in _contents(page)}
        plain, drawn = dict[int, bytes](), list[_Stream]()
        for met in self._met:  # which grows meanwhile
            thing = self._source.get_object(met, 0)
            if isinstance(thing, Stream):
                drawn.append(self._stream(met, thing, may_be_shared=met not in contents))
            else:
                plain[self._numbers[b"%d" % met]] = self._tokens(_unparsed(thing))
        return plain, drawn

    def _stream(self, met: int, thing: Stream, *, may_be_shared: bool) -> "_Stream":
        raw = thing.read_raw_bytes()
        told = self._tokens(_LENGTH.sub(b"/Length %d" % len(raw), _unparsed(thing.stream_dict), count=1))
        same = hashlib.sha256(told + raw).hexdigest()[:32] if may_be_shared and MARK not in told else ""
        return _Stream(Drawn(self._numbers[b"%d" % met], len(raw), same), told, raw)

    def _number(self, of: int) -> int:
        """Return the number in the quire of an object of the PDF."""
        return self._numbers[b"%d" % of]

    def _tokens(self, text: bytes) -> bytes:
        """Return the text of an object with tokens for what is not its own to say."""
        if b"(" in text or b"/quire." in text:
            return _WORDS.sub(self._token, text)
        pieces = _REFERENCE.split(text)
        pieces[1::2] = [b"\0%d\0" % self._numbers[piece] for piece in pieces[1::2]]
        return b"".join(pieces)

    def _token(self, found: re.Match[bytes]) -> bytes:
        said, word, number = found.groups()
        if number is not None:
            return b"\0%d\0" % self._numbers[number]
        if said is not None:
            return self._said_ids.get(said, said)
        return MARK + word + MARK

    def _told(self, thing: Object) -> str:
        """Return a thing that is no object of its own as text with tokens."""
        return self._tokens(_unparsed(thing)).decode("latin-1")

    def _sheet(self, page: Page) -> Sheet:
        return Sheet(self._number(page.obj.objgen[0]), float(page.mediabox[2]), float(page.mediabox[3]))

    def _owners(self) -> tuple[dict[int, int], dict[int, bytes]]:
        """Return the parent tree: who owns each number, as an object, and lists of owners that are to be one."""
        numbers = _listed(self._tree.get(Name.ParentTree), Name.Nums)
        owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        single = {key: self._number(each.objgen[0]) for key, each in owners.items() if not isinstance(each, Array)}
        return single, {key: self._tokens(_unparsed(each)) for key, each in owners.items() if isinstance(each, Array)}

    def _headings(self, above: Object | None) -> Iterator[Heading]:
        """Yield what stands below a line of the outline."""
        line = None if above is None else above.get(Name.First)
        while line is not None:
            below = tuple(self._headings(line))
            yield Heading(str(line.Title), self._told(line.Dest), int(line.get(Name.Count, 0)), below)
            line = line.get(Name.Next)


def _unparsed(thing: Object) -> bytes:
    text = thing.unparse(resolved=True)
    if MARK in text or END in text:
        raise ValueError("a text holds a byte that no PDF of our press has")
    return text


def _free_page(page: Page, number: int) -> None:
    """Put tokens where a book decides."""
    raw = page.obj
    for key in _INHERITED:
        if key not in raw:
            raw[key] = raw.Parent[key]
    raw.Parent = _own("pages")
    raw.StructParents = _own(f"key-{int(raw.StructParents)}")
    raw.Contents = Array([_own(f"before-{number}"), *_contents(page), _own(f"after-{number}")])
    if Name.Font not in raw.Resources:
        raw.Resources.Font = Dictionary()
    raw.Resources.Font[Name("/Folio")] = _own("folio")
    for note in raw.get(Name.Annots, ()):
        _free_note(note)


def _contents(page: Page) -> list[Object]:
    contents = page.obj.get(Name.Contents, Array())
    return [each for each in contents if isinstance(each, Stream)] if isinstance(contents, Array) else [contents]


def _free_note(note: Object) -> None:
    """Put tokens where a book decides where a link leads, and what it is called."""
    if Name.StructParent in note:
        note.StructParent = _own(f"key-{int(note.StructParent)}")
    if Name.Dest in note:
        note.Dest = _own(f"place-{bytes(note.Dest).hex()}")
    address = str(note.A.URI) if Name.A in note and Name.URI in note.A else ""
    if address.startswith(PART_LINK):
        del note[Name.A]
        if Name.Contents in note:
            del note[Name.Contents]
        note.Quire = _own(f"part-{address.removeprefix(PART_LINK).encode().hex()}")


def _free_root(element: Object) -> None:
    """Let the element above a document be a Part of a larger one."""
    element.S = Name.Part
    for key in (Name.P, Name.T, Name.Lang):
        if key in element:
            del element[key]
    element.Quire = _own("head")


def _dests(source: Pdf) -> Object | None:
    return source.Root.get(Name.Names, Dictionary()).get(Name.Dests)


def _listed(tree: Object | None, key: Name) -> list[Object]:
    """Return what a flat tree lists."""
    return [] if tree is None else list(tree[key])


def _pairs(tree: Object | None) -> list[tuple[bytes, Object]]:
    """Return the names and things of a flat name tree."""
    listed = _listed(tree, Name.Names)
    return [(bytes(name), thing) for name, thing in zip(listed[::2], listed[1::2], strict=True)]
