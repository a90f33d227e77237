"""Module files on the disk: `modules/<modality>/<id>.yaml`, with figures beside them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from curriculum.files.reading import YAML_ENDINGS, bad_name, fault_finding, parsed, read_source, spot_of
from curriculum.files.yamltext import Source
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Document, Finding, Severity
from curriculum.model.handout import FigureBlock
from curriculum.model.library import Library
from curriculum.model.module import Module


@dataclass(frozen=True)
class LoadedLibrary:
    """The modules that could be read, where each came from, and what is wrong with the others."""

    library: Library
    sources: dict[str, Source] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def module_paths(folder: Path) -> list[Path]:
    """Return every module file below a folder, by name. A file with two dots is a translation, not a module."""
    return sorted(path for path in folder.rglob("*.y*ml") if path.suffix in YAML_ENDINGS and "." not in path.stem)


def load_library(folders: Iterable[Path], root: Path) -> LoadedLibrary:
    """Read every module below `folders`; one of a later folder replaces one of the same id before it.

    A file that cannot be read adds findings and takes nothing else with it.
    """
    modules: dict[str, Module] = {}
    sources: dict[str, Source] = {}
    findings: list[Finding] = []
    for folder in folders:
        seen: dict[str, Source] = {}
        for path in module_paths(folder):
            misnamed = bad_name(path, root, Document("module", path.stem))
            if misnamed:
                findings += misnamed
                continue
            module, source, found = load_module(path, root)
            findings += found
            if source is None:
                continue
            twin = seen.get(path.stem)
            if twin is not None:
                findings.append(_repeated_id(path.stem, source, twin))
                continue
            seen[path.stem] = sources[path.stem] = source
            if module is not None:
                modules[path.stem] = module
            else:
                modules.pop(path.stem, None)
    return LoadedLibrary(Library(dict(sorted(modules.items()))), sources, tuple(findings))


def load_module(path: Path, root: Path) -> tuple[Module | None, Source | None, tuple[Finding, ...]]:
    """Return the module of one file, its text, and what is wrong with it, figures included."""
    document = Document("module", path.stem)
    try:
        source, fault = read_source(path, root)
    except CurriculumError as error:
        return None, None, (_unreadable(document, error),)
    if fault is not None:
        return None, source, (fault_finding(fault, source, document),)
    module, findings = parsed(source, Module, document)
    if module is None:
        return None, source, findings
    return module, source, tuple(_missing_figures(module, source, document))


def figure_path(source: Source, file: str) -> Path | None:
    """Return the file of a figure, or None where it is absent, no SVG, or lies outside the module's folder."""
    folder = source.path.parent.resolve()
    path = (folder / file).resolve()
    inside = path.is_relative_to(folder) and path.suffix == ".svg"
    return path if inside and path.is_file() else None


def _missing_figures(module: Module, source: Source, document: Document) -> Iterable[Finding]:
    for number, handout in enumerate(module.handouts):
        for position, block in enumerate(handout.blocks):
            if isinstance(block, FigureBlock) and figure_path(source, block.figure.file) is None:
                path = ("handouts", number, "blocks", position, "figure", "file")
                yield Finding(
                    rule="missing-file",
                    severity=Severity.BLOCK,
                    document=document,
                    path=path,
                    place=f"{document}, handout {number + 1}, block {position + 1}",
                    message=f'"{block.figure.file}" is not an SVG file beside the module.',
                    fix=f"Put the drawing into {source.path.parent.name}/ under that name, or correct the name.",
                    spot=spot_of(source, path),
                )


def _repeated_id(module_id: str, source: Source, twin: Source) -> Finding:
    return Finding(
        rule="repeated-id",
        severity=Severity.BLOCK,
        document=Document("module", module_id),
        path=(),
        place=f"module {module_id}",
        message=f"{twin.name} has the same id, and was taken instead of this file.",
        fix="Rename one of the two files.",
        spot=source.spot(0),
    )


def _unreadable(document: Document, error: CurriculumError) -> Finding:
    return Finding(
        rule="bad-yaml",
        severity=Severity.BLOCK,
        document=document,
        path=(),
        place=str(document),
        message=error.message,
        fix=error.fix,
    )
