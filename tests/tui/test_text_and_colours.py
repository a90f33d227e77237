"""Text of users is literal on the screen, and every word can be read."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color

from curriculum.model.finding import Severity
from curriculum.model.module import Modality
from curriculum.tui.text import (
    broken_lines,
    clean,
    clipped,
    flowing,
    joined,
    literal,
    padded,
    unstarred,
    width_of,
    wrapped,
)
from curriculum.tui.theme import DARK, LIGHT, LOOKS

MARKUP = st.text(st.sampled_from("[]/\\ab b@click=$primary 'x\"(){}*`<>&é漢🙂\u202e\x1b\x00\t\n"), max_size=60)
ANY = st.one_of(st.text(max_size=80), MARKUP)


@given(ANY)
def test_any_text_stands_on_the_screen_as_it_was_written(text):
    assert clean(text) == literal(text).plain == literal(text, "bold red").plain == joined(text).plain


@given(ANY)
def test_nothing_that_steers_a_terminal_reaches_it(text):
    assert not set(clean(text)) & {chr(code) for code in (*range(10), *range(11, 32), 127, 0x202E, 0x9B)}


@given(ANY, st.integers(1, 40))
def test_clipped_and_padded_lines_keep_to_their_cells(text, width):
    assert width_of(clipped(text, width)) <= width
    assert width_of(padded(text, width)) == width
    assert "\n" not in padded(text, width)


@given(ANY, st.integers(2, 30), st.integers(1, 5))
def test_wrapped_text_keeps_to_its_lines_and_cells(text, width, lines):
    found = wrapped(text, width, lines)

    assert len(found) <= lines
    assert all(width_of(line) <= width for line in found)


@given(ANY, st.integers(2, 30))
def test_broken_lines_lose_no_word(text, width):
    lines = list(broken_lines(clean(text), width))

    assert "".join("".join(lines).split()) == "".join(clean(text).split())


@given(ANY, st.integers(6, 40))
def test_flowing_prose_keeps_every_character_but_the_stars_of_emphasis(prose, width):
    written = "".join(unstarred(clean(prose)).split())

    assert "".join("".join(flowing(prose, width)).split()) == written


def test_list_items_hang_and_paragraphs_flow():
    assert list(flowing("One two\nthree.\n\n1. Do *this* first\n2. Then that", 12)) == [
        "One two",
        "three.",
        "",
        "1. Do this",
        "   first",
        "2. Then that",
    ]


def contrast(first: str, second: str) -> float:
    """The ratio of WCAG 2.2."""

    def luminance(colour: str) -> float:
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in Color.parse(colour).normalized]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [DARK, LIGHT], ids=lambda colours: colours.name)
def test_every_word_has_a_contrast_of_at_least_four_and_a_half(colours):
    look = LOOKS[colours.name]
    tints = {look.tinted(modality) for modality in (None, *Modality)}
    grounds = {colours.ground, colours.card, colours.chosen, colours.dimmed} | tints
    words = {colours.word, colours.quiet}
    pairs = set(product(words, grounds))
    pairs |= set(
        product(
            {colours.lead, colours.warn, colours.block, *colours.modalities.values()}, {colours.ground, colours.card}
        )
    )
    pairs |= {(colours.modalities[m], look.tinted(m)) for m in Modality}
    pairs |= {(c, colours.chosen) for c in (colours.lead, colours.warn, colours.block, *colours.modalities.values())}
    pairs |= set(product({colours.faint}, {colours.ground, colours.dimmed, colours.card}))
    pairs |= {(colours.ground, look.severity(s)) for s in Severity} | {(colours.ground, colours.lead)}

    assert {pair: round(contrast(*pair), 2) for pair in pairs if contrast(*pair) < 4.5} == {}
