"""The hours as a sheet of weeks, and as lines about one week. All of them planned, not delivered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from textual.content import Content

from curriculum.model.timing import hours_text
from curriculum.model.words import counted
from curriculum.planning.calendar import last_run
from curriculum.planning.hours import shares
from curriculum.planning.reports.calendar import CalendarWeek, calendar
from curriculum.planning.reports.hours import DayHours, WeekHours
from curriculum.planning.reports.verdicts import Verdict
from curriculum.planning.rules import Subject
from curriculum.tui.pages.sheet import Line, Mark, Sheet, Tone
from curriculum.tui.pages.words import bulleted
from curriculum.tui.reading import Paper
from curriculum.tui.text import literal


@dataclass(frozen=True)
class HoursShown:
    """The weeks of one run of the cycle."""

    run: int
    last: int | None
    """The run in which the track ends; None where it goes on."""
    weeks: tuple[CalendarWeek, ...]
    sheet: Sheet


def hours_shown(subject: Subject, run: int) -> HoursShown:
    """Return the hours of one run of the cycle, as far as it is planned."""
    weeks = calendar(subject, run, 1)
    heads = ("from", "session", "breaks", "clock", "days", "gap", "rules", "closed")
    sheet = Sheet("week", heads, tuple(_line(week) for week in weeks), by_line=True)
    return HoursShown(run, last_run(subject.track), weeks, sheet)


def _line(week: CalendarWeek) -> Line:
    hours = week.hours
    return Line(
        f"{hours.week}",
        (
            Mark(f"{hours.monday:%b} {hours.monday.day}", Tone.QUIET),
            Mark(_short(hours.hours.session), Tone.WARN if _lacks(week) else Tone.WORD),
            Mark(_short(hours.hours.breaks), Tone.QUIET),
            Mark(_short(hours.hours.clock), Tone.QUIET),
            Mark(str(hours.service_days)),
            _gap(week),
            _verdict(week),
            _closed(week),
        ),
    )


def _short(minutes: int) -> str:
    """Return minutes as hours and minutes in five cells, such as ` 9:20`."""
    return f"{minutes // 60:>2}:{minutes % 60:02}"


def _lacks(week: CalendarWeek) -> bool:
    return any(not each.passes and each.unit == "min" and each.side == "least" for each in week.hours.verdicts)


def _gap(week: CalendarWeek) -> Mark:
    gap = week.hours.gap
    if gap is None:
        return Mark("-", Tone.QUIET)
    long = any(said.startswith("gap-between-days") for said in week.short)
    return Mark(f"{gap.days} LONG" if long else f"{gap.days}", Tone.WARN if long else Tone.QUIET)


def _verdict(week: CalendarWeek) -> Mark:
    failed = [each for each in week.hours.verdicts if not each.passes]
    worst = next((each for each in failed if each.rule == "weekly-minutes"), failed[0] if failed else None)
    if worst is not None:
        word = "SHORT" if worst.side == "least" else "OVER"
        unit = "" if worst.unit == "min" else f" {worst.unit}"
        more = f" +{len(week.short) - 1}" if len(week.short) > 1 else ""
        much = _short(abs(worst.slack)).strip() if worst.unit == "min" else str(abs(worst.slack))
        return Mark(f"{word} {much}{unit}{more}", Tone.WARN)
    return Mark("gap", Tone.WARN) if week.short else Mark("all met", Tone.QUIET)


def _closed(week: CalendarWeek) -> Mark:
    made_up = dict(week.made_up)
    said = [
        f"{day:%a} {reason}" + (f" (made up {made_up[day]:%a})" if day in made_up else "")
        for day, reason in week.hours.closures
    ]
    return Mark(", ".join(said), Tone.LEAD if said else Tone.QUIET)


def summary(shown: HoursShown) -> str:
    """Return how the run stands, and what the figures are."""
    short = sum(bool(week.short) for week in shown.weeks)
    holidays = sum(bool(week.hours.closures) for week in shown.weeks)
    dates = f", {shown.weeks[0].hours.monday:%b %Y} on" if shown.weeks else ""
    state = f"{short} fall{'s' * (short == 1)} short of something" if short else "all meet every rule"
    closed = f", {counted(holidays, 'week')} with a closed day" if holidays else ""
    return (
        f"Run {shown.run} of the cycle{dates}: {counted(len(shown.weeks), 'planned week')}, {state}{closed}. "
        "Hours and minutes, planned, not delivered."
    )


def week_lines(week: CalendarWeek, paper: Paper) -> Iterator[Content]:
    """Yield what every rule says of a week, then its days, then its minutes by service, kind and modality."""
    colours, hours = paper.look.colours, week.hours
    yield literal(f"Week {hours.week}, from {hours.monday:%A %Y-%m-%d}", f"bold {colours.word}")
    yield from paper.prose(
        f"{hours_text(hours.hours.session)} of sessions, {hours_text(hours.with_breaks)} with breaks, "
        f"{hours_text(hours.hours.clock)} by the clock, on {counted(hours.service_days, 'day')}."
    )
    if hours.hours.uncounted:
        yield from paper.prose(f"{hours_text(hours.hours.uncounted)} empty, or of a kind that does not count.")
    if hours.closures:
        yield from _closures(week, paper)
    yield from paper.heading("What the rules say")
    for verdict in hours.verdicts:
        yield from _verdict_lines(verdict, paper)
    if not hours.verdicts:
        yield from paper.prose("No rule pack that holds gives a number on these hours.")
    if hours.gap is not None:
        said = f"Longest gap before a day of this week: {counted(hours.gap.days, 'day')}, {hours.gap}."
        long = any(each.startswith("gap-between-days") for each in week.short)
        yield from paper.prose(
            f"{'LONG  ' if long else ''}{said}", style=f"bold {colours.warn}" if long else colours.word
        )
    yield from paper.heading("Days")
    for day in hours.days:
        yield from bulleted(paper, [_day(day)])
    yield from _mixes(hours, paper)


def _closures(week: CalendarWeek, paper: Paper) -> Iterator[Content]:
    made_up: Mapping[date, date] = dict(week.made_up)
    for day, reason in week.hours.closures:
        instead = f"made up on {made_up[day]:%A %Y-%m-%d}" if day in made_up else "not made up; m proposes when"
        yield from paper.prose(f"Closed on {day:%A %Y-%m-%d}: {reason}, {instead}.", style=paper.look.colours.lead)


def _verdict_lines(verdict: Verdict, paper: Paper) -> Iterator[Content]:
    colours = paper.look.colours
    word = "PASS" if verdict.passes else ("SHORT" if verdict.side == "least" else "OVER")
    said = (
        f"{word}  {verdict.pack}: {verdict.about}: {verdict.value} of {verdict.side} {verdict.limit} {verdict.unit}, "
        f"{verdict.said.removeprefix('pass, ')}"
    )
    yield from bulleted(paper, [said], style=colours.word if verdict.passes else f"bold {colours.warn}")


def _day(day: DayHours) -> str:
    if day.closed:
        return f"{day.date:%a %b} {day.date.day}: closed, {day.closed}"
    hours = day.hours
    return (
        f"{day.date:%a %b} {day.date.day}: {hours_text(hours.session)} in {counted(day.sessions, 'session')}, "
        f"{hours_text(hours.counted('clock'))} with breaks, {hours_text(hours.clock)} by the clock"
    )


def _mixes(hours: WeekHours, paper: Paper) -> Iterator[Content]:
    percent = shares(hours.mix)
    yield from paper.heading("By service")
    yield from bulleted(
        paper, (f"{service}: {hours_text(minutes)}, {percent[service]} %" for service, minutes in hours.mix.items())
    )
    for name, parts in (("By kind", hours.kinds), ("By modality", hours.modalities)):
        yield from paper.heading(name)
        yield from bulleted(
            paper, (f"{part or 'not in the library'}: {hours_text(minutes)}" for part, minutes in parts.items())
        )
