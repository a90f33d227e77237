"""Printing without leaving the app: a form that says what it will make, refused with reasons, stopped by Esc."""

import json

import pytest
from tui_driver import CLINIC, planning

LENIENT = CLINIC + "severities: {weekly-minutes: warn}\n"
SPANISH = """\
title: Atrapar pensamientos
translates: 1
translator: Alguien
handouts:
  - title: Una hoja para guardar
    idea: Una cosa pequeña cada día.
    blocks: [{text: "Escriba una cosa."}]
    take_home: Una cosa.
"""


@pytest.fixture
def lenient(workspace):
    (workspace / "clinic.yaml").write_text(LENIENT)
    return workspace


def said(planner):
    """What the screen says, in one line."""
    return " ".join(planner.picture().replace("│", " ").split())


async def asked(planner, *keys):
    """Open the form, press keys, and wait until it has been looked at."""
    await planner.press("p", *keys)
    await looked_at(planner)


async def looked_at(planner):
    await planner.until(lambda: "Looking at it" not in planner.picture() and "Print:" in planner.picture())


async def printed(planner, title="Printed"):
    await planner.until(lambda: f"{title}:" in planner.picture(), seconds=120)


def files(workspace):
    exports = workspace / "exports"
    return sorted(path.relative_to(exports).as_posix() for path in exports.rglob("*") if path.is_file())


async def test_a_blocking_finding_is_named_with_its_line_before_anything_is_pressed(workspace):
    async with planning(workspace, size=(100, 40)) as planner:
        await asked(planner)
        assert "blocks it: mend it first." in said(planner)
        assert "tracks/evening.yaml:" in said(planner)
        assert "iop-adult is 9" in said(planner)

        await planner.press("enter")
        await planner.until(lambda: "Not printed: what is said here" in planner.picture())
        await planner.press("escape")
        assert planner.screen.grid.has_focus
    assert not (workspace / "exports").exists()


async def test_enter_prints_the_week_that_is_looked_at_and_names_each_file(lenient):
    async with planning(lenient, size=(100, 40)) as planner:
        await asked(planner)
        assert "Week 1 of Evening: guides, handouts and schedule" in said(planner)
        assert "exports/evening/week-01" in said(planner)
        await planner.press("enter")
        await printed(planner)
        written = files(lenient)

        assert f"{len(written)} files" in said(planner)
        assert all(name.rpartition("/")[2] in planner.picture() for name in written)
        await planner.press("enter")
        assert planner.screen.grid.has_focus


async def test_another_week_is_printed_where_it_is_looked_at(lenient):
    async with planning(lenient, size=(100, 40)) as planner:
        await planner.press("]")
        await asked(planner)

        assert "Week 2 of Evening" in said(planner)


async def test_esc_stops_a_print_and_leaves_whole_files_only(lenient):
    async with planning(lenient, size=(100, 40)) as planner:
        await planner.press("p", "enter")
        await planner.until(lambda: "Printing:" in planner.picture())
        await planner.press("escape")
        await printed(planner, "Stopped")
        await planner.press("escape")
        assert planner.screen.grid.has_focus

    for path in (lenient / "exports").rglob("*.pdf"):
        assert path.read_bytes().rstrip().endswith(b"%%EOF")


async def test_b_makes_a_binder_of_it_and_a_leader_has_a_share(lenient):
    async with planning(lenient, size=(100, 40)) as planner:
        await asked(planner, "b", "down", "down", "down", "right")
        assert "Week 1 of Evening, Mara Ellis: binder" in said(planner)
        await planner.press("enter")
        await printed(planner)
        assert "1 file," in said(planner)

    assert files(lenient) == ["evening/evening-week-01-mara-binder.pdf"]


async def test_several_weeks_are_marked_in_a_list(lenient):
    async with planning(lenient) as planner:
        await asked(planner, "down", " ")
        assert "[x] Week 1" in planner.picture()
        await planner.press("down", " ", "enter")
        await looked_at(planner)
        assert "Weeks 1 and 2 of Evening" in said(planner)

        await planner.press(" ", "end", " ", "enter")
        await looked_at(planner)
        assert "Every planned week of Evening" in said(planner)


async def test_an_order_of_nothing_says_so(lenient):
    async with planning(lenient) as planner:
        await asked(planner, "down", " ", " ", "enter")

        assert "Mark at least one" in planner.picture()


async def test_the_module_under_the_cursor_or_any_other_is_printed_alone(lenient):
    async with planning(lenient) as planner:
        await planner.go("mon", "skills")
        await asked(planner, "left", "left", "left")
        assert "Catching quick thoughts: one module" in said(planner)

        await planner.press("down", " ", *"paus", "enter")
        await looked_at(planner)
        assert "Pausing before acting: one module" in said(planner)
        assert "exports/modules/pausing" in said(planner)


async def test_what_is_not_translated_is_listed_until_english_is_asked_for(lenient):
    (lenient / "modules" / "catching-thoughts.es.yaml").write_text(SPANISH)
    async with planning(lenient, size=(100, 40)) as planner:
        await asked(planner, *["down"] * 6, "right")
        assert "No Spanish handouts for 3 of 4 modules." in said(planner)
        assert "- Breath or sound" in planner.picture()
        await planner.press("enter")
        await planner.until(lambda: "Not printed" in planner.picture())

        await planner.press("down", "right")
        await looked_at(planner)
        assert "No Spanish for 3 of 4 modules: in English, with a mark." in said(planner)
        assert "--language es --allow-missing" in said(planner)
    assert not (lenient / "exports").exists()


async def test_the_next_session_begins_with_what_was_chosen_and_d_forgets_it(lenient):
    async with planning(lenient, size=(100, 40)) as planner:
        await asked(planner, "right", "right", "right", *["down"] * 3, "right")
        assert "Week on a page" in planner.picture()
        await planner.press("enter")
        await printed(planner)
        await planner.press("n")
        await planner.until(lambda: "Enter prints it" in planner.picture())
        await planner.press("escape", "]")
        await planner.saved()
        await planner.press("q")

    async with planning(lenient, size=(100, 40)) as planner:
        await asked(planner)
        assert "Week on a page" in planner.picture()
        assert "HTML" in planner.picture()
        assert "Week 2 of Evening" in said(planner), "what is printed is what is looked at"

        await planner.press("d")
        await looked_at(planner)
        assert "guides, handouts and schedule" in said(planner)
    assert files(lenient) == ["evening/week-01/0-evening-week-1-schedule.html"]


async def test_a_file_of_choices_that_makes_no_sense_is_passed_over(lenient):
    state = lenient.parent / f"{lenient.name}-state"
    state.mkdir()
    kept = {"offer": "poster", "formats": "pdf", "language": 3, "paper": "vellum", "editions": ["gold"], "per_day": "x"}
    (state / "places.json").write_text(json.dumps({str(lenient.resolve()): {"print": kept}}))
    async with planning(lenient) as planner:
        await asked(planner)

        assert "guides, handouts and schedule" in said(planner)


async def test_a_page_that_fails_is_named_with_file_and_line_and_the_rest_is_printed(lenient):
    module = lenient / "modules" / "breath.yaml"
    text = module.read_text().replace(
        '[{text: "Write down one thing."}]', "[{figure: {file: huge.svg, alt: A huge one}}]"
    )
    module.write_text(text)
    paths = "".join(f'<path d="M{n} 0L{n} 9"/>' for n in range(60_000))
    (lenient / "modules" / "huge.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{paths}</svg>'
    )
    line = next(n for n, each in enumerate(text.splitlines(), 1) if "huge.svg" in each)
    async with planning(lenient, size=(120, 40)) as planner:
        await planner.press("p", "enter")
        await printed(planner, "Printed, but not all")

        assert f"modules/breath.yaml:{line}" in said(planner)
        assert "catching-thoughts-handout.pdf" in planner.picture()


async def test_o_and_v_say_where_it_is_where_there_is_no_desktop(lenient, monkeypatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    async with planning(lenient, size=(160, 40)) as planner:
        await planner.press("p", "left", "enter")
        await printed(planner)
        await planner.press("o")
        assert "No desktop here" in planner.picture()
        await planner.press("v")
        assert "evening-schedule.csv" in planner.picture()


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A machine with a queue called Office; what is sent to it lies in the folder that is returned."""
    tools, jobs = tmp_path / "tools", tmp_path / "jobs"
    tools.mkdir()
    jobs.mkdir()
    said = {"-e": "Office", "-a": "Office accepting requests since Monday", "-p": "printer Office is idle.", "-d": ""}
    answers = "".join(f"{option}) echo '{words}' ;; " for option, words in said.items())
    (tools / "lpstat").write_text(f'#!/bin/sh\ncase "$1" in {answers}esac\n')
    (tools / "lp").write_text(
        f'#!/bin/sh\nn=$(ls {jobs} | wc -l)\necho "$@" > {jobs}/$n.words\ncat > {jobs}/$n.pdf\n'
        'echo "request id is Office-1 (1 file(s))"\n'
    )
    for tool in tools.iterdir():
        tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}:/usr/bin:/bin")
    return jobs


async def test_what_was_printed_is_sent_to_a_printer_once_one_is_chosen(lenient, office):
    async with planning(lenient, size=(120, 40)) as planner:
        await planner.press("p", "right", "right", "right", "enter")
        await printed(planner)
        await planner.press("l")
        await planner.until(lambda: "one copy each, to which printer?" in planner.picture())
        assert "Office  ready" in planner.picture()
        await planner.press("enter")
        await planner.until(lambda: "Sent 1 file to Office" in planner.picture())

    (words,) = office.glob("*.words")
    assert "Schedule 1 of 1" in words.read_text()
    assert "Evening" not in words.read_text()
    (sent,) = office.glob("*.pdf")
    assert sent.read_bytes().startswith(b"%PDF")


async def test_without_a_printer_it_says_why(lenient, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    async with planning(lenient, size=(120, 40)) as planner:
        await planner.press("p", "right", "right", "right", "enter")
        await printed(planner)
        await planner.press("l")
        await planner.until(lambda: "no CUPS" in planner.picture())


async def test_the_mouse_chooses_a_field_and_an_answer(lenient):
    async with planning(lenient) as planner:
        await asked(planner)
        await planner.pilot.click(offset=(20, 4))
        await planner.until(lambda: "Binder" in planner.picture())
        lines = planner.picture().splitlines()
        row = next(n for n, line in enumerate(lines) if "Binder  " in line)
        await planner.pilot.click(offset=(12, row))
        await looked_at(planner)

        assert "Week 1 of Evening: binder" in said(planner)


@pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"])
async def test_the_form_at_two_sizes(lenient, size):
    async with planning(lenient, size=size) as planner:
        await asked(planner)
        planner.looks_like(f"print-{size[0]}x{size[1]}")
        await planner.press("b", "down", "down", "down", "right")
        await looked_at(planner)
        planner.looks_like(f"print-binder-{size[0]}x{size[1]}")


async def test_the_list_of_every_kind(lenient):
    async with planning(lenient) as planner:
        await asked(planner, " ")
        await planner.until(lambda: "Enter chooses" in planner.picture())
        planner.looks_like("print-kinds-80x24")


async def test_what_blocks_at_80_by_24(workspace):
    async with planning(workspace) as planner:
        await asked(planner)
        planner.looks_like("print-blocked-80x24")
