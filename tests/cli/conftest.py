"""The command line as a test calls it, and a small workspace of its own to call it in."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from curriculum.cli.app import run

MODULE = """\
title: Naming a Feeling
summary: Clients name one feeling in a sentence.
modality: cbt
kind: skills
topics: [feelings]
status: reviewed
objectives:
  - Name one feeling.
lead: [lpc]
agenda:
  - name: Naming
    type: practice
    minutes: {least: 45, planned: 60, most: 75}
    say: |
      Look around the room.
      Which word fits today?

      1. Pick one.
      2. Keep it.
    ask: [Which word?]
handouts:
  - title: Words
    idea: A word for a feeling makes it smaller.
    blocks:
      - lines: {prompt: My word, count: 2}
    take_home: One word is enough.
license: CC-BY-4.0
author: Somebody
reviewed: {by: A Clinician, on: 2026-01-01, due: 2099-01-01}
"""

CLINIC = """\
name: A Clinic
people:
  ana: {name: Ana Reyes, credentials: [lpc]}
rooms:
  main: {name: Main room, seats: 20}
closures:
  - {from: 2027-01-13, reason: Stocktaking}
"""

TRACK = """\
title: Days
level: iop-adult
starts: 2027-01-04
cycle: 3
stay: 3
census: 10
meetings:
  - days: [mon, wed, fri]
    from: 9:00
    slots:
      - {name: first, minutes: 60}
      - {break: 10}
      - {name: second, minutes: 60}
      - {break: 10}
      - {name: third, minutes: 60}
staff: {first: ana, second: ana, third: ana}
rooms: {first: main, second: main, third: main}
plan:
"""

WEEK = """\
  {number}:
    mon: {{first: feeling-1, second: feeling-2, third: feeling-3}}
    wed: {{first: feeling-4, second: feeling-5, third: feeling-6}}
    fri: {{first: feeling-7, second: feeling-8, third: feeling-9}}
"""


@dataclass(frozen=True)
class Said:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def curriculum(capsys):
    """The command line, called in this process: `curriculum("check", "--format", "json")`."""

    def call(*words: object) -> Said:
        capsys.readouterr()
        code = run([str(word) for word in words])
        captured = capsys.readouterr()
        return Said(code, captured.out, captured.err)

    return call


@pytest.fixture
def process():
    """The command line in a process of its own: `process("check", cwd=...)`."""

    def call(*words: object, **options) -> Said:
        ran = subprocess.run(
            [sys.executable, "-m", "curriculum", *map(str, words)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            stdin=subprocess.DEVNULL,
            **options,
        )
        return Said(ran.returncode, ran.stdout, ran.stderr)

    return call


@pytest.fixture
def workspace(tmp_path, monkeypatch) -> Path:
    """A workspace that nothing blocks, with nine modules and a track of one planned week; commands run in it."""
    root = tmp_path / "clinic"
    for number in range(1, 10):
        path = root / "modules" / "cbt" / f"feeling-{number}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(MODULE.replace("Naming a Feeling", f"Naming a Feeling {number}"), encoding="utf-8")
    (root / "tracks").mkdir()
    (root / "tracks" / "days.yaml").write_text(TRACK + WEEK.format(number=1), encoding="utf-8")
    (root / "clinic.yaml").write_text(CLINIC, encoding="utf-8")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def nowhere(tmp_path, monkeypatch) -> Path:
    """A folder in no workspace; commands run in it."""
    folder = tmp_path / "nowhere"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def mend(path: Path, old: str, new: str) -> None:
    """Replace a text in a file, which must hold it."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def change():
    """What replaces a text in a file."""
    return mend
