"""Phases: for each part of a stay, the minutes and days of its week, held against the numbers of that part."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from curriculum.model.clinic import Clinic
from curriculum.model.rulepack import RulePack, Sourced, StepDown
from curriculum.model.track import Phase, Track
from curriculum.planning.calendar import Session
from curriculum.planning.hours import Hours, hours_of, open_days
from curriculum.planning.packs import OWN, Bound, applied, bounds, counted_kinds

if TYPE_CHECKING:
    from curriculum.planning.rules.subject import Subject

Measure = Literal["weekly_minutes", "daily_minutes", "days_per_week"]
MEASURES: tuple[Measure, ...] = ("weekly_minutes", "daily_minutes", "days_per_week")


@dataclass(frozen=True)
class Shortfall:
    """A number that a week of a phase does not reach."""

    measure: Measure
    value: int
    """Minutes of the week, minutes of its shortest day, or days."""
    bound: Bound


@dataclass(frozen=True)
class PhaseWeek:
    """One planned week as clients in a phase live it."""

    phase: Phase
    run: int
    week: int
    monday: date
    hours: Hours
    """As its level of care counts them."""
    days: int
    """Service days."""
    short: tuple[Shortfall, ...]


def phase_sessions(phase: Phase, sessions: Iterable[Session]) -> tuple[Session, ...]:
    """Return the sessions to which clients in a phase come; a make-up belongs to the day that it makes up for."""
    return tuple(s for s in sessions if s.cell.day in phase.days and (not phase.slots or s.cell.slot in phase.slots))


def phase_weeks(subject: "Subject") -> tuple[PhaseWeek, ...]:
    """Return each phase of a track in each planned week of the runs looked at, phase by phase."""
    return tuple(week for phase in subject.track.phases for week in _weeks(subject, phase))


def _weeks(subject: "Subject", phase: Phase) -> Iterator[PhaseWeek]:
    limits = {m: phase_bounds(phase, subject.track, subject.clinic, subject.packs, m) for m in MEASURES}
    counted = counted_kinds(subject.packs.get(phase.level or subject.track.level))
    for held in subject.repetitions:
        sessions = phase_sessions(phase, held.sessions)
        short = (s for m in MEASURES for bound in limits[m] for s in _short(subject, sessions, m, bound))
        hours = hours_of(sessions, subject.library, counted)
        yield PhaseWeek(phase, held.run, held.week, held.monday, hours, open_days(sessions), tuple(short))


def _short(subject: "Subject", sessions: tuple[Session, ...], measure: Measure, bound: Bound) -> Iterator[Shortfall]:
    if measure == "days_per_week":
        value = open_days(sessions)
    else:
        days: dict[date, list[Session]] = {}
        for session in sessions:
            if session.module:
                days.setdefault(session.date, []).append(session)
        each = [hours_of(held, subject.library, bound.counted).counted(bound.counts) for held in days.values()]
        value = sum(each) if measure == "weekly_minutes" else min(each, default=bound.value)
    if value < bound.value:
        yield Shortfall(measure, value, bound)


def stepping_down(phase: Phase, track: Track, packs: Mapping[str, RulePack], bound: Bound) -> StepDown | None:
    """Return what lets a phase have fewer hours than a rule pack asks: it is the last, and no longer than that allows.

    None where the pack of the number knows no such exception, or the phase does not say for how many weeks it lasts.
    """
    pack = packs.get(bound.pack)
    allowed = pack.step_down if pack else None
    last = bool(track.phases) and track.phases[-1] == phase
    return allowed if allowed and last and phase.weeks is not None and phase.weeks <= allowed.weeks else None


def phase_bounds(
    phase: Phase, track: Track, clinic: Clinic, packs: Mapping[str, RulePack], measure: Measure
) -> tuple[Bound, ...]:
    """Return the least of a measure for a phase: its own number; else that of its level; else that of the track.

    A phase with numbers of its own and no level is held against these alone.
    """
    own, kinds = getattr(phase.limits, measure), counted_kinds(packs.get(phase.level or track.level))
    if own is not None:
        source = phase.limits.source or f"the track, phases, {phase.name}"
        return (Bound(OWN, own, "session", kinds, Sourced(source=source, dated="as it stands")),)
    if phase.level is not None:
        alone = track.model_copy(update={"level": phase.level, "rules": None})
        return bounds(applied(alone, Clinic(), packs), Clinic(), measure, "least")
    if any(getattr(phase.limits, each) is not None for each in MEASURES):
        return ()
    return bounds(applied(track, clinic, packs), clinic, measure, "least")
