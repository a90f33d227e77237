"""The kinds of page that `export --kind` makes of a track: what each is for, what stops it, and what it is made of.

Both faces ask here. Weeks are those of the cycle; only what has dates asks which run of it is meant.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from curriculum.export.book import Book
from curriculum.export.booklet import Shop
from curriculum.export.documents import Printable
from curriculum.export.dressed import DressedBook, dressed_pages
from curriculum.export.packet import Packet
from curriculum.export.pagekind import PageKind
from curriculum.export.workbook import Chapter, Workbook
from curriculum.model.errors import CurriculumError
from curriculum.planning.catchup import CatchUp, catch_up, check_entry
from curriculum.planning.coverage import Stay, coverage, entries, held_weeks
from curriculum.workspace.asking import Ask, Job
from curriculum.workspace.editions import clinic_editions
from curriculum.workspace.exporting import blocking, ending, modules_blocking
from curriculum.workspace.loading import Workspace
from curriculum.workspace.sheets import (
    certificate_job,
    copies_job,
    fidelity_job,
    materials_job,
    month_job,
    sign_in_job,
)


@dataclass(frozen=True)
class Kind:
    """A kind of page."""

    name: PageKind
    help: str
    """What it is for, in one line."""
    takes: frozenset[str]
    """The options that it listens to, beside paper and folder."""
    job: Callable[[Workspace, Ask], Job]


def _catch_up_job(workspace: Workspace, ask: Ask) -> Job:
    """Return the packet for a client who joins in week `entry`.

    Raises CurriculumError where nobody joins then, or has nothing to catch up on.
    """
    track = workspace.track(ask.track)
    if ask.entry is None:
        raise CurriculumError("A packet is for those who join in one week.", "Name it: --entry WEEK.")
    reading = catch_up(track, workspace.library, ask.entry)
    if not reading.read:
        raise CurriculumError(
            f"There is nothing to catch up on for those who join {track.title} in week {ask.entry}.",
            "They meet every core module, each after what it builds on.",
        )
    name = f"{ask.track}-catch-up-week-{ask.entry:02d}{ending(ask.languages)}"
    blocked = modules_blocking(workspace, reading.modules, ask.today, languages=ask.languages)
    return Job(name, blocked, reading.modules, lambda: _packet(workspace, ask, reading))


def _packet(workspace: Workspace, ask: Ask, reading: CatchUp) -> Packet:
    return Packet(_shop(workspace, ask, "catch-up", reading.modules), reading)


def _workbook_job(workspace: Workspace, ask: Ask) -> Job:
    """Return the workbook of a client who joins in week `entry`. Raises CurriculumError where nobody joins then."""
    track, library = workspace.track(ask.track), workspace.library
    entry = entries(track)[0] if ask.entry is None else ask.entry
    check_entry(track, entry)
    (stay,) = (each for each in coverage(track, library).stays if each.entry == entry)
    chapters = _chapters(workspace, stay, held_weeks(track))
    modules = tuple(module for chapter in chapters for module in chapter.modules)
    if not modules:
        raise CurriculumError(f'No handout is planned yet in "{ask.track}".', "Place modules with `curriculum`.")
    weeks = tuple(sorted(week for week in track.plan if week <= track.cycle))
    return Job(
        f"{ask.track}-workbook-week-{entry:02d}{ending(ask.languages)}",
        blocking(workspace, ask.track, weeks, ask.today, languages=ask.languages),
        modules,
        lambda: Workbook(_shop(workspace, ask, "workbook", modules), entry, chapters),
    )


def _chapters(workspace: Workspace, stay: Stay, held: Sequence[Sequence[str]]) -> tuple[Chapter, ...]:
    """Return what is met for the first time in each week of a stay, then what is not met; modules with handouts."""
    with_handouts = {id_ for id_, module in workspace.library.modules.items() if module.handouts}
    seen: set[str] = set()
    chapters = []
    for number, week in enumerate(stay.weeks, 1):
        new = tuple(each for each in dict.fromkeys(held[week - 1]) if each in with_handouts - seen)
        seen.update(new)
        chapters.append(Chapter(number, new))
    chapters.append(Chapter(None, tuple(each for each in stay.missed if each in with_handouts)))
    return tuple(chapter for chapter in chapters if chapter.modules)


def _shop(workspace: Workspace, ask: Ask, kind: PageKind, modules: tuple[str, ...]) -> Shop:
    paper = ask.paper or workspace.clinic.print.paper
    return Shop(kind, workspace.library, workspace.clinic, paper, ask.languages, workspace.figure, modules, ask.made_in)


def _in_editions(kind: Kind, workspace: Workspace, ask: Ask) -> Job:
    """Return a job in the editions that are asked for, or in the clinic's own; its name says which."""
    editions = clinic_editions(workspace.clinic) if ask.editions is None else ask.editions
    job = kind.job(workspace, replace(ask, editions=editions))

    def make() -> Book | tuple[Printable, ...]:
        made = job.make()
        if isinstance(made, tuple):
            return dressed_pages(made, editions)
        return (
            DressedBook(made, editions, ask.paper or workspace.clinic.print.paper) if editions.of(kind.name) else made
        )

    return replace(job, name=f"{job.name}{editions.ending(kind.name)}", make=make)


KINDS: dict[str, Kind] = {
    kind.name: replace(kind, job=partial(_in_editions, kind))
    for kind in (
        Kind(
            "catch-up",
            "for a client who joins in week --entry: what the group has done, what to read first",
            frozenset({"entry", "language"}),
            _catch_up_job,
        ),
        Kind(
            "workbook",
            "every handout once, in the order met by a client who joins in week --entry",
            frozenset({"entry", "language"}),
            _workbook_job,
        ),
        Kind(
            "month",
            "a month on a page, with rooms and leaders; --for clients: without them",
            frozenset({"run", "from", "for", "format"}),
            month_job,
        ),
        Kind(
            "sign-in",
            "a blank sheet for each session, or --per day; names no program and no topic",
            frozenset({"week", "day", "run", "per", "format"}),
            sign_in_job,
        ),
        Kind(
            "fidelity",
            "a supervisor's checklist for each session",
            frozenset({"week", "day", "lead", "run", "format"}),
            fidelity_job,
        ),
        Kind(
            "certificate",
            "a certificate of completion, to fill in by hand",
            frozenset({"format"}),
            certificate_job,
        ),
        Kind(
            "materials",
            "what to buy, bring and count for each week",
            frozenset({"week", "run", "format"}),
            materials_job,
        ),
        Kind(
            "copies",
            "the handouts of one week, once each, and how many copies of them",
            frozenset({"week", "run", "language"}),
            copies_job,
        ),
    )
}
"""Every kind, by name."""
