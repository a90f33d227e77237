import json
import subprocess
import sys

import pytest


@pytest.fixture
def gap(workspace, change):
    """The small workspace with two slots of its first week emptied, and a remark beside the plan."""
    days = workspace / "tracks" / "days.yaml"
    change(
        days, "fri: {first: feeling-7, second: feeling-8, third: feeling-9}", "fri: {first: feeling-7}   # of Friday"
    )
    return workspace


def test_a_proposal_stands_beside_the_plan_with_a_reason_for_each_slot_and_nothing_is_written(curriculum, gap):
    before = (gap / "tracks" / "days.yaml").read_bytes()

    said = curriculum("fill", "days", "--week", "1")

    assert said.code == 0
    assert "Days: 2 changes proposed in 2 slots" in said.out
    assert "proven, none costs less" in said.out
    assert "Fri second      Naming a Feeling" in said.out
    assert "What the checks say then, and did not before" in said.out
    assert "empty-slot" in said.out.partition("What they no longer say")[2]
    assert "Nothing was written; --write writes tracks/days.yaml" in said.out
    assert (gap / "tracks" / "days.yaml").read_bytes() == before


def test_writing_keeps_every_remark_and_changes_only_the_slots_filled(curriculum, gap):
    said = curriculum("fill", "days", "--week", "1", "--write")

    text = (gap / "tracks" / "days.yaml").read_text("utf-8")
    assert "Wrote tracks/days.yaml." in said.out
    assert "# of Friday" in text
    assert text.count("feeling-") == 9
    assert curriculum("check").code == 0


def test_one_slot_can_be_accepted_alone(curriculum, gap):
    curriculum("fill", "days", "--week", "1", "--only", "1/fri/third", "--write")

    text = (gap / "tracks" / "days.yaml").read_text("utf-8")
    assert "third: feeling-" in text.partition("fri:")[2]
    assert "second" not in text.partition("fri:")[2]


def test_why_names_what_could_stand_there_instead_and_what_could_not(curriculum, gap):
    said = " ".join(curriculum("fill", "days", "--week", "1", "--why", "1/fri/third").out.split())

    assert "week 1, Friday, third: Naming a Feeling" in said
    assert "Not there" in said
    assert "stands in week 1, Monday, first already; it asks for 4 weeks in between" in said


def test_another_proposal_is_another(curriculum, gap):
    one, other = [
        json.loads(curriculum("fill", "days", "--week", "1", "--format", "json", *more).out)
        for more in ((), ("--another",))
    ]

    def placed(data):
        return {(each["day"], each["slot"]): each["module"] for each in data["placed"]}

    assert set(placed(one).values()) == {"feeling-8", "feeling-9"}
    assert placed(one) != placed(other)


def test_as_json_it_says_points_bound_wishes_and_placements(curriculum, gap):
    data = json.loads(curriculum("fill", "days", "--week", "1", "--format", "json").out)

    assert data["bound"] <= data["points"]
    assert {each["wish"] for each in data["wishes"]} >= {"every-slot", "core-topics", "variety"}
    assert {(each["week"], each["day"]) for each in data["placed"]} == {(1, "fri")}


def test_where_the_library_is_too_small_the_slots_left_empty_say_why(curriculum, gap):
    said = curriculum("fill", "days", "--week", "2")

    assert said.code == 0
    assert "slots left empty" in said.out
    assert "could stand here by themselves, but each is needed elsewhere" in " ".join(said.out.split())


def test_what_cannot_be_kept_together_is_said_with_who_can_change_it(curriculum, gap, change):
    change(gap / "tracks" / "days.yaml", "plan:\n", "core: [ballet]\nwishes: {core-topics: must}\nplan:\n")

    said = curriculum("fill", "days")

    assert said.code == 1
    assert "These cannot be kept together" in said.out
    assert 'No module of the library is about "ballet", which is a must. Can be changed by the modules\'' in " ".join(
        said.out.split()
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("fill", "days", "--week", "9"), "There is no week 9. The cycle has weeks 1 to 3."),
        (
            ("fill", "days", "--week", "1", "--why", "1/sun/first"),
            'The track has no slot "1/sun/first". Write it as 1/mon/first.',
        ),
        (("fill", "nights"), 'There is no track "nights".'),
        (("fill", "days", "--week", "1", "--why", "1/mon/first"), "Nothing is proposed for week 1, Monday, first."),
    ],
)
def test_what_cannot_be_used_is_one_line(curriculum, gap, words, said):
    outcome = curriculum(*words)

    assert outcome.code == 2
    assert said in outcome.err


def test_a_full_plan_has_nothing_to_fill(curriculum, workspace):
    assert "There is no empty slot to fill. --replan" in curriculum("fill", "days", "--week", "1").err


def test_a_re_plan_of_a_good_plan_changes_nothing(curriculum, workspace):
    said = curriculum("fill", "days", "--week", "1", "--replan").out

    assert "0 changes proposed in 9 slots" in said
    assert "9 sessions of the plan that could move stay as they are." in said


@pytest.mark.parametrize(
    ("wishes", "said"),
    [
        ("{core-topics: maybe}", "is neither must, nor off, nor a weight from 1 to 1000"),
        ("{variety: 0}", "is neither must, nor off, nor a weight from 1 to 1000"),
        ("{back-to-back: must}", "is neither off nor a weight from 1 to 1000"),
        ("{leaders: 5}", "is neither must nor off"),
        ("{modality-minutes: [{modality: cbt}]}", "needs `least`, `most` or both"),
        ("{modality-minutes: [{modality: cbt, least: 90, most: 60}]}", "has least 90 above most 60"),
        ("{slots: {first: {}}}", "needs `kinds`, `modalities`, `series` or `topics`"),
        ("{core-topic: must}", 'Did you mean "core-topics"?'),
        ("{phases: [{weeks: [1], most: mild}]}", "gentle, moderate, strong"),
    ],
)
def test_a_wish_that_cannot_be_read_is_a_finding_at_its_line(curriculum, workspace, change, wishes, said):
    days = workspace / "tracks" / "days.yaml"
    change(days, "plan:\n", f"wishes: {wishes}\nplan:\n")
    line = next(n for n, text in enumerate(days.read_text("utf-8").splitlines(), 1) if text.startswith("wishes"))

    outcome = curriculum("check")

    assert outcome.code == 1
    assert said in " ".join(outcome.out.split())
    assert f"tracks/days.yaml:{line}:" in outcome.out


def test_the_solver_is_imported_by_no_other_process():
    code = "import sys, curriculum.cli.fill; print([m for m in sys.modules if m in ('highspy', 'numpy')])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
