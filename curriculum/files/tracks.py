"""Track files and the clinic on the disk: `tracks/<id>.yaml` and `clinic.yaml`."""

from pathlib import Path

from curriculum.files.reading import YAML_ENDINGS, Loaded, bad_name, load_value
from curriculum.model.clinic import Clinic
from curriculum.model.finding import Document
from curriculum.model.track import Track


def load_track(path: Path, root: Path) -> Loaded[Track]:
    """Return the track of one file; its id is the file's stem."""
    document = Document("track", path.stem)
    misnamed = bad_name(path, root, document)
    return Loaded(None, None, misnamed) if misnamed else load_value(path, root, Track, document)


def load_clinic(path: Path, root: Path) -> Loaded[Clinic]:
    """Return the clinic of a workspace. A file that cannot be read gives findings and no value."""
    return load_value(path, root, Clinic, Document("clinic"))


def track_paths(root: Path) -> list[Path]:
    """Return every track file of a workspace, by name."""
    return sorted(path for path in (root / "tracks").glob("*.y*ml") if path.suffix in YAML_ENDINGS)
