"""What a file held at an earlier revision, where the workspace lies in a git repository. Changes nothing in it."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from curriculum.files.yamltext import MOST_BYTES
from curriculum.model.errors import CurriculumError

_SECONDS = 20
_SETTINGS = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
}
"""No lock is taken, nobody is asked for a password, and nothing is fetched over a network."""


def bytes_at(folder: Path, revision: str, path: str) -> bytes:
    """Return what `path`, seen from `folder` or from the top of its repository, held at a git revision.

    Raises CurriculumError where there is no git, no repository, no such revision or no such file in it, and for a file
    larger than any that is read here.
    """
    if any(c.isspace() for c in path):
        raise CurriculumError(f'"{path}" is not a path that can be named here.', "Leave out blanks.")
    commit_of(folder, revision)
    for name in (f"{revision}:./{path.removeprefix('./')}", f"{revision}:{path}"):
        size = _git(folder, "cat-file", "-s", name)
        if size is not None and int(size) > MOST_BYTES:
            raise CurriculumError(f"{name} holds {int(size):,} bytes; {MOST_BYTES:,} is the most.")
        held = _git(folder, "cat-file", "blob", name) if size is not None else None
        if held is not None:
            return held
    raise CurriculumError(f"There was no {path} at {revision}.", "Name it as `REVISION:tracks/NAME.yaml`.")


def commit_of(folder: Path, revision: str) -> str:
    """Return the commit that a tag, a branch or another revision names, as 40 digits or more.

    Raises CurriculumError where there is no git, no repository or no such revision.
    """
    if not revision or revision.startswith("-") or ":" in revision or any(c.isspace() for c in revision):
        raise CurriculumError(f'"{revision}" is not a revision.', "Name one such as HEAD~3, a tag or a branch.")
    if _git(folder, "rev-parse", "--git-dir") is None:
        raise CurriculumError(
            f"{folder} lies in no git repository, so it has no earlier revisions.", "Name files or tracks."
        )
    commit = _git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if commit is None:
        raise CurriculumError(f'git knows no revision "{revision}".', "`git log` lists them; a tag or branch will do.")
    return commit.decode("ascii").strip()


def files_at(folder: Path, commit: str, names: Sequence[str]) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the files that a commit holds below `folder` in the files and folders of those names, path and bytes.

    Links are left out, and so are files larger than any that is read here, and paths that would lead out of the folder.
    """
    listed = _git(folder, "ls-tree", "-r", "-z", "--long", commit, *names) or b""
    blobs = dict(_regular(entry) for entry in filter(None, listed.split(b"\0")) if _regular(entry)[1])
    answer = _git(folder, "cat-file", "--batch", said="".join(f"{blob}\n" for blob in blobs.values()).encode()) or b""
    place = 0
    for path in blobs:
        head, _, _ = answer[place : place + 200].partition(b"\n")
        begin, size = place + len(head) + 1, int(head.split()[2])
        yield path, answer[begin : begin + size]
        place = begin + size + 1


def _regular(entry: bytes) -> tuple[PurePosixPath, str]:
    """Return the path of a line of `git ls-tree --long` and the name of its bytes, empty where they are left out."""
    facts, _, raw = entry.partition(b"\t")
    mode, kind, blob, size = facts.decode("ascii").split()
    path = PurePosixPath(os.fsdecode(raw))
    inside = not path.is_absolute() and ".." not in path.parts
    return path, blob if kind == "blob" and mode.startswith("100") and int(size) <= MOST_BYTES and inside else ""


def _git(folder: Path, *words: str, said: bytes = b"") -> bytes | None:
    """Return what git answers to what it is told, or None where it refuses.

    Raises CurriculumError where it cannot be run, or hangs.
    """
    try:
        ran = subprocess.run(  # noqa: S603  git alone, with words that cannot be options
            ["git", "-C", str(folder), *words],  # noqa: S607  the git that the person uses
            capture_output=True,
            check=False,
            env={**os.environ, **_SETTINGS},
            input=said,
            timeout=_SECONDS,
        )
    except FileNotFoundError:
        raise CurriculumError(
            "git is not installed here, so no earlier revision can be read.", "Name two files."
        ) from None
    except subprocess.TimeoutExpired:
        raise CurriculumError(
            f"git did not answer within {_SECONDS} seconds.", "Try again, or name two files."
        ) from None
    return ran.stdout if ran.returncode == 0 else None
