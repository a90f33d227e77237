"""Translations on the disk: read as modules are, never taken for one, and never said of another text."""

import pytest

from curriculum.files.modules import load_library

MODULE = """\
title: Catching Quick Thoughts
summary: Clients notice one thought.
modality: cbt
kind: skills
objectives: [Write down one quick thought.]
agenda:
  - {name: Check-in, type: open, minutes: 10}
handouts:
  - title: Thought Log
    idea: Catch it early.
    blocks:
      - text: Hello.
      - figure: {file: figures/loop.svg, alt: A loop}
    take_home: Catch one.
license: CC-BY-4.0
author: Somebody
"""

SPANISH = """\
title: Atrapar pensamientos
translates: 1
translator: Alguien
handouts:
  - title: Registro
    idea: Atrápalo temprano.
    blocks:
      - text: Hola.
      - figure: {file: figures/loop.svg, alt: Un círculo}
    take_home: Atrapa uno.
"""


def a_folder(root, name="modules", **files):
    """A folder of a library: `quick="..."` is quick.yaml, `quick_es` is quick.es.yaml."""
    folder = root / name / "cbt"
    (folder / "figures").mkdir(parents=True)
    (folder / "figures/loop.svg").write_text("<svg/>")
    for stem, text in files.items():
        (folder / f"{stem.replace('_', '.')}.yaml").write_text(text, "utf-8")
    return root / name


def findings_of(root, text):
    return load_library([a_folder(root, quick=MODULE, quick_es=text)], root).findings


def test_a_translation_is_read_beside_its_module_and_is_none_itself(tmp_path):
    loaded = load_library([a_folder(tmp_path, quick=MODULE, quick_es=SPANISH)], tmp_path)

    assert loaded.findings == ()
    assert list(loaded.library.modules) == ["quick"]
    assert loaded.library.translation("quick", "es").title == "Atrapar pensamientos"
    assert loaded.library.translation("quick", "fr") is None
    assert loaded.library.translation("other", "es") is None
    assert loaded.translation_sources["quick.es"].name == "modules/cbt/quick.es.yaml"


@pytest.mark.parametrize(
    ("before", "after", "rule", "line", "column", "said"),
    [
        ("translator:", "traslator:", "unknown-key", 3, 1, 'Did you mean "translator"?'),
        ("translates: 1\n", "", "missing-key", 1, 1, '"translates" is missing'),
        ("translates: 1", "translates: one", "bad-value", 2, 13, "not a whole number"),
        ("- text: Hola.", "- txt: Hola.", "bad-value", 8, 9, 'Did you mean "text"?'),
        ("Atrápalo temprano.", "Ya. " * 76, "bad-value", 6, 11, "has 76 words"),
        ("translator:", "modality: cbt\ntranslator:", "unknown-key", 3, 1, "not a key that belongs here"),
        (
            "file: figures/loop.svg",
            "file: figures/nada.svg",
            "missing-file",
            9,
            24,
            "not an SVG file beside the module",
        ),
        ("title: Registro", "title: Uno: dos", "bad-yaml", 5, 15, "colon"),
    ],
)
def test_each_mistake_is_named_at_its_line_and_column_with_its_mend(tmp_path, before, after, rule, line, column, said):
    assert before in SPANISH

    findings = findings_of(tmp_path, SPANISH.replace(before, after, 1))

    hit = [f for f in findings if f.rule == rule and said in f"{f.message} {f.fix}"]
    assert len(hit) == 1, findings
    assert (hit[0].spot.file, hit[0].spot.line, hit[0].spot.column) == ("modules/cbt/quick.es.yaml", line, column)
    assert (hit[0].document.kind, hit[0].document.id) == ("translation", "quick.es")


def test_an_idea_has_more_room_in_a_translation_than_in_english(tmp_path):
    """The same idea takes more words in most languages."""
    assert findings_of(tmp_path, SPANISH.replace("Atrápalo temprano.", "Ya. " * 75)) == ()


def test_a_translation_that_cannot_be_read_leaves_its_module_as_it_is(tmp_path):
    loaded = load_library([a_folder(tmp_path, quick=MODULE, quick_es="title: [")], tmp_path)

    assert list(loaded.library.modules) == ["quick"]
    assert loaded.library.translation("quick", "es") is None
    assert [f.rule for f in loaded.findings] == ["bad-yaml"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("quick.xx.yaml", "Name it quick.es.yaml"),
        ("quick.spanish.yaml", "Name it quick.es.yaml"),
        ("quick.es.yml", "Name it quick.es.yaml"),
        ("quick.en.yaml", "Move these texts into the module itself."),
    ],
)
def test_a_name_that_is_no_modules_and_no_languages_is_found(tmp_path, name, said):
    folder = a_folder(tmp_path, quick=MODULE)
    (folder / "cbt" / name).write_text(SPANISH, "utf-8")

    (finding,) = load_library([folder], tmp_path).findings

    assert finding.rule == "bad-name"
    assert said in finding.fix


def test_a_translation_of_a_module_that_is_not_there_is_met_with_the_closest_name(tmp_path):
    (finding,) = load_library([a_folder(tmp_path, quick=MODULE, qiuck_es=SPANISH)], tmp_path).findings

    assert (finding.rule, finding.severity) == ("orphan-translation", "warn")
    assert finding.fix == "Rename it to quick.es.yaml?"
    assert finding.spot.file == "modules/cbt/qiuck.es.yaml"


def test_a_translation_of_a_module_that_cannot_be_read_is_no_orphan(tmp_path):
    loaded = load_library([a_folder(tmp_path, quick="title: [", quick_es=SPANISH)], tmp_path)

    assert [f.rule for f in loaded.findings] == ["bad-yaml"]


def test_a_workspaces_module_does_not_take_the_translation_of_the_one_it_replaces(tmp_path):
    """The built-in translation may say something else than the text that stands in its place."""
    built_in = a_folder(tmp_path, "built-in", quick=MODULE, quick_es=SPANISH)
    own = a_folder(tmp_path, "own", quick=MODULE.replace("Catching", "Our"))

    loaded = load_library([built_in, own], tmp_path)

    assert loaded.library.translation("quick", "es") is None
    assert loaded.translation_sources == {}


def test_a_workspaces_module_has_the_translation_that_the_workspace_gives_it(tmp_path):
    built_in = a_folder(tmp_path, "built-in", quick=MODULE, quick_es=SPANISH)
    own = a_folder(tmp_path, "own", quick=MODULE, quick_es=SPANISH.replace("Atrapar", "Nuestros"))

    assert load_library([built_in, own], tmp_path).library.translation("quick", "es").title == "Nuestros pensamientos"


def test_a_workspace_can_translate_a_built_in_module_whose_drawing_stays_beside_the_module(tmp_path):
    built_in = a_folder(tmp_path, "built-in", quick=MODULE)
    own = a_folder(tmp_path, "own", quick_es=SPANISH)
    (own / "cbt/figures/loop.svg").unlink()

    loaded = load_library([built_in, own], tmp_path)

    assert loaded.findings == ()
    assert loaded.library.translation("quick", "es") is not None


def test_two_translations_of_one_module_into_one_language_are_found(tmp_path):
    folder = a_folder(tmp_path, quick=MODULE, quick_es=SPANISH)
    (folder / "dbt").mkdir()
    (folder / "dbt/quick.es.yaml").write_text(SPANISH, "utf-8")

    assert [f.rule for f in load_library([folder], tmp_path).findings] == ["repeated-id"]
