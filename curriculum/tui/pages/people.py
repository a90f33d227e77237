"""Who of the staff could take which slot of the week, as a sheet, and as lines about one of both."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from textual.content import Content

from curriculum.model.clinic import Clinic
from curriculum.model.finding import Finding
from curriculum.model.timing import clock_text, hours_text
from curriculum.model.words import counted
from curriculum.planning.fill.reasons import weeks_text
from curriculum.planning.staffing import Cover, Load, SlotCover, loads, staffing
from curriculum.tui.board import Board
from curriculum.tui.pages.sheet import Line, Mark, Sheet, Tone
from curriculum.tui.pages.words import bulleted
from curriculum.tui.reading import Paper
from curriculum.tui.text import literal


@dataclass(frozen=True)
class Staffed:
    """The heat-map, with what is needed to speak of it."""

    clinic: Clinic
    people: tuple[str, ...]
    """By id, in the order of the columns: who could take most comes first."""
    slots: tuple[SlotCover, ...]
    loads: Mapping[str, Load]
    alone: tuple[Finding, ...]
    """What leans on one person alone, as the rules say it."""
    sheet: Sheet

    def name(self, person: str) -> str:
        """Return a person's name."""
        return self.clinic.person_name(person)


def staffed(board: Board) -> Staffed:
    """Return who could take what of a plan."""
    subject, clinic = board.subject, board.workspace.clinic
    slots, busiest = staffing(subject), loads(subject)
    reach = {name: sum(slot.people[name].could for slot in slots) for name in clinic.people}
    people = tuple(sorted(clinic.people, key=lambda name: -reach[name]))
    lines = [_line(slot, people) for slot in slots]
    lines += [Line("Busiest week, all tracks together"), _load_line(busiest, people)]
    names = _short_names(clinic, people)
    alone = tuple(finding for finding in board.findings if finding.rule == "single-point-of-failure")
    return Staffed(clinic, people, slots, busiest, alone, Sheet("slot", ("could", *names), tuple(lines)))


def _short_names(clinic: Clinic, people: tuple[str, ...]) -> Iterator[str]:
    """Yield first names; in full where two people share one."""
    firsts = [clinic.person_name(name).split()[0] for name in people]
    for name, first in zip(people, firsts, strict=True):
        yield first if firsts.count(first) == 1 else clinic.person_name(name)


def _line(slot: SlotCover, people: tuple[str, ...]) -> Line:
    label = f"{slot.day.full_name[:3]} {clock_text(slot.start)} {slot.slot}"
    return Line(label, (_depth(slot), *(_cover(slot, slot.people[name]) for name in people)))


def _depth(slot: SlotCover) -> Mark:
    words = {0: Mark("NOBODY", Tone.BLOCK), 1: Mark("ONE", Tone.WARN)}
    return words.get(slot.fewest, Mark(str(slot.fewest), Tone.QUIET))


def _cover(slot: SlotCover, cover: Cover) -> Mark:
    held = len(slot.sessions)
    could = "all" if cover.could == held else f"{cover.could}/{held}"
    if cover.leads:
        return Mark("leads" if cover.could == held else f"leads {could}", Tone.LEAD)
    return Mark(could) if cover.could else Mark("-", Tone.QUIET)


def _load_line(busiest: Mapping[str, Load], people: tuple[str, ...]) -> Line:
    marks = []
    for name in people:
        load = busiest.get(name)
        over = load is not None and load.most is not None and load.minutes > load.most
        said = f"{load.minutes // 60}:{load.minutes % 60:02}{' OVER' if over else ''}" if load else "-"
        marks.append(Mark(said, Tone.WARN if over else Tone.WORD if load else Tone.QUIET))
    return Line("hours led", (Mark(""), *marks))


def summary(shown: Staffed) -> str:
    """Return what leans on one person, or on nobody."""
    one = sum(slot.fewest == 1 for slot in shown.slots)
    nobody = sum(slot.fewest == 0 for slot in shown.slots)
    said = [f"{one} of {counted(len(shown.slots), 'slot')} lean on ONE person in some week" if one else ""]
    said += [f"{counted(nobody, 'slot')} that NOBODY could lead alone in some week" if nobody else ""]
    state = "; ".join(filter(None, said)) or "Every slot could be led by two people or more in every week"
    return f"{state}. n/m: could lead it in n of its m weeks. Days off are left out; o knows them."


def slot_lines(shown: Staffed, slot: SlotCover, person: str | None, paper: Paper) -> Iterator[Content]:
    """Yield who could take a slot, one person first where one is marked."""
    colours, held = paper.look.colours, len(slot.sessions)
    when = f"{slot.day.full_name} {clock_text(slot.start)} to {clock_text(slot.end)}, {slot.slot}"
    yield literal(when, f"bold {colours.word}")
    if slot.fewest < 2:
        who = "ONE person alone could lead" if slot.fewest else "NOBODY could lead alone"
        weeks = "every week" if len(slot.weak_weeks) == len(slot.depths) else weeks_text(slot.weak_weeks)
        yield from paper.prose(f"{who} in {weeks}.", style=f"bold {colours.warn}")
    if person is not None:
        cover = slot.people[person]
        yield Content("")
        yield literal(shown.name(person), f"bold {colours.lead}")
        could = "could take it in every week" if cover.could == held else f"could take {cover.could} of {held} weeks"
        yield from paper.prose(f"Leads {counted(cover.leads, 'session')} of it; {could}.")
        if cover.why_not:
            yield from paper.prose(f"Why not all: {cover.why_not}.")
        yield from _load(shown, person, paper)
    for title, chosen in (
        ("In every week", [n for n in shown.people if slot.people[n].could == held]),
        ("In some weeks", [n for n in shown.people if 0 < slot.people[n].could < held]),
        ("In none", [n for n in shown.people if not slot.people[n].could]),
    ):
        yield from paper.heading(title)
        yield from bulleted(paper, (_told(shown, slot, name) for name in chosen) if chosen else ["nobody"])


def _told(shown: Staffed, slot: SlotCover, person: str) -> str:
    cover = slot.people[person]
    some = f" {cover.could} of {len(slot.sessions)}" if 0 < cover.could < len(slot.sessions) else ""
    why = f": {cover.why_not}" if cover.why_not else ""
    return f"{shown.name(person)}{' (leads)' if cover.leads else ''}{some}{why}"


def _load(shown: Staffed, person: str, paper: Paper) -> Iterator[Content]:
    load = shown.loads.get(person)
    if load is not None:
        of = f" of {hours_text(load.most)} agreed" if load.most is not None else ""
        over = "OVER THE LOAD: " if load.most is not None and load.minutes > load.most else ""
        said = f"{over}Busiest week, from {load.busiest}: leads {hours_text(load.minutes)}{of}."
        yield from paper.prose(said, style=f"bold {paper.look.colours.warn}" if over else "")


def alone_lines(shown: Staffed, paper: Paper) -> Iterator[Content]:
    """Yield what leans on one person alone, as the rules say it."""
    yield literal("What leans on one person alone", f"bold {paper.look.colours.word}")
    if not shown.alone:
        yield from paper.prose("Nothing: every module and slot could be led by two people or more.")
    for finding in shown.alone:
        yield from bulleted(paper, [finding.message])
        yield from paper.prose(finding.fix, indent=2, style=paper.look.colours.quiet)
