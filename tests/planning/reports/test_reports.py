import csv
import io
import json
from datetime import date

import pytest
from builders import PROCESS, full_plan, library, module, subject, track

from curriculum.model.clinic import Clinic
from curriculum.planning.calendar import sessions_between
from curriculum.planning.reports.audit import audit
from curriculum.planning.reports.coverage import coverage_matrix
from curriculum.planning.reports.credentials import credentials
from curriculum.planning.reports.crosswalk import crosswalk
from curriculum.planning.reports.table import Column, Report, Table, columns
from curriculum.planning.reports.written import as_csv, as_data, as_json, as_text

CLINIC = Clinic.model_validate(
    {
        "name": "A Clinic",
        "people": {
            "mara": {"name": "Mara", "credentials": ["lcsw", "rn"]},
            "pat": {"name": "Pat", "credentials": ["peer"]},
        },
        "closures": [{"from": "2026-12-07", "reason": "Snow"}],
    }
)
FIRST, LAST = date(2026, 11, 30), date(2027, 1, 24)


def t8(**changes):
    plan, modules = full_plan()
    modules.modules["skills-1-mon"] = module(title="Skills", lead=["lcsw"], version=3)
    staff = {"process": "mara", "skills": ["mara", "pat"], "elective": "pat"}
    return subject(track(plan, staff=staff, **changes), modules, CLINIC)


def audited(about, hashes=None):
    held = sessions_between(about.track, about.clinic, FIRST, LAST)
    modules = {session.module for session in held if session.module}
    return audit(about, held, hashes if hashes is not None else {m: m.encode().hex().ljust(64, "0") for m in modules})


def test_us20_the_audit_of_eight_weeks_with_a_closed_monday_lists_69_of_72_groups():
    data = as_data(audited(t8()))
    rows = data["tables"]["sessions"]

    assert len(rows) == 69
    assert "2026-12-07" not in {row["date"] for row in rows}
    assert rows[1] == {
        "date": "2026-11-30",
        "day": "Mon",
        "start": "10:10",
        "end": "11:10",
        "minutes": 60,
        "service": "skills",
        "module": "skills-1-mon",
        "title": "Skills",
        "lead": "Mara, Pat",
        "credential": "lcsw",
        "content": b"skills-1-mon".hex().ljust(64, "0"),
    }
    assert data["facts"]["Groups"] == "69 planned, 3 on closed days, 0 slots empty"
    assert "this shows the plan, not attendance" in data["notes"][0]


def test_us20_weekly_totals_stand_there_without_and_with_breaks():
    weeks = as_data(audited(t8()))["tables"]["weeks"]

    assert [(row["sessions"], row["with-breaks"]) for row in weeks[:3]] == [(540, 600), (360, 400), (540, 600)]
    assert (weeks[-1]["week"], weeks[-1]["sessions"], weeks[-1]["with-breaks"]) == ("all", 69 * 60, 69 * 60 + 23 * 20)


def test_us20_waivers_have_role_reason_and_end_and_packs_name_date_and_source():
    waiver = {"rule": "weekly-minutes", "week": 2, "by": "clinical director", "reason": "Snow", "until": "2027-02-01"}
    tables = as_data(audited(t8(waivers=[waiver])))["tables"]

    assert tables["waivers"] == [
        {
            "of": "track",
            "rule": "weekly-minutes",
            "rule-pack": None,
            "week": 2,
            "day": None,
            "role": "clinical director",
            "reason": "Snow",
            "until": "2027-02-01",
        }
    ]
    assert {row["rule-pack"] for row in tables["packs"]} == {"iop-adult", "h0015"}
    assert all(row["source"] and row["dated"] for row in tables["packs"] if row["rule"] != "beyond a plan")
    assert tables["closures"] == [
        {"date": "2026-12-07", "reason": "Snow", "groups": 3, "minutes": 180, "made-up-on": None}
    ]


def test_us20_the_same_plan_gives_the_same_list_and_another_text_another_fingerprint():
    first, again = audited(t8()), audited(t8())
    other = audited(t8(), {"skills-1-mon": "f" * 64})

    assert as_json(first) == as_json(again)
    assert dict(first.facts)["Fingerprint of this list"] != dict(other.facts)["Fingerprint of this list"]


def test_people_see_a_fingerprint_short_and_programs_whole():
    report = audited(t8())

    text = "\n".join(as_text(report))
    assert b"skills-1-mon".hex()[:12] in text
    assert b"skills-1-mon".hex()[:13] not in text
    assert len(next(csv.DictReader(io.StringIO(as_csv(report.tables[0]))))["content"]) == 64


def test_a_make_up_stands_on_its_own_day_and_names_the_day_it_makes_up_for():
    rows = as_data(audited(t8(makeups=[{"for": "2026-12-07", "on": "2026-12-08", "from": "09:00"}])))["tables"]

    made_up = [row for row in rows["sessions"] if row["makes-up-for"]]
    assert len(rows["sessions"]) == 72
    assert {(row["date"], row["makes-up-for"]) for row in made_up} == {("2026-12-08", "2026-12-07")}
    assert rows["closures"][0]["made-up-on"] == "2026-12-08"


def test_the_crosswalk_has_a_row_for_each_objective_with_topics_required_topics_and_sources():
    modules = library(
        process_group=PROCESS,
        livers=module(
            title="Livers",
            topics=["hepatitis"],
            objectives=["Name one risk.", "Name a test."],
            sources=["A book, 2020"],
        ),
    )
    about = subject(
        track({1: {"mon": {"skills": "livers"}}, 3: {"mon": {"skills": "livers"}}}, rules=["nj-licensing"]), modules
    )

    tables = as_data(crosswalk(about))["tables"]

    rows = [row for row in tables["modules"] if row["module"] == "livers"]
    assert [row["objective"] for row in rows] == ["Name one risk.", "Name a test."]
    assert rows[0]["weeks"] == "1, 3"
    assert rows[0]["required-topics"] == "HIV and hepatitis (nj-licensing)"
    assert {row["cited"] for row in rows} == {"A book, 2020"}
    met = {row["required-topic"]: row["weeks"] for row in tables["required"]}
    assert (met["HIV and hepatitis"], met["relapse prevention"]) == ("1, 3", "NEVER")
    assert tables["topics"] == [{"topic": "hepatitis", "core": False, "weeks": "1, 3", "modules": "livers"}]


def test_the_credentials_matrix_says_who_leads_who_could_and_who_may_not():
    modules = library(process_group=PROCESS, talk=module(lead=["lcsw"]), tea=module(lead=["lcsw", "peer"]))
    staff = {"skills": "pat", "elective": "mara"}
    about = subject(track({1: {"mon": {"skills": "talk", "elective": "tea"}}}, staff=staff), modules, CLINIC)

    tables = as_data(credentials(about))["tables"]
    cells = {row["module"]: (row["mara"], row["pat"], row["may-lead"]) for row in tables["modules"]}

    assert cells["talk"] == ("may", "LEADS, may not", 1)
    assert cells["tea"] == ("leads", "may", 2)
    assert cells["process-group"] == ("may", "may", 2)
    assert next(row for row in tables["people"] if row["id"] == "mara")["alone-may-lead"] == "talk"
    assert next(row for row in tables["kinds"] if row["kind"] == "skills") == {"kind": "skills", "mara": 60, "pat": 60}


def test_a_co_leader_need_not_hold_what_the_first_leader_holds():
    modules = library(process_group=PROCESS, talk=module(lead=["lcsw"]))
    about = subject(track({1: {"mon": {"skills": "talk"}}}, staff={"skills": ["mara", "pat"]}), modules, CLINIC)

    cells = next(row for row in as_data(credentials(about))["tables"]["modules"] if row["module"] == "talk")

    assert (cells["mara"], cells["pat"]) == ("leads", "leads")


def test_the_coverage_matrix_marks_what_an_entry_week_misses():
    modules = library(process_group=PROCESS, safe=module(topics=["safety"]))
    about = subject(track({1: {"mon": {"skills": "safe"}}}, core=["safety"]), modules)

    (row,) = as_data(coverage_matrix(about))["tables"]["topics"]

    assert (row["topic"], row["core"], row["gaps"]) == ("safety", True, 2)
    assert [week for week in range(1, 9) if row[f"joins-in-week-{week}"] == "MISSED"] == [2, 3]


def small(*rows, **changes):
    table = Table("t", "A table", columns("Name", "Count", numbers="Count"), rows, **changes)
    return Report("hours", "A report", (("Track", "t8"),), (table,))


@pytest.mark.parametrize("width", [20, 40, 80])
def test_text_keeps_to_its_width_as_far_as_whole_words_allow(width):
    lines = list(as_text(small(("some words that run on and on for a while", 3)), width))

    table = lines[lines.index("A table") :]
    assert max(map(len, table)) <= width
    assert " ".join(line.split("  ")[0].strip() for line in table[3:]).split()[:3] == ["some", "words", "that"]


def test_a_date_and_half_an_id_are_never_parted():
    lines = list(as_text(small(("2027-03-01 how-thoughts", 3)), 20))

    assert "2027-03-01" in "\n".join(lines)
    assert "thoughts" in "\n".join(lines)


def test_grouped_columns_show_a_value_once_and_programs_get_it_in_every_row():
    report = small(("a", 1), ("a", 2), ("b", 2), grouped=1)

    assert [line.split() for line in as_text(report)][-3:] == [["a", "1"], ["2"], ["b", "2"]]
    assert [row["name"] for row in as_data(report)["tables"]["t"]] == ["a", "a", "b"]


def test_csv_runs_no_formula_and_leaves_nothing_empty():
    written = as_csv(small(("=1+1", None), ("-2", 4)).tables[0])

    assert list(csv.reader(io.StringIO(written))) == [["name", "count"], ["'=1+1", ""], ["'-2", "4"]]


def test_json_is_made_of_plain_values():
    table = Table("t", "T", (Column("day", "Day"), Column("yes", "Yes")), ((date(2027, 1, 4), True),))

    assert json.loads(as_json(Report("audit", "A", (), (table,))))["tables"] == {
        "t": [{"day": "2027-01-04", "yes": True}]
    }
