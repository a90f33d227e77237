"""`curriculum fill`: placements for the empty slots of a track, proposed beside the plan with a reason each."""

import asyncio
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import click

from curriculum.cli.context import format_option, open_here, shown_from_here, today, workspace_option
from curriculum.cli.findings import LABELS
from curriculum.cli.prose import listed, section, wrapped
from curriculum.cli.words import plain
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Document, Finding, Severity
from curriculum.model.track import Cell, Day, Placement, Track
from curriculum.model.words import counted
from curriculum.planning.fill.candidates import Candidates
from curriculum.planning.fill.problem import Problem, to_fill, to_replan
from curriculum.planning.fill.proposal import Left, Proposal, Proposed, accepted
from curriculum.planning.fill.stages import Chosen
from curriculum.planning.fill.tally import Part, by_wish
from curriculum.planning.fill.why import WISHES, Alternative, alternatives
from curriculum.solver.line import SolverLine
from curriculum.workspace import Workspace
from curriculum.workspace.changing import Difference, difference, write_plan
from curriculum.workspace.filling import Nothing, Search, fill

_SHOWN = 8
"""Alternatives of each sort that `--why` names."""
_BLOCKED = 1


@click.command(
    "fill",
    epilog="""\b
Examples:
  curriculum fill evening                            propose for every empty slot
  curriculum fill evening --week 3 --week 4          of two weeks only
  curriculum fill evening --another                  the next best that differs
  curriculum fill evening --why 3/thu/studio         why this module there, and not another
  curriculum fill evening --only 3/thu/studio --write
  curriculum fill day --replan --write               anew, with as little change as possible

\b
What it holds to stands in the track under `wishes:`; every wish left out has a value of its own.
Without --write nothing is written. Exit code 1: nothing can be proposed, or a must is not kept.
""",
)
@click.argument("track")
@click.option("--week", "weeks", type=int, multiple=True, metavar="WEEK", help="A week to fill; all unless said.")
@click.option("--replan", is_flag=True, help="Let what is placed and not locked move, too.")
@click.option("--another", count=True, help="The next proposal; twice for the one after.")
@click.option("--why", metavar="WEEK/DAY/SLOT", help="Why this module in a slot, and what speaks against the others.")
@click.option("--only", multiple=True, metavar="WEEK/DAY/SLOT", help="Accept this slot only; may be given often.")
@click.option("--seconds", type=click.FloatRange(1), help="End the search by the clock, too.")
@click.option("--write", is_flag=True, help="Write the proposal into the track's file.")
@format_option("text", "json")
@workspace_option
def command(  # noqa: PLR0913  one for each option
    *,
    track: str,
    weeks: tuple[int, ...],
    replan: bool,
    another: int,
    why: str | None,
    only: tuple[str, ...],
    seconds: float | None,
    write: bool,
    format_: str,
) -> None:
    """Propose placements for empty slots, with a reason for each.

    What is placed stays. The proposal is shown beside the plan, with what the checks say after it and did not say
    before. Planned, not delivered.
    """
    workspace = open_here()
    problem = _problem(workspace, track, weeks, replan=replan)
    search = Search(today(), seconds=seconds, another=another)
    outcome = asyncio.run(_asked(problem, search))
    if isinstance(outcome, Nothing):
        click.echo(json.dumps(_nothing_data(outcome), indent=2) if format_ == "json" else _nothing_text(outcome))
        raise click.exceptions.Exit(_BLOCKED)
    cells = [_cell(problem.track, text) for text in only] or None
    shown = _Shown(workspace, track, outcome, difference(workspace, track, accepted(outcome, cells), today()))
    if write and not outcome.after.broken:
        write_plan(workspace, track, accepted(outcome, cells))
    if why is not None:
        _say_why(shown, _cell(problem.track, why), format_)
    elif format_ == "json":
        click.echo(json.dumps(_data(shown, written=write), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(shown)))
        click.echo(f"\n{_ending(shown, written=write)}")
    if outcome.after.broken:
        raise click.exceptions.Exit(_BLOCKED)


def _problem(workspace: Workspace, track_id: str, weeks: Sequence[int], *, replan: bool) -> Problem:
    """Return what is to be filled. Raises CurriculumError where that is nothing, or a week is not of the cycle."""
    subject = workspace.subject(track_id, today=today())
    beyond = [week for week in weeks if not 1 <= week <= subject.track.cycle]
    if beyond:
        raise CurriculumError(f"There is no week {beyond[0]}.", f"The cycle has weeks 1 to {subject.track.cycle}.")
    problem = (to_replan if replan else to_fill)(subject, weeks or None)
    if not problem.cells:
        fix = "Everything there is locked or standing." if replan else "--replan lets what is placed move, too."
        raise CurriculumError("There is no empty slot to fill.", fix)
    return problem


def _cell(track: Track, text: str) -> Cell:
    """Return the slot that `3/thu/studio` names. Raises CurriculumError where the track has none such."""
    week, _, rest = text.partition("/")
    day, _, slot = rest.partition("/")
    if week.isdigit() and day in set(Day) and track.timed_slot(Day(day), slot) and 1 <= int(week) <= track.cycle:
        return Cell(int(week), Day(day), slot)
    first = track.cells[0]
    raise CurriculumError(f'The track has no slot "{text}".', f"Write it as {first.week}/{first.day}/{first.slot}.")


async def _asked(problem: Problem, search: Search) -> Proposal | Nothing:
    async with SolverLine() as line:
        return await fill(problem, line, search, _tell)


def _tell(chosen: Chosen) -> None:
    count = sum(map(len, chosen.values()))
    click.echo(f"{counted(count, 'module')} chosen; now their days, people and rooms ...", err=True)


@dataclass(frozen=True)
class _Shown:
    """A proposal, and what the checks say to it."""

    workspace: Workspace
    track_id: str
    proposal: Proposal
    checks: Difference

    def title(self, module_id: str) -> str:
        """Return a module's title, harmless on a terminal."""
        return plain(self.workspace.library.title(module_id))


def _lines(shown: _Shown) -> Iterator[str]:
    proposal = shown.proposal
    yield f"{plain(proposal.problem.track.title)}: {_count_text(proposal)}"
    yield from wrapped(_quality(proposal))
    shown_slots: tuple[Proposed | Left, ...] = (*proposal.changed, *proposal.left)
    weeks = sorted({each.cell.week for each in shown_slots})
    for week in weeks:
        yield from section(f"Week {week}", _week_lines(shown, week))
    kept = len(proposal.placed) - len(proposal.changed)
    if kept:
        yield ""
        stay = "stays as it is" if kept == 1 else "stay as they are"
        yield f"{counted(kept, 'session')} of the plan that could move {stay}."
    yield from section("What it costs by the wishes, before and after", _wish_lines(proposal))
    new = _finding_lines(shown.checks.new) or ["  nothing"]
    yield from section("What the checks say then, and did not before", new)
    yield from section("What they no longer say", _finding_lines(shown.checks.mended))


def _count_text(proposal: Proposal) -> str:
    left = f", {counted(len(proposal.left), 'slot')} left empty" if proposal.left else ""
    return (
        f"{counted(len(proposal.changed), 'change')} proposed in {counted(len(proposal.problem.cells), 'slot')}{left}"
    )


def _quality(proposal: Proposal) -> str:
    points, bound = proposal.after.points, proposal.bound
    if proposal.after.broken:
        return "A must is not kept: see below. Nothing of it is written."
    ended = " The clock ended the search: a better one may be there." if proposal.timed_out else ""
    if proposal.optimal:
        return f"{counted(points, 'point')} against the wishes: proven, none costs less.{ended}"
    return (
        f"{counted(points, 'point')} against the wishes; proven, none costs less than {bound} "
        f"(at most {proposal.gap:.1%} could be saved).{ended}"
    )


def _week_lines(shown: _Shown, week: int) -> Iterator[str]:
    slots: tuple[Proposed | Left, ...] = (*shown.proposal.changed, *shown.proposal.left)
    for each in sorted(slots, key=lambda e: shown.proposal.problem.position[e.cell]):
        if each.cell.week != week:
            continue
        where = f"{each.cell.day.full_name[:3]} {each.cell.slot}"
        if isinstance(each, Left):
            yield from _hanging(f"  {where:16}", f"stays empty. {plain(each.reason)}")
            continue
        yield f"  {where:16}{_placement_text(shown, each)}"
        yield from _hanging(" " * 18, plain(each.reason))


def _hanging(lead: str, text: str) -> Iterator[str]:
    first, *rest = list(wrapped(text, len(lead)))
    yield lead + first.strip()
    yield from rest


def _placement_text(shown: _Shown, each: Proposed) -> str:
    clinic, held = shown.workspace.clinic, each.placement
    with_ = f", {' and '.join(plain(clinic.person_name(name)) for name in held.lead)}" if held.lead else ""
    where = f", {plain(clinic.room_name(held.room))}" if held.room else ""
    before = each.before
    was = f"  (was {shown.title(before.module)})" if before and before.module != held.module else ""
    return f"{shown.title(held.module)}{with_}{where}{was}"


def _wish_lines(proposal: Proposal) -> Iterator[str]:
    for name, (old, new) in by_wish(proposal.before, proposal.after).items():
        if old.breaches or new.breaches:
            what = WISHES.get(name, "breaches")
            must = "  a must" if new.weigh == "must" else f"  {old.points} -> {new.points} points"
            yield f"  {name:24}{old.breaches:5} -> {new.breaches:<5} {what:46}{must}"
    if not any(new.breaches or old.breaches for old, new in by_wish(proposal.before, proposal.after).values()):
        yield "  nothing"


def _finding_lines(findings: Sequence[Finding]) -> list[str]:
    lines: list[str] = []
    for finding in findings:
        if finding.severity in (Severity.BLOCK, Severity.WARN):
            where = finding.place.partition(", ")[2]
            lines += listed([f"{LABELS[finding.severity][0]} {finding.rule}, {where}: {plain(finding.message)}"], 2)
    return lines


def _ending(shown: _Shown, *, written: bool) -> str:
    source = shown.workspace.source(Document("track", shown.track_id))
    file = shown_from_here(source.path) if source else shown.track_id
    if written and not shown.proposal.after.broken:
        return f"Wrote {file}."
    return f"Nothing was written; --write writes {file}, --another looks for the next."


def _say_why(shown: _Shown, cell: Cell, format_: str) -> None:
    proposal = shown.proposal
    if cell not in proposal.problem.open:
        raise CurriculumError(f"Nothing is proposed for {cell}.", "It is placed, standing, closed, or of another week.")
    others = alternatives(Candidates(proposal.problem), proposal, cell, today())
    if format_ == "json":
        data = [{"module": o.module, "points": o.points, "against": o.against} for o in others]
        click.echo(json.dumps({"cell": str(cell), "alternatives": data}, indent=2, ensure_ascii=False))
        return
    each = next((each for each in proposal.placed if each.cell == cell), None)
    left = next((each for each in proposal.left if each.cell == cell), None)
    click.echo(f"{cell}: {_placement_text(shown, each) if each else 'stays empty'}")
    reason = each.reason if each else left.reason if left else ""
    click.echo("\n".join(wrapped(plain(reason), 2)))
    possible = [other for other in others if other.points is not None]
    barred = [other for other in others if other.points is None]
    for title, some in (("Instead there could stand", possible), ("Not there", barred)):
        lines = list(listed((_other_text(shown, other) for other in some[:_SHOWN]), 2))
        lines += [f"  and {len(some) - _SHOWN} more"] if len(some) > _SHOWN else []
        if lines:
            click.echo("\n".join(section(title, lines)))


def _other_text(shown: _Shown, other: Alternative) -> str:
    costs = f"{other.points:+} points, " if other.points is not None else ""
    return f"{shown.title(other.module)}: {costs}{plain(other.against)}"


def _nothing_text(nothing: Nothing) -> str:
    if nothing.no_other:
        return "There is no other proposal that keeps the musts and differs in a tenth of the sessions."
    if nothing.timed_out:
        return "The clock ended the search before anything was found. That proves nothing: give it more seconds."
    lines = ["These cannot be kept together; one of them has to go:"]
    for conflict in nothing.conflicts:
        lines += listed([f"{plain(conflict.message)} Can be changed by {conflict.who}. {plain(conflict.fix)}"], 2)
    if not nothing.conflicts:
        lines.append("  The musts stand against each other; let one of them be a weight and look what gives way.")
    return "\n".join(lines)


def _nothing_data(nothing: Nothing) -> dict[str, Any]:
    return {
        "proposal": None,
        "timed_out": nothing.timed_out,
        "no_other": nothing.no_other,
        "conflicts": [{"message": c.message, "who": c.who, "fix": c.fix} for c in nothing.conflicts],
    }


def _data(shown: _Shown, *, written: bool) -> dict[str, Any]:
    proposal = shown.proposal
    return {
        "track": shown.track_id,
        "written": written and not proposal.after.broken,
        "points": proposal.after.points,
        "bound": proposal.bound,
        "gap": proposal.gap,
        "optimal": proposal.optimal,
        "timed_out": proposal.timed_out,
        "wishes": [_part_data(*pair) for pair in by_wish(proposal.before, proposal.after).values()],
        "placed": [
            {**_held(each.cell, each.placement), "before": each.before and each.before.module, "reason": each.reason}
            for each in proposal.placed
        ],
        "left": [{"cell": str(left.cell), "reason": left.reason} for left in proposal.left],
        "new": [_finding_data(finding) for finding in shown.checks.new],
        "mended": [_finding_data(finding) for finding in shown.checks.mended],
    }


def _held(cell: Cell, placement: Placement) -> dict[str, Any]:
    return {
        "week": cell.week,
        "day": cell.day.value,
        "slot": cell.slot,
        "module": placement.module,
        "lead": list(placement.lead),
        "room": placement.room,
    }


def _part_data(before: Part, after: Part) -> dict[str, Any]:
    return {
        "wish": after.wish,
        "weigh": after.weigh,
        "before": before.breaches,
        "after": after.breaches,
        "points": after.points,
    }


def _finding_data(finding: Finding) -> dict[str, str]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "place": finding.place,
        "message": finding.message,
    }
