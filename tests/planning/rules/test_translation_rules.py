"""A translation held against its module: what differs is named where it stands, and nothing else is."""

import builders
import pytest
from export.samples import TWO_BUCKETS
from export.spanish import DOS_CUBETAS
from hypothesis import given
from hypothesis import strategies as st

from curriculum.model.clinic import Clinic
from curriculum.model.handout import block_kind
from curriculum.model.library import Library
from curriculum.model.translation import Translation
from curriculum.planning.rules import check_translations

MODULE = builders.module(**TWO_BUCKETS)
BLOCKS = DOS_CUBETAS["handouts"][0]["blocks"]
READ = {"by": "Una lectora", "on": "2026-11-20"}


def findings_of(data, module=MODULE, clinic=None):
    translation = Translation.model_validate({"reviewed": READ, **data})
    shelf = Library({"two-buckets": module}, {"two-buckets": {"es": translation}})
    return check_translations("two-buckets", shelf, clinic or Clinic())


def with_blocks(blocks):
    return DOS_CUBETAS | {"handouts": [DOS_CUBETAS["handouts"][0] | {"blocks": blocks}]}


def test_a_translation_of_the_same_shape_and_version_is_read_without_a_word():
    assert findings_of(DOS_CUBETAS) == ()


@given(st.integers(0, len(BLOCKS) - 1))
def test_a_block_dropped_anywhere_is_named_with_its_number_and_how_it_begins(dropped):
    (finding,) = findings_of(with_blocks(BLOCKS[:dropped] + BLOCKS[dropped + 1 :]))

    kind = block_kind(MODULE.handouts[0].blocks[dropped])
    twins = [n for n, block in enumerate(MODULE.handouts[0].blocks, 1) if block_kind(block) == kind]
    named = int(finding.place.rpartition(" ")[2])
    assert (finding.rule, finding.severity) == ("translation-differs", "block")
    assert named in twins
    assert named == dropped + 1 or len(twins) > 1
    assert finding.message.startswith(f'Block {named} of the module, {kind} "')
    assert finding.path[:3] == ("handouts", 0, "blocks")


@given(st.integers(0, len(BLOCKS)))
def test_a_block_added_anywhere_is_named(place):
    extra = {"box": {"prompt": "Otra cosa", "height": "3 cm"}}

    findings = findings_of(with_blocks([*BLOCKS[:place], extra, *BLOCKS[place:]]))

    assert len(findings) == 1
    assert 'box "' in findings[0].message


@given(st.permutations(range(len(BLOCKS))))
def test_blocks_in_another_order_of_kinds_never_pass(order):
    kinds = [block_kind(block) for block in MODULE.handouts[0].blocks]
    same = [kinds[n] for n in order] == kinds
    tables_swapped = order.index(5) > order.index(6)

    findings = findings_of(with_blocks([BLOCKS[n] for n in order]))

    assert bool(findings) == (not same or tables_swapped)


def changed(number, block):
    return with_blocks([*BLOCKS[:number], block, *BLOCKS[number + 1 :]])


@pytest.mark.parametrize(
    ("number", "block", "said"),
    [
        (3, {"steps": ["Uno", "Dos", "Tres"]}, "Here steps: 3; in the module 2."),
        (4, {"checklist": ["Uno"]}, "Here boxes to tick: 1; in the module 2."),
        (5, {"table": BLOCKS[5]["table"] | {"columns": ["A", "B"]}}, "Here columns: 2; in the module 3."),
        (5, {"table": BLOCKS[5]["table"] | {"rows": 2}}, "Here empty rows: 2; in the module 3."),
        (5, {"table": BLOCKS[5]["table"] | {"example": ["A"]}}, "Here cells of the example: 1; in the module 3."),
        (6, {"table": BLOCKS[6]["table"] | {"labels": ["Lun"]}}, "Here labels: 1; in the module 2."),
        (7, {"scale": BLOCKS[7]["scale"] | {"most": 5}}, "Here the scale: 0 to 5; in the module 0 to 10."),
        (10, {"cards": {"items": ["A", "B", "C"]}}, "Here cards: 3; in the module 4."),
        (1, {"example": "Algo."}, 'Here is example "Algo."; the module has text "Write each worry down. *Then*'),
    ],
)
def test_what_a_client_counts_or_fills_in_must_be_the_same(number, block, said):
    (finding,) = findings_of(changed(number, block))

    assert finding.message.startswith(said)
    assert finding.place == f"two-buckets.es, handout 1, block {number + 1}"


@pytest.mark.parametrize(
    ("number", "block"),
    [
        (8, {"lines": {"prompt": "?", "count": 2}}),
        (9, {"box": {"prompt": "?", "height": "2 cm"}}),
        (10, {"cards": {"items": ["A", "B", "C", "D"], "columns": 2}}),
        (11, {"figure": {"file": "otra.svg", "alt": "Otra", "width": "9 cm"}}),
    ],
)
def test_writing_room_may_differ(number, block):
    assert findings_of(changed(number, block)) == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"handouts": []}, 'Handout 1 of the module, "My Two Buckets", is missing here.'),
        ({"handouts": DOS_CUBETAS["handouts"] * 2}, 'The module has no handout 2; here is "Mis dos cubetas".'),
        ({"homework": None}, 'The module\'s `homework`, "Put one worry a day into a bucket.", is missing here.'),
        ({"alternative": None}, 'The module\'s `alternative`, "Sort your own three worries on paper.", is missing'),
    ],
)
def test_a_text_that_only_one_side_has_is_named(change, said):
    (finding,) = findings_of(DOS_CUBETAS | change)

    assert finding.message.startswith(said)


def test_homework_that_the_module_does_not_set_is_found():
    module = MODULE.model_copy(update={"homework": None})

    (finding,) = findings_of(DOS_CUBETAS, module)

    assert finding.message == "The module has no `homework`; here is one."


def test_a_module_that_went_on_leaves_its_translation_behind_with_a_warning():
    module = MODULE.model_copy(update={"version": 3})

    (finding,) = findings_of(DOS_CUBETAS, module)

    assert (finding.rule, finding.severity) == ("translation-outdated", "warn")
    assert finding.message == "It was made from version 1 of the module, which is at version 3."
    assert finding.fix.endswith("`translates: 3`.")


def test_a_translation_that_nobody_at_home_in_it_has_read_is_noted_once():
    (finding,) = findings_of(DOS_CUBETAS | {"reviewed": None})

    assert (finding.rule, finding.severity) == ("translation-not-reviewed", "note")


def test_a_clinic_weighs_these_rules_as_any_other():
    clinic = Clinic.model_validate({"severities": {"translation-not-reviewed": "off", "translation-outdated": "block"}})

    (finding,) = findings_of(DOS_CUBETAS | {"reviewed": None, "translates": 2}, clinic=clinic)

    assert (finding.rule, finding.severity) == ("translation-outdated", "block")


def test_a_text_that_is_withheld_in_one_language_is_not_compared():
    own = {"license": "individual-purchaser", "book": "El libro", "page": 3}
    bare = {"title": DOS_CUBETAS["handouts"][0]["title"], "rights": own}

    assert findings_of(DOS_CUBETAS | {"handouts": [bare]}) == ()
