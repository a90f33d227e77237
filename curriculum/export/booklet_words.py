"""The words that a client's packet or workbook adds to its handouts, for each language in which pages are printed.

One table for each language, as in `languages`. Plain words: the sixth school grade at most.
"""

from dataclasses import dataclass

from curriculum.model.translation import SOURCE


@dataclass(frozen=True)
class BookletWords:
    """The words in one language. Braces stand for what is filled in."""

    code: str
    catch_up: str
    """The title of the packet for somebody who joins late."""
    welcome: str
    """At its head, with `{weeks}` that the group has met; `welcome_once` where that is one."""
    welcome_once: str
    welcome_first: str
    """The same for somebody who joins in the first week."""
    how: str
    """How to go about it, and that questions are welcome."""
    read: str
    """Above what to read, in order."""
    done_column: str
    read_column: str
    helps_column: str
    page_column: str
    week_column: str
    """Above the week of the stay in which that group is."""
    not_held: str
    """In place of that title, where the group will not come to it."""
    group_did: str
    week: str
    alone: str
    """Above the version for one person."""
    alone_said: str
    pages_with_it: str
    workbook: str
    yours: str
    """On the cover of the workbook: whose it is and how to keep it."""
    contents: str
    your_week: str
    more: str
    """In the contents: what the group does not come to during the stay."""
    crisis: str
    crisis_said: str
    call_lines: tuple[str, ...]
    """Prompts on the crisis page, each with room to write."""
    clinic_line: str
    english_only: str
    """On a page of a module that is not translated."""


_ENGLISH = BookletWords(
    code=SOURCE,
    catch_up="Catching Up",
    welcome="Welcome. The group has met for {weeks} weeks before you came. These pages help you join in.",
    welcome_once="Welcome. The group has met for one week before you came. These pages help you join in.",
    welcome_first="Welcome. You start right at the beginning. These pages add what the group has no time for.",
    how="Read a little at a time, from the top of the list. You do not have to finish it all. "
    "Ask about any page in group, or ask your counselor.",
    read="What to read first",
    done_column="Done",
    read_column="Read this",
    helps_column="It helps you with",
    page_column="Page",
    week_column="Your week",
    not_held="The group will not come to this while you are here.",
    group_did="What the group has done",
    week="Week {week}",
    alone="To do on your own",
    alone_said="The group did this together. Here is a way to do it by yourself, when you have a quiet moment.",
    pages_with_it="Pages to use",
    workbook="My Workbook",
    yours="This book is yours. Write in it, draw in it, and skip what does not fit today. "
    "Keep it where only you will read it. You do not need to put your name on it.",
    contents="What is in it",
    your_week="Your week {week}",
    more="More pages, for another time",
    crisis="When You Need Help Now",
    crisis_said="You do not have to wait until it gets worse. Calling early is a strong thing to do.",
    call_lines=("People I can call", "What gets me through one hour", "A place where I am safe"),
    clinic_line="Our clinic",
    english_only="These pages are not yet in English.",
)

_SPANISH = BookletWords(
    code="es",
    catch_up="Para ponerte al día",
    welcome="Te damos la bienvenida. El grupo se ha reunido {weeks} semanas antes de tu llegada. "
    "Estas páginas te ayudan a unirte.",
    welcome_once="Te damos la bienvenida. El grupo se ha reunido una semana antes de tu llegada. "
    "Estas páginas te ayudan a unirte.",
    welcome_first="Te damos la bienvenida. Empiezas desde el principio. "
    "Estas páginas traen lo que el grupo no alcanza a ver.",
    how="Lee un poco a la vez, desde lo primero de la lista. No tienes que terminarlo todo. "
    "Pregunta en el grupo por cualquier página, o habla con tu consejero o consejera.",
    read="Qué leer primero",
    done_column="Listo",
    read_column="Lee esto",
    helps_column="Te sirve para",
    page_column="Página",
    week_column="Tu semana",
    not_held="El grupo no va a llegar a esto mientras estés aquí.",
    group_did="Lo que ha hecho el grupo",
    week="Semana {week}",
    alone="Para hacer por tu cuenta",
    alone_said="El grupo hizo esto en conjunto. Aquí tienes una manera de hacerlo a solas, en un momento tranquilo.",
    pages_with_it="Páginas que vas a usar",
    workbook="Mi cuaderno",
    yours="Este cuaderno es tuyo. Escribe en él, dibuja en él y salta lo que hoy no te sirva. "
    "Guárdalo donde solo tú lo leas. No hace falta que pongas tu nombre.",
    contents="Lo que hay aquí",
    your_week="Tu semana {week}",
    more="Más páginas, para otro momento",
    crisis="Cuando necesitas ayuda ahora",
    crisis_said="No tienes que esperar a que empeore. Llamar pronto es un acto de fuerza.",
    call_lines=("Personas a quienes puedo llamar", "Lo que me ayuda a pasar una hora", "Un lugar seguro para mí"),
    clinic_line="Nuestra clínica",
    english_only="Estas páginas todavía no están en español.",
)

BOOKLET_WORDS = {words.code: words for words in (_ENGLISH, _SPANISH)}
"""The words by two-letter code of the language."""
