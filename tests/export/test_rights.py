"""Texts that may not be copied are in no print; those that may say where they come from."""

import asyncio
import zipfile

import builders
import pikepdf
import pytest
from export.reading import text_of_html, text_of_pdf, words
from export.samples import a_week, printables_of
from export.structure import faults
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from curriculum.export.binder import Binder, Share, Stock
from curriculum.export.bindery import export_binder
from curriculum.export.documents import module_printables
from curriculum.export.languages import PAGE_WORDS
from curriculum.export.own_copy import OWN_COPY_WORDS, withheld_text
from curriculum.model.clinic import Clinic, Paper
from curriculum.model.handout import Handout
from curriculum.model.rights import Rights
from curriculum.model.translation import Translation

BOOK = "A. Writer: The Mood Workbook, 2nd ed."
SECRET = {
    "title": "The Worksheet",
    "idea": "Secretidea first.",
    "blocks": [
        {"text": "Secrettext here."},
        {"table": {"columns": ["Secretcolumn", "b"], "labels": ["Secretlabel"]}},
        {"figure": {"file": "figures/secret.svg", "alt": "Secretfigure"}},
    ],
    "take_home": "Secretend.",
}
OWN = {"license": "individual-purchaser", "book": BOOK, "page": "45-46"}
OPEN = {
    "title": "Old Wisdom",
    "idea": "Everybody may copy it.",
    "blocks": [{"text": "Rest well."}],
    "take_home": "Rest.",
    "rights": {"license": "public-domain", "credit": "National Institute on Aging, 2020"},
}


def a_module(**rights):
    return builders.module(title="Borrowed", handouts=[{**SECRET, "rights": OWN | rights}, OPEN])


def pages_of(module, **more):
    return {
        page.stem: page
        for page in module_printables("borrowed", module, Clinic(), figures=lambda *_: "<svg>Secretsvg</svg>", **more)
    }


def everything(pages):
    return " ".join(
        part
        for page in pages.values()
        for part in (page.html, *(vars(page.facing).values() if page.facing else ()))
        if isinstance(part, str)
    )


def test_a_withheld_text_is_on_no_page_and_book_and_page_are_cited():
    pages = pages_of(a_module())
    sheet = text_of_html(pages["borrowed-handout-1"].html)

    assert "secret" not in everything(pages).lower()
    assert BOOK in sheet
    assert "The page 45-46" in sheet
    assert "One for each person." in sheet
    assert pages["borrowed-handout-1"].withheld == f'"The Worksheet": {BOOK}, pp. 45-46'


def test_with_the_permission_of_the_publisher_it_prints_and_says_so():
    sheet = text_of_html(
        pages_of(
            builders.module(
                handouts=[
                    {**SECRET, "rights": OWN | {"permission": "SP-2026-118"}, "blocks": [{"text": "Secrettext here."}]}
                ]
            )
        )["borrowed-handout"].html
    )

    assert "Secrettext here." in sheet
    assert f"From {BOOK}, pp. 45-46. Printed by permission: SP-2026-118" in sheet


def test_a_text_in_the_public_domain_prints_with_its_credit():
    page = pages_of(a_module())["borrowed-handout-2"]

    assert "Rest well." in page.html
    assert "Public domain: National Institute on Aging, 2020" in text_of_html(page.html)
    assert page.withheld == ""


def test_a_page_to_bring_needs_no_text_of_the_book():
    bare = Handout.model_validate({"title": "The Worksheet", "per": "group", "rights": OWN | {"page": 45}})
    sheet = text_of_html(pages_of(builders.module(handouts=[bare.model_dump(by_alias=True)]))["borrowed-handout"].html)

    assert "The page 45" in sheet
    assert "One for the whole group." in sheet


@pytest.mark.parametrize(
    ("rights", "said"),
    [
        ({"license": "individual-purchaser", "book": BOOK}, "needs `book` and `page`"),
        ({"license": "individual-purchaser", "page": 3}, "needs `book` and `page`"),
        ({"license": "public-domain"}, "needs a `credit`"),
        ({"license": "mine"}, "public-domain"),
    ],
)
def test_rights_without_what_a_reader_needs_are_refused(rights, said):
    with pytest.raises(ValidationError, match=said):
        Rights.model_validate(rights)


def test_a_text_without_permission_may_not_leave_its_words_out_once_there_is_one():
    with pytest.raises(ValidationError, match="blocks"):
        Handout.model_validate({"title": "A", "rights": OWN | {"permission": "SP-1"}})


def spanish(**handout):
    texts = [{**SECRET, "title": "La hoja", **handout}, {**OPEN, "title": "Saber viejo"}]
    return {
        "es": Translation.model_validate({"title": "Prestado", "translates": 1, "translator": "T", "handouts": texts})
    }


@pytest.mark.parametrize("languages", [("es",), ("en", "es")])
def test_a_translation_of_a_withheld_text_is_withheld_too(languages):
    pages = pages_of(a_module(), languages=languages, translations=spanish())

    assert "secret" not in everything(pages).lower()
    assert "Trae tu propia copia" in everything(pages)


def test_a_translation_may_have_rights_of_its_own():
    given_leave = spanish(rights=OWN | {"permission": "SP-ES-4"}, blocks=[{"text": "Secrettext here."}])

    assert "Secrettext" in everything(pages_of(a_module(), languages=("es",), translations=given_leave))
    assert "secret" not in pages_of(a_module(), translations=given_leave)["borrowed-handout-1"].html.lower()


def test_what_a_template_is_given_of_a_withheld_text_is_not_its_words():
    module = a_module()

    assert "secret" not in str(module.printable).lower()
    assert [each.title for each in module.printable.handouts] == [each.title for each in module.handouts]
    assert module.printable.handouts[1] == module.handouts[1]
    assert builders.module().printable == builders.module()


def test_the_guide_tells_the_leader_how_many_copies_to_expect():
    guide = text_of_html(pages_of(a_module())["borrowed-guide"].html)

    assert f'10 Own copies of {BOOK}, pp. 45-46, for "The Worksheet"' in guide
    assert "Withheld: the text is in" in guide


def test_every_language_of_pages_has_the_words_of_a_page_to_bring():
    assert set(PAGE_WORDS) == set(OWN_COPY_WORDS)


@given(st.text("abcdefgh", min_size=12, max_size=20), st.integers(0, 4))
def test_whatever_a_withheld_text_says_it_is_on_no_page(word, place):
    keys = ["idea", "take_home"]
    blocks = [{"text": word}, {"steps": [word, "b"]}, {"cards": {"items": [word, "b"]}}]
    text = {"title": "T", "idea": "i", "take_home": "t", "blocks": [{"text": "x"}], "rights": OWN}
    text |= {keys[place]: word} if place < 2 else {"blocks": [blocks[place - 2]]}

    assert word not in everything(pages_of(builders.module(handouts=[text])))


def test_a_summary_counts_what_is_withheld():
    assert withheld_text(()) == ""
    assert withheld_text(("one",)).startswith("1 withheld: one.")
    assert withheld_text(("one", "two")).startswith("2 withheld: one; two.")


@pytest.fixture(scope="module")
def lending(tmp_path_factory, kept):
    """The binder of a week that hands out a withheld page, and what came of printing it."""
    week = a_week(handouts=[{**SECRET, "rights": OWN}, OPEN])
    share = Share((1,))
    binder = Binder(Stock(week.track, week.library, week.clinic, share, {1: printables_of(week)}, {}, Paper.LETTER))
    file = tmp_path_factory.mktemp("rights") / "binder.pdf"
    return file, asyncio.run(export_binder(binder, file, progress=lambda _: None, store=kept))


def test_a_binder_holds_none_of_the_text_and_cites_the_book(lending):
    text = words(text_of_pdf(lending[0]))

    assert "secret" not in text
    assert words(BOOK).strip() in text
    assert "public domain national institute on aging 2020" in text


def test_a_binder_says_on_its_cover_and_in_its_summary_that_one_is_withheld(lending):
    file, outcome = lending

    assert outcome.withheld == (f'"The Worksheet": {BOOK}, pp. 45-46',)
    assert "1 withheld:" in text_of_pdf(file)


def test_a_page_to_bring_reads_well_aloud(lending):
    with pikepdf.open(lending[0]) as pdf:
        assert list(faults(pdf)) == []


@pytest.fixture
def lent(tmp_path, monkeypatch):
    """A workspace whose evening hands out a withheld page; commands run in it."""
    from tui_driver import CLINIC, write_workspace

    root = write_workspace(tmp_path / "clinic")
    (root / "clinic.yaml").write_text(CLINIC + "severities: {weekly-minutes: warn, entry-week-gap: off}\n")
    file = root / "modules" / "catching-thoughts.yaml"
    text = file.read_text()
    file.write_text(
        text[: text.index("handouts:")]
        + f"""handouts:
  - title: The Worksheet
    idea: Secretidea first.
    blocks: [{{text: Secrettext here.}}, {{checklist: [Secretbox]}}]
    take_home: Secretend.
    rights: {{license: individual-purchaser, book: "{BOOK}", page: 45}}
"""
        + text[text.index("license:") :]
    )
    monkeypatch.chdir(root)
    return root


def test_no_kind_and_no_format_of_any_export_holds_the_text(lent, capsys):
    from curriculum.cli.app import run

    asked = (
        [
            "--week",
            "1",
            "--format",
            "pdf",
            "--format",
            "html",
            "--format",
            "docx",
            "--format",
            "csv",
            "--format",
            "json",
        ],
        ["--week", "1", "--binder"],
        ["--kind", "workbook"],
        ["--kind", "copies", "--week", "1"],
    )
    for words_ in asked:
        assert run(["export", "evening", *words_]) == 0
        said = capsys.readouterr().err
        assert "1 withheld" in said or "csv" in words_

    files = [file for file in (lent / "exports").rglob("*") if file.is_file()]
    assert {file.suffix for file in files} >= {".pdf", ".html", ".docx", ".csv", ".json"}
    for file in files:
        assert "secret" not in _text_of(file).lower(), file


def _text_of(file):
    if file.suffix == ".pdf":
        return text_of_pdf(file)
    if file.suffix == ".docx":
        with zipfile.ZipFile(file) as held:
            return " ".join(held.read(name).decode("utf-8", "replace") for name in held.namelist())
    return file.read_text("utf-8")
