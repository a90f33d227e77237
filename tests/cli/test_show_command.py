import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.cli.prose import WIDTH, wrapped


def test_a_module_is_told_with_everything_that_a_facilitator_says_and_a_client_gets(curriculum, workspace):
    said = curriculum("show", "feeling-1").out

    assert said.startswith("Naming a Feeling 1\nfeeling-1, modules/cbt/feeling-1.yaml\n")
    assert "Length: 1 h; fits slots of 45 to 75 min" in said
    assert "  Say:\n    Look around the room. Which word fits today?\n\n    1. Pick one.\n    2. Keep it.\n" in said
    assert "  Ask:\n    - Which word?\n" in said
    assert "Handout: Words\n" in said
    assert "My word (2 lines to write on)" in said


def test_every_module_of_the_built_in_library_can_be_told(curriculum, workspace):
    ids = [one["id"] for one in json.loads(curriculum("find", "--format", "json").out)]

    assert len(ids) > 9
    for module_id in ids:
        assert curriculum("show", module_id).code == 0


def test_a_track_is_told_with_dates_clock_times_leads_rooms_and_totals(curriculum, workspace):
    said = curriculum("show", "days").out

    assert (
        "  Monday 2027-01-04\n    09:00 to 10:00  first: Naming a Feeling 1 (cbt), led by Ana Reyes, Main room\n"
        in said
    )
    assert "Total of week 1: session 9 h, breaks 1 h, clock 10 h (planned, not delivered)" in said
    assert "Not planned yet: 2 weeks (2, 3)." in said


def test_a_closed_day_says_why(curriculum, workspace):
    assert "  Wednesday 2027-01-13: closed, Stocktaking\n" in curriculum("show", "days", "--week", "2").out


def test_a_week_of_a_track_can_be_asked_for(curriculum, workspace):
    weeks = json.loads(curriculum("show", "days", "--week", "1", "--format", "json").out)["weeks"]

    assert [week["week"] for week in weeks] == [1]
    assert weeks[0]["minutes"] == {"session": 540, "breaks": 60, "uncounted": 0, "clock": 600}
    assert weeks[0]["sessions"][1]["start"] == "10:10"


@pytest.mark.parametrize(
    "name", ["feeling-3", "Naming a Feeling 3", "naming a feeling 3", "modules/cbt/feeling-3.yaml"]
)
def test_an_id_a_title_or_a_file_names_the_same_module(curriculum, workspace, name):
    assert json.loads(curriculum("show", name, "--format", "json").out)["id"] == "feeling-3"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("feelin-3",), 'Did you mean "feeling-3"?'),
        (("dasy",), 'Did you mean "days"?'),
        (("days", "--week", "4"), "weeks 1 to 3"),
        (("feeling-1", "--week", "1"), "has no weeks"),
    ],
)
def test_a_name_or_week_that_is_not_there_is_one_line_and_2(curriculum, workspace, words, says):
    said = curriculum("show", *words)

    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert says in said.err


def test_a_module_that_cannot_be_read_says_which_command_tells_why(curriculum, workspace, change):
    change(workspace / "modules/cbt/feeling-1.yaml", "kind: skills", "kind: skill")

    said = curriculum("show", "feeling-1")

    assert said.code == 2
    assert "`curriculum check modules/cbt/feeling-1.yaml`" in said.err


def test_json_of_a_module_keeps_the_keys_of_its_file(curriculum, workspace):
    data = json.loads(curriculum("show", "feeling-1", "--format", "json").out)

    assert {"id", "file", "title", "agenda", "handouts", "repeat-after", "minutes"} <= set(data)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\n -1.*|"), max_size=400))
def test_wrapping_loses_no_word(text):
    kept = "".join(" ".join(wrapped(text)).replace("\N{REPLACEMENT CHARACTER}", "").split())

    assert len(kept) <= len("".join(text.split()))
    assert [c for c in text if c.isalnum()] == [c for c in kept if c.isalnum()]


def test_wrapped_lines_keep_to_the_width():
    assert max(map(len, wrapped("word " * 200, indent=6))) <= WIDTH
