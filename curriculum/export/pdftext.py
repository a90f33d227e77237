"""Pieces of PDF as bytes (ISO 32000-1, 7.3): what a writer puts together by hand."""

from collections.abc import Iterable, Mapping

_ESCAPED = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})


def reference(number: int) -> bytes:
    """Return a reference to an object."""
    return b"%d 0 R" % number


def string(raw: bytes) -> bytes:
    """Return a byte string."""
    if raw.isascii() and raw.decode().isprintable():
        return b"(%b)" % raw.decode().translate(_ESCAPED).encode()
    return b"<%b>" % raw.hex().encode()


def text(words: str) -> bytes:
    """Return a text string: as it is where it is ASCII, else as UTF-16 (7.9.2.2)."""
    return string(words.encode() if words.isascii() else b"\xfe\xff" + words.encode("utf-16-be"))


def array(things: Iterable[bytes]) -> bytes:
    """Return an array."""
    return b"[%b]" % b" ".join(things)


def dictionary(**things: bytes | str | float) -> bytes:
    """Return a dictionary; text is taken as PDF already, such as `/Page`."""
    told = {key: thing if isinstance(thing, bytes) else str(thing).encode() for key, thing in things.items()}
    return b"<< %b >>" % b" ".join(b"/%b %b" % (key.encode(), thing) for key, thing in told.items())


def name_tree(named: Mapping[bytes, bytes]) -> bytes:
    """Return a name tree of one leaf: names in order, each with its thing."""
    return dictionary(Names=array(b"%b %b" % (string(name), named[name]) for name in sorted(named)))
