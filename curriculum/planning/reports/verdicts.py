"""What every number of every rule pack says of a week, passed or not. Findings speak of failures alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from curriculum.model.rulepack import Limit, SessionsAWeek, Sourced
from curriculum.planning.calendar import Session
from curriculum.planning.gaps import Gap
from curriculum.planning.hours import hours_of, minutes_by, open_days, service_days
from curriculum.planning.packs import Side
from curriculum.planning.rules.content import kind_of, services
from curriculum.planning.rules.subject import Subject

Unit = Literal["min", "days", "sessions", "services"]


@dataclass(frozen=True)
class Verdict:
    """What one number of one rule pack says of a week."""

    rule: str
    pack: str
    """Who asks: the id of a rule pack, or `this clinic`."""
    about: str
    """What is counted, in words."""
    value: int
    limit: int
    side: Side
    unit: Unit
    sourced: Sourced

    @property
    def slack(self) -> int:
        """How much may still be lost, or added, before it fails; negative by as much as it fails."""
        return self.value - self.limit if self.side == "least" else self.limit - self.value

    @property
    def passes(self) -> bool:
        """Tell whether the week is within the number."""
        return self.slack >= 0

    @property
    def said(self) -> str:
        """The verdict in words, such as `pass, slack 0 min` or `short by 60 min`."""
        much = abs(self.slack)
        unit = self.unit.removesuffix("s") if much == 1 else self.unit
        if self.passes:
            return f"pass, slack {much} {unit}"
        return f"{'short' if self.side == 'least' else 'over'} by {much} {unit}"


def verdicts(subject: Subject, held: tuple[Session, ...], gap: Gap | None = None) -> Iterator[Verdict]:
    """Yield what every rule pack that holds says of a week; of days, the one that has least.

    `gap` is the longest time without service that ends in the week.
    """
    yield from _of_minutes(subject, held)
    for bound in subject.bounds("days_per_week", "least"):
        days = open_days(held)
        yield Verdict("days-per-week", bound.pack, "service days", days, bound.value, "least", "days", bound.sourced)
    for bound in subject.bounds("gap_days", "most") if gap else ():
        about, days = "days without service", gap.days if gap else 0
        yield Verdict("gap-between-days", bound.pack, about, days, bound.value, "most", "days", bound.sourced)
    for each in subject.applied:
        for asked in each.pack.sessions_per_week:
            count = sum(kind_of(subject, s) in asked.kinds and s.minutes >= asked.minutes for s in held)
            about = f"sessions of {', '.join(asked.kinds)}"
            for side, limit in _sides(asked):
                yield Verdict("sessions-per-week", each.id, about, count, limit, side, "sessions", asked)
        by_modality = minutes_by(held, subject.library, lambda module: module.modality if module else None)
        for modality, bounds in each.pack.modality_minutes.items():
            about, minutes = f"minutes of {modality.value}", by_modality.get(modality, 0)
            for side, limit in _sides(bounds):
                yield Verdict("modality-balance", each.id, about, minutes, limit, side, "min", bounds)
        paid = each.pack.paid_day
        counts = [services(subject, each, day) for day in service_days(held)] if paid else []
        if paid and counts:
            tiers = " and ".join(map(str, paid.tiers))
            about = f"services of the day with fewest ({', '.join(map(str, counts))} by day; tiers from {tiers})"
            yield Verdict("services-per-day", each.id, about, min(counts), paid.tiers[0], "least", "services", paid)


def _sides(asked: Limit | SessionsAWeek) -> Iterator[tuple[Side, int]]:
    if asked.least is not None:
        yield "least", asked.least
    if asked.most is not None:
        yield "most", asked.most


_WEEKLY: tuple[tuple[str, Side], ...] = (("weekly-minutes", "least"), ("intensity-of-next-level", "most"))


def _of_minutes(subject: Subject, held: tuple[Session, ...]) -> Iterator[Verdict]:
    for rule, side in _WEEKLY:
        for bound in subject.bounds("weekly_minutes", side):
            minutes = hours_of(held, subject.library, bound.counted).counted(bound.counts)
            about = f"minutes a week, {_COUNTS[bound.counts]}"
            yield Verdict(rule, bound.pack, about, minutes, bound.value, side, "min", bound.sourced)
    for bound in subject.bounds("daily_minutes", "least"):
        days = [hours_of(day, subject.library, bound.counted).counted(bound.counts) for day in service_days(held)]
        if days:
            about = f"minutes of the shortest day, {_COUNTS[bound.counts]}"
            yield Verdict("daily-minutes", bound.pack, about, min(days), bound.value, "least", "min", bound.sourced)


_COUNTS = {"session": "without breaks", "clock": "with breaks"}
