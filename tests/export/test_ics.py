"""Calendars, read again by two programs that share no code."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import builders
import icalendar
import pytest
import vobject
from export.samples import a_week

from curriculum.export.ics import Feed, Readers, calendar_file
from curriculum.model.clinic import Clinic
from curriculum.planning.calendar import sessions

NEW_YORK = ZoneInfo("America/New_York")
ZONED = {
    "name": "Harbor Street Clinic",
    "address": "12 Harbor Street",
    "timezone": "America/New_York",
    "people": {"jo": {"name": "Jo Tanaka"}, "sam": {"name": "Sam Okafor"}},
    "rooms": {"main": {"name": "Main room", "seats": 16}},
}


def a_feed(*, weeks=(1,), readers=Readers.STAFF, track=None, clinic=None, **changes):
    week = a_week()
    track = track or week.track.model_copy(update=changes)
    clinic = Clinic.model_validate(ZONED | (clinic or {}))
    return Feed("t8", track, week.library, clinic, sessions(track, clinic, weeks), "T8", readers)


def by_icalendar(data):
    """Return name, begin, end, place, text and uid of every event."""
    return [
        (
            str(event["summary"]),
            event.decoded("dtstart"),
            event.decoded("dtend"),
            str(event.get("location", "")),
            str(event.get("description", "")),
            str(event["uid"]),
        )
        for event in icalendar.Calendar.from_ical(data).walk("VEVENT")
    ]


def by_vobject(data):
    """Return the same, by the other reader."""
    events = vobject.readOne(data.decode()).vevent_list
    return [
        (
            event.summary.value,
            event.dtstart.value,
            event.dtend.value,
            event.location.value if hasattr(event, "location") else "",
            event.description.value if hasattr(event, "description") else "",
            event.uid.value,
        )
        for event in events
    ]


def instants(events):
    """Return events with their times in UTC: each reader has a time zone of its own kind."""
    return [(name, begin.astimezone(UTC), end.astimezone(UTC), *rest) for name, begin, end, *rest in events]


def test_both_readers_find_an_event_for_each_session_at_its_hour():
    data = calendar_file(a_feed())

    read = by_icalendar(data)
    assert instants(read) == instants(by_vobject(data))
    assert [(name, begin, end) for name, begin, end, *_ in read] == [
        (
            builders.PROCESS.title,
            datetime(2026, 11, 30, 18, tzinfo=NEW_YORK),
            datetime(2026, 11, 30, 18, 50, tzinfo=NEW_YORK),
        ),
        ("Two Buckets", datetime(2026, 11, 30, 19, tzinfo=NEW_YORK), datetime(2026, 11, 30, 20, 10, tzinfo=NEW_YORK)),
        (
            builders.PROCESS.title,
            datetime(2026, 12, 2, 18, tzinfo=NEW_YORK),
            datetime(2026, 12, 2, 18, 50, tzinfo=NEW_YORK),
        ),
    ]


def test_staff_are_told_program_week_leaders_and_room():
    _, (_, _, _, place, text, _), _ = by_vobject(calendar_file(a_feed()))

    assert place == "Main room, Harbor Street Clinic"
    assert text == "T8, week 1\nSkills group, Cognitive behavioral\nLed by Jo Tanaka and Sam Okafor"


@pytest.mark.parametrize("starts", [date(2026, 10, 26), date(2027, 3, 8)])
def test_the_hour_stays_the_same_over_a_clock_change(starts):
    data = calendar_file(a_feed(weeks=(1, 2), starts=starts))

    read = instants(by_icalendar(data))
    assert read == instants(by_vobject(data))
    assert {begin.astimezone(NEW_YORK).hour for _, begin, *_ in read} == {18, 19}
    assert len({begin.hour for name, begin, *_ in read if name == builders.PROCESS.title}) == 2


def test_without_a_time_zone_times_float():
    data = calendar_file(a_feed(clinic={"timezone": None}))

    assert b"TZID" not in data
    assert b"VTIMEZONE" not in data
    assert by_icalendar(data) == by_vobject(data)
    assert by_icalendar(data)[0][1] == datetime(2026, 11, 30, 18)  # noqa: DTZ001 - it floats


def test_a_closed_day_has_no_event_and_what_makes_up_for_it_keeps_its_name():
    closed = {"closures": [{"from": "2026-11-30", "reason": "Snow"}]}
    usual = by_vobject(calendar_file(a_feed()))
    makeups = builders.track(makeups=[{"for": "2026-11-30", "on": "2026-12-04", "from": "17:00"}]).makeups

    without = by_vobject(calendar_file(a_feed(clinic=closed)))
    moved = by_vobject(calendar_file(a_feed(clinic=closed, makeups=makeups)))

    assert without == usual[2:]
    assert "Snow" not in calendar_file(a_feed(clinic=closed)).decode()
    assert [each[5] for each in moved] == [usual[2][5], usual[0][5], usual[1][5]]
    assert [each[1].date() for each in moved[1:]] == [date(2026, 12, 4)] * 2
    assert "Makes up for 2026-11-30" in moved[1][4]


def test_names_of_events_are_stable_and_each_is_its_own():
    first = [each[5] for each in by_vobject(calendar_file(a_feed(weeks=(1, 2))))]
    later = [each[5] for each in by_vobject(calendar_file(a_feed(weeks=(1, 2), starts=date(2027, 1, 4))))]

    assert first == later
    assert len(set(first)) == len(first)


def test_a_calendar_for_clients_names_no_program_module_or_person():
    data = calendar_file(a_feed(readers=Readers.CLIENTS))
    told = data.decode().replace("\r\n ", "")

    read = by_vobject(data)
    assert instants(read) == instants(by_icalendar(data))
    assert {(name, place, text) for name, _, _, place, text, _ in read} == {("Group", "12 Harbor Street", "")}
    assert [each[1] for each in read] == [each[1] for each in by_vobject(calendar_file(a_feed()))]
    for word in (
        "Two Buckets",
        "Jo Tanaka",
        "Sam Okafor",
        "Harbor Street Clinic",
        "Main room",
        "week",
        "iop",
        "skills",
    ):
        assert word.lower() not in told.lower()


def test_titles_with_every_awkward_character_are_read_as_written():
    title = 'Ünder; a, \\ "b" \u2013 日本 {x}'
    week = a_week(title=title)
    clinic = Clinic.model_validate(ZONED)
    feed = Feed("t8", week.track, week.library, clinic, sessions(week.track, clinic, [1]), title)

    data = calendar_file(feed)
    assert by_vobject(data)[1][0] == by_icalendar(data)[1][0] == title
    assert max(map(len, data.split(b"\r\n"))) <= 75


def test_the_same_plan_gives_the_same_bytes():
    data = calendar_file(a_feed())

    assert data == calendar_file(a_feed())
    assert data.count(b"DTSTAMP:20261130T000000Z") == 3


def test_a_session_past_midnight_ends_on_the_next_day():
    late = [
        {"days": ["mon"], "from": "23:30", "slots": [{"name": "process", "minutes": 60, "standing": "process-group"}]}
    ]
    track = builders.track({}, meetings=late)

    ((_, begin, end, *_),) = by_icalendar(calendar_file(a_feed(track=track)))
    assert end - begin == timedelta(hours=1)
