"""What a file held at an earlier revision, where the workspace lies in a git repository. Changes nothing in it."""

import os
import subprocess
from pathlib import Path

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
    if not revision or revision.startswith("-") or ":" in revision or any(c.isspace() for c in revision + path):
        raise CurriculumError(f'"{revision}" is not a revision.', "Name one such as HEAD~3, a tag or a branch.")
    if _git(folder, "rev-parse", "--git-dir") is None:
        raise CurriculumError(f"{folder} lies in no git repository.", "Name two files, or two tracks.")
    if _git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}") is None:
        raise CurriculumError(f'git knows no revision "{revision}".', "`git log` lists them; a tag or branch will do.")
    for name in (f"{revision}:./{path.removeprefix('./')}", f"{revision}:{path}"):
        size = _git(folder, "cat-file", "-s", name)
        if size is not None and int(size) > MOST_BYTES:
            raise CurriculumError(f"{name} holds {int(size):,} bytes; {MOST_BYTES:,} is the most.")
        held = _git(folder, "cat-file", "blob", name) if size is not None else None
        if held is not None:
            return held
    raise CurriculumError(f"There was no {path} at {revision}.", "Name it as `REVISION:tracks/NAME.yaml`.")


def _git(folder: Path, *words: str) -> bytes | None:
    """Return what git says, or None where it refuses. Raises CurriculumError where it cannot be run, or hangs."""
    try:
        ran = subprocess.run(  # noqa: S603  git alone, with words that cannot be options
            ["git", "-C", str(folder), *words],  # noqa: S607  the git that the person uses
            capture_output=True,
            check=False,
            env={**os.environ, **_SETTINGS},
            stdin=subprocess.DEVNULL,
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
