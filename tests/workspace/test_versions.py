"""A version of a track by its name: in the workspace, in a file, or as git holds it."""

import subprocess
from pathlib import Path

import pytest

from curriculum.model.errors import CurriculumError
from curriculum.workspace import open_workspace, revisions
from curriculum.workspace.versions import compared, version

TRACK = """\
title: Evening
level: iop-adult
starts: 2027-01-04
cycle: 2
stay: 2
census: 8
meetings:
  - {days: [mon, wed], from: 18:00, slots: [{name: skills, minutes: 60}]}
plan:
  1:
    mon: {skills: leaving-autopilot}
"""


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


@pytest.fixture
def root(tmp_path) -> Path:
    """A workspace in a folder of a repository, with a tag, a later commit, and a change that is not committed."""
    root = tmp_path / "clinic"
    (root / "tracks").mkdir(parents=True)
    (root / "clinic.yaml").write_text("name: Test Clinic\n")
    evening = root / "tracks" / "evening.yaml"
    evening.write_text(TRACK)
    git(tmp_path, "init", "--initial-branch=main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "first")
    git(tmp_path, "tag", "2026Q4")
    evening.write_text(TRACK.replace("census: 8", "census: 9"))
    git(tmp_path, "commit", "-am", "second")
    evening.write_text(TRACK.replace("census: 8", "census: 10"))
    return root


@pytest.mark.parametrize(
    ("name", "census"),
    [
        ("evening", 10),
        ("tracks/evening.yaml", 10),
        ("evening@HEAD", 9),
        ("evening@2026Q4", 8),
        ("HEAD~1:tracks/evening.yaml", 8),
        ("main:clinic/tracks/evening.yaml", 9),
    ],
)
def test_a_name_means_a_track_a_file_or_a_revision_of_one(root, name, census):
    found = version(open_workspace(root), name, root)

    assert (found.id, found.track.census) == ("evening", census)


def test_two_tagged_versions_are_compared(root):
    workspace = open_workspace(root)
    one, other = (version(workspace, name, root) for name in ("evening@2026Q4", "evening"))

    assert [(f.what, f.before, f.after) for f in compared(workspace, one, other).facts] == [("census", "8", "10")]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("evening@nowhere", 'git knows no revision "nowhere"'),
        ("morning@HEAD", "There was no tracks/morning.yaml at HEAD"),
        ("--output=x:tracks/evening.yaml", '"--output=x" is not a revision'),
        ("evening@HEAD --output=x", "is not a revision"),
        ("morning", 'There is no track "morning"'),
        ("morning.yaml", "There is no file morning.yaml"),
    ],
)
def test_what_cannot_be_found_is_said(root, name, said):
    with pytest.raises(CurriculumError) as refused:
        version(open_workspace(root), name, root)

    assert said in str(refused.value)


def test_an_earlier_version_that_cannot_be_read_names_its_line(root):
    (root / "tracks" / "evening.yaml").write_text(TRACK.replace("census: 8", "census: many"))
    git(root, "commit", "-am", "third")

    with pytest.raises(CurriculumError, match="evening@HEAD cannot be read as a track, line 6"):
        version(open_workspace(root), "evening@HEAD", root)


def test_outside_a_repository_and_without_git_the_way_on_is_said(root, tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / ".git").rename(tmp_path / "elsewhere")
    workspace = open_workspace(root)

    with pytest.raises(CurriculumError, match="lies in no git repository"):
        version(workspace, "evening@HEAD", root)
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    with pytest.raises(CurriculumError, match="git is not installed here"):
        version(workspace, "evening@HEAD", root)


def test_a_file_too_large_to_be_a_track_is_refused_before_it_is_read(root, monkeypatch):
    monkeypatch.setattr(revisions, "MOST_BYTES", 10)

    with pytest.raises(CurriculumError, match="10 is the most"):
        version(open_workspace(root), "evening@HEAD", root)
