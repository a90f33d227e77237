"""From a wish to print to what is printed: whose groups, on which real days, which pages, how many copies.

Both faces ask here. What blocks an export blocks a print. Knows no queue.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from curriculum.export.documents import Printable, session_printables
from curriculum.export.editions import Editions
from curriculum.export.pagekind import PageKind
from curriculum.export.printing import Count, Manner, PrintJob, copies_of, written_instructions
from curriculum.export.run import Outcome
from curriculum.export.words import weekday_text
from curriculum.files.writing import write_changed
from curriculum.model.clinic import Paper
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Finding
from curriculum.model.track import Track
from curriculum.model.translation import SOURCE
from curriculum.planning.calendar import Session, sessions_between
from curriculum.planning.upcoming import Stretch, calendar_week, held_in, next_day, next_time, why_nothing
from curriculum.workspace.binders import check_person
from curriculum.workspace.editions import clinic_editions
from curriculum.workspace.exporting import Languages, blocking, ending, print_folder
from curriculum.workspace.loading import Workspace

KINDS: frozenset[PageKind] = frozenset(("guide", "handout"))
"""What a session needs in hand."""

THIS, NEXT = "this", "next"


@dataclass(frozen=True)
class PrintWish:
    """What somebody wants on paper. Without a day or a week: the next day with groups."""

    today: date
    track: str | None = None
    """None for every track of the workspace."""
    on: date | None = None
    week: int | str | None = None
    """A week of the cycle, when it is next held; or `this` or `next` week of the calendar."""
    lead: str | None = None
    """Only what this person, by id, leads or co-leads."""
    kinds: frozenset[PageKind] = KINDS
    copies: int | None = None
    """Of each handout that goes home, for one session, in place of census and spares."""
    paper: Paper | None = None
    languages: Languages = (SOURCE,)
    editions: Editions | None = None
    """None for the clinic's own."""


@dataclass(frozen=True)
class Pile:
    """What is printed of one track."""

    track_id: str
    track: Track
    days: Stretch
    held: tuple[Session, ...]
    blocked_by: tuple[Finding, ...]

    @property
    def modules(self) -> tuple[str, ...]:
        """The ids of the modules that are held, each once, in the order held."""
        return tuple(dict.fromkeys(session.module for session in self.held if session.module))

    @property
    def when(self) -> str:
        """Its day, or its first and last day, in words."""
        first, last = self.held[0].date, self.held[-1].date
        return weekday_text(first) if first == last else f"{weekday_text(first)} to {weekday_text(last)}"

    @property
    def folder(self) -> str:
        """The name of its folder, such as `print-2026-12-02`."""
        first, last = self.days.first.isoformat(), self.days.last.isoformat()
        return f"print-{first}" if first == last else f"print-{first}-to-{last}"


def piles(workspace: Workspace, wish: PrintWish) -> tuple[Pile, ...]:
    """Return what there is to print of each track that has groups then.

    Raises CurriculumError for a track or a person that is not there, a week outside the cycle, and where nothing is
    held, with the reason.
    """
    check_person(workspace, wish.lead)
    names = [wish.track] if wish.track is not None else sorted(workspace.tracks)
    tracks = {name: workspace.track(name) for name in names}
    if not tracks:
        raise CurriculumError("There is no track here yet.", "Make one: `curriculum new track NAME`.")
    days = {name: _days(workspace, track, wish) for name, track in tracks.items()}
    if wish.on is None and wish.week is None:
        nearest = min((each.first for each in days.values() if each), default=None)
        days = {name: each if each and each.first == nearest else None for name, each in days.items()}
    found = tuple(
        pile
        for name, each in days.items()
        if each is not None and (pile := _pile(workspace, name, each, wish)) is not None
    )
    if not found:
        raise _nothing(workspace, tracks, days, wish)
    return found


def _days(workspace: Workspace, track: Track, wish: PrintWish) -> Stretch | None:
    """Return the days that are wanted of a track, or None where it has none any more."""
    match wish.week:
        case None if wish.on is not None:
            return Stretch(wish.on, wish.on)
        case None:
            day = next_day(track, workspace.clinic, wish.today, wish.lead)
            return Stretch(day, day) if day is not None else None
        case int(week):
            if not 1 <= week <= track.cycle:
                raise CurriculumError(f"{track.title} has no week {week}.", f"Its cycle has weeks 1 to {track.cycle}.")
            return next_time(track, week, wish.today)
        case named:
            return calendar_week(wish.today + timedelta(days=7 * (named == NEXT)))


def _pile(workspace: Workspace, track_id: str, days: Stretch, wish: PrintWish) -> Pile | None:
    track = workspace.track(track_id)
    held = held_in(track, workspace.clinic, days, wish.lead)
    if not held:
        return None
    weeks = tuple(dict.fromkeys(session.cell.week for session in held))
    blocked = blocking(workspace, track_id, weeks, wish.today, languages=wish.languages)
    return Pile(track_id, track, days, held, blocked)


def _nothing(
    workspace: Workspace, tracks: dict[str, Track], days: dict[str, Stretch | None], wish: PrintWish
) -> CurriculumError:
    person = f" led by {workspace.clinic.person_name(wish.lead)}" if wish.lead else ""
    if not any(days.values()):
        return CurriculumError(
            f"No group{person} lies ahead in {', '.join(each.title for each in tracks.values())}.",
            "Print a day that is past with --date.",
        )
    reasons = (
        f"{track.title}: {why_nothing(track, workspace.clinic, each)}"
        for name, track in tracks.items()
        if (each := days[name])
    )
    asked = next(each for each in days.values() if each)
    when = asked.first.isoformat() if asked.first == asked.last else f"{asked.first} to {asked.last}"
    return CurriculumError(
        f"No group{person} is held {'on' if asked.first == asked.last else 'from'} {when} ({'; '.join(reasons)}).",
        "Ask for another day; `curriculum calendar` shows when groups are held.",
    )


@dataclass(frozen=True)
class Drawn:
    """The pages of a print, and how many copies of each."""

    pages: tuple[Printable, ...]
    """Their stems begin with the folder of their track and of the print, below `exports`."""
    copies: dict[str, int]
    """By stem."""


def drawn(workspace: Workspace, wish: PrintWish, wanted: Iterable[Pile]) -> Drawn:
    """Return the pages to print, in the order in which they are needed, and their copies.

    Raises CurriculumError for a drawing that is missing or may not be printed, and where no page is of those kinds.
    """
    pages: list[Printable] = []
    copies: dict[str, int] = {}
    for pile in wanted:
        for page, many in _pages(workspace, wish, pile):
            pages.append(page)
            copies[page.stem] = many
    if not pages:
        raise CurriculumError("There is nothing to print: these groups have no such page.", "Leave out --only.")
    return Drawn(tuple(pages), copies)


def _pages(workspace: Workspace, wish: PrintWish, pile: Pile) -> Iterable[tuple[Printable, int]]:
    clinic, library = workspace.clinic, workspace.library
    pages = session_printables(
        pile.track,
        library,
        clinic,
        held=pile.held,
        before=_up_to(workspace, pile),
        figures=workspace.figure,
        paper=wish.paper,
        languages=wish.languages,
        editions=clinic_editions(clinic) if wish.editions is None else wish.editions,
    )
    count = Count(pile.track.census, clinic.print.spares, wish.copies, wish.lead)
    copies = copies_of(pages, pile.held, library, count)
    below = f"{pile.track_id}/{pile.folder}{ending(wish.languages)}"
    for page in pages:
        if page.kind in wish.kinds:
            yield replace(page, stem=f"{below}/{page.stem}"), copies[page.stem]


def _up_to(workspace: Workspace, pile: Pile) -> tuple[Session, ...]:
    """Return what is held up to the last day of a print, for the homework of an earlier session: a cycle is enough."""
    first = pile.days.first - timedelta(weeks=pile.track.cycle)
    return sessions_between(pile.track, workspace.clinic, first, pile.days.last)


def manner_of(
    workspace: Workspace, wish: PrintWish, *, duplex: bool | None = None, color: bool | None = None
) -> Manner:
    """Return how it is printed: as asked, and else as the clinic prints."""
    own = workspace.clinic.print
    return Manner(
        own.duplex if duplex is None else duplex, own.color if color is None else color, wish.paper or own.paper
    )


def exports_folder(workspace: Workspace, wanted: Sequence[Pile]) -> Path:
    """Return the folder below which the prints of every track land."""
    return print_folder(workspace, wanted[0].track_id).parent


def jobs_of(made: Drawn, folder: Path, outcome: Outcome, manner: Manner) -> tuple[PrintJob, ...]:
    """Return what a printer is to do with the files that were written below a folder, in the order of their pages."""
    pages = {folder.absolute() / f"{page.stem}.pdf": page for page in made.pages}
    return tuple(
        PrintJob(page, written.path, written.pages, made.copies[page.stem], manner.duplex)
        for written in outcome.written
        if (page := pages.get(written.path)) is not None
    )


def leave_instructions(jobs: Sequence[PrintJob], manner: Manner, wanted: Sequence[Pile]) -> tuple[Path, ...]:
    """Write into each folder with files how to print them by hand, and return those texts' paths.

    Raises CurriculumError where that cannot be written.
    """
    paths = []
    for pile in wanted:
        own = [job for job in jobs if job.file.parent.parent.name == pile.track_id]
        if own:
            path = own[0].file.parent / "how-to-print.txt"
            text = written_instructions(own, manner, (f"{pile.track.title}: {pile.when}.",))
            write_changed(path, text.encode("utf-8"))
            paths.append(path)
    return tuple(paths)
