"""Filling a track: the two stages of `planning.fill`, carried to the solver and back while the screen stays awake.

Writes nothing. A clock may end the search where it is asked to; what that leaves unproven is said so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import ceil

from curriculum.model.track import Cell, Placement
from curriculum.planning.fill.candidates import Candidates
from curriculum.planning.fill.conflicts import Conflict, arithmetic
from curriculum.planning.fill.cuts import cut_of_left_out
from curriculum.planning.fill.days import day_model, left_out, placements
from curriculum.planning.fill.days import start_of as day_start
from curriculum.planning.fill.elastic import elastic, given, in_words
from curriculum.planning.fill.guard import without_faults
from curriculum.planning.fill.problem import Problem
from curriculum.planning.fill.proposal import Proposal, proposed_track
from curriculum.planning.fill.reasons import described
from curriculum.planning.fill.rows import Tag
from curriculum.planning.fill.stages import Chosen, cut_of_proposal, week_stage, windows
from curriculum.planning.fill.tally import Tally, tally
from curriculum.planning.fill.weeks import Cut, chosen
from curriculum.planning.fill.weeks import start_of as week_start
from curriculum.solver.line import DEFAULT_GAP, Question, Solution, SolverLine

_ROUNDS = 6
"""How often the first stage is asked again after a week's slots could not take what it chose."""
_SIDES = 2
"""What gives way first, and what gives way if that may not: the two sides of a conflict."""
_ROUGH = 0.2
"""How near its bound an explanation has to be: it names what stands against each other, not what is best."""
_BRANCHES = 40
"""How many branches the first stage looks at: not the clock ends a search, so that each run has the same answer."""


@dataclass(frozen=True)
class Search:
    """How far to look."""

    today: date
    gap: float = DEFAULT_GAP
    seconds: float | None = None
    """Where the clock ends each search of the first stage, too."""
    another: int = 0
    """How many proposals to pass over: 1 is the next one after the best."""


@dataclass(frozen=True)
class Nothing:
    """Why there is no proposal."""

    conflicts: tuple[Conflict, ...] = ()
    """The wishes that cannot be kept together; empty where that is not what it failed of."""
    timed_out: bool = False
    """True where the clock ended the search before anything was found: nothing is proven impossible then."""
    no_other: bool = False
    """True where every proposal was shown already."""


@dataclass(frozen=True)
class _Found:
    """What one round of both stages came to."""

    placed: Mapping[Cell, Placement]
    bound: int
    timed_out: bool
    tally: Tally = field(compare=False)


def _unseen(_chosen: Chosen) -> None:
    """Show nobody what the first stage chose."""


async def fill(
    problem: Problem, line: SolverLine, search: Search, show: Callable[[Chosen], None] = _unseen
) -> Proposal | Nothing:
    """Return a proposal for a problem, or why there is none.

    `show` is told which modules the first stage puts into which week, while the second looks for their slots.
    Raises CurriculumError where the solver's process cannot be used.
    """
    candidates, cuts = Candidates(problem), list[Cut]()
    outcome: _Found | Nothing = Nothing()
    for number in range(search.another + 1):
        outcome = await _rounds(candidates, line, search, (cuts, show if number == search.another else _unseen))
        if isinstance(outcome, Nothing):
            return Nothing(no_other=True) if number and not outcome.timed_out else outcome
        cuts.append(cut_of_proposal(_weeks_of(outcome.placed)))
    assert isinstance(outcome, _Found)
    return _proposal(candidates, outcome, search)


def _weeks_of(placed: Mapping[Cell, Placement]) -> dict[int, list[str]]:
    weeks: dict[int, list[str]] = {}
    for cell, placement in placed.items():
        weeks.setdefault(cell.week, []).append(placement.module)
    return weeks


def _proposal(candidates: Candidates, found: _Found, search: Search) -> Proposal:
    problem = candidates.problem
    kept, out = without_faults(problem, found.placed, search.today)
    placed, left = described(candidates, kept)
    return Proposal(
        problem=problem,
        placed=placed,
        left=left,
        before=tally(problem, problem.track),
        after=tally(problem, proposed_track(problem, kept)),
        bound=found.bound,
        timed_out=found.timed_out,
        taken_out=out,
    )


async def _rounds(
    candidates: Candidates, line: SolverLine, search: Search, told: tuple[list[Cut], Callable[[Chosen], None]]
) -> _Found | Nothing:
    """Return the best of some rounds: where slots could not take what a week was given, it is given less."""
    earlier, show = told
    cuts: list[Cut] = []
    best: _Found | None = None
    bound: int | None = None
    for _ in range(_ROUNDS):
        weeks = week_stage(candidates, [*earlier, *cuts])
        question = Question(
            weeks.model.plain(), week_start(weeks), search.gap, windows(weeks), _BRANCHES, search.seconds
        )
        answer = await line.ask(question)
        if not answer.found:
            return best or await _nothing(candidates, line, answer)
        # What the first round proves holds for every proposal: later rounds only leave out what was tried.
        bound = ceil(answer.bound - 1e-6) if bound is None else bound
        held = chosen(weeks, list(answer.values))
        show(held)
        placed, found_cuts = await _days(candidates, line, held)
        counted = tally(candidates.problem, proposed_track(candidates.problem, placed))
        found = _Found(placed, bound, answer.state == "stopped", counted)
        if best is None or _cost(found.tally) < _cost(best.tally):
            best = found
        if not found_cuts:
            break
        cuts += found_cuts
    assert best is not None
    return best


def _cost(counted: Tally) -> tuple[int, int]:
    return sum(part.breaches for part in counted.broken), counted.points


async def _days(candidates: Candidates, line: SolverLine, held: Chosen) -> tuple[dict[Cell, Placement], list[Cut]]:
    """Return what goes where, week after week, and what to ask of the first stage where something was left out."""
    placed: dict[Cell, Placement] = {}
    cuts: list[Cut] = []
    for week in sorted(held):
        days = day_model(candidates, week, held, placed)
        answer = await line.ask(Question(days.model.plain(), day_start(days), gap=0))
        values = list(answer.values)
        placed |= placements(days, values)
        cuts += cut_of_left_out(days, left_out(days, values))
    return placed, cuts


async def _nothing(candidates: Candidates, line: SolverLine, answer: Solution) -> Nothing:
    if answer.state != "impossible":
        return Nothing(timed_out=True)
    return Nothing(conflicts=await explain(candidates, line))


async def explain(candidates: Candidates, line: SolverLine) -> tuple[Conflict, ...]:
    """Return which few wishes cannot be kept together: by arithmetic where that shows it, else by an elastic model."""
    plain = arithmetic(candidates)
    if plain:
        return plain
    weeks, gave = week_stage(candidates), dict[Tag, float]()
    for _ in range(_SIDES):
        stretched = elastic(weeks, gave)
        answer = await line.ask(Question(stretched.model.plain(), gap=_ROUGH, nodes=_BRANCHES))
        found = given(stretched, answer.values) if answer.found else {}
        if found.keys() <= gave.keys():
            break
        gave |= found
    return in_words(candidates, gave)
