import json

import pytest


@pytest.fixture
def staffed(workspace, change):
    """The small workspace with two more people, of whom Bea may lead what Ana leads."""
    change(
        workspace / "clinic.yaml",
        "rooms:",
        "  bea: {name: Bea Lund, credentials: [lpc]}\n  cy: {name: Cy Moss, credentials: [peer]}\nrooms:",
    )
    return workspace


def test_people_come_first_with_reasons_and_others_with_what_bars_them(curriculum, staffed):
    said = curriculum("substitute", "days", "2027-01-06", "--out", "ana")

    assert said.code == 0
    assert "Days: Wednesday 2027-01-06 without Ana Reyes" in said.out
    assert said.out.count("1  Bea Lund\n       holds lpc; ") == 3
    assert "- Cy Moss (free then): holds no lpc" in said.out


def test_a_person_may_be_named_in_full_and_a_misspelt_one_is_met_with_the_closest(curriculum, staffed):
    assert "without Ana Reyes" in curriculum("substitute", "days", "2027-01-06", "--out", "ana reyes").out

    said = curriculum("substitute", "days", "2027-01-06", "--out", "beaa")

    assert said.code == 2
    assert 'Did you mean "bea"?' in said.err


def test_an_option_is_written_for_every_group_of_the_day_and_nothing_else_changes(curriculum, staffed):
    file = staffed / "tracks" / "days.yaml"
    before = file.read_text("utf-8")

    said = curriculum("substitute", "days", "2027-01-06", "--out", "ana", "--write", "1")
    after = file.read_text("utf-8")

    assert said.code == 0
    assert "week 1, Wednesday, first: Naming a Feeling 4, led by Bea Lund" in said.out
    assert "first: {module: feeling-4, lead: bea}" in after
    assert [line for line in after.splitlines() if "wed:" not in line] == [
        line for line in before.splitlines() if "wed:" not in line
    ]


def test_one_slot_alone_can_be_written(curriculum, staffed):
    curriculum("substitute", "days", "2027-01-06", "--out", "ana", "--slot", "second", "--write", "1")

    text = (staffed / "tracks" / "days.yaml").read_text("utf-8")

    assert "wed: {first: feeling-4, second: {module: feeling-5, lead: bea}, third: feeling-6}" in text


def test_an_option_that_is_not_there_writes_nothing(curriculum, staffed):
    before = (staffed / "tracks" / "days.yaml").read_bytes()

    said = curriculum("substitute", "days", "2027-01-06", "--out", "ana", "--write", "9")

    assert said.code == 2
    assert "has no option 9. It has 1 option." in said.err
    assert (staffed / "tracks" / "days.yaml").read_bytes() == before


def test_without_a_person_or_a_safe_swap_the_shelf_is_named(curriculum, staffed, change):
    change(staffed / "clinic.yaml", "Bea Lund, credentials: [lpc]", "Bea Lund, credentials: [rn]")

    said = curriculum("substitute", "days", "2027-01-06", "--out", "ana").out

    assert "Nobody can lead it." in said
    assert "Can be held instead" in said or "No safe swap." in said


def test_json_numbers_the_options(curriculum, staffed):
    data = json.loads(curriculum("substitute", "days", "2027-01-06", "--out", "ana", "--format", "json").out)

    assert [group["slot"] for group in data["groups"]] == ["first", "second", "third"]
    assert data["groups"][0]["options"][0]["option"] == 1
    assert data["groups"][0]["options"][0]["person"] == "bea"
    assert data["groups"][0]["barred"] == [{"person": "cy", "free": True, "reasons": ["holds no lpc"]}]


@pytest.mark.parametrize(
    ("day", "said"),
    [("2027-01-05", "holds nothing on 2027-01-05"), ("2027-01-13", "the clinic is closed (Stocktaking)")],
)
def test_a_day_without_groups_is_said_in_one_line(curriculum, staffed, day, said):
    answer = curriculum("substitute", "days", day, "--out", "ana")

    assert answer.code == 2
    assert said in answer.err


def test_who_leads_nothing_needs_nobody(curriculum, staffed):
    said = curriculum("substitute", "days", "2027-01-06", "--out", "cy")

    assert said.code == 0
    assert "Cy Moss leads nothing in this track that day." in said.out
