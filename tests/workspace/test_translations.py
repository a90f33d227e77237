"""A workspace with translations: where their drawings lie, and what a print in a language asks for."""

from datetime import date

import pytest

from curriculum.workspace import open_workspace
from curriculum.workspace.exporting import blocking, modules_held, untranslated

MODULE = """\
title: Catching Quick Thoughts
summary: Clients notice one thought.
modality: cbt
kind: skills
objectives: [Write down one quick thought.]
agenda:
  - {name: Check-in, type: open, minutes: 60}
handouts:
  - title: Thought Log
    idea: Catch it early.
    blocks: [{figure: {file: loop.svg, alt: A loop}}]
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
    idea: Temprano.
    blocks: [{figure: {file: loop.svg, alt: Un c\u00edrculo}}]
    take_home: Atrapa uno.
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "clinic.yaml").write_text("name: A Clinic\n")
    cbt = tmp_path / "modules/cbt"
    cbt.mkdir(parents=True)
    (cbt / "quick.yaml").write_text(MODULE)
    (cbt / "loop.svg").write_text("<svg>English</svg>")
    (tmp_path / "modules/es").mkdir()
    (tmp_path / "modules/es/quick.es.yaml").write_text(SPANISH)
    return tmp_path


def test_a_drawing_of_a_translation_lies_beside_it_or_beside_the_module(folder):
    workspace = open_workspace(folder)
    assert workspace.figure("quick.es", "loop.svg") == "<svg>English</svg>"

    (folder / "modules/es/loop.svg").write_text("<svg>Spanish</svg>")

    assert workspace.figure("quick.es", "loop.svg") == "<svg>Spanish</svg>"
    assert workspace.figure("quick", "loop.svg") == "<svg>English</svg>"
    (folder / "modules/loop.svg").write_text("<svg>outside</svg>")
    assert workspace.figure("quick.es", "../loop.svg") is None


def test_what_is_asked_for_in_english_or_translated_or_has_no_handout_is_not_missing(folder):
    (folder / "modules/cbt/bare.yaml").write_text(
        MODULE[: MODULE.index("handouts")] + MODULE[MODULE.index("license") :]
    )
    (folder / "modules/cbt/other.yaml").write_text(MODULE)
    workspace = open_workspace(folder)
    asked = ("quick", "bare", "other", "unknown")

    assert untranslated(workspace, asked, ("en",)) == ()
    assert untranslated(workspace, asked, ("es",)) == ("other",)
    assert untranslated(workspace, asked, ("en", "es")) == ("other",)


def test_modules_are_named_once_in_the_order_held_and_their_translations_block_only_their_language(folder):
    plan = "plan: {1: {mon: {b: quick, a: quick}}, 2: {mon: {a: other}}}"
    (folder / "tracks").mkdir()
    (folder / "tracks/days.yaml").write_text(
        "{title: Days, level: iop-adult, starts: 2027-01-04, cycle: 2, stay: 2, census: 8, meetings: [{days: [mon],"
        " from: 09:00, slots: [{name: a, minutes: 60}, {name: b, minutes: 60}]}], " + plan + "}"
    )
    text = folder / "modules/es/quick.es.yaml"
    text.write_text(SPANISH.replace("alt: Un", "wdith: 3 cm, alt: Un"))
    workspace = open_workspace(folder)
    today = date(2026, 11, 24)

    assert modules_held(workspace, "days", [1]) == ("quick",)
    assert "unknown-key" not in {f.rule for f in blocking(workspace, "days", [1], today)}
    assert "unknown-key" in {f.rule for f in blocking(workspace, "days", [1], today, languages=("es",))}
