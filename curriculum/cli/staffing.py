"""`curriculum staffing`: who could take which slot of the week, and how much each leads."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

import click

from curriculum.cli.context import format_option, open_here, workspace_option
from curriculum.cli.prose import section, wrapped
from curriculum.cli.words import plain
from curriculum.model.timing import clock_text, hours_text
from curriculum.model.words import counted
from curriculum.planning.rules.subject import Subject
from curriculum.planning.staffing import SlotCover, loads, staffing


@click.command(
    "staffing",
    epilog="""\b
Examples:
  curriculum staffing evening
  curriculum staffing evening --format csv > staffing.csv

\b
Days off are left out of account; `curriculum substitute` knows them for a date.
""",
)
@click.argument("track")
@format_option("text", "json", "csv")
@workspace_option
def command(track: str, format_: str) -> None:
    """Show who could take each slot of the week, and how much each person leads.

    Somebody could take a slot in a week where they hold what the module asks for, work at that hour and lead nothing
    else then, in any track. A slot that one person alone could take is marked.
    """
    workspace = open_here()
    subject = workspace.subject(track)
    slots = staffing(subject)
    if format_ == "json":
        click.echo(json.dumps(_data(subject, slots), indent=2, ensure_ascii=False))
    elif format_ == "csv":
        click.echo(_csv(subject, slots), nl=False)
    else:
        click.echo("\n".join(_lines(subject, slots)))


def _lines(subject: Subject, slots: Sequence[SlotCover]) -> Iterator[str]:
    yield f"{plain(subject.track.title)}: who could take each slot of the week"
    for slot in slots:
        yield ""
        when = f"{slot.day.full_name} {clock_text(slot.start)} to {clock_text(slot.end)}, {slot.slot}"
        yield f"{when} ({counted(len(slot.sessions), 'week')})"
        yield from wrapped(f"every week: {_every_week(subject, slot)}", 2)
        some = _some_weeks(subject, slot)
        if some:
            yield from wrapped(f"some weeks: {some}", 2)
        if slot.fewest <= 1:
            weeks = "every week" if len(slot.weak_weeks) == len(slot.depths) else f"week {_listed(slot.weak_weeks)}"
            yield from wrapped(f"{'ONE PERSON ALONE' if slot.fewest else 'NOBODY'} in {weeks}", 2)
    yield from section("The busiest week of each, all tracks together", _load_lines(subject))
    yield ""
    yield "Planned, not delivered."


def _every_week(subject: Subject, slot: SlotCover) -> str:
    held = len(slot.sessions)
    names = [
        f"{subject.clinic.person_name(name)}{' (leads)' if cover.leads else ''}"
        for name, cover in slot.people.items()
        if cover.could == held
    ]
    return ", ".join(names) or "nobody"


def _some_weeks(subject: Subject, slot: SlotCover) -> str:
    held = len(slot.sessions)
    return ", ".join(
        f"{subject.clinic.person_name(name)}{' (leads)' if cover.leads else ''} {cover.could}"
        for name, cover in slot.people.items()
        if 0 < cover.could < held
    )


def _listed(weeks: Sequence[int]) -> str:
    return ", ".join(map(str, weeks))


def _load_lines(subject: Subject) -> Iterator[str]:
    for name, load in loads(subject).items():
        of = f" of {hours_text(load.most)}" if load.most is not None else ""
        over = "  OVER THE LOAD" if load.most is not None and load.minutes > load.most else ""
        person = plain(subject.clinic.person_name(name))
        yield f"  {person:<24} {hours_text(load.minutes)}{of}, from {load.busiest}{over}"


def _data(subject: Subject, slots: Sequence[SlotCover]) -> dict[str, Any]:
    return {
        "track": subject.id,
        "says": "planned, not delivered",
        "slots": [
            {
                "day": slot.day.value,
                "slot": slot.slot,
                "start": clock_text(slot.start),
                "end": clock_text(slot.end),
                "sessions": len(slot.sessions),
                "fewest": slot.fewest,
                "weak_weeks": list(slot.weak_weeks),
                "people": {name: asdict(cover) for name, cover in slot.people.items()},
            }
            for slot in slots
        ],
        "loads": {
            name: {"week_of": load.busiest.isoformat(), "minutes": load.minutes, "most": load.most}
            for name, load in loads(subject).items()
        },
    }


def _csv(subject: Subject, slots: Sequence[SlotCover]) -> str:
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    people = list(subject.clinic.people)
    table.writerow(["day", "start", "slot", "sessions", "fewest", *people])
    for slot in slots:
        could = [slot.people[name].could for name in people]
        table.writerow([slot.day.value, clock_text(slot.start), slot.slot, len(slot.sessions), slot.fewest, *could])
    return written.getvalue()
