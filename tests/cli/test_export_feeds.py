"""`curriculum export` for other programs: calendars, CSV and JSON."""

import csv
import json

import icalendar
import pytest


@pytest.fixture
def rich(workspace, change):
    """The workspace with materials, a sharp among them, and a second leader."""
    module = workspace / "modules/cbt/feeling-2.yaml"
    change(
        module,
        "lead: [lpc]\n",
        "lead: [lpc]\nmaterials:\n  - {item: paper, per: client}\n"
        "  - {item: scissors, per: 2, reusable: true, hazard: sharp}\n",
    )
    change(
        workspace / "clinic.yaml",
        "rooms:\n",
        "  ben: {name: Ben Ode, credentials: [lpc]}\n  cy: {name: Cy Noon}\nrooms:\n",
    )
    change(workspace / "clinic.yaml", "name: A Clinic\n", "name: A Clinic\ntimezone: Europe/Berlin\n")
    change(workspace / "tracks/days.yaml", "second: feeling-5", "second: {module: feeling-5, lead: ben}")
    return workspace


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_track_is_written_as_one_calendar(curriculum, rich):
    said = curriculum("export", "days", "--format", "ics")

    data = (rich / "exports/days/days.ics").read_bytes()
    events = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert (said.code, said.out) == (0, "Wrote 1 file, into exports/days:\n  days.ics\n")
    assert [event["dtstart"].to_ical() for event in events][:2] == [b"20270104T090000", b"20270104T101000"]
    assert {event["dtstart"].params["TZID"] for event in events} == {"Europe/Berlin"}
    assert curriculum("export", "days", "--format", "ics").code == 0
    assert (rich / "exports/days/days.ics").read_bytes() == data


def test_a_leader_has_a_calendar_of_their_own_groups(curriculum, rich, change):
    assert curriculum("export", "days", "--format", "ics", "--lead", "ana").code == 0

    names = {
        str(event["summary"])
        for event in icalendar.Calendar.from_ical((rich / "exports/days/days-ana.ics").read_bytes()).walk("VEVENT")
    }
    assert "Naming a Feeling 5" not in names
    assert names == {f"Naming a Feeling {number}" for number in (1, 2, 3, 4, 6, 7, 8, 9)}


def test_a_person_who_leads_nothing_or_is_unknown_is_told(curriculum, rich):
    alone = curriculum("export", "days", "--format", "ics", "--lead", "cy")
    unknown = curriculum("export", "days", "--format", "ics", "--lead", "bem")

    assert (alone.code, unknown.code) == (2, 2)
    assert "led by Cy Noon" in alone.err
    assert 'Did you mean "ben"?' in unknown.err


def test_a_calendar_for_clients_says_nothing_of_the_program(curriculum, rich):
    assert curriculum("export", "days", "--format", "ics", "--for", "clients").code == 0

    (path,) = (rich / "exports/days").iterdir()
    told = path.read_text("utf-8")
    assert path.name == "groups.ics"
    assert told.count("SUMMARY:Group\n") == 9
    for word in ("Days", "days", "Feeling", "feeling", "Ana", "Clinic", "Main room"):
        assert word not in told


def test_later_runs_are_found_by_their_date(curriculum, rich):
    assert curriculum("export", "days", "--format", "ics", "--from", "2027-01-27").code == 0

    events = icalendar.Calendar.from_ical((rich / "exports/days/days.ics").read_bytes()).walk("VEVENT")
    assert str(events[0].decoded("dtstart").date()) == "2027-01-25"
    assert "run 2" in events[0]["description"]
    assert len(events) == 9


def test_tables_hold_schedule_hours_and_materials(curriculum, rich):
    said = curriculum("export", "days", "--format", "csv")

    folder = rich / "exports/days"
    slots = rows_of(folder / "days-schedule.csv")
    assert said.code == 0
    assert len(slots) == 9
    assert (slots[0]["date"], slots[0]["start"], slots[0]["module"], slots[0]["leads"]) == (
        "2027-01-04",
        "09:00",
        "feeling-1",
        "Ana Reyes",
    )
    assert [each["week"] for each in rows_of(folder / "days-hours.csv")] == ["1", "all"]
    assert {each["item"]: each["quantity"] for each in rows_of(folder / "days-materials.csv")} == {
        "paper": "10",
        "scissors": "5",
    }
    (sharp,) = rows_of(folder / "days-materials-sharps.csv")
    assert sharp == {"date": "2027-01-04", "start": "10:10", "module": "feeling-2", "item": "scissors", "quantity": "5"}
    copies = rows_of(folder / "days-materials-copies.csv")
    assert {each["copies"] for each in copies} == {"12"}


def test_closed_days_stand_in_the_schedule_with_their_reason(curriculum, rich, change):
    change(rich / "clinic.yaml", "2027-01-13", "2027-01-06")
    change(rich / "clinic.yaml", "rooms:\n", "severities: {weekly-minutes: warn, days-per-week: warn}\nrooms:\n")

    assert curriculum("export", "days", "--format", "csv").code == 0
    slots = rows_of(rich / "exports/days/days-schedule.csv")
    assert [(each["module"], each["closed"]) for each in slots[3:6]] == [("", "Stocktaking")] * 3


def test_json_holds_the_same_as_csv(curriculum, rich):
    assert curriculum("export", "days", "--format", "json", "--format", "csv").code == 0

    folder = rich / "exports/days"
    for kind, table in (("schedule", "slots"), ("hours", "weeks"), ("materials", "materials")):
        read = json.loads((folder / f"days-{kind}.json").read_text("utf-8"))
        plain = [
            {key: "" if value is None else str(value) for key, value in row.items()} for row in read["tables"][table]
        ]
        assert plain == rows_of(folder / f"days-{kind}.csv")
        assert any(note.startswith("Planned, not delivered") for note in read["notes"])


def test_pages_and_feeds_are_written_in_one_run(curriculum, rich):
    said = curriculum("export", "days", "--format", "html", "--format", "ics", "--report", "json")

    kinds = [one["kind"] for one in json.loads(said.out)]
    assert kinds[-1] == "calendar"
    assert {"guide", "handout", "schedule"} <= set(kinds)


@pytest.mark.parametrize(
    "words",
    [
        ("days", "--format", "ics", "--binder"),
        ("days", "--format", "csv", "--only", "handouts"),
        ("days", "--format", "csv", "--lead", "ana"),
        ("days", "--format", "csv", "--for", "clients"),
        ("days", "--format", "ics", "--for", "clients", "--lead", "ana"),
        ("days", "--from", "2027-01-01"),
        ("days", "--for", "clients"),
        ("feeling-1", "--format", "ics"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(curriculum, rich, words):
    said = curriculum("export", *words)

    assert (said.code, said.out) == (2, "")
    assert not (rich / "exports").exists()


def test_a_time_zone_that_nobody_knows_is_named_with_the_one_that_was_meant(curriculum, rich, change):
    change(rich / "clinic.yaml", "Europe/Berlin", "Europe/Berlim")

    said = curriculum("check")

    assert said.code == 1
    assert '"Europe/Berlim" is not a time zone.' in said.out + said.err
    assert 'Did you mean "Europe/Berlin"?' in said.out + said.err


@pytest.mark.parametrize("name", ["America", "../etc/passwd", "/etc/localtime", "Nowhere"])
def test_no_path_is_a_time_zone(curriculum, rich, change, name):
    change(rich / "clinic.yaml", "Europe/Berlin", name)

    assert curriculum("check").code == 1
