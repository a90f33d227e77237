"""What a report needs of a workspace beside the plan: the fingerprints of module files, and which weeks it is about."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from hashlib import sha256

from curriculum.model.errors import CurriculumError
from curriculum.planning.calendar import Session, sessions_between
from curriculum.planning.reports.audit import audit
from curriculum.planning.reports.coverage import coverage_matrix
from curriculum.planning.reports.credentials import credentials
from curriculum.planning.reports.crosswalk import crosswalk
from curriculum.planning.reports.hours import hours_report
from curriculum.planning.reports.hours_pages import hours_pages
from curriculum.planning.reports.table import Report
from curriculum.planning.rules import Subject
from curriculum.workspace.loading import Workspace

REPORTS = ("audit", "hours", "crosswalk", "credentials", "coverage")
"""Every report, by name."""
DATED_REPORTS = ("audit", "hours")
"""Those of real dates; the others are of the plan that repeats."""


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


def report_of(
    workspace: Workspace, kind: str, track_id: str, *, first: date | None = None, weeks: int | None = None
) -> Report:
    """Return a report by name: one with dates of some weeks from the Monday of a day on, as `sessions_of` reads them.

    Raises CurriculumError where nothing is held then, or a file can no longer be read.
    """
    subject = workspace.subject(track_id, today=first)

    def held() -> tuple[Session, ...]:
        return sessions_of(subject, first, weeks)

    makers: dict[str, Callable[[], Report]] = {
        "audit": lambda: _audit(workspace, subject, held()),
        "hours": lambda: hours_pages(hours_report(subject, held())),
        "crosswalk": lambda: crosswalk(subject),
        "credentials": lambda: credentials(subject),
        "coverage": lambda: coverage_matrix(subject),
    }
    return makers[kind]()


def _audit(workspace: Workspace, subject: Subject, held: tuple[Session, ...]) -> Report:
    return audit(subject, held, content_hashes(workspace, (s.module for s in held if s.module)))
