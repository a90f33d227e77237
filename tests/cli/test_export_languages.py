"""`curriculum export --language`: what is missing stops a print, or is printed in English with a mark."""

import json

import pytest
from export.reading import text_of_html

SPANISH = """\
title: Nombrar un sentimiento {number}
translates: 1
translator: Alguien
handouts:
  - title: Palabras {number}
    idea: Una palabra para un sentimiento lo hace más pequeño.
    blocks:
      - lines: {{prompt: Mi palabra, count: 2}}
    take_home: Una palabra basta.
"""


@pytest.fixture
def four(workspace):
    """The week of nine groups of which four have Spanish text."""
    for number in (1, 4, 6, 8):
        path = workspace / f"modules/cbt/feeling-{number}.es.yaml"
        path.write_text(SPANISH.format(number=number), encoding="utf-8")
    return workspace


def handouts(root, language="es"):
    return {p.stem: p.read_text("utf-8") for p in (root / f"exports/days/week-01-{language}").glob("*handout*.html")}


def test_nine_groups_of_which_four_have_spanish_stop_and_list_the_five_missing(curriculum, four):
    """US-14."""
    said = curriculum("export", "days", "--week", "1", "--language", "es", "--format", "html")

    lines = said.err.splitlines()
    assert (said.code, said.out) == (1, "")
    assert lines[0] == "No Spanish handouts for 5 of 9 modules: nothing was written."
    assert [line.split()[0] for line in lines[1:6]] == [f"feeling-{n}" for n in (2, 3, 5, 7, 9)]
    assert "--allow-missing" in lines[6]
    assert not (four / "exports").exists()


def test_allowed_to_be_missing_those_five_print_in_english_with_a_mark(curriculum, four):
    """US-14."""
    said = curriculum("export", "days", "--week", "1", "--language", "es", "--format", "html", "--allow-missing")

    pages = handouts(four)
    marked = {stem for stem, html in pages.items() if "This page is not yet in Spanish." in text_of_html(html)}
    spanish = {stem for stem, html in pages.items() if '<html lang="es">' in html}
    assert said.code == 0
    assert (len(pages), len(marked), len(spanish)) == (9, 5, 4)
    assert marked.isdisjoint(spanish)
    assert all(stem.endswith("-handout-es") for stem in spanish)
    assert "Handouts in English, with a mark, for want of Spanish: 5 of 9 modules." in said.err


def test_a_print_without_handouts_needs_no_translation(curriculum, four):
    said = curriculum("export", "days", "--week", "1", "--language", "es", "--format", "html", "--only", "guides")

    assert said.code == 0
    guides = list((four / "exports/days/week-01-es").iterdir())
    assert len(guides) == 9
    assert sum("not yet in Spanish" in text_of_html(path.read_text("utf-8")) for path in guides) == 5


def test_one_module_prints_in_its_language_into_a_folder_of_its_own(curriculum, four):
    said = curriculum("export", "feeling-4", "--language", "en+es", "--format", "html", "--only", "handouts")

    assert said.code == 0
    assert (four / "exports/modules/feeling-4-en-es/feeling-4-handout-en-es.html").is_file()
    assert curriculum("export", "feeling-5", "--language", "es").code == 1


def test_a_fault_in_a_translation_stops_a_print_in_its_language_and_no_other(curriculum, four, change):
    change(four / "modules/cbt/feeling-4.es.yaml", "lines: {prompt", "text: {prompt")

    spanish = curriculum("export", "feeling-4", "--language", "es", "--format", "html")

    assert (spanish.code, "bad-value" in spanish.err) == (1, True)
    assert "feeling-4.es.yaml:8:" in spanish.err
    assert curriculum("export", "feeling-4", "--format", "html").code == 0


def test_a_missing_translation_leaves_a_report_that_is_still_json(curriculum, four):
    said = curriculum("export", "days", "--week", "1", "--language", "es", "--report", "json")

    assert json.loads(said.out) == []


def test_a_language_without_page_words_is_refused_with_those_that_there_are(curriculum, four):
    said = curriculum("export", "days", "--language", "fr")

    assert said.code == 2
    assert "'en+es'" in said.err


def test_show_names_the_languages_of_a_module(curriculum, four):
    said = curriculum("show", "feeling-4")
    data = json.loads(curriculum("show", "feeling-4", "--format", "json").out)

    assert "In Spanish: Nombrar un sentimiento 4, not yet reviewed by a native reader\n" in said.out
    assert data["translations"]["es"]["translates"] == 1
    assert json.loads(curriculum("show", "feeling-5", "--format", "json").out)["translations"] == {}


def test_find_knows_titles_in_every_language_with_or_without_accents(curriculum, four):
    path = four / "modules/cbt/feeling-6.es.yaml"
    path.write_text(path.read_text("utf-8").replace("Nombrar", "Más lluvía"), encoding="utf-8")

    assert curriculum("find", "lluvia").out.startswith("feeling-6")
    assert curriculum("find", "MÁS lluvia").out.startswith("feeling-6")


def test_check_reads_translations_and_one_by_itself(curriculum, four, change, tmp_path):
    path = four / "modules/cbt/feeling-4.es.yaml"
    assert "4 notes" in curriculum("check", four / "modules").out
    change(path, "translates: 1", "translates: 2")

    said = curriculum("check", path)

    assert said.code == 0
    assert "warning[translation-outdated]" in said.out
    assert "modules/cbt/feeling-4.es.yaml:2:" in said.out
    alone = tmp_path / "feeling-4.es.yaml"
    alone.write_text(path.read_text("utf-8").replace("translator", "traslator"), encoding="utf-8")
    assert "unknown-key" in curriculum("check", alone).out
