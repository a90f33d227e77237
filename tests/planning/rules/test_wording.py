from datetime import date

from builders import library, module

from curriculum.model.clinic import Clinic
from curriculum.model.finding import Severity
from curriculum.planning.rules import ModuleSubject, check_module

DAY = date(2026, 11, 24)
HARD = "Systematically investigating psychological contradictions necessitates considerable determination."
PLAIN = "Sit where you like. Write down one thing that went well today."
SIX = Clinic.model_validate({"reading": {"grade": 6.0}})


def found(value, clinic=SIX, today=DAY):
    return check_module(ModuleSubject("m", value, library(m=value), clinic, today))


def handout(*texts):
    return {"title": "Thought Log", "idea": PLAIN, "take_home": PLAIN, "blocks": [{"text": text} for text in texts]}


def test_a_hard_handout_is_named_with_its_grade_the_limit_and_its_five_hardest_sentences():
    hard = [f"{HARD[:-1]} in {place}." for place in ("Rome", "Bonn", "Lima", "Oslo", "Kyiv", "Riga")]

    (finding,) = found(module(handouts=[handout(PLAIN), handout(*hard)], homework=PLAIN))

    assert finding.rule == "hard-to-read"
    assert finding.severity is Severity.WARN
    assert finding.path == ("handouts", 1)
    assert 'handout "Thought Log"' in finding.place
    assert "the most is 6.0" in finding.message
    assert "SMOG" in finding.message
    assert sum(sentence in finding.message for sentence in hard) == 5


def test_homework_and_alternative_are_client_texts_too():
    assert [f.path for f in found(module(homework=HARD, alternative=HARD))] == [("homework",), ("alternative",)]


def test_what_the_facilitator_reads_may_be_harder():
    step = {"name": "All", "type": "teach", "minutes": 60, "note": HARD, "do": HARD}

    assert found(module(agenda=[step], cautions=[HARD])) == ()


def test_a_clinic_sets_its_own_grade_and_names():
    text = "Ask about buprenorphine, naltrexone and methadone today."
    lenient = Clinic.model_validate({"reading": {"grade": 16}})
    learned = Clinic.model_validate({"reading": {"names": ["buprenorphine", "naltrexone", "methadone"]}})

    assert len(found(module(homework=text), Clinic())) == 1
    assert found(module(homework=text), lenient) == found(module(homework=text), learned) == ()


def test_a_waiver_in_the_module_turns_a_finding_into_a_note_until_its_last_day():
    waiver = {"rule": "hard-to-read", "by": "clinical director", "reason": "a legal text", "until": "2026-11-24"}
    waived = module(homework=HARD, waivers=[waiver])

    assert [f.severity for f in found(waived)] == [Severity.NOTE]
    assert "Waived by clinical director until 2026-11-24: a legal text" in found(waived)[0].message
    assert [f.severity for f in found(waived, today=date(2026, 11, 25))] == [Severity.WARN]


def test_words_that_outlast_their_step_are_counted():
    def steps(words):
        return [{"name": "All", "type": "teach", "minutes": 60}, _talk(words)]

    def _talk(words):
        return {"name": "Talk", "type": "teach", "minutes": {"least": 1, "planned": 2, "most": 9}, "say": "go " * words}

    assert found(module(agenda=steps(300))) == ()
    (finding,) = found(module(agenda=steps(301)))
    assert (finding.rule, finding.path) == ("too-much-to-say", ("agenda", 1, "say"))
    assert "301 words take 2.0 minutes" in finding.message
