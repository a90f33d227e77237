from datetime import date

import pytest

from curriculum.files.rulepacks import load_packs, rule_packs
from curriculum.model.finding import Severity
from curriculum.model.rulepack import Sourced
from curriculum.workspace import open_workspace

OURS = """\
title: H0015 by contract
extends: h0015
daily-minutes: {least: 165, source: Contract with a payer, dated: 2026-09-01}
"""


def write(root, name, text):
    path = root / "rules" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def sourced(value):
    """Yield every number with a source below a value."""
    if isinstance(value, Sourced):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from sourced(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from sourced(each)


def test_every_number_that_ships_has_a_source_and_a_date():
    numbers = [(name, each) for name, pack in rule_packs().items() for each in sourced(tuple(dict(pack).values()))]

    assert len(numbers) > 15
    assert {"iop-adult", "iop-adolescent", "php-adult", "h0015", "s9480-az", "medicare-iop"} <= set(rule_packs())
    assert {"carf-day-treatment", "nj-licensing"} <= set(rule_packs())
    assert all(each.source and ("2026-11" in each.dated) for _, each in numbers)


def test_medicare_s_nine_hours_say_that_they_are_certified_and_not_attended():
    medicare = rule_packs()["medicare-iop"]

    assert medicare.weekly_minutes.least == 540
    assert medicare.weekly_minutes.severity is Severity.NOTE
    assert "certifies" in medicare.weekly_minutes.means
    assert medicare.paid_day.tiers == (3, 4)


@pytest.mark.parametrize(
    ("pack", "name", "side", "value"),
    [
        ("iop-adult", "weekly_minutes", "least", 9 * 60),
        ("iop-adult", "weekly_minutes", "most", 19 * 60),
        ("iop-adolescent", "weekly_minutes", "least", 6 * 60),
        ("php-adult", "weekly_minutes", "least", 20 * 60),
        ("h0015", "daily_minutes", "least", 3 * 60),
        ("h0015", "days_per_week", "least", 3),
        ("s9480-az", "days_per_week", "least", 2),
        ("s9480-az", "group_size", "most", 8),
        ("carf-day-treatment", "days_per_week", "least", 4),
    ],
)
def test_the_numbers_are_those_of_their_sources(pack, name, side, value):
    assert getattr(getattr(rule_packs()[pack], name), side) == value


def test_a_workspace_adds_a_pack_that_keeps_every_number_it_does_not_set(tmp_path):
    write(tmp_path, "h0015-contract", OURS)

    packs = load_packs(tmp_path).packs

    assert packs["h0015-contract"].daily_minutes.least == 165
    assert packs["h0015-contract"].days_per_week == rule_packs()["h0015"].days_per_week
    assert packs["h0015"] == rule_packs()["h0015"]


def test_a_pack_of_the_same_name_takes_the_place_of_the_one_that_ships_and_may_extend_it(tmp_path):
    write(tmp_path, "h0015", OURS)

    loaded = load_packs(tmp_path)

    assert loaded.findings == ()
    assert loaded.packs["h0015"].daily_minutes.least == 165
    assert loaded.packs["h0015"].days_per_week.least == 3


def test_packs_extend_packs_of_their_own_folder(tmp_path):
    write(tmp_path, "first", OURS)
    write(tmp_path, "second", "title: Second\nextends: first\ngroup-size: {most: 9, source: a, dated: b}\n")

    second = load_packs(tmp_path).packs["second"]

    assert (second.daily_minutes.least, second.group_size.most, second.days_per_week.least) == (165, 9, 3)


@pytest.mark.parametrize("wanted", ["h0016", "turning", "turn"])
def test_a_pack_that_extends_nothing_or_itself_is_told_at_its_line(tmp_path, wanted):
    write(tmp_path, "turn", "title: Turn\nextends: turning\n")
    write(tmp_path, "turning", f"title: Turning\nextends: {wanted}\n")

    findings = load_packs(tmp_path).findings

    assert {finding.rule for finding in findings} == {"unknown-rule-pack"}
    assert all(finding.spot.line == 2 for finding in findings)


def test_a_misspelt_key_is_met_with_the_right_one_and_takes_no_other_pack_with_it(tmp_path):
    write(tmp_path, "ours", "title: Ours\nweekly-minuts: {least: 500, source: a, dated: b}\n")
    write(tmp_path, "others", "title: Others\nweekly-minutes: {leest: 500, source: a, dated: b}\n")
    write(tmp_path, "good", "title: Good\n")

    loaded = load_packs(tmp_path)

    assert [finding.fix for finding in loaded.findings] == [
        'Did you mean "least"?',
        'Did you mean "weekly-minutes"?',
    ]
    assert {finding.spot.file for finding in loaded.findings} == {"rules/others.yaml", "rules/ours.yaml"}
    assert "good" in loaded.packs


def test_a_number_without_a_source_is_no_number(tmp_path):
    write(tmp_path, "ours", "title: Ours\nweekly-minutes: {least: 500}\n")

    assert {finding.message for finding in load_packs(tmp_path).findings} == {
        '"source" is missing.',
        '"dated" is missing.',
    }


def test_a_workspace_checks_with_its_own_packs(tmp_path):
    (tmp_path / "clinic.yaml").write_text("rules: [h0015-contract, h0015-contrakt]\n", encoding="utf-8")
    write(tmp_path, "h0015-contract", OURS)
    workspace = open_workspace(tmp_path)

    (finding,) = [f for f in workspace.findings(date(2026, 11, 24)) if f.document.kind == "clinic"]

    assert finding.rule == "unknown-rule-pack"
    assert finding.fix.startswith('Did you mean "h0015-contract"?')
