"""Finding a workspace, reading it, and everything that its checks say of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from curriculum.files.modules import LoadedLibrary, figure_path, load_library
from curriculum.files.reading import spot_of
from curriculum.files.rulepacks import rule_packs
from curriculum.files.tracks import Loaded, load_clinic, load_track, track_paths
from curriculum.files.yamltext import Source
from curriculum.model.clinic import Clinic
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Document, Finding
from curriculum.model.library import Library
from curriculum.model.track import Track
from curriculum.planning.calendar import Session, sessions
from curriculum.planning.rules import ModuleSubject, Subject, check_clinic, check_module, check_track, weighed

CLINIC_FILE = "clinic.yaml"


def starter_folder() -> Path:
    """Return the folder of the sample workspace, whose modules are the built-in library.

    A wheel carries it inside the package; a clone of the repository is itself one.
    """
    package = Path(__file__).parents[1]
    shipped = package / "starter"
    return shipped if shipped.is_dir() else package.parent


def find_workspace(start: Path) -> Path:
    """Return the nearest folder at or above `start` that holds a clinic.yaml.

    Raises CurriculumError where there is none.
    """
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / CLINIC_FILE).is_file():
            return folder
    raise CurriculumError(
        f"No workspace at or above {start}: no folder there holds a {CLINIC_FILE}.",
        "Make one with `curriculum init`, or name one with --workspace.",
    )


@dataclass(frozen=True)
class Workspace:
    """What was read from a workspace: values where the files hold them, findings where they do not."""

    root: Path
    clinic: Clinic
    loaded: LoadedLibrary
    tracks: Mapping[str, Loaded[Track]] = field(default_factory=dict)
    clinic_source: Source | None = None
    faults: tuple[Finding, ...] = ()
    """What keeps clinic.yaml from being read."""

    @property
    def library(self) -> Library:
        """Every module that could be read, the workspace's own above the built-in ones."""
        return self.loaded.library

    def track(self, track_id: str) -> Track:
        """Return a track. Raises CurriculumError where there is none of that id, or it cannot be read."""
        loaded = self.tracks.get(track_id)
        if loaded is None:
            known = ", ".join(self.tracks) or "none yet; make one with `curriculum new track NAME`"
            raise CurriculumError(f'There is no track "{track_id}".', f"Tracks here: {known}.")
        if loaded.value is None:
            raise CurriculumError(f'The track "{track_id}" cannot be read.', "`curriculum check` says why.")
        return loaded.value

    def figure(self, module_id: str, file: str) -> str | None:
        """Return the SVG text of a module's figure, or None where there is no such file."""
        source = self.loaded.sources.get(module_id)
        path = figure_path(source, file) if source else None
        return path.read_text("utf-8") if path else None

    def with_track(self, track_id: str, track: Track, source: Source) -> "Workspace":
        """Return the workspace with another version of one track in it."""
        return replace(self, tracks={**self.tracks, track_id: Loaded(track, source)})

    @cached_property
    def _sessions(self) -> Mapping[str, tuple[Session, ...]]:
        return {
            track_id: sessions(loaded.value, self.clinic, range(1, loaded.value.cycle + 1))
            for track_id, loaded in self.tracks.items()
            if loaded.value is not None
        }

    def subject(self, track_id: str, track: Track | None = None) -> Subject:
        """Return what the rules look at for one track, or for a changed version of it.

        Raises CurriculumError as `track` does.
        """
        others = {other: held for other, held in self._sessions.items() if other != track_id}
        value = track or self.track(track_id)
        return Subject(track_id, value, self.library, self.clinic, rule_packs(), others)

    def findings(self, today: date) -> tuple[Finding, ...]:
        """Return everything that is to be said of the workspace, by file and line."""
        found = [*self.faults, *weighed(self.loaded.findings, self.clinic), *check_clinic(self.clinic)]
        for module_id, module in self.library.modules.items():
            found += check_module(ModuleSubject(module_id, module, self.library, self.clinic, today))
        for track_id, loaded in self.tracks.items():
            found += loaded.findings
            if loaded.value is not None:
                found += check_track(self.subject(track_id), today)
        return tuple(sorted(map(self.located, found), key=_reading_order))

    def located(self, finding: Finding) -> Finding:
        """Return the finding with its place in its file, looked up where it is not known yet."""
        source = self.source(finding.document)
        if finding.spot is not None or source is None:
            return finding
        return replace(finding, spot=spot_of(source, finding.path, key=len(finding.path) < 3))

    def source(self, document: Document) -> Source | None:
        """Return the text behind a module, a track or the clinic; None where there is no such file."""
        if document.kind == "clinic":
            return self.clinic_source
        if document.kind == "track":
            loaded = self.tracks.get(document.id)
            return loaded.source if loaded else None
        return self.loaded.sources.get(document.id)


def _reading_order(finding: Finding) -> tuple[str, int, int, str]:
    spot = finding.spot
    return (spot.file, spot.line, spot.column, finding.rule) if spot else ("", 0, 0, finding.rule)


def open_workspace(root: Path) -> Workspace:
    """Read a workspace: the clinic, the built-in library under its own modules, and its tracks.

    A file that cannot be read adds findings and takes nothing else with it.
    """
    clinic_file = root / CLINIC_FILE
    clinic: Loaded[Clinic] = load_clinic(clinic_file, root) if clinic_file.exists() else Loaded(Clinic(), None)
    folders = dict.fromkeys(
        folder.resolve() for folder in (starter_folder() / "modules", root / "modules") if folder.is_dir()
    )
    return Workspace(
        root=root,
        clinic=clinic.value or Clinic(),
        loaded=load_library(folders, root),
        tracks={path.stem: load_track(path, root) for path in track_paths(root)},
        clinic_source=clinic.source,
        faults=clinic.findings,
    )
