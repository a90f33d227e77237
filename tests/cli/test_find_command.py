import json


def found(said):
    return [line.split()[0] for line in said.out.splitlines()]


def test_every_word_must_occur(curriculum, workspace):
    assert found(curriculum("find", "naming", "feeling", "7"))[0] == "feeling-7"


def test_filters_narrow_the_search(curriculum, workspace, change):
    change(workspace / "modules/cbt/feeling-3.yaml", "planned: 60, most: 75", "planned: 60, most: 240")
    change(workspace / "modules/cbt/feeling-4.yaml", "topics: [feelings]", "topics: [words-alone]")

    assert found(curriculum("find", "--fits", "239")) == ["feeling-3"]
    assert found(curriculum("find", "--topic", "words-alone")) == ["feeling-4"]
    assert "feeling-1" not in found(curriculum("find", "--modality", "art"))
    assert "feeling-1" not in found(curriculum("find", "--kind", "family"))


def test_nothing_found_is_said_on_stderr_and_is_no_failure(curriculum, workspace):
    said = curriculum("find", "xylophone-quartet")

    assert (said.code, said.out) == (0, "")
    assert "Nothing found" in said.err


def test_json_says_how_long_each_takes(curriculum, workspace):
    (module,) = (
        one for one in json.loads(curriculum("find", "feeling", "--format", "json").out) if one["id"] == "feeling-2"
    )

    assert module["minutes"] == {"least": 45, "planned": 60, "most": 75}
    assert module["title"] == "Naming a Feeling 2"


def test_an_unknown_topic_is_answered_with_the_closest(curriculum, workspace):
    said = curriculum("find", "--topic", "feelingz")

    assert (said.code, said.err.count("\n")) == (2, 1)
    assert 'Did you mean "feelings"?' in said.err
