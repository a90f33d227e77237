"""What a print was made from, beside it: where nothing of that has changed, nothing is read, laid out or written.

Knows files and hashes only, so that it can answer without the library: it imports neither the model nor YAML.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from curriculum.export.versions import native_versions

ENDING = ".manifest.json"
_PACKAGE = Path(__file__).parents[1]
_PARTS = ("clinic.yaml", "modules", "tracks", "rules", "templates")
"""What of a workspace decides how a page comes out, beside the logo."""
_LIBRARY = (_PACKAGE / "starter" / "modules", _PACKAGE.parent / "modules")


@dataclass(frozen=True)
class Inputs:
    """What a print is made from, as it was at one moment."""

    code: str
    """A digest of this program and of the versions of everything it prints with."""
    made_of: Mapping[str, str]
    """Every file of the workspace and the library, with its digest."""

    @classmethod
    def now(cls, root: Path) -> "Inputs":
        """Return the inputs of a workspace. Ask before it is read: an edit during the print is then seen later."""
        return cls(_code(), _made_of(root))


@dataclass(frozen=True)
class Manifest:
    """What one PDF was asked for with, made from, and told about."""

    asked: tuple[str, ...]
    """The words of the command line."""
    day: str
    """On which day it was checked: findings depend on it."""
    code: str
    made_of: Mapping[str, str]
    """Both as in `Inputs`."""
    file: str
    """The name of the PDF, in the same folder."""
    sha256: str
    documents: int
    report: tuple[Mapping[str, Any], ...]
    """What `--report json` says, but for the path."""
    remarks: tuple[str, ...] = ()


def manifest_of(inputs: Inputs, asked: Sequence[str], day: date, file: Path, **told: Any) -> Manifest:
    """Return the manifest of a PDF that was just written. `told` are its documents, report and remarks."""
    return Manifest(
        asked=tuple(asked),
        day=day.isoformat(),
        code=inputs.code,
        made_of=inputs.made_of,
        file=file.name,
        sha256=_sha256(file),
        **told,
    )


def keep(manifest: Manifest, folder: Path) -> None:
    """Put a manifest beside its PDF; where that cannot be, the next print only takes longer."""
    path = (folder / manifest.file).with_suffix(ENDING)
    part = path.with_suffix(f".{os.getpid()}.part")
    with suppress(OSError):
        part.write_text(json.dumps(asdict(manifest), indent=1, ensure_ascii=False), encoding="utf-8")
        part.replace(path)


def unchanged(root: Path, asked: Sequence[str], day: date, folders: Iterable[Path]) -> tuple[Path, Manifest] | None:
    """Return the PDF that the same words made, if it and all that it was made from are what they were; else None."""
    for folder in folders:
        for path in sorted(folder.glob(f"*{ENDING}")):
            manifest = _read(path)
            if manifest is not None and (manifest.asked, manifest.day) == (tuple(asked), day.isoformat()):
                file = folder / manifest.file
                return (file, manifest) if _holds(manifest, root, file) else None
    return None


def _holds(manifest: Manifest, root: Path, file: Path) -> bool:
    try:
        return manifest.sha256 == _sha256(file) and Inputs(manifest.code, manifest.made_of) == Inputs.now(root)
    except OSError:
        return False


def _read(path: Path) -> Manifest | None:
    try:
        data: dict[str, Any] = json.loads(path.read_bytes())
        lists: dict[str, Any] = {name: tuple(data.pop(name)) for name in ("asked", "report", "remarks")}
        return Manifest(**data, **lists)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _made_of(root: Path) -> dict[str, str]:
    """Return every file that a print of this workspace may be made from, with its digest."""
    parts = [*(root / part for part in _PARTS), *sorted(root.glob("*.svg")), *sorted(root.glob("*.png"))]
    library = [folder for folder in _LIBRARY if folder.is_dir() and folder.resolve() != (root / "modules").resolve()]
    own = {path.relative_to(root).as_posix(): _sha256(path) for path in _files(parts)}
    return own | {f"library/{path.name}": _sha256(path) for path in _files(library[:1])}


def _code() -> str:
    """Return a digest of the program, its templates and fonts, and the versions of what it stands on."""
    digest = hashlib.sha256(f"{sys.version} {native_versions()}".encode())
    for folder in sorted(set(sys.path)):
        with suppress(OSError):
            installed = sorted(path.name for path in Path(folder).iterdir() if path.suffix == ".dist-info")
            digest.update(repr(installed).encode())
    for path in _files([_PACKAGE]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(places: Iterable[Path]) -> Iterator[Path]:
    """Yield the files at or below some places in order, but for what Python or an editor leaves there."""
    for place in places:
        if place.is_file():
            yield place
        for folder, below, names in os.walk(place):
            below[:] = sorted(name for name in below if name != "__pycache__" and not name.startswith("."))
            yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
