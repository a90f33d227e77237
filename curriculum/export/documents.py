"""Which pages a week or a module needs, and each of them as HTML. Knows no file and no PDF."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from curriculum.export.figures import safe_figure
from curriculum.export.guide import Guide, series_parts
from curriculum.export.html import Styles, page_styles, render, standalone
from curriculum.export.occasion import held_occasion, homework_before, loose_occasion
from curriculum.export.schedule import week_schedule
from curriculum.model.clinic import Clinic, Paper
from curriculum.model.errors import CurriculumError
from curriculum.model.handout import Figure, Handout
from curriculum.model.library import Library
from curriculum.model.module import Module
from curriculum.model.timing import clock_text
from curriculum.model.track import Day, Track
from curriculum.planning.calendar import Session, sessions

Figures = Callable[[str, str], str | None]
"""From a module id and the name of a drawing to its SVG text, or None where there is none."""


@dataclass(frozen=True)
class Printable:
    """A page or several to print: one file of each format."""

    kind: Literal["guide", "handout", "schedule"]
    stem: str
    """The file name without its ending, below a folder of its own where it has a slash.

    Stems sort in the order in which things are held.
    """
    title: str
    module: str | None
    week: int | None
    day: Day | None
    start: int | None
    """When the session begins, in minutes since midnight; None where it is about no session."""
    paper: Paper
    html: str
    """The page without styles; `styles` belong to it."""
    landscape: bool = False

    @property
    def styles(self) -> Styles:
        """The styles of the page."""
        return page_styles(self.kind, self.paper, landscape=self.landscape)

    @property
    def name(self) -> str:
        """What it is, such as `guide, Monday 18:00, Open Process Group`."""
        when = f"{self.day.full_name} {clock_text(self.start)}, " if self.day and self.start is not None else ""
        return f"{self.kind}, {when}{self.title}"

    @property
    def standalone(self) -> str:
        """The page as one HTML file that needs no other."""
        return standalone(self.html, self.styles.css)


@dataclass(frozen=True)
class _Press:
    """What every page of one print has in common."""

    clinic: Clinic
    figures: Figures
    paper: Paper


def week_printables(  # noqa: PLR0913 - all but the first four are named
    track_id: str,
    track: Track,
    library: Library,
    clinic: Clinic,
    *,
    week: int,
    figures: Figures,
    paper: Paper | None = None,
) -> tuple[Printable, ...]:
    """Return the week's schedule, a guide for each session held, and each handout once, in the order held.

    A slot that is empty or holds an unknown module has no guide; the schedule shows it. Raises
    CurriculumError for a week outside the cycle, a drawing that is missing, or one that may not be printed.
    """
    if not 1 <= week <= track.cycle:
        raise CurriculumError(f"{track.title} has no week {week}.", f"Its cycle has weeks 1 to {track.cycle}.")
    press = _Press(clinic, figures, paper or clinic.print.paper)
    before = sessions(track, clinic, range(1, week + 1))
    held = tuple(session for session in before if session.cell.week == week and session.module)
    printables = [_schedule(track, library, press, stem=f"0-{track_id}-week-{week}-schedule", week=week)]
    given: set[str] = set()
    for session in held:
        module = library.get(session.module)
        if module is None or session.module is None:
            continue
        occasion = held_occasion(session, track, clinic, homework_before(session, before, library))
        guide = Guide(session.module, module, occasion, series_parts(module, library))
        stem = _stem(track, session)
        printables.append(_guide(guide, press, stem))
        if session.module not in given:
            printables += _handouts(guide, press, stem)
            given.add(session.module)
    return tuple(printables)


def module_printables(  # noqa: PLR0913 - all but the first three are named
    module_id: str,
    module: Module,
    clinic: Clinic,
    *,
    figures: Figures,
    paper: Paper | None = None,
    minutes: int | None = None,
    census: int = 10,
) -> tuple[Printable, ...]:
    """Return the guide and the handouts of one module on its own; its clock begins at 00:00.

    Raises CurriculumError for a drawing that is missing or may not be printed.
    """
    press = _Press(clinic, figures, paper or clinic.print.paper)
    occasion = loose_occasion(module, clinic, census=census, minutes=minutes)
    guide = Guide(module_id, module, occasion, 0)
    return (_guide(guide, press, module_id), *_handouts(guide, press, module_id))


def _stem(track: Track, session: Session) -> str:
    """Return a file name that sorts in the order held, such as `1-mon-2-catching-quick-thoughts`."""
    day = session.cell.day
    return f"{track.days.index(day) + 1}-{day.value}-{session.timed.number}-{session.module}"


def _schedule(track: Track, library: Library, press: _Press, *, stem: str, week: int) -> Printable:
    schedule = week_schedule(track, library, press.clinic, week=week, paper=press.paper)
    title = f"{track.title}: week {week}"
    return Printable(
        kind="schedule",
        stem=stem,
        title=title,
        module=None,
        week=week,
        day=None,
        start=None,
        paper=press.paper,
        html=render("schedule", title=title, schedule=schedule),
        landscape=schedule.landscape,
    )


def _guide(guide: Guide, press: _Press, stem: str) -> Printable:
    return Printable(
        kind="guide",
        stem=f"{stem}-guide",
        title=guide.module.title,
        module=guide.module_id,
        week=guide.occasion.week,
        day=guide.occasion.day,
        start=guide.occasion.start,
        paper=press.paper,
        html=render("guide", title=guide.module.title, guide=guide, module=guide.module, occasion=guide.occasion),
    )


def _handouts(guide: Guide, press: _Press, stem: str) -> Iterator[Printable]:
    module = guide.module
    for number, handout in enumerate(module.handouts, 1):
        ending = f"-{number}" if len(module.handouts) > 1 else ""
        yield Printable(
            kind="handout",
            stem=f"{stem}-handout{ending}",
            title=handout.title,
            module=guide.module_id,
            week=guide.occasion.week,
            day=guide.occasion.day,
            start=guide.occasion.start,
            paper=press.paper,
            html=render(
                "handout",
                title=handout.title,
                handout=handout,
                module=module,
                at_home=module.homework if number == len(module.handouts) else None,
                clinic=press.clinic,
                drawings=_drawings(handout, guide.module_id, press.figures),
            ),
        )


def _drawings(handout: Handout, module_id: str, figures: Figures) -> dict[Figure, Markup]:
    """Return the drawings of a handout, safe to set into its page."""
    return {figure: _drawing(figure, module_id, figures) for figure in _figures_of(handout)}


def _figures_of(handout: Handout) -> Iterable[Figure]:
    return (figure for block in handout.blocks if (figure := getattr(block, "figure", None)) is not None)


def _drawing(figure: Figure, module_id: str, figures: Figures) -> Markup:
    svg = figures(module_id, figure.file)
    if svg is None:
        raise CurriculumError(
            f'Module {module_id}: the drawing "{figure.file}" is not there.',
            "Put the SVG file beside the module, or take the figure out.",
        )
    return safe_figure(svg, figure, module_id)
