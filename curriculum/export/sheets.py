"""A handout as it prints in one language: its text, the words of its page, and what a reader must know of it.

Knows which language each line is in, so that a page can say it to a screen reader. Knows no template.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from curriculum.export.client_values import ClientModule
from curriculum.export.languages import PAGE_WORDS, PageWords
from curriculum.export.own_copy import (
    OWN_COPY_WORDS,
    OwnCopyWords,
    Withheld,
    credit_line,
    how_many,
    rights_of,
    withheld_of,
)
from curriculum.model.clinic import Clinic, Told
from curriculum.model.handout import Handout
from curriculum.model.module import Module
from curriculum.model.rights import Rights
from curriculum.model.translation import SOURCE, Translation


@dataclass(frozen=True)
class Edition:
    """The languages in which clients get the pages of one module."""

    languages: tuple[str, ...] = (SOURCE,)
    """One, or two on facing pages."""
    translations: Mapping[str, Translation] = field(default_factory=dict)
    """What there is of the module in other languages."""

    @property
    def other(self) -> str | None:
        """The language beside English that was asked for, or None."""
        return next((language for language in self.languages if language != SOURCE), None)

    @property
    def translation(self) -> Translation | None:
        """The module in that language; None where nobody has translated it, or none was asked for."""
        return self.translations.get(self.other) if self.other else None

    @property
    def printed(self) -> tuple[str, ...]:
        """The languages that the pages are in: English alone where the other is missing."""
        return self.languages if self.other is None or self.translation else (SOURCE,)

    def title_of(self, number: int) -> str | None:
        """Return the title of a handout, counted from 0, in the other language, or None."""
        handouts = self.translation.handouts if self.translation else ()
        return handouts[number].title if number < len(handouts) else None

    def withheld(self, module_id: str, module: Module) -> tuple[Withheld, ...]:
        """Return the handouts of the module whose text is not printed in some language of the edition."""
        texts = (module if each == SOURCE else self.translations[each] for each in self.printed)
        return withheld_of(module_id, module, texts)

    @property
    def told(self) -> str:
        """What a facilitator is told of the language of the handouts; empty where there is nothing to tell."""
        if self.other is None:
            return ""
        name = PAGE_WORDS[self.other].english_name
        if self.translation is None:
            return f"in English: not yet in {name}"
        return f"in English and {name}" if len(self.languages) > 1 else f"in {name}"


@dataclass(frozen=True)
class Sheet:
    """One handout in one language."""

    handout: Handout
    number: int
    """Its place among the module's handouts, from 0."""
    module_id: str
    module: ClientModule
    module_title: str
    words: PageWords
    crisis: Told
    footer: Told
    at_home: str | None
    """The homework, on the last handout."""
    marks: tuple[Told, ...] = ()
    """What stands at the head of each page: that nobody has read the translation, or that there is none."""
    missing: bool = False
    """Tell whether it is in English for want of the language that was asked for."""
    editions: tuple[str, ...] = ()
    """The editions that it is printed in, by name."""
    rights: Rights | None = None
    """Whose text it is, where it is not the module's own."""

    @property
    def own_copy(self) -> OwnCopyWords | None:
        """The words of the page that stands for it where its text may not be printed; else None."""
        return OWN_COPY_WORDS[self.language] if self.withheld else None

    @property
    def withheld(self) -> str:
        """Title, book and page of the text, where it may not be printed; else empty."""
        if self.rights is None or not self.rights.withheld:
            return ""
        return str(Withheld(self.module_id, self.handout.title, self.rights.cited))

    @property
    def how_many(self) -> str:
        """How many copies of their own a group needs, in the reader's words."""
        return how_many(self.handout.per, OWN_COPY_WORDS[self.language])

    @property
    def credit(self) -> str:
        """Where a text that is not the module's own comes from; empty for one that is."""
        return credit_line(self.rights, OWN_COPY_WORDS[self.language]) if self.rights is not None else ""

    @property
    def language(self) -> str:
        """The two-letter code of the language."""
        return self.words.code

    @property
    def drawn_beside(self) -> str:
        """The name of the text beside which its drawings lie."""
        return self.module_id if self.language == SOURCE else f"{self.module_id}.{self.language}"


def sheets(module_id: str, module: Module, edition: Edition, language: str, clinic: Clinic) -> Iterator[Sheet]:
    """Yield the handouts of a module in a language of its edition, in order.

    Where the module is not translated the text is English, but who to call is said in the reader's language.
    """
    words = PAGE_WORDS[language]
    missing = edition.other is not None and edition.translation is None
    text = module if language == SOURCE else edition.translations[language]
    for number, handout in enumerate(text.handouts):
        source = module.handouts[number] if number < len(module.handouts) else handout
        rights = rights_of(source, handout)
        yield Sheet(
            handout=handout.without_text() if rights is not None and rights.withheld else handout,
            number=number,
            module_id=module_id,
            module=ClientModule.of(module),
            module_title=text.title,
            words=words,
            crisis=clinic.crisis_in(edition.other if missing and edition.other else language),
            footer=clinic.footer_in(language),
            at_home=text.homework if number == len(text.handouts) - 1 else None,
            marks=marks_of(edition, language),
            missing=missing,
            rights=rights,
        )


def marks_of(edition: Edition, language: str) -> tuple[Told, ...]:
    """Return what a page has to say of its translation, in both languages."""
    english = PAGE_WORDS[SOURCE]
    if edition.other is None:
        return ()
    other = PAGE_WORDS[edition.other]
    if edition.translation is None:
        said = english.not_yet.format(language=other.english_name)
        return Told((other.not_yet,), other.code), Told((said,), SOURCE)
    if language == SOURCE or edition.translation.reviewed is not None:
        return ()
    return Told((other.not_reviewed,), other.code), Told((english.not_reviewed,), SOURCE)
