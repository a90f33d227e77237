import json

import pytest


@pytest.fixture
def climbing(workspace, change):
    """The workspace, in which what is held in the third week builds on what was held in the first."""
    track = workspace / "tracks/days.yaml"
    track.write_text(track.read_text("utf-8") + "  3:\n    mon: {first: feeling-9}\n", encoding="utf-8")
    change(workspace / "modules/cbt/feeling-9.yaml", "topics: [feelings]", "topics: [feelings]\nafter: [feeling-1]")
    return workspace


def test_a_packet_for_those_who_join_late_is_one_file_named_after_their_week(curriculum, climbing):
    said = curriculum("export", "days", "--kind", "catch-up", "--entry", "3", "--report", "json")

    (report,) = json.loads(said.out)
    assert (said.code, report["kind"], report["week"]) == (0, "catch-up", 3)
    assert report["path"] == "exports/days/days-catch-up-week-03.pdf"
    assert (climbing / report["path"]).stat().st_size == report["bytes"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--kind", "catch-up"), "--entry WEEK"),
        (("--kind", "catch-up", "--entry", "1"), "nothing to catch up on"),
        (("--kind", "catch-up", "--entry", "9"), "Clients join in weeks 1 to 3"),
        (("--kind", "catch-up", "--entry", "3", "--binder"), "--binder is not for --kind catch-up"),
        (("--kind", "catch-up", "--entry", "3", "--week", "1"), "--week is not for --kind catch-up"),
        (("--kind", "catch-up", "--entry", "3", "--format", "html"), "is made as pdf"),
        (("--kind", "calendar"), "--kind"),
        (("--entry", "3"), "add --kind"),
    ],
)
def test_a_kind_that_cannot_be_is_one_line_and_2(curriculum, climbing, words, says):
    said = curriculum("export", "days", *words)

    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert says in said.err


def test_what_is_not_translated_stops_a_packet_and_is_named(curriculum, climbing):
    said = curriculum("export", "days", "--kind", "catch-up", "--entry", "3", "--language", "es")

    assert (said.code, said.out) == (1, "")
    assert "No Spanish handouts for 1 of 1 module" in said.err
    assert "feeling-1" in said.err


def test_what_blocks_a_module_of_a_packet_stops_it(curriculum, climbing, change):
    missing = "- figure: {file: figures/none.svg, alt: None}"
    change(climbing / "modules/cbt/feeling-1.yaml", "- lines: {prompt: My word, count: 2}", missing)

    said = curriculum("export", "days", "--kind", "catch-up", "--entry", "3")

    assert said.code == 1
    assert "nothing was written" in said.err


def test_the_help_has_a_line_for_each_kind(curriculum, workspace):
    from curriculum.workspace.kinds import KINDS

    said = curriculum("export", "--help").out

    for kind in KINDS.values():
        assert f"  {kind.name}  " in said
        assert kind.help in said


@pytest.fixture
def held(climbing):
    """The workspace, printed in spite of its short weeks."""
    clinic = climbing / "clinic.yaml"
    clinic.write_text(clinic.read_text("utf-8") + "severities: {weekly-minutes: warn}\n", encoding="utf-8")
    return climbing


@pytest.mark.parametrize(
    ("words", "files"),
    [
        (("month",), ["days-month-2027-01-staff"]),
        (("month", "--for", "clients", "--from", "2027-02-05"), ["days-month-2027-02-clients"]),
        (("sign-in", "--week", "1", "--day", "mon", "--per", "day"), ["sign-in/sign-in-2027-01-04"]),
        (("sign-in", "--week", "1", "--day", "mon", "--run", "2", "--per", "day"), ["sign-in/sign-in-2027-01-25"]),
        (
            ("fidelity", "--week", "1", "--day", "mon", "--lead", "ana"),
            [
                f"fidelity/fidelity-2027-01-04-{clock}-feeling-{n}"
                for n, clock in enumerate(("0900", "1010", "1120"), 1)
            ],
        ),
        (("certificate",), ["certificate"]),
        (("materials", "--week", "1"), ["days-materials-week-01"]),
    ],
)
def test_a_kind_of_sheet_is_written_where_its_track_prints(curriculum, held, words, files):
    said = curriculum("export", "days", "--kind", *words, "--format", "html")

    folder = held / "exports/days"
    assert said.code == 0
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html")) == [
        f"{f}.html" for f in files
    ]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("month", "--week", "1"), "--week is not for --kind month"),
        (("month", "--run", "0"), "no run 0"),
        (("month", "--from", "2026-03-01"), "Nothing is held in March 2026"),
        (("sign-in", "--day", "sun"), "Nothing of that is held"),
        (("fidelity", "--lead", "nobody"), "Nothing of that is held"),
        (("certificate", "--format", "docx"), "is made as pdf and html"),
        (("copies",), "--week N"),
        (("workbook", "--entry", "0"), "Nobody joins"),
    ],
)
def test_a_sheet_that_cannot_be_is_one_line_and_2(curriculum, held, words, says):
    said = curriculum("export", "days", "--kind", *words)

    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert says in said.err
