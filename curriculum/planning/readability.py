"""How hard a text is to read: words, sentences, syllables, and the school grade that two formulas make of them.

English only. Formulas look at length alone, so a grade is advice: a plain text can still be unclear.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import sqrt

_STOPS = (".", "!", "?", ";", '"', "'", ")")
_WORD = re.compile(r"[^\W_]+(?:['\u2019.-][^\W_]+)*")
_MARKUP = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|(?m:^\s*(?:[-*+>]|\d+[.)]|#+)\s+)|[*_`~]+")
_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)])\s)")
_SENTENCE_END = re.compile(
    r"""(?:(?<=[.!?])|(?<=[.!?]["')\u2019\u201d]))(?<!\b[DM]r\.)(?<!\bMs\.)(?<!\bMrs\.)\s+(?=["'(\u2018\u201c]*[A-Z0-9])"""
    r"|(?<=[;:])\s+(?=[A-Z])"
)


@dataclass(frozen=True)
class Sentence:
    """A sentence with its syllables counted. A name that is allowed counts as one short word."""

    text: str
    syllables: tuple[int, ...]
    """Of each word, in order."""

    @property
    def grade(self) -> float:
        """Its Flesch-Kincaid grade, as if it were the whole text."""
        return flesch_kincaid(len(self.syllables), 1, sum(self.syllables))


@dataclass(frozen=True)
class Reading:
    """The sentences of a text, and what the formulas make of them."""

    sentences: tuple[Sentence, ...]

    @cached_property
    def words(self) -> int:
        """How many words there are."""
        return sum(len(sentence.syllables) for sentence in self.sentences)

    @cached_property
    def grade(self) -> float:
        """The Flesch-Kincaid grade: years of school. 0 for a text without words."""
        syllables = sum(sum(sentence.syllables) for sentence in self.sentences)
        return flesch_kincaid(self.words, len(self.sentences), syllables)

    @cached_property
    def smog(self) -> float:
        """The SMOG grade, made for 30 sentences and more; a shorter text is scaled up to them."""
        long = sum(count > 2 for sentence in self.sentences for count in sentence.syllables)
        return smog(long, len(self.sentences))

    def hardest(self, count: int) -> tuple[Sentence, ...]:
        """Return the sentences with the highest grades, the hardest first."""
        return tuple(sorted(self.sentences, key=lambda sentence: -sentence.grade)[:count])


def flesch_kincaid(words: int, sentences: int, syllables: int) -> float:
    """Return the grade of Kincaid and others, "Derivation of New Readability Formulas" (US Navy, 1975)."""
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59 if words else 0.0


def smog(long_words: int, sentences: int) -> float:
    """Return the grade of McLaughlin, "SMOG Grading" (Journal of Reading, 1969). Long words have three syllables."""
    return 1.043 * sqrt(30 * long_words / sentences) + 3.1291 if sentences else 0.0


def reading_of(texts: Iterable[str], names: Iterable[str] = ()) -> Reading:
    """Return how CommonMark texts read. `names` are words or phrases that everybody learns, and do not count."""
    return Reading(tuple(sentence for text in texts for sentence in _read(text, tuple(names))))


@lru_cache(maxsize=8192)
def _read(text: str, names: tuple[str, ...]) -> tuple[Sentence, ...]:
    """Return the sentences of one text; kept, for the same text is checked again after every edit of another."""
    return tuple(
        Sentence(sentence, counted)
        for sentence in _sentences(text)
        if (counted := tuple(_syllables(word) for word in _WORD.findall(_without(sentence, names))))
    )


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text without its markup.

    An item of a list ends a sentence with or without a stop; two or three words without one are a label.
    """
    for paragraph in _PARAGRAPH.split(text):
        plain = " ".join(_MARKUP.sub(r"\1", paragraph).split())
        yield from (said for said in _SENTENCE_END.split(plain) if said[-1:] in _STOPS or len(said.split()) > 3)


def _without(sentence: str, names: tuple[str, ...]) -> str:
    pattern = _any_of(names)
    return pattern.sub("it", sentence) if pattern else sentence


@lru_cache(maxsize=64)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str] | None:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE) if names else None


@lru_cache(maxsize=32768)
def _syllables(word: str) -> int:
    # A list of English words, right on 95.5 % of running words where hyphenation patterns reach 90.8.
    # Imported late: only a check needs it.
    import syllapy  # type: ignore[import-untyped]

    return sum(max(1, syllapy.count(part)) for part in word.split("-"))
