"""Where the text stands that a page could not be printed for: file and line, as near as that can be told."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from curriculum.export.fonts import texts
from curriculum.export.limits import beyond_bounds
from curriculum.export.markdown import prose
from curriculum.export.run import Failure
from curriculum.files.reading import spot_of
from curriculum.files.yamltext import Source
from curriculum.model.finding import Steps
from curriculum.model.handout import FigureBlock, Handout
from curriculum.model.house import COPIES_FOLDER
from curriculum.model.module import Module
from curriculum.model.translation import TranslatedHandout, Translation
from curriculum.workspace.loading import Workspace

_AROUND = "<div>" * 10
"""A text stands some parts deep in its page."""


def located(
    failures: Iterable[Failure], workspace: Workspace, shown: Callable[[Path], str] = str
) -> tuple[Failure, ...]:
    """Return failures whose reasons begin with file and line, where they are about the text of a module.

    `shown` names a file to a person.
    """
    return tuple(_located(failure, workspace, shown) for failure in failures)


def _located(failure: Failure, workspace: Workspace, shown: Callable[[Path], str]) -> Failure:
    if failure.reason.startswith(f"{COPIES_FOLDER}/"):
        # A copied template or style is the cause, and the reason names its line.
        return failure
    written = list(_texts_of(failure.module, workspace))
    found = (
        (source, path)
        for look in (_drawing, _text, _handout)
        for source, value in written
        for path in look(value, failure)
    )
    for source, path in found:
        return replace(failure, reason=f"{shown(source.path)}:{spot_of(source, path).line}: {failure.reason}")
    for source, _ in written:
        return replace(failure, reason=f"{shown(source.path)}: {failure.reason}")
    return failure


def _texts_of(module_id: str | None, workspace: Workspace) -> Iterator[tuple[Source, Module | Translation]]:
    """Yield a module and its translations, each with the file that it was read from."""
    library, loaded = workspace.library, workspace.loaded
    if module_id in library.modules and module_id in loaded.sources:
        yield loaded.sources[module_id], library.modules[module_id]
        for language, translation in library.translations.get(module_id, {}).items():
            source = loaded.translation_sources.get(f"{module_id}.{language}")
            if source is not None:
                yield source, translation


def _drawing(value: Module | Translation, failure: Failure) -> Iterator[Steps]:
    """Yield where the drawing is named that the reason names."""
    for number, handout in _handouts(value, failure):
        for position, block in enumerate(handout.blocks):
            if isinstance(block, FigureBlock) and f'"{block.figure.file}"' in failure.reason:
                yield ("handouts", number, "blocks", position, "figure", "file")


def _text(value: Module | Translation, failure: Failure) -> Iterator[Steps]:
    """Yield where a text of the page stands that is by itself more than a page may hold."""
    ours = {number for number, _ in _handouts(value, failure)}
    for path, text in texts(value):
        within = path[0] == "handouts" and path[1] in ours if ours else path[0] != "handouts"
        if within and beyond_bounds(_AROUND + str(prose(text))):
            yield path


def _handout(value: Module | Translation, failure: Failure) -> Iterator[Steps]:
    """Yield where the handout of the page begins."""
    return (("handouts", number, "title") for number, _ in _handouts(value, failure))


def _handouts(value: Module | Translation, failure: Failure) -> Iterator[tuple[int, Handout | TranslatedHandout]]:
    """Yield the handouts that the page is named after."""
    for number, handout in enumerate(value.handouts):
        if failure.name.endswith(f", {handout.title}"):
            yield number, handout
