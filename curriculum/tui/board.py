"""A track on the table with everything that follows from it: findings, minutes, weeks, uses. Knows no widget."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from curriculum.model.finding import Finding, Severity
from curriculum.model.library import Library
from curriculum.model.timing import hours_text
from curriculum.model.track import Track
from curriculum.planning.hours import Hours
from curriculum.planning.rules import Subject, check_track, for_weeks
from curriculum.tui.weekview import Facts, WeekView, week_dates, week_view
from curriculum.workspace import OpenTrack, Workspace

_ORDER = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.NOTE: 2, Severity.OFF: 3}


@dataclass(frozen=True)
class Totals:
    """The minutes of a week in words, and whether they are enough."""

    heading: str
    """Which week, and its dates."""
    sessions: str
    breaks: str
    clock: str
    enough: bool


@dataclass(frozen=True, eq=False)
class Board:
    """An open track and its consequences, worked out when they are first asked for."""

    workspace: Workspace
    opened: OpenTrack
    today: date
    _weeks: dict[int, WeekView] = field(default_factory=dict, init=False, repr=False)

    @property
    def track(self) -> Track:
        """The track as it stands now."""
        return self.opened.track

    @property
    def library(self) -> Library:
        """Every module that can be placed."""
        return self.workspace.library

    @cached_property
    def subject(self) -> Subject:
        """What the rules look at."""
        return self.workspace.subject(self.opened.id, self.track, self.today)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Everything the rules say of the track, gravest first, then in the order held."""
        found = check_track(self.subject, self.today)
        return tuple(sorted(found, key=lambda f: (_ORDER[f.severity], f.week or 99, f.day.number if f.day else -1)))

    def week_findings(self, week: int) -> tuple[Finding, ...]:
        """Return the findings of a week, then those about no week in particular."""
        concerned = for_weeks(self.findings, [week])
        return tuple(sorted(concerned, key=lambda finding: finding.week is None))

    def week(self, number: int) -> WeekView:
        """Return a week as the grid shows it."""
        if number not in self._weeks:
            facts = Facts(self.track, self.library, self.workspace.clinic, self.findings)
            self._weeks[number] = week_view(facts, number)
        return self._weeks[number]

    @cached_property
    def uses(self) -> Mapping[str, tuple[int, ...]]:
        """The weeks in which each module is held, standing ones left out."""
        weeks: dict[str, list[int]] = {}
        for week, days in self.track.plan.items():
            for slots in days.values():
                for placement in slots.values():
                    weeks.setdefault(placement.module, []).append(week)
        return {module: tuple(sorted(set(held))) for module, held in weeks.items()}

    def hours(self, week: int) -> Hours:
        """Return the planned minutes of a week."""
        held = [session for session in self.subject.sessions if session.cell.week == week]
        return self.subject.hours(held)

    def totals(self, week: int) -> Totals:
        """Return the minutes of a week in words, against the least of the track's level of care."""
        hours = self.hours(week)
        limit = next(iter(self.subject.bounds("weekly_minutes", "least")), None)
        least = limit.value if limit else None
        counted = hours.counted(limit.counts) if limit else hours.session
        return Totals(
            heading=f"Week {week} of {self.track.cycle}  {week_dates(self.track, week)}",
            sessions=hours_text(counted) + (f" of {hours_text(least)}" if least else ""),
            breaks=f"breaks {hours.breaks} min",
            clock=f"clock {hours_text(hours.clock)}",
            enough=not least or counted >= least,
        )

    def located(self, finding: Finding) -> Finding:
        """Return a finding of this track with its line in the text as it stands now, saved or not."""
        source = replace(self.opened.source, text=self.opened.history.present.text)
        return self.workspace.with_track(self.opened.id, self.track, source).located(finding)


def mark_of(finding: Finding) -> tuple[str, str | None, tuple[str | int, ...]]:
    """Return what makes a finding the same one after an edit: its rule, rule pack and place, not its numbers."""
    return finding.rule, finding.pack, finding.path


def news(before: Board, after: Board) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return the findings that an edit brought, and those that it mended."""
    old = {mark_of(finding): finding for finding in before.findings}
    new = {mark_of(finding): finding for finding in after.findings}
    brought = tuple(finding for mark, finding in new.items() if mark not in old)
    return brought, tuple(finding for mark, finding in old.items() if mark not in new)
