"""What the guides in docs/ promise: pictures and links that are there, and a director's walk that runs as it stands."""

import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from curriculum.cli.app import run

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
GUIDE = ROOT / "docs" / "director.md"
TRACK = Path("tracks/afternoon-iop.yaml")
LARGEST = 200_000


def links(page):
    return re.findall(r"(!?)\[([^\]]*)\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text("utf-8"))


def test_the_guides_have_links_and_pictures_to_look_at():
    found = [link for page in PAGES for link in links(page)]

    assert len(PAGES) > 8
    assert len([link for link in found if link[0]]) >= 8
    assert len([link for link in found if not link[0]]) >= 20


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_of_a_guide_leads_somewhere(page):
    missing = [target for _, _, target in links(page) if not (page.parent / target).exists()]

    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_picture_says_in_words_what_it_shows_and_is_small(page):
    for picture, words, target in links(page):
        if picture:
            assert len(words) >= 20
            assert (page.parent / target).read_bytes().startswith(b"\x89PNG")
            assert (page.parent / target).stat().st_size < LARGEST


def test_no_picture_lies_about_unused():
    used = {(page.parent / target).resolve() for page in PAGES for picture, _, target in links(page) if picture}

    assert {path.resolve() for path in (ROOT / "docs" / "pictures").iterdir()} == used


@dataclass(frozen=True)
class Step:
    """What a reader of the guide does next: a line to type with what it shows, or lines to write into the track."""

    typed: str = ""
    shown: tuple[str, ...] = ()
    written: str = ""


def steps(text):
    """Yield the steps of a guide in the order of its lines, from its fenced blocks."""
    for indent, kind, body in re.findall(r"^( *)```(\w*)\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL):
        lines = [line.removeprefix(indent) for line in body.splitlines()]
        if kind == "yaml":
            yield Step(written="\n".join(lines) + "\n")
        elif kind == "sh":
            yield from (Step(line) for line in lines)
        else:
            for block in re.split(r"^\$ ", "\n".join(lines), flags=re.MULTILINE)[1:]:
                typed, *shown = block.splitlines()
                yield Step(typed, tuple(shown))


def as_shown(shown, said):
    """Tell whether the lines shown stand in what was said, in their order; `...` stands for any number of others."""
    place, loose = 0, False
    for line in shown:
        if line.strip() == "...":
            loose = True
            continue
        here = [number for number in range(place, len(said)) if said[number].rstrip() == line.rstrip()]
        if not here or (here[0] != place and not loose):
            return line
        place, loose = here[0] + 1, False
    return None


def typed(words, capsys):
    """Type one command of the guide: our own in this process, git and rm as they are. Returns what stands on stdout."""
    if words[0] == "curriculum":
        capsys.readouterr()
        code = run(words[1:])
        captured = capsys.readouterr()
        assert code in (0, 1), captured.err
        return captured.out
    assert words[0] in ("git", "rm")
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def somebody(monkeypatch):
    """Whoever reads the guide, with a name for git and a terminal of 120 columns."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A Director")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "director@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("COLUMNS", "120")


@pytest.mark.skipif(sys.platform == "win32", reason="the walk is typed into a shell of Linux or macOS")
def test_the_director_s_walk_runs_as_it_stands(tmp_path, monkeypatch, capsys, somebody):
    monkeypatch.chdir(tmp_path)
    walk = list(steps(GUIDE.read_text("utf-8")))
    assert len([step for step in walk if step.typed]) > 25

    for number, step in enumerate(walk):
        if step.written:
            begins = step.written.startswith("title:")
            TRACK.write_text(("" if begins else TRACK.read_text("utf-8")) + step.written, encoding="utf-8")
        for command in step.typed.split(" && ") if step.typed else ():
            words = shlex.split(command, comments=True)
            if words[0] == "cd":
                monkeypatch.chdir(words[1])
                continue
            said = typed(words, capsys).splitlines()
            assert as_shown(step.shown, said) is None, f"step {number}: {command}"

    printed = {path.name for path in Path("exports/afternoon-iop").rglob("*.pdf")}
    assert {"audit-2027q1.pdf", "afternoon-iop-week-01-binder.pdf", "0-afternoon-iop-week-1-schedule.pdf"} <= printed


def test_every_command_that_the_guide_names_in_a_sentence_is_one(capsys):
    named = re.findall(r"(?<!`)`curriculum ([a-z]+)", GUIDE.read_text("utf-8"))

    assert named
    for name in set(named):
        assert run([name, "--help"]) == 0
    capsys.readouterr()
