"""The words that a client's page adds to its text, for each language in which pages are printed.

One table for each language, and every word of a handout's page that is not the handout's own comes from it.
"""

from dataclasses import dataclass

from curriculum.model.translation import SOURCE


@dataclass(frozen=True)
class PageWords:
    """The words of the page in one language."""

    code: str
    english_name: str
    """What the language is called in English, for facilitators."""
    own_name: str
    idea: str
    example: str
    """Above a worked example."""
    first_row: str
    """In the first row of a table, which is filled in."""
    at_home: str
    take_home: str
    page: str
    of: str
    line_to_mark: str
    """What stands for a scale that cannot be seen, with `{least}` and `{most}`."""
    version: str
    notes: str
    clinician: str
    """On a page of a module for which no clinical review is recorded."""
    not_reviewed: str
    """On a translation that nobody at home in the language has read."""
    not_yet: str
    """On an English page, for a reader of this language for whom there is none."""
    facing: str
    """On the title page of a sheet in two languages: where this language stands."""
    blank: str
    """On an empty page that keeps two languages side by side."""


_ENGLISH = PageWords(
    code=SOURCE,
    english_name="English",
    own_name="English",
    idea="Today's idea",
    example="For example",
    first_row="Example",
    at_home="To try at home",
    take_home="To take home",
    page="Page",
    of="of",
    line_to_mark="A line from {least} to {most} to mark",
    version="version",
    notes="Notes",
    clinician="A licensed clinician reviews this page before its first use.",
    not_reviewed="Translation not yet reviewed by a native reader.",
    not_yet="This page is not yet in {language}.",
    facing="English is on the left-hand pages.",
    blank="This page is blank, so that both languages stay side by side.",
)

_SPANISH = PageWords(
    code="es",
    english_name="Spanish",
    own_name="Español",
    idea="La idea de hoy",
    example="Por ejemplo",
    first_row="Ejemplo",
    at_home="Para probar en casa",
    take_home="Para llevar a casa",
    page="Página",
    of="de",
    line_to_mark="Una línea del {least} al {most} para marcar",
    version="versión",
    notes="Notas",
    clinician="Personal clínico con licencia revisa esta hoja antes de usarla por primera vez.",
    not_reviewed="Traducción aún no revisada por una persona de lengua materna.",
    not_yet="Esta hoja todavía no está en español.",
    facing="El español está en las páginas de la derecha.",
    blank="Esta página está en blanco para que los dos idiomas queden lado a lado.",
)

PAGE_WORDS = {words.code: words for words in (_ENGLISH, _SPANISH)}
"""The words of the page by two-letter code of the language."""


def language_name(code: str) -> str:
    """Return what a language is called in English; its code where no pages are printed in it."""
    return PAGE_WORDS[code].english_name if code in PAGE_WORDS else code


EDITIONS = {code: (code,) for code in PAGE_WORDS} | {
    f"{SOURCE}+{code}": (SOURCE, code) for code in PAGE_WORDS if code != SOURCE
}
"""What a print can ask for, by the name it is asked for: one language, or two on facing pages, English first."""
