"""Drafts: the text of a track with changes that have not reached its file yet, so that no crash loses them."""

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from curriculum.files.writing import write_whole


@dataclass(frozen=True)
class Draft:
    """A changed text, and the text of the file when the changes began."""

    before: str
    after: str


def draft_path(folder: Path, file: Path) -> Path:
    """Return where the draft of a file is kept: one name per file, below the folder for drafts."""
    digest = hashlib.sha256(str(file.resolve()).encode()).hexdigest()[:16]
    return folder / f"{file.stem}-{digest}.json"


def keep_draft(folder: Path, file: Path, draft: Draft) -> None:
    """Keep a draft, in place of an earlier one of the same file."""
    content = json.dumps({"file": str(file.resolve()), "before": draft.before, "after": draft.after})
    write_whole(draft_path(folder, file), content.encode())


def kept_draft(folder: Path, file: Path) -> Draft | None:
    """Return the draft of a file; None where there is none, or none that can be read."""
    try:
        data = json.loads(draft_path(folder, file).read_text("utf-8"))
        return Draft(data["before"], data["after"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def drop_draft(folder: Path, file: Path) -> None:
    """Forget the draft of a file, once its changes are in the file."""
    with suppress(OSError):
        draft_path(folder, file).unlink()
