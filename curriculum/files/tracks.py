"""Track files and the clinic on the disk: `tracks/<id>.yaml` and `clinic.yaml`."""

from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from curriculum.files.reading import YAML_ENDINGS, bad_name, fault_finding, parsed, read_source
from curriculum.files.yamltext import Source
from curriculum.model.base import Value
from curriculum.model.clinic import Clinic
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Document, Finding, Severity
from curriculum.model.track import Track

ValueT = TypeVar("ValueT", bound=Value)


@dataclass(frozen=True)
class Loaded(Generic[ValueT]):
    """A file as it was read: its text, its value where it holds one, and what is wrong with it."""

    value: ValueT | None
    source: Source | None
    findings: tuple[Finding, ...] = ()


def load_track(path: Path, root: Path) -> Loaded[Track]:
    """Return the track of one file; its id is the file's stem."""
    document = Document("track", path.stem)
    misnamed = bad_name(path, root, document)
    return Loaded(None, None, misnamed) if misnamed else _load(path, root, Track, document)


def load_clinic(path: Path, root: Path) -> Loaded[Clinic]:
    """Return the clinic of a workspace. A file that cannot be read gives findings and no value."""
    return _load(path, root, Clinic, Document("clinic"))


def track_paths(root: Path) -> list[Path]:
    """Return every track file of a workspace, by name."""
    return sorted(path for path in (root / "tracks").glob("*.y*ml") if path.suffix in YAML_ENDINGS)


def _load(path: Path, root: Path, model: type[ValueT], document: Document) -> Loaded[ValueT]:
    try:
        source, fault = read_source(path, root)
    except CurriculumError as error:
        finding = Finding("bad-yaml", Severity.BLOCK, document, (), str(document), error.message, error.fix)
        return Loaded(None, None, (finding,))
    if fault is not None:
        return Loaded(None, source, (fault_finding(fault, source, document),))
    value, findings = parsed(source, model, document)
    return Loaded(value, source, findings)
