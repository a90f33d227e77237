import csv
import io
import json
from hashlib import sha256

import pytest


@pytest.fixture(autouse=True)
def _wide(monkeypatch):
    """A terminal in which no cell runs over lines."""
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def squeezed(workspace, change):
    """The small workspace with its three groups in 09:00 to 12:00, breaks included, and no other finding."""
    days = workspace / "tracks" / "days.yaml"
    change(days, "- {name: first, minutes: 60}", "- {name: first, minutes: 54}")
    change(days, "- {name: second, minutes: 60}", "- {name: second, minutes: 53}")
    change(days, "- {name: third, minutes: 60}", "- {name: third, minutes: 53}")
    return workspace


def table(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_full_weeks_pass_with_both_figures(curriculum, workspace):
    said = curriculum("hours", "days")

    assert said.code == 0
    assert "Total: 1 week: 540 min without breaks (9 h), 600 min with breaks (10 h)" in said.out
    assert "pass, slack 0 min" in said.out
    assert "Planned, not delivered" in said.out
    assert "ASAM Level 2.1" in said.out


def test_a_week_that_falls_short_ends_with_1_until_somebody_waives_it(curriculum, squeezed, change):
    said = curriculum("hours", "days")

    assert said.code == 1
    assert "short by 60 min" in said.out
    assert "480 min without breaks (8 h), 540 min with breaks (9 h)" in said.out
    assert curriculum("check", "tracks").code == 1
    days = squeezed / "tracks" / "days.yaml"
    waiver = "{rule: weekly-minutes, week: 1, by: director, reason: agreed, until: 2099-01-01}"
    days.write_text(f"{days.read_text('utf-8')}waivers:\n  - {waiver}\n", encoding="utf-8")
    assert curriculum("hours", "days").code == 0


def test_a_pack_of_the_clinic_s_own_that_counts_breaks_passes_the_same_week(curriculum, squeezed, change):
    rules = squeezed / "rules"
    rules.mkdir()
    (rules / "house.yaml").write_text(
        "title: Our level\nof: level\nextends: iop-adult\n"
        "weekly-minutes: {least: 540, counts: clock, source: Letter of our payer, dated: 2026-10-01}\n",
        encoding="utf-8",
    )
    change(squeezed / "tracks" / "days.yaml", "level: iop-adult", "level: house\nrules: []")

    said = curriculum("hours", "days", "--format", "json")

    (verdict,) = [row for row in json.loads(said.out)["tables"]["rules"] if row["rule"] == "weekly-minutes"]
    assert (said.code, verdict["planned"], verdict["verdict"]) == (0, 540, "pass, slack 0 min")
    assert "Letter of our payer" in said.out


def test_a_track_without_a_plan_has_no_hours(curriculum, workspace):
    days = workspace / "tracks" / "days.yaml"
    days.write_text(days.read_text("utf-8").partition("  1:\n")[0], encoding="utf-8")

    said = curriculum("hours", "days")

    assert (said.code, "None of these weeks is planned yet." in said.err) == (2, True)


def test_csv_holds_the_table_that_is_asked_for(curriculum, workspace):
    weeks = table(curriculum("hours", "days", "--format", "csv").out)
    days = table(curriculum("hours", "days", "--format", "csv", "--table", "days").out)

    assert [(row["week"], row["sessions"], row["with-breaks"]) for row in weeks] == [
        ("1", "540", "600"),
        ("all", "540", "600"),
    ]
    assert [row["date"] for row in days] == ["2027-01-04", "2027-01-06", "2027-01-08"]
    wrong = curriculum("hours", "days", "--format", "csv", "--table", "day")
    assert (wrong.code, 'Did you mean "days"?' in wrong.err) == (2, True)


def test_hours_of_later_runs_are_asked_for_by_date(curriculum, workspace):
    said = curriculum("hours", "days", "--from", "2027-01-25", "--weeks", "1", "--format", "csv")

    assert table(said.out)[0]["week"] == "1 (run 2)"
    assert table(said.out)[0]["from"] == "2027-01-25"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("hours", "days", "--week", "4"), "weeks 1 to 3"),
        (("hours", "days", "--from", "2020-01-01", "--weeks", "2"), "It starts on 2027-01-04"),
        (("hours", "nights"), 'There is no track "nights"'),
        (("report", "audit", "days", "--from", "soon"), "does not match the format"),
        (("report", "crosswalk", "days", "--weeks", "2"), "has no dates"),
        (("report", "audits", "days"), "is not one of"),
    ],
)
def test_what_cannot_be_reported_is_said_in_one_line(curriculum, workspace, words, told):
    said = curriculum(*words)

    assert (said.code, said.out) == (2, "")
    assert told in said.err


def test_the_audit_holds_the_fingerprint_of_each_module_s_bytes(curriculum, workspace, change):
    data = json.loads(curriculum("report", "audit", "days", "--format", "json").out)
    bytes_ = (workspace / "modules" / "cbt" / "feeling-1.yaml").read_bytes()

    assert len(data["tables"]["sessions"]) == 9
    assert data["tables"]["sessions"][0]["content"] == sha256(bytes_).hexdigest()
    assert data["facts"]["Groups"] == "9 planned, 3 on closed days, 15 slots empty"

    change(workspace / "modules" / "cbt" / "feeling-1.yaml", "Name one feeling.", "Name a feeling.")
    changed = json.loads(curriculum("report", "audit", "days", "--format", "json").out)
    assert changed["facts"]["Fingerprint of this list"] != data["facts"]["Fingerprint of this list"]
    rows = zip(changed["tables"]["sessions"], data["tables"]["sessions"], strict=True)
    assert [new["content"] == old["content"] for new, old in rows] == [False, *[True] * 8]


def test_two_audits_of_the_same_files_are_the_same_to_the_byte(curriculum, workspace):
    assert curriculum("report", "audit", "days").out == curriculum("report", "audit", "days").out


@pytest.mark.parametrize("kind", ["audit", "hours", "crosswalk", "credentials", "coverage"])
@pytest.mark.parametrize("ending", ["csv", "json", "txt"])
def test_every_report_is_written_to_a_file_as_its_ending_says(curriculum, workspace, kind, ending):
    path = workspace / f"{kind}.{ending}"

    said = curriculum("report", kind, "days", "-o", path)

    assert (said.code, said.out) == (0, "")
    assert f"Wrote {kind}.{ending}." in said.err
    text = path.read_text("utf-8")
    if ending == "json":
        assert json.loads(text)["report"] == kind
    elif ending == "csv":
        assert len(table(text)) > 0
    else:
        assert "Planned, not delivered" in text


def test_a_report_is_printed_as_a_tagged_pdf(curriculum, workspace):
    import pypdf

    said = curriculum("report", "audit", "days", "--format", "pdf", "--paper", "a4")
    pdf = pypdf.PdfReader(workspace / "exports" / "days" / "audit.pdf")
    text = " ".join(page.extract_text() for page in pdf.pages)

    assert "exports/days/audit.pdf" in said.out
    assert "this shows the plan, not attendance" in text
    assert "feeling-1" in text
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    width, height = pdf.pages[0].mediabox.width, pdf.pages[0].mediabox.height
    assert (round(float(width)), round(float(height))) == (842, 595)


def test_check_names_the_pack_of_a_finding(curriculum, squeezed):
    findings = json.loads(curriculum("check", "tracks", "--format", "json").out)

    assert {f["pack"] for f in findings if f["rule"] in ("weekly-minutes", "daily-minutes")} == {"iop-adult", "h0015"}


def test_check_looks_at_a_rule_pack_by_its_path(curriculum, workspace):
    path = workspace / "rules" / "house.yaml"
    path.parent.mkdir()
    path.write_text("title: House\nweekly-minuts: {least: 1, source: a, dated: b}\n", encoding="utf-8")

    said = curriculum("check", path)

    assert said.code == 1
    assert "rules/house.yaml:2:1" in said.out
    assert 'Did you mean "weekly-minutes"?' in said.out


def test_explain_shows_every_number_of_a_pack_and_what_no_plan_can_show(curriculum, workspace):
    said = curriculum("explain", "medicare-iop").out

    assert "A physician certifies" in said
    assert "tiers of payment from 3, 4 services a day" in said
    assert "beyond what a plan can show" in said
    data = json.loads(curriculum("explain", "nj-licensing", "--format", "json").out)
    assert {number["rule"] for number in data["numbers"]} == {"required-topic-missing", "no-family-session"}
