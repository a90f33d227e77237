"""Published curricula as workspaces of their own, in `tests/cases/`: titles alone, no text of any publication."""

from dataclasses import replace
from datetime import date
from functools import cache
from itertools import accumulate, combinations, pairwise, permutations
from pathlib import Path

import pytest
from builders import TODAY
from hypothesis import given
from hypothesis import strategies as st

from curriculum.cli.app import run
from curriculum.export.guide import Guide
from curriculum.export.occasion import held_occasion
from curriculum.model.library import Library
from curriculum.model.module import StepType
from curriculum.model.track import Day
from curriculum.planning import edits
from curriculum.planning.coverage import coverage, entries, waits
from curriculum.planning.layout import with_fields
from curriculum.planning.reports.hours import hours_report
from curriculum.planning.rules import check_track
from curriculum.workspace import open_workspace

CASES = Path(__file__).parent / "cases"
TRACKS = {"skills-cycle": "skills", "closed-cohort": "cohort", "anger-course": "anger", "topic-pool": "pool"}
FILES = {"skills-cycle": 20, "closed-cohort": 8, "anger-course": 12, "topic-pool": 25}

every_case = pytest.mark.parametrize("name", TRACKS)


class Case:
    """A workspace of one track that meets once a week, in one slot."""

    def __init__(self, name):
        self.workspace = open_workspace(CASES / name)
        self.id = TRACKS[name]
        self.track = self.workspace.track(self.id)
        own = {path.stem for path in (CASES / name / "modules").glob("*.yaml")}
        held = self.workspace.library
        self.library = Library({name: module for name, module in held.modules.items() if name in own})
        self.files = {("clinic", ""), ("track", self.id), ("rules", "outpatient-group"), *(("module", i) for i in own)}

    @property
    def order(self):
        """The modules in the order held, one a week."""
        return [self.track.placement(cell).module for cell in self.track.cells]

    def held_in(self, order, **changes):
        """Return the track with other modules in its weeks."""
        (cell, *_) = self.track.cells
        plan = {week: {cell.day: {cell.slot: module}} for week, module in enumerate(order, 1)}
        return with_fields(self.track, plan=plan, cycle=len(order), **changes)

    def said(self, track):
        """Return what the rules say of a version of the track: each rule with the weeks it speaks of."""
        found = check_track(self.workspace.subject(self.id, track), TODAY)
        return sorted((finding.rule, finding.week) for finding in found)

    def lasting(self, minutes):
        """Return the track with another length of its slot."""
        (meeting,) = self.track.meetings
        (slot,) = meeting.slots
        other = meeting.model_copy(update={"slots": (slot.model_copy(update={"minutes": minutes}),)})
        return with_fields(self.track, meetings=(other,))

    def guides(self, track=None):
        """Return the guide of each session with its clock times, as it is printed."""
        about = self.workspace.subject(self.id, track)
        return [
            Guide(s.module, self.library.get(s.module), held_occasion(s, about.track, about.clinic, None), 0)
            for s in about.held
        ]


@cache
def case(name):
    return Case(name)


def starts(guide):
    """Return after how many minutes each step of a session begins."""
    return tuple(timed.start - guide.occasion.start for timed in guide.steps)


def swapped(order, first, second):
    """Return an order with two of its places exchanged."""
    changed = list(order)
    changed[first], changed[second] = order[second], order[first]
    return changed


@every_case
def test_each_case_loads_whole_and_nothing_is_found_in_it(name):
    here = case(name)

    found = [f for f in here.workspace.findings(TODAY) if (f.document.kind, f.document.id) in here.files]

    assert found == []
    assert len(here.library.modules) == FILES[name]
    assert set(here.order) == set(here.library.modules)


@every_case
def test_the_command_line_finds_nothing_in_it_either(name, capsys):
    assert run(["check", str(CASES / name)]) == 0
    assert capsys.readouterr().out == f"No findings in {FILES[name] + 3} files.\n"


@every_case
def test_no_entry_week_meets_anything_before_its_ground(name):
    here = case(name)

    assert [stay.out_of_order for stay in coverage(here.track, here.library).stays] == [()] * len(entries(here.track))


@pytest.mark.parametrize(
    ("name", "weeks", "minutes", "first", "last", "clock"),
    [
        ("skills-cycle", 24, 150, date(2027, 1, 5), date(2027, 6, 15), (17 * 60, 19 * 60 + 30)),
        ("closed-cohort", 8, 120, date(2027, 1, 7), date(2027, 2, 25), (18 * 60, 20 * 60)),
        ("anger-course", 12, 90, date(2027, 1, 6), date(2027, 3, 24), (16 * 60 + 30, 18 * 60)),
        ("topic-pool", 25, 60, date(2027, 1, 8), date(2027, 6, 25), (10 * 60, 11 * 60)),
    ],
)
def test_weeks_sessions_and_clock_minutes_add_up(name, weeks, minutes, first, last, clock):
    here = case(name)
    about = here.workspace.subject(here.id)

    report = hours_report(about)

    assert len(about.held) == here.track.cycle == len(report.weeks) == weeks
    assert [week.hours.clock for week in report.weeks] == [minutes] * weeks
    assert report.total.clock == weeks * minutes
    assert (about.held[0].date, about.held[-1].date) == (first, last)
    assert {(session.start, session.end) for session in about.held} == {clock}


@every_case
def test_every_agenda_fills_its_slot_to_the_minute(name):
    for guide in case(name).guides():
        assert guide.misfit is None
        assert guide.ends == guide.occasion.end
        assert all(one.end == other.start for one, other in pairwise(guide.steps))


@every_case
def test_nobody_sits_longer_than_ninety_minutes_without_a_break(name):
    for guide in case(name).guides():
        breaks = [timed for timed in guide.steps if timed.step.type is StepType.BREAK]
        begins = [guide.occasion.start, *(timed.end for timed in breaks)]
        ends = [*(timed.start for timed in breaks), guide.ends]
        assert all(end - begin <= 90 for begin, end in zip(begins, ends, strict=True))


# A skills cycle of 24 weeks: two weeks of mindfulness before each of three modules, entry where such a block begins.

BLOCKS = {"distress-tolerance": 6, "emotion-regulation": 7, "interpersonal": 5}


def block(key):
    """Return a module of the skills cycle with the two weeks before it."""
    return ["mindfulness-1", "mindfulness-2", *(f"{key}-{part}" for part in range(1, BLOCKS[key] + 1))]


def gates_of(keys):
    return tuple(accumulate((len(block(key)) for key in keys[:-1]), initial=1))


def test_mindfulness_comes_again_before_each_module():
    here = case("skills-cycle")

    assert here.order == [module for key in BLOCKS for module in block(key)]
    assert here.track.gates == gates_of(list(BLOCKS)) == (1, 9, 18)
    assert coverage(here.track, here.library).topics["mindfulness"] == (1, 2, 9, 10, 18, 19)


@pytest.mark.parametrize("keys", list(permutations(BLOCKS)))
def test_the_modules_may_come_in_any_order_and_every_gate_holds(keys):
    here = case("skills-cycle")
    track = here.held_in([module for key in keys for module in block(key)], gates=gates_of(keys))

    assert here.said(track) == []
    assert [stay.out_of_order for stay in coverage(track, here.library).stays] == [(), (), ()]


@pytest.mark.parametrize("key", BLOCKS)
def test_within_a_module_the_order_is_fixed(key):
    here = case("skills-cycle")
    at = here.order.index(f"{key}-2")

    assert here.said(here.held_in(swapped(here.order, at, at + 1))) == [
        ("out-of-order", at + 1),
        # Whoever comes in by the second or the third gate meets the two the wrong way round as well.
        *[("out-of-order-at-a-gate", None)] * 2,
    ]


def test_a_module_without_its_mindfulness_weeks_is_found_at_its_gate():
    here = case("skills-cycle")
    without = [module for at, module in enumerate(here.order) if at not in (8, 9)]
    track = here.held_in(without, gates=(1, 9, 16))

    assert here.said(track) == [("out-of-order-at-a-gate", None)]
    assert [
        [(fault.module, fault.needed) for fault in stay.out_of_order] for stay in coverage(track, here.library).stays
    ] == [
        [],
        [("emotion-regulation-1", "mindfulness-2")],
        [],
    ]


@pytest.mark.parametrize("gate", [week for week in range(2, 25) if week not in (9, 18)])
def test_a_gate_anywhere_but_at_the_beginning_of_a_block_is_found(gate):
    here = case("skills-cycle")
    moved = with_fields(here.track, gates=(1, gate))

    assert {rule for rule, _ in here.said(moved)} == {"out-of-order-at-a-gate"}


def test_whoever_asks_between_two_gates_waits_for_the_next():
    waiting = waits(case("skills-cycle").track)

    assert waiting.weeks == (0, 7, 6, 5, 4, 3, 2, 1, 0, 8, 7, 6, 5, 4, 3, 2, 1, 0, 6, 5, 4, 3, 2, 1)
    assert (waiting.worst, waiting.mean) == (8, 85 / 24)


@pytest.mark.parametrize("week", [2, 8, 10, 24])
def test_nobody_joins_between_two_gates(week, capsys):
    code = run(["--workspace", str(CASES / "skills-cycle"), "coverage", "skills", "--entry", str(week)])

    assert code == 2
    assert f"Nobody joins this track in week {week}. Clients may join in week 1, 9, 18." in capsys.readouterr().err


def test_from_every_gate_24_weeks_hold_all_skills_once_and_mindfulness_three_times():
    here = case("skills-cycle")

    for stay in coverage(here.track, here.library).stays:
        assert (len(stay.met), stay.distinct, stay.missed, stay.repeats) == (24, 20, (), 4)
        assert set(here.track.core) <= stay.topics
        assert {stay.met.count(f"mindfulness-{part}") for part in (1, 2)} == {3}


def test_run_twice_every_skill_is_met_twice():
    here = case("skills-cycle")

    for stay in coverage(here.track, here.library, stay=48).stays:
        assert {stay.met.count(module) for module in here.order if not module.startswith("mindfulness")} == {2}


def test_a_stay_of_one_block_holds_that_module_alone():
    here = case("skills-cycle")

    for key, gate in zip(BLOCKS, (1, 9, 18), strict=True):
        stays = coverage(here.track, here.library, stay=len(block(key))).stays
        (stay,) = (stay for stay in stays if stay.entry == gate)
        assert list(stay.met) == block(key)
        assert stay.topics == {"mindfulness", key}


@pytest.mark.parametrize(
    ("minutes", "begins"),
    [
        (120, (0, 5, 45, 55, 110)),
        (140, (0, 10, 55, 65, 130)),
        (150, (0, 10, 60, 75, 140)),
    ],
)
def test_two_to_two_and_a_half_hours_hold_practice_review_break_and_new_skill(minutes, begins):
    here = case("skills-cycle")
    track = here.lasting(minutes)

    assert here.said(track) == []
    assert {starts(guide) for guide in here.guides(track)} == {begins}
    assert {tuple(timed.step.type.value for timed in guide.steps) for guide in here.guides(track)} == {
        ("open", "review", "break", "teach", "close")
    }


def test_a_session_without_its_break_is_found_in_its_week():
    here = case("skills-cycle")
    whole = here.library.modules["distress-tolerance-3"]
    steps = [step.model_copy(update={"type": StepType.DISCUSS}) for step in whole.agenda]
    unbroken = Library(
        {**here.library.modules, "distress-tolerance-3": whole.model_copy(update={"agenda": tuple(steps)})}
    )

    (finding,) = check_track(replace(here.workspace.subject(here.id), library=unbroken), TODAY)

    assert finding.rule == "no-break"
    assert finding.message.startswith("2 h 30 min without a break in week 5;")


# A closed cohort of eight sessions of two hours, timed to the minute.

AGENDAS = (
    (0, 20, 45, 65, 75, 105, 115),
    (0, 15, 35, 60, 70, 90, 105, 115),
    (0, 12, 30, 50, 60, 93, 107, 115),
    (0, 10, 27, 50, 60, 88, 107, 115),
    (0, 11, 27, 53, 63, 87, 107, 115),
    (0, 14, 33, 55, 65, 86, 107, 115),
    (0, 10, 30, 60, 70, 95, 107, 115),
    (0, 15, 40, 55, 65, 85, 110),
)


def test_the_agendas_of_the_cohort_begin_at_their_minutes():
    assert tuple(map(starts, case("closed-cohort").guides())) == AGENDAS


@pytest.mark.parametrize(
    ("name", "minutes"),
    [
        ("skills-cycle", 119),
        ("skills-cycle", 151),
        ("closed-cohort", 119),
        ("closed-cohort", 121),
        ("anger-course", 89),
        ("anger-course", 91),
    ],
)
def test_a_slot_that_is_a_minute_too_short_or_too_long_holds_none_of_the_sessions(name, minutes):
    here = case(name)

    misfits = [week for rule, week in here.said(here.lasting(minutes)) if rule == "does-not-fit"]

    assert misfits == list(range(1, here.track.cycle + 1))


def test_a_cohort_takes_people_in_its_first_week_alone_and_is_not_held_again():
    here = case("closed-cohort")
    about = here.workspace.subject(here.id)

    assert entries(here.track) == (1,)
    assert waits(here.track).weeks == (0, 7, 6, 5, 4, 3, 2, 1)
    assert about.runs == (1,)
    (stay,) = coverage(here.track, here.library).stays
    assert list(stay.met) == here.order
    assert stay.repeats == 0


def test_two_neighbours_swapped_are_one_finding_out_of_order_and_no_other():
    here = case("closed-cohort")

    for first in range(7):
        assert here.said(here.held_in(swapped(here.order, first, first + 1))) == [("out-of-order", first + 1)]


@pytest.mark.parametrize(("first", "second"), list(combinations(range(8), 2)))
def test_any_two_swapped_are_out_of_order_where_the_later_one_stands_and_nothing_else_is_said(first, second):
    here = case("closed-cohort")

    said = here.said(here.held_in(swapped(here.order, first, second)))

    assert {rule for rule, _ in said} == {"out-of-order"}
    # Each of them from the first place on comes before the one that went to the second.
    assert {week for _, week in said} == set(range(first + 1, second + 1))


@given(st.permutations(range(8)))
def test_the_cohort_in_any_other_order_than_its_own_is_out_of_order(order):
    here = case("closed-cohort")

    said = here.said(here.held_in([here.order[place] for place in order]))

    assert {rule for rule, _ in said} == (set() if list(order) == list(range(8)) else {"out-of-order"})


# An anger course of twelve sessions: reviews in weeks 6 and 11, two subjects over two sessions each.


def test_the_course_has_its_reviews_and_its_sessions_in_two_parts_where_they_belong():
    here = case("anger-course")

    assert [here.order.index(f"anger-review-{n}") + 1 for n in (1, 2)] == [6, 11]
    assert [here.order.index(f"anger-assertiveness-{n}") + 1 for n in (1, 2)] == [7, 8]
    assert [here.order.index(f"anger-family-learning-{n}") + 1 for n in (1, 2)] == [9, 10]
    assert [here.library.modules[module].part for module in here.order] == list(range(1, 13))


def test_from_the_second_session_on_each_begins_with_a_check_in():
    first, *later = case("anger-course").guides()

    assert first.steps[0].step.type is StepType.OPEN
    assert {guide.steps[0].step.name for guide in later} == {"Check-in"}
    assert {starts(guide) for guide in (first, *later[:-1])} == {(0, 20, 70, 80)}
    assert starts(later[-1]) == (0, 20, 80)


@pytest.mark.parametrize("week", [6, 11])
def test_a_review_that_is_left_out_is_missed_by_the_session_after_it(week):
    here = case("anger-course")
    emptied = edits.remove(here.track, here.track.cells[week - 1])
    moved_up = [module for at, module in enumerate(here.order, 1) if at != week]

    assert here.said(emptied) == [("unmet-prerequisite", week + 1), ("week-not-planned", None)]
    assert here.said(here.held_in(moved_up)) == [("unmet-prerequisite", week)]


@pytest.mark.parametrize("week", [7, 9])
def test_two_parts_the_wrong_way_round_and_a_part_left_out_are_found(week):
    here = case("anger-course")
    only_second = [module for at, module in enumerate(here.order, 1) if at != week]

    assert here.said(here.held_in(swapped(here.order, week - 1, week))) == [("out-of-order", week)]
    assert here.said(here.held_in(only_second)) == [("unmet-prerequisite", week)]


# A pool of 25 topics: any order, any number, anybody may lead them and join in any week.


@given(st.permutations(range(25)), st.integers(1, 25), st.integers(1, 52))
def test_topics_of_the_pool_come_in_any_order_and_any_number(order, number, stay):
    here = case("topic-pool")
    chosen = [here.order[place] for place in order[:number]]
    track = here.held_in(chosen, stay=stay)

    covered = coverage(track, here.library)

    # A pool that is shorter than a stay comes round again, and a note says so.
    assert {rule for rule, _ in here.said(track)} <= {"repeated-in-next-run"}
    assert [one.out_of_order for one in covered.stays] == [()] * number
    assert {one.distinct for one in covered.stays} == {min(number, stay)}


def test_nobody_waits_for_the_pool_and_no_credential_is_asked():
    here = case("topic-pool")

    assert waits(here.track).worst == 0
    assert len(entries(here.track)) == 25
    assert {module.lead for module in here.library.modules.values()} == {()}
    assert here.track.days == (Day.FRI,)


def test_a_topic_held_again_too_soon_is_found_in_the_pool_as_anywhere():
    here = case("topic-pool")
    again = [*here.order[:3], here.order[0], *here.order[4:]]

    assert here.said(here.held_in(again)) == [("repeated-too-soon", 4)]
