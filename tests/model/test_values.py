import pytest
from builders import FRI, MON, WED, cell, module, track
from pydantic import ValidationError

from curriculum.model.module import Material, Module
from curriculum.model.timing import clock_text
from curriculum.model.track import Cell


def test_a_module_is_as_long_as_its_agenda():
    agenda = [
        {"name": "In", "type": "open", "minutes": 5},
        {"name": "Do", "type": "practice", "minutes": {"least": 20, "planned": 30, "most": 50}},
    ]

    minutes = module(agenda=agenda).minutes

    assert (minutes.least, minutes.planned, minutes.most) == (25, 35, 55)


@pytest.mark.parametrize(("slot", "fits"), [(44, False), (45, True), (60, True), (75, True), (76, False)])
def test_a_module_fits_a_slot_between_its_least_and_its_most(slot, fits):
    assert module({"least": 45, "planned": 60, "most": 75}).fits(slot) is fits


@pytest.mark.parametrize(
    ("per", "amount", "needed"),
    [
        ("client", 1, 10),
        ("client", 2, 20),
        ("group", 1, 1),
        ("group", 6, 6),
        (3, 1, 4),
        (3, 2, 8),
        (5, 1, 2),
        (20, 1, 1),
    ],
)
def test_materials_are_counted_for_the_census(per, amount, needed):
    assert Material(item="thing", per=per, amount=amount).quantity(10) == needed


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "x" * 49},
        {"title": "two\nlines"},
        {"title": "bidi \u202e override"},
        {"series": "alone"},
        {"part": 1},
        {"status": "reviewed", "reviewed": {"due": "2027-01-01"}},
        {"objectives": []},
        {"objectives": ["a", "b", "c", "d", "e"]},
        {"variants": [{"name": "v", "replaces": "no such step", "do": "x"}]},
        {"agenda": [{"name": "a", "type": "open", "minutes": {"least": 5, "planned": 4, "most": 9}}]},
        {"handouts": [{"title": "t", "idea": "word " * 61, "blocks": [{"text": "x"}], "take_home": "y"}]},
        {"objetives": ["misspelt"]},
    ],
)
def test_what_a_module_may_not_be_is_refused(wrong):
    with pytest.raises(ValidationError):
        module(**wrong)


def test_values_are_frozen():
    with pytest.raises(ValidationError):
        module().title = "Another"  # type: ignore[misc]


def test_clock_times_follow_from_the_meeting_and_its_breaks():
    slots = track().timetable[MON]

    assert [(t.slot.name, clock_text(t.start), clock_text(t.end)) for t in slots] == [
        ("process", "09:00", "10:00"),
        ("skills", "10:10", "11:10"),
        ("elective", "11:20", "12:20"),
    ]


def test_a_cycle_has_every_slot_in_the_order_held():
    cells = track().cells

    assert len(cells) == 72
    assert cells[0] == Cell(1, MON, "process")
    assert cells[4] == Cell(1, WED, "skills")
    assert cells[-1] == Cell(8, FRI, "elective")


def test_two_meetings_of_one_day_stand_in_the_order_of_their_clock():
    meetings = [
        {"days": ["mon"], "from": "18:00", "slots": [{"name": "late", "minutes": 60}]},
        {"days": ["mon"], "from": "9:30", "slots": [{"name": "early", "minutes": 60}]},
    ]

    assert [t.slot.name for t in track(meetings=meetings).timetable[MON]] == ["early", "late"]


def test_a_slot_name_stands_once_a_day():
    slots = [{"name": "same", "minutes": 30}, {"name": "same", "minutes": 30}]

    with pytest.raises(ValidationError, match='two slots named "same"'):
        track(meetings=[{"days": ["mon"], "from": "9:00", "slots": slots}])


def test_a_standing_slot_holds_its_module_without_a_word_in_the_plan():
    planned = track()

    held = planned.placement(cell(3, WED, "process"))

    assert held is not None
    assert held.module == "process-group"
    assert planned.planned(cell(3, WED, "process")) is None


def test_a_placement_may_be_a_module_alone_or_say_who_and_where():
    planned = track(
        {1: {"mon": {"skills": "a", "elective": {"module": "b", "lead": ["mara", "sam"], "room": "hall"}}}},
        staff={"skills": "jo"},
        rooms={"skills": "main"},
    )

    assert planned.leads(cell(1, MON)) == ("jo",)
    assert planned.room(cell(1, MON)) == "main"
    assert planned.leads(cell(1, MON, "elective")) == ("mara", "sam")
    assert planned.room(cell(1, MON, "elective")) == "hall"


def test_gates_and_gated_admission_go_together():
    with pytest.raises(ValidationError, match="gates"):
        track(admission="gated")
    with pytest.raises(ValidationError, match="gates"):
        track(gates=[1, 5])

    assert track(admission="gated", gates=[1, 5]).gates == (1, 5)


def test_every_field_of_a_module_says_what_it_is_for_or_has_a_plain_name():
    plain = {"title", "summary", "modality", "kind", "status", "version", "group", "materials", "agenda"}
    plain |= {"handouts", "homework", "adaptations", "cautions", "variants", "sources", "license", "author", "reviewed"}
    undescribed = {name for name, field in Module.model_fields.items() if not field.description}

    assert undescribed <= plain
