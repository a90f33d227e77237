"""A whole workspace as git holds it at a tag or another revision: clinic, modules, tracks and rules of that day.

Nothing in the repository and nothing in the working folder changes: what git holds is laid out in a folder of its own.
The library that ships with the planner is that of today, except where the workspace is itself that library.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from curriculum.model.errors import CurriculumError
from curriculum.workspace.loading import CLINIC_FILE, Workspace, open_workspace, starter_folder
from curriculum.workspace.revisions import commit_of, files_at

_PARTS = (CLINIC_FILE, "modules", "tracks", "rules")
_DIGITS = 12
"""Digits of a commit that people are shown."""


@dataclass(frozen=True)
class Snapshot:
    """A workspace of another day, and what to call it."""

    workspace: Workspace
    revision: str
    commit: str

    @property
    def name(self) -> str:
        """The revision as it was asked for, and the commit that it names."""
        same = self.commit.startswith(self.revision)
        return f"commit {self.commit[:_DIGITS]}" if same else f"{self.revision} (commit {self.commit[:_DIGITS]})"


@contextmanager
def snapshot(root: Path, revision: str) -> Iterator[Snapshot]:
    """Yield a workspace as git holds it at a revision, to be read until the block ends.

    Its `root` stays the folder of the workspace, so that what is printed lands where it always does. Raises
    CurriculumError where there is no git, no repository, no such revision, or no track in it.
    """
    commit = commit_of(root, revision)
    with TemporaryDirectory(prefix="curriculum-") as folder:
        laid = Path(folder).resolve()
        for path, held in files_at(root, commit, _PARTS):
            target = laid / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(held)
        if not (laid / "tracks").is_dir():
            raise CurriculumError(
                f"There was no track at {revision}.", "`git log -- tracks` lists the revisions that hold some."
            )
        shipped = laid if root.resolve() == starter_folder().resolve() else starter_folder()
        yield Snapshot(replace(open_workspace(laid, shipped), root=root), revision, commit)
