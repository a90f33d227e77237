"""Rules on how far a plan leans on single people: enough leaders, credentials that end, nobody to stand in."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import islice

from curriculum.model.track import Day
from curriculum.planning.calendar import Session
from curriculum.planning.people import unmet, why_absent, why_off_hours
from curriculum.planning.roster import stretch_of
from curriculum.planning.rules.subject import Found, Subject, at_session, slot_path


def credential_expires(subject: Subject) -> Iterator[Found]:
    """Find credentials that end while sessions of the plan still lean on them: each once, at the first such session."""
    leaning: dict[tuple[str, str], list[Session]] = {}
    for session in subject.held:
        module = subject.library.get(session.module)
        people = {name: subject.clinic.people[name] for name in session.leads if name in subject.clinic.people}
        if module is None or not any(held.until for person in people.values() for held in person.held.values()):
            continue
        asked = subject.asked(module)
        ended = unmet(asked, [person.qualified_on(session.date) for person in people.values()])
        for requirement in ended:
            for name, person in people.items():
                for credential in person.held.keys() & set(requirement.any_of):
                    leaning.setdefault((name, credential), []).append(session)
    for (name, credential), sessions in sorted(leaning.items()):
        person = subject.clinic.people[name]
        many = f"{len(sessions)} sessions lean" if len(sessions) > 1 else "1 session leans"
        message = (
            f"{credential} of {person.name} ends on {person.held[credential].until}; "
            f"{many} on it after that day, the first on {sessions[0].date}."
        )
        fix = "Renew it and write its new end in clinic.yaml, or name another leader from then on."
        first = at_session(subject, sessions[0], message, fix)
        yield replace(first, week=sessions[0].cell.week, about=f"{name} {credential}")


def no_co_leader(subject: Subject) -> Iterator[Found]:
    """Find sessions that are led by fewer people than their slot or module asks for."""
    for session in subject.held:
        module = subject.library.get(session.module)
        of_slot, of_module = session.timed.slot.leaders, module.leaders if module else 1
        named = dict.fromkeys(session.leads)
        if len(named) >= max(of_slot, of_module) or max(of_slot, of_module) == 1:
            continue
        names = f" ({', '.join(map(subject.clinic.person_name, named))})" if named else ""
        fix = f"Name another: {_free_then(subject, session)}."
        placement = subject.track.planned(session.cell)
        if len(named) < of_slot and not (placement and placement.lead):
            slot = session.cell.slot
            message = f"Slot {slot} asks for {of_slot} leaders; {len(named)} named{names}."
            yield Found(("staff", slot), f"staff, {slot}", message, fix, about="leaders")
        else:
            who = f'"{module.title}"' if module and of_module >= of_slot else f"Slot {session.cell.slot}"
            message = f"{who} asks for {max(of_slot, of_module)} leaders; {len(named)} named{names}."
            yield at_session(subject, session, message, fix)


def _free_then(subject: Subject, session: Session) -> str:
    """Return who works at the hour of a session and leads nothing then, by name."""
    stretch = stretch_of(session)
    taken = subject.roster.engaged(stretch)
    names = [p.name for i, p in subject.clinic.people.items() if i not in taken and not why_absent(p, stretch)]
    return f"free on {session.date} are {', '.join(names)}" if names else f"nobody is free on {session.date}"


def single_point_of_failure(subject: Subject) -> Iterator[Found]:
    """Find modules that one person alone may lead, and weekly slots for which one person alone is free."""
    people = subject.clinic.people
    if len(people) < 2:
        return
    firsts: dict[str, Session] = {}
    for session in subject.held:
        firsts.setdefault(session.module or "", session)
    could = {name: subject.able(subject.asked(m)) for name in firsts if (m := subject.library.get(name)) is not None}
    alone = {module_id: names[0] for module_id, names in could.items() if len(names) == 1}
    for module_id, name in alone.items():
        module = subject.library.modules[module_id]
        wanted = " and ".join(map(str, subject.asked(module)))
        message = f'Only {people[name].name} of {len(people)} people may lead "{module.title}": it asks for {wanted}.'
        fix = "Train or hire a second person, or accept more credentials under `lead` in the module."
        yield replace(at_session(subject, firsts[module_id], message, fix), about=module_id)
    yield from _slots_for_one(subject, could)


def _slots_for_one(subject: Subject, may: Mapping[str, tuple[str, ...]]) -> Iterator[Found]:
    """Find weekly slots that one person alone could take in some weeks, though others may lead what is held then."""
    for (day, slot), sessions in weekly_slots(subject.held).items():
        by_person: dict[str, list[Session]] = {}
        works = _at_work_or_not(subject, sessions[0])
        for session in sessions:
            names, stretch = may.get(session.module or "", ()), stretch_of(session)
            free = (n for n in names if works(n) and not subject.roster.is_engaged(n, stretch, but=session))
            # Two are enough to know that it hangs on nobody.
            could = tuple(islice(free, 2)) if len(names) > 1 else ()
            if len(could) == 1:
                by_person.setdefault(*could, []).append(session)
        for name, lonely in by_person.items():
            weeks = "every week" if len(lonely) == len(sessions) else f"{len(lonely)} of {len(sessions)} weeks"
            title = subject.library.title(lonely[0].module or "")
            yield Found(
                slot_path(subject.track, lonely[0].cell),
                f"{day.full_name}, {slot}",
                f"In {weeks} only {subject.clinic.person_name(name)} could lead {slot} on {day.full_name} "
                f'({stretch_of(lonely[0])}): the first is week {lonely[0].cell.week}, "{title}".',
                f"Free somebody else at that hour; `curriculum staffing {subject.id}` shows who could take what.",
                day=day,
                about=f"{day} {name}",
            )


def _at_work_or_not(subject: Subject, session: Session) -> Callable[[str], bool]:
    """Return what tells whether a person works at the hour of the week of a session, and looks at each once."""
    day, start, end = session.day, session.start, session.end
    return cache(lambda name: why_off_hours(subject.clinic.people[name], day, start, end) is None)


def weekly_slots(sessions: tuple[Session, ...]) -> Mapping[tuple[Day, str], tuple[Session, ...]]:
    """Return the sessions of each slot of the week, by day and slot name; make-ups are held at hours of their own."""
    slots: dict[tuple[Day, str], list[Session]] = {}
    for session in (session for session in sessions if session.makes_up is None):
        slots.setdefault((session.cell.day, session.cell.slot), []).append(session)
    return {key: tuple(held) for key, held in slots.items()}


def who_could(subject: Subject, session: Session) -> tuple[str, ...]:
    """Return who may lead a session by itself, works at that hour of the week, and leads nothing else then."""
    module = subject.library.get(session.module)
    may = subject.able(subject.asked(module)) if module else tuple(subject.clinic.people)
    return free_of(subject, session, may, at_work(subject, session))


def at_work(subject: Subject, session: Session) -> frozenset[str]:
    """Return who works at the hour of the week of a session, whatever they lead then."""
    day, start, end = session.day, session.start, session.end
    people = subject.clinic.people.items()
    return frozenset(name for name, person in people if why_off_hours(person, day, start, end) is None)


def free_of(subject: Subject, session: Session, may: tuple[str, ...], works: frozenset[str]) -> tuple[str, ...]:
    """Return those of some people who are at work and lead nothing else at the time of a session."""
    here = [name for name in may if name in works]
    stretch = stretch_of(session)
    return tuple(name for name in here if not subject.roster.is_engaged(name, stretch, but=session))
