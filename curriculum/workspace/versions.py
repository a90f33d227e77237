"""From a name to a version of a track: a track of the workspace, a file, or what git holds of one."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from curriculum.files import yamltext
from curriculum.files.reading import Loaded, fault_finding, parsed
from curriculum.files.tracks import load_track
from curriculum.files.yamltext import Fault, Source
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Document
from curriculum.model.track import Track
from curriculum.planning.compare import Comparison, compare
from curriculum.workspace.loading import Workspace
from curriculum.workspace.revisions import bytes_at

_AT_REVISION = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)@(.+)")


@dataclass(frozen=True)
class Version:
    """A track as it stands somewhere, and how to name that to a person."""

    id: str
    name: str
    track: Track


def version(workspace: Workspace, name: str, here: Path) -> Version:
    """Return the track that a name means: `evening`, a file, `evening@REVISION` or `REVISION:tracks/evening.yaml`.

    A file is looked for from the folder `here`. Raises CurriculumError where there is none or it cannot be read.
    """
    if name in workspace.tracks:
        return Version(name, name, workspace.track(name))
    file = here / name
    if file.is_file():
        loaded = load_track(file, workspace.root)
        return Version(file.stem, name, _value(loaded, name))
    at, (before, colon, path) = _AT_REVISION.fullmatch(name), name.partition(":")
    if at:
        return _at_revision(workspace, name, at[2], f"tracks/{at[1]}.yaml")
    if colon and path:
        return _at_revision(workspace, name, before, path)
    if name.endswith((".yaml", ".yml")):
        raise CurriculumError(f"There is no file {name}.", "Check the path.")
    return Version(name, name, workspace.track(name))


def compared(workspace: Workspace, before: Version, after: Version) -> Comparison:
    """Return what differs between two versions, beside what the other tracks of the workspace hold."""
    one, other = (workspace.subject(version.id, version.track) for version in (before, after))
    names = {before.id, after.id}
    return compare(*(replace(s, others={t: h for t, h in s.others.items() if t not in names}) for s in (one, other)))


def _at_revision(workspace: Workspace, name: str, revision: str, path: str) -> Version:
    raw = bytes_at(workspace.root, revision, path)
    document, file = Document("track", Path(path).stem), workspace.root / path
    try:
        source = Source(file, yamltext.decode(raw).removeprefix("\ufeff"), name)
    except Fault as fault:
        source = Source(file, raw.decode("utf-8", "replace"), name)
        return Version(document.id, name, _value(Loaded(None, source, (fault_finding(fault, source, document),)), name))
    track, findings = parsed(source, Track, document)
    return Version(document.id, name, _value(Loaded(track, source, findings), name))


def _value(loaded: Loaded[Track], name: str) -> Track:
    if loaded.value is not None:
        return loaded.value
    first = loaded.findings[0]
    line = f", line {first.spot.line}" if first.spot else ""
    raise CurriculumError(f"{name} cannot be read as a track{line}: {first.message}", first.fix)
