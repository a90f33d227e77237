"""A track while it is edited: its text, its history, its draft, and its way back into the file.

The text of the file travels through the history beside the track, so undoing an edit gives back the file byte for
byte, and every comment in it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from curriculum.files.drafts import Draft, drop_draft, keep_draft, kept_draft
from curriculum.files.plantext import with_plan
from curriculum.files.reading import parsed
from curriculum.files.writing import save, write_whole
from curriculum.files.yamltext import Source
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Document
from curriculum.model.track import Track
from curriculum.planning.history import History
from curriculum.workspace.loading import Workspace


@dataclass(frozen=True)
class Version:
    """A track and the text of the file that says the same."""

    track: Track
    text: str


@dataclass(frozen=True)
class OpenTrack:
    """A track that is being edited. Every edit returns another open track; only `save` and drafts touch the disk."""

    id: str
    source: Source
    """The file as it was last read or written."""
    history: History[Version]
    drafts: Path
    """The folder in which drafts are kept."""

    @property
    def track(self) -> Track:
        """The track as it stands now."""
        return self.history.present.track

    @property
    def changed(self) -> bool:
        """Tell whether something is not in the file yet."""
        return self.history.present.text != self.source.text

    def edit(self, name: str, change: Callable[[Track], Track]) -> "OpenTrack":
        """Return the track with a change made, under a name that undo can show; the same where nothing changed.

        Raises EditRefused where the plan does not allow it, and CurriculumError where the file's layout does not.
        """
        after = change(self.track)
        if after == self.track:
            return self
        version = Version(after, with_plan(self.history.present.text, after))
        return replace(self, history=self.history.record(name, version))

    def undo(self) -> "OpenTrack":
        """Return the track as it was before the last change."""
        return replace(self, history=self.history.undo())

    def redo(self) -> "OpenTrack":
        """Return the track with the change that was undone last."""
        return replace(self, history=self.history.redo())

    def keep_draft(self) -> None:
        """Keep what is not in the file yet where a crash cannot reach it; drop the draft where all is saved."""
        if self.changed:
            keep_draft(self.drafts, self.source.path, Draft(self.source.text, self.history.present.text))
        else:
            drop_draft(self.drafts, self.source.path)

    def save(self) -> "OpenTrack":
        """Write the file and return the track as saved.

        Raises ChangedOnDisk where somebody else changed the file; the draft then stays.
        """
        saved = replace(self, source=save(self.source, self.history.present.text))
        drop_draft(self.drafts, self.source.path)
        return saved


@dataclass(frozen=True)
class Restored:
    """What opening a track found of an earlier session's draft."""

    restored: bool = False
    """The draft's changes are in the open track, as one change that can be undone."""
    conflict: bool = False
    """The file changed since the draft was begun; the draft was set aside and not used."""
    aside: Path | None = None
    """Where a draft in conflict was written, as a YAML file of its own."""


def open_track(workspace: Workspace, track_id: str, drafts: Path) -> tuple[OpenTrack, Restored]:
    """Return a track to edit, with the unsaved changes of a session that ended too early.

    Raises CurriculumError where there is no such track, or its file cannot be read.
    """
    track = workspace.track(track_id)
    source = workspace.source(Document("track", track_id))
    if source is None:
        raise CurriculumError(f'The track "{track_id}" has no file.')
    opened = OpenTrack(track_id, source, History(Version(track, source.text)), drafts)
    draft = kept_draft(drafts, source.path)
    if draft is None or draft.after == source.text:
        drop_draft(drafts, source.path)
        return opened, Restored()
    kept, _ = parsed(replace(source, text=draft.after), Track, Document("track", track_id))
    if draft.before != source.text or kept is None:
        return opened, Restored(conflict=True, aside=_set_aside(drafts, source.path, draft))
    version = Version(kept, draft.after)
    return replace(opened, history=opened.history.record("restored draft", version)), Restored(restored=True)


def _set_aside(drafts: Path, file: Path, draft: Draft) -> Path:
    """Write a draft that cannot be used as a file of its own, and return where."""
    number = 1
    while (aside := drafts / f"{file.stem}.draft-{number}.yaml").exists():
        number += 1
    write_whole(aside, draft.after.encode())
    drop_draft(drafts, file)
    return aside
