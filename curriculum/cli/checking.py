"""Which findings concern which files: a whole workspace, some paths in it, or a file that lies in none."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from curriculum.cli.context import shown_from_here
from curriculum.files.modules import LoadedLibrary, load_module
from curriculum.files.reading import read_source
from curriculum.files.rulepacks import FOLDER as RULES_FOLDER
from curriculum.files.rulepacks import load_pack
from curriculum.files.tracks import load_clinic, load_track
from curriculum.files.translations import load_translation
from curriculum.files.yamltext import Fault, compose, data_of
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Finding
from curriculum.workspace import Workspace, find_workspace, open_workspace

_TRACK_KEYS = frozenset(("meetings", "cycle", "plan", "level", "starts"))
_ASKS_THE_CLINIC = frozenset(("unknown-person", "unknown-room"))


@dataclass(frozen=True)
class Checked:
    """What a check found, and in how many files it looked."""

    root: Path
    """The folder from which the findings name their files."""
    findings: tuple[Finding, ...]
    files: int


def check_workspace(workspace: Workspace, today: date) -> tuple[Checked, ...]:
    """Return everything that is to be said of a workspace."""
    found = (*workspace.findings(today), *_tried(workspace, today))
    return (Checked(workspace.root, found, len(_files(workspace))),)


def check_paths(paths: Iterable[Path], named: Path | None, today: date) -> tuple[Checked, ...]:
    """Return what is to be said of the files at or below some paths, each in the workspace around it.

    `named` is the workspace to use instead of the one around each path. Raises CurriculumError for a path that
    does not exist, or below which there is nothing to check.
    """
    opened: dict[Path, tuple[Workspace, set[Path]]] = {}
    alone: dict[Path, Workspace] = {}
    for path in dict.fromkeys(paths):
        if not path.exists():
            raise CurriculumError(f"There is no file or folder {path}.", "Check the path.")
        root = named or _around(path)
        workspace, wanted = opened.setdefault(root, (open_workspace(root), set()))
        below = {file for file in _files(workspace) if file.is_relative_to(path.resolve())}
        wanted |= below
        if not below:
            alone |= dict.fromkeys(_yaml_files(path), workspace)
    checked = [
        Checked(root, _of_files(workspace, wanted, today), len(wanted))
        for root, (workspace, wanted) in opened.items()
        if wanted
    ]
    checked += [
        Checked(workspace.root, _of_one(with_file(workspace, file), file.resolve(), today), 1)
        for file, workspace in alone.items()
    ]
    return tuple(checked)


def with_file(workspace: Workspace, path: Path) -> Workspace:
    """Return the workspace with one more file in it: clinic.yaml, track, rule pack, translation, or else a module."""
    kind = _kind_of(path)
    if kind == "clinic":
        clinic = load_clinic(path, workspace.root)
        return replace(
            workspace,
            clinic=clinic.value or workspace.clinic,
            clinic_source=clinic.source,
            faults=clinic.findings,
        )
    if kind == "track":
        return replace(workspace, tracks={**workspace.tracks, path.stem: load_track(path, workspace.root)})
    if kind == "rules":
        return _with_pack(workspace, path)
    return replace(
        workspace, loaded=_with_translation(workspace, path) if kind == "translation" else _with_module(workspace, path)
    )


def _with_pack(workspace: Workspace, path: Path) -> Workspace:
    held, loaded = workspace.rules, load_pack(path, workspace.root)
    packs = {**held.packs, **({path.stem: loaded.value} if loaded.value else {})}
    sources = {**held.sources, **({path.stem: loaded.source} if loaded.source else {})}
    return replace(workspace, rules=replace(held, packs=packs, sources=sources, findings=loaded.findings))


def _with_module(workspace: Workspace, path: Path) -> LoadedLibrary:
    held, loaded = workspace.loaded, load_module(path, workspace.root)
    modules = {name: other for name, other in held.library.modules.items() if name != path.stem}
    modules |= {path.stem: loaded.value} if loaded.value else {}
    return replace(
        held,
        library=replace(held.library, modules=modules),
        sources={**held.sources, **({path.stem: loaded.source} if loaded.source else {})},
        findings=(*held.findings, *loaded.findings),
    )


def _with_translation(workspace: Workspace, path: Path) -> LoadedLibrary:
    held, (module, _, language) = workspace.loaded, path.stem.partition(".")
    loaded = load_translation(path, workspace.root, held.sources.get(module))
    others = {name: other for name, other in held.library.translations.get(module, {}).items() if name != language}
    others |= {language: loaded.value} if loaded.value else {}
    return replace(
        held,
        library=replace(held.library, translations={**held.library.translations, module: others}),
        translation_sources={**held.translation_sources, **({path.stem: loaded.source} if loaded.source else {})},
        findings=(*held.findings, *loaded.findings),
    )


def _around(path: Path) -> Path:
    """Return the workspace around a path, else the one around the current folder, else the path's own folder."""
    for start in (path, Path.cwd()):
        try:
            return find_workspace(start)
        except CurriculumError:
            continue
    return (path if path.is_dir() else path.parent).resolve()


def _files(workspace: Workspace) -> set[Path]:
    """Return every file that the workspace was read from."""
    loaded = workspace.loaded
    sources = [*loaded.sources.values(), *loaded.translation_sources.values(), workspace.clinic_source]
    sources += [track.source for track in workspace.tracks.values()]
    sources += [*workspace.rules.sources.values(), *workspace.look.copies.sources.values()]
    return {source.path.resolve() for source in sources if source is not None}


def _of_files(workspace: Workspace, files: set[Path], today: date) -> tuple[Finding, ...]:
    found = workspace.findings(today)
    if any(source.path.resolve() in files for source in workspace.look.copies.sources.values()):
        found = (*found, *_tried(workspace, today))
    return tuple(finding for finding in found if _file(finding, workspace) in files)


def _tried(workspace: Workspace, today: date) -> tuple[Finding, ...]:
    """Return what is wrong with copied templates and styles, by trying them."""
    if not workspace.look.copies.sources:
        return ()
    # Imported late: it draws pages, which nothing else here does.
    from curriculum.workspace.sampling import template_findings

    return template_findings(workspace, today)


def _of_one(workspace: Workspace, file: Path, today: date) -> tuple[Finding, ...]:
    """Return what is to be said of a file by itself; without a clinic nobody can tell who and where is known."""
    without = frozenset() if workspace.clinic_source else _ASKS_THE_CLINIC
    return tuple(finding for finding in _of_files(workspace, {file}, today) if finding.rule not in without)


def _file(finding: Finding, workspace: Workspace) -> Path | None:
    if finding.spot is not None:
        return (workspace.root / finding.spot.file).resolve()
    source = workspace.source(finding.document)
    return source.path.resolve() if source else None


def _yaml_files(path: Path) -> list[Path]:
    """Return the YAML files at or below a path. Raises CurriculumError where there is none."""
    files = [path] if path.is_file() else sorted(path.rglob("*.yaml"))
    found = [file for file in files if file.suffix in (".yaml", ".yml")]
    if not found:
        raise CurriculumError(
            f"{shown_from_here(path)} holds nothing to check.", "Name a module, a track, a clinic.yaml, or a folder."
        )
    return found


def _kind_of(path: Path) -> str:
    if path.name == "clinic.yaml":
        return "clinic"
    if path.parent.name == "tracks":
        return "track"
    if path.parent.name == RULES_FOLDER:
        return "rules"
    if "." in path.stem:
        return "translation"
    source, fault = read_source(path, path.parent)
    try:
        node = compose(source.text) if fault is None else None
        data = data_of(node) if node is not None else None
    except Fault:
        data = None
    return "track" if isinstance(data, dict) and _TRACK_KEYS & set(data) else "module"
