"""`curriculum close`: what closing a day moves, drops, breaks and mends, before it is written or not."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import click

from curriculum.cli.context import format_option, open_here, shown_from_here, today, workspace_option
from curriculum.cli.findings import LABELS
from curriculum.cli.prose import listed, section, wrapped
from curriculum.cli.words import did_you_mean, plain
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Document, Finding, Severity
from curriculum.model.words import counted
from curriculum.planning.changes import Change, Closing, Kept, Overflow, Policy, SequenceChange
from curriculum.planning.closing import close, slots_to_make_up
from curriculum.planning.layout import Move
from curriculum.planning.makeups import Proposal, makeup_proposals
from curriculum.workspace import Workspace
from curriculum.workspace.changing import Difference, difference, write_plan

_SHOWN = 5
"""Make-ups to propose at most."""


@click.command(
    "close",
    epilog="""\b
Examples:
  curriculum close evening 2027-03-29
  curriculum close evening 2027-03-29 --policy bump --overflow extend --reason Snow --write
  curriculum close evening 2027-03-29 --policy skills=swap
  curriculum close day 2027-03-29 --policy makeup

\b
Policies, for every sequence of the day or for one by name:
  bump     what follows moves on by one place; locked placements stay
  skip     nothing moves; what the day would have held is missed
  swap     a stand-alone module of another day gives way
  makeup   the day is held on another day of its week, with leaders and rooms that are free

\b
Without --write nothing is written. --write records the closure in the track, too.
""",
)
@click.argument("track")
@click.argument("day", metavar="DATE", type=click.DateTime(formats=["%Y-%m-%d"]))
@click.option(
    "--policy", "policies", multiple=True, metavar="[SEQUENCE=]POLICY", help="bump (unless said), skip, swap or makeup."
)
@click.option(
    "--overflow",
    type=click.Choice([each.value for each in Overflow]),
    help="What becomes of what finds no place: a week more, an open slot among the last, or left out.",
)
@click.option(
    "--makeup", "number", type=click.IntRange(1), metavar="N", help="The make-up of that number; 1 unless said."
)
@click.option("--reason", default="Closed", show_default=True, help="Why, as it is printed.")
@click.option("--write", is_flag=True, help="Write it into the track's file.")
@format_option("text", "json")
@workspace_option
def command(  # noqa: PLR0913  one for each option
    *,
    track: str,
    day: datetime,
    policies: tuple[str, ...],
    overflow: str | None,
    number: int | None,
    reason: str,
    write: bool,
    format_: str,
) -> None:
    """Show what closing a day moves, drops and breaks; with --write, close it.

    TRACK does not meet on DATE. What that does is shown sequence by sequence, with what the checks say after it
    and did not say before.
    """
    workspace = open_here()
    wish = replace(
        _with_policies(Closing(day.date(), reason=reason), policies), overflow=Overflow(overflow) if overflow else None
    )
    proposals = _proposals(workspace, track, wish)
    preview = _preview(workspace, track, wish, (proposals, number or 1))
    if write:
        _require_decided(preview.change)
        write_plan(workspace, track, preview.change.after)
    if format_ == "json":
        click.echo(json.dumps(_data(preview, written=write), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(preview)))
        click.echo(f"\n{_ending(preview, written=write)}")


def _with_policies(closing: Closing, given: Sequence[str]) -> Closing:
    """Return the closing with the policies that were asked for. Raises UsageError for one that there is not."""
    for one in given:
        sequence, separator, name = one.rpartition("=")
        if name not in set(Policy):
            known = ", ".join(Policy)
            raise click.UsageError(f'There is no policy "{name}".{did_you_mean(name, Policy)} One of {known}.')
        if separator:
            closing = replace(closing, policies={**closing.policies, sequence: Policy(name)})
        else:
            closing = replace(closing, policy=Policy(name))
    return closing


@dataclass(frozen=True)
class _Preview:
    """What closing a day would do, and what the checks say to it."""

    workspace: Workspace
    track_id: str
    change: Change
    checks: Difference
    proposals: tuple[Proposal, ...]


def _proposals(workspace: Workspace, track_id: str, wish: Closing) -> tuple[Proposal, ...]:
    if not wish.makes_up:
        return ()
    subject = workspace.subject(track_id, today=wish.day)
    found = makeup_proposals(subject, wish.day, slots_to_make_up(subject.track, wish))
    return _one_a_day(found)[:_SHOWN]


def _one_a_day(found: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """Return the best proposal of each day, then the others, so that a short list offers different days."""
    first: dict[date, Proposal] = {}
    for each in found:
        first.setdefault(each.makeup.on, each)
    return (*first.values(), *(each for each in found if each not in first.values()))


def _preview(workspace: Workspace, track_id: str, wish: Closing, choice: tuple[tuple[Proposal, ...], int]) -> _Preview:
    proposals, number = choice
    if wish.makes_up:
        wish = replace(wish, makeup=_chosen(proposals, number, wish).makeup)
    change = close(workspace.track(track_id), workspace.library, workspace.clinic, wish)
    checks = difference(workspace, track_id, change.after, max(wish.day, today()))
    return _Preview(workspace, track_id, change, checks, proposals)


def _chosen(proposals: Sequence[Proposal], number: int, wish: Closing) -> Proposal:
    if not proposals:
        raise CurriculumError(
            f"No day and hour in the week of {wish.day} has leaders and rooms that are free.",
            "Choose bump, skip or swap, or write the make-up into the track under `makeups:`.",
        )
    if number > len(proposals):
        raise CurriculumError(
            f"There is no make-up {number}.", f"{counted(len(proposals), 'day')} could make up for it."
        )
    return proposals[number - 1]


def _require_decided(change: Change) -> None:
    if change.undecided:
        out = sum(move.target is None for each in change.sequences for move in each.moves)
        raise CurriculumError(
            f"{counted(out, 'module')} would find no place: nothing was written.",
            f"Say what becomes of it with --overflow {'|'.join(Overflow)}.",
        )


def _lines(preview: _Preview) -> Iterator[str]:
    change, title = preview.change, preview.workspace.library.title
    run = f", run {change.run}" if change.run > 1 else ""
    already = "" if change.recorded else ", which is known already"
    yield f"{plain(change.before.title)}: {_day(change.day)} closed ({plain(change.reason)}{already}){run}"
    for each in change.sequences:
        yield from _sequence_lines(preview, each)
    if preview.proposals:
        yield from section("It could be made up for on", _proposal_lines(preview))
    kept = (f"{plain(title(each.module))} ({each.cell.slot}): {each.why}" for each in change.missed)
    yield from section("Of no sequence", listed(kept, 2))
    yield from section(
        "What the checks say then, and did not before", _finding_lines(preview.checks.new) or ["  nothing"]
    )
    yield from section("What they no longer say", _finding_lines(preview.checks.mended))


def _sequence_lines(preview: _Preview, each: SequenceChange) -> Iterator[str]:
    title = preview.workspace.library.title
    yield ""
    yield f"{each.sequence}: {each.policy}{_count_text(each)}"
    width = max((len(plain(title(move.placement.module))) for move in each.moves), default=0)
    for move in each.moves:
        where = _cell_text(move) if move.target else "no place is left"
        yield f"  {plain(title(move.placement.module)):{width}}  {_short(move.was)} -> {where}"
    for label, kept in (("stays", each.stays), ("missed", each.missed), ("gives way", each.gives_way)):
        yield from (f"  {label}: {_kept_text(preview, one, label)}" for one in kept)
    if each.ended != each.ends and each.ends:
        yield f"  its last session: {_short(each.ends)} instead of {_short(each.ended)}" if each.ended else ""
    if each.choices:
        names = listed_titles(preview, [move.placement.module for move in each.overflow])
        yield f"  {names} overflows; --overflow says what becomes of it:"
        for choice in each.choices:
            impossible = "" if choice.possible else "not possible: "
            yield from wrapped(f"    {choice.overflow:7} {impossible}{choice.said}")


def listed_titles(preview: _Preview, modules: Sequence[str]) -> str:
    """Return the titles of modules as a list in a sentence."""
    *most, last = (plain(preview.workspace.library.title(module)) for module in modules)
    return f"{', '.join(most)} and {last}" if most else last


def _count_text(each: SequenceChange) -> str:
    if each.policy is Policy.MAKEUP:
        return ", held on another day"
    if each.policy is Policy.SKIP:
        return ", nothing moves"
    out = f", {len(each.overflow)} of them past the last place" if each.overflow else ""
    return f", {len(each.moves)} move{out}"


def _cell_text(move: Move) -> str:
    slot = f", {move.target.slot}" if move.target and move.target.slot != move.source.slot else ""
    return f"{_short(move.on)}{slot}" if move.on else ""


def _kept_text(preview: _Preview, kept: Kept, label: str) -> str:
    why = f" ({kept.why})" if kept.why != label else ""
    return f"{plain(preview.workspace.library.title(kept.module))}, {_short(kept.date)}, {kept.cell.slot}{why}"


def _proposal_lines(preview: _Preview) -> Iterator[str]:
    for number, each in enumerate(preview.proposals, 1):
        mark = "*" if each.makeup == preview.change.makeup else " "
        yield f" {mark} {number} {each}"
        yield from (f"     {plain(change)}" for change in each.changes)
        yield from (f"     not held: {plain(lack)}" for lack in each.lacking)


def _finding_lines(findings: Sequence[Finding]) -> list[str]:
    """Return findings as list items, the gravest first; notes only by name, since a move brings many."""
    lines: list[str] = []
    for severity in (Severity.BLOCK, Severity.WARN):
        for finding in (each for each in findings if each.severity is severity):
            where = finding.place.partition(", ")[2]
            lines += listed([f"{LABELS[severity][0]} {finding.rule}, {where}: {plain(finding.message)}"], 2)
    notes = Counter(finding.rule for finding in findings if finding.severity is Severity.NOTE)
    if notes:
        named = ", ".join(f"{rule} {number} times" if number > 1 else rule for rule, number in notes.items())
        lines += listed([f"{counted(notes.total(), 'note')}: {named}"], 2)
    return lines


def _ending(preview: _Preview, *, written: bool) -> str:
    source = preview.workspace.source(Document("track", preview.track_id))
    file = shown_from_here(source.path) if source else preview.track_id
    moves = any(each.moves for each in preview.change.sequences)
    if written:
        return f"Wrote {file}." + (" The plan repeats: what has moved stays so in every run." if moves else "")
    repeats = " The plan repeats: what moves here moves in every run of the cycle." if moves else ""
    return f"Nothing was written; --write writes {file}.{repeats}"


def _day(day: date) -> str:
    return f"{day:%A} {day}"


def _short(day: date) -> str:
    return f"{day:%a} {day}"


def _data(preview: _Preview, *, written: bool) -> dict[str, Any]:
    change = preview.change
    return {
        "track": preview.track_id,
        "day": str(change.day),
        "reason": change.reason,
        "run": change.run,
        "written": written,
        "undecided": change.undecided,
        "sequences": [_sequence_data(each) for each in change.sequences],
        "missed": [_kept_data(kept) for kept in change.missed],
        "makeups": [
            {
                "chosen": each.makeup == change.makeup,
                "on": str(each.makeup.on),
                "minutes": each.minutes,
                "when": each.when,
                "changes": list(each.changes),
                "lacking": list(each.lacking),
            }
            for each in preview.proposals
        ],
        "new": [_finding_data(finding) for finding in preview.checks.new],
        "mended": [_finding_data(finding) for finding in preview.checks.mended],
    }


def _sequence_data(each: SequenceChange) -> dict[str, Any]:
    return {
        "sequence": each.sequence,
        "policy": each.policy.value,
        "moves": [
            {
                "module": move.placement.module,
                "from": str(move.source),
                "was": str(move.was),
                "to": str(move.target) if move.target else None,
                "on": str(move.on) if move.on else None,
            }
            for move in each.moves
        ],
        "stays": [_kept_data(kept) for kept in each.stays],
        "missed": [_kept_data(kept) for kept in each.missed],
        "gives_way": [_kept_data(kept) for kept in each.gives_way],
        "overflow": [move.placement.module for move in each.overflow],
        "choices": [
            {"overflow": choice.overflow.value, "possible": choice.possible, "said": choice.said}
            for choice in each.choices
        ],
        "ended": str(each.ended) if each.ended else None,
        "ends": str(each.ends) if each.ends else None,
    }


def _kept_data(kept: Kept) -> dict[str, str]:
    return {"module": kept.module, "cell": str(kept.cell), "date": str(kept.date), "why": kept.why}


def _finding_data(finding: Finding) -> dict[str, str]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "place": finding.place,
        "message": finding.message,
        "fix": finding.fix,
    }
