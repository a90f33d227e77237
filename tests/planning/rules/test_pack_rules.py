"""Rules that speak for rule packs: which pack, with which number, from which source, and how much it weighs."""

from dataclasses import replace
from datetime import date

import pytest
from builders import MON, PROCESS, TODAY, found, full_plan, library, module, subject, track

from curriculum.model.clinic import Clinic
from curriculum.model.finding import Severity
from curriculum.model.rulepack import RulePack
from curriculum.planning.rules import check_track
from curriculum.planning.rules.content import longest_without

SOURCED = {"source": "A payer's letter", "dated": "2026-10-01"}
PACK_RULES = (
    "weekly-minutes",
    "daily-minutes",
    "days-per-week",
    "sessions-per-week",
    "services-per-day",
    "group-too-large",
    "no-break",
    "modality-balance",
    "required-topic-missing",
    "no-family-session",
)


def with_pack(about, **numbers):
    """Return the subject under one more pack, called `ours`, that says only what the test is about."""
    pack = RulePack.model_validate({"title": "Ours", **numbers})
    planned = about.track.model_copy(update={"level": "ours", "rules": None})
    return replace(about, packs={**about.packs, "ours": pack}, track=planned)


def squeezed(**changes):
    """T8 from 09:00 to 12:00: 160 group minutes and two breaks of ten a day."""
    slots = [
        {"name": "process", "minutes": 54, "standing": "process-group"},
        {"break": 10},
        {"name": "skills", "minutes": 53},
        {"break": 10},
        {"name": "elective", "minutes": 53},
    ]
    plan, modules = full_plan()
    meetings = [{"days": ["mon", "wed", "fri"], "from": "09:00", "slots": slots}]
    return subject(track(plan, meetings=meetings, **changes), modules)


def test_the_usual_payer_of_a_level_holds_where_a_track_names_none():
    assert [each.id for each in subject(track(), library()).applied] == ["iop-adult", "h0015"]
    assert [each.id for each in subject(track(rules=[]), library()).applied] == ["iop-adult"]
    assert [each.id for each in subject(track(rules=["nj-licensing"]), library()).applied] == [
        "iop-adult",
        "nj-licensing",
    ]


def test_the_clinic_s_packs_hold_for_every_track_and_none_holds_twice():
    clinic = Clinic(rules=("nj-licensing", "h0015"))

    assert [each.id for each in subject(track(rules=["h0015"]), library(), clinic).applied] == [
        "iop-adult",
        "h0015",
        "nj-licensing",
    ]


def test_two_packs_speak_of_the_same_week_each_with_its_own_source():
    about = squeezed(rules=["s9480-az"])

    week = [finding for finding in found("weekly-minutes", about) if finding.week == 1]

    assert [finding.pack for finding in week] == ["iop-adult", "s9480-az"]
    assert "ASAM Level 2.1" in week[0].message
    assert "Arizona Complete Health" in week[1].message
    assert all("Week 1 (from Mon 2026-11-30)" in finding.message for finding in week)
    assert all("8 h of sessions, 1 h of breaks, 9 h by the clock" in finding.message for finding in week)


def test_a_finding_weighs_no_more_than_its_pack_says():
    """Medicare's nine hours are a need that a physician certifies: no plan is denied for them."""
    about = squeezed(rules=["medicare-iop"])

    weights = {finding.pack: finding.severity for finding in found("weekly-minutes", about)}

    assert weights == {"iop-adult": Severity.BLOCK, "medicare-iop": Severity.NOTE}
    medicare = next(f for f in found("weekly-minutes", about) if f.pack == "medicare-iop")
    assert "A physician certifies" in medicare.message


def test_a_pack_cannot_make_a_rule_heavier_than_the_clinic_has_it():
    about = squeezed()
    mild = replace(about, clinic=Clinic.model_validate({"severities": {"weekly-minutes": "note"}}))

    assert {finding.severity for finding in found("weekly-minutes", mild)} == {Severity.NOTE}


def test_a_waiver_may_be_of_one_pack_alone():
    waiver = {"rule": "weekly-minutes", "pack": "s9480-az", "by": "director", "reason": "agreed", "until": "2099-01-01"}
    about = squeezed(rules=["s9480-az"], waivers=[waiver])

    assert {finding.pack for finding in found("weekly-minutes", about) if finding.blocks} == {"iop-adult"}


def test_a_number_of_the_clinic_s_own_stands_alone_in_place_of_all():
    about = squeezed(rules=["s9480-az"])
    own = replace(about, clinic=Clinic.model_validate({"limits": {"weekly-minutes": 500}}))

    (finding,) = [finding for finding in found("weekly-minutes", own) if finding.week == 1]

    assert finding.pack == "this clinic"
    assert "20 min lack" in finding.message


@pytest.mark.parametrize(
    ("named", "path"), [({"rules": ["nj-licencing"]}, ("rules", 0)), ({"rules": ["h0015", "x"]}, ("rules", 1))]
)
def test_an_unknown_pack_is_met_where_it_stands(named, path):
    (finding,) = found("unknown-rule-pack", subject(track(**named), library()))

    assert (finding.path, finding.blocks) == (path, True)
    if path[1] == 0:
        assert finding.fix.startswith('Did you mean "nj-licensing"?')


def test_an_unknown_level_counts_every_kind_as_the_app_and_show_do():
    plan = {1: {day: {"skills": "talk", "elective": "tea"} for day in ("mon", "wed", "fri")}}
    modules = library(process_group=PROCESS, talk=module(), tea=module(kind="peer"))
    about = subject(track(plan, level="iop-adlut"), modules)
    own = replace(about, clinic=Clinic.model_validate({"limits": {"weekly-minutes": 541}}))

    assert about.hours(about.weeks[1]).session == 540
    (finding,) = found("weekly-minutes", own)
    assert "9 h of sessions" in finding.message
    assert "1 min lack" in finding.message


def test_modalities_have_a_least_and_a_most_a_week():
    plan, modules = full_plan(1)
    about = with_pack(
        subject(track(plan), modules),
        **{"modality-minutes": {"cbt": {"most": 300, **SOURCED}, "art": {"least": 60, **SOURCED}}},
    )

    findings = found("modality-balance", about)

    assert [finding.week for finding in findings] == [1, 1]
    assert "has 6 h of cbt; the most of ours is 5 h" in findings[0].message
    assert "has 0 min of art; the least of ours is 1 h" in findings[1].message
    assert all("A payer's letter; 2026-10-01" in finding.message for finding in findings)


@pytest.mark.parametrize(("minutes", "said"), [(45, 0), (60, 0), (61, 8)])
def test_sessions_count_only_when_they_are_long_enough(minutes, said):
    plan, modules = full_plan()
    asked = {"kinds": ["group", "skills"], "least": 9, "minutes": minutes, **SOURCED}

    findings = found("sessions-per-week", with_pack(subject(track(plan), modules), **{"sessions-per-week": [asked]}))

    assert len(findings) == said


def test_a_day_below_the_lowest_tier_of_payment_is_noted():
    plan, modules = full_plan(1)
    del plan[1]["mon"]["elective"]
    about = with_pack(subject(track(plan), modules), **{"paid-day": {"tiers": [3, 4], **SOURCED}})

    (finding,) = found("services-per-day", about)

    assert (finding.day, finding.severity) == (MON, Severity.NOTE)
    assert "2026-11-30 has 2 services; payment by ours begins at 3" in finding.message


def required(within=None):
    topic = {"name": "HIV and hepatitis", "any": ["hiv", "hepatitis"]}
    return {"required-topics": {"topics": [topic], **({"within": within} if within else {}), **SOURCED}}


def with_topic(*weeks, **changes):
    """T8 with hepatitis taught on Monday of some weeks."""
    plan, modules = full_plan()
    for week in weeks:
        plan[week]["mon"]["skills"] = f"livers-{week}"
        modules.modules[f"livers-{week}"] = module(topics=["hepatitis"])
    return subject(track(plan, **changes), modules)


@pytest.mark.parametrize(
    ("weeks", "within", "said"),
    [((1,), 8, False), ((1,), 7, True), ((1, 5), 4, False), ((1, 5), 3, True), ((1, 4), 4, True), ((), 8, True)],
)
def test_a_required_topic_comes_within_its_weeks_around_the_cycle(weeks, within, said):
    findings = found("required-topic-missing", with_pack(with_topic(*weeks), **required(within)))

    assert bool(findings) is said
    assert all("HIV and hepatitis" in f.message and "A payer's letter" in f.message for f in findings)


def test_longest_stretch_without_a_topic_agrees_with_walking_two_cycles():
    about = with_topic(2, 3)

    walked = "".join("x" if week in (2, 3) else "." for _ in range(2) for week in range(1, 9)).split("x")

    assert longest_without(about, (2, 3)) == (4, max(map(len, walked)))


def test_without_an_interval_a_required_topic_comes_within_a_client_s_stay():
    about = with_pack(with_topic(1, stay=6), **required())

    (finding,) = found("required-topic-missing", about)

    assert "clients who join in week 2 and 3 do not meet it in their 6 weeks" in finding.message
    assert found("required-topic-missing", with_pack(with_topic(1, stay=8), **required())) == []


def family(**often):
    return {"family-sessions": {**often, **SOURCED}}


def with_family(*weeks, **changes):
    """T8 from 2026-11-30 with a family group on the Monday of some weeks."""
    plan, modules = full_plan()
    for week in weeks:
        plan[week]["mon"]["skills"] = f"home-{week}"
        modules.modules[f"home-{week}"] = module(kind="family")
    return subject(track(plan, **changes), modules)


def test_a_month_without_a_family_session_is_named():
    """Week 6 is that of 4 January, and in the second run that of 1 March."""
    december, february = found("no-family-session", with_pack(with_family(6), **family(each="month")))

    assert december.message.startswith("No family session is planned from 2026-12-01 to 2026-12-31; ours asks")
    assert february.message.startswith("No family session is planned from 2027-02-01 to 2027-02-28; ours asks")
    assert [finding.path for finding in (december, february)] == [("plan", 1), ("plan", 2)]
    assert found("no-family-session", with_pack(with_family(2, 6), **family(each="month"))) == []


@pytest.mark.parametrize(("days", "gaps"), [(56, []), (55, [date(2026, 12, 8)])])
def test_days_without_a_family_session_are_counted_over_the_turn_of_the_cycle(days, gaps):
    about = with_pack(with_family(2), **family(days=days))

    findings = found("no-family-session", about)

    assert [date.fromisoformat(f.message.split("from ")[1][:10]) for f in findings] == gaps


def test_a_closed_day_holds_no_family_session():
    closed = Clinic.model_validate({"closures": [{"from": "2026-12-07", "reason": "Snow"}]})
    about = replace(with_pack(with_family(2), **family(days=60)), clinic=closed)

    assert len(found("no-family-session", about)) == 1


def test_nothing_is_said_of_a_plan_whose_weeks_are_not_planned_yet():
    plan, modules = full_plan(2)
    about = with_pack(subject(track(plan), modules), **required(), **family(days=30))

    assert [f.rule for f in check_track(about, TODAY) if f.rule in PACK_RULES] == []


def test_every_message_of_a_pack_ends_with_its_source_and_date():
    plan, modules = full_plan()
    del plan[1]["mon"]["elective"]
    numbers = {
        "weekly-minutes": {"least": 2000, "most": 100, **SOURCED},
        "daily-minutes": {"least": 200, **SOURCED},
        "days-per-week": {"least": 4, **SOURCED},
        "sessions-per-week": [{"kinds": ["individual"], "least": 1, **SOURCED}],
        "paid-day": {"tiers": [4], **SOURCED},
        "group-size": {"most": 8, **SOURCED},
        "unbroken-minutes": {"most": 50, **SOURCED},
        "modality-minutes": {"art": {"least": 60, **SOURCED}},
        **required(4),
        **family(each="month"),
    }
    about = with_pack(subject(track(plan), modules), **numbers)

    findings = [finding for finding in check_track(about, TODAY) if finding.pack]

    assert {finding.rule for finding in findings} == {*PACK_RULES, "intensity-of-next-level"}
    assert all(finding.message.endswith("Source: A payer's letter; 2026-10-01.") for finding in findings)
    assert {finding.pack for finding in findings} == {"ours"}
