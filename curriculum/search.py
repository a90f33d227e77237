"""From words to ranked modules, forgiving of typing.

Every word must occur somewhere in a module's title, in any of its languages, id, series, topics or summary. Accents
need not be typed. Where that finds too little,
titles that look alike follow.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import combining, normalize

from rapidfuzz import fuzz, process

from curriculum.model.library import Library
from curriculum.model.module import Kind, Modality, Module

FEW = 5
"""Below so many hits of the words themselves, titles that look alike are added."""
LIKENESS = 72
"""The least WRatio (0 to 100) of a title that looks alike; five typed typos of five were found at it."""


@dataclass(frozen=True)
class Filter:
    """What a module must be to be shown, beside the words."""

    modality: Modality | None = None
    kind: Kind | None = None
    topic: str | None = None
    minutes: int | None = None
    """A slot of so many minutes that it must fit."""
    not_in: frozenset[str] = frozenset()
    """Ids to leave out, such as those that the track uses already."""

    def admits(self, module_id: str, module: Module) -> bool:
        """Tell whether a module passes."""
        return (
            (self.modality is None or module.modality is self.modality)
            and (self.kind is None or module.kind is self.kind)
            and (self.topic is None or self.topic in module.topics)
            and (self.minutes is None or module.fits(self.minutes))
            and module_id not in self.not_in
        )


EVERYTHING = Filter()


def find_modules(library: Library, words: str, only: Filter = EVERYTHING) -> tuple[str, ...]:
    """Return the ids of the modules that match, best first; all of them, by series and part, without words."""
    admitted = {i: module for i, module in library.modules.items() if only.admits(i, module)}
    if not words.strip():
        return tuple(sorted(admitted, key=lambda i: _shelf(admitted[i])))
    wanted = folded(words).split()
    texts = {i: _haystack(i, module, library) for i, module in admitted.items()}
    hits = [i for i, text in texts.items() if all(word in text for word in wanted)]
    hits.sort(key=lambda i: (_rank(admitted[i], folded(words).strip(), wanted), _shelf(admitted[i])))
    if len(hits) >= FEW:
        return tuple(hits)
    return (*hits, *_alike(words, {i: m for i, m in admitted.items() if i not in hits}))


def topics_of(modules: Iterable[Module]) -> tuple[str, ...]:
    """Return every topic of some modules, in alphabetical order."""
    return tuple(sorted({topic for module in modules for topic in module.topics}))


def _shelf(module: Module) -> tuple[str, str, int, str]:
    return module.modality.value, module.series or "~", module.part or 0, module.title


def folded(text: str) -> str:
    """Return a text in lower case without its accents: `Rápidos` is found by "rapidos"."""
    if text.isascii():
        return text.lower()
    return "".join(letter for letter in normalize("NFKD", text.lower()) if not combining(letter))


@lru_cache(maxsize=16_384)
def _searched(module_id: str, title: str, rest: str) -> str:
    return folded(f"{title} {module_id} {rest}")


def _haystack(module_id: str, module: Module, library: Library) -> str:
    titles = (translation.title for translation in library.translations.get(module_id, {}).values())
    facts = (module.modality.value, module.kind.value, module.series or "")
    rest = " ".join((*titles, *facts, *module.topics, module.summary))
    return _searched(module_id, module.title, rest)


def _rank(module: Module, phrase: str, wanted: list[str]) -> int:
    """Return 0 where the title begins with the phrase, then words at the front of words, then anywhere."""
    title = folded(module.title)
    if title.startswith(phrase):
        return 0
    if all(f" {word}" in f" {title}" for word in wanted):
        return 1
    if all(word in title for word in wanted):
        return 2
    return 3


def _alike(words: str, modules: dict[str, Module]) -> tuple[str, ...]:
    if len(words.strip()) < 3:
        return ()
    titles = {module_id: module.title.lower() for module_id, module in modules.items()}
    found = process.extract(words.lower(), titles, scorer=fuzz.WRatio, score_cutoff=LIKENESS, limit=FEW)
    whole = tuple(module_id for _, _, module_id in found)
    # One mistyped word is lost in a long title, so each word is held against each word, too.
    by_word = (i for i, title in titles.items() if i not in whole and _each_word_alike(words.lower().split(), title))
    return (*whole, *by_word)


def _each_word_alike(wanted: list[str], title: str) -> bool:
    return all(process.extractOne(word, title.split(), scorer=fuzz.ratio, score_cutoff=LIKENESS) for word in wanted)
