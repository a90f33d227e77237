import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.planning.readability import flesch_kincaid, reading_of, smog

PLAIN = "Sit down. Feel the chair under you. Look at the door."
HARD = "Psychoeducational interventions systematically facilitate neurobiological understanding."


def test_the_formulas_are_those_of_their_authors():
    assert flesch_kincaid(words=100, sentences=5, syllables=150) == pytest.approx(9.91)
    assert smog(long_words=30, sentences=30) == pytest.approx(1.043 * 30**0.5 + 3.1291)


def test_words_sentences_and_syllables_are_counted():
    reading = reading_of(["The kettle is on. You **can** wait."])

    assert [(s.text, s.syllables) for s in reading.sentences] == [
        ("The kettle is on.", (1, 2, 1, 1)),
        ("You can wait.", (1, 1, 1)),
    ]


def test_each_item_of_a_list_is_a_sentence_and_a_label_is_none():
    reading = reading_of(["1. Walk to the corner\n2. Come back when you like\n\nMy notes"])

    assert [s.text for s in reading.sentences] == ["Walk to the corner", "Come back when you like"]


def test_a_time_of_day_and_an_initial_end_no_sentence():
    assert len(reading_of(["Meet at 9 a.m. by the stairs, or 3.5 minutes later."]).sentences) == 1


def test_the_hardest_sentences_come_first():
    reading = reading_of([PLAIN, HARD, "Then go home."])

    assert [s.text for s in reading.hardest(2)] == [HARD, "Feel the chair under you."]


def test_names_that_everybody_learns_do_not_count():
    text = "Carry buprenorphine naloxone with you."

    assert reading_of([text], ["Buprenorphine naloxone"]).grade < 1 < reading_of([text]).grade


def test_a_text_without_words_has_no_grade():
    assert (reading_of([]).grade, reading_of(["***"]).smog) == (0, 0)


@given(st.text(max_size=200))
def test_any_text_has_a_grade(text):
    reading = reading_of([text], ["a.b", "(c"])

    assert isinstance(reading.grade, float)
    assert reading.words == sum(len(s.syllables) for s in reading.sentences)


@given(st.integers(1, 30), st.integers(1, 30))
def test_longer_sentences_never_read_easier(shorter, more):
    short = reading_of([f"{'big ' * (shorter + 3)}."])
    long = reading_of([f"{'big ' * (shorter + 3 + more)}."])

    assert long.grade > short.grade
