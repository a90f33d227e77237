"""What the print screen says: what will be made and what forbids it, how far it has come, what came of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from textual.content import Content

from curriculum.export.ics import Readers
from curriculum.export.languages import language_name
from curriculum.export.words import listed
from curriculum.model.finding import Finding
from curriculum.model.translation import SOURCE
from curriculum.model.words import counted
from curriculum.planning.calendar import monday_of
from curriculum.tui.pages.orderform import Form
from curriculum.tui.text import broken_lines, joined, literal
from curriculum.tui.theme import Look
from curriculum.workspace.editions import PLAIN_NAME
from curriculum.workspace.orders import Docket, Order

if TYPE_CHECKING:
    from curriculum.export.run import Failure, Outcome, Progress, Written

_SHOWN = 12
"""Findings, modules or files that are named; the rest is counted."""
_SLOWEST = 3
"""Documents to be laid out before a time is told from them."""


def subject_text(form: Form) -> str:
    """Return what is printed of what, such as `Week 3 of Evening IOP, adults, Monday: binder, in Spanish`."""
    order, title = form.order, form.offer.title
    ask = order.ask
    spoken = title[:1].lower() + title[1:]
    of = [_of(form, order)]
    of += [ask.day.full_name] if ask.day else []
    of += [form.workspace.clinic.people[ask.lead].name] if ask.lead in form.workspace.clinic.people else []
    about = [spoken]
    about += [f"for who joins in week {ask.entry}"] if ask.entry and "entry" in form.offer.takes else []
    about += [f"run {ask.run}"] if ask.run > 1 else []
    about += ["for clients"] if ask.readers is Readers.CLIENTS else []
    about += [each for each in order.editions if each != PLAIN_NAME]
    about += [f"{order.minutes} minutes a session"] if order.minutes else []
    about += [f"in {listed(map(language_name, ask.languages))}"] if ask.languages != (SOURCE,) else []
    return f"{', '.join(of)}: {', '.join(about)}"


def _of(form: Form, order: Order) -> str:
    if order.module:
        return form.workspace.library.title(order.module)
    weeks, track = order.ask.weeks, form.track.title
    if "week" not in form.offer.takes:
        return track
    if not weeks:
        return f"Every planned week of {track}"
    return f"Week {weeks[0]} of {track}" if len(weeks) == 1 else f"Weeks {listed(map(str, weeks))} of {track}"


def size_text(docket: Docket, root: Path) -> str:
    """Return how much it will be and where it goes, such as `17 files, about 92 pages: exports/evening/week-01`."""
    pages = f", about {counted(docket.size.pages, 'page')}" if docket.size.pages else ""
    place = docket.place.relative_to(root) if docket.place.is_relative_to(root) else docket.place
    return f"{counted(docket.files, 'file')}{pages}: {place.as_posix()}"


def command_of(form: Form) -> str:
    """Return the command that prints the same."""
    order = form.order
    ask, offer = order.ask, order.offer
    if offer.startswith("report-"):
        return _report_command(form)
    feeds = offer in ("calendar", "tables")
    words = ["curriculum", "export", order.module or ask.track]
    words += [word for week in ask.weeks for word in ("--week", str(week))]
    only = {"guides": "guides", "handouts": "handouts", "schedule": "schedule"}
    if offer in only:
        words += ["--only", only[offer]]
    elif offer == "binder":
        words.append("--binder")
    elif offer not in ("packet", "module") and not feeds:
        words += ["--kind", offer]
    options = {
        "--day": ask.day,
        "--lead": ask.lead,
        "--entry": ask.entry,
        "--run": ask.run if ask.run > 1 and not feeds else None,
        "--from": ask.first or (monday_of(form.track, 1, ask.run) if ask.run > 1 and feeds else None),
        "--per": "day" if ask.per_day else None,
        "--for": "clients" if ask.readers is Readers.CLIENTS else None,
        "--language": None if ask.languages == (SOURCE,) else form.language,
        "--paper": ask.paper,
    }
    words += [word for option, value in options.items() if value is not None for word in (option, str(value))]
    if order.formats != {"pdf"}:
        words += [word for each in form.chosen_formats for word in ("--format", each)]
    words += [word for each in order.editions for word in ("--edition", each)]
    words += ["--minutes", str(order.minutes)] if order.minutes else []
    if order.allow_missing and ask.languages != (SOURCE,):
        words.append("--allow-missing")
    return " ".join(map(quote, words))


def _report_command(form: Form) -> str:
    ask = form.order.ask
    words = ["curriculum", "report", form.order.offer.removeprefix("report-"), ask.track]
    words += ["--from", monday_of(form.track, 1, ask.run).isoformat()] if ask.run > 1 else []
    words += ["--paper", ask.paper] if ask.paper else []
    return " ".join(map(quote, [*words, "--format", "pdf"]))


def forbidding_lines(docket: Docket, form: Form, width: int, look: Look) -> Iterator[Content]:
    """Yield what keeps an order from being printed, each with its mend; or that nothing does."""
    colours = look.colours
    if docket.blocked_by:
        number = len(docket.blocked_by)
        said = f"{counted(number, 'finding')} {'blocks' if number == 1 else 'block'} it: mend {_it(number)} first."
        yield from _wrapped(said, width, f"bold {colours.block}")
        for finding in docket.blocked_by[:_SHOWN]:
            yield from _finding(finding, width, look)
        yield from _more(number, width, look)
    if docket.missing:
        language, number = language_name(form.order.ask.languages[-1]), len(docket.missing)
        of = f"{number} of {counted(docket.of, 'module')}"
        if docket.order.allow_missing:
            yield from _wrapped(f"No {language} for {of}: in English, with a mark.", width, colours.warn)
        else:
            yield from _wrapped(f"No {language} handouts for {of}.", width, f"bold {colours.block}")
            fix = 'Translate them, or choose at "Untranslated" to print them in English.'
            yield from _wrapped(fix, width, colours.word)
        for module in docket.missing[:_SHOWN]:
            yield from _wrapped(f"- {form.workspace.library.title(module)}", width, colours.quiet)
        yield from _more(number, width, look)
    if not docket.forbidden:
        yield from _wrapped("Enter prints it.", width, colours.word)


def _it(number: int) -> str:
    return "it" if number == 1 else "them"


def _finding(finding: Finding, width: int, look: Look) -> Iterator[Content]:
    spot = f"{finding.spot.file}:{finding.spot.line}  " if finding.spot else ""
    yield from _wrapped(f"{spot}{finding.place}: {finding.message}", width, look.colours.word)
    yield from _wrapped(f"  {finding.fix}", width, look.colours.quiet)


def _more(number: int, width: int, look: Look) -> Iterator[Content]:
    if number > _SHOWN:
        yield from _wrapped(f"and {number - _SHOWN} more", width, look.colours.quiet)


def wrapped(said: str, width: int, style: str = "") -> Iterator[Content]:
    """Yield a sentence in lines of a width."""
    return _wrapped(said, width, style)


def _wrapped(said: str, width: int, style: str) -> Iterator[Content]:
    return (literal(line, style) for line in broken_lines(said, max(8, width)))


@dataclass(frozen=True)
class Pace:
    """How fast a print goes. Seconds are those of a clock that only goes forward."""

    began: float | None = None
    """When the first document that takes time was begun; what is taken as it lies there comes before."""
    since: float = 0.0
    """When the last document was done."""
    made: int = 0
    pages: int = 0
    """Of the documents that were made."""
    seen: int = 0
    """Pages of all documents that are done."""
    left: int = 0
    """Documents that are not done yet."""

    def step(self, progress: "Progress", now: float) -> "Pace":
        """Return the pace after a step at a time."""
        began = now if self.began is None or not progress.made else self.began
        pages = self.pages + (progress.pages - self.seen if progress.made > self.made else 0)
        return Pace(began, now, progress.made, pages, progress.pages, progress.total - progress.done)

    def seconds_left(self, now: float, about: int) -> float | None:
        """Return about how long it still takes, where it will have `about` so many pages; None where nobody can tell.

        Long documents come first, so pages tell more than documents, where there are pages.
        """
        if self.began is None or self.made < _SLOWEST or not self.left:
            return None
        spent = self.since - self.began
        whole = spent / self.pages * max(0, about - self.seen) if self.pages else spent / self.made * self.left
        return max(0.0, whole - (now - self.since))


def time_text(seconds: float | None) -> str:
    """Return a time that is left, in words, such as `about 20 s left`; nothing where it is not known."""
    if seconds is None:
        return ""
    if seconds < 60:
        return f"about {max(1, 5 * round(seconds / 5)) if seconds > 8 else max(1, round(seconds))} s left"
    return f"about {round(seconds / 60)} min left"


def progress_text(progress: "Progress", pages: int, left: float | None) -> str:
    """Return how far a print has come; `pages` is about how many it will have."""
    done = f"{progress.done} of {counted(progress.total, 'document')}"
    printed = f"{progress.pages} of about {counted(max(pages, progress.pages), 'page')}"
    return ", ".join(filter(None, (done, printed if pages and progress.pages else "", time_text(left))))


def outcome_text(outcome: "Outcome", root: Path) -> str:
    """Return how much was written and where, in a sentence or two."""
    written = outcome.written
    if not written:
        return "Nothing was written."
    pages = sum(file.pages for file in written)
    printed = f", {counted(pages, 'page')}" if pages else ""
    said = f"{counted(len(written), 'file')}{printed} in {folder_text(folder_of(written), root)}."
    said += f" {outcome.made or 'None'} made, {outcome.taken} unchanged." if outcome.taken else ""
    said += f" {len(outcome.withheld)} withheld: they may not be copied." if outcome.withheld else ""
    return said


def folder_of(written: Sequence["Written"]) -> Path:
    """Return the folder that holds every file that was written."""
    folders = {file.path.parent for file in written}
    if len(folders) == 1:
        return folders.pop()
    common = [set(parts) for parts in zip(*(folder.parts for folder in folders), strict=False)]
    depth = next((place for place, parts in enumerate(common) if len(parts) > 1), len(common))
    return Path(*next(iter(folders)).parts[:depth])


def folder_text(folder: Path, root: Path) -> str:
    """Return a folder as it is named in a workspace."""
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else str(folder)


def failure_lines(failures: Sequence["Failure"], width: int, look: Look) -> Iterator[Content]:
    """Yield what was not printed, and why."""
    for failure in failures:
        yield from _wrapped(f"Not printed: {failure.name}", width, f"bold {look.colours.block}")
        yield from _wrapped(failure.reason, width, look.colours.word)


def remark_lines(written: Sequence["Written"], width: int, look: Look) -> Iterator[Content]:
    """Yield what a person may want to look at."""
    for file in written:
        for remark in file.remarks:
            yield from _wrapped(f"Look at {file.path.name}: {remark}", width, look.colours.warn)


def file_line(file: "Written", folder: Path, look: Look) -> Content:
    """Return a file that was written as a line of a list."""
    pages = f"{file.pages} p." if file.pages else f"{max(1, file.bytes // 1024)} kB"
    return joined(literal(f"{pages:>7}  ", look.colours.quiet), literal(file.path.relative_to(folder).as_posix()))
