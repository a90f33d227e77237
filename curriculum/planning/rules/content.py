"""Rules on what a week holds and how often: modalities, required topics, families, sessions and services of a day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from curriculum.model.module import Kind
from curriculum.model.rulepack import FamilySessions, RequiredTopic, RequiredTopics
from curriculum.model.timing import hours_text
from curriculum.model.track import Admission
from curriculum.model.words import counted
from curriculum.planning.calendar import Session, monday_of
from curriculum.planning.coverage import entries
from curriculum.planning.hours import minutes_by
from curriculum.planning.packs import Applied
from curriculum.planning.rules.hours import closed_text, week_text
from curriculum.planning.rules.subject import Found, Subject, at_day, at_week, listed


def modality_balance(subject: Subject) -> Iterator[Found]:
    """Find planned weeks with fewer or more minutes of a modality than a rule pack asks."""
    for each in subject.applied:
        for modality, limit in each.pack.modality_minutes.items():
            for week in subject.repetitions:
                minutes = minutes_by(week.sessions, subject.library, lambda m: m.modality if m else None)
                held = minutes.get(modality, 0)
                wrong = _beyond(held, limit.least, limit.most)
                if wrong:
                    side, bound = wrong
                    message = (
                        f"{week_text(week)} has {hours_text(held)} of {modality.value}; the {side} of {each.id} is "
                        f"{hours_text(bound)}.{closed_text(week.sessions)}"
                    )
                    fix = f"Place {'more' if side == 'least' else 'less'} of it in this week."
                    found = at_week(week.week, message, fix).by(each.id, limit)
                    yield week.weighed(replace(found, about=modality.value))


def sessions_per_week(subject: Subject) -> Iterator[Found]:
    """Find planned weeks with fewer or more sessions of some kinds than a rule pack asks."""
    for each in subject.applied:
        for asked in each.pack.sessions_per_week:
            kinds = listed(kind.value for kind in asked.kinds)
            long = f" of at least {hours_text(asked.minutes)}" if asked.minutes else ""
            for week in subject.repetitions:
                held = sum(kind_of(subject, s) in asked.kinds and s.minutes >= asked.minutes for s in week.sessions)
                wrong = _beyond(held, asked.least, asked.most)
                if wrong:
                    side, bound = wrong
                    message = (
                        f"{week_text(week)} has {counted(held, 'session')} of {kinds}{long}; the {side} of "
                        f"{each.id} is {bound}.{closed_text(week.sessions)}"
                    )
                    fix = "Add one, or lengthen one." if side == "least" else "Take one out."
                    yield week.weighed(replace(at_week(week.week, message, fix).by(each.id, asked), about=kinds))


def services_per_day(subject: Subject) -> Iterator[Found]:
    """Find planned days with fewer services than the lowest tier of payment begins with."""
    for each in subject.applied:
        paid = each.pack.paid_day
        if paid is None:
            continue
        for week in subject.repetitions:
            for day in week.service_days:
                count = services(subject, each, day)
                if count < paid.tiers[0]:
                    message = (
                        f"{day[0].date:%a %Y-%m-%d} has {counted(count, 'service')}; payment by {each.id} begins at "
                        f"{paid.tiers[0]}."
                    )
                    fix = "Add a service to the day, or count on no payment for it."
                    yield week.weighed(at_day(week.week, day[0].day, message, fix).by(each.id, paid))


def services(subject: Subject, each: Applied, day: tuple[Session, ...]) -> int:
    """Return how many sessions of a day a rule pack counts as services."""
    return sum(kind_of(subject, session) in each.counted for session in day)


def required_topic_missing(subject: Subject) -> Iterator[Found]:
    """Find required topics that do not come within the weeks that a rule pack gives; planned weeks alone are judged."""
    for each in subject.applied:
        asked = each.pack.required_topics
        for topic in asked.topics if asked else ():
            said = _missing(subject, topic, asked) if asked else ""
            if asked and said:
                yield Found(
                    ("plan",),
                    f"required topic {topic.name}",
                    f'"{topic.name}", which {each.id} requires, {said}.',
                    f"Place a module about {', '.join(topic.any[:-1])}{' or ' * (len(topic.any) > 1)}{topic.any[-1]}.",
                    about=topic.name,
                ).by(each.id, asked)


def _missing(subject: Subject, topic: RequiredTopic, asked: RequiredTopics) -> str:
    """Return where a required topic is missing, in words, or nothing where it comes often enough."""
    track = subject.track
    weeks = topic_weeks(subject, frozenset(topic.any))
    where = f"is held in week {listed(map(str, weeks))} alone" if weeks else "is held in no week"
    if not weeks and wholly_planned(subject):
        return where
    if asked.within is not None:
        first, length = longest_without(subject, weeks)
        often = f"is missing for {length} weeks from week {first} on; it is asked for within {asked.within}"
        return f"{where} and {often}" if length >= asked.within else ""
    lacking = [
        entry
        for entry in entries(track)
        if all(week in track.plan and week not in weeks for week in _lived(entry, track.stay, track.cycle))
    ]
    if not lacking:
        return ""
    weeks_text = listed(map(str, lacking))
    return f"{where}: clients who join in week {weeks_text} do not meet it in their {track.stay} weeks"


def _lived(entry: int, stay: int, cycle: int) -> Iterator[int]:
    return ((entry - 1 + passed) % cycle + 1 for passed in range(stay))


def topic_weeks(subject: Subject, topics: frozenset[str]) -> tuple[int, ...]:
    """Return the weeks of the cycle in which a module about any of some topics is held."""
    library = subject.library
    return tuple(
        week
        for week, held in enumerate(subject.held_weeks, 1)
        if any((module := library.get(i)) and not topics.isdisjoint(module.topics) for i in held)
    )


def longest_without(subject: Subject, weeks: tuple[int, ...]) -> tuple[int, int]:
    """Return the first week and the length of the longest run of planned weeks that are none of some weeks.

    A cycle that repeats goes on with its first week. Length 0 where there is no such run.
    """
    track = subject.track
    rounds = 1 if track.admission is Admission.CLOSED else 2
    best = begin = length = 0
    first = 1
    for place in range(rounds * track.cycle):
        week = place % track.cycle + 1
        if week in weeks or week not in track.plan:
            length = 0
            continue
        begin = week if length == 0 else begin
        length += 1
        if length > best:
            first, best = begin, length
    return first, best


def no_family_session(subject: Subject) -> Iterator[Found]:
    """Find months, or stretches of days, without a session with families, where every week is planned."""
    for each in subject.applied:
        asked = each.pack.family_sessions
        if asked is None or not wholly_planned(subject):
            continue
        held = sorted({s.date for s in subject.ahead if kind_of(subject, s) is Kind.FAMILY})
        often = "in each calendar month" if asked.each else f"in {asked.days} days"
        for first, last in _without_family(subject, asked, held):
            week = (first - monday_of(subject.track, 1)).days // 7 % subject.track.cycle + 1
            message = f"No family session is planned from {first} to {last}; {each.id} asks for one {often}."
            fix = "Place a module of kind family there."
            found = Found(("plan", week), f"{first} to {last}, from week {week} on", message, fix, about=str(first))
            yield found.by(each.id, asked)


def wholly_planned(subject: Subject) -> bool:
    """Tell whether the plan says something of every week of the cycle."""
    return all(week in subject.track.plan for week in range(1, subject.track.cycle + 1))


def _without_family(subject: Subject, asked: FamilySessions, held: list[date]) -> Iterator[tuple[date, date]]:
    """Yield the first and last day of each stretch without a family session that is too long.

    Looked at are the runs of the subject, as far as the track is held: of months those that lie wholly in them.
    """
    track = subject.track
    runs = subject.runs[:1] if track.admission is Admission.CLOSED else subject.runs
    first = max(track.starts, monday_of(track, 1, runs[0]))
    end = monday_of(track, track.cycle + 1, runs[-1]) - timedelta(days=1)
    last = min(end, track.ends) if track.ends else end
    if asked.days is None:
        months = _months(first, last)
        yield from (month for month in months if not any(month[0] <= day <= month[1] for day in held))
        return
    edges = (first - timedelta(days=1), *(day for day in held if first <= day <= last), last + timedelta(days=1))
    for before, after in pairwise(edges):
        if (after - before).days > asked.days:
            yield before + timedelta(days=1), after - timedelta(days=1)


def _months(first: date, last: date) -> Iterator[tuple[date, date]]:
    """Yield the first and last day of each calendar month that lies wholly between two days."""
    month = first if first.day == 1 else _next_month(first)
    while (end := _next_month(month) - timedelta(days=1)) <= last:
        yield month, end
        month = end + timedelta(days=1)


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def kind_of(subject: Subject, session: Session) -> Kind | None:
    """Return the kind of what a session holds; None where it holds nothing, or nothing known."""
    module = subject.library.get(session.module)
    return module.kind if module else None


def _beyond(value: int, least: int | None, most: int | None) -> tuple[str, int] | None:
    """Return which side of its bounds a value is beyond, and that bound; None where it is within."""
    if least is not None and value < least:
        return "least", least
    return ("most", most) if most is not None and value > most else None
