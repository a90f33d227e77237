from datetime import date

import builders
import pytest
from export.reading import text_of_html
from export.samples import SVG, TWO_BUCKETS, a_week, held_twice, printables_of

from curriculum.export.documents import module_printables
from curriculum.export.guide import ADAPTATION_NAMES, Guide
from curriculum.export.occasion import homework_before, loose_occasion
from curriculum.model.clinic import Clinic
from curriculum.model.module import Adaptations
from curriculum.planning.calendar import sessions

GUIDE = "1-mon-2-two-buckets-guide"


def guide_text(pages):
    return text_of_html(pages[GUIDE].html)


def test_the_week_prints_its_schedule_then_guides_and_handouts_in_the_order_held(pages):
    assert list(pages) == sorted(pages)
    assert list(pages) == [
        "0-t8-week-1-schedule",
        "1-mon-1-process-group-guide",
        "1-mon-2-two-buckets-guide",
        "1-mon-2-two-buckets-handout",
        "2-wed-1-process-group-guide",
    ]


def test_a_handout_prints_once_although_its_module_is_held_twice():
    week = held_twice(a_week())

    kinds = [printable.kind for printable in printables_of(week) if printable.module == "two-buckets"]

    assert kinds == ["guide", "handout", "guide"]


def test_the_header_says_when_where_who_and_for_how_many(pages):
    text = guide_text(pages)

    for said in (
        "19:00\u201320:10 Monday, November 30, 2026 T8, week 1",
        "Main room Jo Tanaka leads Sam Okafor co-leads",
        "70 minutes Skills group CBT core, part 1",
        "10 clients works for 4 to 12",
        "CBT Facilitator guide",
    ):
        assert said in text


def test_the_agenda_runs_from_the_slots_beginning_to_its_end(pages):
    text = guide_text(pages)

    # 60 planned minutes in 70: three steps share 10 minutes evenly, the fourth is fixed.
    assert "19:00 14 Weather Report Opening 19:14 23 What Can I Carry? Teaching, must 19:37" in text
    assert "20:05 5 One Thing Put Down Closing, must 20:10 70 End" in text


def test_materials_are_multiplied_by_the_census_and_sharps_are_counted_out_and_in(pages):
    text = guide_text(pages)

    assert "10 pens 1 for each client Comes back" in text
    assert "4 paint set 1 for every 3 clients Comes back" in text
    assert "20 paper 2 for each client Used up" in text
    assert "5 scissors ( sharp ) 1 for every 2 clients Out In" in text
    assert '12 Handout "My Two Buckets" 10 clients, 2 spares Goes home' in text


def test_everything_that_a_facilitator_says_asks_does_and_notes_is_there_under_its_label(pages):
    text = guide_text(pages)

    for said in (
        "SAY Welcome back, everyone. Tell us today's weather inside. You can pass.",
        "DO Go first with something small. Go round once.",
        "ASK Which bucket fills first on a bad day? What helps you to put one down?",
        "NOTE Somebody will want a third bucket. Let them have it.",
        "If the room is silent If one person fills it If someone is upset",
        "Thank them and ask the far corner.",
        "Do not sort losses. A loss is not a worry.",
        "Put one worry a day into a bucket.",
        "See anyone who left early before you go home.",
        'Out Loud Instead of "Sorting", within the same minutes DO Sort in pairs, speaking only.',
        "Sort your own three worries on paper.",
        "Trauma Keep to small worries from this week.",
        "Online Use two boxes on a shared screen.",
        "A. Writer: A Book, A Press, 2001",
        "Reviewed by A Clinician on November 1, 2026; next review due November 1, 2027.",
    ):
        assert said in text


def test_the_short_session_can_start_late_or_stop_early(pages):
    text = guide_text(pages)

    assert "Short of time: the session in 40 minutes" in text
    assert "19:00 19:30 5 Weather Report 14 min" in text
    assert "19:35 20:05 5 One Thing Put Down, must the same 19:40 20:10 40 End 70 min" in text


def test_a_module_that_is_not_reviewed_says_so():
    pages = {p.stem: p for p in printables_of(a_week(status="ready", reviewed={"due": "2027-01-31"}))}

    text = guide_text(pages)

    assert "A licensed clinician reviews a module before its first use." in text
    assert "no clinical review is recorded; it is due by January 31, 2027." in text


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(30, "40 minutes at least: 10 more than the slot has"), (90, "75 minutes at most: 15 of the slot are left over")],
)
def test_a_slot_that_the_module_cannot_fill_is_said_and_never_squeezed(minutes, said):
    module = builders.module(**TWO_BUCKETS)
    guide, _ = module_printables("two-buckets", module, Clinic(), figures=lambda m, f: SVG, minutes=minutes)

    assert said in text_of_html(guide.html)


def test_a_module_on_its_own_has_a_clock_from_zero_and_no_date():
    module = builders.module(**TWO_BUCKETS)
    guide, handout = module_printables("two-buckets", module, Clinic(), figures=lambda m, f: SVG, census=6)

    assert (guide.stem, handout.stem) == ("two-buckets-guide", "two-buckets-handout")
    assert "00:00 10 Weather Report" in text_of_html(guide.html)
    assert "Homework due" not in guide.html


def test_every_adaptation_has_a_name_in_print():
    assert set(ADAPTATION_NAMES) == set(Adaptations.model_fields)


def test_no_step_is_lost_where_a_module_is_fitted():
    module = builders.module(**TWO_BUCKETS)
    for minutes in range(module.minutes.least, module.minutes.most + 1):
        guide = Guide("two-buckets", module, loose_occasion(module, Clinic(), census=8, minutes=minutes), 0)

        assert sum(timed.minutes for timed in guide.steps) == minutes
        assert guide.ends == minutes


def test_homework_comes_from_the_last_open_day_of_the_same_run():
    """US-12: Monday sets it, Wednesday is closed, Friday's guide opens with it and says when it was set."""
    modules = builders.library(
        process_group=builders.module(title="Process", homework="Not this one."),
        log=builders.module(title="Thought Log", homework="One row a day."),
        skipped=builders.module(title="Skipped", homework="Never set."),
        next=builders.module(title="Next"),
    )
    plan = {1: {"mon": {"skills": "log"}, "wed": {"skills": "skipped"}, "fri": {"skills": "next"}}}
    clinic = Clinic.model_validate({"closures": [{"from": "2026-12-02", "reason": "Staff day"}]})
    track = builders.track(plan)
    held = sessions(track, clinic, [1])
    friday = next(session for session in held if session.module == "next")

    carried = homework_before(friday, held, modules)

    assert carried is not None
    assert (carried.title, carried.homework, carried.set_on) == ("Thought Log", "One row a day.", date(2026, 11, 30))


def test_homework_due_is_printed_with_its_date_and_a_line_for_those_who_just_joined():
    week = held_twice(a_week())
    guides = [text_of_html(p.html) for p in printables_of(week) if p.kind == "guide" and p.module == "two-buckets"]

    assert "None: no earlier session of this run has set any." in guides[0]
    assert 'Set on Monday, November 30, 2026, in "Two Buckets". Put one worry a day into a bucket.' in guides[1]
    assert "For anyone who just joined:" in guides[1]


def test_a_closed_day_prints_no_guide():
    week = a_week()
    week.clinic = week.clinic.model_copy(
        update={"closures": Clinic.model_validate({"closures": [{"from": "2026-11-30", "reason": "x"}]}).closures}
    )

    assert [p.stem for p in printables_of(week)] == ["0-t8-week-1-schedule", "2-wed-1-process-group-guide"]
