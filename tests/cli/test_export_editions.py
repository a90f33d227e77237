"""`--edition` and `--minutes`: what is written under which name, and what is refused in one line."""

import json

import pytest
from pypdf import PdfReader


def test_each_kind_is_printed_in_the_editions_that_it_goes_with(curriculum, workspace):
    words = ("--edition", "large-print", "--edition", "low-ink", "--format", "html", "--report", "json")
    said = curriculum("export", "feeling-1", *words)

    names = {report["kind"]: report["path"].rpartition("/")[2] for report in json.loads(said.out)}
    assert names == {"guide": "feeling-1-guide-low-ink.html", "handout": "feeling-1-handout-large-print-low-ink.html"}


def test_a_booklet_is_written_as_sheets_and_says_how_to_fold_them(curriculum, workspace):
    said = curriculum("export", "feeling-1", "--only", "handouts", "--edition", "booklet")

    (page, back) = PdfReader(workspace / "exports/modules/feeling-1/feeling-1-handout-booklet.pdf").pages
    assert said.code == 0
    assert page.mediabox.width > page.mediabox.height
    assert back.mediabox == page.mediabox
    assert "turned over the short edge" in said.err


def test_a_clinics_own_edition_is_printed_unless_the_plain_one_is_asked_for(curriculum, workspace, change):
    change(workspace / "clinic.yaml", "name: A Clinic", "name: A Clinic\nprint: {editions: [low-ink]}")
    words = ("export", "feeling-1", "--format", "html", "--only", "handouts")

    assert "feeling-1-handout-low-ink.html" in curriculum(*words).out
    assert "feeling-1-handout.html" in curriculum(*words, "--edition", "plain").out


def test_an_edition_that_a_clinic_cannot_have_is_named_at_its_line(curriculum, workspace, change):
    change(workspace / "clinic.yaml", "name: A Clinic", "name: A Clinic\nprint: {editions: [booklet]}")

    said = curriculum("check")

    assert said.code == 1
    assert "clinic.yaml:2:20" in said.out


def test_a_session_is_shortened_and_the_file_says_so(curriculum, workspace):
    said = curriculum("export", "feeling-1", "--minutes", "45", "--only", "guides", "--format", "html")

    file = workspace / "exports/modules/feeling-1/feeling-1-guide-45-minutes.html"
    assert said.code == 0
    assert "Shortened to 45 minutes" in file.read_text("utf-8")


def test_groups_of_a_track_that_are_no_longer_stay_as_they_are(curriculum, workspace):
    curriculum("export", "days", "--week", "1", "--minutes", "60", "--only", "guides", "--format", "html")

    files = list((workspace / "exports/days/week-01").glob("*-60-minutes.html"))
    assert files
    assert not any("Shortened" in file.read_text("utf-8") for file in files)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("feeling-1", "--minutes", "20"), "cannot be held in 20 minutes"),
        (("feeling-1", "--minutes", "20"), "Ask for 45 to 75 minutes"),
        (("days", "--binder", "--minutes", "45"), "a matter of guides"),
        (("days", "--binder", "--edition", "fillable"), "no fillable edition of binder"),
        (("days", "--kind", "sign-in", "--edition", "large-print"), "no large-print edition of sign-in"),
        (("days", "--format", "ics", "--edition", "low-ink"), "calendars and tables have none"),
        (("feeling-1", "--edition", "tiny"), "'tiny' is not one of"),
    ],
)
def test_what_cannot_be_printed_so_is_one_line_and_2(curriculum, workspace, words, says):
    said = curriculum("export", *words)

    assert (said.code, said.out) == (2, "")
    assert says in said.err
    assert "Traceback" not in said.err
    assert not list((workspace / "exports").rglob("*.pdf"))


def test_the_help_names_every_edition_with_what_it_is_for(curriculum):
    said = curriculum("export", "--help")

    for word in ("large-print", "low-ink", "compact", "booklet", "fillable", "plain", "readers with low vision"):
        assert word in said.out
