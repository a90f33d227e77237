import json

from curriculum.planning.rules import RULES


def test_every_rule_is_explained(curriculum, nowhere):
    for name, rule in RULES.items():
        said = curriculum("explain", name)
        assert (said.code, rule.meaning in said.out, rule.mend in said.out) == (0, True, True)


def test_without_a_rule_it_lists_each_on_one_line(curriculum, nowhere):
    lines = curriculum("explain").out.splitlines()

    assert [line.split()[0] for line in lines] == list(RULES)


def test_a_number_comes_with_its_source_and_date_for_every_level(curriculum, nowhere):
    said = curriculum("explain", "weekly-minutes").out

    assert "iop-adult: at least 540 minutes, without breaks" in said
    assert "php-adult: at least 1200 minutes" in said
    assert said.count("Source: ") >= 3
    assert "read 2026-11" in said


def test_it_says_how_much_the_rule_weighs_in_this_clinic(curriculum, workspace):
    path = workspace / "clinic.yaml"
    path.write_text(path.read_text("utf-8") + "severities: {no-break: block}\n", encoding="utf-8")

    said = curriculum("explain", "no-break").out

    assert "Severity: block" in said
    assert "clinic.yaml sets it, warn is usual" in said


def test_a_clinic_s_own_number_stands_beside_those_of_the_packs(curriculum, workspace):
    path = workspace / "clinic.yaml"
    path.write_text(path.read_text("utf-8") + "limits: {weekly-minutes: 600}\n", encoding="utf-8")

    numbers = json.loads(curriculum("explain", "weekly-minutes", "--format", "json").out)["numbers"]

    assert numbers[-1]["value"] == 600
    assert "clinic.yaml" in numbers[-1]["source"]


def test_a_rule_may_be_pasted_from_a_report(curriculum, nowhere):
    assert curriculum("explain", "error[weekly-minutes]:").out == curriculum("explain", "weekly-minutes").out


def test_an_unknown_rule_is_answered_with_the_closest(curriculum, nowhere):
    said = curriculum("explain", "weekly-minuts")

    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert 'Did you mean "weekly-minutes"?' in said.err


def test_json_holds_every_rule(curriculum, nowhere):
    assert [rule["rule"] for rule in json.loads(curriculum("explain", "--format", "json").out)] == list(RULES)
