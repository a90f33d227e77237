"""The built-in library, held to what its authors' guide asks of every module."""

import re
from datetime import date
from itertools import combinations

import pytest
from library_counts import STANDING, counts_of, floors_of, words

from curriculum.export.fonts import missing_characters
from curriculum.files.modules import load_library
from curriculum.model.clinic import Clinic
from curriculum.model.handout import FigureBlock
from curriculum.model.module import Kind, Modality, Module, Status, StepType
from curriculum.planning.rules import ModuleSubject, check_module, check_translations
from curriculum.workspace import starter_folder

LOADED = load_library([starter_folder() / "modules"], starter_folder())
MODULES = LOADED.library.modules
TRANSLATIONS = {
    LOADED.translation_sources[f"{name}.{language}"]: translation
    for name, languages in LOADED.library.translations.items()
    for language, translation in languages.items()
}

# Names, acronyms and phrases of copyrighted manuals, which the library never uses.
OF_MANUALS = re.compile(
    r"\bDEAR ?MAN\b|\bTIPP?\b|\bACCEPTS\b|\bPLEASE skills?\b|\bHALT\b|\bSOBER\b|\bGIVE skills?\b|\bFAST skills?\b"
    r"|wise mind|radical(ly)? accept|opposite action|urge[- ]surf|cope ahead|seeking safety|automatic pilot"
    r"|distress tolerance|interpersonal effectiveness|diary card|half[- ]smil|willing hands|raisin"
)

each_module = pytest.mark.parametrize("name", sorted(MODULES))


def client_texts(module: Module) -> list[str]:
    """Every text that a client reads."""
    found: list[str] = []

    def walk(value):
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, list | tuple):
            for item in value:
                walk(item)
        elif isinstance(value, dict):
            for key, item in value.items():
                if key not in ("file", "height", "width"):
                    walk(item)

    for handout in module.handouts:
        walk(handout.model_dump())
    found += [text for text in (module.homework, module.alternative) if text]
    return found


def test_the_library_is_there_to_be_held_to_anything():
    by_modality = {m: sum(module.modality is m for module in MODULES.values()) for m in Modality}

    assert len(MODULES) >= 15
    assert all(
        by_modality[m] >= 2 for m in (Modality.CBT, Modality.DBT, Modality.MI, Modality.MINDFULNESS, Modality.ART)
    )
    assert any(module.kind is Kind.FAMILY for module in MODULES.values())
    assert STANDING in MODULES


def test_every_file_is_read_without_a_finding():
    found = [*LOADED.findings]
    for name, module in MODULES.items():
        found += check_module(ModuleSubject(name, module, LOADED.library, Clinic(), date(2026, 11, 24)))

    assert found == []


@each_module
def test_a_module_claims_no_review_that_has_not_happened(name):
    module = MODULES[name]

    assert module.status in (Status.DRAFT, Status.READY)
    assert module.reviewed is not None
    assert module.reviewed.by is None
    assert module.reviewed.on is None


@each_module
def test_a_module_fits_the_slots_that_programs_have(name):
    module = MODULES[name]
    least, most = (75, 100) if module.minutes.planned >= 75 else (45, 75)

    assert module.minutes.least <= least
    assert module.minutes.most >= most


@each_module
def test_an_agenda_opens_teaches_practises_and_closes(name):
    types = [step.type for step in MODULES[name].agenda]
    needed = {StepType.OPEN, StepType.PRACTICE, StepType.DISCUSS, StepType.CLOSE}
    if name != STANDING:
        needed |= {StepType.REVIEW, StepType.TEACH}

    assert needed <= set(types)
    assert (types[0], types[-1]) == (StepType.OPEN, StepType.CLOSE)
    assert any(step.must for step in MODULES[name].agenda)


@each_module
def test_every_step_says_enough_to_be_run_from_the_page(name):
    for step in MODULES[name].agenda:
        match step.type:
            case StepType.TEACH:
                assert words(step.say) >= 150, step.name
            case StepType.DISCUSS:
                assert len(step.ask) >= 4, step.name
            case StepType.PRACTICE:
                assert len(re.findall(r"^\s*\d+\. ", step.do or "", re.MULTILINE)) >= 3, step.name
                assert re.search(r"\d+ ?(min|minutes|seconds|sec)", step.do or ""), step.name
                assert step.when, step.name
                assert all((step.when.silent, step.when.one_voice, step.when.upset)), step.name
            case StepType.OPEN | StepType.CLOSE:
                assert words(step.say) >= 20, step.name


@each_module
def test_a_module_is_above_the_floors(name):
    assert counts_of(MODULES[name]).below(floors_of(name)) == []


@each_module
def test_questions_invite_more_than_yes(name):
    closed = re.compile(
        r"^(Did|Do|Does|Is|Are|Was|Were|Have|Has|Can|Could|Would|Will) (you|it|that|this|there|anyone)\b"
    )
    discussed = [ask for step in MODULES[name].agenda if step.type is StepType.DISCUSS for ask in step.ask]

    assert [ask for ask in discussed if closed.match(ask)] == []


@each_module
def test_a_module_has_what_a_client_and_a_leader_take_along(name):
    module = MODULES[name]

    assert module.handouts
    assert module.homework or name == STANDING
    assert module.alternative
    assert module.next_steps
    assert len(module.sources) >= 2
    assert module.license == "CC-BY-4.0"


@each_module
def test_nothing_of_a_copyrighted_manual_is_in_it(name):
    text = LOADED.sources[name].text
    titles = "\n".join(MODULES[name].sources)

    assert [hit.group() for hit in OF_MANUALS.finditer(text) if hit.group() not in titles] == []


@each_module
def test_clients_are_not_told_what_they_should(name):
    told = re.compile(r"\byou (should|must|have to|need to)\b|\b(addict|alcoholic|junkie)s?\b", re.IGNORECASE)

    assert [hit.group() for text in client_texts(MODULES[name]) for hit in told.finditer(text)] == []


def test_every_series_is_numbered_without_doubles():
    parts = [(module.series, module.part) for module in MODULES.values() if module.series]

    assert len(parts) == len(set(parts))


def test_figures_are_used_and_have_words_that_stand_for_them():
    texts = {LOADED.sources[name]: module for name, module in MODULES.items()} | TRANSLATIONS
    used = {
        source.path.parent / block.figure.file
        for source, text in texts.items()
        for handout in text.handouts
        for block in handout.blocks
        if isinstance(block, FigureBlock) and len(block.figure.alt) > 40
    }
    drawn = set((starter_folder() / "modules").rglob("*.svg"))

    assert drawn
    assert used == drawn


def test_there_are_translations_to_hold_to_anything():
    assert TRANSLATIONS


def test_a_translation_has_the_shape_of_its_module_is_of_its_version_and_claims_no_reader_it_has_not_had():
    found = [
        finding
        for name in LOADED.library.translations
        for finding in check_translations(name, LOADED.library, Clinic())
        if finding.rule != "translation-not-reviewed"
    ]

    assert found == []
    assert [translation.reviewed for translation in TRANSLATIONS.values() if translation.reviewed] == []


def test_every_character_of_a_translation_has_a_shape_in_the_fonts():
    assert [odd for translation in TRANSLATIONS.values() for odd in missing_characters(translation)] == []


def test_no_two_modules_share_a_dozen_words_in_a_row():
    """The worst pair is named, with what it shares."""

    def runs(module: Module) -> set[str]:
        texts = client_texts(module)
        for step in module.agenda:
            texts += [text for text in (step.say, step.do, step.note, *step.ask) if text]
        return {
            " ".join(run)
            for text in texts
            for said in [re.sub(r"[^\w\s]", "", text.lower()).split()]
            for run in zip(*(said[i:] for i in range(12)), strict=False)
        }

    said = {name: runs(module) for name, module in MODULES.items()}
    shared = {(a, b): said[a] & said[b] for a, b in combinations(sorted(said), 2) if said[a] & said[b]}

    assert shared == {}
