"""US-20: the audit of a signed version, from a git tag, whatever has happened to the files since."""

import json
import subprocess
from hashlib import sha256

import pytest

MODULE = """\
title: {title}
summary: Clients do one thing.
modality: cbt
kind: {kind}
status: ready
lead: [lpc]
repeat-after: {repeat}
objectives: [Name one thing.]
agenda:
  - {{name: Practice, type: practice, minutes: {{least: 45, planned: 60, most: 75}}}}
license: CC-BY-4.0
author: Test
"""
CLINIC = """\
name: A Clinic
people: {ana: {name: Ana Reyes, credentials: [lpc]}}
closures:
  - {from: 2026-12-07, reason: Stocktaking}
"""
TRACK = """\
title: Eight weeks
level: iop-adult
starts: 2026-11-30
cycle: 8
stay: 6
census: 10
meetings:
  - days: [mon, wed, fri]
    from: 09:00
    slots:
      - {name: process, minutes: 60, standing: open-circle}
      - {break: 10}
      - {name: skills, minutes: 60, sequence: skills}
      - {break: 10}
      - {name: elective, minutes: 60}
staff: {process: ana, skills: ana, elective: ana}
waivers:
  - {rule: weekly-minutes, week: 2, by: clinical director, reason: Stocktaking, until: 2026-12-31}
plan:
"""


def git(folder, *words):
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


@pytest.fixture
def signed(tmp_path, monkeypatch):
    """A workspace in git: T8 with 72 groups, tagged 2026Q4, and much that has changed since."""
    for folder in ("modules/cbt", "tracks"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "clinic.yaml").write_text(CLINIC)
    circle = MODULE.format(title="Open circle", kind="group", repeat=0)
    (tmp_path / "modules/cbt/open-circle.yaml").write_text(circle)
    plan = []
    for week in range(1, 9):
        plan.append(f"  {week}:")
        for day in ("mon", "wed", "fri"):
            names = [f"{slot}-{week}-{day}" for slot in ("skill", "choice")]
            plan.append(f"    {day}: {{skills: {names[0]}, elective: {names[1]}}}")
            for name in names:
                text = MODULE.format(title=name.replace("-", " "), kind="skills", repeat=8)
                (tmp_path / f"modules/cbt/{name}.yaml").write_text(text)
    (tmp_path / "tracks/eight.yaml").write_text(TRACK + "\n".join(plan) + "\n")
    git(tmp_path, "init", "--initial-branch=main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "Signed")
    git(tmp_path, "tag", "2026Q4")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path


def change_everything(root):
    """A module is rewritten, another is gone, the day is open again, somebody else leads."""
    changed = root / "modules/cbt/skill-1-mon.yaml"
    changed.write_text(changed.read_text().replace("Name one thing.", "Name two things."))
    (root / "modules/cbt/choice-1-mon.yaml").unlink()
    clinic = root / "clinic.yaml"
    clinic.write_text(clinic.read_text().partition("closures")[0].replace("Ana Reyes", "Ana Marsh"))
    track = root / "tracks/eight.yaml"
    track.write_text(track.read_text().replace("census: 10", "census: 12").replace("choice-8-fri", "skill-1-mon"))


def test_us20_two_builds_from_the_tag_are_the_same_whatever_has_changed_since(curriculum, signed):
    asked = ("report", "audit", "eight@2026Q4", "--format")
    first = {form: curriculum(*asked, form).out for form in ("json", "csv", "text")}
    change_everything(signed)
    git(signed, "commit", "-am", "Later")

    assert first == {form: curriculum(*asked, form).out for form in first}
    assert json.loads(curriculum("report", "audit", "eight", "--format", "json").out) != json.loads(first["json"])


def test_us20_the_audit_of_the_tag_lists_69_groups_with_the_bytes_that_git_holds(curriculum, signed):
    text = (signed / "modules/cbt/skill-1-mon.yaml").read_bytes()
    change_everything(signed)

    data = json.loads(curriculum("report", "audit", "eight@2026Q4", "--format", "json").out)

    groups, weeks = data["tables"]["sessions"], data["tables"]["weeks"]
    assert len(groups) == 69
    assert {group["date"] for group in groups} & {"2026-12-07"} == set()
    assert groups[1] | {"content": None} == {
        "date": "2026-11-30",
        "day": "Mon",
        "start": "10:10",
        "end": "11:10",
        "minutes": 60,
        "service": "skills",
        "module": "skill-1-mon",
        "title": "skill 1 mon",
        "lead": "Ana Reyes",
        "credential": "lpc",
        "content": None,
    }
    assert groups[1]["content"] == sha256(text).hexdigest()
    assert all(group["content"] for group in groups)
    assert [(week["sessions"], week["with-breaks"]) for week in weeks[:2]] == [(540, 600), (360, 400)]
    assert (weeks[-1]["sessions"], weeks[-1]["with-breaks"]) == (69 * 60, 69 * 60 + 23 * 20)
    assert [waiver["reason"] for waiver in data["tables"]["waivers"]] == ["Stocktaking"]
    assert data["facts"]["Version"].startswith("2026Q4 (commit ")
    assert data["notes"][0] == "Planned, not delivered: this shows the plan, not attendance."


def test_the_print_of_a_tag_lies_beside_that_of_today_and_has_the_same_bytes_each_time(curriculum, signed):
    printed = signed / "exports/eight/audit-2026q4.pdf"
    assert "exports/eight/audit-2026q4.pdf" in curriculum("report", "audit", "eight@2026Q4", "--format", "pdf").out
    bytes_ = printed.read_bytes()
    change_everything(signed)
    curriculum("report", "audit", "eight@2026Q4", "--format", "pdf")

    assert printed.read_bytes() == bytes_


def test_hours_and_coverage_are_told_of_a_tag_too(curriculum, signed):
    before = [curriculum(command, "eight@2026Q4").out for command in ("hours", "coverage")]
    change_everything(signed)

    assert [curriculum(command, "eight@2026Q4").out for command in ("hours", "coverage")] == before
    assert [curriculum(command, "eight").out for command in ("hours", "coverage")] != before


def test_a_workspace_in_a_folder_of_its_repository_and_names_in_other_scripts_are_read_from_git(
    curriculum, tmp_path, monkeypatch
):
    root = tmp_path / "plans of the clínica"
    (root / "tracks").mkdir(parents=True)
    (root / "modules").mkdir()
    (root / "clinic.yaml").write_text(CLINIC)
    (root / "modules/open-circle.yaml").write_text(MODULE.format(title="Círculo", kind="group", repeat=0))
    (root / "modules/notas de voz\n.txt").write_text("no module")
    (root / "modules/away.yaml").symlink_to("/etc/hostname")
    (root / "tracks/eight.yaml").write_text(TRACK.replace("plan:\n", "plan: {1: {mon: {skills: open-circle}}}\n"))
    git(tmp_path, "init", "--initial-branch=main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "Signed")
    monkeypatch.chdir(root)

    data = json.loads(curriculum("report", "audit", "eight@main", "--format", "json").out)

    assert {group["title"] for group in data["tables"]["sessions"]} == {"Círculo"}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("eight@2031Q1", 'git knows no revision "2031Q1"'),
        ("eight@", '"" is not a revision'),
        ("eight@--output=x", "is not a revision"),
        ("nights@2026Q4", 'There is no track "nights"'),
    ],
)
def test_a_version_that_is_not_there_is_said_in_one_line(curriculum, signed, name, told):
    said = curriculum("report", "audit", name)

    assert (said.code, said.out) == (2, "")
    assert told in said.err
    assert len(said.err.strip().splitlines()) == 1


def test_a_revision_before_the_first_track_and_a_folder_without_git_are_said(curriculum, signed, tmp_path):
    git(signed, "checkout", "--orphan", "bare")
    git(signed, "rm", "-rf", "--cached", ".")
    git(signed, "add", "clinic.yaml")
    git(signed, "commit", "-m", "No track yet")

    assert "There was no track at bare." in curriculum("report", "audit", "eight@bare").err
    (signed / ".git").rename(signed / "no-git")
    assert "lies in no git repository" in curriculum("report", "audit", "eight@2026Q4").err
