import pytest
from builders import FRI, MON, WED, cell
from hypothesis import given
from hypothesis import strategies as st

from curriculum.files.plantext import with_plan
from curriculum.files.reading import parsed
from curriculum.files.yamltext import Source
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Document
from curriculum.model.track import Track
from curriculum.planning import edits
from curriculum.planning.edits import EditRefused

HEAD = """\
# A track with remarks in many places.
title: Evening     # the name on the door
level: iop-adult
starts: 2027-01-04
cycle: 4
stay: 4
census: 10
meetings:
  - days: [mon, wed, fri]
    from: 18:00
    slots: [{name: skills, minutes: 60}, {name: elective, minutes: 60}, {name: studio, minutes: 60}]
"""
PLANS = {
    "flow days": """\
plan:
  1:
    mon: {skills: a, elective: b}   # first night
    wed: {skills: c}
  # halfway
  3:
    fri: {studio: d}
""",
    "blocks all the way": """\
plan:

  1:   # one
    mon:
      # before skills
      skills: a   # of a
      elective:
        module: b
        lead: ana
    wed:
      skills: {module: c, locked: true}
""",
    "one line": """\
plan: {1: {mon: {skills: a, elective: {module: b, lead: [ana, jo]}}, wed: {skills: c}}, 3: {fri: {studio: d}}}
""",
    "spread flow": """\
plan:
  1: {
    mon: {skills: a,   # of a
          elective: b},
    wed: {skills: c},   # of c
  }
""",
    "wide indents": """\
plan:
      1:
            mon:  { skills : a , elective: 'b' }
      2:
            wed:  { skills : "c" }
""",
    "not there": "",
    "empty": "plan:\n",
    "empty with a remark": "plan:   # nothing yet\n",
    "empty braces": "plan: {}   # nothing yet\n",
    "empty weeks and days": "plan:\n  1:\n  2: {}\n  3:\n    mon:\n    wed: {}\n",
    "no last line break": "plan:\n  1:\n    mon: {skills: a}",
    "keys after": "plan:\n  1:\n    mon: {skills: a}\n\n# who and why\nwaivers: []\n",
    "quoted keys": 'plan:\n  "1":\n    "mon": {"skills": a}\n',
}
TEXTS = {name: HEAD + plan for name, plan in PLANS.items()}
TEXTS["staff after an empty plan"] = HEAD + "plan:\nstaff: {skills: jo}   # lead\n"
TEXTS["windows"] = TEXTS["flow days"].replace("\n", "\r\n")


def read(text: str) -> Track:
    track, findings = parsed(Source(None, text, "t.yaml"), Track, Document("track", "t"))
    assert track is not None, (findings, text)
    return track


def comments(text: str) -> list[str]:
    return [line[line.index("#") :].strip() for line in text.splitlines() if "#" in line]


cells = st.builds(
    cell, st.integers(1, 4), st.sampled_from([MON, WED, FRI]), st.sampled_from(["skills", "elective", "studio"])
)
steps = st.tuples(
    st.sampled_from(["place", "remove", "move", "lock", "unlock", "copy_week", "assign"]),
    cells,
    cells,
    st.sampled_from(["p", "no", "null", "12", "a-long-id"]),
)


def apply(step, track):
    kind, one, other, name = step
    match kind:
        case "place":
            return edits.place(track, one, name)
        case "move":
            return edits.move(track, one, other)
        case "copy_week":
            return edits.copy_week(track, one.week, other.week)
        case "assign":
            return edits.assign(track, one, (name, "jo"))
        case _:
            return getattr(edits, kind)(track, one)


@given(st.sampled_from(sorted(TEXTS)), st.lists(steps, min_size=1, max_size=8))
def test_whatever_is_edited_the_text_says_the_same_as_the_track_and_keeps_every_other_line(name, run):
    text = TEXTS[name]
    track = read(text)
    for step in run:
        try:
            track = apply(step, track)
        except EditRefused:
            continue
        text = with_plan(text, track)
        assert read(text).plan == track.plan
    assert text.startswith(HEAD.replace("\n", "\r\n") if name == "windows" else HEAD)
    assert ("\r\n" in text) == (name == "windows")
    assert text.replace("\r\n", "").count("\r") == 0


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_an_unchanged_plan_changes_no_byte(name):
    assert with_plan(TEXTS[name], read(TEXTS[name])) == TEXTS[name]


@pytest.mark.parametrize("name", [n for n in sorted(TEXTS) if "#" in PLANS.get(n, "") or n == "windows"])
def test_placing_and_moving_keep_every_remark(name):
    text, track = TEXTS[name], read(TEXTS[name])
    for where in (cell(1, MON, "studio"), cell(2, FRI), cell(4, WED)):
        track = edits.place(track, where, "new")
        text = with_plan(text, track)
    for here, there in ((cell(1, MON, "studio"), cell(3, MON)), (cell(2, FRI), cell(4, WED))):
        track = edits.move(track, here, there)
        text = with_plan(text, track)

    assert sorted(comments(text)) == sorted(comments(TEXTS[name]))


def test_only_the_line_of_the_edit_changes():
    text = TEXTS["flow days"]

    after = with_plan(text, edits.place(read(text), cell(1, WED, "elective"), "new"))

    changed = [(a, b) for a, b in zip(text.splitlines(), after.splitlines(), strict=True) if a != b]
    assert changed == [("    wed: {skills: c}", "    wed: {skills: c, elective: new}")]


def test_new_weeks_and_days_stand_in_their_order():
    text = TEXTS["flow days"]
    track = edits.place(edits.place(read(text), cell(2, FRI), "x"), cell(2, MON), "y")

    lines = with_plan(text, edits.place(track, cell(1, FRI), "z")).splitlines()

    assert lines[lines.index("plan:") :] == [
        "plan:",
        "  1:",
        "    mon: {skills: a, elective: b}   # first night",
        "    wed: {skills: c}",
        "    fri: {skills: z}",
        "  2:",
        "    fri: {skills: x}",
        "    mon: {skills: y}",
        "  # halfway",
        "  3:",
        "    fri: {studio: d}",
    ]


def test_a_remark_beside_a_removed_placement_stays():
    text = TEXTS["blocks all the way"]

    after = with_plan(text, edits.remove(read(text), cell(1, MON)))

    assert "# of a" in after
    assert "# before skills" in after


def test_an_id_that_yaml_would_take_for_something_else_is_quoted():
    text = TEXTS["flow days"]

    after = with_plan(text, edits.place(read(text), cell(1, MON), "12"))

    assert '"12"' in after


def test_a_file_without_keys_is_not_written_into():
    with pytest.raises(CurriculumError):
        with_plan("- a list\n", read(TEXTS["flow days"]))
