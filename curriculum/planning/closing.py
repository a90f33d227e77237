"""Closing a day: what becomes of what it would have held, sequence by sequence, before anything is written.

Standing slots stay: a process group is a habit of its weekday, not a lesson in a row. Slots of no sequence hold nothing
that day, and each sequence follows its policy (`changes.Policy`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches

from curriculum.model.clinic import Clinic
from curriculum.model.closure import Closure
from curriculum.model.errors import CurriculumError
from curriculum.model.library import Library
from curriculum.model.track import Cell, Day, Track
from curriculum.planning.bumping import Work, bumped, kept_at, swapped
from curriculum.planning.calendar import Session, closure_on, held_on, sessions, week_of
from curriculum.planning.changes import Change, Closing, Policy, SequenceChange
from curriculum.planning.layout import is_held, with_fields


def close(track: Track, library: Library, clinic: Clinic, closing: Closing) -> Change:
    """Return what closing a day does to a track: sequence by sequence, and the track as it would be.

    Raises CurriculumError for a day on which the track does not meet, a sequence that it does not have, and for a
    make-up that nobody has chosen.
    """
    run, week = _require_meeting(track, closing.day)
    _require_known(track, closing.policies)
    held = [s for s in sessions(track, clinic, [week], run) if s.date == closing.day and s.makes_up is None]
    work = Work(_closed(track, clinic, closing), library, clinic, closing, run)
    names = dict.fromkeys(place.timed.slot.sequence for place in held)
    changes = []
    for name in filter(None, names):
        change, work = _changed(work, name, track)
        changes.append(change)
    made_up = _made_up(held, closing)
    return Change(
        before=track,
        after=work.track,
        day=closing.day,
        reason=_reason(work.track, clinic, closing),
        run=run,
        sequences=tuple(changes),
        missed=tuple(
            kept_at(place, "standing, keeps its weekday" if place.standing else "not held that day")
            for place in held
            if place.placement and not place.timed.slot.sequence and place.cell.slot not in made_up
        ),
        makeup=closing.makeup if made_up else None,
    )


def _require_meeting(track: Track, day: date) -> tuple[int, int]:
    if not held_on(track, day):
        ends = f" and ends on {track.ends}" if track.ends else ""
        raise CurriculumError(
            f"Nothing is held on {day}: the track starts on {track.starts}{ends}.", "Name another day."
        )
    weekday = list(Day)[day.weekday()]
    if weekday not in track.days:
        days = ", ".join(each.full_name for each in track.days)
        raise CurriculumError(f"{day} is a {weekday.full_name}; the track meets on {days}.", "Name another day.")
    return week_of(track, day)


def slots_to_make_up(track: Track, closing: Closing) -> tuple[str, ...]:
    """Return the slots of the day whose policy is `makeup`; none where that is all of them."""
    usual = track.timetable.get(list(Day)[closing.day.weekday()], ())
    names = tuple(t.slot.name for t in usual if closing.policy_of(t.slot.sequence) is Policy.MAKEUP)
    return () if len(names) == len(usual) else names


def sequences_of(track: Track) -> tuple[str, ...]:
    """Return the names of a track's sequences, in the order in which the week meets them."""
    slots = (timed.slot.sequence for day in track.days for timed in track.timetable[day])
    return tuple(dict.fromkeys(name for name in slots if name))


def _require_known(track: Track, policies: Mapping[str, Policy]) -> None:
    known = sequences_of(track)
    for name in policies:
        if name not in known:
            close_to = get_close_matches(name, known, n=1)
            hint = f'Did you mean "{close_to[0]}"?' if close_to else f"It has: {', '.join(known) or 'none'}."
            raise CurriculumError(f'The track has no sequence "{name}".', hint)


def _closed(track: Track, clinic: Clinic, closing: Closing) -> Track:
    """Return the track with the closure and its make-up in it, where they are not known yet."""
    changes: dict[str, object] = {}
    if closure_on(track, clinic, closing.day) is None:
        changes["closures"] = (*track.closures, Closure(from_=closing.day, reason=closing.reason))
    if closing.makes_up:
        makeup = closing.makeup
        if makeup is None:
            raise CurriculumError("No day is chosen to make up for it.", "Choose one of those that are proposed.")
        if makeup.instead_of != closing.day:
            raise CurriculumError(f"The make-up is for {makeup.instead_of}, not for {closing.day}.")
        if makeup not in track.makeups:
            changes["makeups"] = (*track.makeups, makeup)
    return with_fields(track, **changes) if changes else track


def _reason(track: Track, clinic: Clinic, closing: Closing) -> str:
    closure = closure_on(track, clinic, closing.day)
    return closure.reason if closure else closing.reason


def _made_up(held: Sequence[Session], closing: Closing) -> frozenset[str]:
    """Return the slots of the day that a make-up holds."""
    if closing.makeup is None:
        return frozenset()
    return frozenset(closing.makeup.slots or (place.cell.slot for place in held))


def _changed(work: Work, name: str, before: Track) -> tuple[SequenceChange, Work]:
    """Return what becomes of one sequence, and the work after it."""
    policy = work.closing.policy_of(name)
    places = work.places(name)
    first = [place for place in places if place.date == work.closing.day]
    ended = _last_date(before, work, name)
    if policy in (Policy.SKIP, Policy.MAKEUP):
        missed = tuple(kept_at(place, "not held") for place in first if place.placement and not is_held(place))
        change = SequenceChange(name, policy, missed=missed, ended=ended)
    else:
        change, work = (bumped if policy is Policy.BUMP else swapped)(work, name, places)
    taken = frozenset(move.target for move in change.moves if move.target)
    return replace(change, ended=ended, ends=_last_date(work.track, work, name, taken)), work


def _last_date(track: Track, work: Work, name: str, taken: frozenset[Cell] = frozenset()) -> date | None:
    """Return the date of the last session that a sequence holds, in its own places and in those that it has taken."""
    held = sessions(track, work.clinic, range(1, track.cycle + 1), work.run)
    dates = [s.date for s in held if s.module and (s.timed.slot.sequence == name or s.cell in taken)]
    return max(dates, default=None)
