"""Somebody is out: who stands in, what else can be held, and what is left when nothing is safe."""

from dataclasses import replace
from datetime import date

import pytest
from builders import MON, TODAY, WED, cell, full_plan, module, subject, track

from curriculum.model.clinic import Clinic
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Severity
from curriculum.model.library import Library
from curriculum.model.track import Day
from curriculum.planning.coverage import coverage
from curriculum.planning.rules import check_track
from curriculum.planning.substitute import substitutes, taken

OUT_ON = date(2026, 12, 2)
"""Wednesday of week 1 of T8."""
AT_ONCE = {"materials": [{"item": "pens", "per": "client"}]}


def person(name, *, trainings=(), off=False, **more):
    hours = {"available": {"mon": "08:00-17:00"}} if off else {}
    return {"name": name, "credentials": ["lpc"], "trainings": list(trainings), **hours, **more}


def clinic(trained=("dbt-skills",), **more):
    """Five staff; on Wednesday Bo and Cy are free, Di leads the process group and Ed does not work."""
    people = {
        "al": person("Al", trainings=["dbt-skills"]),
        "bo": person("Bo", trainings=trained),
        "cy": person("Cy"),
        "di": person("Di", off=True),
        "ed": person("Ed", off=True),
        **more,
    }
    return Clinic.model_validate({"people": people})


def dbt_track(spare=None, core=("safety-planning",), weeks=8):
    """T8 whose lead of two DBT groups a day is Al; safety planning comes in weeks 1 and 5, so 8 of 8 are covered."""
    plan, modules = full_plan(weeks)
    dbt = {"modality": "dbt", "lead": ["dbt-skills"]}
    held = {
        name: module(title=m.title, **dbt) if name.startswith(("skills", "elective")) else m
        for name, m in modules.modules.items()
    }
    for name in ("elective-1-mon", "elective-5-mon"):
        held[name] = module(title=name, topics=["safety-planning"], **dbt)
    planned = track(plan, core=list(core), staff={"process": "di", "skills": "al", "elective": "al"})
    return planned, Library({**held, **(spare or {})})


def out_on_wednesday(held, planned, staff=None):
    return substitutes(subject(planned, held, staff or clinic()), OUT_ON, out="al")


def test_the_trained_person_is_first_with_reasons_and_the_other_is_barred_with_the_reason():
    planned, held = dbt_track()

    answer = out_on_wednesday(held, planned)

    assert [gap.session.cell.slot for gap in answer.gaps] == ["skills", "elective"]
    for gap in answer.gaps:
        assert [candidate.person for candidate in gap.people] == ["bo"]
        assert "holds dbt-skills" in gap.people[0].reasons
        assert gap.barred[0].person == "cy"
        assert gap.barred[0].free
        assert gap.barred[0].barred == ("holds no dbt-skills",)
        assert {c.person: c.barred[0] for c in gap.barred[1:]} == dict.fromkeys(
            ("di", "ed"), "does not work on Wednesday"
        )
        assert gap.swaps == ()


def test_where_nobody_is_trained_a_swap_appears_that_a_free_leader_may_run_and_coverage_stays():
    spare = {"pause": module(title="Pause"), "drums": module(title="Drums", lead=["atr"])}
    planned, held = dbt_track(spare)

    answer = out_on_wednesday(held, planned, clinic(trained=()))

    for gap in answer.gaps:
        assert gap.people == ()
        (swap,) = gap.swaps
        assert (swap.module, swap.team[0]) == ("pause", "bo")
        assert held.modules["pause"].fits(60)
        later = coverage(swap.after, held)
        assert sum("safety-planning" in stay.topics for stay in later.stays) == 8
        assert gap.shelf == ()


@pytest.mark.parametrize(("topics", "found"), [([], []), (["safety-planning"], ["pause"])])
def test_a_swap_that_would_leave_an_entry_week_uncovered_is_not_offered(topics, found):
    planned, held = dbt_track({"pause": module(title="Pause", topics=topics)})
    here = planned.model_copy(update={"staff": {**planned.staff}})
    monday = date(2026, 11, 30)

    answer = substitutes(subject(here, held, clinic(trained=())), monday, out="al")
    elective = next(gap for gap in answer.gaps if gap.session.cell.slot == "elective")

    assert [swap.module for swap in elective.swaps] == found


def test_without_a_safe_swap_it_says_so_and_the_emergency_shelf_follows():
    planned, held = dbt_track({"at-once": module(title="At Once", **AT_ONCE), "late": module(after=["at-once"])})
    needed = {"modules": {**held.modules, "skills-1-fri": module(after=["skills-1-wed"], lead=["dbt-skills"])}}

    gap = out_on_wednesday(Library(**needed), planned, clinic(trained=())).gaps[0]

    assert gap.swaps == ()
    assert "would break the order" in gap.no_swap
    assert [(shelved.module, shelved.leaders, shelved.minutes) for shelved in gap.shelf] == [
        ("at-once", ("bo", "cy"), 60),
    ]


def test_what_needs_fetching_is_not_on_the_shelf():
    clay = module(title="Clay", materials=[{"item": "clay", "per": "client"}], lead=["dbt-skills"])
    planned, held = dbt_track({"clay": clay})

    gap = out_on_wednesday(held, planned, clinic(trained=())).gaps[0]

    assert (gap.swaps, gap.shelf) == ((), ())
    assert gap.no_swap.endswith("a core topic uncovered.")


def test_a_later_group_can_be_held_today_and_todays_then():
    planned, held = dbt_track()
    talk = Library({**held.modules, "skills-2-mon": module(title="Talk")})

    (swap,) = out_on_wednesday(talk, planned, clinic(trained=())).gaps[0].swaps

    assert swap.module == "skills-2-mon"
    assert swap.exchanged.cell == cell(2, MON)
    assert swap.reasons[0] == '"skills-1-wed" is held on 2026-12-07 instead'
    assert swap.after.placement(cell(2, MON)).module == "skills-1-wed"
    assert swap.after.leads(cell(2, MON)) == ("al",)
    assert swap.after.leads(cell(1, WED)) == ("bo",)


def test_drafts_families_and_modules_of_another_length_are_no_swap():
    spare = {
        "draft": module(status="draft"),
        "family": module(kind="family"),
        "short": module(30),
        "third-part": module(series="s", part=3),
        "soon": module(title="Soon", after=["nowhere"]),
    }
    planned, held = dbt_track(spare)

    assert out_on_wednesday(held, planned, clinic(trained=())).gaps[0].swaps == ()


def test_a_co_leader_steps_up_first_and_enough_leaders_come_before_too_few():
    planned, held = dbt_track()
    together = planned.model_copy(update={"staff": {**planned.staff, "skills": ("al", "cy")}})
    staff = clinic(cy=person("Cy", trainings=["dbt-skills"]))

    gap = out_on_wednesday(held, together, staff).gaps[0]

    assert [c.person for c in gap.people] == ["cy", "bo"]
    assert gap.people[0].team == ("cy",)
    assert gap.people[0].reasons[0] == "co-leads this group already"
    assert gap.people[1].team == ("bo", "cy")
    two = track(
        planned.model_dump()["plan"],
        staff={**planned.model_dump()["staff"], "skills": ["al", "cy"]},
        meetings=[{"days": ["wed"], "from": "9:00", "slots": [{"name": "skills", "minutes": 60, "leaders": 2}]}],
    )
    ranked = out_on_wednesday(held, two, staff).gaps[0].people
    assert [c.person for c in ranked] == ["bo", "cy"]
    assert ranked[1].reasons[-1] == "would lead with 1 of 2 leaders"


def test_who_remains_may_bring_the_credential_for_a_second_pair_of_eyes():
    planned, held = dbt_track()
    staff = clinic(trained=(), cy=person("Cy", trainings=["dbt-skills"]))
    together = planned.model_copy(update={"staff": {**planned.staff, "skills": ("al", "cy")}})

    people = {c.person: c for c in out_on_wednesday(held, together, staff).gaps[0].people}

    assert people["bo"].team == ("bo", "cy")
    assert "may lead it beside those who remain" in people["bo"].reasons


def test_those_who_lead_elsewhere_are_away_or_whose_credential_has_ended_are_barred_with_it():
    planned, held = dbt_track()
    elsewhere = track(
        {},
        meetings=[
            {"days": ["wed"], "from": "10:30", "slots": [{"name": "x", "minutes": 20, "standing": "process-group"}]}
        ],
        staff={"x": "bo"},
    )
    ended = {"name": "Fay", "trainings": {"dbt-skills": {"until": "2026-11-30"}}}
    away = person(
        "Gus", trainings=["dbt-skills"], away=[{"from": "2026-12-01", "to": "2026-12-04", "reason": "course"}]
    )
    about = subject(planned, held, clinic(fay=ended, gus=away), {"night": elsewhere})

    barred = {c.person: c.barred for c in substitutes(about, OUT_ON, out="al").gaps[0].barred}

    assert barred["bo"] == ('leads "Process" in night, 10:30 to 10:50',)
    assert barred["fay"] == ("holds no dbt-skills; dbt-skills ended on 2026-11-30",)
    assert barred["gus"] == ("is away until 2026-12-04 (course)",)


def test_the_ranking_prefers_who_is_within_their_load_then_who_knows_the_module_then_who_leads_least():
    planned, held = dbt_track()
    dbt = ["dbt-skills"]
    staff = clinic(
        trained=dbt, fay=person("Fay", trainings=dbt, load=30), gus=person("Gus", trainings=dbt), hal=person("Hal")
    )
    known = planned.model_dump()["plan"]
    known[3][MON]["skills"] = {"module": "skills-1-wed", "lead": "gus"}
    about = subject(track(known, staff=planned.model_dump()["staff"]), held, staff)

    people = substitutes(about, OUT_ON, out="al").gaps[0].people

    assert [c.person for c in people] == ["gus", "bo", "fay"]
    assert "leads this module elsewhere in the plan (once)" in people[0].reasons
    assert people[2].reasons[-1] == "would be 30 min over the load of 30 min"


def test_an_option_is_written_for_that_week_alone_and_a_standing_group_can_have_another_leader_for_once():
    planned, held = dbt_track()
    staff = clinic(trained=["dbt-skills"])
    answer = out_on_wednesday(held, planned, staff)
    process = substitutes(subject(planned, held, clinic(di=person("Di"))), cell(2, WED, "process"), out="di").gaps[0]

    after = taken(planned, answer.gaps[0], answer.gaps[0].people[0])
    standing = taken(planned, process, process.people[0])

    assert after.leads(cell(1, WED)) == ("bo",)
    assert after.leads(cell(2, WED)) == ("al",)
    assert after.placement(cell(1, WED)).module == "skills-1-wed"
    assert process.session.date == date(2026, 12, 9)
    assert standing.placement(cell(2, WED, "process")).module == "process-group"
    assert standing.leads(cell(2, WED, "process")) == process.people[0].team
    assert standing.leads(cell(3, WED, "process")) == ("di",)


def test_a_locked_group_gets_another_leader_but_no_other_module():
    planned, held = dbt_track({"pause": module(title="Pause")})
    plan = planned.model_dump()["plan"]
    plan[1][Day.WED]["skills"] = {"module": "skills-1-wed", "locked": True}
    locked = track(plan, staff=planned.model_dump()["staff"])

    trained = out_on_wednesday(held, locked).gaps[0]
    untrained = out_on_wednesday(held, locked, clinic(trained=())).gaps[0]

    assert taken(locked, trained, trained.people[0]).leads(cell(1, WED)) == ("bo",)
    assert (untrained.swaps, untrained.no_swap) == ((), "It is locked. Unlock it first.")


def test_a_date_in_a_later_run_of_the_cycle_looks_at_that_date():
    planned, held = dbt_track()
    later = date(2027, 1, 27)
    staff = clinic(trained=["dbt-skills"], bo=person("Bo", trainings=["dbt-skills"], away=[{"from": "2027-01-27"}]))

    first, second = (
        out_on_wednesday(held, planned, staff),
        substitutes(subject(planned, held, staff), later, out="al"),
    )

    assert [gap.session.cell for gap in first.gaps] == [gap.session.cell for gap in second.gaps]
    assert [c.person for c in first.gaps[0].people] == ["bo"]
    assert [c.person for c in second.gaps[0].people] == []


def test_what_the_same_person_leads_in_another_track_is_named():
    planned, held = dbt_track()
    night = track(
        {},
        meetings=[
            {"days": ["wed"], "from": "18:00", "slots": [{"name": "x", "minutes": 60, "standing": "process-group"}]}
        ],
        staff={"x": "al"},
    )

    answer = substitutes(subject(planned, held, clinic(), {"night": night}), OUT_ON, out="al")

    assert [(b.track, b.session.cell.slot) for b in answer.elsewhere] == [("night", "x")]


@pytest.mark.parametrize(
    ("day", "out", "said"),
    [
        (date(2026, 12, 1), "al", "holds nothing on 2026-12-01"),
        (date(2026, 11, 27), "al", "holds nothing on 2026-11-27"),
        (OUT_ON, "zoe", 'no person "zoe"'),
    ],
)
def test_a_day_without_groups_and_an_unknown_person_are_said(day, out, said):
    planned, held = dbt_track()

    with pytest.raises(CurriculumError, match=said):
        substitutes(subject(planned, held, clinic()), day, out=out)


def test_who_leads_nothing_that_day_leaves_no_gap():
    planned, held = dbt_track()

    assert substitutes(subject(planned, held, clinic()), OUT_ON, out="cy").gaps == ()


@pytest.mark.parametrize("weeks", [4, 6, 8])
@pytest.mark.parametrize("day", [Day.MON, Day.WED, Day.FRI])
def test_no_option_brings_a_finding_that_blocks_or_warns(weeks, day):
    """The checks, which know nothing of substitutes, are asked for every option of every group of every week."""
    spare = {"pause": module(title="Pause"), "rest": module(title="Rest", topics=["safety-planning"])}
    planned, held = dbt_track(spare, weeks=weeks)
    about = subject(planned, held, clinic(trained=["dbt-skills"] if day is Day.WED else ()))
    about = replace(about, track=planned.model_copy(update={"cycle": weeks, "stay": weeks}))
    before = _said(about)
    options = 0
    for week in range(1, weeks + 1):
        for slot in ("skills", "elective"):
            (gap,) = substitutes(about, cell(week, day, slot), out="al").gaps
            for option in gap.options:
                options += 1
                assert _said(replace(about, track=taken(about.track, gap, option))) <= before

    assert options >= weeks


def _said(about):
    findings = check_track(about, TODAY)
    return {(f.rule, f.place, f.message) for f in findings if f.severity in (Severity.BLOCK, Severity.WARN)}
