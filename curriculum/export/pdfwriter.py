"""A PDF written as it comes: objects in any order, packed together where they may be, and at the end where each lies.

Follows ISO 32000-1: object streams 7.5.7, cross-reference streams 7.5.8. Nothing of the file is held in memory but a
few objects that are not yet packed, and ten bytes for each that is.
"""

import hashlib
import zlib
from array import array as numbers
from typing import BinaryIO

from curriculum.export.pdftext import dictionary, reference

_HEADER = b"%PDF-1.7\n%\xbf\xf7\xa2\xfe\n"
_TOGETHER = 200
"""Objects that are packed into one; a reader that wants one of them unpacks all."""
_LEVEL = 6
_PLACE, _INDEX = 5, 2
"""Bytes for where an object lies, and for which of those packed together it is."""
_ROW = 1 + 1 + _PLACE + _INDEX
"""Bytes of a row of the table: how it is written, what kind of object it is about, and those."""


class PdfWriter:
    """Writes to a binary file from its beginning. The same objects in the same order give the same bytes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = hashlib.md5(usedforsecurity=False)
        self._at = 0
        self._places = numbers("Q", [0])
        """Of each object, twice its offset; or, where it is odd, what it is packed into and as which. 0 is free."""
        self._waiting: list[tuple[int, bytes]] = []
        self._put(_HEADER)

    def new(self) -> int:
        """Return the number of an object that is still to be written."""
        return self.several(1) + 1

    def several(self, count: int) -> int:
        """Return the number before those of some objects that are still to be written."""
        before = len(self._places) - 1
        self._places.extend([0] * count)
        return before

    def add(self, told: bytes) -> int:
        """Write an object and return its number."""
        number = self.new()
        self.plain(number, told)
        return number

    def plain(self, number: int, told: bytes) -> None:
        """Write an object that is no stream."""
        self._waiting.append((number, told))
        if len(self._waiting) == _TOGETHER:
            self._pack()

    def stream(self, number: int, told: bytes, data: bytes) -> None:
        """Write a stream; its dictionary names its length."""
        self._places[number] = self._at << 1
        self._put(b"%d 0 obj\n%b\nstream\n" % (number, told))
        self._put(data)
        self._put(b"\nendstream\nendobj\n")

    def close(self, *, root: int, info: int) -> None:
        """Write what is still waiting, and where everything lies."""
        self._pack()
        own = self.new()
        at = self._at
        self._places[own] = at << 1
        table = zlib.compress(_predicted(self._table()), _LEVEL)
        name = b"<%b>" % self._digest.hexdigest().encode()
        told = dictionary(
            Type="/XRef",
            Size=len(self._places),
            W=f"[1 {_PLACE} {_INDEX}]",
            Root=reference(root),
            Info=reference(info),
            ID=b"[%b %b]" % (name, name),
            Filter="/FlateDecode",
            DecodeParms=f"<< /Predictor 12 /Columns {_ROW - 1} >>",
            Length=len(table),
        )
        self.stream(own, told, table)
        self._put(b"startxref\n%d\n%%%%EOF\n" % at)

    def _pack(self) -> None:
        """Write the objects that are waiting as one."""
        if not self._waiting:
            return
        packed = self.new()
        offsets, at = [], 0
        for index, (number, told) in enumerate(self._waiting):
            self._places[number] = ((packed << 16 | index) << 1) | 1
            offsets.append(b"%d %d" % (number, at))
            at += len(told) + 1
        head = b" ".join(offsets) + b"\n"
        data = zlib.compress(head + b"\n".join(told for _, told in self._waiting), _LEVEL)
        many = len(self._waiting)
        self._waiting.clear()
        told = dictionary(Type="/ObjStm", N=many, First=len(head), Filter="/FlateDecode", Length=len(data))
        self.stream(packed, told, data)

    def _table(self) -> bytearray:
        """Return a row for each object: free, at an offset, or packed. A free byte stands before each."""
        table = bytearray()
        for place in self._places:
            where, packed = place >> 1, place & 1
            if not place:
                table += bytes(_ROW)
            elif packed:
                table += b"\0\2" + (where >> 16).to_bytes(_PLACE, "big") + (where & 0xFFFF).to_bytes(_INDEX, "big")
            else:
                table += b"\0\1" + where.to_bytes(_PLACE, "big") + bytes(_INDEX)
        return table

    def _put(self, data: bytes) -> None:
        self._file.write(data)
        self._digest.update(data)
        self._at += len(data)


def _predicted(table: bytearray) -> bytes:
    """Return each row as the difference to the one above, with a 2 before it (PNG's filter "up", RFC 2083, 6.4).

    All bytes are subtracted at once: in one large number, with the top bit of each byte kept apart from its neighbor.
    """
    size = len(table)
    now, above = int.from_bytes(table, "big"), int.from_bytes(bytes(_ROW) + table[:-_ROW], "big")
    top, rest = int.from_bytes(b"\x80" * size, "big"), int.from_bytes(b"\x7f" * size, "big")
    less = ((now | top) - (above & rest)) ^ (((now ^ above) & top) ^ top)
    twos = int.from_bytes((b"\2" + bytes(_ROW - 1)) * (size // _ROW), "big")
    return (less | twos).to_bytes(size, "big")
