"""The hours of a track as tables to read, print and compute with."""

from curriculum.model.rulepack import Sourced
from curriculum.model.timing import hours_text
from curriculum.planning.gaps import Gap
from curriculum.planning.hours import shares
from curriculum.planning.reports.hours import HoursReport, WeekHours
from curriculum.planning.reports.table import PLANNED, Report, Table, Value, columns

_HOW_COUNTED = (
    "Session minutes are those of groups that hold a module of a kind that the level of care counts; breaks lie "
    "between the groups of one meeting; the clock runs from a meeting's first beginning to its last end."
)

_WITHOUT_VERDICTS = "No rule pack that holds for this track gives a number on its hours."


def hours_pages(report: HoursReport) -> Report:
    """Return the hours as tables: weeks, what each rule says, days, the mixes, and the sources of every number."""
    return Report(
        kind="hours",
        title=f"Hours: {report.title}",
        facts=(("Track", report.track), ("Level of care", report.level), ("Total", _total_text(report))),
        tables=(
            weeks_table(report),
            _verdict_table(report),
            _day_table(report),
            _mix_table(report),
            _kind_table(report),
            _source_table(report),
        ),
        notes=(PLANNED, _HOW_COUNTED),
        wide=True,
    )


def _total_text(report: HoursReport) -> str:
    total = report.total
    weeks = len(report.weeks)
    return (
        f"{weeks} week{'s' * (weeks != 1)}: {total.session} min without breaks ({hours_text(total.session)}), "
        f"{total.counted('clock')} min with breaks ({hours_text(total.counted('clock'))})"
    )


def _name(week: WeekHours) -> str:
    return f"{week.week}" if week.run == 1 else f"{week.week} (run {week.run})"


def weeks_table(report: HoursReport) -> Table:
    """Return the minutes of each week, and of all of them together."""
    titles = (
        "Week",
        "From",
        "Sessions",
        "Breaks",
        "With breaks",
        "Not counted",
        "Clock",
        "Days",
        "Longest gap before",
        "Closed",
    )
    return Table(
        "weeks",
        "Minutes of each week",
        columns(*titles, numbers="Sessions|Breaks|With breaks|Not counted|Clock|Days"),
        (
            *(
                (
                    _name(week),
                    week.monday,
                    week.hours.session,
                    week.hours.breaks,
                    week.with_breaks,
                    week.hours.uncounted,
                    week.hours.clock,
                    week.service_days,
                    _gap(week.gap),
                    "; ".join(f"{day} {reason}" for day, reason in week.closures),
                )
                for week in report.weeks
            ),
            _all(report),
        ),
    )


def _gap(gap: Gap | None) -> str | None:
    return f"{gap.days} day{'s' * (gap.days != 1)} ({gap})" if gap else None


def _all(report: HoursReport) -> tuple[Value, ...]:
    total, days = report.total, sum(week.service_days for week in report.weeks)
    return (
        "all",
        None,
        total.session,
        total.breaks,
        total.counted("clock"),
        total.uncounted,
        total.clock,
        days,
        None,
        None,
    )


def _verdict_table(report: HoursReport) -> Table:
    sources = _sources(report)
    return Table(
        "rules",
        "What each rule says",
        columns("Week", "Rule", "Asked by", "What", "Planned", "Limit", "Verdict", "Source", numbers="Planned|Source"),
        tuple(
            (
                _name(week),
                verdict.rule,
                verdict.pack,
                verdict.about,
                verdict.value,
                f"{verdict.side} {verdict.limit}",
                verdict.said,
                sources[verdict.pack, verdict.rule, verdict.sourced],
            )
            for week in report.weeks
            for verdict in week.verdicts
        ),
        grouped=1,
        note="" if any(week.verdicts for week in report.weeks) else _WITHOUT_VERDICTS,
    )


def _day_table(report: HoursReport) -> Table:
    return Table(
        "days",
        "Minutes of each day",
        columns(
            "Week",
            "Date",
            "Day",
            "Groups",
            "Sessions",
            "Breaks",
            "Not counted",
            "Clock",
            "Closed",
            numbers="Groups|Sessions|Breaks|Not counted|Clock",
        ),
        tuple(
            (
                _name(week),
                day.date,
                f"{day.date:%a}",
                day.sessions,
                day.hours.session,
                day.hours.breaks,
                day.hours.uncounted,
                day.hours.clock,
                day.closed,
            )
            for week in report.weeks
            for day in week.days
        ),
    )


def _mix_table(report: HoursReport) -> Table:
    rows = [
        (_name(week), service.value, minutes, shares(week.mix)[service])
        for week in report.weeks
        for service, minutes in week.mix.items()
    ]
    rows += [("all", service.value, minutes, shares(report.mix)[service]) for service, minutes in report.mix.items()]
    return Table(
        "mix",
        "Service mix",
        columns("Week", "Service", "Minutes", "Percent", numbers="Minutes|Percent"),
        tuple(rows),
        grouped=1,
        note="Each percentage is rounded by itself; together they are 100 within rounding.",
    )


def _kind_table(report: HoursReport) -> Table:
    return Table(
        "kinds",
        "Minutes by kind and by modality",
        columns("Week", "By", "Name", "Minutes", numbers="Minutes"),
        tuple(
            (_name(week), by, name.value if name else "not in the library", minutes)
            for week in report.weeks
            for by, parts in (("kind", week.kinds), ("modality", week.modalities))
            for name, minutes in parts.items()
        ),
        grouped=2,
    )


def _sources(report: HoursReport) -> dict[tuple[str, str, Sourced], int]:
    """Return a number for each source that a verdict names, in the order named."""
    named = ((v.pack, v.rule, v.sourced) for week in report.weeks for v in week.verdicts)
    return {key: number for number, key in enumerate(dict.fromkeys(named), 1)}


def _source_table(report: HoursReport) -> Table:
    return Table(
        "sources",
        "Where the numbers come from",
        columns("Number", "Asked by", "Rule", "Source", "Dated", numbers="Number"),
        tuple(
            (number, pack, rule, f"{sourced.means or ''} {sourced.source}".strip(), sourced.dated)
            for (pack, rule, sourced), number in _sources(report).items()
        ),
    )
