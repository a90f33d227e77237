"""What a workspace holds of its own look: the logo beside clinic.yaml, and copied templates and styles.

Reads files within bounds and says which of them nobody uses; knows no template by what is in it.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from curriculum.files.reading import shown_path
from curriculum.files.yamltext import Fault, Source, decode
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Document, Finding, Severity, Spot
from curriculum.model.house import COPIES_FOLDER, Logo

MOST_COPY_BYTES = 200_000
"""The largest template that comes with the planner has 12,000."""
MOST_LOGO_BYTES = 500_000
_PASSED_OVER = (".", "~")
"""What editors leave begins or ends with these."""


@dataclass(frozen=True)
class LoadedCopies:
    """The copied templates and styles of a workspace, by file name, and what is wrong with the folder."""

    sources: Mapping[str, Source] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """File name and text of each, in order."""
        return tuple((name, source.text) for name, source in sorted(self.sources.items()))


def load_copies(root: Path, known: Collection[str]) -> LoadedCopies:
    """Return the copies in a workspace's `templates/`; `known` are the names that the planner uses.

    A file of another name, one that is too large and one that is no text add findings.
    """
    folder = root / COPIES_FOLDER
    if not folder.is_dir():
        return LoadedCopies()
    sources: dict[str, Source] = {}
    findings: list[Finding] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith(_PASSED_OVER) or path.name.endswith(_PASSED_OVER):
            continue
        if path.name not in known:
            findings.append(_unused(path, root, known))
            continue
        try:
            sources[path.name] = _read(path, root)
        except CurriculumError as error:
            findings.append(_finding("bad-template", path, root, error.message, error.fix))
    return LoadedCopies(sources, tuple(findings))


def _unused(path: Path, root: Path, known: Collection[str]) -> Finding:
    close = get_close_matches(path.name, known, n=1)
    mend = f'Did you mean "{close[0]}"? Rename it, or' if close else "Rename it after one of them, or"
    return _finding(
        "unused-template",
        path,
        root,
        f'Nothing uses "{path.name}": no template or style of that name comes with the planner.',
        f"{mend} put it elsewhere. `curriculum templates list` names them all.",
    )


def _read(path: Path, root: Path) -> Source:
    """Return a copy. Raises CurriculumError for what is no plain file in the workspace, too large, or no text."""
    name = shown_path(path, root)
    if not path.resolve().is_relative_to(root.resolve()) or not path.is_file():
        raise CurriculumError("It is not a file in this folder.", "Put the file itself there, and no link.")
    return Source(path, _text(_bytes(path, MOST_COPY_BYTES)), name)


def _text(raw: bytes) -> str:
    try:
        return decode(raw).removeprefix("\ufeff").replace("\r\n", "\n")
    except Fault as fault:
        raise CurriculumError(fault.message, fault.fix) from None


def _bytes(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(most + 1)
    except OSError as error:
        raise CurriculumError(f"It cannot be read: {error.strerror}.", "Check who may read it.") from None
    if len(raw) > most:
        raise CurriculumError(f"It is larger than {most // 1000} kB.", "Save it smaller.")
    return raw


def logo_bytes(logo: Logo, root: Path) -> bytes:
    """Return what a logo's file holds. Raises CurriculumError where it is not there, too large, or a link elsewhere."""
    path = root / logo.file
    if not path.is_file() or not path.resolve().is_relative_to(root.resolve()):
        others = sorted(each.name for each in _pictures(root))
        close = get_close_matches(logo.file, others, n=1) or others[:1]
        hint = f'Did you mean "{close[0]}"?' if close else "Put the file there, or take `logo:` out."
        raise CurriculumError(f'There is no file "{logo.file}" beside clinic.yaml.', hint)
    try:
        return _bytes(path, MOST_LOGO_BYTES)
    except CurriculumError as error:
        raise CurriculumError(f'The logo "{logo.file}": {error.message}', error.fix) from None


def _pictures(root: Path) -> Iterator[Path]:
    return (path for ending in ("svg", "png") for path in root.glob(f"*.{ending}"))


def _finding(rule: str, path: Path, root: Path, message: str, fix: str) -> Finding:
    return Finding(
        rule=rule,
        severity=Severity.BLOCK,
        document=Document("template", path.name),
        path=(),
        place=shown_path(path, root),
        message=message,
        fix=fix,
        spot=Spot(shown_path(path, root), 1, 1),
    )
