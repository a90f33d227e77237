"""A translation: what clients see of a module, in another language. Knows the words, not where they print."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from curriculum.model.base import Line, Prose, Title, Value
from curriculum.model.handout import Handout

SOURCE = "en"
"""The language in which modules are written."""

_CODES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en"
    " eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv"
    " ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne"
    " ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st"
    " su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)

ISO_639_1 = frozenset(_CODES.split())
"""Every two-letter code of a language (ISO 639-1, loc.gov/standards/iso639-2)."""


def _language(code: str) -> str:
    if code not in ISO_639_1 or code == SOURCE:
        raise PydanticCustomError("language", "is no two-letter code of another language, such as es", {})
    return code


Language = Annotated[str, AfterValidator(_language)]
"""A language other than that of the modules, by its two-letter code."""


class NativeReview(Value):
    """Who, at home in the language, read a translation, and when."""

    by: Line
    on: date


class TranslatedHandout(Handout):
    """A handout in another language. The same idea takes more words in most of them than in English."""

    most_idea_words: ClassVar[int] = 75


class Translation(Value):
    """What clients see of a module, in another language: handouts, homework, the version for one person."""

    title: Title
    translates: Annotated[int, Field(ge=1)]
    """The version of the module that it was made from."""
    translator: Line
    reviewed: NativeReview | None = None
    """Left out until somebody at home in the language has read it."""
    handouts: tuple[TranslatedHandout, ...] = ()
    homework: Prose | None = None
    alternative: Prose | None = None
