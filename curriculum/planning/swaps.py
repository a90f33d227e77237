"""Other modules for a session that nobody can lead: those that a free person may lead and that break nothing.

What breaks is said by the rules, which know nothing of swaps: whatever blocks or warns afterwards and did not before.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from curriculum.model.finding import Severity
from curriculum.model.module import Module
from curriculum.model.timing import hours_text
from curriculum.model.track import Placement, Track
from curriculum.planning import edits
from curriculum.planning.bench import Bench
from curriculum.planning.calendar import Session
from curriculum.planning.coverage import Coverage, coverage
from curriculum.planning.people import why_absent
from curriculum.planning.rooms import free_rooms, why_unsuited
from curriculum.planning.roster import stretch_of
from curriculum.planning.rules import check_track
from curriculum.planning.shelf import for_any_group, needs_no_preparation, shelf, standing_modules

MOST = 5
"""Swaps that are offered: enough to choose from."""
_TRIED = 60
"""Swaps that are put to the rules at most, best first."""


@dataclass(frozen=True)
class Swap:
    """Another module for the day, and who would lead it."""

    module: str
    team: tuple[str, ...]
    reasons: tuple[str, ...]
    after: Track
    """The track with the swap made."""
    exchanged: Session | None = None
    """The later session that takes the module of today in exchange; None where nothing is exchanged."""
    room: str | None = None
    """Another room, where the usual one lacks what the module needs."""


@dataclass(frozen=True)
class Shelved:
    """A module that needs no preparation, and who is free and may lead it."""

    module: str
    leaders: tuple[str, ...]
    minutes: int
    """How long it can last, up to those of the slot."""


def swaps(bench: Bench) -> tuple[tuple[Swap, ...], str]:
    """Return the module swaps that break nothing, best first, and, where there are none, why."""
    cell, subject = bench.session.cell, bench.subject
    if bench.session.makes_up is not None:
        return (), "It makes up for a closed day: change it under `makeups`."
    closed = edits.why_closed(subject.track, cell)
    if closed is not None:
        return (), closed
    if not bench.free:
        return (), "Nobody is free at that hour."
    search = _Swapping(bench)
    found = tuple(search.found())
    return found, "" if found else search.why_none()


def shelved(bench: Bench) -> tuple[Shelved, ...]:
    """Return what somebody who is free can hold without preparation; what fills the slot comes first."""
    slot = bench.session.minutes
    found = [
        Shelved(module_id, leaders, min(slot, module.minutes.most))
        for module_id in shelf(bench.subject.track, bench.library, bench.subject.clinic)
        if (module := bench.library.modules[module_id]).minutes.least <= slot
        and module_id != bench.session.module
        and (leaders := tuple(name for name in bench.free if bench.lacking(name, module) is None))
    ]
    return tuple(sorted(found, key=lambda shelved: slot - shelved.minutes)[:MOST])


@dataclass(frozen=True)
class _Wish:
    """A swap before the rules have spoken."""

    module: str
    placement: Placement
    rank: tuple[object, ...]
    reasons: tuple[str, ...]
    exchanged: Session | None = None


@dataclass(frozen=True)
class _Swapping:
    """The search for swaps for one session."""

    bench: Bench

    @cached_property
    def _before(self) -> frozenset[tuple[str, str, str]]:
        return self._said(self.bench.subject.track)

    @cached_property
    def _covered(self) -> Coverage:
        return coverage(self.bench.subject.track, self.bench.library)

    def found(self) -> Iterator[Swap]:
        """Yield the swaps that break nothing, best first, exchanges within the plan before new modules."""
        number = 0
        for wish in self._wishes[:_TRIED]:
            after = self._made(wish)
            if after is None or self._said(after) - self._before or not self._keeps_coverage(after):
                continue
            yield Swap(
                wish.module,
                wish.placement.lead or self._usual(),
                wish.reasons,
                after,
                wish.exchanged,
                wish.placement.room,
            )
            number += 1
            if number == MOST:
                return

    @cached_property
    def _wishes(self) -> list[_Wish]:
        return sorted((*self._exchanges(), *self._others()), key=lambda wish: wish.rank)

    def why_none(self) -> str:
        """Return, in numbers, why no module can take the place of today's."""
        minutes = self.bench.session.minutes
        fitting = [m for m in self.bench.library.modules.values() if for_any_group(m) and m.fits(minutes)]
        led = sum(any(self.bench.lacking(name, m) is None for name in self.bench.free) for m in fitting)
        return (
            f"{len(fitting)} finished modules fit {hours_text(minutes)}; somebody free may lead {led} of them, "
            "and each would break the order, come again too soon, or leave a core topic uncovered."
            if led
            else f"{len(fitting)} finished modules fit {hours_text(minutes)}, and nobody free may lead any of them."
        )

    def _usual(self) -> tuple[str, ...]:
        return self.bench.subject.track.staff.get(self.bench.session.cell.slot, ())

    def _said(self, track: Track) -> frozenset[tuple[str, str, str]]:
        """Return what the rules block or warn of in a version of the track, as of the day."""
        subject = replace(self.bench.subject, track=track)
        findings = check_track(subject, self.bench.stretch.day)
        return frozenset(
            (finding.rule, finding.place, finding.message)
            for finding in findings
            if finding.severity in (Severity.BLOCK, Severity.WARN)
        )

    def _keeps_coverage(self, after: Track) -> bool:
        """Tell whether every entry week meets every core topic that it met before."""
        later = coverage(after, self.bench.library)
        return all(set(later.gaps(topic)) <= set(self._covered.gaps(topic)) for topic in after.core)

    def _made(self, wish: _Wish) -> Track | None:
        track, cell = self.bench.subject.track, self.bench.session.cell
        try:
            made = edits.put(track, cell, wish.placement)
            if wish.exchanged is not None:
                held = track.planned(cell)
                assert held is not None, cell
                usual = track.staff.get(wish.exchanged.cell.slot, ())
                lead = () if self.bench.session.leads == usual else self.bench.session.leads
                made = edits.put(made, wish.exchanged.cell, Placement(module=held.module, lead=lead))
        except edits.EditRefused:
            return None
        return made

    def _exchanges(self) -> Iterator[_Wish]:
        """Yield later sessions of this run of the cycle whose module could be held today, and today's then."""
        today = self.bench.session
        for other in self.bench.subject.sessions:
            module = self.bench.library.get(other.module)
            later = other.date > today.date and other.run == today.run and other.makes_up is None
            if module is None or not later or edits.why_closed(self.bench.subject.track, other.cell) is not None:
                continue
            own = self.bench.module
            fits = module.fits(today.minutes) and own is not None and own.fits(other.minutes)
            placement = self._placed(other.module or "", module) if fits and not self._out_then(other) else None
            if placement is not None:
                reason = f'"{self.bench.library.title(today.module or "")}" is held on {other.date} instead'
                rank = (0, (other.date - today.date).days, other.start, other.module)
                yield _Wish(other.module or "", placement, rank, (reason, *self._why(module, placement)), other)

    def _out_then(self, other: Session) -> bool:
        """Tell whether the one who is out today could not lead then either, or has other work."""
        person = self.bench.subject.clinic.people[self.bench.out]
        stretch = stretch_of(other)
        engaged = self.bench.subject.roster.engaged(stretch, but=other)
        return why_absent(person, stretch) is not None or self.bench.out in engaged

    def _others(self) -> Iterator[_Wish]:
        """Yield modules that the track does not hold, or holds at another time, in place of today's."""
        held = {session.module for session in self.bench.subject.held}
        lost, barred = self._lost(), {self.bench.session.module, *standing_modules(self.bench.subject.track)}
        for module_id, module in self.bench.library.modules.items():
            if module_id in barred or not for_any_group(module):
                continue
            if not module.fits(self.bench.session.minutes) or not lost <= set(module.topics) or self._midway(module):
                continue
            placement = self._placed(module_id, module)
            if placement is not None:
                again = module_id in held
                rank = (1, again, *self._likeness(module), not needs_no_preparation(module), module_id)
                new = "is held elsewhere in the cycle, too" if again else "is new to this track"
                yield _Wish(module_id, placement, rank, (new, *self._why(module, placement)))

    def _midway(self, module: Module) -> bool:
        """Tell whether a module goes on with a series of which the track has held no earlier part by then."""
        if module.series is None or module.part == 1:
            return False
        before = (
            s for s in self.bench.subject.held if s.date < self.bench.session.date and s.run == self.bench.session.run
        )
        parts = {
            other.part for s in before if (other := self.bench.library.get(s.module)) and other.series == module.series
        }
        return not any((part or 0) < (module.part or 0) for part in parts)

    def _lost(self) -> set[str]:
        """Return the core topics that some entry week would miss with nothing in the slot."""
        bare = edits.remove(self.bench.subject.track, self.bench.session.cell)
        later = coverage(bare, self.bench.library)
        return {t for t in bare.core if not set(later.gaps(t)) <= set(self._covered.gaps(t))}

    def _likeness(self, module: Module) -> tuple[int, bool, bool]:
        own = self.bench.module
        if own is None:
            return 0, False, False
        return (
            -len(set(module.topics) & set(own.topics)),
            module.kind is not own.kind,
            module.modality is not own.modality,
        )

    def _why(self, module: Module, placement: Placement) -> Iterator[str]:
        own = self.bench.module
        shared = sorted(set(module.topics) & set(own.topics)) if own else []
        if shared:
            yield f"shares {', '.join(shared)}"
        if own and module.kind is own.kind:
            yield f"the same kind ({module.kind.value})"
        if needs_no_preparation(module):
            yield "needs no preparation"
        if placement.room:
            yield f"in {self.bench.subject.clinic.room_name(placement.room)}, which is free"

    def _placed(self, module_id: str, module: Module) -> Placement | None:
        """Return a module with the best person who is free and may lead it, in a room that suits; None if none."""
        able = [name for name in self.bench.free if self.bench.lacking(name, module) is None]
        room = self._room(module)
        if not able or room is None:
            return None
        team = self.bench.team_of(min(able, key=self.bench.ranks.__getitem__))
        lead = () if team == self._usual() else team
        return Placement(module=module_id, lead=lead, room=room or None)

    def _room(self, module: Module) -> str | None:
        """Return another room where the slot's own does not suit, nothing where it does, None where none does."""
        subject, cell = self.bench.subject, self.bench.session.cell
        usual = subject.clinic.rooms.get(subject.track.rooms.get(cell.slot, ""))
        if usual is None or why_unsuited(usual, subject.track.census, module.room) is None:
            return ""
        free = free_rooms(
            subject.roster, subject.clinic, self.bench.stretch, seats=subject.track.census, features=module.room
        )
        return free[0] if free else None
