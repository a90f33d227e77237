"""Rules on what comes before what, and how soon it may come again."""

from collections.abc import Iterator
from datetime import timedelta

from curriculum.planning.calendar import Session
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
                title = subject.library.title(needed)
                yield at_session(
                    subject,
                    session,
                    f'"{module.title}" builds on "{title}", which this track never holds.',
                    f'Place "{title}" before it.',
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
