"""What a report needs of a workspace beside the plan: the fingerprints of module files, and which weeks it is about."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from hashlib import sha256

from curriculum.model.errors import CurriculumError
from curriculum.planning.calendar import Session, sessions_between
from curriculum.planning.rules import Subject
from curriculum.workspace.loading import Workspace


def content_hashes(workspace: Workspace, modules: Iterable[str]) -> Mapping[str, str]:
    """Return the SHA-256 of the bytes of each module's file, in hexadecimal, by id; ids without a file are left out.

    Raises CurriculumError where a file can no longer be read.
    """
    sources = workspace.loaded.sources
    return {module: _hash(workspace, module) for module in sorted(set(modules)) if module in sources}


def _hash(workspace: Workspace, module: str) -> str:
    path = workspace.loaded.sources[module].path
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise CurriculumError(f"{path} cannot be read: {error.strerror}.", "Check who may read it.") from None


def sessions_of(subject: Subject, first: date | None, weeks: int | None) -> tuple[Session, ...]:
    """Return the sessions of some weeks from the Monday of a day on: without a day the first run of the cycle.

    Raises CurriculumError where nothing is held in them.
    """
    track = subject.track
    begin = track.starts if first is None else first
    monday = begin - timedelta(days=begin.weekday())
    last = monday + timedelta(weeks=track.cycle if weeks is None else weeks) - timedelta(days=1)
    held = sessions_between(track, subject.clinic, monday, last)
    if not held:
        raise CurriculumError(
            f'The track "{subject.id}" holds nothing from {monday} to {last}.', f"It starts on {track.starts}."
        )
    return held
