"""Rules on the minutes, days and sessions of a week, against the numbers of every rule pack that holds."""

from collections.abc import Iterator

from curriculum.model.timing import hours_text
from curriculum.model.words import counted
from curriculum.planning.calendar import Session
from curriculum.planning.hours import Hours, open_days
from curriculum.planning.packs import Bound, Side
from curriculum.planning.rules.dates import makeup_advice
from curriculum.planning.rules.subject import Found, Repetition, Subject, at_day, at_week

Held = tuple[Session, ...]


def week_text(held: Repetition) -> str:
    """Return a week with its date, such as `Week 2 (from Mon 2026-12-07)`."""
    run = f" of run {held.run}" if held.later else ""
    return f"Week {held.week}{run} (from {held.monday:%a %Y-%m-%d})"


def said(hours: Hours) -> str:
    """Return minutes in words, sessions, breaks and the clock kept apart."""
    return (
        f"{hours_text(hours.session)} of sessions, {hours_text(hours.breaks)} of breaks, "
        f"{hours_text(hours.clock)} by the clock"
    )


def _counts(bound: Bound) -> str:
    return "breaks not counted" if bound.counts == "session" else "breaks counted"


def closed_text(sessions: Held) -> str:
    """Return which days of a week are closed and why, as sentences after others; nothing where all are open."""
    closed = sorted({(s.date, s.closed) for s in sessions if s.closed})
    return f" {'; '.join(f'{day:%a %b} {day.day} is closed ({why})' for day, why in closed)}." if closed else ""


def weekly_minutes(subject: Subject) -> Iterator[Found]:
    """Find planned weeks with fewer minutes than a rule pack asks."""
    for week, bound in _weeks(subject, "weekly_minutes", "least"):
        hours = subject.hours_by(bound, week.sessions)
        short = bound.value - hours.counted(bound.counts)
        if short > 0:
            found = at_week(
                week.week,
                f"{week_text(week)} has {said(hours)}. The least of {bound.pack} is "
                f"{hours_text(bound.value)}, {_counts(bound)}: {hours_text(short)} lack.{closed_text(week.sessions)}",
                _weekly_fix(subject, week.sessions, short),
            ).of(bound)
            yield week.weighed(found)


def _weekly_fix(subject: Subject, sessions: Held, short: int) -> str:
    made_up = makeup_advice(subject, (s.date for s in sessions if s.closed and s.made_up is None))
    empty = [s for s in sessions if s.placement is None and not s.closed]
    if empty:
        minutes = sum(session.minutes for session in empty)
        slots = f"{counted(len(empty), 'empty slot')} of this week offer{'s' * (len(empty) == 1)}"
        return f"{slots} {hours_text(minutes)}. {made_up}".rstrip()
    return made_up or f"Lengthen a slot or add one: {hours_text(short)} a week; or waive it with a reason."


def intensity_of_next_level(subject: Subject) -> Iterator[Found]:
    """Find planned weeks with more minutes than the level of care has."""
    for week, bound in _weeks(subject, "weekly_minutes", "most"):
        hours = subject.hours_by(bound, week.sessions)
        if hours.counted(bound.counts) > bound.value:
            found = at_week(
                week.week,
                f"{week_text(week)} has {said(hours)}; {bound.pack} goes to "
                f"{hours_text(bound.value)}, {_counts(bound)}.",
                "Shorten the week, or plan it at the next level of care.",
            ).of(bound)
            yield week.weighed(found)


def daily_minutes(subject: Subject) -> Iterator[Found]:
    """Find planned days with fewer minutes than a rule pack asks of a service day."""
    for week, bound in _weeks(subject, "daily_minutes", "least"):
        for held in week.service_days:
            hours = subject.hours_by(bound, held)
            short = bound.value - hours.counted(bound.counts)
            if short > 0:
                found = at_day(
                    week.week,
                    held[0].day,
                    f"{held[0].date:%a %Y-%m-%d} has {said(hours)}. The least of {bound.pack} for a day is "
                    f"{hours_text(bound.value)}, {_counts(bound)}: {hours_text(short)} lack.",
                    "Fill the empty slots of the day, or lengthen one.",
                ).of(bound)
                yield week.weighed(found)


def days_per_week(subject: Subject) -> Iterator[Found]:
    """Find planned weeks with fewer service days than a rule pack asks."""
    for week, bound in _weeks(subject, "days_per_week", "least"):
        days = open_days(week.sessions)
        if days < bound.value:
            found = at_week(
                week.week,
                f"{week_text(week)} has groups on {counted(days, 'day')}; the least of {bound.pack} is "
                f"{bound.value}.{closed_text(week.sessions)}",
                "Plan a make-up day, or waive it with a reason.",
            ).of(bound)
            yield week.weighed(found)


def _weeks(subject: Subject, name: str, side: Side) -> Iterator[tuple[Repetition, Bound]]:
    """Yield each planned week with each number that it is held against."""
    for bound in subject.bounds(name, side):
        for week in subject.repetitions:
            yield week, bound
