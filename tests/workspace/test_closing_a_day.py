"""US-03 on a real file: nothing is written until it is accepted, and one undo gives back every byte."""

from datetime import date

from curriculum.files.reading import parsed
from curriculum.files.yamltext import Source
from curriculum.model.clinic import Clinic
from curriculum.model.finding import Document
from curriculum.model.library import Library
from curriculum.model.track import Track
from curriculum.planning.changes import Closing, Overflow
from curriculum.planning.closing import close
from curriculum.planning.history import History
from curriculum.workspace.open_track import OpenTrack, Version

HEAD = """\
# The morning track.
title: Morning
level: iop-adult
starts: 2026-11-30
cycle: 8          # weeks
stay: 6
census: 10
meetings:
  - days: [mon, wed, fri]
    from: 09:00
    slots:
      - {name: process, minutes: 60, standing: process-group}
      - {break: 10}
      - {name: skills, minutes: 60, sequence: skills}   # one after the other
      - {break: 10}
      - {name: elective, minutes: 60}
plan:
"""


def lines():
    number = 0
    for week in range(1, 9):
        yield f"  {week}:   # week {week}\n"
        for day in ("mon", "wed", "fri"):
            number += 1
            skills = f"item-{number}" if number != 20 else "{module: item-20, locked: true}   # the speaker comes"
            yield f"    {day}:\n      skills: {skills}\n      elective: {{module: e-{number}, lead: ana}}\n"


def test_an_accepted_bump_is_saved_and_one_undo_restores_the_file_byte_for_byte(tmp_path):
    path = tmp_path / "morning.yaml"
    path.write_text(HEAD + "".join(lines()), encoding="utf-8")
    before = path.read_bytes()
    source = Source(path, before.decode(), "morning.yaml")
    value, _ = parsed(source, Track, Document("track", "morning"))
    opened = OpenTrack("morning", source, History(Version(value, source.text)), tmp_path / "drafts")

    change = close(value, Library(), Clinic(), Closing(date(2026, 12, 14), overflow=Overflow.EXTEND, reason="Snow"))
    assert path.read_bytes() == before
    saved = opened.edit("close 2026-12-14", lambda _: change.after).save()
    text = path.read_text("utf-8")
    undone = saved.undo().save()

    assert "cycle: 9          # weeks" in text
    assert "# the speaker comes" in text
    assert "- {from: 2026-12-14, reason: Snow}" in text
    assert len(change.sequences[0].moves) == 17
    assert path.read_bytes() == before
    assert undone.track == value
