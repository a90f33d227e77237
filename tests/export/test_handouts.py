import re
from itertools import pairwise
from pathlib import Path

import builders
import pytest
from export.reading import text_of_html, words
from export.samples import SVG, TWO_BUCKETS, a_week, printables_of
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from curriculum.export.documents import module_printables
from curriculum.files.figures import figure_path
from curriculum.files.modules import load_library
from curriculum.model.base import Title
from curriculum.model.clinic import Clinic

ROOT = Path(__file__).parents[2]
LOADED = load_library([ROOT / "modules"], ROOT)
HANDOUT = "1-mon-2-two-buckets-handout"


def own_figures(module_id, file):
    path = figure_path(LOADED.sources[module_id], file)
    return path.read_text() if path else None


def facilitator_texts(module):
    """Every text of a module that is for the facilitator alone."""
    for step in (*module.agenda, *module.variants):
        yield from filter(None, (step.say, step.do, step.note, *step.ask))
        when = getattr(step, "when", None)
        yield from filter(None, (when.silent, when.one_voice, when.upset) if when else ())
    yield from filter(None, module.adaptations.model_dump().values())
    yield from (*module.cautions, *module.objectives, *module.sources)
    yield from filter(None, (module.alternative, module.next_steps, module.summary))


def passages(text):
    """The text as a whole, and each of its longer paragraphs. A short one may quote the page it talks about."""
    yield text
    for paragraph in text.split("\n\n"):
        if len(words(paragraph).split()) >= 15:
            yield paragraph


def test_there_are_modules_to_prove_it_on():
    assert len(LOADED.library.modules) >= 10
    assert all(list(facilitator_texts(module)) for module in LOADED.library.modules.values())


@pytest.mark.parametrize("module_id", sorted(LOADED.library.modules))
def test_handouts_hold_no_facilitator_text(module_id):
    module = LOADED.library.modules[module_id]
    printables = module_printables(module_id, module, Clinic(), figures=own_figures)
    handouts = [words(text_of_html(p.html)) for p in printables if p.kind == "handout"]

    assert len(handouts) == len(module.handouts)
    for text in facilitator_texts(module):
        for passage in passages(text):
            if len(words(passage).split()) >= 4:
                assert not any(words(passage) in handout for handout in handouts), passage


def test_a_handout_holds_each_of_its_blocks_and_the_crisis_lines(pages):
    text = text_of_html(pages[HANDOUT].html)

    for said in (
        "My Two Buckets Today's idea Some worries are yours to carry. Some are not.",
        "For example Imani drives a bus.",
        "Write it Sort it",
        "I sorted one I put one down",
        "Worry Bucket Next step Example Rain Not mine A coat",
        "Day Done Mon Tue",
        "How heavy is it? A line from 0 to 10 to mark 0 1 2 3 4 5 6 7 8 9 10 0: feather 10: stone",
        "What would a friend say?",
        "Rain Rent Rest Rules",
        "Two buckets side by side",
        "To take home Carry what is yours.",
        "In danger now: call 911. In crisis: call or text 988",
        "Harbor Street Clinic, 555-0142",
    ):
        assert said in text


def test_a_handout_names_no_leader_and_asks_for_no_name(pages):
    text = text_of_html(pages[HANDOUT].html)

    assert "Tanaka" not in text
    assert "Okafor" not in text
    assert not re.search(r"\b(Name|Date of birth|DOB|MRN)\b", text)


def test_every_row_of_a_table_has_as_many_cells_as_its_head(pages):
    html = pages[HANDOUT].html
    tables = re.findall(r'<table class="fill">.*?</table>', html, re.DOTALL)

    assert len(tables) == 2
    for table in tables:
        counts = {len(re.findall("<t[hd]", row)) for row in re.findall("<tr.*?</tr>", table, re.DOTALL)}
        assert len(counts) == 1


def test_headings_never_skip_a_level(pages):
    for page in pages.values():
        levels = [int(level) for level in re.findall(r"<h([1-6])", page.html)]

        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_handout_whose_drawing_is_missing_says_so_and_the_other_pages_are_there(pages):
    drawn = {page.stem: page for page in printables_of(a_week(), figures=lambda module, file: None)}

    refused = {stem: page.refused for stem, page in drawn.items() if page.refused}
    assert list(drawn) == list(pages)
    (said,) = refused.values()
    assert said.startswith('Module two-buckets: the drawing "figures/buckets.svg" is not there.')
    assert all(page.html == pages[stem].html for stem, page in drawn.items() if stem not in refused)


def _is_title(text):
    try:
        TypeAdapter(Title).validate_python(text)
    except ValidationError:
        return False
    return True


@given(title=st.text(min_size=1, max_size=40).map(str.strip).filter(_is_title))
def test_any_title_prints_as_it_was_written(title):
    handout = TWO_BUCKETS["handouts"][0] | {"title": title}
    module = builders.module(**(TWO_BUCKETS | {"title": title, "handouts": [handout]}))

    for page in module_printables("two-buckets", module, Clinic(), figures=lambda m, f: SVG):
        heading = re.search(r"<h1[^>]*>(.*?)</h1>", page.html, re.DOTALL)
        assert heading is not None
        assert text_of_html(heading[1]) == " ".join(title.split())


@pytest.mark.parametrize(
    "title", ["</title><script>x</script>", "{{7*7}}", "<b>bold</b> & so", "*stars* _lines_", "${x}"]
)
def test_a_title_is_never_markup(title):
    handout = TWO_BUCKETS["handouts"][0] | {"title": title}
    module = builders.module(**(TWO_BUCKETS | {"title": title, "handouts": [handout]}))

    for page in module_printables("two-buckets", module, Clinic(), figures=lambda m, f: SVG):
        assert "<script" not in page.html
        assert title in text_of_html(page.html)
