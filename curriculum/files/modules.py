"""Module files on the disk: `modules/<modality>/<id>.yaml`, with figures and translations beside them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from curriculum.files.figures import missing_figures
from curriculum.files.reading import YAML_ENDINGS, Loaded, bad_name, load_value, repeated_id
from curriculum.files.translations import Translations
from curriculum.files.yamltext import Source
from curriculum.model.finding import Document, Finding
from curriculum.model.library import Library
from curriculum.model.module import Module


@dataclass(frozen=True)
class LoadedLibrary:
    """The modules and translations that could be read, where each came from, and what is wrong with the others."""

    library: Library
    sources: dict[str, Source] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    translation_sources: dict[str, Source] = field(default_factory=dict)
    """By module id and language, such as `catching-quick-thoughts.es`."""


def load_library(folders: Iterable[Path], root: Path) -> LoadedLibrary:
    """Read every module below `folders`; one of a later folder replaces one of the same id before it.

    A module that is replaced loses its translations: they may say something else than the text that stands in its
    place. A file that cannot be read adds findings and takes nothing else with it.
    """
    modules: dict[str, Module] = {}
    sources: dict[str, Source] = {}
    findings: list[Finding] = []
    translations = Translations(root)
    for folder in folders:
        seen: dict[str, Source] = {}
        module_files, translation_files = _files_below(folder)
        for path in module_files:
            misnamed = bad_name(path, root, Document("module", path.stem))
            if misnamed:
                findings += misnamed
                continue
            loaded = load_module(path, root)
            findings += loaded.findings
            if loaded.source is None:
                continue
            twin = seen.get(path.stem)
            if twin is not None:
                findings.append(repeated_id(Document("module", path.stem), loaded.source, twin))
                continue
            seen[path.stem] = sources[path.stem] = loaded.source
            if loaded.value is not None:
                modules[path.stem] = loaded.value
            else:
                modules.pop(path.stem, None)
        translations.drop(seen)
        translations.read(translation_files, sources)
    return LoadedLibrary(
        Library(dict(sorted(modules.items())), translations.by_module),
        sources,
        (*findings, *translations.findings, *translations.orphans(sources)),
        translations.sources,
    )


def _files_below(folder: Path) -> tuple[list[Path], list[Path]]:
    """Return the module files and the translations below a folder, by name. A translation has two dots in its name."""
    paths = sorted(path for path in folder.rglob("*.y*ml") if path.suffix in YAML_ENDINGS)
    return [path for path in paths if "." not in path.stem], [path for path in paths if "." in path.stem]


def load_module(path: Path, root: Path) -> Loaded[Module]:
    """Return the module of one file, its text, and what is wrong with it, figures included."""
    document = Document("module", path.stem)
    loaded = load_value(path, root, Module, document)
    if loaded.value is None or loaded.source is None:
        return loaded
    missing = tuple(missing_figures(loaded.value.handouts, document, loaded.source))
    return Loaded(loaded.value, loaded.source, missing)
