"""Closing a day: what is asked, with the answers there are, and what they come to, as lines. Writes nothing."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from textual.content import Content

from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Finding, Severity
from curriculum.model.track import Day, Track
from curriculum.model.words import counted
from curriculum.planning.calendar import closure_on, held_on, week_of
from curriculum.planning.changes import Change, Closing, Kept, Overflow, Policy, SequenceChange
from curriculum.planning.closing import close, slots_to_make_up
from curriculum.planning.layout import Move
from curriculum.planning.makeups import Proposal, makeup_proposals
from curriculum.tui.board import Board
from curriculum.tui.pages.sheet import Line, Mark, Sheet, Tone
from curriculum.tui.pages.words import bulleted, listed
from curriculum.tui.reading import Paper
from curriculum.tui.text import literal
from curriculum.tui.theme import LETTERS
from curriculum.workspace.changing import Difference, difference

_MOST_MAKEUPS = 8
"""Make-ups to choose from at most."""
_POLICIES = {
    Policy.BUMP: "bump: what follows moves on by one place",
    Policy.SWAP: "swap: a stand-alone module of another day gives way",
    Policy.SKIP: "skip: nothing moves; it is missed",
    Policy.MAKEUP: "makeup: held on another day of the week",
}
_OVERFLOWS = {
    Overflow.EXTEND: "extend: the cycle gets another week",
    Overflow.MERGE: "merge: it takes an open slot among the last",
    Overflow.DROP: "drop: it is left out",
}


@dataclass(frozen=True)
class Wish:
    """What was answered so far."""

    day: date
    policies: Mapping[str, Policy] = field(default_factory=dict)
    """The policy of each sequence; bump where nothing is said."""
    usual: Policy = Policy.BUMP
    """The policy of sequences of which nothing is said, and whether slots of no sequence are made up for."""
    overflow: Overflow | None = None
    makeup: int = 0
    """Which of the make-ups, from 0."""
    reason: str = "Closed"


@dataclass(frozen=True)
class Question:
    """One line of the form: what is asked, how it stands, and every answer with the wish that it makes."""

    name: str
    now: str
    answers: tuple[tuple[str, Wish], ...] = ()
    tone: Tone = Tone.WORD


@dataclass(frozen=True)
class Preview:
    """What a wish comes to."""

    board: Board
    wish: Wish
    questions: tuple[Question, ...]
    change: Change | None
    checks: Difference
    proposals: tuple[Proposal, ...]
    trouble: str = ""
    """Why nothing can be closed like that."""

    @property
    def why_not(self) -> str | None:
        """Return why it cannot be accepted, or None where it can."""
        if self.change is None:
            return self.trouble
        if self.change.undecided:
            return "Something finds no place: answer what becomes of it first."
        return None if self.change.after != self.change.before else "That changes nothing: the day is closed already."

    @property
    def sheet(self) -> Sheet:
        """The form as a sheet."""
        lines = tuple(Line(question.name, (Mark(question.now, question.tone),)) for question in self.questions)
        return Sheet("question", ("answer",), lines, by_line=True)


def preview(board: Board, wish: Wish) -> Preview:
    """Return what closing a day would do. Raises CurriculumError where the track does not meet on it."""
    opened, track = board.opened, board.track
    saved = replace(opened.source, text=opened.history.present.text)
    workspace = board.workspace.with_track(opened.id, track, saved)
    closing = _closing(wish)
    nothing = Difference((), ())
    proposals: tuple[Proposal, ...] = ()
    try:
        if closing.makes_up:
            subject = workspace.subject(opened.id, track, wish.day)
            proposals = _one_a_day(makeup_proposals(subject, wish.day, slots_to_make_up(track, closing)))
            closing = _with_makeup(closing, proposals, wish)
        change = close(track, board.library, workspace.clinic, closing)
    except CurriculumError as error:
        questions = tuple(_questions(board, wish, None, proposals))
        return Preview(board, wish, questions, None, nothing, proposals, str(error))
    checks = difference(workspace, opened.id, change.after, max(wish.day, board.today))
    questions = tuple(_questions(board, wish, change, proposals))
    return Preview(board, wish, questions, change, checks, proposals)


def _closing(wish: Wish) -> Closing:
    return Closing(
        wish.day, policy=wish.usual, policies=wish.policies, overflow=wish.overflow, reason=wish.reason or "Closed"
    )


def _with_makeup(closing: Closing, proposals: Sequence[Proposal], wish: Wish) -> Closing:
    if not proposals:
        raise CurriculumError("No day and hour of that week has leaders and rooms that are free.", "Choose otherwise.")
    return replace(closing, makeup=proposals[min(wish.makeup, len(proposals) - 1)].makeup)


def _one_a_day(found: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """Return the best proposal of each day, then the others, so that a short list offers different days."""
    first: dict[date, Proposal] = {}
    for each in found:
        first.setdefault(each.makeup.on, each)
    return (*first.values(), *(each for each in found if each not in first.values()))[:_MOST_MAKEUPS]


def meeting_day(track: Track, day: date, step: int) -> date | None:
    """Return the next date, or the one before, on which the track meets; None where there is none."""
    weekdays = {each.number for each in track.days}
    for passed in range(1, 15):
        other = day + timedelta(days=passed * step)
        if other.weekday() in weekdays:
            return other if held_on(track, other) else None
    return None


def why_no_meeting(track: Track, text: str) -> str | None:
    """Return why a text is no date on which a track meets, or None where it is one."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return "That is no date. Write it as 2027-03-29."
    if not held_on(track, day):
        return f"Nothing is held then: the track starts on {track.starts}."
    weekday = list(Day)[day.weekday()]
    days = ", ".join(each.full_name for each in track.days)
    return None if weekday in track.days else f"That is a {weekday.full_name}; the track meets on {days}."


def _questions(board: Board, wish: Wish, change: Change | None, proposals: Sequence[Proposal]) -> Iterator[Question]:
    track = board.track
    days = [day for step in (-1, 1) if (day := meeting_day(track, wish.day, step))]
    run, week = week_of(track, wish.day)
    place = f"week {week}" + (f" of run {run}" if run > 1 else "")
    already = closure_on(track, board.workspace.clinic, wish.day)
    said = f"{wish.day:%a %Y-%m-%d}, {place}" + (f"; closed already: {already.reason}" if already else "")
    yield Question("day", said, tuple((f"{day:%A %Y-%m-%d}", replace(wish, day=day, makeup=0)) for day in days))
    slots = track.timetable.get(list(Day)[wish.day.weekday()], ())
    for name in dict.fromkeys(timed.slot.sequence for timed in slots if timed.slot.sequence):
        policy = wish.policies.get(name, wish.usual)
        answers = tuple((words, _with_policy(wish, name, each)) for each, words in _POLICIES.items())
        yield Question(name, _POLICIES[policy], answers)
    if any(timed.slot.sequence is None for timed in slots):
        yield _others(wish)
    if change is not None and any(each.overflow for each in change.sequences):
        yield _overflow(wish, change)
    if proposals:
        chosen = min(wish.makeup, len(proposals) - 1)
        answers = tuple((str(each), replace(wish, makeup=n)) for n, each in enumerate(proposals))
        yield Question("make-up", f"{chosen + 1} of {len(proposals)}: {proposals[chosen]}", answers)
    yield Question("reason", already.reason if already else wish.reason)


def _with_policy(wish: Wish, name: str, policy: Policy) -> Wish:
    return replace(wish, policies={**wish.policies, name: policy}, overflow=None, makeup=0)


def _others(wish: Wish) -> Question:
    """Return the question about slots of no sequence: they are made up for, or they are not."""
    words = {Policy.BUMP: "not held that day", Policy.MAKEUP: "held on another day of the week"}
    answers = tuple((said, replace(wish, usual=policy, makeup=0)) for policy, said in words.items())
    return Question("other groups", words.get(wish.usual, words[Policy.BUMP]), answers)


def _overflow(wish: Wish, change: Change) -> Question:
    possible = {c.overflow for each in change.sequences for c in each.choices if c.possible}
    answers = tuple((said, replace(wish, overflow=each)) for each, said in _OVERFLOWS.items() if each in possible)
    now = _OVERFLOWS[wish.overflow] if wish.overflow else "NOT ANSWERED: what becomes of what finds no place?"
    return Question("overflow", now, answers, Tone.WORD if wish.overflow else Tone.WARN)


def preview_lines(shown: Preview, paper: Paper) -> Iterator[Content]:
    """Yield what the wish comes to: what cannot be, else moves, what is missed, what it breaks and mends."""
    change, colours = shown.change, paper.look.colours
    if change is None:
        yield from paper.prose(shown.trouble, style=f"bold {colours.warn}")
        return
    yield from paper.prose(_in_short(shown, change), style=f"bold {colours.word}")
    yield Content("")
    for each in change.sequences:
        yield from _sequence_lines(shown, each, paper)
    if change.makeup is not None:
        yield from _makeup_lines(shown, paper)
    if change.missed:
        yield from paper.heading("Groups of no sequence")
        yield from bulleted(paper, (f"{_title(shown, kept.module)}: {kept.why}" for kept in change.missed))
    yield from _check_lines(shown.checks, paper)


def _in_short(shown: Preview, change: Change) -> str:
    moves = [move for each in change.sequences for move in each.moves]
    lost = sum(move.target is None for move in moves)
    said = [f"{len(moves)} to move" if moves else "Nothing moves"]
    said += [f"{lost} with NO PLACE"] if lost else []
    said += [f"breaks {_weighed(shown.checks.new)}", f"mends {_weighed(shown.checks.mended)}"]
    return f"{'; '.join(said)}."


def _title(shown: Preview, module: str) -> str:
    return shown.board.library.title(module)


def _sequence_lines(shown: Preview, each: SequenceChange, paper: Paper) -> Iterator[Content]:
    colours = paper.look.colours
    said = f"{counted(len(each.moves), 'module')} move" if each.moves else "nothing moves"
    yield literal(f"{each.sequence}: {each.policy}, {said.replace('1 module move', '1 module moves')}", _lead(paper))
    if each.ended and each.ends and each.ended != each.ends:
        yield from paper.prose(f"Its last session is on {_short(each.ends)}, no longer {_short(each.ended)}.")
    for kept, word in ((each.missed, "missed"), (each.gives_way, "gives way"), (each.stays, "locked, stays")):
        yield from bulleted(paper, (f"{word}: {_kept(shown, one)}" for one in kept))
    out = [move for move in each.moves if move.target is None]
    yield from bulleted(
        paper, (f"NO PLACE: {_title(shown, move.placement.module)}" for move in out), style=f"bold {colours.warn}"
    )
    for choice in each.choices if out else ():
        barred = "" if choice.possible else "not possible: "
        yield from bulleted(paper, [f"{choice.overflow}: {barred}{choice.said}"], style=colours.quiet)
    yield from bulleted(paper, (_move(shown, move) for move in each.moves if move.target))


def _lead(paper: Paper) -> str:
    return f"bold {paper.look.colours.lead}"


def _move(shown: Preview, move: Move) -> str:
    slot = f", {move.target.slot}" if move.target and move.target.slot != move.source.slot else ""
    return f"{_short(move.was)} -> {_short(move.on)}{slot}  {_title(shown, move.placement.module)}"


def _kept(shown: Preview, kept: Kept) -> str:
    return f"{_title(shown, kept.module)}, {_short(kept.date)}, {kept.cell.slot}"


def _short(day: date | None) -> str:
    return f"{day:%a %b} {day.day}" if day else ""


def _makeup_lines(shown: Preview, paper: Paper) -> Iterator[Content]:
    chosen = shown.proposals[min(shown.wish.makeup, len(shown.proposals) - 1)]
    yield from paper.heading(f"Made up on {chosen}")
    yield from bulleted(paper, (*chosen.changes, *(f"NOT HELD: {lack}" for lack in chosen.lacking)))


def _check_lines(checks: Difference, paper: Paper) -> Iterator[Content]:
    for word, findings in (("It breaks", checks.new), ("It mends", checks.mended)):
        weighty = [each for each in findings if each.severity is not Severity.NOTE]
        notes = Counter(each.rule for each in findings if each.severity is Severity.NOTE)
        yield from paper.heading(f"{word}: {_weighed(findings)}")
        for severity in (Severity.BLOCK, Severity.WARN):
            style = f"bold {paper.look.severity(severity)}" if word == "It breaks" else paper.look.colours.word
            for finding in (each for each in weighty if each.severity is severity):
                place = finding.place.partition(", ")[2] or finding.place
                said = f"{LETTERS[severity]} {finding.rule}, {place}"
                yield from bulleted(paper, [said], style=style)
                yield from paper.prose(finding.message, indent=2, style=paper.look.colours.quiet)
        if notes:
            named = listed(f"{rule} {number} times" if number > 1 else rule for rule, number in notes.items())
            yield from bulleted(paper, [f"{counted(notes.total(), 'note')}: {named}"], style=paper.look.colours.quiet)


def _weighed(findings: Sequence[Finding]) -> str:
    """Return how much there is of each weight: `1 blocking, 2 warnings`; `nothing` for nothing."""
    words = {Severity.BLOCK: "blocking", Severity.WARN: "warning", Severity.NOTE: "note"}
    numbers = {word: sum(each.severity is severity for each in findings) for severity, word in words.items()}
    said = (f"{n} {word}{'s' if n > 1 and word != 'blocking' else ''}" for word, n in numbers.items() if n)
    return ", ".join(said) or "nothing"


def accepted_name(change: Change) -> str:
    """Return what undo calls the change."""
    return f"close {_short(change.day)}"


def accepted_text(change: Change) -> str:
    """Return what was done, in a sentence."""
    moves = sum(len(each.moves) for each in change.sequences)
    said = f"; {counted(moves, 'module')} moved" if moves else ""
    made_up = f"; made up on {_short(change.makeup.on)}" if change.makeup else ""
    return f"Closed {_short(change.day)}{said}{made_up}. u takes all of it back."
