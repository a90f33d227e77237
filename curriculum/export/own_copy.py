"""The words of a page that stands for one which may not be copied: which book, which page, what to bring, how many.

The same page serves every group that uses it, so it names no group. Knows the languages in which pages are printed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from curriculum.model.handout import Handout
from curriculum.model.module import Module
from curriculum.model.rights import License, Rights
from curriculum.model.share import Share
from curriculum.model.translation import SOURCE, Translation


@dataclass(frozen=True)
class OwnCopyWords:
    """The words of the page in one language."""

    label: str
    said: str
    """Why the page is not here."""
    book: str
    page: str
    bring: str
    """What stands before what to bring."""
    what: str
    many: str
    """What stands before how many."""
    each: str
    group: str
    some: str
    """One for so many clients, with `{clients}`."""
    without: str
    """What stands before what to do without the book."""
    ask: str
    notes: str
    public: str
    """Before the credit of a text in the public domain."""
    allowed: str
    """Under whose permission a text is printed, with `{book}` and `{permission}`."""
    elsewhere: str
    """At the foot of the page: where the text is, with `{book}`."""


_ENGLISH = OwnCopyWords(
    label="Bring your own copy",
    said="Today's page is in a book. Only a person who bought the book may copy it. So we cannot print it for you.",
    book="The book",
    page="The page",
    bring="What to bring",
    what="Your own book, open at that page, or the copy that you made of it for yourself. And a pen.",
    many="How many",
    each="One for each person.",
    group="One for the whole group.",
    some="One for every {clients} people.",
    without="No book?",
    ask="Tell your group leader before we begin. You can look on, listen, or use the lines below.",
    notes="What I want to keep from that page, in my own words",
    public="Public domain",
    allowed="From {book}. Printed by permission: {permission}",
    elsewhere="The text is in {book}; only those who bought the book may copy it",
)

_SPANISH = OwnCopyWords(
    label="Trae tu propia copia",
    said="La hoja de hoy está en un libro. Solo quien compró el libro puede copiarla. Por eso no la imprimimos.",
    book="El libro",
    page="La página",
    bring="Qué traer",
    what="Tu propio libro, abierto en esa página, o la copia que hiciste para ti. Y un bolígrafo.",
    many="Cuántas",
    each="Una para cada persona.",
    group="Una para todo el grupo.",
    some="Una para cada {clients} personas.",
    without="¿Sin libro?",
    ask="Dilo a quien guía el grupo antes de empezar. Puedes mirar, escuchar o usar las líneas de abajo.",
    notes="Lo que quiero guardar de esa página, con mis propias palabras",
    public="Dominio público",
    allowed="De {book}. Impreso con permiso: {permission}",
    elsewhere="El texto está en {book}; solo quien compró el libro puede copiarlo",
)

OWN_COPY_WORDS: Mapping[str, OwnCopyWords] = {SOURCE: _ENGLISH, "es": _SPANISH}
"""The words by two-letter code of the language."""


def how_many(per: Share, words: OwnCopyWords) -> str:
    """Return how many copies of the book's page the group needs, in a client's words."""
    match per:
        case "client":
            return words.each
        case "group":
            return words.group
        case clients:
            return words.some.format(clients=clients)


def credit_line(rights: Rights, words: OwnCopyWords) -> str:
    """Return what the foot of a page says of a text that comes from elsewhere."""
    if rights.license is License.PUBLIC_DOMAIN:
        return f"{words.public}: {rights.credit}"
    if rights.withheld:
        return words.elsewhere.format(book=rights.cited)
    said = words.allowed.format(book=rights.cited, permission=rights.permission)
    return f"{said}. {rights.credit}" if rights.credit else said


def rights_of(source: Handout, text: Handout) -> Rights | None:
    """Return whose text a handout is in one language: a translation says it itself, or has the rights of its source."""
    return text.rights or source.rights


@dataclass(frozen=True)
class Withheld:
    """A handout whose text is not printed."""

    module: str
    title: str
    cited: str
    """Book and page."""

    def __str__(self) -> str:
        return f'"{self.title}": {self.cited}'


def withheld_of(module_id: str, module: Module, texts: Iterable[Module | Translation]) -> tuple[Withheld, ...]:
    """Return the handouts of a module whose text is not printed in some of the languages that are."""
    found: dict[int, Withheld] = {}
    for text in texts:
        for number, (source, handout) in enumerate(zip(module.handouts, text.handouts, strict=False)):
            rights = rights_of(source, handout)
            if rights is not None and rights.withheld:
                found.setdefault(number, Withheld(module_id, source.title, rights.cited))
    return tuple(found[number] for number in sorted(found))


def withheld_text(told: Sequence[str]) -> str:
    """Return in one line how many texts are not printed, and which; empty where all are."""
    stands = "A page that says what to bring stands for it" if len(told) == 1 else "Pages that say what to bring stand"
    return f"{len(told)} withheld: {'; '.join(told)}. {stands}{'' if len(told) == 1 else ' for them'}." if told else ""
