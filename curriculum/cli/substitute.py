"""`curriculum substitute`: who can stand in when somebody is out, or what can be held instead."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

import click

from curriculum.cli.context import format_option, open_here, workspace_option
from curriculum.cli.findings import as_text
from curriculum.cli.prose import listed, wrapped
from curriculum.cli.words import did_you_mean, plain
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Severity
from curriculum.model.timing import clock_text, hours_text
from curriculum.model.track import Track
from curriculum.model.words import counted
from curriculum.planning.bench import Candidate
from curriculum.planning.edits import differences
from curriculum.planning.substitute import Gap, Substitution, substitutes, taken
from curriculum.planning.swaps import Swap
from curriculum.workspace import Workspace
from curriculum.workspace.changing import difference, write_plan


@click.command(
    "substitute",
    epilog="""\b
Examples:
  curriculum substitute evening 2027-03-17 --out jo
  curriculum substitute evening 2027-03-17 --out "Jo Tanaka" --write 1
  curriculum substitute evening 2027-03-17 --out jo --slot skills --write 2

\b
The plan repeats: what is written into a week holds in every run of the cycle.
""",
)
@click.argument("track")
@click.argument("day", metavar="DATE", type=click.DateTime(formats=["%Y-%m-%d"]))
@click.option("--out", required=True, metavar="PERSON", help="Who is out, by id or name.")
@click.option("--slot", "slots", multiple=True, metavar="SLOT", help="Only the group of this slot; may be repeated.")
@click.option("--write", "number", type=click.IntRange(1), metavar="N", help="Write option N of each group.")
@format_option("text", "json")
@workspace_option
def command(  # noqa: PLR0913  an option each
    *, track: str, day: datetime, out: str, slots: tuple[str, ...], number: int | None, format_: str
) -> None:
    """Say who can stand in when somebody is out, or what can be held instead.

    For each group that PERSON leads in TRACK on DATE: who may lead it, best first, and why the others may not. Where
    nobody may, other modules that break neither order nor coverage; where there are none, what needs no preparation.
    """
    workspace = open_here()
    when = day.date()
    answer = substitutes(workspace.subject(track, today=when), when, out=_person(workspace, out))
    gaps = _chosen(answer, slots)
    if number is None:
        shown = json.dumps(_data(workspace, answer, gaps), indent=2, ensure_ascii=False)
        click.echo(shown if format_ == "json" else "\n".join(_lines(workspace, track, answer, gaps)))
        return
    after = _with_options(workspace.track(track), gaps, number)
    changed = difference(workspace, track, after, when)
    write_plan(workspace, track, after)
    click.echo("\n".join(_written(workspace, track, after)))
    told = [finding for finding in changed.new if finding.severity is not Severity.NOTE]
    if told:
        click.echo(f"\nThe checks say now, and did not before:\n\n{as_text(told)}")


def _person(workspace: Workspace, name: str) -> str:
    """Return the id of a person by id or name. Raises CurriculumError with the closest where there is none."""
    people = workspace.clinic.people
    by_name = {person.name.lower(): i for i, person in people.items()}
    found = name if name in people else by_name.get(name.strip().lower())
    if found is None:
        meant = did_you_mean(name, [*people, *(person.name for person in people.values())])
        raise CurriculumError(f'clinic.yaml has no person "{name}".{meant}', f"Known: {', '.join(people) or 'nobody'}.")
    return found


def _chosen(answer: Substitution, slots: Sequence[str]) -> tuple[Gap, ...]:
    known = [gap.session.cell.slot for gap in answer.gaps]
    for slot in slots:
        if slot not in known:
            raise CurriculumError(
                f"{answer.out} leads nothing in slot {slot} that day.", f"Slots: {', '.join(known) or 'none'}."
            )
    return tuple(gap for gap in answer.gaps if not slots or gap.session.cell.slot in slots)


def _with_options(track: Track, gaps: Sequence[Gap], number: int) -> Track:
    """Return the track with option `number` of each group. Raises CurriculumError where a group has no such option."""
    if not gaps:
        raise CurriculumError("There is nothing to write.", "Nobody needs a substitute.")
    for gap in gaps:
        if number > len(gap.options):
            has = f"It has {counted(len(gap.options), 'option')}." if gap.options else "It has none."
            raise CurriculumError(
                f"{gap.session.cell} has no option {number}. {has}", "Nothing was written. Name groups with --slot."
            )
        track = taken(track, gap, gap.options[number - 1])
    return track


def _lines(workspace: Workspace, track_id: str, answer: Substitution, gaps: Sequence[Gap]) -> Iterator[str]:
    out = plain(workspace.clinic.person_name(answer.out))
    yield f"{plain(workspace.track(track_id).title)}: {answer.day:%A %Y-%m-%d} without {out}"
    if not answer.gaps:
        yield ""
        yield f"{out} leads nothing in this track that day."
    for gap in gaps:
        yield ""
        yield from _gap_lines(workspace, gap)
    if answer.elsewhere:
        yield ""
        yield f"{out} leads in other tracks that day, too:"
        for track in dict.fromkeys(booking.track for booking in answer.elsewhere):
            yield f"  curriculum substitute {track} {answer.day} --out {answer.out}"
    if any(gap.options for gap in gaps):
        week = gaps[0].session.cell.week
        yield ""
        yield from wrapped(
            f"`--write N` writes option N of each group into week {week} of the plan, which holds in every run of the "
            "cycle. Planned, not delivered."
        )


def _gap_lines(workspace: Workspace, gap: Gap) -> Iterator[str]:
    session = gap.session
    title = plain(workspace.library.title(session.module or ""))
    yield f"{clock_text(session.start)} to {clock_text(session.end)}, {session.cell.slot}: {title}"
    yield "  Can lead it:" if gap.people else "  Nobody can lead it."
    for number, candidate in enumerate(gap.people, 1):
        yield f"  {number:3}  {_team(workspace, candidate.team)}"
        yield from wrapped("; ".join(candidate.reasons), 7)
    if gap.swaps:
        yield "  Can be held instead; order, coverage and all else that is checked stay as they are:"
    for number, swap in enumerate(gap.swaps, 1):
        yield f"  {number:3}  {plain(workspace.library.title(swap.module))}, led by {_team(workspace, swap.team)}"
        yield from wrapped("; ".join(swap.reasons), 7)
    if gap.no_swap:
        yield from wrapped(f"No safe swap. {gap.no_swap}", 2)
        yield from _shelf_lines(workspace, gap)
    if gap.barred:
        yield "  Cannot lead it:"
    for candidate in gap.barred:
        free = " (free then)" if candidate.free else ""
        name = workspace.clinic.person_name(candidate.person)
        yield from listed((f"{name}{free}: {'; '.join(candidate.barred)}",), 5)


def _shelf_lines(workspace: Workspace, gap: Gap) -> Iterator[str]:
    if not gap.shelf:
        yield "  Nothing on the emergency shelf can be led by somebody who is free: close the group for the day."
        return
    yield "  Emergency shelf, with pens and paper, for this day alone and never written into the plan:"
    for shelved in gap.shelf:
        lasts = f", up to {hours_text(shelved.minutes)}" if shelved.minutes < gap.session.minutes else ""
        names = " or ".join(map(workspace.clinic.person_name, shelved.leaders))
        yield from listed((f"{workspace.library.title(shelved.module)}{lasts}: {names}",), 5)


def _team(workspace: Workspace, team: Sequence[str]) -> str:
    first, *others = map(workspace.clinic.person_name, team)
    return plain(f"{first}, with {' and '.join(others)}" if others else first)


def _written(workspace: Workspace, track_id: str, after: Track) -> Iterator[str]:
    before = workspace.track(track_id)
    yield f"Written to tracks/{track_id}.yaml:"
    for cell in differences(before, after):
        placement = after.placement(cell)
        title = plain(workspace.library.title(placement.module)) if placement else "nothing"
        yield f"  {cell}: {title}, led by {_team(workspace, after.leads(cell)) if after.leads(cell) else 'nobody'}"


def _data(workspace: Workspace, answer: Substitution, gaps: Sequence[Gap]) -> dict[str, Any]:
    return {
        "date": answer.day.isoformat(),
        "out": answer.out,
        "says": "planned, not delivered",
        "groups": [_gap_data(workspace, gap) for gap in gaps],
        "elsewhere": [
            {"track": b.track, "slot": b.session.cell.slot, "start": clock_text(b.session.start)}
            for b in answer.elsewhere
        ],
    }


def _gap_data(workspace: Workspace, gap: Gap) -> dict[str, Any]:
    session = gap.session
    return {
        "week": session.cell.week,
        "day": session.cell.day.value,
        "slot": session.cell.slot,
        "start": clock_text(session.start),
        "end": clock_text(session.end),
        "module": session.module,
        "title": workspace.library.title(session.module or ""),
        "leads": list(session.leads),
        "options": [{"option": number, **_option(option)} for number, option in enumerate(gap.options, 1)],
        "barred": [{"person": c.person, "free": c.free, "reasons": list(c.barred)} for c in gap.barred],
        "no_safe_swap": gap.no_swap or None,
        "shelf": [
            {"module": shelved.module, "leaders": list(shelved.leaders), "minutes": shelved.minutes}
            for shelved in gap.shelf
        ],
    }


def _option(option: Candidate | Swap) -> dict[str, Any]:
    if isinstance(option, Candidate):
        return {"person": option.person, "leads": list(option.team), "reasons": list(option.reasons)}
    exchanged: date | None = option.exchanged.date if option.exchanged else None
    return {
        "module": option.module,
        "leads": list(option.team),
        "room": option.room,
        "exchanged_with": exchanged.isoformat() if exchanged else None,
        "reasons": list(option.reasons),
    }
