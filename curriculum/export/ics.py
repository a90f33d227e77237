"""The sessions of a track as an iCalendar file (RFC 5545): one event for each, on its real date.

Knows sessions and whom the file is for; knows no file and no clock. What clients get names no program, module or
person: a calendar on a telephone is read by others.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from curriculum.export.clockchanges import time_zone
from curriculum.export.occasion import names_of, room_name
from curriculum.export.words import KIND_NAMES, MODALITY_NAMES, listed
from curriculum.model.clinic import Clinic
from curriculum.model.library import Library
from curriculum.model.module import Modality
from curriculum.model.track import Track
from curriculum.planning.calendar import Session

if TYPE_CHECKING:
    from icalendar import Calendar, Event

_MAKER = "-//curriculum//curriculum//EN"
_NEUTRAL = "Group"
"""What an event is called for clients."""


class Readers(StrEnum):
    """Whom a calendar is for."""

    STAFF = "staff"
    CLIENTS = "clients"


@dataclass(frozen=True)
class Feed:
    """What a calendar is made from."""

    track_id: str
    track: Track
    library: Library
    clinic: Clinic
    sessions: tuple[Session, ...]
    """Closed days and empty slots among them have no event."""
    title: str
    """What calendar programs call it."""
    readers: Readers = Readers.STAFF


def calendar_file(feed: Feed) -> bytes:
    """Return the calendar. The same sessions give the same bytes; times float where the clinic names no time zone."""
    # Imported late: it takes 70 ms, and only this file needs it.
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", feed.title)
    held = [session for session in feed.sessions if session.module]
    if feed.clinic.timezone and held:
        calendar.add("x-wr-timezone", feed.clinic.timezone)
        calendar.add_component(time_zone(feed.clinic.timezone, (session.date for session in held)))
    for event in _events(feed, held):
        calendar.add_component(event)
    return _bytes(calendar)


def _bytes(calendar: "Calendar") -> bytes:
    written: bytes = calendar.to_ical()
    return written


def _events(feed: Feed, held: Iterable[Session]) -> Iterator["Event"]:
    uids: set[str] = set()
    for session in held:
        uid = _uid(feed, session, "")
        if uid in uids:  # a session that is made up for twice: each day has an event of its own
            uid = _uid(feed, session, session.date.isoformat())
        uids.add(uid)
        yield _event(feed, session, uid)


def _event(feed: Feed, session: Session, uid: str) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", datetime.combine(feed.track.starts, time(), UTC))
    event.add("dtstart", _at(session, session.start, feed.clinic))
    event.add("dtend", _at(session, session.end, feed.clinic))
    told = _staff(feed, session) if feed.readers is Readers.STAFF else _clients(feed.clinic)
    for name, value in told.items():
        if value:
            event.add(name, value)
    return event


def _at(session: Session, minutes: int, clinic: Clinic) -> datetime:
    """Return a clock time of a session's day, in the zone of the clinic if it has one."""
    when = datetime.combine(session.date, time()) + timedelta(minutes=minutes)
    return when.replace(tzinfo=ZoneInfo(clinic.timezone)) if clinic.timezone else when


def _staff(feed: Feed, session: Session) -> dict[str, str]:
    module = feed.library.get(session.module)
    leads = names_of(session.leads, feed.clinic)
    run = f", run {session.run}" if session.run > 1 else ""
    lines = [f"{feed.track.title}, week {session.cell.week}{run}"]
    if module:
        of = "" if module.modality is Modality.OTHER else f", {MODALITY_NAMES[module.modality]}"
        lines.append(f"{KIND_NAMES[module.kind]}{of}")
    lines.append(f"Led by {listed(leads)}" if leads else "Leader: not yet named")
    if session.makes_up:
        lines.append(f"Makes up for {session.makes_up.isoformat()}")
    return {
        "summary": feed.library.title(session.module or ""),
        "location": ", ".join(filter(None, (room_name(session.room, feed.clinic), feed.clinic.name))),
        "description": "\n".join(lines),
    }


def _clients(clinic: Clinic) -> dict[str, str]:
    return {"summary": _NEUTRAL, "location": clinic.address or "", "class": "PRIVATE"}


def _uid(feed: Feed, session: Session, again: str) -> str:
    """Return the name of an event for ever: by its place in the plan, so that a date that moves moves the event.

    The words that it is made of cannot be read from it.
    """
    cell = session.cell
    place = (feed.clinic.name, feed.track_id, str(session.run), str(cell.week), cell.day.value, cell.slot, again)
    return str(uuid5(NAMESPACE_URL, "\n".join((feed.readers.value, *place))))
