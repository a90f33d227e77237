"""The printer queues of this machine, through CUPS where there is one: which there are, and sending a file to one.

Runs `lpstat` and `lp` without a shell. What they answer is put in words; the reading of it holds for CUPS 2.
"""

import os
import re
import subprocess
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from curriculum.model.errors import CurriculumError

_SECONDS = 20
"""How long the print service may take to answer: a queue on a network that is down takes long to say so."""
_NAME = re.compile(r"[^\s/#'\"\\-][^\s/#'\"\\]{0,126}")
"""What CUPS lets a queue be called (lpadmin(8)); none begins with a hyphen, so none is taken for an option."""
_JOB = re.compile(r"request id is (\S+-\d+)")
_LOST = re.compile(
    r"scheduler (is )?not (running|responding)|unable to connect|connection refused|bad file descriptor|no such file",
    re.IGNORECASE,
)
"""What CUPS says where its service does not answer."""


@dataclass(frozen=True)
class Queue:
    """A queue."""

    name: str
    usual: bool = False
    """True where it is the one that this machine prints on unless told otherwise."""
    refuses: str = ""
    """Why it takes nothing now; empty where it does."""
    stopped: str = ""
    """Why it keeps what it takes and prints nothing for now; empty where it prints."""

    @property
    def state(self) -> str:
        """How it stands, in words."""
        if self.refuses:
            return f"takes nothing: {self.refuses}"
        return f"stopped: {self.stopped}" if self.stopped else "ready"


@dataclass(frozen=True)
class Printers:
    """The queues of this machine."""

    queues: tuple[Queue, ...] = ()
    lacking: str = ""
    """Why there is none; empty where there is one."""

    def named(self, name: str) -> Queue:
        """Return a queue by name. Raises CurriculumError where there is none, or it takes nothing now."""
        if not _NAME.fullmatch(name):
            raise CurriculumError(f'"{name}" is no name of a queue.', "`curriculum print --queues` lists them.")
        if self.lacking:
            raise CurriculumError(
                f'There is no queue "{name}": {self.lacking}', "Leave out --queue for files to print."
            )
        queue = next((each for each in self.queues if each.name == name), None)
        if queue is None:
            close = get_close_matches(name, [each.name for each in self.queues], n=1)
            known = ", ".join(each.name for each in self.queues)
            meant = f'Did you mean "{close[0]}"? ' if close else ""
            raise CurriculumError(f'There is no queue "{name}".', f"{meant}Queues here: {known}.")
        if queue.refuses:
            raise CurriculumError(
                f'The queue "{name}" takes nothing now: {queue.refuses}.',
                f"`cupsaccept {name}` lets it, or name another queue.",
            )
        return queue

    def likely(self, usual: str | None) -> Queue | None:
        """Return the queue that a print would go to: the clinic's, the usual or the only one; None where unclear."""
        own = next((each for each in self.queues if (each.usual if usual is None else each.name == usual)), None)
        return own or (self.queues[0] if len(self.queues) == 1 and usual is None else None)

    def chosen(self, asked: str | None, usual: str | None) -> Queue | None:
        """Return the queue to print on: the one asked for, the clinic's, the machine's usual one, or its only one.

        None where there is no queue at all. Raises CurriculumError as `named` does, and where there are several and
        nothing says which.
        """
        if asked is not None:
            return self.named(asked)
        if self.lacking:
            return None
        if usual is not None:
            return self.named(usual)
        likely = self.likely(None)
        if likely is None:
            known = ", ".join(each.name for each in self.queues)
            raise CurriculumError(
                f"This machine has several queues and no usual one: {known}.",
                "Name one with --queue, or for good as `print: {queue: NAME}` in clinic.yaml.",
            )
        return self.named(likely.name)


def printers() -> Printers:
    """Return the queues of this machine; without CUPS, or where it does not answer, none and why."""
    try:
        known, accepting, printing, usual = (_asked("lpstat", option) for option in ("-e", "-a", "-p", "-d"))
    except FileNotFoundError:
        return Printers(lacking="this machine has no CUPS, the print service of Linux and macOS.")
    except subprocess.TimeoutExpired:
        return Printers(lacking=f"the print service (CUPS) did not answer within {_SECONDS} seconds.")
    if _LOST.search(accepting.stderr) or _LOST.search(printing.stderr):
        return Printers(lacking="the print service (CUPS) is not running.")
    queues = read_queues(known.stdout, accepting.stdout, printing.stdout, usual.stdout)
    return Printers(queues) if queues else Printers(lacking="the print service (CUPS) knows no printer yet.")


def read_queues(known: str, accepting: str, printing: str, usual: str) -> tuple[Queue, ...]:
    """Return the queues that `lpstat -e`, `-a`, `-p` and `-d` tell of, by name."""
    refusing = _reasons(accepting, re.compile(r"(\S+) not accepting requests"))
    stopped = _reasons(printing, re.compile(r"printer (\S+) disabled"))
    told = re.compile(r"(\S+) (?:not )?accepting requests")
    names = {*known.split(), *(found[1] for line in accepting.splitlines() if (found := told.match(line)))}
    own = re.search(r"destination: (\S+)", usual)
    return tuple(
        Queue(name, own is not None and own[1] == name, refusing.get(name, ""), stopped.get(name, ""))
        for name in sorted(names, key=str.casefold)
        if _NAME.fullmatch(name)
    )


def _reasons(said: str, about: re.Pattern[str]) -> dict[str, str]:
    """Return by queue why something is so: the line below it says, where somebody gave a reason."""
    lines = said.splitlines()
    found: dict[str, str] = {}
    for line, below in zip(lines, (*lines[1:], ""), strict=True):
        match = about.match(line)
        if match:
            reason = below.strip().lower() if below.startswith(("\t", " ")) else ""
            found[match[1]] = reason if reason and reason != "reason unknown" else "nobody wrote down why"
    return found


def send(file: Path, queue: Queue, copies: int, title: str, options: Iterable[str]) -> str:
    """Send a PDF to a queue, and return what the queue calls the job, such as `Office-12`.

    The file goes in through a pipe, because its name would stand in the printer's log. Raises CurriculumError with
    what `lp` objects to, in words.
    """
    asked = [word for option in options for word in ("-o", option)]
    words = ("lp", "-d", queue.name, "-n", str(copies), "-t", title, *asked)
    try:
        with file.open("rb") as pages:
            ran = _run(words, stdin=pages.fileno())
    except FileNotFoundError as error:
        if error.filename == str(file):
            raise CurriculumError(f"{file} is no longer there.", "Print again.") from None
        raise CurriculumError("`lp`, with which CUPS prints, is not installed here.", "Install it.") from None
    except OSError as error:
        raise CurriculumError(f"{file} cannot be read: {error.strerror}.", "Check who may read it.") from None
    except subprocess.TimeoutExpired:
        raise CurriculumError(
            f'The queue "{queue.name}" did not answer within {_SECONDS} seconds.',
            f"Look at it with `lpstat -p {queue.name}` before you print again: it may have taken the job.",
        ) from None
    if ran.returncode:
        raise _refusal(queue.name, ran.stderr)
    found = _JOB.search(ran.stdout)
    return found[1] if found else queue.name


_REFUSALS: Sequence[tuple[str, str, str]] = (
    ("not accepting", 'The queue "{name}" takes nothing now.', "`cupsaccept {name}` lets it, or name another queue."),
    ("does not exist", 'There is no queue "{name}" any more.', "`curriculum print --queues` lists them."),
    ("unknown destination", 'There is no queue "{name}" any more.', "`curriculum print --queues` lists them."),
    ("quota", 'The queue "{name}" lets you print no more pages.', "Ask who looks after the printer."),
    ("too large", 'The queue "{name}" takes no document of this size.', "Print fewer at a time."),
    ("document-format", 'The queue "{name}" does not understand PDF.', "Ask who looks after the printer for a driver."),
    ("unsupported format", 'The queue "{name}" does not understand PDF.', "Ask who looks after it for a driver."),
    ("not authorized", 'You may not print on "{name}".', "Ask who looks after the printer."),
    ("forbidden", 'You may not print on "{name}".', "Ask who looks after the printer."),
    ("no space", "The print service has no room left for the job.", "Free some disk space."),
)
"""What `lp` says, what that means, and what to do (messages of CUPS 2.4, systemv/lp.c and scheduler/ipp.c)."""


def _refusal(name: str, said: str) -> CurriculumError:
    if _LOST.search(said):
        return CurriculumError("The print service (CUPS) is not running.", "Start it: `sudo systemctl start cups`.")
    for part, meaning, mend in _REFUSALS:
        if part in said.lower():
            return CurriculumError(meaning.format(name=name), mend.format(name=name))
    line = " ".join(said.split()).removeprefix("lp: ").removeprefix("Error - ")
    return CurriculumError(f'The queue "{name}" refused: {line or "it gave no reason"}', "`lpstat -p` may say more.")


_Ran = subprocess.CompletedProcess[str]


def _asked(*words: str) -> _Ran:
    return _run(words, stdin=subprocess.DEVNULL)


def _run(words: Sequence[str], stdin: int) -> _Ran:
    """Run a command of CUPS; it answers in English, whatever the machine speaks."""
    run: Callable[..., _Ran] = subprocess.run
    return run(
        list(words),
        capture_output=True,
        check=False,
        env={**os.environ, "LC_ALL": "C"},
        stdin=stdin,
        encoding="utf-8",
        errors="replace",
        timeout=_SECONDS,
    )
