import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.files.yamltext import MOST_BYTES, Fault, compose, data_of, decode, find


def read(text):
    node = compose(text)
    return data_of(node) if node is not None else None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("18:00", "18:00"),
        ("9:30", "9:30"),
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("012", 12),
        ("0o12", 10),
        ("0x1F", 31),
        ("-3", -3),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("2027-01-04", "2027-01-04"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("null", None),
        ("1_000", "1_000"),
        ('"5"', "5"),
    ],
)
def test_values_mean_what_yaml_1_2_says(written, meant):
    assert read(f"a: {written}") == {"a": meant}
    assert type(read(f"a: {written}")["a"]) is type(meant)


@pytest.mark.parametrize(
    ("text", "rule", "words", "start"),
    [
        ("a: 1\na: 2\n", "repeated-key", "second time", 5),
        ("a: &x 1\n", "bad-yaml", "Anchors", 3),
        ("a: *x\n", "bad-yaml", "Anchors", 3),
        ("a: !!python/object 1\n", "bad-yaml", "Tags", 3),
        ("a: 1\n---\nb: 2\n", "bad-yaml", "second document", 5),
        ("a: b: c\n", "bad-yaml", "colon", 4),
        ("a: [1, 2\nb: 3\n", "bad-yaml", "not closed", 3),
        ('a: "x\nb: 2\n', "bad-yaml", "never closes", 3),
        ("a:\n\tb: 1\n", "bad-yaml", "cannot begin", 3),
        ("{[1]: 2}\n", "bad-yaml", "key must be a word", 1),
        ("a: 1234567890123456789\n", "bad-value", "too long", 3),
    ],
)
def test_a_fault_says_what_is_wrong_and_where_it_begins(text, rule, words, start):
    with pytest.raises(Fault) as caught:
        read(text)

    assert caught.value.rule == rule
    assert words in caught.value.message
    assert caught.value.start == start
    assert caught.value.fix


@pytest.mark.parametrize(
    "hostile", ["[" * 100_000, "- " * 100_000 + "a", "{a: " * 50_000, "? " * 5000, "a: |\n" + "\x00"]
)
def test_hostile_text_ends_in_a_fault_and_not_in_a_crash(hostile):
    with pytest.raises(Fault):
        read(hostile)


def test_bytes_that_are_not_utf8_are_placed():
    with pytest.raises(Fault) as caught:
        decode("title: Caf\u00e9\n".encode("latin-1"))

    assert caught.value.start == 10


def test_a_file_of_more_than_a_mebibyte_is_not_read():
    with pytest.raises(Fault) as caught:
        decode(b"a" * (MOST_BYTES + 1))

    assert "1,048,576 is the most" in caught.value.message


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_a_place_inside_it(text):
    try:
        read(text)
    except Fault as fault:
        assert 0 <= fault.start <= len(text)


def test_a_place_is_found_by_keys_and_positions():
    text = "a:\n  - b: one\n  - b: two\nc: {d: three}\n"
    node = compose(text)

    assert text[slice(*find(node, ("a", 1, "b")))] == "two"
    assert text[slice(*find(node, ("c", "d")))] == "three"
    assert text[slice(*find(node, ("a", 1, "b"), key=True))] == "b"
    assert text[slice(*find(node, ("a", 1, "table", "b")))] == "two"
    assert text[slice(*find(node, ("c", "absent"), key=True))] == "c"
