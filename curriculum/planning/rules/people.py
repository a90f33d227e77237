"""Rules on who leads, where, and for how many."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from curriculum.model.module import Module
from curriculum.model.timing import hours_text
from curriculum.planning.calendar import Session
from curriculum.planning.people import unmet, why_off, why_off_hours
from curriculum.planning.roster import Booking, stretch_of
from curriculum.planning.rules.subject import Found, Subject, at_session, at_week, meant


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
    """Find sessions whose leaders do not hold, between them, what the module and its kind ask of a leader."""
    for session in subject.held:
        module = subject.library.get(session.module)
        people = [subject.clinic.people[name] for name in session.leads if name in subject.clinic.people]
        if module is None or (session.leads and not people):
            continue
        lacking = unmet(subject.asked(module), [person.qualifications for person in people])
        if not lacking:
            continue
        wanted = " and ".join(map(str, lacking))
        if not session.leads:
            message = f'"{module.title}" asks for a leader with {wanted}; nobody is named.'
            yield at_session(subject, session, message, f"Name someone under `staff`. {_who_could(subject, module)}")
        else:
            names = " and ".join(f"{p.name} ({', '.join(sorted(p.qualifications)) or 'none'})" for p in people)
            message = f'"{module.title}" asks for {wanted}; {names} has none of them.'
            yield at_session(subject, session, message, _who_could(subject, module))


def _who_could(subject: Subject, module: Module) -> str:
    names = [subject.clinic.people[name].name for name in subject.able(subject.asked(module))]
    return f"Could lead it: {', '.join(names)}." if names else "Nobody in clinic.yaml could lead it."


def person_double_booked(subject: Subject) -> Iterator[Found]:
    """Find people who lead two sessions at the same time, in this track or another of the workspace."""
    yield from _clashes(subject, lambda session: session.leads, subject.roster.led_by, subject.clinic.person_name)


def room_double_booked(subject: Subject) -> Iterator[Found]:
    """Find rooms that hold two sessions at the same time, in this track or another of the workspace."""
    rooms = subject.roster.held_in
    yield from _clashes(subject, lambda s: (s.room,) if s.room else (), rooms, subject.clinic.room_name)


def _clashes(
    subject: Subject,
    taken: Callable[[Session], tuple[str, ...]],
    bookings: Callable[[str, date], tuple[Booking, ...]],
    shown: Callable[[str], str],
) -> Iterator[Found]:
    for session in subject.held:
        stretch = stretch_of(session)
        for name in taken(session):
            for rival in bookings(name, session.date):
                other = rival.session
                here = rival.track == subject.id
                if not stretch.meets(other) or (here and (other is session or _comes_first(session, other))):
                    continue
                when = f"{session.date}, {stretch_of(other)}"
                message = f"{shown(name)} is in {rival.track}, {other.cell} ({when}) at the same time."
                found = at_session(subject, session, message, "Name another here, or move one of the two.")
                yield replace(found, about=f"{name} {session.cell.day} {rival.track}")


def _comes_first(session: Session, other: Session) -> bool:
    """Tell which of two sessions of one day is told of: the later one, so that a clash is said once."""
    return (session.start, session.cell.slot) < (other.start, other.cell.slot)


def person_unavailable(subject: Subject) -> Iterator[Found]:
    """Find leaders who have the day off, or do not work at the hour of their session."""
    for session in subject.held:
        for name in session.leads:
            person = subject.clinic.people.get(name)
            if person is None:
                continue
            off = why_off(person, session.date)
            hours = why_off_hours(person, session.day, session.start, session.end)
            if off:
                fix = f"`curriculum substitute {subject.id} {session.date} --out {name}` says who could."
                found = at_session(subject, session, f"{person.name} {off}.", fix)
                place = str(session.cell)
                yield replace(found, place=place, week=session.cell.week, day=session.cell.day, about=f"{name} away")
            elif hours:
                message = f"{person.name} {hours}; this session is {stretch_of(session)}."
                found = at_session(subject, session, message, "Name another, or change `available` in clinic.yaml.")
                yield replace(found, about=f"{name} {session.day}")


def person_overloaded(subject: Subject) -> Iterator[Found]:
    """Find people who lead more session minutes in a week than their load, all tracks together."""
    for week, sessions in subject.weeks.items():
        leading = {name for session in sessions if session.module for name in session.leads}
        for name in sorted(leading):
            person = subject.clinic.people.get(name)
            if person is None or person.load is None:
                continue
            minutes = subject.roster.minutes(name, sessions[0].date)
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
    for bound in subject.bounds("group_size", "most"):
        if census > bound.value:
            message = f"A census of {census} is above {bound.value} in a group, the most of {bound.pack}."
            yield Found(("census",), "census", message, "Split the group, or lower the census.").of(bound)
    seen = set()
    for session in subject.held:
        module = subject.library.get(session.module)
        if module is not None and census > module.group.most and session.module not in seen:
            seen.add(session.module)
            message = f'"{module.title}" works for up to {module.group.most}; the census is {census}.'
            yield at_session(subject, session, message, "Split the group, or see its note on larger groups.")
