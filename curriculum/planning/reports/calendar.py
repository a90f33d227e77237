"""The calendar of a track: a row for each real week of the runs to come, its closures and what it falls short of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from curriculum.planning.calendar import Session, runs_from
from curriculum.planning.reports.hours import WeekHours, hours_report
from curriculum.planning.reports.table import Report, Table, columns
from curriculum.planning.rules.subject import Subject


@dataclass(frozen=True)
class CalendarWeek:
    """One week of one run of the cycle on its real dates."""

    hours: WeekHours
    made_up: tuple[tuple[date, date], ...]
    """Closed days with the days that make up for them."""
    short: tuple[str, ...]
    """The rules that it does not meet, by name, each with who asks."""

    @property
    def place(self) -> tuple[int, int]:
        """Run and week of the cycle."""
        return self.hours.run, self.hours.week


def calendar(subject: Subject, first: int, cycles: int) -> tuple[CalendarWeek, ...]:
    """Return every planned week of so many runs of the cycle from one run on, as far as the track goes."""
    held = [
        session
        for run in runs_from(subject.track, first, cycles)
        for session in subject.of_run(run)
        if session.cell.week in subject.track.plan
    ]
    weeks: dict[tuple[int, int], list[Session]] = {}
    for session in held:
        weeks.setdefault((session.run, session.cell.week), []).append(session)
    return tuple(_week(week, weeks[week.run, week.week]) for week in hours_report(subject, held).weeks)


def _week(week: WeekHours, held: Iterable[Session]) -> CalendarWeek:
    failed = [f"{each.rule} ({each.pack})" for each in week.verdicts if not each.passes]
    made_up = dict.fromkeys((s.date, s.made_up) for s in held if s.made_up)
    return CalendarWeek(week, tuple(made_up), tuple(failed))


def calendar_report(subject: Subject, weeks: tuple[CalendarWeek, ...]) -> Report:
    """Return the weeks as one table."""
    short = sum(bool(week.short) for week in weeks)
    falls = "falls" if short == 1 else "fall"
    return Report(
        kind="calendar",
        title=f"Calendar: {subject.track.title}",
        facts=(("Track", subject.id), ("Weeks", f"{len(weeks)}, of which {short} {falls} short of something")),
        tables=(
            Table(
                key="weeks",
                title="Weeks to come",
                columns=columns(
                    "Run", "Week", "From", "Sessions", "With breaks", "Days", "Gap", "Closed", "Falls short of",
                    numbers="Run|Week|Sessions|With breaks|Days|Gap",
                ),
                rows=tuple(_row(week) for week in weeks),
                note="Minutes without and with breaks; Gap is the most days without service before a day of that week.",
            ),
        ),
        wide=True,
    )  # fmt: skip


def _row(week: CalendarWeek) -> tuple[str | int | date | None, ...]:
    hours, instead = week.hours, dict(week.made_up)
    closed = [
        f"{day} {reason}" + (f", made up on {instead[day]}" if day in instead else "") for day, reason in hours.closures
    ]
    return (
        hours.run,
        hours.week,
        hours.monday,
        hours.hours.session,
        hours.with_breaks,
        hours.service_days,
        hours.gap.days if hours.gap else None,
        "; ".join(closed),
        "; ".join(week.short),
    )
