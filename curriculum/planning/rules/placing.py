"""Rules on what stands in the plan: known modules in real slots, in which they fit."""

from collections.abc import Iterator, Sequence

from curriculum.model.module import Module, Status, StepType
from curriculum.model.timing import fitted, hours_text
from curriculum.model.track import Cell, TimedSlot
from curriculum.planning.packs import Bound
from curriculum.planning.rules.subject import (
    Found,
    Subject,
    at_cell,
    at_day,
    at_session,
    listed,
    meant,
    planned_cells,
    slot_path,
)


def unknown_level(subject: Subject) -> Iterator[Found]:
    """Find a level of care that no rule pack describes."""
    if subject.pack is None:
        hint = meant(subject.track.level, subject.packs)
        yield Found(
            ("level",),
            "level",
            f'No rule pack is named "{subject.track.level}", so hours cannot be checked.',
            f"{hint} One of {', '.join(subject.packs)}.".lstrip(),
        )


def unknown_rule_pack(subject: Subject) -> Iterator[Found]:
    """Find rule packs that the track names and nobody has."""
    named = [(("rules", index), "rules", pack) for index, pack in enumerate(subject.track.rules or ())]
    named += [
        (("waivers", index), "waivers", waiver.pack)
        for index, waiver in enumerate(subject.track.waivers)
        if waiver.pack
    ]
    for path, place, pack in named:
        if pack not in subject.packs:
            fix = f"{meant(pack, subject.packs)} One of {', '.join(subject.packs)}.".lstrip()
            yield Found(path, place, f'No rule pack is named "{pack}".', fix)


def unknown_module(subject: Subject) -> Iterator[Found]:
    """Find placements and standing slots whose module the library does not hold."""
    for session in subject.sessions:
        placement = session.placement
        if placement is None or subject.library.get(placement.module) is not None:
            continue
        fix = meant(placement.module, subject.library.modules) or "Look for it with `curriculum find`, or write it."
        message = f'The library has no module "{placement.module}" that can be read.'
        yield at_session(subject, session, message, fix)


def unknown_slot(subject: Subject) -> Iterator[Found]:
    """Find entries of the plan on days, in weeks or under slot names that the track does not have."""
    track = subject.track
    for cell in planned_cells(track):
        if cell.week > track.cycle:
            message = f"The cycle has {track.cycle} weeks."
            yield at_cell(cell, message, "Raise `cycle`, or delete the week.")
        elif cell.day not in track.timetable:
            days = ", ".join(day.full_name for day in track.days)
            yield at_cell(cell, f"The track meets on {days}.", "Move it to one of these days.")
        elif track.timed_slot(cell.day, cell.slot) is None:
            names = [timed.slot.name for timed in track.timetable[cell.day]]
            hint = meant(cell.slot, names)
            message = f'{cell.day.full_name} has no slot "{cell.slot}".'
            yield at_cell(cell, message, f"{hint} One of {', '.join(names)}.".lstrip())


def does_not_fit(subject: Subject) -> Iterator[Found]:
    """Find modules that are too long or too short for their slot, with the step that could give."""
    for session in subject.held:
        module = subject.library.get(session.module)
        if module is not None and not module.fits(session.minutes):
            yield at_session(subject, session, *_misfit(module, session.cell.slot, session.minutes))


def _misfit(module: Module, slot: str, minutes: int) -> tuple[str, str]:
    least, most = module.minutes.least, module.minutes.most
    inner = [step for step in module.agenda if step.type not in (StepType.OPEN, StepType.CLOSE, StepType.BREAK)]
    step = max(inner or module.agenda, key=lambda s: s.minutes.planned)
    has = f"slot {slot} has {hours_text(minutes)}"
    if minutes > most:
        lacks = minutes - most
        stretched = step.minutes.most + lacks
        return (
            f'"{module.title}" takes at most {hours_text(most)}; {has}: {lacks} min lack.',
            f'Raise `most` of "{step.name}" from {step.minutes.most} to {stretched}, or choose a longer module.',
        )
    return (
        f'"{module.title}" takes at least {hours_text(least)}; {has}: {least - minutes} min too many.',
        f'Lower `least` of "{step.name}" ({step.minutes.least} now), or choose a shorter module.',
    )


def empty_slot(subject: Subject) -> Iterator[Found]:
    """Find slots that hold nothing in a week that is otherwise planned."""
    for sessions in subject.weeks.values():
        for session in sessions:
            if session.placement is None and session.closed is None:
                yield at_cell(
                    session.cell,
                    f"Nothing is planned for these {session.minutes} minutes.",
                    "Place a module here.",
                )


def week_not_planned(subject: Subject) -> Iterator[Found]:
    """Find weeks of the cycle about which the plan says nothing yet."""
    missing = [week for week in range(1, subject.track.cycle + 1) if week not in subject.track.plan]
    if missing:
        numbers = ", ".join(map(str, missing))
        yield Found(
            ("plan",),
            "plan",
            f"Nothing is planned yet for week {numbers}: hours and order there are not checked.",
            "Open `curriculum` and place modules, or copy a week.",
        )


def closed_day(subject: Subject) -> Iterator[Found]:
    """Find days on which the plan places something although the clinic is closed, and which nothing makes up for."""
    seen = set()
    for session in (session for week in subject.repetitions for session in week.sessions):
        cell = session.cell
        lost = session.closed and session.made_up is None and subject.track.planned(cell)
        if lost and session.date not in seen:
            seen.add(session.date)
            message = f"{session.date:%Y-%m-%d} is closed ({session.closed}): what is placed here is not held that day."
            fix = f"`curriculum close {subject.id} {session.date}` shows what could move, be swapped or made up."
            yield at_day(cell.week, cell.day, message, fix)


def draft_in_use(subject: Subject) -> Iterator[Found]:
    """Find placements of modules that their authors have not finished, or have withdrawn."""
    for session in subject.held:
        module = subject.library.get(session.module)
        if module and module.status in (Status.DRAFT, Status.RETIRED):
            word = "still a draft" if module.status is Status.DRAFT else "retired"
            yield at_session(
                subject,
                session,
                f'"{module.title}" is {word}.',
                "Finish it and set `status: ready`, or choose another.",
            )


def not_reviewed(subject: Subject) -> Iterator[Found]:
    """Say once per track how many of its modules await a clinical review."""
    used = {session.module for session in subject.held if session.module}
    waiting = [f'"{m.title}"' for i in sorted(used) if (m := subject.library.get(i)) and m.status is Status.READY]
    if waiting:
        first = ", ".join(waiting[:3]) + (f" and {len(waiting) - 3} more" if len(waiting) > 3 else "")
        yield Found(
            ("plan",),
            "plan",
            f"{len(waiting)} of {len(used)} modules await their first review by a licensed clinician: {first}.",
            "Review each before its first use, then set `status: reviewed` and who and when.",
        )


def no_break(subject: Subject) -> Iterator[Found]:
    """Find stretches of groups without a break that are longer than the pack allows."""
    for bound in subject.bounds("unbroken_minutes", "most"):
        yield from _unbroken(subject, bound)


def _unbroken(subject: Subject, bound: Bound) -> Iterator[Found]:
    for day, slots in subject.track.timetable.items():
        begins = 0
        for index, timed in enumerate(slots):
            if index and timed.start != slots[index - 1].end:
                begins = index
            last = index + 1 == len(slots) or slots[index + 1].start != timed.end
            if not last or timed.end - slots[begins].start <= bound.value:
                continue
            weeks = _unbroken_weeks(subject, slots[begins : index + 1])
            over = [week for week, minutes in weeks.items() if minutes > bound.value]
            if over:
                names = ", ".join(t.slot.name for t in slots[begins : index + 1])
                where = "" if len(over) == len(weeks) else f" in week {listed(map(str, over))}"
                stretch = max(weeks.values())
                yield Found(
                    ("meetings", *_meeting_of(subject, day, timed.slot.name)),
                    f"{day.full_name}, {names}",
                    f"{hours_text(stretch)} without a break{where}; the most of {bound.pack} is "
                    f"{hours_text(bound.value)}.",
                    "Put `- {break: 10}` between the slots, or a step of type `break` into the agenda.",
                    day=day,
                ).of(bound)


def _unbroken_weeks(subject: Subject, slots: Sequence[TimedSlot]) -> dict[int, int]:
    """Return the most minutes between two breaks in slots that follow each other, for each planned week.

    A step of type break in an agenda is one. A track without a plan is judged by its slots alone, as week 1.
    """
    return {week: _unbroken_minutes(subject, slots, week) for week in subject.track.plan or (1,)}


def _unbroken_minutes(subject: Subject, slots: Sequence[TimedSlot], week: int) -> int:
    most = since = 0
    for timed in slots:
        placement = subject.track.placement(Cell(week, timed.day, timed.slot.name))
        module = subject.library.get(placement.module) if placement else None
        for minutes, is_break in _stretches(module, timed.slot.minutes):
            since = 0 if is_break else since + minutes
            most = max(most, since)
    return most


def _stretches(module: Module | None, slot: int) -> Iterator[tuple[int, bool]]:
    """Yield the minutes of each step in a slot and whether it is a break; the slot whole where no module fits it."""
    if module is None or not module.fits(slot):
        yield slot, False
        return
    lengths = fitted([step.minutes for step in module.agenda], slot)
    yield from ((minutes, step.type is StepType.BREAK) for step, minutes in zip(module.agenda, lengths, strict=True))


def _meeting_of(subject: Subject, day: object, name: str) -> tuple[str | int, ...]:
    cell = next(c for c in subject.track.cells if c.day == day and c.slot == name)
    return slot_path(subject.track, cell)[1:]
