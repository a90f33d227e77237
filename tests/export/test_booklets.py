"""A client's packet and workbook, as pages and as the PDFs that they become."""

import asyncio
import re
from itertools import pairwise
from types import SimpleNamespace

import builders
import pikepdf
import pytest
from export.reading import text_of_html, text_of_pdf, words
from export.samples import SVG, TWO_BUCKETS
from export.spanish import DOS_CUBETAS, SPANISH_LINES
from export.structure import faults
from export.test_handouts import LOADED, facilitator_texts, own_figures, passages
from pypdf import PdfReader

from curriculum.export.bindery import export_binder
from curriculum.export.book import Numbers
from curriculum.export.booklet import Shop
from curriculum.export.booklet_words import BOOKLET_WORDS
from curriculum.export.documents import Printable
from curriculum.export.packet import Packet
from curriculum.export.workbook import Chapter, Workbook
from curriculum.model.clinic import Clinic, Paper
from curriculum.model.library import Library
from curriculum.model.translation import Translation
from curriculum.planning.catchup import CatchUp, ToRead
from curriculum.planning.readability import reading_of

BOTH = ("en", "es")
READING = CatchUp(
    entry=3,
    cycle=4,
    done=((1, ("two-buckets",)), (2, ("at-once",))),
    read=(ToRead("two-buckets", ("last-step",), 1, later=True), ToRead("at-once", (), None, later=False)),
)
CHAPTERS = (Chapter(1, ("two-buckets",)), Chapter(None, ("at-once",)))
SLIP = {"title": "A Slip", "idea": "One line.", "blocks": [{"text": "Write it."}], "take_home": "One line is enough."}


def a_shop(kind, languages=("en",), modules=("two-buckets", "at-once")):
    library = Library(
        {
            "two-buckets": builders.module(**TWO_BUCKETS),
            "at-once": builders.module(title="At Once", alternative="Write one line by yourself.", handouts=[SLIP]),
            "last-step": builders.module(title="Last Step"),
        },
        {"two-buckets": {"es": Translation.model_validate(DOS_CUBETAS)}},
    )
    clinic = Clinic.model_validate(
        {
            "name": "Harbor Street Clinic",
            "phone": "555-0142",
            "people": {"jo": {"name": "Jo Tanaka"}},
            "languages": SPANISH_LINES,
        }
    )
    return Shop(kind, library, clinic, Paper.LETTER, languages, lambda m, f: SVG, modules)


def a_packet(languages=("en",)):
    return Packet(a_shop("catch-up", languages), READING)


def a_workbook(languages=("en",)):
    return Workbook(a_shop("workbook", languages), 3, CHAPTERS)


def drawn(book, name):
    """The page of a book of some name, where every document has two pages."""
    numbers = Numbers.of({leaf.name: 2 for leaf in book.leaves})
    (leaf,) = (leaf for leaf in book.leaves if leaf.name == name)
    return leaf.draw if isinstance(leaf.draw, Printable) else leaf.draw(numbers)


def every_page(book):
    return [drawn(book, leaf.name) for leaf in book.leaves]


def sides(page):
    """The HTML of a page: of each language where it has two."""
    return (page.facing.left, page.facing.right) if page.facing else (page.html,)


@pytest.fixture(scope="session")
def bound(tmp_path_factory, kept):
    """Both books in one language and in two, as PDFs."""
    folder = tmp_path_factory.mktemp("booklets")
    books = {
        "packet": a_packet(),
        "packet-both": a_packet(BOTH),
        "workbook": a_workbook(),
        "workbook-both": a_workbook(BOTH),
    }
    for name, book in books.items():
        outcome = asyncio.run(export_binder(book, folder / f"{name}.pdf", progress=lambda _: None, store=kept))
        assert outcome.failures == ()
        assert outcome.written[0].remarks == ()
    return SimpleNamespace(**{name.replace("-", "_"): folder / f"{name}.pdf" for name in books})


def test_the_first_page_says_what_to_read_first_why_and_where_and_what_the_group_has_done():
    text = text_of_html(drawn(a_packet(), "first").html)

    for said in (
        "Catching Up Welcome. The group has met for 2 weeks before you came.",
        "What to read first Done Read this It helps you with Your week Page",
        "Two Buckets Last Step 1 3 At Once The group will not come to this while you are here. 7",
        "What the group has done Week 1 Two Buckets Week 2 At Once",
        "In danger now: call 911.",
    ):
        assert said in text


def test_each_module_has_its_version_for_one_person_before_its_handouts():
    packet = a_packet()

    assert [leaf.name for leaf in packet.leaves] == [
        "first", "two-buckets/alone", "two-buckets/0", "at-once/alone", "at-once/0",
    ]  # fmt: skip
    text = text_of_html(drawn(packet, "two-buckets/alone").html)
    assert "Sort your own three worries on paper. Pages to use My Two Buckets 5" in text


def test_a_workbook_has_a_cover_contents_each_handout_once_and_a_crisis_page():
    book = a_workbook()

    assert [leaf.name for leaf in book.leaves] == ["cover", "contents", "two-buckets/0", "at-once/0", "crisis"]
    contents = text_of_html(drawn(book, "contents").html)
    assert "Your week 1 My Two Buckets 5 More pages, for another time A Slip 7 When You Need Help Now 9" in contents
    crisis = text_of_html(drawn(book, "crisis").html)
    assert "Our clinic: Harbor Street Clinic, 555-0142" in crisis
    assert crisis.count("call or text 988") == 2


@pytest.mark.parametrize("book", [a_packet(), a_workbook(), a_packet(BOTH), a_workbook(BOTH)])
def test_headings_never_skip_a_level_and_each_page_has_one_title(book):
    for html in (html for page in every_page(book) for html in sides(page)):
        levels = [int(level) for level in re.findall(r"<h([1-6])", html)]

        assert levels.count(1) == ("booklet blank" not in html)
        assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("module_id", sorted(LOADED.library.modules))
def test_a_client_book_holds_nothing_that_only_a_facilitator_reads(module_id):
    """The version for one person is the client's own here; everything else of a guide stays out."""
    module = LOADED.library.modules[module_id]
    clinic = Clinic.model_validate({"people": {"jo": {"name": "Jo Tanaka"}}})
    shop = Shop("catch-up", LOADED.library, clinic, Paper.LETTER, ("en",), own_figures, (module_id,))
    packet = Packet(shop, CatchUp(1, 1, (), (ToRead(module_id, (), None, later=False),)))
    shown = [words(text_of_html(page.html)) for page in every_page(packet)]
    shown += [words(text_of_html(page.html)) for page in every_page(Workbook(shop, 1, (Chapter(1, (module_id,)),)))]

    assert len(shown) == 2 + 3 + 2 * len(module.handouts)
    for text in facilitator_texts(module.model_copy(update={"alternative": None})):
        for passage in passages(text):
            if len(words(passage).split()) >= 4:
                assert not any(words(passage) in page for page in shown), passage


def test_no_page_names_a_leader_or_the_program():
    for book in (a_packet(BOTH), a_workbook(BOTH)):
        for page in every_page(book):
            assert not re.search(r"Tanaka|IOP|outpatient|treatment", text_of_html("".join(sides(page))), re.IGNORECASE)


def test_the_words_of_the_pages_are_those_of_the_sixth_grade():
    own = BOOKLET_WORDS["en"]

    for said in (own.welcome, own.how, own.alone_said, own.yours, own.crisis_said, own.not_held):
        assert reading_of([said.format(weeks=3)]).grade <= 6.0, said


def test_both_languages_have_the_same_blanks_to_fill_and_as_many_prompts():
    english, spanish = BOOKLET_WORDS["en"], BOOKLET_WORDS["es"]

    for name, said in vars(english).items():
        if isinstance(said, str):
            assert re.findall(r"{\w+}", said) == re.findall(r"{\w+}", getattr(spanish, name)), name
    assert len(english.call_lines) == len(spanish.call_lines)


def test_a_screen_reader_stumbles_over_nothing(bound):
    for path in vars(bound).values():
        with pikepdf.open(path) as pdf:
            assert list(faults(pdf)) == []


def test_the_page_that_the_first_page_names_is_the_one_that_is_there(bound):
    pages = [page.extract_text() for page in PdfReader(bound.packet).pages]
    (at,) = re.findall(r"Last Step\s+1\s+(\d+)", " ".join(pages[0].split()))

    assert "To do on your own" in pages[int(at) - 1]
    assert "Two Buckets" in pages[int(at) - 1]


def test_a_book_numbers_its_pages_and_its_handouts_do_not(bound):
    assert "Page 1 of" not in text_of_pdf(bound.packet)


@pytest.mark.parametrize(("name", "title"), [("packet_both", "Para ponerte al día"), ("workbook_both", "Mi cuaderno")])
def test_in_two_languages_every_page_but_the_first_faces_its_twin(bound, name, title):
    pages = [page.extract_text() for page in PdfReader(getattr(bound, name)).pages]

    assert title in pages[0]
    assert "En crisis: 988 y oprime 2." in pages[0]
    assert "call or text 988" in pages[0]
    assert len(pages) % 2 == 1
    for left, right in zip(pages[1::2], pages[2::2], strict=True):
        # Where there is no Spanish, the English page says in Spanish who to call.
        assert ("En crisis: 988 y oprime 2." in left) == ("todavía no está en español" in left)
        assert "En crisis: 988 y oprime 2." in right
    assert any("todavía no están en español" in page for page in pages[2::2])


def test_the_same_packet_gives_the_same_bytes(bound, tmp_path):
    again = tmp_path / "again.pdf"
    asyncio.run(export_binder(a_packet(), again, progress=lambda _: None))

    assert again.read_bytes() == bound.packet.read_bytes()
