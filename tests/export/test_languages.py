"""Handouts in another language, as HTML: whose words are on the page, and which language each line says it is in."""

import re
from dataclasses import fields

import pytest
from export.reading import text_of_html
from export.samples import SVG, a_week, printables_of
from export.spanish import a_spanish_week
from hypothesis import given
from hypothesis import strategies as st

from curriculum.export.languages import EDITIONS, PAGE_WORDS, language_name
from curriculum.export.spreads import spread_order
from curriculum.model.clinic import CRISIS_LINES, CRISIS_LINES_IN, Clinic

REVIEWED = {"by": "Una lectora", "on": "2026-11-20"}
UNREAD = ("Traducción aún no revisada por una persona de lengua materna.", "Translation not yet reviewed by a native")


def the(kind, pages):
    (page,) = (page for page in pages if page.kind == kind and page.module == "two-buckets")
    return page


def spanish_handout(week=None, **changes):
    return the("handout", printables_of(week or a_spanish_week(**changes), languages=("es",)))


def test_every_language_has_a_word_for_everything_that_a_page_says():
    for words in PAGE_WORDS.values():
        assert all(getattr(words, field.name) for field in fields(words))
        assert {"{least}", "{most}"} <= set(re.findall(r"\{\w+\}", words.line_to_mark))
    assert EDITIONS == {"en": ("en",), "es": ("es",), "en+es": ("en", "es")}
    assert (language_name("es"), language_name("fr")) == ("Spanish", "fr")


def test_a_spanish_handout_holds_its_blocks_between_spanish_words():
    text = text_of_html(spanish_handout().html)

    for said in (
        "Mis dos cubetas La idea de hoy Unas preocupaciones",
        "Por ejemplo Imani maneja un autobús.",
        "Ejemplo Lluvia No es mía Un abrigo",
        "Una línea del 0 al 10 para marcar 0 1 2",
        "0: pluma 10: piedra",
        "Para probar en casa Pon una preocupación al día",
        "Para llevar a casa Carga lo que es tuyo.",
        "En crisis: 988 y oprime 2. Clínica Harbor Mis dos cubetas · Dos cubetas, versión 1",
    ):
        assert said in text


def test_no_english_word_of_the_page_is_left_on_a_reviewed_spanish_handout():
    text = text_of_html(spanish_handout(reviewed=REVIEWED).html)
    english = [getattr(PAGE_WORDS["en"], field.name) for field in fields(PAGE_WORDS["en"]) if field.name != "code"]

    assert [word for word in english if re.search(rf"\b{re.escape(word)}\b", text)] == []


def test_a_page_says_its_language_and_a_line_in_another_says_its_own():
    week = a_spanish_week()
    html = spanish_handout(week).html
    assert '<html lang="es">' in html
    assert re.findall(r'lang="(\w+)">([^<]*)', html)[1:] == [("en", "Translation not yet reviewed by a native reader.")]

    week.clinic = Clinic(name="Harbor", crisis=("Call the house.",))

    html = spanish_handout(week).html
    assert '<ul class="crisis" lang="en"><li>Call the house.' in html
    assert '<span lang="en">Harbor</span>' in html


def test_a_translation_that_nobody_has_read_says_so_in_both_languages_and_a_read_one_does_not():
    unread, read = spanish_handout().html, spanish_handout(reviewed=REVIEWED).html

    assert all(said in text_of_html(unread) for said in UNREAD)
    assert not any(said in text_of_html(read) for said in UNREAD)
    assert 'class="marks"' not in read


def test_a_handout_in_english_alone_is_as_it_was_and_carries_no_mark():
    assert the("handout", printables_of(a_spanish_week())).stem == "1-mon-2-two-buckets-handout"
    assert "marks" not in the("handout", printables_of(a_spanish_week())).html


def test_what_is_not_translated_is_in_english_with_a_mark_and_who_to_call_in_spanish():
    week = a_week()

    page = the("handout", printables_of(week, languages=("es",)))

    text = text_of_html(page.html)
    assert '<html lang="en">' in page.html
    assert "Esta hoja todavía no está en español. This page is not yet in Spanish." in text
    assert '<p lang="es">' in page.html
    assert "Today's idea Some worries are yours" in text
    assert '<ul class="crisis" lang="es"><li>En peligro ahora' in page.html
    assert page.stem == "1-mon-2-two-buckets-handout"


def test_the_drawing_of_a_translation_is_looked_for_beside_it():
    asked = []

    def figures(text, file):
        asked.append((text, file))
        return SVG

    printables_of(a_spanish_week(), languages=("en", "es"), figures=figures)

    assert set(asked) == {("two-buckets", "figures/buckets.svg"), ("two-buckets.es", "figures/cubetas.svg")}


@pytest.mark.parametrize(
    ("languages", "translated", "said"),
    [
        (("es",), True, 'Handout "My Two Buckets", in Spanish: Mis dos cubetas'),
        (("en", "es"), True, 'Handout "My Two Buckets", in English and Spanish: Mis dos cubetas'),
        (("es",), False, 'Handout "My Two Buckets", in English: not yet in Spanish'),
        (("en",), True, 'Handout "My Two Buckets" 10 clients'),
    ],
)
def test_the_guide_stays_english_and_says_which_sheet_to_look_for(languages, translated, said):
    week = a_spanish_week() if translated else a_week()

    guide = the("guide", printables_of(week, languages=languages))

    assert said in text_of_html(guide.html)
    assert '<html lang="en">' in guide.html
    assert ("Clasifica tus propias" in guide.html) == (translated and languages != ("en",))


def test_the_title_page_has_both_titles_ideas_and_crisis_lines():
    facing = the("handout", printables_of(a_spanish_week(), languages=("en", "es"))).facing
    text = text_of_html(facing.cover)

    for said in (
        "My Two Buckets Mis dos cubetas",
        "Some worries are yours to carry.",
        "Unas preocupaciones te toca cargarlas.",
        "call or text 988",
        "988 y oprime 2",
        UNREAD[0],
        "Notes · Notas",
    ):
        assert said in text
    assert '<html lang="en">' in facing.cover
    assert '<html lang="es">' in facing.right
    assert facing.cover.count("<h1") == 1


def test_a_browser_gets_both_languages_on_one_page_each_in_its_own_article():
    html = the("handout", printables_of(a_spanish_week(), languages=("en", "es"))).html
    english, spanish = re.findall(r"<article.*?</article>", html, re.DOTALL)

    assert 'lang="es"' in spanish.partition(">")[0]
    assert "Today's idea" in text_of_html(english)
    assert "La idea de hoy" in text_of_html(spanish)


def test_the_crisis_lines_that_come_with_the_planner_are_known_in_spanish_and_a_clinics_own_are_not_guessed():
    assert Clinic().crisis_in("es").lines == CRISIS_LINES_IN["es"]
    assert Clinic().crisis_in("fr").lines == CRISIS_LINES
    own = Clinic(crisis=("Call the house.",))
    assert (own.crisis_in("es").lines, own.crisis_in("es").language) == (("Call the house.",), "en")
    assert len(CRISIS_LINES_IN["es"]) == len(CRISIS_LINES)
    assert "988 y oprime 2" in CRISIS_LINES_IN["es"][1]
    assert "AYUDA" in CRISIS_LINES_IN["es"][1]


@given(st.integers(1, 3), st.integers(1, 9), st.integers(1, 9))
def test_each_left_page_lies_left_and_its_counterpart_faces_it(cover, left, right):
    order = spread_order(cover, left, right)
    places = {each: number for number, each in enumerate(order, 1)}

    for page in range(left):
        assert places["left", page] % 2 == 0
    for page in range(right):
        assert places["right", page] % 2 == 1
    for page in range(min(left, right)):
        assert places["right", page] == places["left", page] + 1
    assert sum(name.startswith("blank") for name, _ in order) == abs(left - right) + (cover + 1) % 2
