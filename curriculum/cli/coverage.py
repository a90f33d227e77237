"""`curriculum coverage`: what a client meets, for each week in which one may join."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import click

from curriculum.cli.context import format_option, open_at, workspace_option
from curriculum.cli.prose import listed, section, wrapped
from curriculum.cli.words import plain
from curriculum.model.errors import CurriculumError
from curriculum.model.library import Library
from curriculum.model.track import Track
from curriculum.model.words import counted
from curriculum.planning.coverage import Coverage, Stay, coverage, entries, waits

_MET, _MISSED = "met", "MISSED"


@click.command(
    "coverage",
    epilog="""\b
Examples:
  curriculum coverage day
  curriculum coverage day --stay 4         what if people stay for four weeks only?
  curriculum coverage day --entry 5        everything for somebody who joins in week 5
  curriculum coverage day@2027Q1           as a git tag, branch or commit holds it
  curriculum coverage day --format csv

\b
Closed days are left out of account: this is the plan that repeats, cycle after cycle.
""",
)
@click.argument("track")
@click.option("--stay", type=click.IntRange(1, 104), metavar="WEEKS", help="Another stay than the track's own.")
@click.option("--entry", type=int, metavar="WEEK", help="One entry week in full.")
@click.option("--all-topics", is_flag=True, help="Every topic, where the track names core ones.")
@format_option("text", "json", "csv")
@workspace_option
def command(*, track: str, stay: int | None, entry: int | None, all_topics: bool, format_: str) -> None:
    """Show what a client meets, for each week in which one may join.

    Core topics stand first, each with the entry weeks whose clients never meet it. Then, for each entry week: what is
    met, never met, met before its ground, and met again.
    """
    with open_at(track) as (workspace, track_id, _):
        planned, library = workspace.track(track_id), workspace.library
    covered = coverage(planned, library, stay=stay)
    if entry is not None:
        covered = Coverage((_of_entry(covered, planned, entry),), covered.topics, covered.cycle, covered.stay)
    if format_ == "json":
        click.echo(json.dumps(_data(planned, covered), indent=2))
    elif format_ == "csv":
        click.echo(_csv(planned, covered), nl=False)
    elif entry is not None:
        click.echo("\n".join(_one(planned, covered, library)))
    else:
        topics = _ordered_topics(planned, covered)
        shown = topics if all_topics or not planned.core else topics[: len(planned.core)]
        click.echo("\n".join(_all(planned, covered, shown)))


def _of_entry(covered: Coverage, track: Track, entry: int) -> Stay:
    for stay in covered.stays:
        if stay.entry == entry:
            return stay
    weeks = ", ".join(map(str, entries(track)))
    raise CurriculumError(f"Nobody joins this track in week {entry}.", f"Clients may join in week {weeks}.")


def _ordered_topics(track: Track, covered: Coverage) -> list[str]:
    """Return every topic, the core ones first and in the track's order."""
    return [*track.core, *(topic for topic in covered.topics if topic not in track.core)]


def _all(track: Track, covered: Coverage, topics: list[str]) -> Iterator[str]:
    yield plain(track.title)
    yield from wrapped(_terms(track, covered))
    yield ""
    yield from _matrix(track, covered, topics)
    yield ""
    yield "Joins in  sessions  modules  never met  met too early  repeats  the same again"
    for stay in covered.stays:
        yield (
            f"week {stay.entry:<4} {len(stay.met):8} {stay.distinct:8} {len(stay.missed):10} "
            f"{len(stay.out_of_order):14} {stay.repeats:8} {stay.exact_repeats:15}"
        )
    yield ""
    yield from wrapped(
        '"Met too early" counts modules met before what they build on; "the same again" counts repeats without a '
        "further variant. `--entry WEEK` shows one entry week in full. Planned, not delivered."
    )


def _terms(track: Track, covered: Coverage) -> str:
    waiting = waits(track)
    wait = (
        f" Whoever asks waits {waiting.mean:.1f} weeks on average for an entry week, {waiting.worst} at most."
        if waiting.worst
        else " Nobody waits."
    )
    joining = f"Clients join in {counted(len(covered.stays), 'week')} of {covered.cycle} and stay for {covered.stay}."
    return f"{track.admission.value.capitalize()} admission. {joining}{wait}"


def _matrix(track: Track, covered: Coverage, topics: list[str]) -> Iterator[str]:
    """Yield topics down and entry weeks across. A gap is a word, so that no colour is needed to see it."""
    width = max(map(len, topics), default=5) + 2
    held_width = max((len(_weeks(covered, topic)) for topic in topics), default=4) + 2
    yield f"{'topic':{width}}{'held in week':{max(held_width, 14)}}clients who join in these weeks never meet it"
    for topic in topics:
        gaps = covered.gaps(topic)
        never = ", ".join(map(str, gaps)) if gaps else "-"
        marked = f"{topic}*" if topic in track.core else topic
        mend = _mend(covered, topic) if gaps and topic in track.core else ""
        yield f"{marked:{width}}{_weeks(covered, topic):{max(held_width, 14)}}{never}{mend}"
    if track.core:
        others = len(_ordered_topics(track, covered)) - len(topics)
        more = f"; {counted(others, 'other topic')} with --all-topics" if others else ""
        yield f"* core: the track promises it to every client{more}"


def _mend(covered: Coverage, topic: str) -> str:
    weeks = " and ".join(map(str, covered.mends(topic)[0]))
    return f"  <- {len(covered.gaps(topic))} of {len(covered.stays)}; add it in week {weeks}"


def _weeks(covered: Coverage, topic: str) -> str:
    return " ".join(map(str, covered.topics.get(topic, ()))) or "never"


def _one(track: Track, covered: Coverage, library: Library) -> Iterator[str]:
    (stay,) = covered.stays
    yield f"{plain(track.title)}: a client who joins in week {stay.entry} and stays for {covered.stay}"
    seen: set[str] = set()
    for week, held in _by_week(track, stay):
        lines = []
        for module in held:
            known = library.get(module)
            again = " (again)" if module in seen and not (known and known.repeat_after == 0) else ""
            lines.append(f"{plain(library.title(module))}{again}")
            seen.add(module)
        yield from section(f"Week {week}", listed(lines, 2))
    early = (
        f"{plain(library.title(fault.module))}: builds on {plain(library.title(fault.needed))}, "
        f"{'met later' if fault.later else 'never met'}"
        for fault in stay.out_of_order
    )
    yield from section("Met before what it builds on", listed(early, 2))
    yield from section("Never met", listed((plain(library.title(module)) for module in stay.missed), 2))
    lacking = [topic for topic in track.core if topic not in stay.topics]
    yield from section("Core topics never met", listed(lacking, 2))


def _by_week(track: Track, stay: Stay) -> Iterator[tuple[int, tuple[str, ...]]]:
    rest = list(stay.met)
    for week in stay.weeks:
        count = sum(track.placement(cell) is not None for cell in track.cells if cell.week == week)
        yield week, tuple(rest[:count])
        del rest[:count]


def _data(track: Track, covered: Coverage) -> dict[str, Any]:
    waiting = waits(track)
    return {
        "title": track.title,
        "admission": track.admission.value,
        "cycle": covered.cycle,
        "stay": covered.stay,
        "waits": {"weeks": list(waiting.weeks), "mean": waiting.mean, "worst": waiting.worst},
        "topics": [
            {
                "topic": topic,
                "core": topic in track.core,
                "weeks": list(covered.topics.get(topic, ())),
                "spacing": list(covered.spacing(topic)),
                "gaps": list(covered.gaps(topic)),
                "mends": [list(weeks) for weeks in covered.mends(topic)],
            }
            for topic in _ordered_topics(track, covered)
        ],
        "stays": [{**asdict(stay), "topics": sorted(stay.topics), "distinct": stay.distinct} for stay in covered.stays],
    }


def _csv(track: Track, covered: Coverage) -> str:
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(["topic", "core", "held in week", *(f"joins in week {stay.entry}" for stay in covered.stays)])
    for topic in _ordered_topics(track, covered):
        row = [_MET if topic in stay.topics else _MISSED for stay in covered.stays]
        table.writerow([topic, "yes" if topic in track.core else "no", _weeks(covered, topic), *row])
    return written.getvalue()
