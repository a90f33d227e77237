"""Rules on what comes before what, and how soon it may come again."""

from collections.abc import Iterator
from datetime import timedelta

from curriculum.planning.calendar import Session
from curriculum.planning.coverage import entries
from curriculum.planning.rules.subject import Found, Subject, at_session


def _first_held(subject: Subject) -> dict[str, Session]:
    """Return the first session of each module that the track holds."""
    first: dict[str, Session] = {}
    for session in subject.held:
        if session.module is not None:
            first.setdefault(session.module, session)
    return first


def unmet_prerequisite(subject: Subject) -> Iterator[Found]:
    """Find modules whose prerequisite the track never holds."""
    first = _first_held(subject)
    for module_id, session in first.items():
        module = subject.library.get(module_id)
        for needed in module.after if module else ():
            if needed not in first and module is not None:
                yield at_session(subject, session, *_lacking(subject, module.title, needed))


def _lacking(subject: Subject, title: str, needed: str) -> tuple[str, str]:
    """Return what is wrong where a prerequisite is not held, and how to mend it: it may stand on a closed day alone."""
    other = subject.library.title(needed)
    lost = next((s for s in subject.sessions if s.closed and s.placement and s.placement.module == needed), None)
    if lost is None:
        return f'"{title}" builds on "{other}", which this track never holds.', f'Place "{other}" before it.'
    return (
        f'"{title}" builds on "{other}", which is not held: {lost.cell}, {lost.date}, is closed ({lost.closed}).',
        f'Make up for that day, or place "{other}" before it.',
    )


def out_of_order(subject: Subject) -> Iterator[Found]:
    """Find modules that come before their prerequisite, or before an earlier part of their series."""
    first = _first_held(subject)
    order = {module_id: index for index, module_id in enumerate(first)}
    for module_id, session in first.items():
        module = subject.library.get(module_id)
        if module is None:
            continue
        for needed in module.after:
            if needed in order and order[needed] > order[module_id]:
                title = subject.library.title(needed)
                message = f'"{module.title}" builds on "{title}", which comes later ({first[needed].cell}).'
                yield at_session(subject, session, message, "Exchange the two.")
        earlier = _earlier_part_held_later(subject, module_id, order)
        if earlier is not None and earlier not in module.after:
            other = subject.library.modules[earlier]
            message = (
                f'"{module.title}" is part {module.part} of {module.series}; part {other.part}, '
                f'"{other.title}", comes later ({first[earlier].cell}).'
            )
            yield at_session(subject, session, message, "Hold the parts in their order.")


def _earlier_part_held_later(subject: Subject, module_id: str, order: dict[str, int]) -> str | None:
    module = subject.library.modules[module_id]
    later = (
        other_id
        for other_id, position in order.items()
        if position > order[module_id]
        and (other := subject.library.get(other_id)) is not None
        and other.series == module.series
        and (other.part or 0) < (module.part or 0)
    )
    return next(later, None) if module.series else None


def repeated_too_soon(subject: Subject) -> Iterator[Found]:
    """Find modules that come again before the weeks have passed that they ask for."""
    last: dict[str, Session] = {}
    for session in subject.held:
        module = subject.library.get(session.module)
        if module is None or session.module is None or session.standing:
            continue
        before = last.get(session.module)
        last[session.module] = session
        if before and session.date < before.date + timedelta(weeks=module.repeat_after):
            yield at_session(
                subject,
                session,
                f'"{module.title}" was held in {before.cell}; it asks for {module.repeat_after} weeks in between.',
                "Move it, or choose another module; `repeat-after` in the module sets the weeks.",
            )


def repeated_in_next_run(subject: Subject) -> Iterator[Found]:
    """Find modules that come again too soon once the cycle has begun anew, for clients who stay on and meet both."""
    if len(subject.runs) < 2:
        return
    last = {session.module: session for session in subject.held if not session.standing}
    following = (s for s in subject.ahead if s.run == subject.runs[1] and s.module in last and not s.standing)
    first: dict[str | None, Session] = {}
    for session in following:
        first.setdefault(session.module, session)
    for session in first.values():
        module, before = subject.library.get(session.module), last[session.module]
        if (
            module is not None
            and session.date < before.date + timedelta(weeks=module.repeat_after)
            and _stayed_on(subject, before.cell.week, session.cell.week)
        ):
            yield at_session(
                subject,
                session,
                f'"{module.title}" was held {(session.date - before.date).days} days before, in {before.cell} of the '
                f"run before; it asks for {module.repeat_after} weeks in between.",
                "Move one of the two, or choose another module: whoever stays on meets both.",
            )


def _stayed_on(subject: Subject, week: int, next_week: int) -> bool:
    """Tell whether anybody lives both a week of a run and a week of the next one."""
    track = subject.track
    doors = entries(track)
    latest = max((door for door in doors if door <= week), default=max(doors, default=1) - track.cycle)
    return latest + track.stay - 1 >= track.cycle + next_week
