import json
from datetime import date

import pytest

from curriculum.export.copyable import COPYABLE, STYLE_ENDING
from curriculum.export.manifest import Inputs
from curriculum.workspace import open_workspace
from curriculum.workspace.sampling import template_findings

TODAY = date(2027, 1, 1)
GUIDE = "templates/guide.html.j2"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><rect width="90" height="30" fill="#234"/></svg>'
LOOK = 'name: A Clinic\nprint:\n  logo: {file: logo.svg, alt: A Clinic}\n  colors: {accent: "#fc0"}\n'


def test_the_list_names_every_template_and_style_and_marks_those_that_are_copied(workspace, curriculum):
    curriculum("templates", "copy", "guide")
    curriculum("templates", "copy", "guide.css")
    (workspace / "templates" / "guide.css").write_text("h1 { color: green }\n", encoding="utf-8")

    said = curriculum("templates", "list")
    bare = curriculum("templates")
    told = {each["name"]: each for each in json.loads(curriculum("templates", "list", "--format", "json").out)}

    assert (said.code, said.out) == (bare.code, bare.out)
    assert all(f"  {name} " in said.out for name in COPYABLE)
    assert "the facilitator guide [copied]\n" in said.out
    assert "the facilitator guide [copied, changed]\n" in said.out
    assert (told["guide.html.j2"]["copied"], told["guide.html.j2"]["changed"]) == (True, False)
    assert told["handout.html.j2"]["values"] == ["drawings", "sheet", "title"]


def test_a_copy_says_what_it_is_and_is_never_written_over(workspace, curriculum):
    said = curriculum("templates", "copy", "guide")
    path = workspace / GUIDE
    assert (said.code, path.read_text("utf-8")) == (0, COPYABLE["guide.html.j2"].text)
    assert f"Copied to {GUIDE}: the facilitator guide; for staff." in said.out
    assert "It is given: guide, module, occasion, title." in said.out
    path.write_text("Mine.", encoding="utf-8")

    again = curriculum("templates", "copy", "guide")

    assert (again.code, path.read_text("utf-8")) == (2, "Mine.")
    assert again.err == (
        f"curriculum: {GUIDE} is there already. `curriculum templates diff guide.html.j2` shows what was changed; "
        "delete the file to begin again.\n"
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("gide", 'Did you mean "guide"?'),
        ("compact", 'There is a style: "compact.css".'),
        ("../../etc/passwd", "names them all"),
        ("/etc/passwd", "names them all"),
        ("", "names them all"),
    ],
)
def test_a_name_that_nothing_has_is_answered_in_one_line(workspace, curriculum, name, said):
    told = curriculum("templates", "copy", name)

    assert (told.code, told.out, told.err.count("\n")) == (2, "", 1)
    assert said in told.err
    assert not (workspace / "templates").exists()


def test_the_difference_is_that_to_the_one_that_comes_with_the_planner(workspace, curriculum, change):
    assert curriculum("templates", "diff", "guide").err.startswith(f"curriculum: {GUIDE} is not there.")
    curriculum("templates", "copy", "guide")
    assert "is the same as the one that comes" in curriculum("templates", "diff", "guide").out
    change(workspace / GUIDE, "<h2>Objectives</h2>", "<h2>Aims</h2>")

    said = curriculum("templates", "diff", "guide")

    assert "-  <h2>Objectives</h2>\n+  <h2>Aims</h2>\n" in said.out
    assert said.err == "1 line of yours, 1 line of ours.\n"


def test_a_changed_copy_is_what_is_printed(workspace, curriculum, change):
    curriculum("templates", "copy", "guide")
    change(workspace / GUIDE, "<h2>Objectives</h2>", "<h2>What we are here for</h2>")

    curriculum("export", "feeling-1", "--format", "html", "--to", "out")

    assert "What we are here for" in (workspace / "out" / "feeling-1-guide.html").read_text("utf-8")


def test_a_faulty_guide_is_named_with_its_line_and_the_handout_is_printed(workspace, curriculum, change):
    curriculum("templates", "copy", "guide")
    change(workspace / GUIDE, "<h2>Objectives</h2>", "<h2>{{ guide.titel }}</h2>")
    line = (workspace / GUIDE).read_text("utf-8").partition("titel")[0].count("\n") + 1

    said = curriculum("export", "feeling-1", "--format", "html", "--to", "out")

    assert said.code == 1
    assert f'{GUIDE}, line {line}: a Guide has no "titel"' in said.err
    assert [path.name for path in sorted((workspace / "out").iterdir())] == ["feeling-1-handout.html"]


def test_check_tries_copies_and_shows_what_is_wrong_at_its_place(workspace, curriculum, change):
    curriculum("templates", "copy", "guide")
    curriculum("templates", "copy", "handout.css")
    assert curriculum("check", "templates").code == 0
    change(workspace / GUIDE, "<h2>Objectives</h2>", "<h2>{{ guide.titel }}</h2>")
    style = workspace / "templates" / "handout.css"
    style.write_text(f"{style.read_text('utf-8')}h1 {{ colour: red }}\n", encoding="utf-8")
    (workspace / "templates" / "gide.css").write_text("", encoding="utf-8")

    said = curriculum("check", "templates")
    everything = json.loads(curriculum("check", "--format", "json").out)

    assert said.code == 1
    assert 'error[bad-template]: A Guide has no "titel"' in said.out
    assert "error[bad-template]: Ignored `colour: red `, unknown property." in said.out
    lines = style.read_text("utf-8").count("\n")
    assert f"templates/handout.css:{lines}:6" in said.out
    assert {"bad-template", "unused-template"} <= {each["rule"] for each in everything}


def test_a_logo_that_is_not_there_and_a_color_too_light_are_told_and_keep_nothing_from_being_printed(
    workspace, curriculum
):
    (workspace / "clinic.yaml").write_text(LOOK, encoding="utf-8")

    said = curriculum("check", "clinic.yaml")
    printed = curriculum("export", "feeling-1", "--format", "html", "--to", "out")

    assert said.code == 0
    assert 'warning[bad-logo]: There is no file "logo.svg" beside clinic.yaml. Pages print without it.' in said.out
    assert "clinic.yaml:3:16" in said.out
    assert "warning[low-contrast]: #ffcc00 has a contrast of 1.3" in said.out
    assert "clinic.yaml:4:20" in said.out
    assert printed.code == 0


def test_a_logo_is_printed_once_it_is_there(workspace, curriculum):
    (workspace / "clinic.yaml").write_text(LOOK, encoding="utf-8")
    (workspace / "logo.svg").write_text(SVG, encoding="utf-8")

    curriculum("export", "feeling-1", "--format", "html", "--to", "out")

    assert "bad-logo" not in curriculum("check", "clinic.yaml").out
    assert '<svg class="logo"' in (workspace / "out" / "feeling-1-handout.html").read_text("utf-8")


@pytest.mark.parametrize("file", ["logo.svg", "guide.css"])
def test_a_link_out_of_the_workspace_is_not_followed(workspace, curriculum, tmp_path, file):
    outside = tmp_path / "outside"
    outside.write_text(SVG, encoding="utf-8")
    (workspace / "templates").mkdir()
    (workspace / "clinic.yaml").write_text(LOOK, encoding="utf-8")
    (workspace / ("templates/guide.css" if file == "guide.css" else file)).symlink_to(outside)

    house = open_workspace(workspace).clinic.house

    assert (house.logo, house.copies) == ("", ())


def test_a_copy_that_is_too_large_or_no_text_is_told_and_ours_is_used(workspace):
    (workspace / "templates").mkdir()
    (workspace / "templates" / "guide.css").write_text("/**/" * 100_000, encoding="utf-8")
    (workspace / "templates" / "base.css").write_bytes(b"\xff\xfe")
    (workspace / "templates" / ".guide.css.swp").write_bytes(b"\0")

    opened = open_workspace(workspace)

    assert opened.clinic.house.copies == ()
    assert [(each.rule, each.spot.file) for each in opened.look.findings] == [
        ("bad-template", "templates/base.css"),
        ("bad-template", "templates/guide.css"),
    ]


def test_what_a_binder_is_made_from_are_copies_and_the_logo_as_well(workspace, curriculum):
    before = Inputs.now(workspace).made_of

    curriculum("templates", "copy", "binder.css")
    (workspace / "logo.svg").write_text(SVG, encoding="utf-8")

    after = Inputs.now(workspace).made_of
    assert after.keys() - before.keys() == {"templates/binder.css", "logo.svg"}


def test_unchanged_copies_of_everything_have_nothing_wrong_with_them(workspace, curriculum):
    for name in COPYABLE:
        if not name.endswith(STYLE_ENDING):
            curriculum("templates", "copy", name)

    assert template_findings(open_workspace(workspace), TODAY) == ()
