"""Rules on real dates: days without service, make-ups, linked tracks, phases."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from curriculum.model.finding import Severity
from curriculum.model.makeup import Makeup
from curriculum.model.timing import hours_text
from curriculum.model.track import Day, Phase
from curriculum.model.words import counted
from curriculum.planning.calendar import closure_on, makeup_slots, monday_of, sessions_between, week_of
from curriculum.planning.gaps import Gap, gaps
from curriculum.planning.linked import Drift, drift, placed_by_week
from curriculum.planning.makeups import best_makeup
from curriculum.planning.phases import Measure, PhaseWeek, Shortfall, phase_weeks, stepping_down
from curriculum.planning.rules.subject import Found, Subject, at_week, listed, meant


def makeup_advice(subject: Subject, closed: Iterable[date]) -> str:
    """Return when closed days could be made up, as sentences, and the command that does it; nothing where never."""
    found = [(day, best) for day in sorted(set(closed)) if (best := best_makeup(subject, day)) is not None]
    said = (
        f"{day:%a %b} {day.day} could be made up on {best.when}, which restores {hours_text(best.minutes)}: "
        f"`curriculum close {subject.id} {day} --policy makeup`."
        for day, best in found
    )
    return " ".join(said)


def gap_between_days(subject: Subject) -> Iterator[Found]:
    """Find more days without service, from one service day to the next, than a rule pack allows."""
    closed = {s.date: s.closed for s in subject.ahead if s.closed}
    for bound in subject.bounds("gap_days", "most"):
        for gap in gaps(subject.ahead):
            later = week_of(subject.track, gap.after)[0] != subject.runs[0]
            if gap.days <= bound.value or not _is_planned(subject, gap):
                continue
            shut = {day: why for day, why in closed.items() if gap.before < day < gap.after}
            if not shut:
                yield replace(_weekly_gap(gap, bound.value).of(bound), severity=Severity.NOTE)
            elif subject.begun or not later:
                found = _closed_gap(subject, gap, shut, bound.value).of(bound)
                yield replace(found, severity=Severity.WARN) if later else found


def _is_planned(subject: Subject, gap: Gap) -> bool:
    """Tell whether the plan says something of every week from one end of a gap to the other."""
    first = gap.before - timedelta(days=gap.before.weekday())
    mondays = range(0, (gap.after - first).days + 1, 7)
    return all(week_of(subject.track, first + timedelta(days=days))[1] in subject.track.plan for days in mondays)


def _closed_gap(subject: Subject, gap: Gap, shut: dict[date, str], most: int) -> Found:
    why = "; ".join(f"{day:%a %b} {day.day} is closed ({reason})" for day, reason in sorted(shut.items()))
    message = f"From {gap} there are {gap.days} days without service; {most} are the most. {why}."
    fix = makeup_advice(subject, shut) or "Hold a group on one of these days, or waive it with a reason."
    return at_week(week_of(subject.track, gap.after)[1], message, fix)


def _weekly_gap(gap: Gap, most: int) -> Found:
    first, second = (list(Day)[day.weekday()].full_name for day in (gap.before, gap.after))
    return Found(
        ("meetings",),
        "meetings",
        f"From {first} to {second} there are {gap.days} days without service, week after week; {most} are the most.",
        "Spread the meeting days over the week, or set `limits: {gap-days: ...}` in clinic.yaml.",
        about=f"{first} {second}",
    )


def idle_makeup(subject: Subject) -> Iterator[Found]:
    """Find make-ups that hold nothing, or not all that they name."""
    for index, makeup in enumerate(subject.track.makeups):
        for message, fix in _faults(subject, index, makeup):
            place = f"make-up for {makeup.instead_of}"
            yield Found(("makeups", index), place, message, fix, about=message)


def _faults(subject: Subject, index: int, makeup: Makeup) -> Iterator[tuple[str, str]]:
    track, weekday = subject.track, list(Day)[makeup.instead_of.weekday()]
    names = [timed.slot.name for timed in track.timetable.get(weekday, ())]
    closure = closure_on(track, subject.clinic, makeup.on)
    if not names:
        yield f"The track does not meet on {weekday.full_name}.", "Correct `for`, or delete the make-up."
        return
    if closure_on(track, subject.clinic, makeup.instead_of) is None:
        yield f"{makeup.instead_of} is open, so nothing is made up for it.", "Delete it, or add the closure."
    if closure is not None:
        yield f"{makeup.on} is closed ({closure.reason}), so it is not held.", "Choose another day."
    for name in dict.fromkeys((*makeup.slots, *makeup.staff, *makeup.rooms)):
        if name not in names:
            hint = meant(name, names) or f"One of {', '.join(names)}."
            yield f'{weekday.full_name} has no slot "{name}".', hint
    earlier = {n for m in track.makeups[:index] if m.instead_of == makeup.instead_of for n in m.slots or names}
    twice = [name for name in makeup.slots or names if name in earlier]
    if twice:
        yield f"{listed(twice)} is made up for twice.", "Say under `slots` which of the two holds what."
    yield from _overlaps(subject, makeup)


def _overlaps(subject: Subject, makeup: Makeup) -> Iterator[tuple[str, str]]:
    """Find the track's own groups at the time of a make-up: clients cannot be in both."""
    held = makeup_slots(subject.track, makeup)
    own = sessions_between(subject.track, subject.clinic, makeup.on, makeup.on)
    for session in own:
        if session.makes_up is None and held and session.start < held[-1].end and held[0].start < session.end:
            yield f"{session.cell.slot} of {makeup.on} is held at the same time.", "Choose another hour."
            return


def unknown_track(subject: Subject) -> Iterator[Found]:
    """Find a link to a track that the workspace does not have."""
    name = subject.track.linked
    if name is not None and subject.linked is None:
        known = sorted(subject.others)
        fix = meant(name, known) or (f"One of {', '.join(known)}." if known else "Delete `linked:`.")
        yield Found(("linked",), "linked", f'There is no other track "{name}" that can be read.', fix)


def drifting(subject: Subject) -> Iterator[Found]:
    """Find weeks in which a track and the one that it is linked to do not hold the same modules."""
    other = subject.linked
    if other is None:
        return
    days = (monday_of(other, 1) - monday_of(subject.track, 1)).days
    if days % (7 * subject.track.cycle):
        message = (
            f"{other.title} starts in the week of {monday_of(other, 1)}, so a week here is not the same week there."
        )
        yield Found(("linked",), "linked", message, "Start both in the same week.", about="starts")
    if other.cycle != subject.track.cycle:
        message = f"{other.title} has a cycle of {other.cycle} weeks, this track one of {subject.track.cycle}."
        yield Found(("linked",), "linked", message, "Give both the same `cycle`.", about="cycle")
    for week in drift(subject.track, other):
        yield at_week(week.week, _differs(subject, week), "Exchange them in one of the two, or take `linked` out.")


def _differs(subject: Subject, week: Drift) -> str:
    assert subject.linked is not None
    here, there = placed_by_week(subject.track), placed_by_week(subject.linked)
    ours = [_elsewhere(subject, module, "there", there) for module in dict.fromkeys(week.here)]
    theirs = [_elsewhere(subject, module, "here", here) for module in dict.fromkeys(week.there)]
    parts = ((ours, "Only here"), (theirs, f"Only in {subject.linked.title}"))
    return " ".join(f"{what}: {listed(named)}." for named, what in parts if named)


def _elsewhere(subject: Subject, module: str, where: str, other: Mapping[int, Counter[str]]) -> str:
    """Return a module's title, with the weeks in which the other track holds it."""
    weeks = [str(week) for week, held in other.items() if module in held]
    return f'"{subject.library.title(module)}"' + (f" ({where} in week {listed(weeks)})" if weeks else "")


def phase_minutes(subject: Subject) -> Iterator[Found]:
    """Find phases whose week has fewer minutes than their level of care, or the track, asks of it."""
    yield from _phases_short(subject, ("weekly_minutes",))


def phase_days(subject: Subject) -> Iterator[Found]:
    """Find phases whose week has fewer service days, or a shorter one, than is asked of it."""
    yield from _phases_short(subject, ("days_per_week", "daily_minutes"))


def _phases_short(subject: Subject, measures: tuple[Measure, ...]) -> Iterator[Found]:
    by_phase: dict[tuple[str, str, str, int, bool], list[tuple[PhaseWeek, Shortfall]]] = {}
    for week in phase_weeks(subject):
        for short in week.short:
            if short.measure in measures:
                key = (week.phase.name, short.measure, short.bound.pack, short.value, week.run == subject.runs[0])
                by_phase.setdefault(key, []).append((week, short))
    positions = {phase.name: index for index, phase in enumerate(subject.track.phases)}
    for (name, measure, _, value, now), found in by_phase.items():
        week, short = found[0]
        weeks = listed(dict.fromkeys(str(each.week) for each, _ in found))
        number = f"week{'s' if len(found) > 1 else ''} {weeks}" + ("" if now else f" of run {week.run}")
        message = f"{_phase_text(week.phase)}, {number}: {_measured(measure, value, short.bound.value)}"
        fix = "Add a day or a slot to the phase, place more, or give it the `level` or `limits` that it is held to."
        place = f"phase {name}"
        about = f"{measure} {value} {now}"
        said = Found(("phases", positions[name]), place, message, fix, about=about).of(short.bound)
        leaving = stepping_down(week.phase, subject.track, subject.packs, short.bound)
        if leaving is not None and measure == "weekly_minutes":
            message = f"{said.message} Clients leave after it, which lets it be so for {leaving.weeks} weeks."
            yield replace(said, severity=Severity.NOTE, message=f"{message} {leaving.cited}")
        else:
            yield said if now else replace(said, severity=Severity.WARN)


def _phase_text(phase: Phase) -> str:
    return f"Phase {phase.name} ({listed([day.full_name for day in phase.days])})"


def _measured(measure: str, value: int, least: int) -> str:
    if measure == "days_per_week":
        return f"{counted(value, 'service day')}; the least is {least}."
    day = " on its shortest day" if measure == "daily_minutes" else ""
    return f"{hours_text(value)} of sessions{day}; the least is {hours_text(least)}."


def misfit_phase(subject: Subject) -> Iterator[Found]:
    """Find phases that name what the track does not have, or that do not add up to the stay."""
    track = subject.track
    for index, phase in enumerate(track.phases):
        place = f"phase {phase.name}"
        for day in phase.days:
            if day not in track.timetable:
                days = listed([each.full_name for each in track.days])
                fix = f"Take it out, or add a meeting; the track meets on {days}."
                yield Found(
                    ("phases", index, "days"), place, f"The track does not meet on {day.full_name}.", fix, about=day
                )
        names = {timed.slot.name for day in phase.days for timed in track.timetable.get(day, ())}
        for slot in phase.slots:
            if slot not in names:
                fix = meant(slot, names) or f"One of {', '.join(sorted(names))}."
                yield Found(("phases", index, "slots"), place, f'Its days have no slot "{slot}".', fix, about=slot)
        if phase.level is not None and phase.level not in subject.packs:
            fix = f"{meant(phase.level, subject.packs)} One of {', '.join(subject.packs)}.".lstrip()
            yield Found(("phases", index, "level"), place, f'No rule pack is named "{phase.level}".', fix)
    weeks = [phase.weeks for phase in track.phases]
    whole = sum(each for each in weeks if each)
    if weeks and all(weeks) and whole != track.stay:
        message = f"The phases last {whole} weeks together; the stay is {track.stay}."
        yield Found(("phases",), "phases", message, "Correct `weeks` of a phase, or `stay`.")
