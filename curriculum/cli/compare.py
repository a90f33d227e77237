"""`curriculum compare`: two versions of a track in clinical terms."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from curriculum.cli.context import format_option, open_here, workspace_option
from curriculum.cli.prose import listed, section, wrapped
from curriculum.cli.words import plain
from curriculum.model.finding import Finding
from curriculum.model.module import Modality
from curriculum.model.timing import hours_text
from curriculum.planning.compare import Altered, Amount, Comparison, CoverageChange, SlotChange, alike
from curriculum.workspace import Workspace
from curriculum.workspace.versions import Version, compared, version

_ALIKE = 3
"""So many slots that differ in the same way, or findings of one rule, are told in one line."""
_SHORT = frozenset((Modality.CBT, Modality.DBT, Modality.MI))
"""Modalities that are written in capitals."""


@click.command(
    "compare",
    epilog="""\b
Examples:
  curriculum compare evening@HEAD evening            what has not been committed yet
  curriculum compare evening@2026Q4 evening@2027Q1   two tags
  curriculum compare HEAD~3:tracks/evening.yaml evening
  curriculum compare day evening
  curriculum compare evening drafts/evening.yaml

\b
Each is a track, a file, or a revision of one, which git is asked for.
""",
)
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@format_option("text", "json")
@workspace_option
def command(before: str, after: str, format_: str) -> None:
    """Compare two versions of a track in clinical terms.

    From A to B: minutes by modality, kind and week; slots that differ, by date; topics that clients begin or cease to
    meet, by the week in which they join; what the checks say now and did not; minutes of staff; the order of modules.
    """
    workspace = open_here()
    one, other = (version(workspace, name, Path.cwd()) for name in (before, after))
    found = compared(workspace, one, other)
    if format_ == "json":
        click.echo(json.dumps(_data(one, other, found), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(workspace, (one, other), found)))


def _lines(workspace: Workspace, versions: tuple[Version, Version], found: Comparison) -> Iterator[str]:
    one, other = versions
    yield plain(f"{one.track.title}: from {one.name} to {other.name}")
    if found.same:
        yield ""
        yield "Nothing differs."
        return
    yield from section("The track", listed((_altered(fact) for fact in found.facts), 2))
    yield from section("Session minutes of the cycle", _amounts(found.modalities, found.kinds))
    yield from section("Minutes that count, by week", _weeks(found))
    yield from section("Slots, by date", listed(_slots(found.slots), 2))
    yield from section("What clients meet", listed(_coverage(found.coverage), 2))
    yield from section("Rules on hours", listed(_said(found.passing, found.failing), 2))
    yield from section("Other checks", listed(_said(found.mended, found.new), 2))
    named = (Amount(workspace.clinic.person_name(a.name), a.before, a.after) for a in found.staff)
    yield from section("Minutes of staff in the cycle", map(_amount, named))
    title = workspace.library.title
    yield from section(
        "Order", listed((f'"{title(m.module)}" comes in {m.after}, no longer in {m.before}' for m in found.moved), 2)
    )
    yield ""
    yield from wrapped("Dates and minutes are those of the first run of the cycle. Planned, not delivered.")


def _altered(altered: Altered) -> str:
    return plain(f"{altered.what}: {altered.before} -> {altered.after}")


def _amounts(modalities: Sequence[Amount], kinds: Sequence[Amount]) -> Iterator[str]:
    """Yield the modalities and kinds that differ, and say so where none does."""
    for name, amounts in (("modalities", modalities), ("kinds of session", kinds)):
        differing = [amount for amount in amounts if amount.change]
        yield from map(_amount, differing)
        if not differing:
            yield f"  The {name} keep their minutes."


def _amount(amount: Amount) -> str:
    told = f"{hours_text(amount.before)} -> {hours_text(amount.after)}"
    return f"  {_name(amount):<20} {amount.change:+6} min   ({told})"


def _name(amount: Amount) -> str:
    return amount.name.upper() if amount.name in _SHORT else plain(amount.name)


def _weeks(found: Comparison) -> Iterator[str]:
    differing = [amount for amount in found.weeks if amount.change]
    if not differing:
        each = sorted({amount.after for amount in found.weeks})
        told = f" ({' or '.join(map(hours_text, each))} a week)" if len(each) < 3 else ""
        yield f"  Weekly hours are unchanged{told}."
    for amount in differing:
        yield _amount(Amount(f"week {amount.name}", amount.before, amount.after))
    for week, amounts in found.modalities_by_week.items():
        yield f"  week {week}: {', '.join(f'{_name(a)} {a.change:+}' for a in amounts)}"


def _slots(slots: Iterable[SlotChange]) -> Iterator[str]:
    """Yield each slot that differs; where several differ in the same way, as when staff changes, one line for all."""
    for changes in alike(slots):
        name, told = changes[0].cell.slot, "; ".join(map(_altered, changes[0].altered))
        if len(changes) >= _ALIKE:
            yield f"{name}, {len(changes)} times from {changes[0].date} to {changes[-1].date}: {told}"
            continue
        for change in changes:
            yield f"{change.date:%a %Y-%m-%d}, {name} (week {change.cell.week}): {told}"


def _coverage(changes: Iterable[CoverageChange]) -> Iterator[str]:
    topics: dict[tuple[str, bool, bool], list[str]] = {}
    for change in changes:
        topics.setdefault((change.topic, change.core, change.met), []).append(str(change.entry))
    for (topic, core, met), entries in topics.items():
        weeks = f"{'week' if len(entries) == 1 else 'weeks'} {', '.join(entries)}"
        star = " (core)" if core else ""
        yield f"{topic}{star}: clients who join in {weeks} {'meet it now' if met else 'no longer meet it'}"


def _said(gone: Sequence[Finding], come: Sequence[Finding]) -> Iterator[str]:
    for word, findings in (("no longer", gone), ("now", come)):
        rules: dict[tuple[str, str], list[Finding]] = {}
        for finding in findings:
            rules.setdefault((finding.severity.value, finding.rule), []).append(finding)
        for (severity, rule), held in rules.items():
            if len(held) >= _ALIKE:
                yield f"{word} {severity}[{rule}] in {len(held)} places, the first {_place(held[0])}: {held[0].message}"
            else:
                yield from (f"{word} {severity}[{rule}], {_place(finding)}: {finding.message}" for finding in held)


def _place(finding: Finding) -> str:
    _, _, place = finding.place.partition(", ")
    return plain(place or finding.place)


def _data(one: Version, other: Version, found: Comparison) -> dict[str, Any]:
    def findings(held: Iterable[Finding]) -> list[dict[str, Any]]:
        return [
            {"rule": f.rule, "severity": f.severity.value, "place": f.place, "week": f.week, "message": f.message}
            for f in held
        ]

    def amounts(held: Iterable[Amount]) -> list[dict[str, Any]]:
        return [{**asdict(amount), "change": amount.change} for amount in held]

    return {
        "before": one.name,
        "after": other.name,
        "says": "planned, not delivered",
        "same": found.same,
        "facts": [asdict(fact) for fact in found.facts],
        "modalities": amounts(found.modalities),
        "kinds": amounts(found.kinds),
        "weeks": amounts(found.weeks),
        "modalities_by_week": {str(week): amounts(held) for week, held in found.modalities_by_week.items()},
        "slots": [
            {
                "date": slot.date.isoformat(),
                "week": slot.cell.week,
                "day": slot.cell.day.value,
                "slot": slot.cell.slot,
                "altered": [asdict(altered) for altered in slot.altered],
            }
            for slot in found.slots
        ],
        "coverage": [asdict(change) for change in found.coverage],
        "hours_rules": {"passing": findings(found.passing), "failing": findings(found.failing)},
        "checks": {"mended": findings(found.mended), "new": findings(found.new)},
        "staff": amounts(found.staff),
        "order": [{"module": m.module, "before": str(m.before), "after": str(m.after)} for m in found.moved],
    }
