"""How much a print will be, reckoned before anything is drawn: its files, and about how many pages."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, prod

from curriculum.export.month import months_of_run
from curriculum.export.reckoning import guide_pages, handout_pages
from curriculum.model.module import Module
from curriculum.planning.calendar import Session, sessions
from curriculum.planning.shelf import MOST, shelf
from curriculum.workspace.asking import Ask
from curriculum.workspace.exporting import weeks_to_print
from curriculum.workspace.loading import Workspace

_MATERIALS = 2
"""Pages of the materials of a week."""
_FIDELITY = 2
"""Pages of a supervisor's checklist."""
_LINES_OF_CONTENTS = 45
_FRONT_OF_BOOK = 4
"""Pages of a client's book beside its handouts: cover, contents, whom to call."""
_CAUGHT_UP = 12
"""Pages of a packet beside its handouts: what the group has done, and what to read first."""
_GUIDES_IN = {"compact": 0.76, "booklet": 0.72}
_HANDOUTS_IN = {"large-print": 2.7}
"""How many pages an edition has for one of the ordinary one, taken from week 1 of the evening track."""


@dataclass(frozen=True)
class Size:
    """How much it is."""

    files: int
    """Of one format."""
    pages: int
    """About; 0 for what has none."""


def held_in(workspace: Workspace, ask: Ask) -> tuple[Session, ...]:
    """Return the sessions that are asked for and hold a module that the library knows, in the order held.

    Raises CurriculumError as `weeks_to_print` does.
    """
    track = workspace.track(ask.track)
    weeks = weeks_to_print(workspace, ask.track, ask.weeks)
    return tuple(
        session
        for session in sessions(track, workspace.clinic, weeks, ask.run)
        if workspace.library.get(session.module)
        and (ask.day is None or session.day == ask.day)
        and (ask.lead is None or ask.lead in session.leads)
    )


def pages_size(workspace: Workspace, ask: Ask, kinds: Iterable[str]) -> Size:
    """Return the size of guides, handouts or schedules of some weeks, each a file of its own."""
    held, kinds = held_in(workspace, ask), frozenset(kinds)
    weeks = weeks_to_print(workspace, ask.track, ask.weeks)
    files = pages = 0
    if "schedule" in kinds:
        files, pages = len(weeks), len(weeks)
    if "guide" in kinds:
        files += len(held)
        pages += guides_of(_modules(workspace, held), ask)
    if "handout" in kinds:
        given = {(session.cell.week, session.module): module for session, module in _with_modules(workspace, held)}
        files += sum(len(module.handouts) for module in given.values())
        pages += handouts_of(given.values(), ask)
    return Size(files, pages)


def module_size(workspace: Workspace, ask: Ask, module_id: str) -> Size:
    """Return the size of a guide and its handouts."""
    module = workspace.library.modules[module_id]
    return Size(1 + len(module.handouts), guides_of((module,), ask) + handouts_of((module,), ask))


def binder_size(workspace: Workspace, ask: Ask) -> Size:
    """Return the size of a binder."""
    held, track, library = held_in(workspace, ask), workspace.track(ask.track), workspace.library
    weeks = {session.cell.week for session in held}
    days = {session.date for session in held}
    guides = {
        (session.module, session.start) if session.standing else (session.module, session.cell, session.date): module
        for session, module in _with_modules(workspace, held)
    }
    given = {session.module: module for session, module in _with_modules(workspace, held)}
    spare = [each for each in shelf(track, library, workspace.clinic) if each not in given][:MOST]
    spares = [library.modules[each] for each in spare]
    front = 1 + ceil((len(held) * 2 + len(days) + 4 * len(weeks)) / _LINES_OF_CONTENTS)
    months = {day.replace(day=1) for day in days}
    own = front + len(months) + len(weeks) * (1 + _MATERIALS) + len(days) + 1
    every = [*guides.values(), *spares]
    return Size(1, own + guides_of(every, ask) + handouts_of([*given.values(), *spares], ask))


def guides_of(modules: Iterable[Module], ask: Ask) -> int:
    """Return about how many pages the guides of some modules have."""
    return round(sum(map(guide_pages, modules)) * _factor(_GUIDES_IN, ask))


def handouts_of(modules: Iterable[Module], ask: Ask) -> int:
    """Return about how many pages the handouts of some modules have; in two languages they have a title page."""
    languages = len(ask.languages)
    pages = (handout_pages(handout) for module in modules for handout in module.handouts)
    return round(sum(each if languages == 1 else each * languages + 1 for each in pages) * _factor(_HANDOUTS_IN, ask))


def _factor(editions: Mapping[str, float], ask: Ask) -> float:
    return prod(editions.get(name, 1.0) for name in ask.made_in.names)


def kind_size(workspace: Workspace, ask: Ask, kind: str, modules: Sequence[str]) -> Size:
    """Return the size of another kind of page; `modules` are those whose handouts are in it."""
    known = [module for each in modules if (module := workspace.library.get(each))]
    sizes: dict[str, Callable[[], Size]] = {
        "month": lambda: _sheets(1 if ask.first else len(months_of_run(workspace.track(ask.track), ask.run))),
        "certificate": lambda: _sheets(1),
        "sign-in": lambda: _sheets(len({s.date for s in held} if ask.per_day else held)),
        "fidelity": lambda: Size(len(held), len(held) * _FIDELITY),
        "materials": lambda: Size(len(weeks), len(weeks) * _MATERIALS),
        "copies": lambda: Size(1, handouts_of(known, ask) + 1),
        "catch-up": lambda: Size(1, handouts_of(known, ask) + _CAUGHT_UP),
    }
    held = held_in(workspace, ask) if kind in {"sign-in", "fidelity", "materials"} else ()
    weeks = {session.cell.week for session in held}
    return sizes[kind]() if kind in sizes else Size(1, handouts_of(known, ask) + _FRONT_OF_BOOK)


def _sheets(number: int) -> Size:
    return Size(number, number)


def _modules(workspace: Workspace, held: Iterable[Session]) -> Iterable[Module]:
    return (module for _, module in _with_modules(workspace, held))


def _with_modules(workspace: Workspace, held: Iterable[Session]) -> Iterable[tuple[Session, Module]]:
    return ((session, module) for session in held if (module := workspace.library.get(session.module)))
