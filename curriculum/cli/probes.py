"""One look each at a part of this machine: what was found, and how to mend it. Nothing here uses a network."""

import asyncio
import os
import platform
import shutil
import sys
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from curriculum.export.documents import Printable
from curriculum.export.fonts import FACES
from curriculum.export.run import Format, export
from curriculum.model.clinic import Paper
from curriculum.model.errors import CurriculumError
from curriculum.planning.fill.rows import Model, Tag
from curriculum.solver.line import Question, Solution, SolverLine

_OLDEST_PYTHON = (3, 11)
_PACKAGES = ("textual", "weasyprint", "pydantic", "pyyaml", "jinja2", "markdown-it-py", "rapidfuzz", "watchfiles")
_ROOMY = (80, 24)
"""Columns and lines from which every screen of the app can be used."""


class State(StrEnum):
    """What came of a look."""

    SOUND = "sound"
    NOTE = "note"
    FAILS = "fails"


@dataclass(frozen=True)
class Probe:
    """What one look found."""

    name: str
    state: State
    said: str
    mend: str = ""
    """One line; empty where nothing is to be done."""


def python() -> Probe:
    """Return whether this Python is new enough."""
    said = f"{platform.python_version()} at {sys.executable}"
    if sys.version_info >= _OLDEST_PYTHON:
        return Probe("Python", State.SOUND, said)
    return Probe("Python", State.FAILS, said, "Install Python 3.11 or later, and curriculum in it.")


def packages() -> Probe:
    """Return whether every Python package is there that the planner is made with."""
    found, missing = [], []
    for name in _PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    if missing:
        mend = f"{sys.executable} -m pip install {' '.join(missing)}"
        return Probe("packages", State.FAILS, f"missing {', '.join(missing)}", mend)
    return Probe("packages", State.SOUND, ", ".join(found))


def fonts() -> Probe:
    """Return whether the bundled fonts are there; without any, a page cannot be set at all."""
    missing = [path.name for path in FACES.values() if not path.is_file()]
    if missing:
        return Probe(
            "fonts", State.FAILS, f"missing {', '.join(missing)}", "Install curriculum again: its files are incomplete."
        )
    return Probe("fonts", State.SOUND, f"{len(FACES)} bundled, no others needed")


_TEST_PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A page</title></head>'
    "<body><main><h1>A page</h1><p>If this prints, so does everything else.</p></main></body></html>"
)


def printed_page() -> Probe:
    """Return whether a page can be printed, tried in a process of its own: a crash there is only told here."""
    page = Printable(
        kind="handout",
        stem="page",
        title="a page",
        paper=Paper.LETTER,
        html=_TEST_PAGE,
    )
    name, mend = "printing a page", "Mend what stands above first; `--format html` works without any of it."
    try:
        with tempfile.TemporaryDirectory(prefix="curriculum-doctor-") as folder:
            outcome = asyncio.run(
                export([page], Path(folder), formats=frozenset({Format.PDF}), progress=lambda _step: None)
            )
    except (CurriculumError, OSError) as error:
        return Probe(name, State.FAILS, getattr(error, "message", str(error)), mend)
    if outcome.failures:
        return Probe(name, State.FAILS, _in_words(outcome.failures[0].reason), mend)
    return Probe(name, State.SOUND, f"{outcome.written[0].bytes:,} bytes of PDF")


def solver() -> Probe:
    """Return whether `fill` can work: a sum that is as small as can be, found in a process of its own."""
    name = "solver"
    mend = f"{sys.executable} -m pip install --force-reinstall highspy numpy; all but `fill` works without it."
    model = Model()
    column = model.choice(cost=2)
    model.at_least([(column, 1)], 1, Tag("doctor"))
    try:
        answer = asyncio.run(_solved(Question(model.plain(), gap=0)))
    except (CurriculumError, OSError) as error:
        return Probe(name, State.FAILS, _in_words(getattr(error, "message", str(error))), mend)
    if (answer.state, answer.value) != ("optimal", 2):
        return Probe(name, State.FAILS, f"HiGHS gives a wrong answer: {answer.state}, {answer.value:g}", mend)
    return Probe(name, State.SOUND, f"HiGHS {_version('highspy')}, answers")


async def _solved(question: Question) -> Solution:
    async with SolverLine() as line:
        return await line.ask(question)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "of no package"


_SIGNALS = {
    "SIGSEGV": "it crashed, as it does with a broken Pango or without any font",
    "SIGABRT": "it gave up, as it does with libraries of different versions",
    "SIGKILL": "the system ended it, as it does when memory runs out",
    "SIGXCPU": "it worked without coming to an end",
    "SIGILL": "a library was built for another processor",
}


def _in_words(reason: str) -> str:
    """Return why a printing process ended, with what its signal usually means."""
    return next((f"{reason.rstrip('.')}: {words}" for name, words in _SIGNALS.items() if name in reason), reason)


def writable(name: str, folder: Path) -> Probe:
    """Return whether a folder may be written, or where it is not there yet, the one that it will be made in."""
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    try:
        with tempfile.TemporaryFile(dir=existing):
            pass
    except OSError as error:
        return Probe(
            f"writing {name}",
            State.FAILS,
            f"{existing}: {error.strerror}",
            f"Make the folder yours, or free some space: {existing}",
        )
    made = "" if existing == folder else ", made when it is needed"
    return Probe(f"writing {name}", State.SOUND, f"{folder}{made}")


def printer() -> Probe:
    """Return whether this machine has the print service that `curriculum print` prints on. No queue is asked."""
    if shutil.which("lp") is None or shutil.which("lpstat") is None:
        return Probe("printer", State.NOTE, "no CUPS here: `curriculum print` writes files to print by hand")
    return Probe("printer", State.SOUND, "CUPS is here; `curriculum print --queues` lists its printers")


def terminal() -> Probe:
    """Return whether the app has a terminal, and room and colours in it."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return Probe("terminal", State.NOTE, "none here: every command works, the app does not")
    columns, lines = shutil.get_terminal_size()
    said = f"{columns} x {lines}, {_colours()}"
    if columns < _ROOMY[0] or lines < _ROOMY[1]:
        return Probe("terminal", State.NOTE, said, f"Make it at least {_ROOMY[0]} x {_ROOMY[1]} for the app.")
    return Probe("terminal", State.SOUND, said)


def _colours() -> str:
    if os.environ.get("NO_COLOR"):
        return "no colour, as NO_COLOR asks"
    if os.environ.get("COLORTERM") in ("truecolor", "24bit"):
        return "16 million colours"
    return "256 colours" if "256" in os.environ.get("TERM", "") else "16 colours"
