import json
import unicodedata
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from curriculum.cli.findings import as_github, as_json, as_text, seen_from, summary
from curriculum.files.yamltext import Source
from curriculum.model.finding import Document, Finding, Severity, Spot


def finding(message="It is wrong.", severity=Severity.BLOCK, spot=None, **changes):
    values = {
        "rule": "bad-value",
        "severity": severity,
        "document": Document("module", "leaving-autopilot"),
        "path": ("modality",),
        "place": "module leaving-autopilot, modality",
        "message": message,
        "fix": 'Did you mean "mindfulness"?',
        "spot": spot,
    }
    return Finding(**{**values, **changes})


def spot_in(text: str, start: int, end: int) -> Spot:
    return Source(Path("m.yaml"), text, "modules/m.yaml").spot(start, end)


def shown(*findings):
    return click.unstyle(as_text(findings))


def test_a_finding_is_shown_with_its_lines_and_a_mark_under_the_fault():
    text = "title: A\nsummary: One habit.\nmodality: mindfullness\nkind: skills\n"
    start = text.index("mindfullness")

    told = shown(finding('"mindfullness" is not a modality.', spot=spot_in(text, start, start + 12)))

    assert told == (
        'error[bad-value]: "mindfullness" is not a modality.\n'
        " --> modules/m.yaml:3:11 (module leaving-autopilot, modality)\n"
        "  |\n"
        "2 | summary: One habit.\n"
        "3 | modality: mindfullness\n"
        "  |           ^^^^^^^^^^^^\n"
        "4 | kind: skills\n"
        '  = help: Did you mean "mindfulness"?'
    )


def test_the_mark_stands_under_the_fault_behind_wide_letters():
    text = "title: 感情の名前 wrong\n"
    start = text.index("wrong")

    lines = shown(finding(spot=spot_in(text, start, start + 5))).splitlines()

    at = next(index for index, line in enumerate(lines) if "^" in line)
    assert cell_len(lines[at].partition("^")[0]) == cell_len(lines[at - 1].partition("wrong")[0])
    assert lines[at].count("^") == 5


def test_a_note_is_kept_to_its_words():
    told = shown(finding(severity=Severity.NOTE, spot=spot_in("title: A\n", 0, 5)))

    assert told.splitlines()[0] == "note[bad-value]: It is wrong."
    assert "^" not in told


def test_a_finding_without_a_line_names_its_place():
    assert "--> module leaving-autopilot, modality" in shown(finding())


def test_a_fault_far_to_the_right_is_brought_into_view():
    text = "say: " + "word " * 400 + "wrong " + "word " * 400
    start = text.index("wrong")

    lines = shown(finding(spot=spot_in(text, start, start + 5))).splitlines()

    at = next(index for index, line in enumerate(lines) if "^" in line)
    column = lines[at].index("^")
    assert lines[at - 1][column : column + 5] == "wrong"
    assert max(map(len, lines)) < 120


@given(st.text(min_size=1, max_size=300), st.data())
def test_whatever_a_file_holds_the_mark_stays_in_place_and_nothing_commands_the_terminal(line, data):
    line = line.replace("\n", " ").replace("\r", " ") or " "
    start = data.draw(st.integers(0, len(line) - 1))
    end = data.draw(st.integers(start + 1, len(line)))

    told = shown(finding(line, spot=spot_in(line, start, end)))

    lines = told.split("\n")
    assert len(lines) == 6
    assert not [c for c in told if unicodedata.category(c) in ("Cc", "Cs") and c != "\n"]
    assert not set(told) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068")
    assert set(lines[4].partition("|")[2]) <= {" ", "^"}
    assert "^" in lines[4]
    assert max(map(cell_len, lines[3:5])) <= 112


def test_json_holds_the_eight_keys_that_programs_rely_on():
    spot = spot_in("title: A\nkind: none\n", 15, 19)

    data = json.loads(as_json([finding("Größe", spot=spot), finding()]))

    assert data[0] == {
        "rule": "bad-value",
        "severity": "block",
        "file": "modules/m.yaml",
        "line": 2,
        "column": 7,
        "place": "module leaving-autopilot, modality",
        "message": "Größe",
        "fix": 'Did you mean "mindfulness"?',
    }
    assert (data[1]["file"], data[1]["line"], data[1]["column"]) == (None, None, None)


def test_no_findings_are_an_empty_list_in_json():
    assert json.loads(as_json([])) == []


def test_an_annotation_escapes_what_github_would_read_as_its_own():
    spot = Spot(file="a,b:c%.yaml", line=3, column=7)

    told = as_github([finding("50 % of\r\n1,2:3", spot=spot, fix="Mend: it, all.")])

    assert told == ("::error file=a%2Cb%3Ac%25.yaml,line=3,col=7,title=bad-value::50 %25 of%0D%0A1,2:3 Mend: it, all.")


@pytest.mark.parametrize(("severity", "level"), [("block", "error"), ("warn", "warning"), ("note", "notice")])
def test_each_severity_has_its_level_on_github(severity, level):
    assert as_github([finding(severity=Severity(severity))]).startswith(f"::{level} title=bad-value::")


def test_the_last_line_counts_what_was_found():
    block, warn, note = (finding(severity=weight) for weight in (Severity.BLOCK, Severity.WARN, Severity.NOTE))

    assert summary([block, warn, warn, warn, block, note], 18) == "2 findings block, 3 warnings, 1 note in 18 files."
    assert summary([block], 1) == "1 finding blocks in 1 file."
    assert summary([warn], 2) == "No finding blocks, 1 warning in 2 files."
    assert summary([], 2) == "No findings in 2 files."


def test_files_are_named_as_the_reader_would_type_them():
    seen = seen_from([finding(spot=spot_in("a: b\n", 0, 1)), finding()], Path("/clinic"), lambda path: path.as_posix())

    assert [one.spot and one.spot.file for one in seen] == ["/clinic/modules/m.yaml", None]
