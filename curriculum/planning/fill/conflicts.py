"""Why wishes cannot be kept together, in a director's words, with who can change what: by arithmetic alone.

Counts what each must asks and what there is. What arithmetic does not show, `elastic` asks the solver.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from curriculum.model.timing import hours_text
from curriculum.model.track import Cell
from curriculum.model.wish import ModalityMinutes
from curriculum.planning.coverage import entries
from curriculum.planning.fill.candidates import Candidates
from curriculum.planning.fill.weeks import cost_here, too_near
from curriculum.planning.rules.subject import listed

DIRECTOR = "whoever keeps the track's wishes"
AUTHORS = "the modules' authors"
CLINIC = "whoever keeps clinic.yaml"

_BARRED = {
    "status": ("are drafts, retired or standing", AUTHORS),
    "group": ("do not work for the census", AUTHORS),
    "minutes": ("do not fit its minutes", AUTHORS),
    "phase": ("are too intense for the week", DIRECTOR),
    "slot": ("are not what the slot is for", DIRECTOR),
    "leaders": ("find nobody free to lead them", CLINIC),
    "room": ("find no free room", CLINIC),
    "near": ("were held too few weeks before, or are too soon after", AUTHORS),
}


@dataclass(frozen=True)
class Conflict:
    """What cannot be, and who can change it."""

    message: str
    who: str
    fix: str


def arithmetic(candidates: Candidates) -> tuple[Conflict, ...]:
    """Return the musts that cannot be kept by what there is; nothing where counting does not show it."""
    return (*_topics(candidates), *_minutes(candidates), *_empty(candidates))


def _topics(candidates: Candidates) -> Iterator[Conflict]:
    problem = candidates.problem
    if problem.wishes.core_topics != "must":
        return
    library = problem.subject.library
    for topic in problem.track.core:
        named = [name for name, module in library.modules.items() if topic in module.topics]
        if not named:
            fix = f'Write a module with the topic "{topic}", or take it out of `core`.'
            yield Conflict(f'No module of the library is about "{topic}", which is a must.', AUTHORS, fix)
            continue
        planned = {cell.week for name in named for cell in problem.planned_in.get(name, ())}
        possible = planned | {
            cell.week for name in named if name in candidates.modules for cell in _open_to(candidates, name)
        }
        doors = [door for door in entries(problem.track) if not possible & _stay(candidates, door)]
        if doors:
            names = listed(f'"{library.title(name)}"' for name in sorted(named)[:3])
            message = (
                f'Clients who join in week {listed(map(str, doors))} cannot meet "{topic}": none of {names} '
                f"can be held in their weeks. {_why(candidates, named)}"
            )
            yield Conflict(message, CLINIC, "Free a leader, a room or a slot that fits; or make the topic no must.")


def _why(candidates: Candidates, names: list[str]) -> str:
    counts = Counter(
        kind for cell in candidates.problem.cells for kind, number in _bars(candidates, cell, names).items() if number
    )
    kinds = [f"{_BARRED[kind][0]} in {count} slots" for kind, count in counts.most_common(2)]
    return f"They {listed(kinds)}." if kinds else ""


def _stay(candidates: Candidates, door: int) -> set[int]:
    track = candidates.problem.track
    return {(door - 1 + passed) % track.cycle + 1 for passed in range(track.stay)}


def _open_to(candidates: Candidates, module_id: str) -> Iterator[Cell]:
    return (c for c in candidates.problem.cells if cost_here(candidates, module_id, c) is not None)


def _minutes(candidates: Candidates) -> Iterator[Conflict]:
    for wish in candidates.problem.wishes.modality_minutes:
        if wish.weigh == "must":
            for week in candidates.problem.weeks:
                yield from _week_minutes(candidates, week, wish)


def _week_minutes(candidates: Candidates, week: int, wish: ModalityMinutes) -> Iterator[Conflict]:
    problem = candidates.problem
    held = [s for s in problem.held_in(week) if problem.modality_of(s) is wish.modality]
    there = sum(session.minutes for session in held)
    names = [name for name, module in candidates.modules.items() if module.modality is wish.modality]
    open_ = [c for c in problem.cells_of(week) if any(cost_here(candidates, n, c) is not None for n in names)]
    possible = there + sum(problem.sessions[cell].minutes for cell in open_)
    if wish.least is not None and possible < wish.least:
        closed = _closed(candidates, week)
        message = (
            f"Week {week} can hold {hours_text(possible)} of {wish.modality} at most; the least is "
            f"{hours_text(wish.least)}, a must.{closed}"
        )
        fix = f"Ask for less, plan a make-up day, or let more modules of {wish.modality} be led and held that week."
        yield Conflict(message, DIRECTOR, fix)
    if wish.most is not None and there > wish.most:
        message = (
            f"Week {week} holds {hours_text(there)} of {wish.modality} already; the most is {hours_text(wish.most)}."
        )
        yield Conflict(message, DIRECTOR, "Unlock or remove some of it, or allow more.")


def _closed(candidates: Candidates, week: int) -> str:
    days = {
        f"{s.date:%a %b} {s.date.day} ({s.closed})"
        for s in candidates.problem.around.sessions
        if s.cell.week == week and s.closed
    }
    return f" {listed(sorted(days))} {'is' if len(days) == 1 else 'are'} closed." if days else ""


def _empty(candidates: Candidates) -> Iterator[Conflict]:
    problem = candidates.problem
    if problem.wishes.every_slot != "must":
        return
    stuck = [
        cell
        for cell in problem.cells
        if not any(cost_here(candidates, n, cell) is not None for n in candidates.modules)
    ]
    for cell in stuck[:3]:
        yield Conflict(
            f"{why_empty(candidates, cell)} Every slot is a must.",
            who_of(candidates, cell),
            "Or let slots be empty: `every-slot: 300`.",
        )
    if stuck or problem.wishes.repeats == "off":
        return
    possible = sum(_times(candidates, name) for name in candidates.modules)
    if possible < len(problem.cells):
        message = (
            f"{len(problem.cells)} slots are to be filled; with the weeks that they ask for in between, the modules "
            f"that may be proposed can be held {possible} times."
        )
        yield Conflict(message, DIRECTOR, "Allow drafts, let slots be empty, or write more modules.")


def _times(candidates: Candidates, module_id: str) -> int:
    """Return how often a module could be held at most in the weeks to fill."""
    wait = candidates.problem.module(module_id).repeat_after
    weeks = sorted({cell.week for cell in _open_to(candidates, module_id)})
    if not wait:
        return len(weeks)
    count, last = 0, -99
    for week in weeks:
        if week - last >= wait:
            count, last = count + 1, week
    return count


def _bars(candidates: Candidates, cell: Cell, names: list[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for name in names:
        bar = candidates.why_not(name, cell)
        if bar is not None:
            counts[bar.kind] += 1
        elif candidates.problem.wishes.repeats == "must" and too_near(candidates.problem, name, cell):
            counts["near"] += 1
    return counts


def why_empty(candidates: Candidates, cell: Cell) -> str:
    """Return why nothing was put into a slot: what bars the modules of the library, counted."""
    names = list(candidates.problem.subject.library.modules)
    counts = _bars(candidates, cell, names)
    fits = len(names) - counts.total()
    said = [f"{count} {_BARRED[kind][0]}" for kind, count in counts.most_common(4)]
    place = str(cell)
    if fits:
        return (
            f"{place[0].upper()}{place[1:]}: {fits} of {len(names)} modules could stand here by themselves, but each "
            "is needed elsewhere, comes too soon again, or lacks what it builds on."
        )
    return f"{place[0].upper()}{place[1:]} takes no module: {', '.join(said)}."


def who_of(candidates: Candidates, cell: Cell) -> str:
    """Return who can change most of what keeps a slot empty."""
    names = [n for n in candidates.problem.subject.library.modules if candidates.why_nowhere(n) is None]
    counts = _bars(candidates, cell, names)
    return _BARRED[counts.most_common(1)[0][0]][1] if counts else DIRECTOR
