import json

import pytest

ASKED = ("export", "days", "--binder", "--week", "1")


@pytest.fixture
def bound(curriculum, workspace, change):
    """A workspace whose track of one session a week was bound; every path is below it."""
    track = workspace / "tracks/days.yaml"
    change(track, "[mon, wed, fri]", "[mon]")
    change(track, "      - {break: 10}\n      - {name: third, minutes: 60}\n", "")
    change(track, ", third: feeling-3", "")
    change(track, "    wed: {first: feeling-4, second: feeling-5, third: feeling-6}\n", "")
    change(track, "    fri: {first: feeling-7, second: feeling-8, third: feeling-9}\n", "")
    change(track, ", third: ana", "")
    change(track, ", third: main", "")
    clinic = workspace / "clinic.yaml"
    clinic.write_text(clinic.read_text("utf-8") + "severities: {weekly-minutes: warn}\n", encoding="utf-8")
    assert curriculum(*ASKED).code == 0
    return workspace


def binder(workspace):
    return workspace / "exports/days/days-week-01-binder.pdf"


def test_a_binder_of_which_nothing_has_changed_is_neither_made_nor_written_again(curriculum, bound):
    before = binder(bound).stat().st_mtime_ns

    said = curriculum(*ASKED)

    assert said.code == 0
    assert "Nothing has changed" in said.err
    assert said.out.startswith("exports/days/days-week-01-binder.pdf is up to date, ")
    assert binder(bound).stat().st_mtime_ns == before


def test_an_edit_or_another_pdf_in_its_place_or_a_broken_manifest_asks_for_it_anew(curriculum, bound):
    whole = binder(bound).read_bytes()

    binder(bound).write_bytes(whole[:-1])
    assert curriculum(*ASKED).out.startswith("Wrote 1 file")
    assert binder(bound).read_bytes() == whole
    with (bound / "clinic.yaml").open("a") as clinic:
        clinic.write("# another hand\n")
    assert curriculum(*ASKED).out.startswith("Wrote 1 file")
    binder(bound).with_suffix(".manifest.json").write_text("[")
    assert curriculum(*ASKED).out.startswith("Wrote 1 file")
    assert "is up to date" in curriculum(*ASKED).out


def test_other_words_are_another_wish(curriculum, bound):
    assert "is up to date" not in curriculum(*ASKED, "--day", "sun").out


def test_the_manifest_names_every_file_that_the_binder_was_made_from(bound):
    manifest = json.loads(binder(bound).with_suffix(".manifest.json").read_text("utf-8"))

    assert {"clinic.yaml", "tracks/days.yaml"} <= set(manifest["made_of"])
    assert str(bound) not in json.dumps(manifest)
