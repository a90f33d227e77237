"""What stands between a wish to print and the printing: which weeks, what blocks them, which pages, and where.

Both faces ask here, so a print that one refuses is refused by the other for the same reasons.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from curriculum.export.documents import Printable, module_printables, week_printables
from curriculum.export.editions import Editions
from curriculum.model.clinic import Paper
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Document, Finding
from curriculum.model.module import Kind
from curriculum.model.track import Track
from curriculum.model.translation import SOURCE
from curriculum.planning.calendar import last_run, monday_of
from curriculum.planning.packs import counted_kinds
from curriculum.planning.rules import for_weeks
from curriculum.workspace.editions import clinic_editions
from curriculum.workspace.loading import Workspace

Languages = tuple[str, ...]
"""Two-letter codes: one, or two on facing pages."""


def weeks_to_print(workspace: Workspace, track_id: str, asked: Iterable[int] = ()) -> tuple[int, ...]:
    """Return the weeks that were asked for, or every week that is planned, in order.

    Raises CurriculumError for a week outside the cycle, where nothing is planned, or as `Workspace.track` does.
    """
    track = workspace.track(track_id)
    weeks = sorted(set(asked) or {week for week in track.plan if week <= track.cycle})
    if not weeks:
        raise CurriculumError(f'Nothing is planned yet in "{track_id}".', "Place modules with `curriculum`.")
    beyond = [week for week in weeks if not 1 <= week <= track.cycle]
    if beyond:
        raise CurriculumError(
            f'The track "{track_id}" has no week {beyond[0]}.', f"Its cycle has weeks 1 to {track.cycle}."
        )
    return tuple(weeks)


def check_run(track: Track, run: int) -> None:
    """Raise CurriculumError for a run of the cycle that a track does not reach."""
    last = last_run(track)
    if run < 1 or (last is not None and run > last):
        runs = f"It is held in runs 1 to {last}." if last else "Runs are counted from 1."
        raise CurriculumError(f"There is no run {run} of {track.title}.", runs)


def in_run(workspace: Workspace, track_id: str, run: int) -> Workspace:
    """Return the workspace with a track as it is from a run of its cycle on: the same plan, on the dates of that run.

    Raises CurriculumError for a run that the track does not reach, or as `Workspace.track` does.
    """
    track, loaded = workspace.track(track_id), workspace.tracks[track_id]
    check_run(track, run)
    if run == 1:
        return workspace
    later = track.model_copy(update={"starts": monday_of(track, 1, run)})
    return replace(workspace, tracks={**workspace.tracks, track_id: replace(loaded, value=later)})


def modules_held(workspace: Workspace, track_id: str, weeks: Sequence[int]) -> tuple[str, ...]:
    """Return the ids of the modules that are held in those weeks, each once, in the order held."""
    held = (s.module for s in workspace.subject(track_id).held if s.cell.week in weeks)
    return tuple(dict.fromkeys(module_id for module_id in held if module_id))


def blocking(
    workspace: Workspace, track_id: str, weeks: Sequence[int], today: date, *, languages: Languages = (SOURCE,)
) -> tuple[Finding, ...]:
    """Return the findings that stop a print of those weeks: of the clinic, the track, and of modules held then.

    What is wrong with a translation stops only a print in its language.
    """
    held = modules_held(workspace, track_id, weeks)
    documents = {Document("track", track_id), *_texts(held, languages)}
    return for_weeks(_blocking(workspace, documents, today), weeks)


def module_blocking(
    workspace: Workspace, module_id: str, today: date, *, languages: Languages = (SOURCE,)
) -> tuple[Finding, ...]:
    """Return the findings that stop a print of one module by itself: of the clinic and of the module."""
    return modules_blocking(workspace, (module_id,), today, languages=languages)


def modules_blocking(
    workspace: Workspace, modules: Iterable[str], today: date, *, languages: Languages = (SOURCE,)
) -> tuple[Finding, ...]:
    """Return the findings that stop a print of some modules, whatever track they are in."""
    return tuple(_blocking(workspace, {*_texts(modules, languages)}, today))


def untranslated(workspace: Workspace, modules: Iterable[str], languages: Languages) -> tuple[str, ...]:
    """Return the ids of the modules whose handouts are not there in every language asked for.

    A module without handouts has nothing to translate, and one that the library does not hold nothing to print.
    """
    library = workspace.library
    others = [language for language in languages if language != SOURCE]
    known = ((module_id, library.get(module_id)) for module_id in modules)
    return tuple(
        module_id
        for module_id, module in known
        if module and module.handouts and not all(library.translation(module_id, language) for language in others)
    )


def _texts(modules: Iterable[str], languages: Languages) -> Iterator[Document]:
    """Yield the documents that are printed of some modules in some languages."""
    for module_id in modules:
        yield Document("module", module_id)
        yield from (Document("translation", f"{module_id}.{language}") for language in languages if language != SOURCE)


def _blocking(workspace: Workspace, concerned: set[Document], today: date) -> Iterator[Finding]:
    documents = {Document("clinic"), *concerned}
    return (f for f in workspace.findings(today) if f.blocks and f.document in documents)


def print_folder(workspace: Workspace, track_id: str) -> Path:
    """Return where the prints of a track land: `exports/<track>`, with a folder for each week below."""
    return workspace.root / "exports" / track_id


def pages(  # noqa: PLR0913 - all but the first four are named
    workspace: Workspace,
    track_id: str,
    weeks: Iterable[int],
    paper: Paper | None = None,
    *,
    languages: Languages = (SOURCE,),
    editions: Editions | None = None,
) -> tuple[Printable, ...]:
    """Return every page of some weeks, each week's below a folder of its own, such as `week-01` or `week-01-es`.

    They are in the clinic's own editions unless others are asked for. Raises CurriculumError for a week outside the
    cycle, or a session that cannot be as short as is asked for.
    """
    made_in = clinic_editions(workspace.clinic) if editions is None else editions
    return tuple(
        replace(page, stem=f"week-{week:02d}{ending(languages)}/{page.stem}")
        for week in weeks
        for page in week_printables(
            track_id,
            workspace.track(track_id),
            workspace.library,
            workspace.clinic,
            week=week,
            figures=workspace.figure,
            paper=paper,
            languages=languages,
            editions=made_in,
            counting=counting(workspace, track_id),
        )
    )


def counting(workspace: Workspace, track_id: str) -> tuple[Kind, ...]:
    """Return the kinds of session whose minutes the level of care of a track counts."""
    return counted_kinds(workspace.rules.packs.get(workspace.track(track_id).level))


def ending(languages: Languages) -> str:
    """Return what a file name says of its languages, such as `-es`; nothing for English."""
    return "" if languages == (SOURCE,) else f"-{'-'.join(languages)}"


def module_folder(workspace: Workspace, module_id: str, languages: Languages = (SOURCE,)) -> Path:
    """Return where the prints of one module land, such as `exports/modules/catching-quick-thoughts-es`."""
    return workspace.root / "exports" / "modules" / f"{module_id}{ending(languages)}"


def module_pages(
    workspace: Workspace,
    module_id: str,
    paper: Paper | None = None,
    *,
    languages: Languages = (SOURCE,),
    editions: Editions | None = None,
) -> tuple[Printable, ...]:
    """Return the guide and the handouts of one module by itself, as its author wants to see them.

    Its minutes are those planned, and its clock begins at 00:00. Raises CurriculumError as `pages` does.
    """
    module = workspace.library.modules[module_id]
    return module_printables(
        module_id,
        module,
        workspace.clinic,
        figures=workspace.figure,
        paper=paper,
        languages=languages,
        translations=workspace.library.translations.get(module_id, {}),
        editions=clinic_editions(workspace.clinic) if editions is None else editions,
    )
