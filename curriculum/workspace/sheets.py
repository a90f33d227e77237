"""Sheets of a track: months, sign-in sheets, checklists, certificates, and what to fetch and to copy for a week.

Knows what stops a print and which pages it has; no layout.
"""

from collections.abc import Callable

from curriculum.export.certificate import certificate_page
from curriculum.export.cupboard import CopyMasters, Cupboard, materials_page
from curriculum.export.documents import Printable, handout_printables
from curriculum.export.fidelity import fidelity_page
from curriculum.export.guide import Guide, series_parts
from curriculum.export.materials import Group
from curriculum.export.month import month_page, months_of_run
from curriculum.export.occasion import held_occasion
from curriculum.export.signin import day_pages, session_pages
from curriculum.model.clinic import Paper
from curriculum.model.errors import CurriculumError
from curriculum.planning.calendar import Session, sessions
from curriculum.workspace.asking import Ask, Job
from curriculum.workspace.exporting import blocking, check_run, ending, weeks_to_print
from curriculum.workspace.loading import Workspace


def month_job(workspace: Workspace, ask: Ask) -> Job:
    """Return every month that a run of the cycle touches, or the month of one day."""
    track, library, clinic = workspace.track(ask.track), workspace.library, workspace.clinic
    check_run(workspace.track(ask.track), ask.run)
    months = (ask.first.replace(day=1),) if ask.first else months_of_run(track, ask.run)

    def pages() -> tuple[Printable, ...]:
        return tuple(
            month_page(
                ask.track,
                track,
                library,
                clinic,
                month=month,
                readers=ask.readers,
                paper=_paper(workspace, ask),
                layout="list" if "large-print" in ask.made_in.of("month") else "grid",
            )
            for month in months
        )

    return _job(workspace, ask, weeks_to_print(workspace, ask.track), pages)


def sign_in_job(workspace: Workspace, ask: Ask) -> Job:
    """Return a sheet for each session held, or for each day."""
    track, clinic, paper = workspace.track(ask.track), workspace.clinic, _paper(workspace, ask)
    held = _held(workspace, ask)
    sheets = day_pages if ask.per_day else session_pages
    return _job(workspace, ask, _weeks(workspace, ask), lambda: sheets(track, clinic, held, paper))


def fidelity_job(workspace: Workspace, ask: Ask) -> Job:
    """Return a checklist for each session held."""
    held = [session for session in _held(workspace, ask) if workspace.library.get(session.module)]
    return _job(
        workspace,
        ask,
        _weeks(workspace, ask),
        lambda: tuple(_fidelity(workspace, ask, session) for session in held),
    )


def materials_job(workspace: Workspace, ask: Ask) -> Job:
    """Return what each week needs."""
    cupboards = _cupboards(workspace, ask)
    stem = f"{ask.track}-materials-week"
    return _job(
        workspace,
        ask,
        _weeks(workspace, ask),
        lambda: tuple(materials_page(cupboard, f"{stem}-{cupboard.week:02d}") for cupboard in cupboards),
    )


def copies_job(workspace: Workspace, ask: Ask) -> Job:
    """Return the handouts of one week behind a list of copies. Raises CurriculumError where it is not one week."""
    if len(ask.weeks) != 1:
        raise CurriculumError("Copies are made for one week.", "Name it: --week N.")
    (cupboard,) = _cupboards(workspace, ask)
    library = workspace.library
    given = {group.session.module: group.module for group in cupboard.groups if group.module.handouts}
    modules = {module_id: module for module_id, module in given.items() if module_id is not None}
    if not modules:
        raise CurriculumError(f"Nothing is handed out in week {cupboard.week}.", "Ask for another week.")

    def masters() -> CopyMasters:
        handouts = {
            module_id: handout_printables(
                module_id,
                module,
                workspace.clinic,
                figures=workspace.figure,
                paper=cupboard.paper,
                languages=ask.languages,
                translations=library.translations.get(module_id, {}),
                editions=ask.made_in,
            )
            for module_id, module in modules.items()
        }
        return CopyMasters(cupboard, handouts)

    weeks = _weeks(workspace, ask)
    blocked = blocking(workspace, ask.track, weeks, ask.today, languages=ask.languages)
    name = f"{ask.track}-copies-week-{cupboard.week:02d}{ending(ask.languages)}"
    return Job(name, blocked, tuple(modules), masters)


def _cupboards(workspace: Workspace, ask: Ask) -> tuple[Cupboard, ...]:
    """Return the groups of each week in which something is held."""
    track, clinic, library = workspace.track(ask.track), workspace.clinic, workspace.library
    weeks: dict[int, list[Group]] = {}
    for session in _held(workspace, ask):
        module = library.get(session.module)
        if module is not None:
            weeks.setdefault(session.cell.week, []).append(Group(session, module))
    paper = _paper(workspace, ask)
    return tuple(Cupboard(track, clinic, week, tuple(groups), paper) for week, groups in weeks.items())


def certificate_job(workspace: Workspace, ask: Ask) -> Job:
    """Return the blank certificate of the clinic."""
    workspace.track(ask.track)
    paper = _paper(workspace, ask)
    return Job("certificate", (), (), lambda: (certificate_page(workspace.clinic, paper),))


def _fidelity(workspace: Workspace, ask: Ask, session: Session) -> Printable:
    assert session.module is not None
    track, library = workspace.track(ask.track), workspace.library
    module = library.modules[session.module]
    occasion = held_occasion(session, track, workspace.clinic, None)
    guide = Guide(session.module, module.printable, occasion, series_parts(module, library))
    clock = f"{session.start // 60:02d}{session.start % 60:02d}"
    stem = f"fidelity/fidelity-{session.date.isoformat()}-{clock}-{session.module}"
    return fidelity_page(guide, stem, _paper(workspace, ask), house=workspace.clinic.house)


def _job(workspace: Workspace, ask: Ask, weeks: tuple[int, ...], pages: Callable[[], tuple[Printable, ...]]) -> Job:
    return Job(ask.track, blocking(workspace, ask.track, weeks, ask.today), (), pages)


def _held(workspace: Workspace, ask: Ask) -> tuple[Session, ...]:
    """Return what is held in the weeks, on the day and by the person asked for.

    Raises CurriculumError where nothing is, or for a run that the track does not reach.
    """
    check_run(workspace.track(ask.track), ask.run)
    found = sessions(workspace.track(ask.track), workspace.clinic, _weeks(workspace, ask), ask.run)
    held = tuple(
        session
        for session in found
        if session.module
        and (ask.day is None or session.day == ask.day)
        and (ask.lead is None or ask.lead in session.leads)
    )
    if not held:
        raise CurriculumError(f"Nothing of that is held in {workspace.track(ask.track).title}.", "Ask for more weeks.")
    return held


def _weeks(workspace: Workspace, ask: Ask) -> tuple[int, ...]:
    return weeks_to_print(workspace, ask.track, ask.weeks)


def _paper(workspace: Workspace, ask: Ask) -> Paper:
    return ask.paper or workspace.clinic.print.paper
