"""Every kind of print that can be ordered, as one table: what it is for, what it asks, how an order is looked at."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from curriculum.export.binder import Share
from curriculum.export.pagekind import PageKind
from curriculum.export.reckoning import report_pages
from curriculum.export.reports import report_page
from curriculum.model.errors import CurriculumError
from curriculum.planning.calendar import monday_of
from curriculum.workspace.asking import Ask
from curriculum.workspace.binders import binder_for, binder_name
from curriculum.workspace.editions import chosen_editions
from curriculum.workspace.exporting import (
    blocking,
    ending,
    in_run,
    module_blocking,
    module_folder,
    module_pages,
    modules_held,
    pages,
    print_folder,
    untranslated,
    weeks_to_print,
)
from curriculum.workspace.feeds import FeedFormat, FeedWish, feed_files
from curriculum.workspace.kinds import KINDS
from curriculum.workspace.loading import Workspace
from curriculum.workspace.orders import Bound, Docket, Loose, Order
from curriculum.workspace.reporting import DATED_REPORTS, REPORTS, report_of
from curriculum.workspace.sizes import Size, binder_size, held_in, kind_size, module_size, pages_size


@dataclass(frozen=True)
class Offer:
    """A kind of print."""

    name: str
    title: str
    help: str
    """What it is for, in one line."""
    takes: frozenset[str]
    """What it asks beside paper and formats: `week`, `day`, `lead`, `entry`, `run`, `from`, `for`, `per`, `language`,
    `module`."""
    formats: tuple[str, ...]
    """As which files it can be made; the first is the usual one."""
    kinds: frozenset[PageKind]
    """The kinds of page that are printed, which tell the editions it goes with; none for what has no pages."""
    make: Callable[[Workspace, Order], Docket]

    def look(self, workspace: Workspace, order: Order) -> Docket:
        """Return the order looked at. Raises CurriculumError for what cannot be printed at all."""
        ask = order.ask
        if self.kinds:
            chosen = chosen_editions(
                workspace.clinic,
                order.editions,
                self.kinds,
                formats=order.formats,
                languages=ask.languages,
                minutes=order.minutes,
            )
            order = replace(order, ask=replace(ask, editions=chosen))
        return self.make(workspace, order)


def _dated(workspace: Workspace, ask: Ask) -> tuple[Workspace, Path]:
    """Return the workspace on the dates of the run that is asked for, and the folder of the prints of that run."""
    later, folder = in_run(workspace, ask.track, ask.run), print_folder(workspace, ask.track)
    return later, folder if ask.run == 1 else folder / f"run-{ask.run}"


def _pages(kinds: frozenset[PageKind], workspace: Workspace, order: Order) -> Docket:
    """Return guides, handouts and schedules, or some of them, looked at."""
    later, folder = _dated(workspace, order.ask)
    ask = replace(order.ask, run=1)
    weeks = weeks_to_print(later, ask.track, ask.weeks)
    held = modules_held(later, ask.track, weeks)
    below = f"week-{weeks[0]:02d}{ending(ask.languages)}" if len(weeks) == 1 else ""

    def draw() -> Loose:
        drawn = pages(later, ask.track, weeks, ask.paper, languages=ask.languages, editions=ask.editions)
        return Loose(tuple(page for page in drawn if page.kind in kinds), folder)

    return Docket(
        order,
        folder / below,
        blocking(later, ask.track, weeks, ask.today, languages=ask.languages),
        untranslated(later, held, ask.languages) if "handout" in kinds else (),
        len(held),
        pages_size(later, ask, kinds),
        draw,
        workspace,
    )


def _module(workspace: Workspace, order: Order) -> Docket:
    """Return one module looked at."""
    ask, module_id = order.ask, order.module
    if module_id is None or workspace.library.get(module_id) is None:
        raise CurriculumError("No module is chosen.", "Choose one.")
    folder = module_folder(workspace, module_id, ask.languages)
    return Docket(
        order,
        folder,
        module_blocking(workspace, module_id, ask.today, languages=ask.languages),
        untranslated(workspace, (module_id,), ask.languages),
        1,
        module_size(workspace, ask, module_id),
        lambda: Loose(
            module_pages(workspace, module_id, ask.paper, languages=ask.languages, editions=ask.editions), folder
        ),
        workspace,
    )


def _binder(workspace: Workspace, order: Order) -> Docket:
    """Return a binder looked at."""
    later, folder = _dated(workspace, order.ask)
    ask = replace(order.ask, run=1)
    share = Share(weeks_to_print(later, ask.track, ask.weeks), ask.day, ask.lead)
    held = held_in(later, ask)
    if not held:
        raise CurriculumError(
            f"Nothing of that is held in {later.track(ask.track).title}.", "Ask for another week, day or person."
        )
    modules = tuple(dict.fromkeys(session.module for session in held if session.module))
    file = folder / binder_name(ask.track, share, ask.weeks, ask.languages, ask.made_in)
    draw = partial(
        binder_for,
        later,
        ask.track,
        share,
        today=ask.today,
        paper=ask.paper,
        languages=ask.languages,
        editions=ask.editions,
    )
    return Docket(
        order,
        file,
        blocking(later, ask.track, share.weeks, ask.today, languages=ask.languages),
        untranslated(later, modules, ask.languages),
        len(modules),
        binder_size(later, ask),
        lambda: Bound(draw(), file),
        workspace,
    )


def _kind(kind: str, workspace: Workspace, order: Order) -> Docket:
    """Return another kind of page looked at."""
    job = KINDS[kind].job(workspace, order.ask)
    folder = print_folder(workspace, order.ask.track)

    def draw() -> Loose | Bound:
        made = job.make()
        return Loose(made, folder) if isinstance(made, tuple) else Bound(made, folder / f"{job.name}.pdf")

    return Docket(
        order,
        folder / f"{job.name}.pdf" if kind in _BOOKS else folder,
        job.blocked_by,
        untranslated(workspace, job.modules, order.ask.languages),
        len(job.modules),
        kind_size(workspace, order.ask, kind, job.modules),
        draw,
        workspace,
    )


def _feeds(workspace: Workspace, order: Order) -> Docket:
    """Return calendars or tables looked at."""
    ask = order.ask
    weeks = weeks_to_print(workspace, ask.track, ask.weeks)
    first = monday_of(workspace.track(ask.track), 1, ask.run) if ask.run > 1 else None
    wish = FeedWish(frozenset(map(FeedFormat, order.formats)), weeks, first, ask.lead, ask.readers)
    # A few milliseconds: what they hold, and whether they hold anything, is known once they are made.
    ready, folder = feed_files(workspace, ask.track, wish), print_folder(workspace, ask.track)
    return Docket(
        order,
        folder / ready[0].file if len(ready) == 1 else folder,
        blocking(workspace, ask.track, weeks, ask.today),
        (),
        0,
        Size(len(ready), 0),
        lambda: Loose((), folder, ready),
        workspace,
    )


def _report(kind: str, workspace: Workspace, order: Order) -> Docket:
    """Return a report looked at. Nothing blocks it: what is wrong with a plan stands in it."""
    ask, track = order.ask, workspace.track(order.ask.track)
    first = monday_of(track, 1, ask.run) if ask.run > 1 else None
    report = report_of(workspace, kind, ask.track, first=first)
    clinic, folder = workspace.clinic, print_folder(workspace, ask.track)
    paper = ask.paper or clinic.print.paper
    return Docket(
        order,
        folder / f"{kind}.pdf",
        (),
        (),
        0,
        Size(1, report_pages(report)),
        lambda: Loose((report_page(report, kind, paper, house=clinic.house),), folder),
        workspace,
    )


_ALL: frozenset[PageKind] = frozenset({"guide", "handout", "schedule"})
_GUIDE: frozenset[PageKind] = frozenset({"guide"})
_HANDOUT: frozenset[PageKind] = frozenset({"handout"})
_SCHEDULE: frozenset[PageKind] = frozenset({"schedule"})
_EDITABLE = ("pdf", "html", "docx")
_READABLE = ("pdf", "html")
_BOOKS = frozenset({"catch-up", "workbook", "copies"})
_WEEK = frozenset({"week", "run"})
_IN_LANGUAGES = _WEEK | {"language"}
_WORDS = {
    "catch-up": ("Catch-up packet", "for who joins late: what to read"),
    "workbook": ("Client workbook", "every handout once, as it is met"),
    "month": ("Month calendar", "for staff, or for clients to keep"),
    "sign-in": ("Sign-in sheets", "blank; name no program and no topic"),
    "fidelity": ("Fidelity checklists", "a supervisor's, for each session"),
    "certificate": ("Certificate", "of completion, to fill in by hand"),
    "materials": ("Materials", "what to buy, bring and count"),
    "copies": ("Copy masters", "a week's handouts to copy from"),
}
"""Title and help of other kinds of page where they are chosen from a list; others have those of the command."""


_REPORTS = {
    "audit": "each session with leader and text's mark",
    "hours": "minutes by week, rule and payer",
    "crosswalk": "which session covers which topic",
    "credentials": "who may lead what",
    "coverage": "what clients meet, by week of joining",
}


def _offered_reports() -> Iterable[Offer]:
    for name in REPORTS:
        takes = frozenset({"run"}) if name in DATED_REPORTS else frozenset[str]()
        yield Offer(
            f"report-{name}",
            f"Report: {name}",
            _REPORTS.get(name, ""),
            takes,
            ("pdf",),
            frozenset(),
            partial(_report, name),
        )


def _offered_kinds() -> Iterable[Offer]:
    for kind in KINDS.values():
        formats = _READABLE if "format" in kind.takes else ("pdf",)
        title, words = _WORDS.get(kind.name, (kind.name.capitalize(), kind.help))
        takes, kinds = kind.takes - {"format"}, frozenset({kind.name})
        yield Offer(kind.name, title, words, takes, formats, kinds, partial(_kind, kind.name))


OFFERS: dict[str, Offer] = {
    offer.name: offer
    for offer in (
        Offer(
            "packet",
            "Guides, handouts and schedule",
            "a week in single files",
            _IN_LANGUAGES,
            _EDITABLE,
            _ALL,
            partial(_pages, _ALL),
        ),
        Offer("guides", "Guides", "what facilitators read from", _WEEK, _EDITABLE, _GUIDE, partial(_pages, _GUIDE)),
        Offer(
            "handouts", "Handouts", "what clients get", _IN_LANGUAGES, _EDITABLE, _HANDOUT, partial(_pages, _HANDOUT)
        ),
        Offer(
            "schedule", "Week on a page", "for the wall", _WEEK, ("pdf", "html"), _SCHEDULE, partial(_pages, _SCHEDULE)
        ),
        Offer(
            "binder",
            "Binder",
            "one PDF, with contents and tabs",
            _IN_LANGUAGES | {"day", "lead"},
            ("pdf",),
            frozenset({"binder"}),
            _binder,
        ),
        *_offered_kinds(),
        *_offered_reports(),
        Offer(
            "module",
            "One module",
            "its guide and handouts by themselves",
            frozenset({"module", "language"}),
            _EDITABLE,
            _GUIDE | _HANDOUT,
            _module,
        ),
        Offer(
            "calendar",
            "Calendar file",
            "for phones and mail programs",
            frozenset({"week", "run", "lead", "for"}),
            ("ics",),
            frozenset(),
            _feeds,
        ),
        Offer(
            "tables",
            "Tables",
            "schedule, hours and materials",
            _WEEK,
            ("csv", "json"),
            frozenset(),
            _feeds,
        ),
    )
}
"""Every kind of print, by name."""
