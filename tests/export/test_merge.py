"""Many tagged PDFs into one: nothing that a screen reader, a link or an outline needs is lost."""

import shutil
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pikepdf
import pytest
from export.structure import faults, outline_of, tree_of

from curriculum.export.binding import Binding, Bookmark, Part
from curriculum.export.gather import gather
from curriculum.export.merge import merge

GUIDE, HANDOUT, SCHEDULE = "1-mon-2-two-buckets-guide", "1-mon-2-two-buckets-handout", "0-t8-week-1-schedule"


@pytest.fixture(scope="session")
def parts(printed, tmp_path_factory):
    folder = tmp_path_factory.mktemp("quires")
    for stem in (SCHEDULE, GUIDE, HANDOUT):
        (folder / stem).write_bytes(gather(printed.pdfs[stem].read_bytes()))
    return tuple(Part(stem, stem.title(), folder / stem) for stem in (SCHEDULE, GUIDE, HANDOUT))


def merged_into(path, parts, binding):
    with path.open("wb") as file:
        return merge(parts, binding, file)


BINDING = Binding(
    title='Week <1> & "more"',
    outline=(
        Bookmark("Week 1", SCHEDULE, (Bookmark("Guide", GUIDE), Bookmark("Handout", HANDOUT)), folded=True),
        Bookmark("Again", GUIDE, (Bookmark("Inside", HANDOUT),)),
    ),
    margin="numbered",
)


@pytest.fixture(scope="session")
def merged(parts, tmp_path_factory):
    path = tmp_path_factory.mktemp("merged") / "book.pdf"
    merged_into(path, parts, BINDING)
    return path


@pytest.fixture
def book(merged):
    with pikepdf.open(merged) as pdf:
        yield pdf


@pytest.fixture(scope="session")
def lengths(printed):
    return [len(pikepdf.open(printed.pdfs[stem]).pages) for stem in (SCHEDULE, GUIDE, HANDOUT)]


def test_every_page_and_every_tagged_piece_is_there(book, parts, lengths, tmp_path):
    assert merged_into(tmp_path / "again.pdf", parts, BINDING) == len(book.pages) == sum(lengths)
    assert list(faults(book)) == []


@pytest.mark.parametrize("stem", [GUIDE, HANDOUT, SCHEDULE])
def test_each_single_file_is_without_fault_as_well(printed, stem):
    with pikepdf.open(printed.pdfs[stem]) as pdf:
        assert list(faults(pdf)) == []


def test_each_document_is_a_part_that_holds_what_it_held(book, parts, printed):
    document = tree_of(book)

    assert [(kid.kind, str(kid.raw.T)) for kid in document.kids] == [("/Part", part.title) for part in parts]
    for kid, part in zip(document.kids, parts, strict=True):
        with pikepdf.open(printed.pdfs[part.name]) as alone:
            kinds = [element.kind for element in tree_of(alone).walk()]
        assert [element.kind for element in kid.walk()][1:] == kinds[1:]


def test_figures_keep_their_words_and_lie_on_their_page(book):
    figures = [element.raw for element in tree_of(book).walk() if element.kind == "/Figure"]

    assert [str(figure.Alt) for figure in figures] == ["A line from 0 to 10 to mark", "Two buckets side by side"]
    for figure in figures:
        left, foot, right, top = map(float, figure.A.BBox)
        assert 0 <= left < right <= 612
        assert 0 <= foot < top <= 792


def test_the_outline_is_nested_and_leads_to_the_first_pages(book, lengths):
    schedule, guide, _ = lengths
    read = outline_of(book)

    tops = [line for line in read if line[1] in ("Week 1", "Guide", "Handout", "Again", "Inside")]
    assert tops == [
        (0, "Week 1", 1),
        (1, "Guide", 1 + schedule),
        (1, "Handout", 1 + schedule + guide),
        (0, "Again", 1 + schedule),
        (1, "Inside", 1 + schedule + guide),
    ]
    assert (2, "Objectives", 1 + schedule) in read


def test_pages_number_through_and_the_document_says_what_it_is(book):
    assert str(book.Root.PageLabels.Nums[1].S) == "/D"
    assert [str(book.Root.Lang), str(book.docinfo["/Title"])] == ["en", 'Week <1> & "more"']
    assert book.Root.MarkInfo.Marked
    assert book.Root.ViewerPreferences.DisplayDocTitle
    with book.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == 'Week <1> & "more"'


def test_the_same_parts_give_the_same_bytes_in_another_process(merged, parts, tmp_path):
    code = (
        "import sys; from pathlib import Path; from curriculum.export.merge import merge;"
        "from curriculum.export.binding import Binding, Part; import json; data = json.load(open(sys.argv[1]));"
        "parts = [Part(p['name'], p['title'], Path(p['path'])) for p in data['parts']];"
        "merge(parts, Binding.read(data['binding']), open(sys.argv[2], 'wb'))"
    )
    import json

    asked = {"parts": [{**asdict(part), "path": str(part.path)} for part in parts], "binding": asdict(BINDING)}
    (tmp_path / "asked.json").write_text(json.dumps(asked))
    home = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", code, tmp_path / "asked.json", tmp_path / "two.pdf"], check=True, cwd=home)

    assert (tmp_path / "two.pdf").read_bytes() == merged.read_bytes()


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not on this machine")
def test_qpdf_finds_nothing_wrong(merged):
    checked = subprocess.run(["qpdf", "--check", merged], capture_output=True, text=True, check=False)

    assert (checked.returncode, "WARNING" in checked.stderr) == (0, False)


def test_a_part_may_be_in_it_twice(parts, tmp_path):
    twice = (*parts, replace(parts[1], name="twin"))
    merged_into(tmp_path / "book.pdf", twice, Binding("Twice"))

    with pikepdf.open(tmp_path / "book.pdf") as pdf:
        assert list(faults(pdf)) == []


def test_pages_come_in_the_order_asked_for_and_are_read_document_by_document(parts, lengths, tmp_path):
    """Facing pages: the guide's pages alternate with the handout's as long as both have some."""
    _, guide, handout = lengths
    order = [(part, page) for page in range(max(guide, handout)) for part in (0, 1) if page < (guide, handout)[part]]
    bound = Binding("Facing", order=tuple(order), layout="TwoPageRight")
    merged_into(tmp_path / "book.pdf", parts[1:], bound)

    with pikepdf.open(tmp_path / "book.pdf") as pdf:
        heads = [min(page for page, _ in kid_marks(kid)) for kid in tree_of(pdf).kids]
        assert heads == [0, 1]
        assert str(pdf.Root.PageLayout) == "/TwoPageRight"
        assert list(faults(pdf)) == []


def kid_marks(element):
    return [mark for each in element.walk() for mark in each.marks]


@pytest.mark.parametrize("order", [((0, 0),), ((0, 0), (0, 0))])
def test_an_order_that_loses_a_page_is_refused(parts, order, tmp_path):
    with pytest.raises(ValueError, match="every page once"):
        merged_into(tmp_path / "book.pdf", parts[1:2], Binding("Lost", order=order))


def test_merging_is_asked_for_without_importing_pikepdf():
    asked = "import sys, curriculum.export.bindery; print({'pikepdf', 'weasyprint', 'jinja2'} & set(sys.modules))"

    said = subprocess.check_output([sys.executable, "-c", asked], cwd=Path(__file__).parents[2], text=True)

    assert said.strip() == "set()"
