"""What a client's books are made of: handouts bound together, and pages of the book's own, in one language or two.

In two languages the first page stands on the right and every page after it faces its twin, English on the left. Knows
the words of the page and no plan. Nothing here comes from what only a facilitator reads.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from curriculum.export.binding import Binding, Bookmark
from curriculum.export.book import Leaf, Numbers
from curriculum.export.booklet_words import BOOKLET_WORDS, BookletWords
from curriculum.export.client_values import ClientClinic
from curriculum.export.documents import Facing, Figures, Printable, handout_printables
from curriculum.export.editions import PLAIN, Editions
from curriculum.export.html import render
from curriculum.export.languages import PAGE_WORDS
from curriculum.export.pagekind import PageKind
from curriculum.export.sheets import Edition, marks_of
from curriculum.model.clinic import Clinic, Paper, Told
from curriculum.model.library import Library
from curriculum.model.module import Status
from curriculum.model.translation import SOURCE


@dataclass(frozen=True)
class Voice:
    """One language of a book: its words, and who to call."""

    words: BookletWords
    crisis: Told
    footer: Told
    reviewed: bool
    """True where a clinician has signed for every module of the book."""

    @property
    def language(self) -> str:
        """The two-letter code."""
        return self.words.code

    @property
    def clinician(self) -> str:
        """What stands on a page that no clinician has reviewed yet."""
        return PAGE_WORDS[self.language].clinician


@dataclass(frozen=True)
class ShopFront:
    """What the templates of a client's book are given of it: nothing from which a facilitator's text can be reached."""

    voices: tuple[Voice, ...]
    languages: tuple[str, ...]
    clinic: ClientClinic
    title_in: Callable[[str, str], Told]
    """As in `Shop`, like those below."""
    marks_in: Callable[[str, str], tuple[Told, ...]]
    handouts_in: Callable[[str, str, Numbers], tuple[tuple[str, int], ...]]
    alternative_in: Callable[[str, str], Told]
    """From a module id and a language to what one person can do alone."""


@dataclass(frozen=True)
class Shop:
    """What all pages of a client's book have in common."""

    kind: PageKind
    library: Library
    clinic: Clinic
    paper: Paper
    languages: tuple[str, ...]
    figures: Figures
    modules: tuple[str, ...]
    """Those whose handouts are in the book."""
    editions: Editions = PLAIN

    @cached_property
    def voices(self) -> tuple[Voice, ...]:
        """The languages of the book: one, or two that face each other."""
        reviewed = all(self.library.modules[each].status is Status.REVIEWED for each in self.modules)
        return tuple(
            Voice(BOOKLET_WORDS[each], self.clinic.crisis_in(each), self.clinic.footer_in(each), reviewed)
            for each in self.languages
        )

    @cached_property
    def handouts(self) -> Mapping[str, tuple[Printable, ...]]:
        """The handouts of each module, by id."""
        return {each: tuple(map(self._bound, self._printed(each))) for each in self.modules}

    def _printed(self, module_id: str) -> tuple[Printable, ...]:
        return handout_printables(
            module_id,
            self.library.modules[module_id],
            self.clinic,
            figures=self.figures,
            paper=self.paper,
            languages=self.languages,
            translations=self.library.translations.get(module_id, {}),
            editions=self.editions,
        )

    def _bound(self, page: Printable) -> Printable:
        """Return a handout as it stands in the book: without page numbers and a title page of its own."""
        bound = replace(page, kind=self.kind)
        if len(self.languages) == 1:
            return bound
        if page.facing is not None:
            return replace(bound, facing=replace(page.facing, cover=""))
        left, right = self.voices
        house = self.clinic.house
        absent = render("booklet-blank", house, title=page.title, voice=right, said=right.words.english_only)
        return replace(bound, facing=self._facing(page.title, page.html, absent, left=left, right=right))

    def title_in(self, module_id: str, language: str) -> Told:
        """Return the title of a module in a language; the English one where there is no other."""
        translation = self.library.translation(module_id, language)
        return Told((translation.title,), language) if translation else Told((self.library.title(module_id),), SOURCE)

    def marks_in(self, module_id: str, language: str) -> tuple[Told, ...]:
        """Return what a page has to say of the translation of a module."""
        edition = Edition(self.languages, self.library.translations.get(module_id, {}))
        return marks_of(edition, language) if language != SOURCE else ()

    def handouts_in(self, module_id: str, language: str, numbers: Numbers) -> tuple[tuple[str, int], ...]:
        """Return the handouts of a module as (title in a language, page on which it begins in that language)."""
        translation = self.library.translation(module_id, language)
        text = translation or self.library.modules[module_id]
        names = (leaf_name(module_id, place) for place in range(len(text.handouts)))
        # What is not translated stands on the left page alone.
        shift = self.languages.index(language) if translation else 0
        return tuple(
            (handout.title, numbers.first[name] + shift) for handout, name in zip(text.handouts, names, strict=True)
        )

    def _alternative_in(self, module_id: str, language: str) -> Told:
        """Return what one person can do alone of a module, in a language; in English where there is no other."""
        translation = self.library.translation(module_id, language)
        if translation and translation.alternative:
            return Told((translation.alternative,), language)
        return Told((self.library.modules[module_id].alternative or "",), SOURCE)

    @cached_property
    def front(self) -> "ShopFront":
        """What the templates of the book are given of it."""
        return ShopFront(
            voices=self.voices,
            languages=self.languages,
            clinic=ClientClinic.of(self.clinic),
            title_in=self.title_in,
            marks_in=self.marks_in,
            handouts_in=self.handouts_in,
            alternative_in=self._alternative_in,
        )

    def drawn(self, template: str, title: str, voice: Voice, **values: Any) -> str:
        """Return one of the book's own pages in a language, as HTML."""
        return render(template, self.clinic.house, title=title, voice=voice, shop=self.front, **values)

    def own_leaf(self, name: str, template: str, titles: Callable[[BookletWords], str], **values: Any) -> Leaf:
        """Return a page of the book's own, drawn once page numbers are known."""
        title = titles(self.voices[0].words)
        return Leaf(name, title, partial(self._own_page, template, titles, values))

    def _own_page(
        self, template: str, titles: Callable[[BookletWords], str], values: Mapping[str, Any], numbers: Numbers
    ) -> Printable:
        drawn = [
            self.drawn(template, titles(voice.words), voice, numbers=numbers, shift=shift, **values)
            for shift, voice in enumerate(self.voices)
        ]
        title = titles(self.voices[0].words)
        facing = (
            self._facing(title, drawn[0], drawn[1], left=self.voices[0], right=self.voices[1]) if drawn[1:] else None
        )
        return self.loose_page(drawn[0], title, facing)

    def loose_page(self, html: str, title: str, facing: Facing | None = None) -> Printable:
        """Return a page of the book."""
        return Printable(
            kind=self.kind,
            stem="",
            title=title,
            paper=self.paper,
            html=html,
            facing=facing,
            house=self.clinic.house,
        )

    def _facing(self, title: str, html: str, twin: str, *, left: Voice, right: Voice) -> Facing:
        blanks = [
            render(
                "booklet-blank",
                self.clinic.house,
                title=title,
                voice=voice,
                said=PAGE_WORDS[voice.language].blank,
            )
            for voice in (left, right)
        ]
        return Facing(
            cover="",
            left=html,
            right=twin,
            blank_left=blanks[0],
            blank_right=blanks[1],
            title=title,
            left_title=title,
            right_title=title,
            language=left.language,
        )

    def handout_leaves(self, module_id: str) -> tuple[Leaf, ...]:
        """Return the handouts of a module, in order."""
        pages = enumerate(self.handouts[module_id])
        return tuple(Leaf(leaf_name(module_id, place), page.title, page) for place, page in pages)

    def binding(self, title: str, outline: tuple[Bookmark, ...]) -> Binding:
        """Return how the book is bound."""
        language = self.languages[0]
        if len(self.languages) == 1:
            return Binding(title, language, outline, margin="numbered")
        return Binding(title, language, outline, margin="numbered", layout="TwoPageRight")


def leaf_name(module_id: str, place: int) -> str:
    """Return the name of the leaf of a handout, by its place among those of its module, from 0."""
    return f"{module_id}/{place}"
