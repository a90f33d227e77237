"""What a client meets: for each week of the cycle in which one may join, everything held during the stay.

A cycle repeats, so a client who joins in week 7 of 8 goes on with week 1. Closed days are left out of account: this is
the plan that repeats. Every client is reckoned to come to everything.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from curriculum.model.library import Library
from curriculum.model.track import Admission, Track


@dataclass(frozen=True)
class OutOfOrder:
    """A module that a client meets before what it builds on: what its `after:` names.

    The parts of a series have an order in the plan (`out-of-order`); whoever joins later begins in the middle of some.
    """

    module: str
    needed: str
    later: bool
    """True where the prerequisite is met later in the stay, False where it is never met."""


@dataclass(frozen=True)
class Stay:
    """One client's weeks in a track."""

    entry: int
    """The week of the cycle in which the client joins."""
    weeks: tuple[int, ...]
    """The weeks of the cycle that are lived through, in order; one may come twice."""
    met: tuple[str, ...]
    """Modules by id in the order met, each as often as it is met."""
    missed: tuple[str, ...]
    """Modules of the track that are not met."""
    out_of_order: tuple[OutOfOrder, ...]
    topics: frozenset[str]
    """What the modules that are met are about."""
    repeats: int
    """Sessions whose module was met before; those that are meant for every week are not counted."""
    exact_repeats: int
    """Repeats for which the module has no further variant left."""

    @property
    def distinct(self) -> int:
        """How many different modules are met."""
        return len(set(self.met))


@dataclass(frozen=True)
class Coverage:
    """What clients meet, for every week in which one may join."""

    stays: tuple[Stay, ...]
    topics: Mapping[str, tuple[int, ...]]
    """The weeks of the cycle in which each topic of the track is held."""
    cycle: int
    stay: int

    def gaps(self, topic: str) -> tuple[int, ...]:
        """Return the entry weeks whose clients never meet a topic."""
        return tuple(stay.entry for stay in self.stays if topic not in stay.topics)

    def spacing(self, topic: str) -> tuple[int, ...]:
        """Return the weeks from each week that holds a topic to the next one that does, around the cycle."""
        weeks = self.topics.get(topic, ())
        return tuple(
            (later - week - 1) % self.cycle + 1 for week, later in zip(weeks, weeks[1:] + weeks[:1], strict=True)
        )

    def mends(self, topic: str) -> tuple[tuple[int, ...], ...]:
        """Return the smallest sets of weeks that, holding the topic too, leave no entry week without it.

        Nothing where nothing is missing. Sets of one or two weeks are all returned, of a larger size one.
        """
        lacking = [stay for stay in self.stays if topic not in stay.topics]
        if not lacking:
            return ()
        fewest = min((self._stabbed(lacking, first) for first in range(1, self.cycle + 1)), key=len)
        if len(fewest) > 2:
            return (fewest,)
        choices = combinations(range(1, self.cycle + 1), len(fewest))
        return tuple(weeks for weeks in choices if all(set(stay.weeks) & set(weeks) for stay in lacking))

    def _stabbed(self, lacking: Sequence[Stay], first: int) -> tuple[int, ...]:
        """Return the fewest weeks, `first` among them, of which every stay that lacks something lives one.

        Reckoned from `first` on, the stays that do not live it are stretches of a line, where taking the last week
        of the one that ends soonest is best.
        """
        chosen, last = [first], -1
        begins = sorted((stay.entry - first) % self.cycle for stay in lacking if first not in stay.weeks)
        for begin in begins:
            if begin > last:
                last = begin + self.stay - 1
                chosen.append((first + last - 1) % self.cycle + 1)
        return tuple(sorted(chosen))


@dataclass(frozen=True)
class Waits:
    """How long people wait for a gate, by the week of the cycle in which they ask."""

    weeks: tuple[int, ...]
    """Weeks to wait, for each week of the cycle from the first."""

    @property
    def worst(self) -> int:
        """The longest wait, in weeks."""
        return max(self.weeks)

    @cached_property
    def mean(self) -> float:
        """The mean over people who ask in any week alike, in weeks."""
        return sum(self.weeks) / len(self.weeks)


def entries(track: Track) -> tuple[int, ...]:
    """Return the weeks of the cycle in which a client may join."""
    match track.admission:
        case Admission.ROLLING:
            return tuple(range(1, track.cycle + 1))
        case Admission.GATED:
            return tuple(gate for gate in sorted(track.gates) if gate <= track.cycle)
        case Admission.CLOSED:
            return (1,)


def waits(track: Track) -> Waits:
    """Return how long somebody who asks in each week of the cycle waits until the next entry week."""
    doors = entries(track) or (1,)
    weeks = range(1, track.cycle + 1)
    return Waits(tuple(min((door - week) % track.cycle for door in doors) for week in weeks))


def coverage(track: Track, library: Library, *, stay: int | None = None) -> Coverage:
    """Return what clients meet for each entry week, who stay as long as the track says or `stay` weeks."""
    length = stay or track.stay
    held = held_weeks(track)
    return Coverage(
        stays=tuple(_stay(entry, length, held, library) for entry in entries(track)),
        topics=_topic_weeks(held, library),
        cycle=track.cycle,
        stay=length,
    )


def held_weeks(track: Track) -> tuple[tuple[str, ...], ...]:
    """Return the modules of each week of the cycle, in the order held, by id."""
    weeks: list[list[str]] = [[] for _ in range(track.cycle)]
    for cell in track.cells:
        placement = track.placement(cell)
        if placement is not None:
            weeks[cell.week - 1].append(placement.module)
    return tuple(map(tuple, weeks))


def _stay(entry: int, length: int, held: Sequence[Sequence[str]], library: Library) -> Stay:
    weeks = tuple((entry - 1 + passed) % len(held) + 1 for passed in range(length))
    met = tuple(module for week in weeks for module in held[week - 1])
    everything = dict.fromkeys(module for week in held for module in week)
    distinct = frozenset(met)
    times = {m: many for m, many in Counter(met).items() if not _meant_for_every_week(m, library)}
    return Stay(
        entry=entry,
        weeks=weeks,
        met=met,
        missed=tuple(module for module in everything if module not in distinct),
        out_of_order=tuple(_out_of_order(met, library)),
        topics=frozenset(topic for module in distinct for topic in _topics(module, library)),
        repeats=sum(count - 1 for count in times.values()),
        exact_repeats=sum(max(0, count - 1 - _variants(module, library)) for module, count in times.items()),
    )


def _out_of_order(met: Sequence[str], library: Library) -> Iterator[OutOfOrder]:
    first = {module: position for position, module in reversed(list(enumerate(met)))}
    for module_id in sorted(first, key=first.__getitem__):
        module = library.get(module_id)
        for needed in module.after if module else ():
            if first.get(needed, len(met)) > first[module_id]:
                yield OutOfOrder(module_id, needed, later=needed in first)


def _meant_for_every_week(module_id: str, library: Library) -> bool:
    module = library.get(module_id)
    return module is not None and module.repeat_after == 0


def _topics(module_id: str, library: Library) -> Iterable[str]:
    module = library.get(module_id)
    return module.topics if module else ()


def _variants(module_id: str, library: Library) -> int:
    module = library.get(module_id)
    return len(module.variants) if module else 0


def _topic_weeks(held: Sequence[Sequence[str]], library: Library) -> dict[str, tuple[int, ...]]:
    weeks: dict[str, list[int]] = {}
    for week, modules in enumerate(held, 1):
        for topic in sorted({topic for module in modules for topic in _topics(module, library)}):
            weeks.setdefault(topic, []).append(week)
    return {topic: tuple(found) for topic, found in sorted(weeks.items())}
