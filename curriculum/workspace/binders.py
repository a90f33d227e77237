"""From a wish for a binder to what it is made from: whose share, which pages, what lies on its emergency shelf."""

from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from itertools import islice
from typing import Literal

from curriculum.export.binder import Binder, Share, Stock
from curriculum.export.documents import Printable, module_printables, week_printables
from curriculum.export.dressed import DressedBook
from curriculum.export.editions import PLAIN, Editions
from curriculum.export.ics import Readers
from curriculum.export.languages import language_name
from curriculum.export.month import month_page
from curriculum.model.clinic import Paper
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Document
from curriculum.model.translation import SOURCE
from curriculum.planning.calendar import sessions
from curriculum.planning.rules import ModuleSubject, check_module, weighed
from curriculum.planning.shelf import MOST, shelf
from curriculum.workspace.editions import clinic_editions
from curriculum.workspace.exporting import Languages, counting, untranslated
from curriculum.workspace.loading import Workspace


def binder_for(  # noqa: PLR0913 - all but the first three are named
    workspace: Workspace,
    track_id: str,
    share: Share,
    *,
    today: date,
    paper: Paper | None = None,
    languages: Languages = (SOURCE,),
    editions: Editions | None = None,
) -> Binder | DressedBook:
    """Return the binder of a share of a track, in the clinic's own editions unless others are asked for.

    Raises CurriculumError for a person whom the clinic does not know, or a share in which nothing is held.
    """
    check_person(workspace, share.lead)
    track, library, clinic = workspace.track(track_id), workspace.library, workspace.clinic
    sheet = paper or clinic.print.paper
    made_in = clinic_editions(clinic) if editions is None else editions
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
            editions=made_in,
            among=share.holds,
            counting=counting(workspace, track_id),
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
    binder = Binder(
        Stock(
            track=track,
            library=library,
            clinic=clinic,
            share=share,
            weeks=weeks,
            shelf=_shelf(workspace, track_id, today, sheet, languages, made_in),
            paper=sheet,
            months=_months(workspace, track_id, share, sheet, made_in),
            gaps=tuple(map(library.title, gaps)),
            language=language_name(languages[-1]),
        )
    )
    return DressedBook(binder, made_in, sheet) if made_in.names else binder


def _months(
    workspace: Workspace, track_id: str, share: Share, paper: Paper, editions: Editions
) -> tuple[Printable, ...]:
    """Return the pages of the months in which a share is held, for staff."""
    track, library, clinic = workspace.track(track_id), workspace.library, workspace.clinic
    held = (session for session in sessions(track, clinic, share.weeks) if session.module and share.holds(session))
    months = dict.fromkeys(session.date.replace(day=1) for session in held)
    layout: Literal["grid", "list"] = "list" if "large-print" in editions.of("month") else "grid"
    return tuple(
        month_page(track_id, track, library, clinic, month=month, readers=Readers.STAFF, paper=paper, layout=layout)
        for month in months
    )


def _shelf(  # noqa: PLR0913, PLR0917 - the private half of `binder_for`
    workspace: Workspace, track_id: str, today: date, paper: Paper, languages: Languages, editions: Editions
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
            editions=editions,
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


def binder_name(
    track_id: str,
    share: Share,
    asked: Sequence[int],
    languages: Languages = (SOURCE,),
    editions: Editions = PLAIN,
) -> str:
    """Return the file name of a binder, such as `evening-week-03-binder.pdf`; `asked` are weeks, none for all."""
    weeks = ("week" if len(asked) == 1 else "weeks", *(f"{week:02d}" for week in asked)) if asked else ()
    about = filter(None, (share.day and share.day.value, share.lead))
    parts = (track_id, *weeks, *about, *(languages if languages != (SOURCE,) else ()), "binder")
    return f"{'-'.join(parts)}{editions.ending('binder')}.pdf"


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
