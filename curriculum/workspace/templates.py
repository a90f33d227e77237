"""Templates and styles that a clinic takes over: which there are, copying one, and how a copy differs from ours."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches, unified_diff
from pathlib import Path

from curriculum.export.copyable import COPYABLE, STYLE_ENDING, TEMPLATE_ENDING, Copyable
from curriculum.files.writing import write_new
from curriculum.model.errors import CurriculumError
from curriculum.model.house import COPIES_FOLDER
from curriculum.workspace.loading import Workspace


@dataclass(frozen=True)
class Listed:
    """A template or style, and whether the workspace has a copy of it."""

    copyable: Copyable
    copied: bool
    changed: bool
    """True for a copy that is no longer what comes with the planner."""


def listed(workspace: Workspace) -> Iterator[Listed]:
    """Yield every template and style, in the order in which a person would look for them."""
    texts = workspace.clinic.house.texts
    for name, copyable in COPYABLE.items():
        yield Listed(copyable, name in texts, texts.get(name, copyable.text) != copyable.text)


def named(name: str) -> Copyable:
    """Return the template or style of a name: `guide` is the template, `guide.css` the style.

    Raises CurriculumError for a name that nothing has, with the closest one.
    """
    for full in (name, f"{name}{TEMPLATE_ENDING}"):
        if full in COPYABLE:
            return COPYABLE[full]
    if f"{name}{STYLE_ENDING}" in COPYABLE:
        raise CurriculumError(f'There is no template "{name}".', f'There is a style: "{name}{STYLE_ENDING}".')
    short = {full.removesuffix(TEMPLATE_ENDING): full for full in COPYABLE}
    close = get_close_matches(name, [*short, *COPYABLE], n=1)
    hint = f'Did you mean "{close[0]}"?' if close else "`curriculum templates list` names them all."
    raise CurriculumError(f'There is no template or style "{name}".', hint)


def copy_of(workspace: Workspace, copyable: Copyable) -> Path:
    """Return where the workspace's own copy of a template or style lies, or would lie."""
    return workspace.root / COPIES_FOLDER / copyable.name


def make_copy(workspace: Workspace, copyable: Copyable) -> Path:
    """Copy a template or style into the workspace, and return where it lies now.

    Raises CurriculumError where there is one: nothing is overwritten.
    """
    path = copy_of(workspace, copyable)
    if path.exists() or path.is_symlink():
        raise CurriculumError(
            f"{COPIES_FOLDER}/{copyable.name} is there already.",
            f"`curriculum templates diff {copyable.name}` shows what was changed; delete the file to begin again.",
        )
    write_new(path, copyable.text)
    return path


def difference(workspace: Workspace, copyable: Copyable) -> tuple[str, ...]:
    """Return how the workspace's copy differs from what comes with the planner, as lines of a unified diff.

    Nothing where they are the same. Raises CurriculumError where there is no copy, or it cannot be read.
    """
    own = workspace.clinic.house.texts.get(copyable.name)
    if own is None:
        missing = not copy_of(workspace, copyable).exists()
        raise CurriculumError(
            f"{COPIES_FOLDER}/{copyable.name} {'is not there' if missing else 'cannot be read'}.",
            f"Make it with `curriculum templates copy {copyable.name}`." if missing else "`curriculum check` says why.",
        )
    names = (f"built in/{copyable.name}", f"{COPIES_FOLDER}/{copyable.name}")
    return tuple(unified_diff(copyable.text.splitlines(), own.splitlines(), *names, lineterm=""))
