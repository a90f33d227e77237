"""Modules made to harm: each ends in one clear line that names file and line, or prints as it was written."""

import json
import re
import zipfile

import pikepdf
import pytest
from export.reading import text_of_html, text_of_pdf
from export.structure import faults
from hostile import DRAWINGS, LINE, LITERAL, MODULE, NESTED, OLD, UNREADABLE, block, figure, handouts


@pytest.fixture
def hold(workspace, change):
    """What puts a block into the first module, and a drawing beside it."""

    def put(yaml, **drawings):
        change(workspace / MODULE, OLD, yaml)
        folder = workspace / "modules/cbt/figures"
        folder.mkdir()
        for name, drawn in drawings.items():
            data = drawn.encode() if isinstance(drawn, str) else drawn
            (folder / f"{name.replace('_', '-')}.svg").write_bytes(data)
        return workspace

    return put


@pytest.mark.parametrize("yaml", UNREADABLE.values(), ids=UNREADABLE)
def test_a_text_that_cannot_be_printed_stops_its_own_print_at_file_and_line(curriculum, hold, yaml):
    hold(yaml, picture="")

    said = curriculum("export", "feeling-1")

    assert (said.code, said.out) == (1, "Wrote nothing.\n" if "Wrote" in said.out else "")
    assert f"{MODULE}:{LINE}:" in said.err or f"{MODULE}:{LINE - 1}:" in said.err
    assert said.err.endswith("1 finding blocks this print: nothing was written.\n")
    assert len(said.err) < 2_000
    assert "Traceback" not in said.err


def test_what_is_wrong_with_one_module_keeps_no_other_from_printing(curriculum, hold):
    workspace = hold(UNREADABLE["a paragraph of 1 MB"])

    said = curriculum("export", "feeling-2", "--format", "html")

    assert said.code == 0
    assert len(list(workspace.rglob("exports/**/*.html"))) == 2


@pytest.fixture
def hostile(hold):
    """A module with one page for each hostile drawing and each text that no bound of its own stops."""
    blocks = [figure(f"figures/{name}.svg") for name in DRAWINGS] + [block(text) for text in NESTED.values()]
    return hold(handouts(*blocks), **DRAWINGS)


def lines_of(root):
    """Return the line of each hostile block by the title of its page."""
    lines = (root / MODULE).read_text("utf-8").split("\n")
    titles = {f"Page {n}": None for n in range(1, len(DRAWINGS) + len(NESTED) + 1)}
    for number, line in enumerate(lines, 1):
        if (found := re.search(r"title: (Page \d+)$", line)) is not None:
            titles[found[1]] = number + 3
    return titles


@pytest.mark.parametrize("formats", [("pdf",), ("docx", "html")])
def test_pages_that_cannot_be_printed_are_named_with_file_and_line_and_the_rest_is_finished(
    curriculum, hostile, formats
):
    said = curriculum("export", "feeling-1", *(word for each in formats for word in ("--format", each)))

    named = re.findall(r"^Not written: handout, (Page \d+)\. (\S+?):(\d+): (.*)$", said.err, re.MULTILINE)
    lines = lines_of(hostile)
    # A long word of a drawing is only found on the page: the page's own line is named.
    lines[f"Page {list(DRAWINGS).index('word') + 1}"] -= 3
    assert said.code == 1
    assert {title: int(line) for title, _, line, _ in named} == lines
    assert {file for _, file, _, _ in named} == {MODULE}
    assert all(reason.endswith(".") and len(reason) < 250 for *_, reason in named)
    assert "Traceback" not in said.err
    written = sorted(path.name for path in (hostile / "exports").rglob("*.*"))
    stems = ("feeling-1-guide", "feeling-1-handout-1")
    assert written == sorted(f"{stem}.{format_}" for stem in stems for format_ in formats)


def test_a_binder_holds_a_page_for_each_that_cannot_be_printed_and_all_others(curriculum, hostile, change):
    change(hostile / "clinic.yaml", "closures:", "severities: {weekly-minutes: warn}\nclosures:")

    said = curriculum("export", "days", "--week", "1", "--day", "mon", "--binder")

    (file,) = (hostile / "exports/days").glob("*.pdf")
    text = text_of_pdf(file)
    assert said.code == 1
    assert said.err.count("Not written: handout, Monday 09:00, Page ") == len(DRAWINGS) + len(NESTED)
    assert said.err.count(f". {MODULE}:") == len(DRAWINGS) + len(NESTED)
    assert text.count("Not printed: Page") >= len(DRAWINGS) + len(NESTED)
    assert "A word for a feeling makes it smaller." in text
    with pikepdf.open(file) as pdf:
        assert list(faults(pdf)) == []


def test_markup_of_every_kind_prints_as_it_was_written(curriculum, hold):
    workspace = hold("".join(f"      - text: {json.dumps(each)}\n" for each in LITERAL))
    path = workspace / MODULE
    path.write_text(path.read_text("utf-8").replace("Naming a Feeling 1", '"</title><script>{{7*7}}"'), "utf-8")
    path.write_text(path.read_text("utf-8").replace("title: Words", 'title: "&lt;{{7*7}}</title><b>"'), "utf-8")

    said = curriculum("export", "feeling-1", "--format", "pdf", "--format", "html", "--format", "docx")

    folder = workspace / "exports/modules/feeling-1"
    printed = text_of_pdf(folder / "feeling-1-handout.pdf")
    page = (folder / "feeling-1-handout.html").read_text("utf-8")
    assert (said.code, said.err.count("Look at")) == (0, 0)
    for said_in in (printed, text_of_html(page)):
        squeezed = "".join(said_in.split())
        # CommonMark reads entities, code and escapes; the rest stays as it is.
        for words in ("{{7*7}}{%forxiny%}{#n#}", "&lol;&amp;<!ENTITYx></title><script>alert(1)</script><!---->"):
            assert words in squeezed
        assert "<linkrel=attachmenthref='file:///etc/passwd'>" in squeezed
    assert "<script" not in page.lower()
    assert "7*7" in text_of_pdf(folder / "feeling-1-guide.pdf")
    with pikepdf.open(folder / "feeling-1-handout.pdf") as pdf, pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "<{{7*7}}</title><b>" or metadata["dc:title"] == "&lt;{{7*7}}</title><b>"
        assert len(pdf.attachments) == 0
        assert list(faults(pdf)) == []
    with zipfile.ZipFile(folder / "feeling-1-handout.docx") as word:
        assert "{{7*7}}" in word.read("word/document.xml").decode()


def test_links_go_to_the_web_and_nowhere_else(curriculum, hold):
    places = ("file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "vbscript:x", "//a.example/", "a.yaml")
    links = " ".join(f"[a]({place})" for place in places) + " [b](https://example.org/)"
    workspace = hold(block(links + " ![c](file:///x.png) <javascript:x> <file:///etc/passwd>"))

    curriculum("export", "feeling-1", "--format", "pdf", "--format", "html")

    folder = workspace / "exports/modules/feeling-1"
    html = (folder / "feeling-1-handout.html").read_text("utf-8")
    assert set(re.findall(r'\b(?:href|src)="(?!#)([^"]*)"', html)) == {"https://example.org/"}
    with pikepdf.open(folder / "feeling-1-handout.pdf") as pdf:
        notes = [note for page in pdf.pages for note in page.obj.get("/Annots", [])]
        assert [str(note.A.URI) for note in notes if "/A" in note] == ["https://example.org/"]


def test_characters_without_a_shape_are_printed_as_boxes_and_named(curriculum, hold):
    family, flag = "\U0001f469\u200d\U0001f469\u200d\U0001f467", "\U0001f3f3\ufe0f\u200d\U0001f308"
    workspace = hold(block(f"{family} {flag} \u0645\u0631\u062d\u0628\u0627 e" + "\u0301" * 900))

    said = curriculum("export", "feeling-1")

    assert said.code == 0
    for code in ("U+1F469", "U+1F308", "U+0645"):
        assert code in said.err
    with pikepdf.open(workspace / "exports/modules/feeling-1/feeling-1-handout.pdf") as pdf:
        assert list(faults(pdf)) == []


@pytest.mark.parametrize("name", ["con", "nul", "com1", "a" * 65, "CON", "a b", "-x"])
def test_a_module_whose_name_no_file_should_have_is_named_with_a_better_one(curriculum, workspace, name):
    (workspace / MODULE).rename(workspace / f"modules/cbt/{name}.yaml")

    said = curriculum("check")

    assert f"modules/cbt/{name}.yaml:1:1" in said.err + said.out
    better = re.search(r"Rename the file to (\S+)\.yaml", said.err + said.out)
    assert better
    assert len(better[1]) <= 64
    assert better[1] not in ("con", "nul", "com1")


@pytest.mark.parametrize("name", ["../../x", "feeling-1/../x", "a\0b", "x" * 5_000, "--", "/etc/passwd"])
def test_a_track_is_asked_for_by_its_id_alone(curriculum, workspace, name):
    said = curriculum("export", name)

    assert (said.code, said.err.count("\n")) == (2, 1)
    assert len(said.err) < 6_000
