import pytest
from builders import library, module
from hypothesis import given
from hypothesis import strategies as st

from curriculum.model.module import Kind, Modality
from curriculum.search import Filter, find_modules, topics_of

SHELF = library(
    catching_quick_thoughts=module(title="Catching Quick Thoughts", series="cbt-core", part=2, topics=["mood"]),
    testing_a_thought=module(title="Testing a Thought", series="cbt-core", part=4),
    riding_out_an_urge=module(title="Riding Out an Urge", modality="mindfulness", topics=["cravings"], cautions=["x"]),
    my_trigger_map=module(title="My Trigger Map", modality="other", kind="group", summary="Where cravings begin."),
    marks_and_moods=module({"least": 75, "planned": 75, "most": 100}, title="Marks and Moods", modality="art"),
    family_night=module(title="What Treatment Looks Like", kind="family", modality="other"),
)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("cat", "catching-quick-thoughts"),
        ("quick th", "catching-quick-thoughts"),
        ("thoughts quick", "catching-quick-thoughts"),
        ("urge", "riding-out-an-urge"),
        ("mar", "marks-and-moods"),
        ("tri", "my-trigger-map"),
        ("family", "family-night"),
        ("ridng out urge", "riding-out-an-urge"),
        ("triger map", "my-trigger-map"),
        ("catchign quick", "catching-quick-thoughts"),
        ("moods marks", "marks-and-moods"),
        ("treatmnt", "family-night"),
        ("trigr", "my-trigger-map"),
    ],
)
def test_the_module_that_was_meant_comes_first(words, first):
    assert find_modules(SHELF, words)[0] == first


def test_words_of_the_title_come_before_words_of_the_summary():
    assert find_modules(SHELF, "cravings")[:2] == ("riding-out-an-urge", "my-trigger-map")


def test_without_words_everything_comes_by_shelf_and_part():
    found = find_modules(SHELF, "  ")

    assert set(found) == set(SHELF.modules)
    assert found.index("catching-quick-thoughts") < found.index("testing-a-thought")


@pytest.mark.parametrize(
    ("only", "ids"),
    [
        (Filter(modality=Modality.ART), {"marks-and-moods"}),
        (Filter(kind=Kind.FAMILY), {"family-night"}),
        (Filter(topic="mood"), {"catching-quick-thoughts"}),
        (Filter(minutes=90), {"marks-and-moods"}),
        (Filter(not_in=frozenset(SHELF.modules) - {"my-trigger-map"}), {"my-trigger-map"}),
    ],
)
def test_filters_leave_only_what_they_name(only, ids):
    assert set(find_modules(SHELF, "", only)) == ids


@given(st.text(max_size=30))
def test_any_words_find_modules_once_each_and_never_fail(words):
    found = find_modules(SHELF, words)

    assert len(found) == len(set(found))
    assert set(found) <= set(SHELF.modules)


def test_topics_are_listed_once_in_order():
    assert topics_of(SHELF.modules.values()) == ("cravings", "mood")
