from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.files.reading import parsed
from curriculum.files.scaffolds import clinic_text, module_text, slug, title_of, track_text
from curriculum.files.yamltext import Source
from curriculum.model.clinic import Clinic
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Document
from curriculum.model.module import Modality, Module
from curriculum.model.track import Track


def read(text, model):
    value, findings = parsed(Source(Path("new.yaml"), text, "new.yaml"), model, Document("module", "new"))
    assert findings == ()
    return value


@pytest.mark.parametrize("modality", list(Modality))
def test_a_module_of_every_school_is_valid_and_fits_an_hour(modality):
    module = read(module_text("Riding the bus home", modality), Module)

    assert (module.title, module.modality, module.minutes.planned) == ("Riding the bus home", modality, 60)
    assert bool(module.cautions) == (modality in (Modality.MINDFULNESS, Modality.ART))


def test_a_track_is_valid_and_has_nine_hours_of_slots_a_week():
    track = read(track_text("Evening IOP", date(2027, 1, 4)), Track)

    assert sum(timed.slot.minutes for day in track.days for timed in track.timetable[day]) == 540
    assert track.starts == date(2027, 1, 4)


def test_every_example_of_a_new_track_can_be_used_as_it_stands():
    """Without their marks the commented lines are keys: each is one that a track knows, with a value that it takes."""
    text = track_text("Evening IOP", date(2027, 1, 4))
    lines = [line.removeprefix("# ") if not line.startswith("# A ") else line for line in text.splitlines()]
    track = read("\n".join(lines) + "\n", Track)

    used = track.model_fields_set
    assert {"phases", "makeups", "wishes", "closures", "core", "staff", "rooms", "rules", "ends", "waivers"} <= used
    assert track.wishes.core_topics == "must"
    assert track.plan


def test_the_commented_keys_of_a_new_module_are_keys_of_a_module():
    text = module_text("Riding the bus home", Modality.CBT).replace("status: draft", "status: reviewed")
    begin = ("# series", "# part", "# after", "# intensity", "# adaptations", "# reviewed")
    lines = [line.removeprefix("# ") if line.startswith(begin) else line for line in text.splitlines()]

    assert {"intensity", "series", "adaptations"} <= read("\n".join(lines) + "\n", Module).model_fields_set


def test_a_clinic_is_valid():
    assert read(clinic_text(), Clinic).name == "Our clinic"


@given(
    st.text(
        alphabet=st.characters(
            exclude_categories=["Cc", "Cs"],
            exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\ufeff",
        ),
        min_size=1,
        max_size=40,
    )
)
def test_any_title_reads_back_as_it_was_typed(typed):
    name = f"a {typed}"

    assert read(module_text(name, Modality.CBT), Module).title == title_of(name)
    assert read(track_text(name, date(2027, 1, 4)), Track).title == title_of(name)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Riding the bus home", "riding-the-bus-home"),
        ("What's next?", "whats-next"),
        ("Ärger & Wut: los!", "arger-wut-los"),
        ("riding-the-bus-home", "riding-the-bus-home"),
        ("../../etc/passwd", "etc-passwd"),
        ("x" * 80, "x" * 64),
    ],
)
def test_an_id_is_made_of_the_words_of_a_name(name, made):
    assert slug(name) == made


def test_an_id_given_as_a_name_becomes_a_title_in_words():
    assert title_of("riding-the-bus-home") == "Riding the bus home"
    assert title_of("Riding  the bus") == "Riding the bus"


def test_a_name_without_a_letter_or_digit_makes_no_id():
    with pytest.raises(CurriculumError, match="No id"):
        slug("感情")
