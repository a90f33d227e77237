"""What clients meet, as a sheet of topics and entry weeks, and as lines about one topic or one entry week."""

from collections.abc import Iterator
from dataclasses import dataclass

from textual.content import Content

from curriculum.model.library import Library
from curriculum.model.track import Admission, Track
from curriculum.model.words import counted
from curriculum.planning.coverage import Coverage, Stay, Waits, coverage, entries, held_weeks, waits
from curriculum.planning.fill.reasons import weeks_text
from curriculum.tui.pages.sheet import Line, Mark, Sheet, Tone
from curriculum.tui.pages.words import bulleted, listed
from curriculum.tui.reading import Paper
from curriculum.tui.text import literal

MET, GAP = "met", "GAP"


@dataclass(frozen=True)
class Covered:
    """A track's coverage with what is needed to speak of it."""

    track: Track
    library: Library
    coverage: Coverage
    waits: Waits
    held: tuple[tuple[str, ...], ...]
    """The modules of each week of the cycle."""
    sheet: Sheet
    topics: tuple[str | None, ...]
    """The topic of each line of the sheet; None where the line is about entry weeks."""

    def stay(self, column: int) -> Stay | None:
        """Return the stay of a column of the sheet; None for the first, which is about all of them."""
        return self.coverage.stays[column - 1] if 0 < column <= len(self.coverage.stays) else None

    def is_core(self, topic: str) -> bool:
        """Tell whether the track promises a topic to every client."""
        return topic in self.track.core


def covered(track: Track, library: Library) -> Covered:
    """Return what clients meet of a track."""
    found = coverage(track, library)
    others = [topic for topic in found.topics if topic not in track.core]
    lines: list[tuple[str | None, Line]] = []
    if track.core:
        lines.append((None, Line(f"Core topics: promised to every client, {_gaps_text(found, track.core)}")))
        lines += [(topic, _topic_line(found, topic, Tone.BLOCK)) for topic in track.core]
    lines.append((None, Line("Clients who join in this week")))
    lines += [(None, line) for line in _stay_lines(found)]
    if others:
        lines.append((None, Line("Other topics" if track.core else "Topics")))
        lines += [(topic, _topic_line(found, topic, Tone.QUIET)) for topic in others]
    heads = ("gaps", *(f"{stay.entry}" for stay in found.stays))
    sheet = Sheet("joins in week", heads, tuple(line for _, line in lines))
    return Covered(track, library, found, waits(track), held_weeks(track), sheet, tuple(topic for topic, _ in lines))


def _gaps_text(found: Coverage, topics: tuple[str, ...]) -> str:
    gaps = sum(bool(found.gaps(topic)) for topic in topics)
    return f"{gaps} of {len(topics)} with a gap" if gaps else "none has a gap"


def _topic_line(found: Coverage, topic: str, missing: Tone) -> Line:
    gaps = found.gaps(topic)
    marks = [Mark(MET, Tone.QUIET) if topic in stay.topics else Mark(GAP, missing) for stay in found.stays]
    said = Mark(f"{len(gaps)} of {len(found.stays)}", missing) if gaps else Mark("none", Tone.QUIET)
    return Line(topic, (said, *marks))


def _stay_lines(found: Coverage) -> Iterator[Line]:
    counts = (
        ("sessions", [len(stay.met) for stay in found.stays], False),
        ("modules", [stay.distinct for stay in found.stays], False),
        ("modules never met", [len(stay.missed) for stay in found.stays], True),
        ("met too early", [len(stay.out_of_order) for stay in found.stays], True),
        ("met again", [stay.repeats for stay in found.stays], False),
        ("the same again", [stay.exact_repeats for stay in found.stays], True),
    )
    for name, numbers, calls in counts:
        tone = {True: Tone.WARN, False: Tone.WORD}
        marks = [Mark(str(n), tone[calls] if n else Tone.QUIET) for n in numbers]
        yield Line(name, (Mark(""), *marks))


def summary(shown: Covered) -> str:
    """Return admission, stay, and waits in a sentence."""
    track, found = shown.track, shown.coverage
    if track.admission is Admission.CLOSED:
        joining = "Closed: everybody joins in week 1"
    elif track.admission is Admission.GATED:
        joining = f"Gated: clients join in {weeks_text(entries(track))} of {track.cycle}"
    else:
        joining = f"Rolling: clients join in any week of {track.cycle}"
    wait = f"wait {shown.waits.mean:.1f} weeks on average, {shown.waits.worst} at most" if shown.waits.worst else ""
    said = ", ".join(filter(None, (joining, f"stay {found.stay}", wait)))
    return f"{said}. {GAP}: clients who join in that week never meet the topic."


def topic_lines(shown: Covered, topic: str, stay: Stay | None, paper: Paper) -> Iterator[Content]:
    """Yield what is known of one topic: where it is held, who never meets it, and what would mend that."""
    colours, found = paper.look.colours, shown.coverage
    core = "  core" if shown.is_core(topic) else ""
    yield literal(f"{topic.replace('-', ' ')}{core}", f"bold {colours.word}")
    gaps, weeks = found.gaps(topic), found.topics.get(topic, ())
    if gaps:
        said = f"{GAP}: who joins in {weeks_text(gaps)} never meets it ({len(gaps)} of {len(found.stays)} entry weeks)."
        yield from paper.prose(said, style=f"bold {colours.block if shown.is_core(topic) else colours.warn}")
        yield from paper.prose(mend_text(shown, topic))
    else:
        yield from paper.prose("Every client meets it.")
    if stay is not None:
        met = [week for week in dict.fromkeys(stay.weeks) if week in weeks]
        said = f"meets it in {weeks_text(met)} of the cycle" if met else "never meets it"
        yield from paper.prose(f"Who joins in week {stay.entry} {said}.", style=colours.lead)
    yield Content("")
    yield literal(f"Held in {weeks_text(weeks)}" if weeks else "Held in no week", f"bold {colours.lead}")
    for week in weeks:
        about = [m for m in shown.held[week - 1] if (known := shown.library.get(m)) and topic in known.topics]
        names = ", ".join(shown.library.title(module) for module in dict.fromkeys(about))
        yield from bulleted(paper, [f"week {week}: {names}"])
    if len(weeks) > 1:
        yield from paper.prose(f"Weeks from one to the next: {listed(found.spacing(topic))}.", style=colours.quiet)


def mend_text(shown: Covered, topic: str) -> str:
    """Return the smallest changes that would mend a topic's gap, in a sentence."""
    mends = shown.coverage.mends(topic)
    if not mends:
        return ""
    if all(len(weeks) == 1 for weeks in mends):
        *most, last = [str(week) for (week,) in mends]
        return f"Mend: hold it in week {', '.join(most)} or {last}, too. m goes there." if most else _mend_in(last)
    weeks = " or ".join(weeks_text(weeks) for weeks in mends[:6])
    more = f" (and {len(mends) - 6} other ways)" if len(mends) > 6 else ""
    return f"Mend: hold it in {weeks}, too{more}. m goes there."


def _mend_in(week: str) -> str:
    return f"Mend: hold it in week {week}, too. m goes there."


def stay_lines(shown: Covered, stay: Stay, paper: Paper) -> Iterator[Content]:
    """Yield what a client meets who joins in one week: missed topics first, then faults, then week by week."""
    colours, title = paper.look.colours, shown.library.title
    yield literal(f"Joins in week {stay.entry}, stays for {shown.coverage.stay}", f"bold {colours.word}")
    lacking = [topic for topic in shown.track.core if topic not in stay.topics]
    said = f"{counted(len(stay.met), 'session')}, {counted(stay.distinct, 'module')}."
    yield from paper.prose(said)
    if lacking:
        yield from paper.prose(f"{GAP}: never meets {listed(lacking)}.", style=f"bold {colours.block}")
    elif shown.track.core:
        yield from paper.prose("Meets every core topic.")
    if stay.out_of_order:
        yield from paper.heading(f"Met too early: {len(stay.out_of_order)}")
        yield from bulleted(
            paper,
            (
                f"{title(fault.module)}: builds on {title(fault.needed)}, {'met later' if fault.later else 'never met'}"
                for fault in stay.out_of_order
            ),
        )
    if stay.missed:
        yield from paper.heading(f"Never met: {len(stay.missed)}")
        yield from bulleted(paper, map(title, stay.missed))
    yield from _weeks(shown, stay, paper)


def _weeks(shown: Covered, stay: Stay, paper: Paper) -> Iterator[Content]:
    seen: set[str] = set()
    for number, week in enumerate(stay.weeks, 1):
        yield from paper.heading(f"Week {number} of the stay: week {week}")
        names = []
        for module in shown.held[week - 1]:
            known = shown.library.get(module)
            again = " (again)" if module in seen and not (known and known.repeat_after == 0) else ""
            names.append(f"{shown.library.title(module)}{again}")
            seen.add(module)
        yield from bulleted(paper, names or ["nothing"])


def gate_lines(shown: Covered, paper: Paper) -> Iterator[Content]:
    """Yield when whoever asks in each week may join, and how long that is to wait."""
    colours, track = paper.look.colours, shown.track
    yield literal("Gates and waits", f"bold {colours.word}")
    yield from paper.prose(
        f"{str(track.admission).capitalize()} admission. "
        + (
            f"Whoever asks waits {shown.waits.mean:.1f} weeks on average, {shown.waits.worst} at most."
            if shown.waits.worst
            else "Nobody waits."
        )
    )
    doors = entries(track)
    yield Content("")
    yield literal("asks in   waits     joins in", colours.quiet)
    for week, wait in enumerate(shown.waits.weeks, 1):
        joins = (week + wait - 1) % track.cycle + 1
        door = "  gate" if week in doors and track.admission is Admission.GATED else ""
        waits_for = counted(wait, "week") if wait else "-"
        style = f"bold {colours.warn}" if wait and wait == shown.waits.worst else colours.word
        yield literal(f"week {week:<4} {waits_for:<9} week {joins}{door}", style)
    faults = [(stay.entry, len(stay.out_of_order)) for stay in shown.coverage.stays]
    yield from paper.heading("Met too early, by entry week")
    if any(number for _, number in faults):
        yield from bulleted(paper, (f"week {entry}: {number}" for entry, number in faults if number))
        yield from paper.prose("A gate where a part begins keeps order for everybody.", style=colours.quiet)
    else:
        yield from paper.prose("None: whoever joins meets everything after its ground.")
