from pathlib import Path

import pytest

from curriculum.files.modules import load_library, load_module
from curriculum.files.reading import known_keys
from curriculum.files.tracks import load_track
from curriculum.model.module import Module

GOOD = """\
title: Catching Quick Thoughts
summary: Clients notice one thought.
modality: cbt
kind: skills
objectives:
  - Write down one quick thought.
agenda:
  - name: Check-in
    type: open
    minutes: {least: 5, planned: 10, most: 15}
handouts:
  - title: Thought Log
    idea: Catch it early.
    blocks:
      - text: Hello.
      - table: {columns: [What happened], rows: 5}
    take_home: Catch one.
license: CC-BY-4.0
author: Somebody
"""


def findings_of(folder: Path, text: str):
    path = folder / "some-module.yaml"
    path.write_text(text, "utf-8")
    return load_module(path, folder).findings


def test_a_good_module_is_read_without_a_word(tmp_path):
    assert findings_of(tmp_path, GOOD) == ()


@pytest.mark.parametrize(
    ("before", "after", "rule", "line", "column", "said"),
    [
        ("objectives:", "objetives:", "unknown-key", 5, 1, 'Did you mean "objectives"?'),
        ("modality: cbt", "modality: mindfullness", "bad-value", 3, 11, 'Did you mean "mindfulness"?'),
        ("title: Catching Quick Thoughts\n", "", "missing-key", 1, 1, '"title" is missing'),
        ("most: 15", "most: 7", "bad-value", 10, 14, "must not shrink"),
        ("most: 15", "mots: 15", "unknown-key", 10, 38, 'Did you mean "most"?'),
        ("rows: 5", "rowz: 5", "unknown-key", 16, 43, 'Did you mean "rows"?'),
        ("- text: Hello.", "- txt: Hello.", "bad-value", 15, 9, 'Did you mean "text"?'),
        ("type: open", "type: opening", "bad-value", 9, 11, 'Did you mean "open"?'),
        ("  - Write down one quick thought.", "  Write down one.", "bad-value", 6, 3, "A list belongs here"),
        ("title: Thought Log", "title:", "bad-value", 12, 11, "Nothing stands here"),
        ("title: Thought Log", f"title: {'x' * 49}", "bad-value", 12, 12, "49 characters; 48"),
        ("rows: 5", "rows: five", "bad-value", 16, 49, "not a whole number"),
        ("kind: skills", "kind: skills\nkind: group", "repeated-key", 5, 1, "second time"),
        ("summary: Clients", "summary: Note: Clients", "bad-yaml", 2, 14, "colon"),
    ],
)
def test_each_mistake_is_named_at_its_line_and_column_with_its_mend(tmp_path, before, after, rule, line, column, said):
    assert before in GOOD

    findings = findings_of(tmp_path, GOOD.replace(before, after, 1))

    hit = [f for f in findings if f.rule == rule and said in f"{f.message} {f.fix}"]
    assert len(hit) == 1, findings
    assert (hit[0].spot.file, hit[0].spot.line, hit[0].spot.column) == ("some-module.yaml", line, column)
    assert hit[0].blocks


def test_all_faults_of_a_file_are_said_in_one_pass_in_reading_order(tmp_path):
    text = GOOD.replace("cbt", "cpt").replace("type: open", "type: opn").replace("author:", "autor:")

    lines = [f.spot.line for f in findings_of(tmp_path, text)]

    assert len(lines) == 3
    assert lines == sorted(lines)


def test_a_misspelt_key_is_one_fault_and_not_two(tmp_path):
    findings = findings_of(tmp_path, GOOD.replace("objectives:", "objetives:"))

    assert [f.rule for f in findings] == ["unknown-key"]


def test_the_lines_around_a_fault_come_with_it(tmp_path):
    (finding,) = findings_of(tmp_path, GOOD.replace("cbt", "cpt"))

    assert finding.spot.excerpt == (
        (2, "summary: Clients notice one thought."),
        (3, "modality: cpt"),
        (4, "kind: skills"),
    )
    assert finding.spot.length == 3


def test_an_empty_list_only_seems_short_when_its_item_is_faulty(tmp_path):
    findings = findings_of(tmp_path, GOOD.replace("type: open", "type: opn"))

    assert [f.rule for f in findings] == ["bad-value"]


def test_a_missing_figure_is_named_and_one_outside_the_folder_is_not_used(tmp_path):
    (tmp_path / "secret.svg").write_text("<svg/>")
    folder = tmp_path / "cbt"
    folder.mkdir()
    block = "      - figure: {file: ../secret.svg, alt: A loop}\n      - figure: {file: loop.svg, alt: A loop}\n"

    findings = findings_of(folder, GOOD.replace("      - text: Hello.\n", block))

    assert [(f.rule, f.spot.line) for f in findings] == [("missing-file", 15), ("missing-file", 16)]
    (folder / "loop.svg").write_text("<svg/>")
    assert [f.spot.line for f in load_module(folder / "some-module.yaml", folder).findings] == [15]


def test_a_library_loads_although_one_file_is_bad(tmp_path):
    (tmp_path / "good.yaml").write_text(GOOD, "utf-8")
    (tmp_path / "bad.yaml").write_text("title: [", "utf-8")
    (tmp_path / "latin.yaml").write_bytes("title: Caf\u00e9".encode("latin-1"))
    (tmp_path / "empty.yaml").write_text("", "utf-8")
    (tmp_path / "list.yaml").write_text("- a\n", "utf-8")

    loaded = load_library([tmp_path], tmp_path)

    assert list(loaded.library.modules) == ["good"]
    assert sorted(f.document.id for f in loaded.findings) == ["bad", "empty", "latin", "list"]


def test_a_workspace_module_replaces_a_built_in_one_of_the_same_id(tmp_path):
    for name, title in (("built-in", "Built In"), ("own", "Our Own")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "same.yaml").write_text(GOOD.replace("Catching Quick Thoughts", title), "utf-8")

    loaded = load_library([tmp_path / "built-in", tmp_path / "own"], tmp_path)

    assert loaded.library.title("same") == "Our Own"
    assert loaded.findings == ()


def test_a_broken_file_of_the_workspace_does_not_fall_back_in_silence_to_the_built_in_one(tmp_path):
    for name, text in (("built-in", GOOD), ("own", "title: [")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "same.yaml").write_text(text, "utf-8")

    loaded = load_library([tmp_path / "built-in", tmp_path / "own"], tmp_path)

    assert loaded.library.get("same") is None
    assert len(loaded.findings) == 1


def test_two_files_of_one_id_in_one_library_are_found(tmp_path):
    for name in ("cbt", "dbt"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "same.yaml").write_text(GOOD, "utf-8")

    assert [f.rule for f in load_library([tmp_path], tmp_path).findings] == ["repeated-id"]


def test_a_file_whose_name_no_plan_can_use_is_found_with_a_better_one(tmp_path):
    for name in ("Catching Thoughts (1).yaml", "short.yml", "fine-name.yaml"):
        (tmp_path / name).write_text(GOOD, "utf-8")

    loaded = load_library([tmp_path], tmp_path)

    assert list(loaded.library.modules) == ["fine-name"]
    assert [(f.rule, f.fix.split(":")[0]) for f in loaded.findings] == [
        ("bad-name", "Rename the file to catching-thoughts-1.yaml"),
        ("bad-name", "Rename the file to short.yaml"),
    ]


def test_a_folder_with_the_name_of_a_track_is_a_finding(tmp_path):
    (tmp_path / "evening.yaml").mkdir()

    loaded = load_track(tmp_path / "evening.yaml", tmp_path)

    assert loaded.value is None
    assert [f.rule for f in loaded.findings] == ["bad-yaml"]


@pytest.mark.parametrize(
    ("path", "known"),
    [
        (("agenda", 0), "must"),
        (("agenda", 2, "minutes"), "planned"),
        (("handouts", 0), "take_home"),
        (("handouts", 0, "blocks", 1, "table", "table"), "columns"),
        (("adaptations",), "larger-group"),
        (("materials", 0), "hazard"),
    ],
)
def test_the_keys_that_belong_at_a_place_are_known(path, known):
    assert known in known_keys(Module, path)
