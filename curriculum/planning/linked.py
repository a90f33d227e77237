"""Two tracks that are to hold the same modules in the same weeks, such as a program by day and its twin by night."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from curriculum.model.track import Track


@dataclass(frozen=True)
class Drift:
    """A week of the cycle in which two linked tracks do not hold the same modules. Standing slots are left out."""

    week: int
    here: tuple[str, ...]
    """Modules that only the first holds in that week."""
    there: tuple[str, ...]
    """Modules that only the second holds in that week."""


def drift(track: Track, other: Track) -> tuple[Drift, ...]:
    """Return the weeks in which two tracks differ, of those that both have and the first has planned."""
    ours, theirs = placed_by_week(track), placed_by_week(other)
    weeks = (week for week in range(1, min(track.cycle, other.cycle) + 1) if week in ours)
    found = (
        Drift(week, _only(ours[week], theirs.get(week, Counter())), _only(theirs.get(week, Counter()), ours[week]))
        for week in weeks
    )
    return tuple(each for each in found if each.here or each.there)


def placed_by_week(track: Track) -> Mapping[int, Counter[str]]:
    """Return how often the plan places each module in each planned week, in the order held."""
    return {
        week: Counter(
            held.module for day in track.days for slot, held in sorted(days.get(day, {}).items(), key=lambda p: p[0])
        )
        for week, days in sorted(track.plan.items())
    }


def _only(ours: Counter[str], theirs: Counter[str]) -> tuple[str, ...]:
    return tuple((ours - theirs).elements())
