"""Credentials by kind and with an end, days off, co-leaders, and people on whom too much leans."""

import pytest
from builders import PROCESS, found, full_plan, library, module, subject, track

from curriculum.model.clinic import Clinic
from curriculum.model.library import Library
from curriculum.model.rulepack import KindCredentials

PEOPLE = {
    "mara": {"name": "Mara", "credentials": ["lcsw"]},
    "jo": {"name": "Jo", "credentials": ["lpc"], "trainings": ["dbt-skills"]},
    "lee": {"name": "Lee", "credentials": ["lmft"]},
    "sam": {"name": "Sam", "credentials": ["cadc"]},
    "pat": {"name": "Pat", "credentials": ["peer"]},
}
LICENSED = {"group": ["lcsw", "lpc", "lmft", "psychologist"]}


def clinic(people=None, **changes):
    return Clinic.model_validate({"people": {**PEOPLE, **(people or {})}, **changes})


def nine_groups(**changes):
    """One week of T8: three psychotherapy groups, three of skills under Mara and Jo, three electives."""
    plan, modules = full_plan(1)
    staff = {"process": "mara", "skills": "jo", "elective": "sam"}
    return track(plan, staff=staff, **changes), modules


def test_a_psychotherapy_group_under_a_peer_is_one_violation_with_person_group_and_rule():
    planned, modules = nine_groups()
    by_peer = planned.model_copy(update={"staff": {**planned.staff, "process": ("pat",)}})
    about = subject(by_peer, modules, clinic(**{"credentials-by-kind": LICENSED}))

    (violation,) = found("missing-credential", about)

    assert violation.rule == "missing-credential"
    assert '"Process" asks for one of lcsw, lpc, lmft, psychologist' in violation.message
    assert "(clinic.yaml, credentials-by-kind); Pat (peer) has none of them" in violation.message
    assert violation.fix == "Could lead it: Mara, Jo, Lee."


@pytest.mark.parametrize("licensed", ["mara", "jo", "lee", ["pat", "mara"]])
def test_a_licensed_lead_clears_the_violation_also_beside_a_peer(licensed):
    planned, modules = nine_groups()
    cleared = track(planned.model_dump()["plan"], staff={**planned.model_dump()["staff"], "process": licensed})

    assert found("missing-credential", subject(cleared, modules, clinic(**{"credentials-by-kind": LICENSED}))) == []


def test_one_psychotherapy_group_of_nine_is_told_with_its_week_and_day():
    plan, modules = full_plan(1)
    plan[1]["wed"]["elective"] = {"module": "talk", "lead": "pat"}
    held = Library({**modules.modules, "talk": module(title="Talk", kind="group")})
    about = subject(track(plan, staff={"process": "mara"}), held, clinic(**{"credentials-by-kind": LICENSED}))

    assert [(f.place, f.week) for f in found("missing-credential", about)] == [("t8, week 1, Wednesday, elective", 1)]


def test_a_rule_pack_asks_by_kind_with_its_source_until_the_clinic_says_otherwise():
    planned, modules = nine_groups()
    by_peer = planned.model_copy(update={"staff": {"process": ("pat",)}})
    asked = KindCredentials.model_validate({"any-of": ["lcsw"], "source": "A state's rule 1.2", "dated": "2026"})

    def said(**own):
        about = subject(by_peer, modules, clinic(**own))
        pack = about.packs["iop-adult"].model_copy(update={"credentials_by_kind": {PROCESS.kind: asked}})
        return found("missing-credential", type(about)(**{**vars(about), "packs": {"iop-adult": pack}}))

    (finding,) = said()
    assert "one of lcsw (A state's rule 1.2; 2026)" in finding.message
    assert said(**{"credentials-by-kind": {"group": ["peer"]}}) == []
    assert said(**{"credentials-by-kind": {"group": []}}) == []


def test_a_credential_that_ends_within_the_plan_is_told_once_at_the_first_session_after_its_last_day():
    plan, modules = full_plan()
    held = Library({name: module(lead=["lpc"]) if "skills" in name else m for name, m in modules.modules.items()})
    ending = clinic({"jo": {"name": "Jo", "credentials": {"lpc": {"until": "2026-12-09"}, "cadc": None}}})
    about = subject(track(plan, staff={"skills": "jo"}), held, ending)

    (finding,) = found("credential-expires", about)

    assert (finding.week, finding.place) == (2, "t8, week 2, Friday, skills")
    assert finding.message == (
        "lpc of Jo ends on 2026-12-09; 19 sessions lean on it after that day, the first on 2026-12-11."
    )
    assert found("missing-credential", about) == []


def test_a_credential_that_ends_is_no_matter_where_a_co_leader_holds_it_or_nobody_asks():
    plan, modules = full_plan(1)
    held = Library({**modules.modules, "skills-1-fri": module(lead=["lpc"])})
    ending = clinic({"jo": {"name": "Jo", "credentials": {"lpc": {"until": "2026-11-30"}}}})
    shared = clinic({"jo": ending.people["jo"].model_dump(), "lee": {"name": "Lee", "credentials": ["lpc"]}})
    together = track(plan, staff={"skills": ["jo", "lee"]})

    assert found("credential-expires", subject(together, held, shared)) == []
    assert found("credential-expires", subject(track(plan, staff={"elective": "jo"}), held, ending)) == []


@pytest.mark.parametrize(
    "written",
    [["lcsw", "lpc"], {"lcsw": None, "lpc": {}}, ["lcsw", {"lpc": {"until": "2030-01-01"}}]],
)
def test_credentials_are_a_list_or_names_with_their_ends(written):
    person = clinic({"x": {"name": "X", "credentials": written, "trainings": "dbt-skills"}}).people["x"]

    assert person.qualifications == {"lcsw", "lpc", "dbt-skills"}


def test_a_day_off_is_told_for_each_session_with_the_way_to_a_substitute():
    plan, modules = full_plan(2)
    away = {"name": "Jo", "away": [{"from": "2026-12-02", "to": "2026-12-04", "reason": "training"}]}
    about = subject(track(plan, staff={"skills": "jo"}), modules, clinic({"jo": away}))

    findings = found("person-unavailable", about)

    assert [(f.place, f.week) for f in findings] == [
        ("t8, week 1, Wednesday, skills", 1),
        ("t8, week 1, Friday, skills", 1),
    ]
    assert findings[0].message == "Jo is away until 2026-12-04 (training)."
    assert findings[0].fix == "`curriculum substitute t8 2026-12-02 --out jo` says who could."


def test_a_standing_group_tells_each_day_off_and_not_only_the_first():
    plan, modules = full_plan(2)
    away = {"name": "Jo", "away": [{"from": "2026-12-02"}, {"from": "2026-12-09"}]}
    about = subject(track(plan, staff={"process": "jo"}), modules, clinic({"jo": away}))

    assert [(f.week, str(f.day)) for f in found("person-unavailable", about)] == [(1, "wed"), (2, "wed")]


def test_a_slot_that_asks_for_two_leaders_is_told_once_where_its_staff_is_named():
    slots = [{"name": "skills", "minutes": 60, "leaders": 2}]
    meetings = [{"days": ["mon", "wed"], "from": "09:00", "slots": slots}]
    plan = {week: {"mon": {"skills": "a"}, "wed": {"skills": "a"}} for week in (1, 2)}
    held = library(a=module())

    (finding,) = found("no-co-leader", subject(track(plan, meetings=meetings, staff={"skills": "jo"}), held, clinic()))
    two = track(plan, meetings=meetings, staff={"skills": ["jo", "sam"]})

    assert finding.path == ("staff", "skills")
    assert finding.message == "Slot skills asks for 2 leaders; 1 named (Jo)."
    assert "free on 2026-11-30 are Mara, Lee, Sam, Pat" in finding.fix
    assert found("no-co-leader", subject(two, held, clinic())) == []


def test_a_module_that_asks_for_two_leaders_is_told_where_it_is_placed():
    plan = {1: {"mon": {"skills": "a", "elective": {"module": "a", "lead": ["jo", "pat"]}}}}
    about = subject(track(plan, staff={"skills": "jo"}), library(a=module(title="A", leaders=2)), clinic())

    assert [f.message for f in found("no-co-leader", about)] == ['"A" asks for 2 leaders; 1 named (Jo).']


def test_a_module_that_one_person_alone_may_lead_is_a_single_point_of_failure():
    planned, modules = nine_groups()
    held = Library({**modules.modules, "skills-1-wed": module(title="Skills", lead=["dbt-skills"])})

    (point,) = found("single-point-of-failure", subject(planned, held, clinic()))
    second = clinic({"lee": {"name": "Lee", "trainings": ["dbt-skills"]}})

    assert point.path == ("plan", 1, "wed", "skills")
    assert point.message == 'Only Jo of 5 people may lead "Skills": it asks for one of dbt-skills.'
    assert found("single-point-of-failure", subject(planned, held, second)) == []


def test_a_weekly_slot_is_a_single_point_of_failure_where_all_others_are_off_or_engaged():
    plan, modules = full_plan(2)
    held = Library({name: module(lead=["lcsw", "lpc"]) if "-fri" in name else m for name, m in modules.modules.items()})
    elsewhere = [
        {"days": ["fri"], "from": "10:30", "slots": [{"name": "x", "minutes": 20, "standing": "process-group"}]}
    ]
    other = track({}, meetings=elsewhere, staff={"x": "mara"})

    about = subject(track(plan, staff={"skills": "jo"}), held, clinic(), {"other": other})

    assert [f.place for f in found("single-point-of-failure", about)] == ["t8, Friday, skills"]
    assert found("single-point-of-failure", about)[0].message == (
        'In every week only Jo could lead skills on Friday (10:10 to 11:10): the first is week 1, "A Module".'
    )


def test_a_clinic_of_one_is_told_nothing_of_single_points():
    planned, modules = nine_groups()
    one = Clinic.model_validate({"people": {"mara": {"name": "Mara"}}})

    assert found("single-point-of-failure", subject(planned, modules, one)) == []
