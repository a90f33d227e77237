"""From a wish for a binder to what it is made from: whose share, which pages, what lies on its emergency shelf."""

from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from itertools import islice

from curriculum.export.binder import Binder, Share, Stock
from curriculum.export.documents import Printable, module_printables, week_printables
from curriculum.export.languages import language_name
from curriculum.model.clinic import Paper
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Document
from curriculum.model.translation import SOURCE
from curriculum.planning.rules import ModuleSubject, check_module, weighed
from curriculum.planning.shelf import MOST, shelf
from curriculum.workspace.exporting import Languages, untranslated
from curriculum.workspace.loading import Workspace


def binder_for(  # noqa: PLR0913 - all but the first three are named
    workspace: Workspace,
    track_id: str,
    share: Share,
    *,
    today: date,
    paper: Paper | None = None,
    languages: Languages = (SOURCE,),
) -> Binder:
    """Return the binder of a share of a track.

    Raises CurriculumError for a person whom the clinic does not know, a share in which nothing is held, or a drawing
    that is missing or may not be printed.
    """
    check_person(workspace, share.lead)
    track, library, clinic = workspace.track(track_id), workspace.library, workspace.clinic
    sheet = paper or clinic.print.paper
    weeks = {
        week: week_printables(
            track_id,
            track,
            library,
            clinic,
            week=week,
            figures=workspace.figure,
            paper=sheet,
            languages=languages,
            among=share.holds,
        )
        for week in share.weeks
    }
    if not any(page.kind == "guide" for pages in weeks.values() for page in pages):
        raise CurriculumError(
            f"Nothing of that is held in {track.title}: {_in_words(workspace, share)}.",
            "Ask for another week, day or person; `curriculum show` names what is planned.",
        )
    printed = dict.fromkeys(page.module for pages in weeks.values() for page in pages if page.module)
    gaps = untranslated(workspace, filter(None, printed), languages)
    return Binder(
        Stock(
            track=track,
            library=library,
            clinic=clinic,
            share=share,
            weeks=weeks,
            shelf=_shelf(workspace, track_id, today, sheet, languages),
            paper=sheet,
            gaps=tuple(map(library.title, gaps)),
            language=language_name(languages[-1]),
        )
    )


def _shelf(
    workspace: Workspace, track_id: str, today: date, paper: Paper, languages: Languages
) -> Mapping[str, tuple[Printable, ...]]:
    """Return the pages of the modules on the emergency shelf; one that may not be printed is passed over."""
    track, library, clinic = workspace.track(track_id), workspace.library, workspace.clinic
    fitting = (module_id for module_id in shelf(track, library, clinic) if not _is_blocked(workspace, module_id, today))
    chosen = tuple(islice(fitting, MOST))
    return {
        module_id: module_printables(
            module_id,
            library.modules[module_id],
            clinic,
            figures=workspace.figure,
            paper=paper,
            census=track.census,
            languages=languages,
            translations=library.translations.get(module_id, {}),
        )
        for module_id in chosen
    }


def _is_blocked(workspace: Workspace, module_id: str, today: date) -> bool:
    """Tell whether a module may not be printed. Checks it alone: checking all of a workspace takes 0.3 s."""
    library, clinic = workspace.library, workspace.clinic
    subject = ModuleSubject(module_id, library.modules[module_id], library, clinic, today)
    read = (each for each in workspace.loaded.findings if each.document == Document("module", module_id))
    return any(each.blocks for each in (*check_module(subject), *weighed(tuple(read), clinic)))


def binder_name(track_id: str, share: Share, asked: Sequence[int], languages: Languages = (SOURCE,)) -> str:
    """Return the file name of a binder, such as `evening-week-03-binder.pdf`; `asked` are weeks, none for all."""
    weeks = ("week" if len(asked) == 1 else "weeks", *(f"{week:02d}" for week in asked)) if asked else ()
    about = filter(None, (share.day and share.day.value, share.lead))
    parts = (track_id, *weeks, *about, *(languages if languages != (SOURCE,) else ()), "binder")
    return f"{'-'.join(parts)}.pdf"


def check_person(workspace: Workspace, lead: str | None) -> None:
    """Raise CurriculumError for a person, by id, whom the clinic does not know; None is nobody in particular."""
    people = workspace.clinic.people
    if lead is None or lead in people:
        return
    close = get_close_matches(lead, people, n=1)
    hint = f'Did you mean "{close[0]}"?' if close else f"People of the clinic: {', '.join(people) or 'none yet'}."
    raise CurriculumError(f'The clinic has no person "{lead}".', hint)


def _in_words(workspace: Workspace, share: Share) -> str:
    weeks: Sequence[str] = [str(week) for week in share.weeks]
    day = f", {share.day.full_name}" if share.day else ""
    person = f", led by {workspace.clinic.people[share.lead].name}" if share.lead else ""
    return f"week {', '.join(weeks)}{day}{person}"
