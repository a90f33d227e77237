"""Finding a workspace, reading it, and everything that its checks say of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from curriculum.files.figures import drawing_text, figure_path
from curriculum.files.modules import LoadedLibrary, load_library
from curriculum.files.reading import Loaded, spot_of
from curriculum.files.rulepacks import LoadedPacks, load_packs, rule_packs
from curriculum.files.tracks import load_clinic, load_track, track_paths
from curriculum.files.yamltext import Source
from curriculum.model.clinic import Clinic
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Document, Finding
from curriculum.model.library import Library
from curriculum.model.track import Track
from curriculum.planning.calendar import monday_of, runs_ahead, sessions_between
from curriculum.planning.memory import Memory
from curriculum.planning.roster import Others, Roster
from curriculum.planning.rules import (
    ModuleSubject,
    Subject,
    check_clinic,
    check_module,
    check_track,
    check_translations,
    weighed,
)
from curriculum.workspace.look import NO_LOOK, Look, load_look

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
    rules: LoadedPacks = field(default_factory=lambda: LoadedPacks(rule_packs()))
    """The rule packs that ship with the planner, and those of the workspace's own above them."""
    look: Look = NO_LOOK
    """Its logo, and the templates and styles that it has copied."""

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

    def figure(self, text: str, file: str) -> str | None:
        """Return the SVG text of a figure of a module, or of a translation such as `catching-quick-thoughts.es`.

        A drawing that is not translated lies beside the module. None where there is no such file.
        """
        sources = (self.loaded.translation_sources.get(text), self.loaded.sources.get(text.partition(".")[0]))
        paths = (figure_path(source, file) for source in sources if source)
        return next((drawing_text(path) for path in paths if path), None)

    def with_track(self, track_id: str, track: Track, source: Source) -> "Workspace":
        """Return the workspace with another version of one track in it."""
        return replace(self, tracks={**self.tracks, track_id: Loaded(track, source)})

    @cached_property
    def _rosters(self) -> dict[tuple[date, date], Roster]:
        """What all tracks hold from one date to another, kept once it has been asked for."""
        return {}

    @cached_property
    def _memory(self) -> Memory:
        return Memory()

    def _roster(self, first: date, last: date) -> Roster:
        if (first, last) not in self._rosters:
            tracks = {name: loaded.value for name, loaded in self.tracks.items() if loaded.value is not None}
            held = {name: sessions_between(track, self.clinic, first, last) for name, track in tracks.items()}
            self._rosters[first, last] = Roster(held)
        return self._rosters[first, last]

    def subject(self, track_id: str, track: Track | None = None, today: date | None = None) -> Subject:
        """Return what the rules look at for one track, or for a changed version of it.

        With a day it looks at the run of the cycle that is held then and at the next, without one at the first two;
        other tracks are looked at on the same dates. Raises CurriculumError as `track` does.
        """
        value = track or self.track(track_id)
        runs = runs_ahead(value, today or value.starts)
        first, last = monday_of(value, 1, runs[0]), monday_of(value, value.cycle + 1, runs[0]) - timedelta(days=1)
        return Subject(
            track_id,
            value,
            self.library,
            self.clinic,
            self.rules.packs,
            Others(self._roster(first, last), track_id),
            linked=self.tracks[value.linked].value if value.linked and value.linked in self.tracks else None,
            runs=runs,
            memory=self._memory,
            begun=today is not None and today >= value.starts,
        )

    @cached_property
    def _found(self) -> dict[date, tuple[Finding, ...]]:
        """What is to be said of the workspace on a day, kept once it has been asked for."""
        return {}

    def findings(self, today: date) -> tuple[Finding, ...]:
        """Return everything that is to be said of the workspace, by file and line."""
        if today not in self._found:
            self._found[today] = self._checked(today)
        return self._found[today]

    def _checked(self, today: date) -> tuple[Finding, ...]:
        found = [*self.faults, *self.rules.findings, *weighed(self.loaded.findings, self.clinic)]
        found += (*check_clinic(self.clinic, self.rules.packs), *weighed(self.look.findings, self.clinic))
        for module_id, module in self.library.modules.items():
            found += check_module(ModuleSubject(module_id, module, self.library, self.clinic, today))
        for module_id in self.library.translations:
            found += check_translations(module_id, self.library, self.clinic)
        for track_id, loaded in self.tracks.items():
            found += loaded.findings
            if loaded.value is not None:
                found += check_track(self.subject(track_id, today=today), today)
        return tuple(sorted(map(self.located, found), key=_reading_order))

    def located(self, finding: Finding) -> Finding:
        """Return the finding with its place in its file, looked up where it is not known yet."""
        source = self.source(finding.document)
        if finding.spot is not None or source is None:
            return finding
        return replace(finding, spot=spot_of(source, finding.path, key=len(finding.path) < 3))

    def source(self, document: Document) -> Source | None:
        """Return the text behind a module, translation, track, rule pack or the clinic; None where there is none."""
        if document.kind == "clinic":
            return self.clinic_source
        if document.kind == "track":
            loaded = self.tracks.get(document.id)
            return loaded.source if loaded else None
        if document.kind == "translation":
            return self.loaded.translation_sources.get(document.id)
        if document.kind == "rules":
            return self.rules.sources.get(document.id)
        if document.kind == "template":
            return self.look.copies.sources.get(document.id)
        return self.loaded.sources.get(document.id)


def _reading_order(finding: Finding) -> tuple[str, int, int, str]:
    spot = finding.spot
    return (spot.file, spot.line, spot.column, finding.rule) if spot else ("", 0, 0, finding.rule)


def open_workspace(root: Path, shipped: Path | None = None) -> Workspace:
    """Read a workspace: the clinic, the built-in library under its own modules, and its tracks.

    A file that cannot be read adds findings and takes nothing else with it. `shipped` is the folder in whose `modules`
    the built-in library lies; that of the planner unless said.
    """
    clinic_file = root / CLINIC_FILE
    clinic: Loaded[Clinic] = load_clinic(clinic_file, root) if clinic_file.exists() else Loaded(Clinic(), None)
    folders = dict.fromkeys(
        folder.resolve() for folder in ((shipped or starter_folder()) / "modules", root / "modules") if folder.is_dir()
    )
    look = load_look(clinic.value or Clinic(), root)
    return Workspace(
        root=root,
        clinic=(clinic.value or Clinic()).in_house(look.house),
        loaded=load_library(folders, root),
        tracks={path.stem: load_track(path, root) for path in track_paths(root)},
        clinic_source=clinic.source,
        faults=clinic.findings,
        rules=load_packs(root),
        look=look,
    )
