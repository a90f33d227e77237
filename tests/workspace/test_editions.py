"""Which editions a print is made in, and what is refused with what else to ask for."""

import pytest

from curriculum.export.editions import PAGE_EDITIONS, Editions
from curriculum.model.clinic import Clinic
from curriculum.model.errors import CurriculumError
from curriculum.workspace.editions import chosen_editions, editions_for

FRUGAL = Clinic.model_validate({"print": {"editions": ["low-ink", "compact"]}})
WEEK = ("guide", "handout", "schedule")


def test_a_clinic_prints_in_its_own_editions_until_others_are_asked_for():
    assert chosen_editions(FRUGAL, (), WEEK) == Editions(("low-ink", "compact"))
    assert chosen_editions(FRUGAL, ("large-print",), WEEK) == Editions(("large-print",))
    assert chosen_editions(FRUGAL, ("plain",), WEEK) == Editions()
    assert chosen_editions(Clinic(), (), WEEK) == Editions()


def test_a_clinics_own_editions_do_not_stop_a_print_that_they_do_not_go_with():
    assert chosen_editions(FRUGAL, (), ("certificate",)).of("certificate") == ("low-ink",)
    assert chosen_editions(FRUGAL, (), WEEK, formats=("docx",)) == Editions()


def test_editions_stand_in_one_order_however_they_are_asked_for():
    one, other = (chosen_editions(Clinic(), asked, WEEK) for asked in (("compact", "low-ink"), ("low-ink", "compact")))

    assert one == other


@pytest.mark.parametrize(
    ("asked", "kinds", "more", "says"),
    [
        (("large-print",), ("sign-in",), {}, "no large-print edition of sign-in"),
        (("compact",), ("handout",), {}, "what is printed here goes with large-print, low-ink, booklet, fillable"),
        (("fillable",), ("workbook",), {}, "Fields would lose their names"),
        (("fillable",), ("binder",), {}, "Fields would lose their names"),
        (("booklet",), WEEK, {"formats": ("pdf", "html")}, "no booklet edition as html"),
        (("low-ink",), WEEK, {"formats": ("docx",)}, "It is made as pdf and html"),
        (("booklet", "large-print"), ("handout",), {}, "18 points would come to 15"),
        (("booklet", "fillable"), ("handout",), {}, "a booklet is for paper"),
        (("fillable",), ("handout",), {"languages": ("en", "es")}, "Print one language: --language es"),
        ((), ("handout",), {"minutes": 45}, "--only guides"),
    ],
)
def test_what_cannot_be_says_what_can(asked, kinds, more, says):
    with pytest.raises(CurriculumError, match=says):
        chosen_editions(Clinic(), asked, kinds, **more)


def test_two_editions_of_different_kinds_of_page_are_made_side_by_side():
    chosen = chosen_editions(Clinic(), ("compact", "large-print"), WEEK)

    assert chosen.of("guide") == ("compact",)
    assert chosen.of("handout") == ("large-print",)
    assert chosen.of("schedule") == ()


def test_every_edition_is_offered_for_each_kind_it_goes_with():
    assert len(PAGE_EDITIONS) >= 5
    for name, edition in PAGE_EDITIONS.items():
        assert edition.kinds
        assert all(name in editions_for((kind,)) for kind in edition.kinds)
