"""Translation files on the disk: `<id>.<language>.yaml` beside the module, with drawings of their own if need be."""

from collections.abc import Container, Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from curriculum.files.figures import missing_figures
from curriculum.files.reading import ID, Loaded, load_value, repeated_id, shown_path
from curriculum.files.yamltext import Source
from curriculum.model.finding import Document, Finding, Severity, Spot
from curriculum.model.translation import ISO_639_1, SOURCE, Translation


class Translations:
    """The translations of a library while its folders are read, one after the other."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.by_module: dict[str, dict[str, Translation]] = {}
        self.sources: dict[str, Source] = {}
        self.findings: list[Finding] = []

    def drop(self, modules: Container[str]) -> None:
        """Forget what was read for modules whose text another folder has replaced."""
        for name in [name for name in self.sources if name.partition(".")[0] in modules]:
            self.by_module.pop(name.partition(".")[0], None)
            del self.sources[name]

    def read(self, paths: Iterable[Path], modules: Mapping[str, Source]) -> None:
        """Read the translations of one folder; they take the place of those of folders before it."""
        seen: dict[str, Source] = {}
        for path in paths:
            misnamed = tuple(_bad_name(path, self._root))
            if misnamed:
                self.findings += misnamed
                continue
            module, _, language = path.stem.partition(".")
            loaded = load_translation(path, self._root, modules.get(module))
            self.findings += loaded.findings
            if loaded.source is None:
                continue
            twin = seen.get(path.stem)
            if twin is not None:
                self.findings.append(repeated_id(_document(path), loaded.source, twin))
                continue
            seen[path.stem] = self.sources[path.stem] = loaded.source
            self.by_module.setdefault(module, {}).pop(language, None)
            if loaded.value is not None:
                self.by_module[module][language] = loaded.value

    def orphans(self, modules: Mapping[str, Source]) -> Iterator[Finding]:
        """Yield a finding for each translation of a module that no folder holds."""
        for name, source in self.sources.items():
            module, _, language = name.partition(".")
            if module in modules:
                continue
            close = get_close_matches(module, modules, n=1)
            yield Finding(
                rule="orphan-translation",
                severity=Severity.WARN,
                document=Document("translation", name),
                path=(),
                place=f"translation {name}",
                message=f'The library has no module "{module}", so this translation is never printed.',
                fix=f"Rename it to {close[0]}.{language}.yaml?" if close else "Correct the file's name.",
                spot=source.spot(0),
            )


def load_translation(path: Path, root: Path, module: Source | None) -> Loaded[Translation]:
    """Return the translation of one file, and what is wrong with it.

    A drawing that is not translated may stay beside `module`.
    """
    document = _document(path)
    loaded = load_value(path, root, Translation, document)
    if loaded.value is None or loaded.source is None:
        return loaded
    others = (module,) if module else ()
    missing = tuple(missing_figures(loaded.value.handouts, document, loaded.source, *others))
    return Loaded(loaded.value, loaded.source, missing)


def _document(path: Path) -> Document:
    return Document("translation", path.stem)


def _bad_name(path: Path, root: Path) -> Iterator[Finding]:
    """Yield a finding where a file's name is not that of a module, a language and .yaml."""
    module, _, language = path.stem.partition(".")
    if path.suffix == ".yaml" and ID.fullmatch(module) and language in ISO_639_1 and language != SOURCE:
        return
    if language == SOURCE:
        message, fix = "Modules are written in English.", "Move these texts into the module itself."
    else:
        message = f'"{path.name}" is the name of no translation.'
        fix = f"Name it {module}.es.yaml: the module's id, a two-letter code of a language, and .yaml."
    yield Finding(
        rule="bad-name",
        severity=Severity.BLOCK,
        document=_document(path),
        path=(),
        place=str(_document(path)),
        message=message,
        fix=fix,
        spot=Spot(shown_path(path, root), 1, 1),
    )
