"""The order form by itself: which fields a kind asks, what it orders, and the command that does the same."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest
from tui_driver import CLINIC

from curriculum.cli.app import run
from curriculum.model.errors import CurriculumError
from curriculum.tui.action import Where
from curriculum.tui.actions import actions_of
from curriculum.tui.pages.orderfields import FIELDS, field_named, fields_of
from curriculum.tui.pages.orderform import first_form
from curriculum.tui.pages.printing import Pace, command_of, folder_of, progress_text, subject_text, time_text
from curriculum.tui.screens.export import ExportScreen
from curriculum.tui.screens.ordering import OrderScreen
from curriculum.workspace import open_workspace
from curriculum.workspace.offers import OFFERS
from curriculum.workspace.orders import fulfil

TODAY = date(2027, 1, 4)
MANIFEST = [".manifest", ".json"]
"""Which only a command leaves beside a binder."""


@pytest.fixture
def form(workspace):
    (workspace / "clinic.yaml").write_text(CLINIC + "severities: {weekly-minutes: warn}\n")
    return first_form(open_workspace(workspace), "evening", TODAY, week=1, module="breath")


def answered(form, **answers):
    for name, value in answers.items():
        form = field_named(name).put(form, (value,) if isinstance(value, str) else value)
    return form


@pytest.mark.parametrize("offer", OFFERS)
def test_every_field_of_every_kind_has_an_answer_that_is_among_its_choices(form, offer):
    form = answered(form, offer=offer)
    for field in fields_of(form):
        values = {choice.value for choice in field.choices(form)}

        assert values
        assert values.issuperset(field.now(form)), field.name
        assert field.words(form)


@pytest.mark.parametrize("offer", OFFERS)
def test_stepping_through_all_answers_of_a_field_comes_back_to_the_first(form, offer):
    form = answered(form, offer=offer)
    for field in fields_of(form):
        values = [choice.value for choice in field.choices(form)]
        if field.name == "offer":
            continue
        stepped, seen = form, []
        for _ in values:
            stepped = field.stepped(stepped, 1)
            seen += field.now(stepped)

        assert sorted(seen) == sorted(values), field.name
        assert field.stepped(field.stepped(form, 1), -1).order == field.stepped(field.stepped(form, -1), 1).order


@pytest.mark.parametrize("offer", OFFERS)
def test_a_kind_orders_only_what_it_asks(form, offer):
    full = answered(
        form,
        weeks=("1", "2"),
        day="mon",
        lead="mara",
        run="2",
        per="day",
        paper="a4",
        language="en+es",
        editions="low-ink",
    )
    full = answered(full, offer=offer)
    asked = {field.name for field in fields_of(full)}
    ask = full.order.ask

    assert (ask.day is not None) == ("day" in asked)
    assert (ask.lead is not None) == ("lead" in asked)
    assert (ask.run == 2) == ("run" in asked)
    assert (len(ask.languages) == 2) == ("language" in asked)
    assert bool(full.order.editions) == ("editions" in asked)
    assert full.order.formats <= set(full.offer.formats)


def test_a_calendar_for_clients_is_of_no_leader(form):
    form = answered(form, offer="calendar", lead="mara")
    assert form.order.ask.lead == "mara"

    form = answered(form, readers="clients")
    assert form.order.ask.lead is None
    assert "lead" not in {field.name for field in fields_of(form)}


def test_what_is_kept_comes_back_and_what_it_is_of_does_not(form):
    chosen = answered(form, offer="handouts", formats=("html", "docx"), language="es", paper="a4", weeks="3", day="mon")
    again = form.recalled(chosen.kept)

    assert again.kept == chosen.kept
    assert again.ask.weeks == form.ask.weeks
    assert again.ask.day is None


def test_the_sentence_says_weeks_day_leader_kind_and_language(form):
    form = answered(form, offer="binder", weeks=("1", "3"), day="mon", lead="jo", language="en+es")

    assert subject_text(form) == "Weeks 1 and 3 of Evening, Monday, Jo Tanaka: binder, in English and Spanish"


@pytest.mark.parametrize(
    "answers",
    [
        {"offer": "handouts", "formats": ("html",), "paper": "a4"},
        {"offer": "packet", "formats": ("html",), "run": "2", "editions": ("low-ink",)},
        {"offer": "schedule", "formats": ("html",)},
        {"offer": "module", "formats": ("html", "docx")},
        {"offer": "sign-in", "formats": ("html",), "day": "mon", "per": "day"},
        {"offer": "fidelity", "formats": ("html",), "lead": "jo", "run": "2"},
        {"offer": "month", "formats": ("html",), "month": "2027-01-01", "readers": "clients"},
        {"offer": "materials", "formats": ("html",)},
        {"offer": "calendar", "lead": "jo"},
        {"offer": "tables", "formats": ("csv", "json"), "weeks": ("1", "2")},
        {"offer": "binder", "day": "mon"},
        {"offer": "report-audit", "run": "2"},
        {"offer": "report-coverage", "paper": "a4"},
    ],
    ids=lambda answers: answers["offer"],
)
async def test_the_command_that_is_shown_writes_the_same_files(form, answers):
    form = answered(form, **answers)
    root = form.workspace.root
    docket = form.offer.look(form.workspace, form.order)
    outcome = await fulfil(docket, lambda _: None)
    written = {file.path: file.path.read_bytes() for file in outcome.written}
    assert written
    for path in written:
        path.unlink()

    code = await asyncio.to_thread(run, ["--workspace", str(root), *command_of(form).split()[1:]])

    assert code == 0
    now = {path: path.read_bytes() for path in (root / "exports").rglob("*.*") if path.suffixes != MANIFEST}
    assert now == written
    assert docket.files == len(written)
    folder = folder_of(outcome.written)
    assert docket.place == folder or docket.place in written or docket.place in folder.parents


class Step:
    def __init__(self, done, made, pages=0, total=20):
        self.done, self.made, self.pages, self.total, self.last = done, made, pages, total, ""


def test_time_is_told_from_what_takes_time_only():
    pace = Pace()
    for done in range(10):
        pace = pace.step(Step(done + 1, 0, 2 * done), 0.1)
    assert pace.seconds_left(0.2, 100) is None, "what was taken as it lay there says nothing"
    for number in range(1, 6):
        pace = pace.step(Step(10 + number, number, 18 + 8 * number), 0.1 + 2 * number)

    assert pace.seconds_left(10.1, 98) == pytest.approx(10), "4 pages a second, 40 are left"
    assert pace.seconds_left(12.1, 98) == pytest.approx(8)
    assert pace.seconds_left(60, 98) == 0


def test_without_pages_time_is_told_from_documents():
    pace = Pace()
    for number in range(6):
        pace = pace.step(Step(number + 1, number), 2.0 * number)

    assert pace.seconds_left(10.0, 0) == pytest.approx(28), "2 seconds each, 14 are left"


def test_times_read_as_people_say_them():
    assert [time_text(each) for each in (None, 0.0, 4.2, 21.0, 150.0)] == [
        "",
        "about 1 s left",
        "about 4 s left",
        "about 20 s left",
        "about 2 min left",
    ]


def test_progress_names_documents_and_pages():
    step = Step(3, 3, 1040, 12)

    assert progress_text(step, 2000, 12.0) == "3 of 12 documents, 1040 of about 2000 pages, about 10 s left"
    assert progress_text(step, 900, None) == "3 of 12 documents, 1040 of about 1040 pages"


def test_every_action_of_printing_is_one_of_its_screen():
    for where, screen in ((Where.ORDER, OrderScreen), (Where.EXPORT, ExportScreen)):
        assert actions_of(where)
        for action in actions_of(where):
            assert hasattr(screen, f"action_{action.run.partition('(')[0]}"), action.id


def test_field_names_are_unique():
    assert len({field.name for field in FIELDS}) == len(FIELDS)


def test_a_form_without_a_module_says_what_is_wanting(form):
    empty = replace(form, module=None)

    with pytest.raises(CurriculumError, match="No module is chosen"):
        OFFERS["module"].look(empty.workspace, answered(empty, offer="module").order)
