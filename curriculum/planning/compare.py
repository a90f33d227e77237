"""Two versions of a track in clinical terms: what clients get more or less of, when, from whom, in which order.

Minutes and dates are those of the first run of the cycle, closed days left out; all of it planned, not delivered.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from curriculum.model.finding import Finding
from curriculum.model.timing import clock_text
from curriculum.model.track import Cell
from curriculum.planning.calendar import Session
from curriculum.planning.coverage import coverage
from curriculum.planning.hours import service_minutes
from curriculum.planning.rules import check_track
from curriculum.planning.rules.subject import Subject

HOURS_RULES = ("weekly-minutes", "daily-minutes", "days-per-week", "gap-between-days", "intensity-of-next-level")
"""The rules on the minutes and days of a week, whose verdicts are told by themselves."""


@dataclass(frozen=True)
class Amount:
    """Session minutes of something in both versions."""

    name: str
    before: int
    after: int

    @property
    def change(self) -> int:
        """Minutes more, or less where negative."""
        return self.after - self.before


@dataclass(frozen=True)
class Altered:
    """One thing that differs: `module`, `lead`, `room`, `lock`, `time`, or a fact of the track such as `census`."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class SlotChange:
    """A slot that differs, by its date in the first run."""

    cell: Cell
    date: date
    altered: tuple[Altered, ...]


def alike(slots: Iterable[SlotChange]) -> Iterator[tuple[SlotChange, ...]]:
    """Yield the slots of one name that differ in the same way together, as when staff changes, in the order given."""
    together: dict[tuple[str, tuple[Altered, ...]], list[SlotChange]] = {}
    for slot in slots:
        together.setdefault((slot.cell.slot, slot.altered), []).append(slot)
    yield from map(tuple, together.values())


@dataclass(frozen=True)
class CoverageChange:
    """A topic that clients who join in a week begin to meet, or no longer do."""

    topic: str
    entry: int
    met: bool
    """Whether they meet it in the later version."""
    core: bool


@dataclass(frozen=True)
class Moved:
    """A module that comes at another place in the order."""

    module: str
    before: Cell
    after: Cell


@dataclass(frozen=True)
class Comparison:
    """What differs between two versions of a track."""

    facts: tuple[Altered, ...]
    modalities: tuple[Amount, ...]
    """Minutes of the cycle by modality, those that do not differ included."""
    kinds: tuple[Amount, ...]
    weeks: tuple[Amount, ...]
    """Minutes that count toward hours, week by week."""
    modalities_by_week: Mapping[int, tuple[Amount, ...]]
    """The modalities whose minutes differ, for each week in which some do."""
    slots: tuple[SlotChange, ...]
    coverage: tuple[CoverageChange, ...]
    failing: tuple[Finding, ...]
    """What rules on hours say now and did not before."""
    passing: tuple[Finding, ...]
    """What rules on hours said before and no longer do."""
    new: tuple[Finding, ...]
    """What other rules say now and did not before."""
    mended: tuple[Finding, ...]
    staff: tuple[Amount, ...]
    """Minutes of the cycle for each person, by id, where they differ."""
    moved: tuple[Moved, ...]
    """The fewest modules whose moving explains the other order."""

    @property
    def same(self) -> bool:
        """Tell whether nothing differs."""
        amounts = (*self.modalities, *self.kinds, *self.weeks, *self.staff)
        others = (self.facts, self.slots, self.coverage, self.failing, self.passing, self.new, self.mended, self.moved)
        return not any(others) and not any(amount.change for amount in amounts)


def compare(before: Subject, after: Subject) -> Comparison:
    """Return what differs from one version of a track to another, in the same library."""
    gone, come = _said(before), _said(after)
    new = [finding for key, finding in come.items() if key not in gone]
    mended = [finding for key, finding in gone.items() if key not in come]
    return Comparison(
        facts=tuple(_facts(before, after)),
        modalities=_amounts(before, after, _modality),
        kinds=_amounts(before, after, _kind),
        weeks=_weeks(before, after),
        modalities_by_week=dict(_by_week(before, after)),
        slots=tuple(_slots(before, after)),
        coverage=tuple(_coverage(before, after)),
        failing=tuple(finding for finding in new if finding.rule in HOURS_RULES),
        passing=tuple(finding for finding in mended if finding.rule in HOURS_RULES),
        new=tuple(finding for finding in new if finding.rule not in HOURS_RULES),
        mended=tuple(finding for finding in mended if finding.rule not in HOURS_RULES),
        staff=_differing(_totals(before, _leads), _totals(after, _leads)),
        moved=tuple(_moved(before, after)),
    )


def _said(subject: Subject) -> dict[tuple[object, ...], Finding]:
    """Return the findings of a version by what they say where, whatever the numbers in their words."""
    findings = check_track(subject, subject.track.starts)
    return {(f.rule, f.pack, f.path, f.week, f.day, _words(f)): f for f in findings}


def _words(finding: Finding) -> str:
    """Return a message without its digits, so that the same fault with another figure is the same fault."""
    return "" if finding.rule in HOURS_RULES else "".join(c for c in finding.message if not c.isdigit())


_FACTS = ("title", "level", "admission", "gates", "starts", "ends", "cycle", "stay", "census", "core", "rules")


def _facts(before: Subject, after: Subject) -> Iterator[Altered]:
    for name in _FACTS:
        was, now = (_shown(getattr(subject.track, name)) for subject in (before, after))
        if was != now:
            yield Altered(name, was, now)


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else str(value)


Names = Callable[[Subject, Session], Iterable[str]]


def _modality(subject: Subject, session: Session) -> Iterable[str]:
    module = subject.library.get(session.module)
    return (module.modality.value,) if module else ()


def _kind(subject: Subject, session: Session) -> Iterable[str]:
    module = subject.library.get(session.module)
    return (module.kind.value,) if module else ()


def _leads(_: Subject, session: Session) -> Iterable[str]:
    return dict.fromkeys(session.leads)


def _totals(subject: Subject, names: Names, week: int | None = None) -> dict[str, int]:
    """Return session minutes by name, of the cycle or of one week."""
    totals: dict[str, int] = {}
    for session in subject.held:
        for name in names(subject, session) if week in (None, session.cell.week) else ():
            totals[name] = totals.get(name, 0) + service_minutes(session, subject.library)
    return totals


def _amounts(before: Subject, after: Subject, names: Names, week: int | None = None) -> tuple[Amount, ...]:
    was, now = _totals(before, names, week), _totals(after, names, week)
    return tuple(Amount(name, was.get(name, 0), now.get(name, 0)) for name in sorted(was | now))


def _differing(was: Mapping[str, int], now: Mapping[str, int]) -> tuple[Amount, ...]:
    amounts = (Amount(name, was.get(name, 0), now.get(name, 0)) for name in sorted({**was, **now}))
    return tuple(amount for amount in amounts if amount.change)


def _weeks(before: Subject, after: Subject) -> tuple[Amount, ...]:
    was, now = _hours(before), _hours(after)
    return tuple(Amount(str(week), was.get(week, 0), now.get(week, 0)) for week in sorted({**was, **now}))


def _hours(subject: Subject) -> dict[int, int]:
    return {week: subject.hours(held).session for week, held in subject.weeks.items()}


def _by_week(before: Subject, after: Subject) -> Iterator[tuple[int, tuple[Amount, ...]]]:
    for week in range(1, max(before.track.cycle, after.track.cycle) + 1):
        differing = tuple(amount for amount in _amounts(before, after, _modality, week) if amount.change)
        if differing:
            yield week, differing


def _slots(before: Subject, after: Subject) -> Iterator[SlotChange]:
    was, now = ({session.cell: session for session in _own(subject)} for subject in (before, after))
    for cell in sorted({*was, *now}, key=lambda cell: (cell.week, cell.day.number, _start(was, now, cell), cell.slot)):
        altered = tuple(_altered(before, after, was.get(cell), now.get(cell)))
        if altered:
            yield SlotChange(cell, (now.get(cell) or was[cell]).date, altered)


def _own(subject: Subject) -> Iterable[Session]:
    """Return the sessions on their own days; make-ups stand in the place of a closed one."""
    return (session for session in subject.sessions if session.makes_up is None)


def _start(was: Mapping[Cell, Session], now: Mapping[Cell, Session], cell: Cell) -> int:
    return (now.get(cell) or was[cell]).start


def _altered(before: Subject, after: Subject, was: Session | None, now: Session | None) -> Iterator[Altered]:
    one, other = _described(before, was), _described(after, now)
    for what in dict.fromkeys((*one, *other)):
        if one.get(what, "none") != other.get(what, "none"):
            yield Altered(what, one.get(what, "none"), other.get(what, "none"))


def _described(subject: Subject, session: Session | None) -> dict[str, str]:
    """Return what a reader would compare of a session, in words."""
    if session is None:
        return {}
    placement, clinic = session.placement, subject.clinic
    told = {
        "module": subject.library.title(placement.module) if placement else "none",
        "lead": ", ".join(map(clinic.person_name, session.leads)) or "none",
        "room": clinic.room_name(session.room) if session.room else "none",
        "lock": "locked" if placement and placement.locked else "none",
        "date": session.date.isoformat(),
        "time": f"{clock_text(session.start)} to {clock_text(session.end)}",
        "closed": session.closed or "none",
    }
    if placement is None:
        told |= {"lead": "none", "room": "none"}
    return told


def _coverage(before: Subject, after: Subject) -> Iterator[CoverageChange]:
    was, now = (
        {stay.entry: stay.topics for stay in coverage(subject.track, subject.library).stays}
        for subject in (before, after)
    )
    core = {*before.track.core, *after.track.core}
    topics = {topic for stays in (was, now) for met in stays.values() for topic in met} | core
    for topic in sorted(topics, key=lambda topic: (topic not in core, topic)):
        for entry in sorted(was.keys() & now.keys()):
            if (topic in was[entry]) != (topic in now[entry]):
                yield CoverageChange(topic, entry, met=topic in now[entry], core=topic in core)


def _moved(before: Subject, after: Subject) -> Iterator[Moved]:
    """Yield the modules that keep no common order: all but a longest run that both versions hold in the same order."""
    was, now = _firsts(before), _firsts(after)
    both = [module for module in now if module in was]
    order = {module: place for place, module in enumerate(was)}
    kept = _longest_rising([order[module] for module in both])
    for place, module in enumerate(both):
        if place not in kept:
            yield Moved(module, was[module], now[module])


def _firsts(subject: Subject) -> dict[str, Cell]:
    """Return where each module is held first, in the order held; those meant for every week are left out."""
    firsts: dict[str, Cell] = {}
    for session in subject.held:
        module = subject.library.get(session.module)
        if session.module and not session.standing and not (module and module.repeat_after == 0):
            firsts.setdefault(session.module, session.cell)
    return firsts


def _longest_rising(numbers: list[int]) -> frozenset[int]:
    """Return the places of a longest rising run of different numbers (patience sorting)."""
    piles: list[int] = []
    tops: list[int] = []
    below: list[int | None] = []
    for place, number in enumerate(numbers):
        pile = bisect_left(tops, number)
        below.append(piles[pile - 1] if pile else None)
        piles[pile:] = [place] if pile == len(piles) else [place, *piles[pile + 1 :]]
        tops[pile:] = [number] if pile == len(tops) else [number, *tops[pile + 1 :]]
    run: set[int] = set()
    at = piles[-1] if piles else None
    while at is not None:
        run.add(at)
        at = below[at]
    return frozenset(run)
