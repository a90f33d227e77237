import csv
import io
import json


def test_a_slot_that_leans_on_one_person_is_marked(curriculum, workspace, change):
    change(workspace / "clinic.yaml", "rooms:", "  bea: {name: Bea Lund, available: {mon: 9:00-12:00}}\nrooms:")

    said = curriculum("staffing", "days")

    assert said.code == 0
    assert (
        "Monday 09:00 to 10:00, first (1 week)\n  every week: Ana Reyes (leads)\n  ONE PERSON ALONE in every week"
        in (said.out)
    )
    assert "Ana Reyes                9 h, from 2027-01-04" in said.out


def test_csv_and_json_say_the_same(curriculum, workspace):
    rows = list(csv.reader(io.StringIO(curriculum("staffing", "days", "--format", "csv").out)))
    data = json.loads(curriculum("staffing", "days", "--format", "json").out)

    assert rows[:2] == [["day", "start", "slot", "sessions", "fewest", "ana"], ["mon", "09:00", "first", "1", "1", "1"]]
    assert data["slots"][0]["people"] == {"ana": {"leads": 1, "could": 1, "why_not": ""}}
    assert data["loads"] == {"ana": {"week_of": "2027-01-04", "minutes": 540, "most": None}}
