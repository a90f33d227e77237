"""Writing that loses nothing: whole files or none, and never over what somebody else changed."""

import os
import tempfile
from mmap import mmap
from pathlib import Path

from curriculum.files.yamltext import Source
from curriculum.model.errors import CurriculumError

Content = bytes | mmap
"""What is written: from memory, or from another file without being read into memory first."""
_BOM = "\ufeff".encode()


class ChangedOnDisk(CurriculumError):
    """A file is no longer what it was when it was read, so it was not written."""


def write_whole(path: Path, content: Content) -> None:
    """Put `content` at `path`, whole or not at all: a neighbour is written, synced and renamed over it.

    Raises CurriculumError where the folder may not be written or the disk is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=_part_prefix(os.getpid()), suffix=".part")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CurriculumError(f"{path} cannot be written: {error.strerror}.", "Nothing was changed.") from None


def write_changed(path: Path, content: Content) -> None:
    """Put `content` at `path` as `write_whole` does, and leave alone a file that holds exactly that."""
    try:
        same = path.stat().st_size == len(content) and path.read_bytes() == memoryview(content)
    except OSError:
        same = False
    if not same:
        write_whole(path, content)


def sweep(folder: Path, process: int) -> None:
    """Remove what a process that was ended left half-written in a folder."""
    for part in folder.glob(f"{_part_prefix(process)}*.part"):
        part.unlink(missing_ok=True)


def _part_prefix(process: int) -> str:
    return f".{process}-"


def write_new(path: Path, text: str) -> None:
    """Write a file that does not exist yet. Raises CurriculumError where it does: nothing is overwritten."""
    if path.exists():
        raise CurriculumError(f"{path} is there already.", "Choose another name, or delete it first.")
    write_whole(path, text.encode())


def save(source: Source, text: str) -> Source:
    """Write the new text of a file and return it as the file's source.

    Raises ChangedOnDisk where the file holds something else than it did when `source` was read.
    """
    try:
        raw = source.path.read_bytes()
    except OSError:
        raw = b""
    mark = _BOM if raw.startswith(_BOM) else b""
    if raw.removeprefix(_BOM) != source.text.encode():
        raise ChangedOnDisk(
            f"{source.name} was changed by somebody else since it was opened.",
            "Your changes are kept as a draft; open the track again to see both.",
        )
    if text != source.text:
        write_whole(source.path, mark + text.encode())
    return Source(source.path, text, source.name)
