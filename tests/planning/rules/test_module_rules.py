from datetime import date

from builders import library, module

from curriculum.model.clinic import Clinic
from curriculum.planning.rules import ModuleSubject, check_clinic, check_module

DAY = date(2026, 11, 24)


def rules_of(name, shelf, today=DAY):
    return [finding.rule for finding in check_module(ModuleSubject(name, shelf.modules[name], shelf, Clinic(), today))]


def test_mindfulness_and_art_need_cautions():
    shelf = library(
        a=module(modality="art", topics=["emotions"]), b=module(modality="mindfulness", cautions=["x"]), c=module()
    )

    assert [rules_of(name, shelf) for name in "abc"] == [["missing-caution"], [], []]


def test_a_prerequisite_that_is_not_there_is_met_with_the_closest_name():
    shelf = library(first_one=module(), second=module(after=["frist-one"]))

    (finding,) = check_module(ModuleSubject("second", shelf.modules["second"], shelf, Clinic(), DAY))

    assert finding.rule == "unknown-prerequisite"
    assert finding.fix == 'Did you mean "first-one"?'


def test_modules_that_wait_for_themselves_are_found_however_long_the_way():
    shelf = library(a=module(after=["b"]), b=module(after=["c"]), c=module(after=["a"]), d=module(after=["a"]))

    assert [rules_of(name, shelf) for name in "abcd"] == [["prerequisite-loop"]] * 3 + [[]]


def test_a_review_is_overdue_the_day_after_it_was_due():
    shelf = library(a=module())

    assert rules_of("a", shelf, date(2027, 11, 1)) == []
    assert rules_of("a", shelf, date(2027, 11, 2)) == ["review-overdue"]


def test_a_severity_for_a_rule_that_does_not_exist_is_found():
    (finding,) = check_clinic(Clinic.model_validate({"severities": {"weekly-minute": "off", "no-break": "off"}}))

    assert finding.fix == 'Did you mean "weekly-minutes"?'


def test_an_art_module_without_a_clinical_goal_is_told_of_once_by_topic_or_goal():
    def art(**changes):
        return module(modality="art", cautions=["x"], **changes)

    shelf = library(
        a=art(),
        b=art(topics=["expressive-arts"]),
        c=art(topics=["expressive-arts", "worry"]),
        d=art(topics=["expressive-arts"], goal="Fewer nights spent worrying."),
        e=module(),
    )

    assert [rules_of(name, shelf) for name in "abcde"] == [["art-without-goal"], ["art-without-goal"], [], [], []]


OWN_COPY = {
    "title": "Worksheet",
    "idea": "Institutionalization necessitates comprehensive reconceptualization of interdependencies.",
    "blocks": [{"text": "One."}],
    "take_home": "One.",
    "rights": {"license": "individual-purchaser", "book": "The Book", "page": 45},
}


def test_a_text_that_may_not_be_copied_is_noted_and_its_words_are_not_judged():
    lent = {**OWN_COPY, "rights": {**OWN_COPY["rights"], "permission": "SP-1"}}
    shelf = library(a=module(handouts=[OWN_COPY]), b=module(handouts=[lent]))

    assert rules_of("a", shelf) == ["license-withheld"]
    assert rules_of("b", shelf) == ["hard-to-read"]
    (finding,) = check_module(ModuleSubject("a", shelf.modules["a"], shelf, Clinic(), DAY))
    assert finding.path == ("handouts", 0, "rights")
    assert "The Book, p. 45" in finding.message
    assert not finding.blocks
