"""A store of printed pages by what they were made from, so that what is the same is never made twice.

Knows files and hashes, no page. Nothing in it is needed: a store that is broken, full or gone only costs time, so
no method raises over its files. Several processes may use one at a time: the last rename wins, and both are right.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from curriculum.files.writing import Content

MOST_BYTES = 2 * 1024**3
"""What a store may hold; about 200,000 pages."""
KEPT_FORMATS = ("pdf", "quire")
_ENDING = ".kept"
_UNFINISHED_SECONDS = 3600
"""A temporary file that old belongs to nobody any more."""


@dataclass(frozen=True)
class Kept:
    """A PDF, or a quire, with what its making had to say of it."""

    data: Content
    pages: int
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Label:
    """The first line of an entry."""

    sha256: str
    pages: int
    remarks: tuple[str, ...]


def key_of(*parts: str) -> str:
    """Return a key for what was made from some texts: other texts, or the same ones divided otherwise, give another."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(f"{len(data)}:".encode() + data)
    return digest.hexdigest()


def key_for(key: str, format_: str) -> str:
    """Return where something is kept that was made of the PDF under a key."""
    return key if format_ == "pdf" else key_of(key, format_)


@dataclass(frozen=True)
class Store:
    """A folder of printed pages. It is made with the first page that it keeps."""

    folder: Path
    most_bytes: int = MOST_BYTES

    def take(self, key: str) -> Kept | None:
        """Return what is kept under a key, or None where nothing is, or it is no longer what was written."""
        path = self._path(key)
        try:
            head, _, data = path.read_bytes().partition(b"\n")
            label = _Label(**json.loads(head))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError):
            _remove(path)
            return None
        if hashlib.sha256(data).hexdigest() != label.sha256:
            _remove(path)
            return None
        with suppress(OSError):
            os.utime(path)
        return Kept(data, label.pages, tuple(label.remarks))

    def holds(self, key: str) -> bool:
        """Tell whether something is kept under a key; whether it is whole is seen when it is taken."""
        return self._path(key).exists()

    def keep(self, key: str, kept: Kept) -> None:
        """Keep a PDF under a key, if it can be kept."""
        path = self._path(key)
        label = _Label(hashlib.sha256(kept.data).hexdigest(), kept.pages, kept.remarks)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(json.dumps(asdict(label)).encode() + b"\n")
                    file.write(kept.data)
                Path(name).replace(path)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise

    def sweep(self) -> None:
        """Remove what was not used for longest until the store is within its size, and what nobody finished."""
        entries = sorted(self._files(), key=lambda entry: entry[1].st_mtime, reverse=True)
        newest = entries[0][1].st_mtime if entries else 0.0
        total = 0
        for path, status in entries:
            unfinished = path.suffix != _ENDING
            total += status.st_size
            if total > self.most_bytes or (unfinished and newest - status.st_mtime > _UNFINISHED_SECONDS):
                _remove(path)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}{_ENDING}"

    def _files(self) -> Iterator[tuple[Path, os.stat_result]]:
        """Yield the store's own files; a folder that holds anything else keeps it."""
        for path in self.folder.glob("[0-9a-f][0-9a-f]/*"):
            if path.suffix in (_ENDING, ".part"):
                with suppress(OSError):
                    yield path, path.stat()


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)
