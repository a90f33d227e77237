"""Words for a terminal: text from files made harmless, names that look alike. Knows no command."""

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

_SHOWN_INSTEAD = "\N{REPLACEMENT CHARACTER}"


def plain(text: str) -> str:
    """Return text from a file as one line that no terminal obeys.

    A line end or tab becomes a space; escape characters, other controls and characters that turn the
    direction of writing become a visible mark.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_plain_character, text))


def _plain_character(character: str) -> str:
    if character in "\n\t\r":
        return " "
    category = unicodedata.category(character)
    # Cf holds the direction controls, but also the joiners that emoji and some scripts need.
    harmful = category in ("Cc", "Cs") or (category == "Cf" and character not in "\u200c\u200d\u00ad")
    return _SHOWN_INSTEAD if harmful else character


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ` Did you mean "...?"` with the closest known word, or nothing where none comes close."""
    by_lower = {name.lower(): name for name in known}
    close = get_close_matches(word.lower(), by_lower, n=1)
    return f' Did you mean "{by_lower[close[0]]}"?' if close else ""
