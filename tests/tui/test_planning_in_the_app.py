"""Flows through the app, in a driver's words."""

from tui_driver import TRACK, planning

from curriculum.model.track import Cell, Day
from curriculum.tui.theme import DARK


async def test_three_letters_find_a_module_and_enter_places_it(workspace):
    async with planning(workspace) as planner:
        await planner.go("wed", "skills")
        await planner.search("pau")
        await planner.place()

        assert planner.held("wed", "skills") == "pausing"
        assert planner.screen.grid.has_focus
        await planner.saved()
    after = (workspace / "tracks" / "evening.yaml").read_text()
    assert after == TRACK.replace("    thu: {", "    wed: {skills: pausing}\n    thu: {")


async def test_undo_and_redo_give_back_the_file_byte_for_byte(workspace):
    file = workspace / "tracks" / "evening.yaml"
    async with planning(workspace) as planner:
        await planner.go("mon", "skills")
        await planner.press("x")
        await planner.saved()
        removed = file.read_bytes()
        await planner.press("u")
        await planner.saved()
        assert file.read_text() == TRACK
        assert 'Undone: remove "Catching quick thoughts"' in planner.hint()

        await planner.press("ctrl+r")
        await planner.saved()
        assert file.read_bytes() == removed != TRACK.encode()


async def test_undo_shows_the_slot_where_the_change_was(workspace):
    async with planning(workspace) as planner:
        await planner.go("mon", "skills")
        await planner.press("x", "]", "]", "u")

        assert planner.desk.cell == Cell(1, Day.MON, "skills")


async def test_space_picks_up_and_two_placements_change_places(workspace):
    async with planning(workspace) as planner:
        await planner.go("mon", "skills")
        await planner.press(" ", "down", " ")

        assert planner.held("mon", "elective") == "catching-thoughts"
        assert planner.held("mon", "skills") == "breath"


async def test_a_placement_is_carried_into_another_week(workspace):
    async with planning(workspace) as planner:
        await planner.go("mon", "skills")
        await planner.press(" ", "]", "right", "enter")

        assert planner.held("mon", "skills", week=1) is None
        assert planner.held("wed", "skills", week=2) == "catching-thoughts"


async def test_what_is_carried_is_refused_with_the_reason_and_esc_puts_it_back(workspace):
    async with planning(workspace) as planner:
        await planner.go("mon", "skills")
        await planner.press(" ")
        await planner.go("thu", "studio")
        assert planner.hint() == "Not here: It is locked. Unlock it first."
        await planner.press("enter")
        assert planner.desk.carried is not None

        await planner.press("escape")
        assert planner.desk.carried is None
        assert planner.held("mon", "skills") == "catching-thoughts"
        assert not planner.desk.opened.changed


async def test_a_module_too_long_for_the_slot_is_not_placed_and_the_reason_is_said(workspace):
    async with planning(workspace) as planner:
        await planner.go("wed", "skills")
        await planner.search("studio")
        await planner.place()

        assert planner.held("wed", "skills") is None
        assert planner.hint() == "It takes 1 h 20 min to 1 h 40 min; the slot has 1 h."


async def test_a_module_of_the_library_is_carried_and_dropped(workspace):
    async with planning(workspace) as planner:
        await planner.go("wed", "elective")
        await planner.search("val")
        await planner.press("tab", " ")
        assert planner.desk.carried.module == "values"

        await planner.press("enter")
        assert planner.held("wed", "elective") == "values"


async def test_a_locked_placement_stays_until_it_is_unlocked(workspace):
    async with planning(workspace) as planner:
        await planner.go("thu", "studio")
        await planner.press("x")
        assert planner.held("thu", "studio") == "long-studio"
        assert planner.hint() == "It is locked. Unlock it first."

        await planner.press("l", "x")
        assert planner.held("thu", "studio") is None


async def test_a_standing_slot_says_why_it_cannot_be_emptied(workspace):
    async with planning(workspace) as planner:
        await planner.go("mon", "process")
        await planner.press("delete")

        assert "standing slot" in planner.hint()


async def test_a_day_is_copied_to_another_and_a_week_to_the_next(workspace):
    async with planning(workspace) as planner:
        await planner.go("mon", "skills")
        await planner.press("c", "right", "v")
        assert planner.held("wed", "skills") == "catching-thoughts"

        await planner.press("C", "]", "v")
        assert planner.held("mon", "elective", week=2) == "breath"
        assert planner.held("wed", "elective", week=2) == "breath"


async def test_an_edit_says_which_findings_are_new_and_which_are_mended(workspace):
    async with planning(workspace, size=(160, 48)) as planner:
        await planner.go("wed", "skills")
        await planner.search("pau")
        await planner.place()
        assert "Mended: empty-slot." in planner.hint()

        await planner.press("x")
        assert "New: empty-slot." in planner.hint()
        assert "new: week 1, Wednesday, skills: Nothing is planned" in planner.picture()


async def test_enter_on_a_finding_goes_to_its_slot(workspace):
    async with planning(workspace) as planner:
        await planner.press("i")
        while "Wednesday, elective" not in planner.screen.findings.marked.place:
            await planner.press("down")
        await planner.press("enter")

        assert planner.desk.cell == Cell(1, Day.WED, "elective")
        assert planner.screen.grid.has_focus


async def test_filters_leave_what_fits_the_slot_and_is_not_used_yet(workspace):
    async with planning(workspace) as planner:
        await planner.go("wed", "skills")
        await planner.press("f", "n")
        assert shown(planner) == {"pausing", "values", "open-circle"}

        await planner.press("m")
        await planner.press("down", "down", "enter")
        assert planner.screen.shelf.state.modality == "dbt"
        assert shown(planner) == {"pausing"}

        await planner.press("f7")
        assert len(shown(planner)) == 6


def shown(planner):
    return {option.id for option in planner.screen.shelf.rows.options if option.id}


async def test_keys_of_the_week_write_letters_in_the_search(workspace):
    async with planning(workspace) as planner:
        await planner.search("u[x")

        assert planner.screen.shelf.search.value == "u[x"
        assert not planner.desk.opened.changed


async def test_the_leader_of_one_session_is_chosen_from_the_clinic(workspace):
    async with planning(workspace) as planner:
        await planner.go("mon", "skills")
        await planner.press("a")
        await planner.press("home", "down", "enter")

        assert planner.desk.track.leads(planner.desk.cell) == ("mara",)


async def test_another_track_opens_with_what_was_changed_saved(workspace):
    async with planning(workspace) as planner:
        await planner.go("mon", "skills")
        await planner.press("x", "t")
        await planner.press("up", "enter")
        await planner.until(lambda: planner.desk.opened.id == "day")

        assert "catching-thoughts" not in (workspace / "tracks" / "evening.yaml").read_text()


async def test_quitting_saves_and_the_next_session_opens_at_the_same_place(workspace):
    async with planning(workspace, quiet_seconds=60) as planner:
        await planner.go("mon", "skills")
        await planner.press("x", "]", "]", "q")
        await planner.until(lambda: planner.app._exit)
    assert "catching-thoughts" not in (workspace / "tracks" / "evening.yaml").read_text()

    async with planning(workspace, track=None) as planner:
        assert planner.desk.opened.id == "evening"
        assert planner.desk.week == 3


async def test_the_reader_shows_the_guide_with_clock_times_and_the_handout_without_it(workspace):
    async with planning(workspace, size=(100, 40)) as planner:
        await planner.go("mon", "skills")
        await planner.press("r")
        guide = planner.picture()
        assert "19:10 Practice, 50 min" in guide
        assert "Welcome, [everyone]. This is for staff." in guide

        await planner.press("tab")
        handout = planner.picture()
        assert "Write down one thing." in handout
        assert "This is for staff" not in handout
        await planner.press("escape")
        assert planner.screen.grid.has_focus


async def test_help_begins_with_the_keys_of_what_has_focus(workspace):
    async with planning(workspace) as planner:
        await planner.press("i", "?")

        assert planner.picture().splitlines()[2].strip() == "In the findings"


async def test_the_palette_finds_an_action_and_does_it(workspace):
    async with planning(workspace) as planner:
        await planner.press("ctrl+p")
        await planner.type("nextwe")
        await planner.pilot.pause(0.3)
        await planner.press("enter")
        await planner.until(lambda: planner.desk.week == 2)


async def test_changing_the_colours_draws_every_part_anew(workspace):
    """What stays in the old colours cannot be read on the new ground."""
    async with planning(workspace, size=(160, 48)) as planner:
        await planner.go("mon", "skills")
        dark = words_in_colours_of(planner, DARK)
        await planner.press("d")
        await planner.pilot.pause(0.1)

        assert dark
        assert words_in_colours_of(planner, DARK) == set()


def words_in_colours_of(planner, colours):
    theirs = {*colours.modalities.values(), colours.word, colours.quiet, colours.lead, colours.warn, colours.block}
    return {
        segment.text
        for strip in planner.app.screen._compositor.render_strips()
        for segment in strip
        if segment.text.strip() and segment.style and segment.style.color and segment.style.color.name in theirs
    }
