from dataclasses import fields, is_dataclass
from types import FunctionType, MethodType

import pytest
import template_reference
from export.samples import TWO_BUCKETS, a_week, printables_of
from pydantic import BaseModel

from curriculum.export.copyable import COPYABLE, STYLE_ENDING
from curriculum.export.drawing import TemplateFault, render
from curriculum.export.html import page_styles
from curriculum.export.outward import style_fault
from curriculum.export.pdf import Press
from curriculum.model.clinic import Paper
from curriculum.model.errors import CurriculumError
from curriculum.model.house import House

MARK = "{{ parts.marks(sheet) }}"


def house(**copies):
    """Return a look with copies, by file name with a dash for each dot."""
    return House(copies=tuple((name.replace("__", "."), text) for name, text in copies.items()))


def with_copy(name, text):
    week = a_week()
    week.clinic = week.clinic.in_house(House(copies=((name, text),)))
    return {page.kind: page for page in printables_of(week)}


def handout_with(line):
    """Return the handout of the week by a template that has one more line: its seventh."""
    text = COPYABLE["handout.html.j2"].text
    assert text.split("\n")[5] == MARK
    return with_copy("handout.html.j2", text.replace(MARK, f"{MARK}\n{line}"))["handout"]


def test_a_copied_template_is_used_and_the_others_stay_ours():
    pages = with_copy(
        "sheet.html.j2", COPYABLE["sheet.html.j2"].text.replace("<br>", " Bring this page next time.<br>", 1)
    )
    plain = {page.kind: page for page in printables_of(a_week())}

    assert "Bring this page next time." in pages["handout"].html
    assert pages["guide"].html == plain["guide"].html
    assert pages["handout"].styles == plain["handout"].styles


def test_an_unchanged_copy_prints_what_ours_prints():
    week = a_week()
    week.clinic = week.clinic.in_house(
        House(copies=tuple((name, each.text) for name, each in sorted(COPYABLE.items())))
    )

    for own, plain in zip(printables_of(week), printables_of(a_week()), strict=True):
        assert own.html == plain.html
        assert own.styles.css == plain.styles.css


def test_a_copied_style_comes_in_the_place_of_ours():
    pages = with_copy("guide.css", "h1 { color: green }\n")

    assert "h1 { color: green }" in pages["guide"].styles.css
    assert COPYABLE["guide.css"].text not in pages["guide"].styles.css
    assert pages["guide"].styles.copies == {"guide.css": "h1 { color: green }\n"}
    assert pages["handout"].styles.copies == {}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{% if %}", "Expected an expression"),
        ("{{ nobody }}", 'there is no "nobody" here'),
        ("{{ sheet.handout.titel }}", 'a Handout has no "titel"; did you mean "title"?'),
        ("{{ sheet.handout.title | shout }}", "No filter named 'shout'"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ sheet.handout.blocks[99].text }}", 'a list has no "99"'),
        ("{% include 'other.html.j2' %}", 'there is no template "other.html.j2"'),
        ("{% include '/etc/passwd' %}", 'there is no template "/etc/passwd"'),
        ("{{ ''.__class__ }}", "is unsafe"),
        ("{{ sheet.handout.parse_file('/etc/passwd') }}", "is unsafe"),
        ("{{ sheet.handout.title | safe }}", "No filter named 'safe'"),
        ("{% autoescape false %}{{ sheet.handout.title }}{% endautoescape %}", "escaping cannot be turned off"),
    ],
)
def test_what_is_wrong_in_a_template_is_told_with_its_line(line, said):
    page = handout_with(line)

    assert page.refused.startswith(f"templates/handout.html.j2, line 7: {said}") or said in page.refused
    assert "templates/handout.html.j2, line 7: " in page.refused
    assert "\n" not in page.refused


@pytest.mark.parametrize(
    "line",
    [
        "{% for a in range(100000) %}{% endfor %}",
        "{% for a in range(999) %}{% for b in range(999) %}{% endfor %}{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% macro a() %}{{ range(200) | join }}{% endmacro %}{% for i in range(999) %}{{ a() }}{{ a() }}{% endfor %}",
        "{% set n = namespace(x='ab') %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
        "{% set n = namespace(x='ab') %}{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
        "{% set n = namespace(x=3) %}{% for i in range(60) %}{% set n.x = n.x * n.x %}{% endfor %}",
        "{{ 'x' * 1000000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ '%999999999d' | format(1) }}",
        "{{ '{:>999999999}'.format(1) }}",
        "{{ '{:>{}}'.format(1, 999999999) }}",
        "{{ 'a'.ljust(999999999) }}",
        "{{ 'a' | center(999999999) }}",
        "{% for x in 'abc' recursive %}{{ loop('abc') }}{% endfor %}",
    ],
)
def test_a_template_that_would_never_end_or_fill_the_memory_ends_in_one_line(line):
    assert handout_with(line).refused.startswith("templates/handout.html.j2, line 7: ")


@pytest.mark.parametrize(
    "line",
    [
        "<script>alert(1)</script>",
        "<img src='http://a.b/c.png'>",
        "<img src='file:///etc/passwd'>",
        "<p onclick='x()'>a</p>",
        "<p style='background: url(http://a)'>a</p>",
        "<a href='javascript:x'>a</a>",
        "<link rel=attachment href=file:///etc/passwd>",
        "<iframe srcdoc='x'></iframe>",
        "<style>@import 'http://a';</style>",
        "<svg><use href='#a'/></svg>",
        "<form action='http://a'></form>",
    ],
)
def test_nothing_that_runs_or_reaches_out_gets_onto_a_page(line):
    assert handout_with(line).refused.startswith("templates/handout.html.j2, line 7: ")


def test_ordinary_changes_are_let_through():
    page = handout_with("<p><a href='https://988lifeline.org'>{{ sheet.handout.title | upper }}</a> {{ 'a' ~ 1 }}</p>")

    assert page.refused is None
    assert "MY TWO BUCKETS" in page.html


@pytest.mark.parametrize("gone", ["</head>", "<title>{{ title }}</title>", ' lang="{% block lang %}en{% endblock %}"'])
def test_a_page_keeps_what_a_screen_reader_and_a_browser_need(gone):
    page = with_copy("base.html.j2", COPYABLE["base.html.j2"].text.replace(gone, ""))["handout"]

    assert page.refused.startswith("templates/base.html.j2, line ")


def test_a_text_is_escaped_in_a_copied_template_as_in_ours():
    week = a_week(handouts=[TWO_BUCKETS["handouts"][0] | {"title": "<b>{{ 7*7 }}</b>"}])
    week.clinic = week.clinic.in_house(house(handout__html__j2=COPYABLE["handout.html.j2"].text))

    assert "&lt;b&gt;{{ 7*7 }}&lt;/b&gt;" in next(page for page in printables_of(week) if page.kind == "handout").html


@pytest.mark.parametrize(
    ("css", "line"),
    [
        ("h1 { color: red }\n@import 'http://a';", 2),
        ("a { background: url(http://a/b.png) }", 1),
        ("\n\na { background: url( 'file:///etc/passwd' ) }", 3),
        ("h1 { color: red", 1),
        ("h1 { }\n}", 2),
        ("h1 { background: \\75 rl(http://a) }", 1),
    ],
)
def test_a_style_that_reaches_out_or_is_not_closed_is_told_with_its_line(css, line):
    assert style_fault(css)[0] == line
    with pytest.raises(TemplateFault, match=rf"templates/guide\.css, line {line}: "):
        _ = with_copy("guide.css", css)["guide"].styles


def test_styles_that_come_with_the_planner_reach_for_nothing():
    assert [name for name, each in COPYABLE.items() if name.endswith(STYLE_ENDING) and style_fault(each.text)] == []


def test_a_remark_or_a_quoted_bracket_is_no_fault():
    assert style_fault('/* url(http://a) } */ p::before { content: "{ url(" } li { background: url(#a) }') is None


@pytest.mark.parametrize(
    ("added", "column", "said"),
    [
        ("h1 { colour: red }", 6, "Ignored `colour: red `, unknown property"),
        ("h1 { color: rod }", 6, "Ignored `color: rod `, invalid value"),
        ("h1::foo { color: red }", 1, "Invalid or unsupported selector"),
    ],
)
def test_what_a_style_does_wrong_is_told_with_its_line_each_time_a_page_has_it(added, column, said):
    text = f"{COPYABLE['guide.css'].text}{added}\n"
    page = with_copy("guide.css", text)["guide"]
    press = Press()

    for _ in range(2):
        with pytest.raises(CurriculumError) as refused:
            press.pdf(page.html, page.styles)
        assert str(refused.value).startswith(f"templates/guide.css:{text.count(chr(10))}:{column}: {said}")


def test_a_fault_of_ours_is_not_blamed_on_a_copy():
    with pytest.raises(Exception, match="is undefined"):
        render("guide", title="A guide")


def test_styles_are_cut_off_from_a_house_without_copies():
    assert page_styles("guide", Paper.LETTER).copies == {}


def everything_in(value, seen):
    """Yield every text that can be reached from a value as a template goes: fields, items and properties."""
    if id(value) in seen or isinstance(value, FunctionType | MethodType | type):
        return
    seen[id(value)] = value
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in (*value.keys(), *value.values()):
            yield from everything_in(each, seen)
    elif isinstance(value, list | tuple | frozenset):
        for each in value:
            yield from everything_in(each, seen)
    elif is_dataclass(value) or isinstance(value, BaseModel):
        own = [each.name for each in fields(value)] if is_dataclass(value) else list(type(value).model_fields)
        others = [name for name in dir(type(value)) if isinstance(getattr(type(value), name), property)]
        for name in {*own, *others}:
            if not name.startswith("_") and not hasattr(BaseModel, name):
                yield from everything_in(getattr(value, name), seen)


@pytest.fixture(scope="module")
def given():
    """The values that the sample pages give to each template."""
    return template_reference.values_given()


FOR_CLIENTS = [name for name, each in COPYABLE.items() if each.readers == "clients" and each.values]


@pytest.mark.parametrize("name", FOR_CLIENTS)
def test_no_facilitator_text_can_be_reached_from_what_a_clients_template_is_given(name, given):
    texts = {text for values in given[name] for text in everything_in(values, {})}

    assert len(texts) > 2
    assert not texts & _facilitators()


def test_facilitators_text_would_be_found_if_it_could_be_reached(given):
    assert {text for values in given["guide.html.j2"] for text in everything_in(values, {})} & _facilitators()


def _facilitators():
    """Return what only facilitators read in the whole library, and the names of leaders."""
    workspace = template_reference.open_workspace(template_reference.starter_folder())
    texts = {person.name for person in workspace.clinic.people.values()}
    for module in workspace.library.modules.values():
        for step in (*module.agenda, *module.variants):
            texts |= {step.say, step.do, step.note, *step.ask}
        texts |= {*module.cautions, *module.objectives, module.next_steps}
    return {text for text in texts if text and len(text) > 8}


def test_the_reference_of_values_is_what_templates_are_given():
    """Run `python tests/template_reference.py` where it is not."""
    assert template_reference.PAGE.read_text("utf-8") == template_reference.page()


def test_templates_are_given_the_values_that_their_table_names(given):
    for name, sets in given.items():
        for values in sets:
            table = COPYABLE[name]
            assert table.values <= values.keys() <= table.values | table.also, name


def test_every_template_and_style_is_in_the_table_and_every_page_of_it_is_in_the_sample(given):
    folder = template_reference.PAGE.parents[1] / "curriculum" / "export"
    files = {path.name for part in ("templates", "styles") for path in (folder / part).iterdir()}

    assert files == set(COPYABLE)
    assert {name for name, each in COPYABLE.items() if each.values} == set(given)
