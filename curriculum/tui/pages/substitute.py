"""Who can stand in on a day, as a sheet of groups with their options, and as lines about one option."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from textual.content import Content

from curriculum.model.clinic import Clinic
from curriculum.model.errors import CurriculumError
from curriculum.model.library import Library
from curriculum.model.timing import clock_text, hours_text
from curriculum.model.track import Day
from curriculum.model.words import counted
from curriculum.planning.bench import Candidate
from curriculum.planning.calendar import week_of
from curriculum.planning.substitute import Gap, Substitution, substitutes
from curriculum.planning.swaps import Shelved, Swap
from curriculum.tui.board import Board
from curriculum.tui.pages.sheet import Line, Mark, Sheet, Tone
from curriculum.tui.pages.words import bulleted, listed
from curriculum.tui.reading import Paper
from curriculum.tui.text import literal

Offer = Candidate | Swap | Shelved


@dataclass(frozen=True)
class StandIns:
    """What can be done on a day on which somebody is out."""

    board: Board
    day: date
    out: str
    found: Substitution | None
    trouble: str
    sheet: Sheet
    offers: tuple[tuple[Gap, Offer | None] | None, ...]
    """For each line of the sheet the group and what is offered; None for headings."""

    @property
    def clinic(self) -> Clinic:
        """The clinic whose people they are."""
        return self.board.workspace.clinic

    @property
    def library(self) -> Library:
        """The modules that might be held instead."""
        return self.board.library


def leaders_of(board: Board, day: date) -> tuple[str, ...]:
    """Return who leads something in the track on a date, by id, in the order in which they begin."""
    if day < board.track.starts:
        return ()
    run, _ = week_of(board.track, day)
    held = (session for session in board.subject.of_run(run) if session.date == day and session.module)
    people = board.workspace.clinic.people
    return tuple(dict.fromkeys(name for session in held for name in session.leads if name in people))


def stand_ins(board: Board, day: date, out: str) -> StandIns:
    """Return what can be done on a day while somebody is out; without anybody named, whoever leads first."""
    out = out or next(iter(leaders_of(board, day)), "")
    opened = board.opened
    if not out:
        said = f"Nobody of the clinic leads anything on {day:%A %Y-%m-%d}. ← and → change the day."
        return StandIns(board, day, out, None, said, Sheet("", (), ()), ())
    try:
        found = substitutes(board.workspace.subject(opened.id, board.track, day), day, out=out)
    except CurriculumError as error:
        return StandIns(board, day, out, None, str(error), Sheet("", (), ()), ())
    lines: list[Line] = []
    offers: list[tuple[Gap, Offer | None] | None] = []
    for gap in found.gaps:
        lines.append(Line(_group(board, gap)))
        offers.append(None)
        for line, offer in _offers(board, gap):
            lines.append(line)
            offers.append((gap, offer))
    name = board.workspace.clinic.person_name(out)
    trouble = "" if found.gaps else f"{name} leads nothing in this track on {day:%A %Y-%m-%d}."
    return StandIns(
        board, day, out, found, trouble, Sheet("who or what", ("", ""), tuple(lines), by_line=True), tuple(offers)
    )


def _group(board: Board, gap: Gap) -> str:
    session = gap.session
    title = board.library.title(session.module or "")
    return f"{clock_text(session.start)} to {clock_text(session.end)} {session.cell.slot}: {title}"


def _offers(board: Board, gap: Gap) -> Iterator[tuple[Line, Offer | None]]:
    """Yield the options of a group, best first, then what cannot be."""
    clinic = board.workspace.clinic
    for number, candidate in enumerate(gap.people, 1):
        said = candidate.reasons[0] if candidate.reasons else ""
        yield Line(f"{number} {clinic.person_name(candidate.person)}", (Mark("can lead"), Mark(said))), candidate
    for number, swap in enumerate(gap.swaps, len(gap.people) + 1):
        said = f"led by {clinic.person_name(swap.team[0])}"
        yield Line(f"{number} {board.library.title(swap.module)}", (Mark("instead"), Mark(said))), swap
    if gap.no_swap:
        yield Line("no safe swap", (Mark("NONE", Tone.WARN), Mark(gap.no_swap))), None
    for shelved in gap.shelf:
        said = f"{listed(map(clinic.person_name, shelved.leaders))}, no preparation"
        yield Line(board.library.title(shelved.module), (Mark("shelf", Tone.LEAD), Mark(said))), shelved
    for candidate in gap.barred:
        free = "free; " if candidate.free else ""
        mark = Mark(f"{free}{candidate.barred[0]}", Tone.QUIET)
        line = Line(clinic.person_name(candidate.person), (Mark("BARRED", Tone.QUIET), mark), Tone.QUIET)
        yield line, candidate


def summary(shown: StandIns) -> str:
    """Return the day, who is out, and how many groups are without a leader."""
    if shown.found is None or not shown.found.gaps:
        return shown.trouble
    groups = shown.found.gaps
    led = sum(bool(gap.people) for gap in groups)
    name = shown.clinic.person_name(shown.out)
    run, week = week_of(shown.board.track, shown.day)
    place = f"week {week}" + (f" of run {run}" if run > 1 else "")
    elsewhere = ", ".join(dict.fromkeys(booking.track for booking in shown.found.elsewhere))
    also = f" Leads in {elsewhere} that day, too." if elsewhere else ""
    return (
        f"{name} is out on {list(Day)[shown.day.weekday()].full_name} {shown.day}, {place}: "
        f"{counted(len(groups), 'group')}, {led} of them can be led by somebody else.{also} a takes what is marked; "
        "the plan repeats, so it holds in that week of every run."
    )


def offer_lines(shown: StandIns, line: int, paper: Paper) -> Iterator[Content]:
    """Yield what speaks for an option, or bars it."""
    held = shown.offers[line] if line < len(shown.offers) else None
    colours = paper.look.colours
    if held is None:
        yield literal("Nothing is marked.", colours.quiet)
        return
    gap, offer = held
    match offer:
        case Candidate(barred=()):
            yield literal(shown.clinic.person_name(offer.person), f"bold {colours.word}")
            yield from paper.prose(_team(shown, offer.team))
            yield from paper.heading("What speaks for it")
            yield from bulleted(paper, offer.reasons)
        case Candidate():
            yield literal(f"{shown.clinic.person_name(offer.person)}: BARRED", f"bold {colours.warn}")
            yield from bulleted(paper, offer.barred)
        case Swap():
            yield literal(shown.library.title(offer.module), f"bold {colours.word}")
            yield from paper.prose(_team(shown, offer.team))
            if offer.room:
                yield from paper.prose(f"In {shown.clinic.room_name(offer.room)}.")
            if offer.exchanged:
                yield from paper.prose(f"Today's module goes to {offer.exchanged.date:%A %Y-%m-%d} in exchange.")
            yield from paper.heading("What speaks for it")
            yield from bulleted(paper, offer.reasons)
        case Shelved():
            yield from _shelf_lines(shown, gap, offer, paper)
        case None:
            yield literal("No safe swap", f"bold {colours.warn}")
            yield from paper.prose(gap.no_swap)


def _team(shown: StandIns, team: tuple[str, ...]) -> str:
    first, *others = map(shown.clinic.person_name, team)
    return f"Led by {first}, with {listed(others)}." if others else f"Led by {first}."


def _shelf_lines(shown: StandIns, gap: Gap, offer: Shelved, paper: Paper) -> Iterator[Content]:
    yield literal(f"{shown.library.title(offer.module)}: emergency shelf", f"bold {paper.look.colours.word}")
    yield from paper.prose(
        "Needs no preparation: pens and paper will do. For this day alone; it is not written into the plan."
    )
    lasts = f"Lasts up to {hours_text(offer.minutes)} of {hours_text(gap.session.minutes)}. "
    yield from paper.prose(f"{lasts}{listed(map(shown.clinic.person_name, offer.leaders))} may lead it and is free.")
