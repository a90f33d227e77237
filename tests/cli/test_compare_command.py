import json


def test_two_versions_are_told_in_clinical_terms(curriculum, workspace, change):
    other = workspace / "later.yaml"
    other.write_text((workspace / "tracks" / "days.yaml").read_text("utf-8"), encoding="utf-8")
    (workspace / "modules" / "dbt").mkdir()
    text = (workspace / "modules" / "cbt" / "feeling-1.yaml").read_text("utf-8")
    for name in ("pause", "wait"):
        changed = text.replace("modality: cbt", "modality: dbt").replace("Naming a Feeling 1", name.title())
        (workspace / "modules" / "dbt" / f"{name}.yaml").write_text(changed, encoding="utf-8")
    change(other, "first: feeling-1", "first: pause")
    change(other, "second: feeling-5", "second: wait")

    said = curriculum("compare", "days", "later.yaml")

    assert said.code == 0
    assert "  CBT                    -120 min   (9 h -> 7 h)" in said.out
    assert "  DBT                    +120 min   (0 min -> 2 h)" in said.out
    assert "Weekly hours are unchanged (9 h a week)." in said.out
    assert "Mon 2027-01-04, first (week 1): module: Naming a Feeling 1 -> Pause" in said.out
    assert "Wed 2027-01-06, second (week 1): module: Naming a Feeling 5 -> Wait" in said.out
    assert "Planned, not delivered." in said.out


def test_staff_that_changes_is_one_line_for_all_its_dates(curriculum, workspace, change):
    other = workspace / "later.yaml"
    other.write_text((workspace / "tracks" / "days.yaml").read_text("utf-8"), encoding="utf-8")
    change(other, "staff: {first: ana,", "staff: {first: bea,")

    said = curriculum("compare", "days", "later.yaml").out

    assert "- first, 3 times from 2027-01-04 to 2027-01-08: lead: Ana Reyes -> bea" in said
    assert "now block[unknown-person], staff, first" in said


def test_a_version_is_the_same_as_itself(curriculum, workspace):
    assert "Nothing differs." in curriculum("compare", "days", "tracks/days.yaml").out


def test_json_says_the_same(curriculum, workspace, change):
    other = workspace / "later.yaml"
    other.write_text((workspace / "tracks" / "days.yaml").read_text("utf-8"), encoding="utf-8")
    change(other, "wed: {first: feeling-4, second: feeling-5, third: feeling-6}", "wed: {first: feeling-4}")

    data = json.loads(curriculum("compare", "days", "later.yaml", "--format", "json").out)

    assert data["weeks"] == [{"name": "1", "before": 540, "after": 420, "change": -120}]
    assert data["slots"][0]["altered"][0] == {
        "what": "module",
        "before": "Naming a Feeling 5",
        "after": "none",
    }
    assert "weekly-minutes" in {finding["rule"] for finding in data["hours_rules"]["failing"]}


def test_what_is_no_track_ends_with_one_line(curriculum, workspace):
    said = curriculum("compare", "days", "nights")

    assert said.code == 2
    assert said.err.count("\n") == 1
    assert 'There is no track "nights".' in said.err
