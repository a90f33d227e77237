"""Which pages a week or a module needs, and each of them as HTML. Knows no file and no PDF."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from markupsafe import Markup

from curriculum.export.drawing import attempted
from curriculum.export.editions import PLAIN, Editions, edition_styles, folded, on_half_sheets
from curriculum.export.figures import in_editions, safe_figure
from curriculum.export.guide import Guide, in_minutes, series_parts
from curriculum.export.html import Styles, edition_page_styles, page_styles, render, standalone
from curriculum.export.occasion import held_occasion, homework_before, loose_occasion
from curriculum.export.pagekind import PageKind
from curriculum.export.schedule import Schedule, week_schedule
from curriculum.export.sheets import Edition, Sheet, sheets
from curriculum.model.clinic import Clinic, Paper
from curriculum.model.errors import CurriculumError
from curriculum.model.handout import Figure, Handout
from curriculum.model.house import PLAIN_HOUSE, House
from curriculum.model.library import Library
from curriculum.model.module import Kind, Module
from curriculum.model.timing import clock_text
from curriculum.model.track import Day, Track
from curriculum.model.translation import SOURCE, Translation
from curriculum.planning.calendar import Session, sessions

Figures = Callable[[str, str], str | None]
"""From a module id, or that of a translation such as `my-module.es`, and the name of a drawing to its SVG text.

None where there is none.
"""


@dataclass(frozen=True)
class Facing:
    """The documents that make a sheet in two languages on facing pages, as HTML; the page's styles are theirs."""

    cover: str
    """The title page; empty where the document stands in a book that has begun, and begins on its left page."""
    left: str
    right: str
    blank_left: str
    """A single page that stands where the left language is shorter."""
    blank_right: str
    title: str
    left_title: str
    right_title: str
    language: str
    """The two-letter code of the left language, which is that of the whole."""


@dataclass(frozen=True)
class Printable:
    """A page or several to print: one file of each format."""

    kind: PageKind
    stem: str
    """The file name without its ending, below a folder of its own where it has a slash.

    Stems sort in the order in which things are held.
    """
    title: str
    paper: Paper
    html: str
    """The page without styles; `styles` belong to it."""
    module: str | None = None
    week: int | None = None
    day: Day | None = None
    start: int | None = None
    """When the session begins, in minutes since midnight; None where it is about no session."""
    landscape: bool = False
    facing: Facing | None = None
    """What a PDF in two languages is made of; `html` is then for browsers."""
    withheld: str = ""
    """Title, book and page of a text that is not in it, because it may not be copied."""
    editions: tuple[str, ...] = ()
    """The editions that it is printed in, by name."""
    house: House = PLAIN_HOUSE
    """Whose look it has."""
    refused: str | None = None
    """Why it cannot be printed, such as a drawing that is missing; `html` is then empty."""

    @property
    def styles(self) -> Styles:
        """The styles of the page."""
        kind = "facing" if self.facing and self.kind == "handout" else self.kind
        plain = page_styles(kind, self.paper, landscape=self.landscape, house=self.house)
        if not self.editions:
            return plain
        sheets, halved = edition_styles(self.editions, self.kind), on_half_sheets(self.editions)
        return edition_page_styles(
            plain, sheets, self.paper, halved=halved, fold=folded(self.editions), house=self.house
        )

    @property
    def name(self) -> str:
        """What it is, such as `guide, Monday 18:00, Open Process Group`."""
        when = f"{self.day.full_name} {clock_text(self.start)}, " if self.day and self.start is not None else ""
        return f"{self.kind}, {when}{self.title}"

    @property
    def standalone(self) -> str:
        """The page as one HTML file that needs no other."""
        return standalone(self.html, self.styles)


@dataclass(frozen=True)
class _Press:
    """What every page of one print has in common."""

    clinic: Clinic
    figures: Figures
    paper: Paper
    languages: tuple[str, ...]
    editions: Editions

    @property
    def house(self) -> House:
        """Whose look the pages have."""
        return self.clinic.house

    def edition(self, translations: Mapping[str, Translation]) -> Edition:
        """Return the languages of this print, with what there is of a module in them."""
        return Edition(self.languages, translations)


def week_printables(  # noqa: PLR0913 - all but the first four are named
    track_id: str,
    track: Track,
    library: Library,
    clinic: Clinic,
    *,
    week: int,
    figures: Figures,
    paper: Paper | None = None,
    languages: tuple[str, ...] = (SOURCE,),
    editions: Editions = PLAIN,
    among: Callable[[Session], bool] = bool,
    counting: tuple[Kind, ...] = tuple(Kind),
) -> tuple[Printable, ...]:
    """Return the week's schedule, a guide for each session held, and each handout once, in the order held.

    Only the sessions that `among` holds true of are printed; every session is true. The schedule adds up the minutes of
    the kinds of session that are counted by the track's level of care.

    Handouts come in one language, or in two on facing pages; where a module is not translated they are in English
    and say so. A slot that is empty or holds an unknown module has no guide; the schedule shows it. A
    handout whose drawing is missing or may not be printed is `refused`. Raises CurriculumError for a week outside the
    cycle.
    """
    if not 1 <= week <= track.cycle:
        raise CurriculumError(f"{track.title} has no week {week}.", f"Its cycle has weeks 1 to {track.cycle}.")
    press = _Press(clinic, figures, paper or clinic.print.paper, languages, editions)
    before = sessions(track, clinic, range(1, week + 1))
    held = tuple(session for session in before if session.cell.week == week and session.module and among(session))
    drawn = week_schedule(track, library, clinic, week=week, paper=press.paper, counting=counting)
    schedule = _schedule(drawn, press, f"0-{track_id}-week-{week}-schedule")
    return (schedule, *_session_pages(track, library, press, held, before))


def session_printables(  # noqa: PLR0913 - all but the first three are named
    track: Track,
    library: Library,
    clinic: Clinic,
    *,
    held: Sequence[Session],
    before: tuple[Session, ...],
    figures: Figures,
    paper: Paper | None = None,
    languages: tuple[str, ...] = (SOURCE,),
    editions: Editions = PLAIN,
) -> tuple[Printable, ...]:
    """Return a guide for each session and each handout once, whatever week or run of the cycle they are held in.

    `before` are the sessions of the track up to these, in the order held, of which homework is carried. Raises
    CurriculumError as `week_printables` does.
    """
    press = _Press(clinic, figures, paper or clinic.print.paper, languages, editions)
    return tuple(_session_pages(track, library, press, held, before))


def _session_pages(
    track: Track, library: Library, press: _Press, held: Sequence[Session], before: tuple[Session, ...]
) -> Iterator[Printable]:
    given: set[str] = set()
    for session in held:
        module = library.get(session.module)
        if module is None or session.module is None:
            continue
        occasion = held_occasion(session, track, press.clinic, homework_before(session, before, library))
        edition = press.edition(library.translations.get(session.module, {}))
        guide = Guide(session.module, module.printable, occasion, series_parts(module, library), edition)
        if press.editions.minutes is not None and press.editions.minutes < guide.minutes:
            guide = in_minutes(guide, press.editions.minutes)
        stem = _stem(track, session)
        yield _guide(guide, press, stem)
        if session.module not in given:
            yield from _handouts(guide, press, stem)
            given.add(session.module)


def module_printables(  # noqa: PLR0913 - all but the first three are named
    module_id: str,
    module: Module,
    clinic: Clinic,
    *,
    figures: Figures,
    paper: Paper | None = None,
    minutes: int | None = None,
    census: int = 10,
    languages: tuple[str, ...] = (SOURCE,),
    translations: Mapping[str, Translation] = MappingProxyType({}),
    editions: Editions = PLAIN,
) -> tuple[Printable, ...]:
    """Return the guide and the handouts of one module on its own; its clock begins at 00:00."""
    press = _Press(clinic, figures, paper or clinic.print.paper, languages, editions)
    occasion = loose_occasion(module, clinic, census=census, minutes=minutes)
    guide = Guide(module_id, module.printable, occasion, 0, press.edition(translations))
    if editions.minutes is not None:
        guide = in_minutes(guide, editions.minutes)
    return (_guide(guide, press, module_id), *_handouts(guide, press, module_id))


def handout_printables(  # noqa: PLR0913 - all but the first three are named
    module_id: str,
    module: Module,
    clinic: Clinic,
    *,
    figures: Figures,
    paper: Paper | None = None,
    languages: tuple[str, ...] = (SOURCE,),
    translations: Mapping[str, Translation] = MappingProxyType({}),
    editions: Editions = PLAIN,
) -> tuple[Printable, ...]:
    """Return the handouts of one module, as `module_printables` does, without its guide."""
    press = _Press(clinic, figures, paper or clinic.print.paper, languages, editions)
    occasion = loose_occasion(module, clinic, census=1, minutes=None)
    guide = Guide(module_id, module.printable, occasion, 0, press.edition(translations))
    return tuple(_handouts(guide, press, module_id))


def _stem(track: Track, session: Session) -> str:
    """Return a file name that sorts in the order held, such as `1-mon-2-catching-quick-thoughts`."""
    day = session.day
    after = sum(each.number <= day.number for each in track.days)
    place = f"{after}b" if session.makes_up else f"{after}"
    return f"{place}-{day.value}-{session.timed.number}-{session.module}"


def _schedule(schedule: Schedule, press: _Press, stem: str) -> Printable:
    title = f"{schedule.track}: week {schedule.week}"
    html, refused = attempted("schedule", press.house, title=title, schedule=schedule)
    return Printable(
        kind="schedule",
        stem=f"{stem}{press.editions.ending('schedule')}",
        title=title,
        week=schedule.week,
        paper=press.paper,
        html=html,
        refused=refused,
        landscape=schedule.landscape,
        editions=press.editions.of("schedule"),
        house=press.house,
    )


def _guide(guide: Guide, press: _Press, stem: str) -> Printable:
    values = {"title": guide.module.title, "guide": guide, "module": guide.module, "occasion": guide.occasion}
    html, refused = attempted("guide", press.house, **values)
    return Printable(
        kind="guide",
        stem=f"{stem}-guide{press.editions.ending('guide')}",
        title=guide.module.title,
        module=guide.module_id,
        week=guide.occasion.week,
        day=guide.occasion.day,
        start=guide.occasion.start,
        paper=press.paper,
        html=html,
        refused=refused,
        editions=press.editions.of("guide"),
        house=press.house,
    )


def _handouts(guide: Guide, press: _Press, stem: str) -> Iterator[Printable]:
    """Yield a printable for each handout, in its language or in two."""
    printed, editions = guide.edition.printed, press.editions.of("handout")
    in_languages = [
        tuple(
            replace(sheet, editions=editions)
            for sheet in sheets(guide.module_id, guide.module, guide.edition, language, press.clinic)
        )
        for language in printed
    ]
    for number, sides in enumerate(zip(*in_languages, strict=False), 1):
        ending = f"-{number}" if len(in_languages[0]) > 1 else ""
        language = "" if printed == (SOURCE,) else f"-{'-'.join(printed)}"
        first, last = sides[0], sides[-1]
        html, facing, refused = _sides(first, last, press)
        yield Printable(
            kind="handout",
            stem=f"{stem}-handout{ending}{language}{press.editions.ending('handout')}",
            title=first.handout.title,
            module=guide.module_id,
            week=guide.occasion.week,
            day=guide.occasion.day,
            start=guide.occasion.start,
            paper=press.paper,
            html=html,
            facing=facing,
            refused=refused,
            editions=editions,
            house=press.house,
            withheld=next((each.withheld for each in sides if each.withheld), ""),
        )


def _sides(first: Sheet, last: Sheet, press: _Press) -> tuple[str, Facing | None, str | None]:
    """Return a handout as HTML and on facing pages, and why a drawing or template keeps it from being printed."""
    try:
        if first is last:
            return _alone(first, press), None, None
        return _both(first, last, press), _facing(first, last, press), None
    except CurriculumError as error:
        return "", None, str(error)


def _alone(sheet: Sheet, press: _Press) -> str:
    drawings = _drawings(sheet, press.figures)
    return render("handout", press.house, title=sheet.handout.title, sheet=sheet, drawings=drawings)


def _both(left: Sheet, right: Sheet, press: _Press) -> str:
    """Return a sheet in two languages as one page for browsers."""
    drawings = {sheet.language: _drawings(sheet, press.figures) for sheet in (left, right)}
    return render("facing", press.house, title=_title(left, right), left=left, right=right, drawings=drawings)


def _facing(left: Sheet, right: Sheet, press: _Press) -> Facing:
    return Facing(
        cover=render("cover", press.house, title=_title(left, right), left=left, right=right),
        left=_alone(left, press),
        right=_alone(right, press),
        blank_left=render("blank", press.house, title=left.handout.title, sheet=left),
        blank_right=render("blank", press.house, title=right.handout.title, sheet=right),
        title=_title(left, right),
        left_title=left.handout.title,
        right_title=right.handout.title,
        language=left.language,
    )


def _title(left: Sheet, right: Sheet) -> str:
    return f"{left.handout.title} / {right.handout.title}"


def _drawings(sheet: Sheet, figures: Figures) -> dict[Figure, Markup]:
    """Return the drawings of a handout, safe to set into its page."""
    drawn = {figure: _drawing(figure, sheet.drawn_beside, figures) for figure in _figures_of(sheet.handout)}
    return {figure: in_editions(drawing, sheet.editions) for figure, drawing in drawn.items()}


def _figures_of(handout: Handout) -> Iterable[Figure]:
    return (figure for block in handout.blocks if (figure := getattr(block, "figure", None)) is not None)


def _drawing(figure: Figure, text: str, figures: Figures) -> Markup:
    svg = figures(text, figure.file)
    if svg is None:
        raise CurriculumError(
            f'Module {text}: the drawing "{figure.file}" is not there.',
            "Put the SVG file beside the module, or take the figure out.",
        )
    return safe_figure(svg, figure, text)
