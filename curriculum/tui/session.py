"""The last place of each workspace: which track and week were open, and how it was printed last.

A small file, lost without harm.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from curriculum.files.writing import write_whole
from curriculum.model.errors import CurriculumError

MOST_PLACES = 50
"""Workspaces remembered; the oldest are forgotten first."""
_PRINT = "print"


@dataclass(frozen=True)
class Place:
    """Where a session ended."""

    track: str
    week: int = 1
    theme: str = ""


def last_place(file: Path, root: Path) -> Place | None:
    """Return where the last session in a workspace ended; None where nothing readable is kept."""
    place = _read(file).get(str(root.resolve()))
    if not isinstance(place, dict):
        return None
    track, week, theme = place.get("track"), place.get("week"), place.get("theme")
    if not isinstance(track, str) or not isinstance(week, int) or not isinstance(theme, str):
        return None
    return Place(track, week, theme)


def keep_place(file: Path, root: Path, place: Place) -> None:
    """Keep where a session ended. A folder that cannot be written is no reason to stop anybody."""
    places = _read(file)
    key = str(root.resolve())
    before = places.pop(key, None)
    places[key] = {**(before if isinstance(before, dict) else {}), **asdict(place)}
    _write(file, places)


def last_print(file: Path, root: Path) -> dict[str, object]:
    """Return what was chosen for the last print of a workspace; nothing where nothing readable is kept."""
    place = _read(file).get(str(root.resolve()))
    chosen = place.get(_PRINT) if isinstance(place, dict) else None
    return chosen if isinstance(chosen, dict) else {}


def keep_print(file: Path, root: Path, chosen: Mapping[str, object]) -> None:
    """Keep what was chosen for a print; what cannot be kept is no reason to stop it."""
    places = _read(file)
    key = str(root.resolve())
    before = places.pop(key, None)
    places[key] = {**(before if isinstance(before, dict) else {}), _PRINT: dict(chosen)}
    _write(file, places)


def _write(file: Path, places: dict[str, object]) -> None:
    kept = dict(list(places.items())[-MOST_PLACES:])
    with suppress(CurriculumError):
        write_whole(file, json.dumps(kept, indent=1).encode())


def _read(file: Path) -> dict[str, object]:
    try:
        places = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return places if isinstance(places, dict) else {}
