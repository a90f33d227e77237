"""What somebody who joins late has to catch up on: what the group has done, and what of it to read, in which order.

Knows the plan that repeats and no date; closed days are left out of account, as in `planning.coverage`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from curriculum.model.errors import CurriculumError
from curriculum.model.library import Library
from curriculum.model.track import Track
from curriculum.planning.coverage import Stay, coverage, entries, held_weeks


@dataclass(frozen=True)
class ToRead:
    """A module that a client meets too late, or never."""

    module: str
    helps: tuple[str, ...]
    """The modules that build on it and are met before it, in the order met; none where it is only missed."""
    week: int | None
    """The week of the stay, from 1, in which the first of those is met."""
    later: bool
    """True where the module itself is met later in the stay, False where it never is."""


@dataclass(frozen=True)
class CatchUp:
    """What a client who joins in a week has to catch up on."""

    entry: int
    """The week of the cycle in which the client joins."""
    cycle: int
    done: tuple[tuple[int, tuple[str, ...]], ...]
    """Weeks of the cycle before that one, each with what the group did for the first time in it."""
    read: tuple[ToRead, ...]
    """What to read, in order: first what is needed soonest, and never anything before what it builds on."""

    @property
    def modules(self) -> tuple[str, ...]:
        """The modules to read, by id."""
        return tuple(each.module for each in self.read)


def check_entry(track: Track, entry: int) -> None:
    """Raise CurriculumError where nobody joins a track in that week of its cycle."""
    doors = entries(track)
    if entry in doors:
        return
    every = doors == tuple(range(1, track.cycle + 1))
    weeks = f"weeks 1 to {track.cycle}" if every else f"week{'s' if len(doors) > 1 else ''} {_joined(doors)}"
    raise CurriculumError(f"Nobody joins {track.title} in week {entry}.", f"Clients join in {weeks}.")


def catch_up(track: Track, library: Library, entry: int) -> CatchUp:
    """Return what a client who joins in week `entry` has to catch up on, and nothing where it is nothing.

    To read are the core modules, those about a topic that the track promises to every client, that something met
    earlier builds on, or that are never met. A track that names no core topics promises all of its modules. What is
    held in every week is nothing to catch up on. Raises CurriculumError as `check_entry` does.
    """
    check_entry(track, entry)
    held = held_weeks(track)
    (stay,) = (each for each in coverage(track, library).stays if each.entry == entry)
    lacking = tuple(_lacking(track, library, stay, held))
    return CatchUp(entry, track.cycle, tuple(_done(held[: entry - 1], library)), _in_order(lacking, library))


def _lacking(track: Track, library: Library, stay: Stay, held: Sequence[Sequence[str]]) -> Iterator[ToRead]:
    """Yield what is met too late or never, that which is needed soonest first."""
    first = {module: week for week, module in reversed(list(_met(stay, held)))}
    needed: dict[str, list[str]] = {}
    for fault in stay.out_of_order:
        needed.setdefault(fault.needed, []).append(fault.module)
    for module in dict.fromkeys((*needed, *stay.missed)):
        if _is_core(module, track, library):
            helps = tuple(needed.get(module, ()))
            yield ToRead(module, helps, first[helps[0]] if helps else None, later=module in first)


def _met(stay: Stay, held: Sequence[Sequence[str]]) -> Iterator[tuple[int, str]]:
    """Yield what is met, with the week of the stay, from 1."""
    for number, week in enumerate(stay.weeks, 1):
        yield from ((number, module) for module in held[week - 1])


def _is_core(module_id: str, track: Track, library: Library) -> bool:
    module = library.get(module_id)
    if module is None or module.repeat_after == 0:
        return False
    return not track.core or not set(track.core).isdisjoint(module.topics)


def _in_order(lacking: Sequence[ToRead], library: Library) -> tuple[ToRead, ...]:
    """Return what is lacking with nothing before what it builds on, and otherwise in the order given."""
    by_module = {each.module: each for each in lacking}
    placed: dict[str, ToRead] = {}

    def place(module_id: str, above: frozenset[str]) -> None:
        """Place a module after what it builds on; `above` keeps a circle of prerequisites from going on for ever."""
        if module_id in placed or module_id not in by_module or module_id in above:
            return
        module = library.get(module_id)
        for before in module.after if module else ():
            place(before, above | {module_id})
        placed[module_id] = by_module[module_id]

    for module_id in by_module:
        place(module_id, frozenset())
    return tuple(placed.values())


def _done(held: Iterable[Sequence[str]], library: Library) -> Iterator[tuple[int, tuple[str, ...]]]:
    seen: set[str] = set()
    for week, modules in enumerate(held, 1):
        new = tuple(each for each in dict.fromkeys(modules) if each not in seen and _comes_round(each, library))
        seen.update(new)
        if new:
            yield week, new


def _comes_round(module_id: str, library: Library) -> bool:
    """Tell whether a module has its weeks, rather than being held in every one."""
    module = library.get(module_id)
    return module is not None and module.repeat_after > 0


def _joined(weeks: Sequence[int]) -> str:
    *most, last = map(str, weeks)
    return f"{', '.join(most)} and {last}" if most else last
