"""Rules on who leads, where, and for how many."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from curriculum.model.timing import clock_text, hours_text
from curriculum.planning.calendar import Session
from curriculum.planning.rules.subject import Found, Subject, at_session, at_week, by_date, meant


def unknown_person(subject: Subject) -> Iterator[Found]:
    """Find leaders whom the clinic does not have."""
    yield from _unknown(subject, "person", subject.clinic.people, lambda session: session.leads)


def unknown_room(subject: Subject) -> Iterator[Found]:
    """Find rooms that the clinic does not have."""
    yield from _unknown(subject, "room", subject.clinic.rooms, lambda s: (s.room,) if s.room else ())


def _unknown(
    subject: Subject, word: str, known: object, named: Callable[[Session], tuple[str, ...]]
) -> Iterator[Found]:
    """Find names that clinic.yaml does not hold: once where a slot's default says so, else at each placement."""
    ids = list(known) if isinstance(known, dict) else []
    for session in subject.sessions:
        for name in named(session):
            placement = subject.track.planned(session.cell)
            own = placement is not None and name in (*placement.lead, placement.room)
            if name in ids:
                continue
            add = f"Add the {word} to clinic.yaml." + (f" Known: {', '.join(ids)}." if ids else "")
            fix = meant(name, ids) or add
            message = f'clinic.yaml has no {word} "{name}".'
            if own:
                yield at_session(subject, session, message, fix)
            else:
                section = "staff" if word == "person" else "rooms"
                place = f"{section}, {session.cell.slot}"
                yield Found((section, session.cell.slot), place, message, fix, about=name)


def missing_credential(subject: Subject) -> Iterator[Found]:
    """Find sessions none of whose leaders holds what the module asks of a leader."""
    for session in subject.held:
        module = subject.library.get(session.module)
        if module is None or not module.lead:
            continue
        people = [subject.clinic.people[name] for name in session.leads if name in subject.clinic.people]
        if any(person.qualifications & set(module.lead) for person in people):
            continue
        wanted = ", ".join(module.lead)
        if not session.leads:
            message = f'"{module.title}" asks for a leader with one of {wanted}; nobody is named.'
            yield at_session(
                subject, session, message, f"Name someone under `staff`. {_who_could(subject, module.lead)}"
            )
        elif people:
            names = " and ".join(f"{p.name} ({', '.join(sorted(p.qualifications)) or 'none'})" for p in people)
            message = f'"{module.title}" asks for one of {wanted}; {names} has none of them.'
            yield at_session(subject, session, message, _who_could(subject, module.lead))


def _who_could(subject: Subject, wanted: tuple[str, ...]) -> str:
    able = [p.name for p in subject.clinic.people.values() if p.qualifications & set(wanted)]
    return f"Could lead it: {', '.join(able)}." if able else "Nobody in clinic.yaml could lead it."


def person_double_booked(subject: Subject) -> Iterator[Found]:
    """Find people who lead two sessions at the same time, in this track or another of the workspace."""
    yield from _clashes(subject, lambda session: session.leads, subject.clinic.person_name)


def room_double_booked(subject: Subject) -> Iterator[Found]:
    """Find rooms that hold two sessions at the same time, in this track or another of the workspace."""
    yield from _clashes(subject, lambda s: (s.room,) if s.room else (), subject.clinic.room_name)


def _clashes(
    subject: Subject, taken: Callable[[Session], tuple[str, ...]], shown: Callable[[str], str]
) -> Iterator[Found]:
    own = by_date(subject.held)
    elsewhere = {track: by_date(tuple(s for s in held if s.module)) for track, held in subject.others.items()}
    for day, held in own.items():
        for index, session in enumerate(held):
            rivals = [(subject.id, other) for other in held[:index]]
            rivals += [(track, other) for track, days in elsewhere.items() for other in days.get(day, ())]
            for track, other in rivals:
                if not (session.start < other.end and other.start < session.end):
                    continue
                for name in taken(session):
                    if name in taken(other):
                        when = f"{clock_text(other.start)} to {clock_text(other.end)}"
                        message = f"{shown(name)} is in {track}, {other.cell} ({day}, {when}) at the same time."
                        found = at_session(subject, session, message, "Name another here, or move one of the two.")
                        yield replace(found, about=f"{name} {session.cell.day} {track}")


def person_unavailable(subject: Subject) -> Iterator[Found]:
    """Find leaders who do not work at the hour of their session."""
    for session in subject.held:
        for name in session.leads:
            person = subject.clinic.people.get(name)
            if person is None or person.available is None:
                continue
            hours = person.available.get(session.cell.day)
            if hours is not None and hours.covers(session.start, session.end):
                continue
            day = session.cell.day.full_name
            works = f"works {clock_text(hours.start)} to {clock_text(hours.end)}" if hours else "does not work"
            message = f"{person.name} {works} on {day}; this session is {_clock(session)}."
            found = at_session(subject, session, message, "Name another, or change `available` in clinic.yaml.")
            yield replace(found, about=f"{name} {session.cell.day}")


def _clock(session: Session) -> str:
    return f"{clock_text(session.start)} to {clock_text(session.end)}"


def person_overloaded(subject: Subject) -> Iterator[Found]:
    """Find people who lead more session minutes in a week than their load, all tracks together."""
    everything = [*subject.held, *(s for held in subject.others.values() for s in held if s.module)]
    for week, sessions in subject.weeks.items():
        year_week = {session.date.isocalendar()[:2] for session in sessions}
        leading = {name for session in sessions if session.module for name in session.leads}
        for name in sorted(leading):
            person = subject.clinic.people.get(name)
            if person is None or person.load is None:
                continue
            minutes = sum(s.minutes for s in everything if name in s.leads and s.date.isocalendar()[:2] in year_week)
            if minutes > person.load:
                message = (
                    f"{person.name} leads {hours_text(minutes)} of sessions; the load is {hours_text(person.load)}."
                )
                yield at_week(week, message, "Give a session to somebody else.")


def room_lacks(subject: Subject) -> Iterator[Found]:
    """Find sessions whose room lacks a feature or a seat that the module needs."""
    for session in subject.held:
        module = subject.library.get(session.module)
        room = subject.clinic.rooms.get(session.room or "")
        if module is None or room is None:
            continue
        missing = [feature for feature in module.room if feature not in room.features]
        if missing:
            able = [r.name for r in subject.clinic.rooms.values() if set(module.room) <= set(r.features)]
            fix = f"Has them all: {', '.join(able)}." if able else "No room of clinic.yaml has them all."
            message = f'"{module.title}" needs {", ".join(missing)}; {room.name} has none.'
            yield at_session(subject, session, message, fix)
        if room.seats < subject.track.census:
            message = f"{room.name} has {room.seats} seats for a census of {subject.track.census}."
            yield replace(at_session(subject, session, message, "Choose a larger room."), about="seats")


def group_too_large(subject: Subject) -> Iterator[Found]:
    """Find a census above what the level of care or a module allows in one group."""
    census = subject.track.census
    limit = subject.limit("group_size")
    if limit is not None and limit.most is not None and census > limit.most:
        message = f"A census of {census} is above {limit.most} in a group. Source: {limit.source}; {limit.dated}."
        yield Found(("census",), "census", message, "Split the group, or lower the census.")
    seen = set()
    for session in subject.held:
        module = subject.library.get(session.module)
        if module is not None and census > module.group.most and session.module not in seen:
            seen.add(session.module)
            message = f'"{module.title}" works for up to {module.group.most}; the census is {census}.'
            yield at_session(subject, session, message, "Split the group, or see its note on larger groups.")
