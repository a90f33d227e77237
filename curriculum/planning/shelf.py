"""The emergency shelf: modules that somebody can take up at once when a leader is out or a plan falls through."""

import re
from collections.abc import Iterable

from curriculum.model.clinic import Clinic
from curriculum.model.library import Library
from curriculum.model.module import Kind, Module, Status
from curriculum.model.track import Track
from curriculum.planning.people import able, requirements

MOST = 3
"""Modules on the shelf: enough to choose from, few enough to know."""

_AT_HAND = frozenset(
    (
        *("pen", "pens", "pencil", "pencils", "marker", "markers", "eraser", "erasers", "paper", "sheet", "sheets"),
        *("flip", "chart", "board", "plain", "blank", "scrap", "lined", "color", "colored", "thick", "large", "spare"),
        *("a", "any", "and", "or", "of", "for", "the", "with"),
    )
)
"""The words of what lies in every group room: pens and paper. Any other word names a thing to fetch or prepare."""


def needs_no_preparation(module: Module) -> bool:
    """Tell whether a module can be led with pens, paper and its handouts, by people who have had none before it."""
    if module.after or (module.part or 1) > 1:
        return False
    words = (word for material in module.materials for word in re.findall(r"[^\W_]+", material.item.lower()))
    return all(word in _AT_HAND for word in words) and not any(material.hazard for material in module.materials)


def shelf(track: Track, library: Library, clinic: Clinic) -> tuple[str, ...]:
    """Return the ids of the modules that may stand on the shelf, those first that most people of the clinic may lead.

    They are finished, fit a slot of the track, are for the group alone, and need no preparation.
    """
    fitting = [
        module_id
        for module_id, module in library.modules.items()
        if _fits(module, track) and needs_no_preparation(module) and module_id not in standing_modules(track)
    ]
    asked = {module_id: requirements(library.modules[module_id], clinic) for module_id in fitting}
    leaders = {module_id: len(able(asked[module_id], clinic.people)) for module_id in fitting}
    return tuple(sorted(fitting, key=lambda module_id: (-leaders[module_id], module_id)))


def for_any_group(module: Module) -> bool:
    """Tell whether a module is finished, and made for the clients of a group without families or appointments."""
    return module.status in (Status.READY, Status.REVIEWED) and module.kind not in (Kind.FAMILY, Kind.INDIVIDUAL)


def _fits(module: Module, track: Track) -> bool:
    return for_any_group(module) and any(module.fits(minutes) for minutes in _lengths(track))


def _lengths(track: Track) -> Iterable[int]:
    return {timed.slot.minutes for slots in track.timetable.values() for timed in slots}


def standing_modules(track: Track) -> set[str | None]:
    """Return the modules that some slot of the track holds every time."""
    return {timed.slot.standing for slots in track.timetable.values() for timed in slots}
