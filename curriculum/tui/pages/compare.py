"""What differs between two versions of a track: minutes as a sheet, all else as lines. Planned, not delivered."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from textual.content import Content

from curriculum.model.finding import Finding, Severity
from curriculum.model.module import Modality
from curriculum.model.words import counted
from curriculum.planning.compare import Altered, Amount, Comparison, SlotChange, alike
from curriculum.planning.fill.reasons import weeks_text
from curriculum.tui.board import Board
from curriculum.tui.pages.sheet import Line, Mark, Sheet, Tone
from curriculum.tui.pages.words import bulleted
from curriculum.tui.reading import Paper
from curriculum.tui.theme import LETTERS
from curriculum.workspace.versions import Version, compared, version

SESSION, COMMIT = "this session", "last commit"

_ALIKE = 3
"""So many slots that differ in the same way, or findings of one rule, are told in one line."""


@dataclass(frozen=True)
class Compared:
    """An earlier version of the track beside the one on the table."""

    board: Board
    before: Version
    found: Comparison
    sheet: Sheet


def compared_with(board: Board, since: str) -> Compared:
    """Return what differs from an earlier version. Raises CurriculumError where there is none to compare with."""
    opened, track = board.opened, board.track
    saved = replace(opened.source, text=opened.history.present.text)
    workspace = board.workspace.with_track(opened.id, track, saved)
    if since == SESSION:
        past = opened.history.past
        before = Version(opened.id, "as it was when this session began", past[0][1].track if past else track)
    else:
        before = replace(version(workspace, f"{opened.id}@HEAD", workspace.root), name="as it was last committed")
    found = compared(workspace, before, Version(opened.id, "as it stands", track))
    return Compared(board, before, found, _sheet(board, found))


def _sheet(board: Board, found: Comparison) -> Sheet:
    people = [replace(amount, name=board.workspace.clinic.person_name(amount.name)) for amount in found.staff]
    parts: list[tuple[str, Sequence[Amount]]] = [
        ("Modality", [replace(amount, name=_modality(amount.name)) for amount in found.modalities]),
        ("Kind of session", found.kinds),
        ("Minutes that count", [replace(amount, name=f"week {amount.name}") for amount in found.weeks]),
        ("Staff", people),
    ]
    lines = [line for name, amounts in parts if amounts for line in (Line(name), *map(_amount, amounts))]
    return Sheet("session minutes", ("  before", "   after", "  change"), tuple(lines), by_line=True)


def _modality(name: str) -> str:
    return f"{Modality(name).letters} {name}"


def _amount(amount: Amount) -> Line:
    change = Mark(f"{amount.change:>+8}", Tone.LEAD) if amount.change else Mark(f"{'same':>8}", Tone.QUIET)
    return Line(amount.name, (Mark(f"{amount.before:>8}", Tone.QUIET), Mark(f"{amount.after:>8}"), change))


def summary(shown: Compared) -> str:
    """Return how much differs, and what it is compared with."""
    found = shown.found
    if found.same:
        return f"Nothing differs from the plan {shown.before.name}."
    parts = [
        (len(found.slots), "slot"),
        (len(found.moved), "module in another order"),
        (len(found.coverage), "change of what clients meet"),
        (len(found.failing) + len(found.new), "new finding"),
        (len(found.passing) + len(found.mended), "mended finding"),
    ]
    plurals = {
        "module in another order": "modules in another order",
        "change of what clients meet": "changes of what clients meet",
    }
    said = [f"{n} {plurals.get(noun, noun + 's')}" if n != 1 else counted(n, noun) for n, noun in parts if n]
    return f"Beside the plan {shown.before.name}: {', '.join(said) or 'facts of the track differ'}."


def difference_lines(shown: Compared, paper: Paper) -> Iterator[Content]:
    """Yield what differs, beside the minutes."""
    found, title = shown.found, shown.board.library.title
    if found.same:
        yield from paper.prose("Nothing differs.")
        return
    parts: tuple[tuple[str, Iterable[str]], ...] = (
        ("The track", map(_altered, found.facts)),
        ("Slots, by date", _slots(found.slots)),
        ("What clients meet", _coverage(found)),
        ("Rules on hours", (*_said("no longer", found.passing), *_said("now", found.failing))),
        ("Other checks", (*_said("no longer", found.mended), *_said("now", found.new))),
        ("Order", (f"{title(moved.module)}: {moved.after}, no longer {moved.before}" for moved in found.moved)),
    )
    for name, lines in parts:
        told = tuple(lines)
        if told:
            yield from paper.heading(name)
            yield from bulleted(paper, told)


def _altered(altered: Altered) -> str:
    return f"{altered.what}: {altered.before} -> {altered.after}"


def _slots(slots: Iterable[SlotChange]) -> Iterator[str]:
    """Yield each slot that differs; where several differ in the same way, as when staff changes, one line for all."""
    for changes in alike(slots):
        name, told = changes[0].cell.slot, "; ".join(map(_altered, changes[0].altered))
        if len(changes) >= _ALIKE:
            yield f"{name}, {len(changes)} times from {changes[0].date} to {changes[-1].date}: {told}"
        else:
            yield from (f"{each.date:%a %Y-%m-%d}, {name} (week {each.cell.week}): {told}" for each in changes)


def _coverage(found: Comparison) -> Iterator[str]:
    topics: dict[tuple[str, bool, bool], list[int]] = {}
    for change in found.coverage:
        topics.setdefault((change.topic, change.core, change.met), []).append(change.entry)
    for (topic, core, met), entries in topics.items():
        state = "meet it now" if met else "NO LONGER meet it"
        yield f"{topic}{' (core)' if core else ''}: clients who join in {weeks_text(entries)} {state}"


def _said(word: str, findings: Iterable[Finding]) -> Iterator[str]:
    rules: dict[tuple[Severity, str], list[Finding]] = {}
    for finding in findings:
        rules.setdefault((finding.severity, finding.rule), []).append(finding)
    for (severity, rule), held in rules.items():
        places = [finding.place.partition(", ")[2] or finding.place for finding in held]
        where = f"{len(held)} places, first {places[0]}" if len(held) >= _ALIKE else "; ".join(places)
        yield f"{word} {LETTERS.get(severity, 'N')} {rule}: {where}"
