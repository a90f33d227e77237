"""A proposal beside the plan: a line for each slot, why it stands there, what else could, and what the wishes say."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from textual.content import Content

from curriculum.model.finding import Severity
from curriculum.model.library import Library
from curriculum.model.timing import clock_text
from curriculum.model.track import Cell, Placement, Track
from curriculum.model.words import counted
from curriculum.planning.fill.candidates import Candidates
from curriculum.planning.fill.problem import Problem, to_fill, to_replan
from curriculum.planning.fill.proposal import Left, Proposal, Proposed, accepted
from curriculum.planning.fill.stages import Chosen
from curriculum.planning.fill.why import WISHES, Alternative, alternatives
from curriculum.tui.board import Board
from curriculum.tui.pages.sheet import Line, Mark, Sheet, Tone
from curriculum.tui.pages.words import bulleted, listed
from curriculum.tui.reading import Paper
from curriculum.tui.text import literal
from curriculum.tui.theme import LETTERS
from curriculum.workspace.changing import Difference, difference
from curriculum.workspace.filling import Nothing

_MOST_OTHERS = 12
"""Other modules that are told of a slot, of those that may stand there and of those that may not."""


@dataclass(frozen=True)
class Scope:
    """Which slots a proposal is for."""

    weeks: tuple[int, ...]
    anew: bool = False
    """What is placed and not locked may move, too."""

    def problem(self, board: Board) -> Problem:
        """Return what is to be filled of a plan."""
        return (to_replan if self.anew else to_fill)(board.subject, self.weeks)

    def name(self, track: Track) -> str:
        """Return the scope in words: `week 3`, `weeks 3 to 5`, `the whole cycle`."""
        if len(self.weeks) == track.cycle > 1:
            return "the whole cycle"
        return f"week {self.weeks[0]}" if len(self.weeks) == 1 else f"weeks {self.weeks[0]} to {self.weeks[-1]}"


@dataclass(frozen=True)
class Filling:
    """Where the filling of some slots stands."""

    board: Board
    """The plan for which it was asked."""
    scope: Scope
    slots: int
    """How many slots there are to fill."""
    chosen: Chosen = field(default_factory=dict)
    """What the first stage puts into which week, before it is known where."""
    found: Proposal | Nothing | None = None
    """None while it is sought."""
    checks: Difference = field(default_factory=lambda: Difference((), ()))
    taken: frozenset[Cell] = frozenset()
    """Slots that were accepted one by one."""
    another: int = 0

    @property
    def proposal(self) -> Proposal | None:
        """The proposal, where there is one."""
        return self.found if isinstance(self.found, Proposal) else None

    @property
    def offers(self) -> tuple[Proposed | Left, ...]:
        """What is proposed of each slot, in the order held."""
        if self.proposal is None:
            return ()
        position = self.proposal.problem.position
        return tuple(
            sorted((*self.proposal.placed, *self.proposal.left), key=lambda offer: position.get(offer.cell, 0))
        )

    def accepted(self, cells: frozenset[Cell] | None = None) -> Track:
        """Return the track with all of the proposal, or some of its slots."""
        assert self.proposal is not None, "nothing was proposed"
        return self.proposal.track if cells is None else accepted(self.proposal, cells)


def checked(filling: Filling) -> Filling:
    """Return the filling with what the checks say once all of its proposal is accepted."""
    if filling.proposal is None:
        return filling
    board = filling.board
    saved = replace(board.opened.source, text=board.opened.history.present.text)
    workspace = board.workspace.with_track(board.opened.id, board.track, saved)
    checks = difference(workspace, board.opened.id, filling.proposal.track, board.today)
    return replace(filling, checks=checks)


def sheet_of(filling: Filling) -> tuple[Sheet, tuple[Proposed | Left | None, ...]]:
    """Return a line for each slot, week by week, and what is offered on each; None for headings."""
    lines: list[Line] = []
    offers: list[Proposed | Left | None] = []
    week = 0
    for offer in filling.offers:
        if offer.cell.week != week:
            week = offer.cell.week
            lines.append(Line(f"Week {week}"))
            offers.append(None)
        lines.append(_line(filling, offer))
        offers.append(offer)
    return Sheet("slot", ("", "proposed", "now"), tuple(lines), by_line=True), tuple(offers)


def _line(filling: Filling, offer: Proposed | Left) -> Line:
    timed = filling.board.track.timed_slot(offer.cell.day, offer.cell.slot)
    start = f"{clock_text(timed.start)} " if timed else ""
    label = f"{offer.cell.day.full_name[:3]} {start}{offer.cell.slot}"
    library = filling.board.library
    before = Mark(library.title(offer.before.module) if offer.before else "empty", Tone.QUIET)
    if isinstance(offer, Left):
        return Line(label, (Mark("EMPTY", Tone.WARN), Mark("-", Tone.QUIET), before))
    same = offer.before is not None and offer.before.module == offer.placement.module
    now = Mark("the same", Tone.QUIET) if same else before
    return Line(label, (_state(filling, offer), Mark(_titled(library, offer.placement)), now))


def _state(filling: Filling, offer: Proposed) -> Mark:
    if offer.cell in filling.taken:
        return Mark("taken", Tone.QUIET)
    if not offer.changes:
        return Mark("same", Tone.QUIET)
    if offer.before is None:
        return Mark("NEW", Tone.LEAD)
    return Mark("OTHER" if offer.before.module != offer.placement.module else "people", Tone.LEAD)


def _titled(library: Library, placement: Placement) -> str:
    module = library.get(placement.module)
    return f"{module.modality.letters if module else '?':<4}{library.title(placement.module)}"


def summary(filling: Filling, seconds: int = 0) -> str:
    """Return how it stands: what is sought for how long, what was found and how good it is, or that nothing was."""
    track = filling.board.track
    what = f"{filling.scope.name(track)}, {counted(filling.slots, 'slot')}"
    what += ", planned anew" if filling.scope.anew else ""
    if filling.found is None:
        stage = (
            "The modules of each week are chosen; now their slots, people and rooms" if filling.chosen else "Looking"
        )
        lasted = f", {counted(seconds, 'second')}" if seconds else ""
        return f"{stage}: {what}{lasted}. Esc stops; nothing is changed."
    if isinstance(filling.found, Nothing):
        return f"No proposal for {what}. {_nothing(filling.found)}"
    proposal = filling.found
    number = f"Proposal {filling.another + 1} for {what}" if filling.another else f"Proposal for {what}"
    changes = counted(len(proposal.changed), "change")
    left = f", {counted(len(proposal.left), 'slot')} left EMPTY" if proposal.left else ""
    return f"{number}: {changes}{left}; {quality(proposal, again=filling.another > 0)}. Nothing is changed yet."


def quality(proposal: Proposal, *, again: bool = False) -> str:
    """Return how near a proposal is to the best there can be."""
    if proposal.optimal:
        return "proven the best by the wishes, of those not shown before" if again else "proven the best by the wishes"
    if proposal.timed_out:
        return f"at most {proposal.gap:.0%} from the best; the clock ended the search"
    return f"at most {proposal.gap:.0%} from the best there can be"


def _nothing(found: Nothing) -> str:
    if found.no_other:
        return "Every proposal was shown already."
    if found.timed_out:
        return "The clock ended the search before anything was found; that proves nothing."
    return "Some wishes cannot be kept together."


def waiting_lines(filling: Filling, paper: Paper) -> Iterator[Content]:
    """Yield what the first stage chose, while the second looks for slots."""
    title = filling.board.library.title
    for week, modules in sorted(filling.chosen.items()):
        yield from paper.heading(f"Week {week}")
        yield from bulleted(paper, map(title, modules))
    if not filling.chosen:
        yield from paper.prose("Choosing the modules of each week…", style=paper.look.colours.quiet)


def conflict_lines(found: Nothing, paper: Paper) -> Iterator[Content]:
    """Yield which few wishes cannot be kept together, who can change them, and how."""
    colours = paper.look.colours
    yield from paper.prose(_nothing(found), style=f"bold {colours.warn}")
    for conflict in found.conflicts:
        yield Content("")
        yield from paper.prose(conflict.message, style=f"bold {colours.word}")
        yield from paper.prose(f"Who can change it: {conflict.who}.")
        yield from paper.prose(conflict.fix)


def reason_lines(filling: Filling, offer: Proposed | Left, paper: Paper) -> Iterator[Content]:
    """Yield why a module stands in a slot, or why the slot stays empty; who leads it and where."""
    colours, board = paper.look.colours, filling.board
    library, clinic = board.library, board.workspace.clinic
    if isinstance(offer, Left):
        yield literal("Left EMPTY", f"bold {colours.warn}")
        yield from paper.prose(offer.reason)
        return
    yield literal(_titled(library, offer.placement), f"bold {colours.word}")
    yield literal(str(offer.cell), colours.quiet)
    if offer.before and offer.before.module != offer.placement.module:
        yield from paper.prose(f"In place of {library.title(offer.before.module)}.")
    yield from paper.heading("Why here")
    yield from paper.prose(offer.reason)
    leads = offer.placement.lead or board.track.staff.get(offer.cell.slot, ())
    room = offer.placement.room or board.track.rooms.get(offer.cell.slot)
    usual = "" if offer.placement.lead else " as usual"
    yield Content("")
    yield from paper.prose(
        f"Led by {listed(map(clinic.person_name, leads))}{usual}." if leads else "Led by nobody yet."
    )
    if room:
        yield from paper.prose(f"In {clinic.room_name(room)}{'' if offer.placement.room else ' as usual'}.")


def others(filling: Filling, cell: Cell) -> tuple[Alternative, ...]:
    """Return what else could stand in a slot, the nearest first, and what speaks against it."""
    assert filling.proposal is not None, "nothing was proposed"
    return alternatives(Candidates(filling.proposal.problem), filling.proposal, cell, filling.board.today)


def other_lines(filling: Filling, found: tuple[Alternative, ...], paper: Paper) -> Iterator[Content]:
    """Yield why this module and not another."""
    title = filling.board.library.title
    possible = [other for other in found if other.points is not None]
    barred = [other for other in found if other.points is None]
    yield literal("Why this and not another", f"bold {paper.look.colours.word}")
    yield from paper.heading("Could stand here as well")
    yield from bulleted(
        paper,
        (f"{title(other.module)}: {other.against}" for other in possible[:_MOST_OTHERS]) if possible else ["none"],
    )
    if len(possible) > _MOST_OTHERS:
        yield from paper.prose(f"and {len(possible) - _MOST_OTHERS} more", style=paper.look.colours.quiet)
    yield from paper.heading("May not stand here")
    yield from bulleted(paper, (f"{title(other.module)}: {other.against}" for other in barred[:_MOST_OTHERS]))
    if len(barred) > _MOST_OTHERS:
        yield from paper.prose(f"and {len(barred) - _MOST_OTHERS} more", style=paper.look.colours.quiet)


def wish_lines(filling: Filling, paper: Paper) -> Iterator[Content]:
    """Yield what the wishes and the checks say before and after."""
    proposal, colours = filling.proposal, paper.look.colours
    if proposal is None:
        return
    yield literal("What the wishes say", f"bold {colours.word}")
    yield from paper.prose(
        f"{proposal.before.points} points before, {proposal.after.points} after; {quality(proposal)}."
    )
    before = {part.wish: part.breaches for part in proposal.before.parts}
    for part in proposal.after.parts:
        was = before.get(part.wish, 0)
        if was or part.breaches:
            said = f"{WISHES.get(part.wish, part.wish)}: {was} before, {part.breaches} after"
            style = f"bold {colours.warn}" if part.breaches > was else colours.word
            yield from bulleted(paper, [f"{said}{', WORSE' if part.breaches > was else ''}"], style=style)
    for word, findings in (("It breaks", filling.checks.new), ("It mends", filling.checks.mended)):
        weighty = [finding for finding in findings if finding.severity is not Severity.NOTE]
        yield from paper.heading(f"{word}: {counted(len(weighty), 'thing')} that the checks say")
        said_of = dict.fromkeys((finding.severity, finding.rule) for finding in weighty)
        for severity, rule in said_of:
            places = [f.place.partition(", ")[2] for f in weighty if (f.severity, f.rule) == (severity, rule)]
            more = f" and {len(places) - 3} more" if len(places) > 3 else ""
            yield from bulleted(paper, [f"{LETTERS[severity]} {rule}: {'; '.join(places[:3])}{more}"])
