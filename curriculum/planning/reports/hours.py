"""The hours of a track: minutes of each week in every way that somebody counts them, and what each rule says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from curriculum.model.module import Kind, Modality
from curriculum.planning.calendar import Session, monday_of, sessions_between
from curriculum.planning.gaps import Gap, gaps
from curriculum.planning.hours import Hours, Service, minutes_by, open_days, service_of
from curriculum.planning.reports.verdicts import Verdict, verdicts
from curriculum.planning.rules.subject import Subject


@dataclass(frozen=True)
class DayHours:
    """A day on which the track meets."""

    date: date
    hours: Hours
    sessions: int
    """How many are held."""
    closed: str | None
    """Why nothing is held; None on an open day."""


@dataclass(frozen=True)
class WeekHours:
    """A week of one run of the cycle, as the level of care counts its kinds of session."""

    run: int
    week: int
    monday: date
    hours: Hours
    service_days: int
    days: tuple[DayHours, ...]
    kinds: Mapping[Kind | None, int]
    modalities: Mapping[Modality | None, int]
    mix: Mapping[Service, int]
    """Session minutes of all that is held, counted or not; None, or `not in the library`, where that is unknown."""
    verdicts: tuple[Verdict, ...]
    gap: Gap | None
    """The longest gap between service days that ends in this week."""

    @property
    def with_breaks(self) -> int:
        """Counted session minutes and the breaks between them."""
        return self.hours.counted("clock")

    @property
    def closures(self) -> tuple[tuple[date, str], ...]:
        """The closed days of the week with their reasons."""
        return tuple((day.date, day.closed) for day in self.days if day.closed)


@dataclass(frozen=True)
class HoursReport:
    """Planned minutes of some weeks of a track."""

    track: str
    title: str
    level: str
    weeks: tuple[WeekHours, ...]

    @property
    def total(self) -> Hours:
        """The minutes of all its weeks."""
        return sum((week.hours for week in self.weeks), Hours())

    @property
    def mix(self) -> Mapping[Service, int]:
        """Session minutes of each service over all its weeks, most first."""
        return _summed(week.mix for week in self.weeks)

    @property
    def short(self) -> tuple[tuple[WeekHours, Verdict], ...]:
        """Every verdict that a week fails."""
        return tuple((week, verdict) for week in self.weeks for verdict in week.verdicts if not verdict.passes)


def hours_report(subject: Subject, sessions: Iterable[Session] | None = None) -> HoursReport:
    """Return the hours of the weeks in which some sessions lie: of every planned week of the first run, unless said."""
    planned = (session for session in subject.sessions if session.cell.week in subject.track.plan)
    weeks: dict[tuple[int, int], list[Session]] = {}
    for session in planned if sessions is None else sessions:
        weeks.setdefault((session.run, session.cell.week), []).append(session)
    every = _gaps(subject, [session.date for held in weeks.values() for session in held])
    return HoursReport(
        track=subject.id,
        title=subject.track.title,
        level=subject.pack.title if subject.pack else subject.track.level,
        weeks=tuple(_week(subject, place, tuple(held), every) for place, held in weeks.items()),
    )


_BEFORE = timedelta(weeks=3)
"""How far before the first week to look for the service day from which a gap into it begins."""


def _gaps(subject: Subject, dates: Sequence[date]) -> tuple[Gap, ...]:
    """Return the gaps between service days that end between the first and the last of some dates."""
    if not dates:
        return ()
    first, last = min(dates), max(dates)
    return tuple(gaps(sessions_between(subject.track, subject.clinic, first - _BEFORE, last)))


def _week(subject: Subject, place: tuple[int, int], held: tuple[Session, ...], every: Sequence[Gap]) -> WeekHours:
    library, (run, week) = subject.library, place
    dates = {session.date for session in held}
    gap = max((gap for gap in every if gap.after in dates), key=lambda gap: gap.days, default=None)
    return WeekHours(
        run=run,
        week=week,
        monday=monday_of(subject.track, week, run),
        hours=subject.hours(held),
        service_days=open_days(held),
        days=tuple(_days(subject, held)),
        kinds=minutes_by(held, library, lambda module: module.kind if module else None),
        modalities=minutes_by(held, library, lambda module: module.modality if module else None),
        mix=minutes_by(held, library, service_of),
        verdicts=tuple(verdicts(subject, held, gap)),
        gap=gap,
    )


def _days(subject: Subject, held: tuple[Session, ...]) -> Iterator[DayHours]:
    for day in sorted({session.date for session in held}):
        there = tuple(session for session in held if session.date == day)
        # A day that is closed for its own sessions may still hold the make-up of another.
        closed = next((session.closed for session in there), None) if all(s.closed for s in there) else None
        yield DayHours(day, subject.hours(there), sum(bool(s.module) for s in there), closed)


def _summed(parts: Iterable[Mapping[Service, int]]) -> Mapping[Service, int]:
    total: dict[Service, int] = {}
    for part in parts:
        for service, minutes in part.items():
            total[service] = total.get(service, 0) + minutes
    return dict(sorted(total.items(), key=lambda pair: -pair[1]))
