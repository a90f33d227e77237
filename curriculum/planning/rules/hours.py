"""Rules on the minutes and days of a week, against the numbers of the level of care."""

from collections.abc import Iterator

from curriculum.model.rulepack import Limit
from curriculum.model.timing import hours_text
from curriculum.planning.calendar import Session
from curriculum.planning.hours import Hours, hours_of, open_days
from curriculum.planning.rules.subject import Found, Subject, at_day, at_week


def _hours(subject: Subject, sessions: tuple[Session, ...]) -> Hours:
    kinds = subject.pack.counted_kinds if subject.pack else ()
    return hours_of(sessions, subject.library, kinds)


def _said(hours: Hours) -> str:
    return (
        f"{hours_text(hours.session)} of sessions, {hours_text(hours.breaks)} of breaks, "
        f"{hours_text(hours.clock)} by the clock"
    )


def _counts(limit: Limit) -> str:
    return "breaks not counted" if limit.counts == "session" else "breaks counted"


def _closed(sessions: tuple[Session, ...]) -> str:
    closed = sorted({f"{s.date:%a %b} {s.date.day} is closed ({s.closed})" for s in sessions if s.closed})
    return f" {'; '.join(closed)}." if closed else ""


def weekly_minutes(subject: Subject) -> Iterator[Found]:
    """Find planned weeks with fewer minutes than the level of care asks."""
    limit = subject.limit("weekly_minutes")
    if limit is None or limit.least is None:
        return
    for week, sessions in subject.weeks.items():
        hours = _hours(subject, sessions)
        short = limit.least - hours.counted(limit.counts)
        if short > 0:
            yield at_week(
                week,
                f"Planned: {_said(hours)}. The least is {hours_text(limit.least)}, {_counts(limit)}: "
                f"{hours_text(short)} lack.{_closed(sessions)} Source: {limit.source}; {limit.dated}.",
                _weekly_fix(sessions, short),
            )


def _weekly_fix(sessions: tuple[Session, ...], short: int) -> str:
    empty = [s for s in sessions if s.placement is None and not s.closed]
    if empty:
        minutes = sum(session.minutes for session in empty)
        return f"{len(empty)} empty slot(s) of this week offer {hours_text(minutes)}."
    return f"Lengthen a slot or add one: {hours_text(short)} a week; or waive it with a reason."


def intensity_of_next_level(subject: Subject) -> Iterator[Found]:
    """Find planned weeks with more minutes than the level of care has."""
    limit = subject.limit("weekly_minutes")
    if limit is None or limit.most is None:
        return
    for week, sessions in subject.weeks.items():
        hours = _hours(subject, sessions)
        if hours.counted(limit.counts) > limit.most:
            yield at_week(
                week,
                f"Planned: {_said(hours)}; this level goes to {hours_text(limit.most)}. "
                f"Source: {limit.source}; {limit.dated}.",
                "Shorten the week, or plan it at the next level of care.",
            )


def daily_minutes(subject: Subject) -> Iterator[Found]:
    """Find planned days with fewer minutes than the level of care asks of a service day."""
    limit = subject.limit("daily_minutes")
    if limit is None or limit.least is None:
        return
    for week, sessions in subject.weeks.items():
        for day in subject.track.days:
            held = tuple(s for s in sessions if s.cell.day == day and s.module)
            if not held:
                continue
            hours = _hours(subject, tuple(s for s in sessions if s.cell.day == day))
            short = limit.least - hours.counted(limit.counts)
            if short > 0:
                yield at_day(
                    week,
                    day,
                    f"Planned: {_said(hours)}. The least for a day is {hours_text(limit.least)}, {_counts(limit)}: "
                    f"{hours_text(short)} lack. Source: {limit.source}; {limit.dated}.",
                    "Fill the empty slots of the day, or lengthen one.",
                )


def days_per_week(subject: Subject) -> Iterator[Found]:
    """Find planned weeks with fewer service days than the level of care asks."""
    limit = subject.limit("days_per_week")
    if limit is None or limit.least is None:
        return
    for week, sessions in subject.weeks.items():
        days = open_days(sessions)
        if days < limit.least:
            yield at_week(
                week,
                f"Groups are planned on {days} day(s); the least is {limit.least}.{_closed(sessions)} "
                f"Source: {limit.source}; {limit.dated}.",
                "Plan a make-up day, or waive it with a reason.",
            )
