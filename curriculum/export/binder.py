"""What a binder holds and in which order: everything for some weeks, a day, or one facilitator, in one PDF.

Knows which pages there are and how they refer to one another; knows no file and no PDF. Pages that name the numbers
of other pages are drawn once those are known.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from itertools import groupby
from typing import Any, ClassVar, Literal

from curriculum.export.binding import Binding, Bookmark
from curriculum.export.book import Leaf, Numbers
from curriculum.export.documents import Printable
from curriculum.export.extra_pages import own_page, sheet_leaf
from curriculum.export.html import render
from curriculum.export.materials import Copies, Group, materials
from curriculum.export.occasion import names_of, room_name
from curriculum.export.pagekind import PageKind
from curriculum.export.words import date_text, listed, short_date_text, weekday_text
from curriculum.model.clinic import Clinic, Paper
from curriculum.model.library import Library
from curriculum.model.module import Module, Status
from curriculum.model.track import Day, Track
from curriculum.planning.calendar import Session, sessions


@dataclass(frozen=True)
class Share:
    """What of a track a binder is about."""

    weeks: tuple[int, ...]
    day: Day | None = None
    """Only this day of each week."""
    lead: str | None = None
    """Only what this person, by id, leads or co-leads."""

    def holds(self, session: Session) -> bool:
        """Tell whether a session belongs to it."""
        on_the_day = self.day is None or session.day == self.day
        return on_the_day and (self.lead is None or self.lead in session.leads)


@dataclass(frozen=True)
class Stock:
    """What a binder is made from."""

    track: Track
    library: Library
    clinic: Clinic
    share: Share
    weeks: Mapping[int, tuple[Printable, ...]]
    """The pages of each week: its schedule, and the guides and handouts of the share."""
    shelf: Mapping[str, tuple[Printable, ...]]
    """The pages of each module of the emergency shelf, by id."""
    paper: Paper
    months: tuple[Printable, ...] = ()
    """The pages of the months in which the share is held."""
    gaps: tuple[str, ...] = ()
    """The titles of modules whose handouts are in English for want of the language asked for."""
    language: str = ""
    """The English name of that language."""


@dataclass(frozen=True)
class Handed:
    """A handout as a session hands it out."""

    title: str
    name: str
    """The leaf that it is: its first use, where the binder holds it."""
    copies: int
    """To print for one session: for each client and the spares, or as many sets as the group needs."""


@dataclass(frozen=True)
class Sitting:
    """A session with its pages."""

    session: Session
    module: Module
    guide: str
    """The name of the leaf. A standing group's guide stands once; later sessions refer to it."""
    handouts: tuple[Handed, ...]
    room: str | None
    leads: tuple[str, ...]


@dataclass(frozen=True)
class _FirstUses:
    """Where what is used more than once first stands; filled in the order held."""

    handouts: dict[str, tuple[Handed, ...]]
    """By module."""
    guides: dict[tuple[object, ...], str]
    """Of standing groups, by module, hour, minutes, room and leaders."""


@dataclass(frozen=True)
class DayPart:
    """A meeting day of the binder."""

    name: str
    """The leaf of its tab page."""
    date: date
    sittings: tuple[Sitting, ...]

    @property
    def day(self) -> Day:
        """The day of the week."""
        return list(Day)[self.date.weekday()]


@dataclass(frozen=True)
class WeekPart:
    """A week of the binder."""

    week: int
    schedule: str
    """The leaf of its schedule; that of its materials is `materials`."""
    materials: str
    days: tuple[DayPart, ...]
    closed: tuple[tuple[date, str], ...]
    """Meeting days on which the clinic is closed, and why."""

    @property
    def span(self) -> str:
        """The first and last date in words, such as `Jan 4 to Jan 7`."""
        first, last = self.days[0].date, self.days[-1].date
        return short_date_text(first) if first == last else f"{short_date_text(first)} to {short_date_text(last)}"


@dataclass(frozen=True)
class Shelved:
    """A module on the emergency shelf."""

    module: Module
    name: str
    """The leaf where it begins."""
    planned: bool
    """True where it is in the binder anyway, as a session."""


@dataclass(frozen=True)
class Binder:
    """A binder, complete but for page numbers."""

    stock: Stock

    kind: ClassVar[PageKind] = "binder"

    @property
    def binding(self) -> Binding:
        """How it is bound."""
        facing = any(leaf.before for leaf in self.leaves)
        layout: Literal["SinglePage", "TwoPageRight"] = "TwoPageRight" if facing else "SinglePage"
        return Binding(title=self.title, outline=self.outline, margin="numbered", layout=layout)

    @property
    def week(self) -> int | None:
        """The week that it is about, where it is one."""
        weeks = self.stock.share.weeks
        return weeks[0] if len(weeks) == 1 else None

    @property
    def day(self) -> Day | None:
        """The day of the week that it is about, where it is one."""
        return self.stock.share.day

    @property
    def title(self) -> str:
        """Its title, such as `Evening IOP, adults: binder, week 1, Jo Tanaka`."""
        about = filter(None, (self.weeks_text.lower(), self.day_text, self.lead))
        return f"{self.stock.track.title}: binder, {', '.join(about)}"

    @property
    def weeks_text(self) -> str:
        """Its weeks, such as `Week 3`, `Weeks 1 to 8` or `Weeks 1, 3 and 4`."""
        weeks = [part.week for part in self.weeks]
        if len(weeks) == 1:
            return f"Week {weeks[0]}"
        if weeks == list(range(weeks[0], weeks[-1] + 1)) and len(weeks) > 2:
            return f"Weeks {weeks[0]} to {weeks[-1]}"
        return f"Weeks {listed(map(str, weeks))}"

    @property
    def day_text(self) -> str | None:
        """Its day of the week, where it is about one day."""
        return self.stock.share.day.full_name if self.stock.share.day else None

    @property
    def lead(self) -> str | None:
        """The name of the facilitator whose share it is, or None."""
        lead = self.stock.share.lead
        return names_of((lead,), self.stock.clinic)[0] if lead else None

    @property
    def span(self) -> str:
        """Its first and last date in words."""
        first, last = self.sittings[0].session.date, self.sittings[-1].session.date
        return weekday_text(first) if first == last else f"{date_text(first)} to {date_text(last)}"

    @cached_property
    def sittings(self) -> tuple[Sitting, ...]:
        """Every session of the binder, in the order held."""
        return tuple(sitting for week in self.weeks for day in week.days for sitting in day.sittings)

    @cached_property
    def unreviewed(self) -> tuple[str, ...]:
        """The titles of modules for which no clinical review is recorded."""
        modules = {sitting.module.title: sitting.module for sitting in self.sittings}
        return tuple(sorted(title for title, module in modules.items() if module.status is not Status.REVIEWED))

    @cached_property
    def withheld(self) -> tuple[str, ...]:
        """Title, book and page of each handout whose text may not be copied and is not in it."""
        pages = (page for held in (self.stock.weeks, self.stock.shelf) for each in held.values() for page in each)
        return tuple(dict.fromkeys(page.withheld for page in pages if page.withheld))

    @cached_property
    def weeks(self) -> tuple[WeekPart, ...]:
        """Its weeks, in order; one in which nothing of the share is held is left out."""
        first = _FirstUses({}, {})
        parts = (self._week(week, first) for week in self.stock.share.weeks)
        return tuple(part for part in parts if part.days)

    def _week(self, week: int, first: _FirstUses) -> WeekPart:
        stock = self.stock
        every = sessions(stock.track, stock.clinic, [week])
        held = [each for each in every if stock.library.get(each.module) and stock.share.holds(each)]
        by_day = ((day, list(each)) for day, each in groupby(held, lambda session: session.day))
        return WeekPart(
            week=week,
            schedule=_at(week, "schedule"),
            materials=_at(week, "materials"),
            days=tuple(
                DayPart(_at(week, day.value), each[0].date, tuple(self._sitting(one, first) for one in each))
                for day, each in by_day
            ),
            closed=tuple(dict.fromkeys((each.date, each.closed) for each in every if each.closed)),
        )

    def _sitting(self, session: Session, first: _FirstUses) -> Sitting:
        clinic, week, module_id = self.stock.clinic, session.cell.week, session.module
        assert module_id is not None
        pages = self.stock.weeks[week]
        printed = next(p for p in pages if (p.kind, p.day, p.start) == ("guide", session.day, session.start))
        guide = _at(week, printed.stem)
        if session.standing and self.stock.track.planned(session.cell) is None:
            same = (module_id, session.start, session.minutes, session.room, session.leads)
            guide = first.guides.setdefault(same, guide)
        if module_id not in first.handouts:
            handouts = (page for page in pages if page.kind == "handout" and page.module == module_id)
            first.handouts[module_id] = tuple(
                Handed(page.title, _at(week, page.stem), handout.copies(self.stock.track.census, clinic.print.spares))
                for page, handout in zip(handouts, self.stock.library.modules[module_id].handouts, strict=True)
            )
        return Sitting(
            session=session,
            module=self.stock.library.modules[module_id],
            guide=guide,
            handouts=first.handouts[module_id],
            room=room_name(session.room, clinic),
            leads=names_of(session.leads, clinic),
        )

    @cached_property
    def shelved(self) -> tuple[Shelved, ...]:
        """The emergency shelf."""
        guides = {sitting.session.module: sitting.guide for sitting in reversed(self.sittings)}
        return tuple(
            Shelved(self.stock.library.modules[id_], guides.get(id_, f"shelf/{pages[0].stem}"), planned=id_ in guides)
            for id_, pages in self.stock.shelf.items()
        )

    @cached_property
    def months(self) -> tuple[Leaf, ...]:
        """The month calendar."""
        return tuple(Leaf(f"month/{page.stem}", page.title, page) for page in self.stock.months)

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every document, in order."""
        shelf = Leaf("shelf", "Emergency shelf", partial(self._numbered, "binder-shelf", "Emergency shelf"))
        return (
            Leaf("cover", "Cover", self._page("binder-cover", self.title)),
            Leaf("contents", "Contents", partial(self._numbered, "binder-contents", "Contents")),
            *self.months,
            *(leaf for week in self.weeks for leaf in self._week_leaves(week)),
            *([shelf, *self._shelf_leaves()] if self.stock.shelf else ()),
        )

    def _week_leaves(self, week: WeekPart) -> Iterator[Leaf]:
        pages = {_at(week.week, page.stem): page for page in self.stock.weeks[week.week]}
        schedule = next(page for page in pages.values() if page.kind == "schedule")
        yield Leaf(week.schedule, f"Week {week.week}: schedule", schedule)
        title = f"Materials, week {week.week}"
        yield Leaf(week.materials, title, partial(self._materials_page, title, week))
        for day in week.days:
            title = weekday_text(day.date)
            yield Leaf(day.name, title, partial(self._numbered, "binder-tab", title, week=week, day=day), single=True)
            for sitting in day.sittings:
                # What an earlier session has used is there already.
                if sitting.guide in pages:
                    yield Leaf(sitting.guide, f"Guide: {sitting.module.title}", pages.pop(sitting.guide))
                for handed in (handed for handed in sitting.handouts if handed.name in pages):
                    yield sheet_leaf(handed.name, f"Handout: {handed.title}", pages.pop(handed.name))

    def _shelf_leaves(self) -> Iterator[Leaf]:
        planned = {sitting.session.module for sitting in self.sittings}
        for page in (page for id_, pages in self.stock.shelf.items() if id_ not in planned for page in pages):
            yield sheet_leaf(f"shelf/{page.stem}", f"{page.kind.capitalize()}: {page.title}", page)

    def _materials_page(self, title: str, week: WeekPart, numbers: Numbers) -> Printable:
        sittings = [sitting for day in week.days for sitting in day.sittings]
        groups = [Group(sitting.session, sitting.module) for sitting in sittings]
        values = {"week": week, "groups": groups, "needed": materials(groups, self.stock.track.census)}
        copies = tuple(self._copies(sittings, numbers))
        return self._numbered("binder-materials", title, numbers, copies=copies, **values)

    def _copies(self, sittings: Sequence[Sitting], numbers: Numbers) -> Iterator[Copies]:
        """Yield each handout once, with copies for every session that hands it out."""
        used: dict[Handed, list[Group]] = {}
        for sitting in sittings:
            for handed in sitting.handouts:
                used.setdefault(handed, []).append(Group(sitting.session, sitting.module))
        for handed, groups in used.items():
            pages = numbers.pages[handed.name]
            yield Copies(handed.title, handed.name, pages, handed.copies * len(groups), tuple(groups))

    def _numbered(self, template: str, title: str, numbers: Numbers, **values: Any) -> Printable:
        return self._page(template, title, numbers=numbers, **values)

    def _page(self, template: str, title: str, **values: Any) -> Printable:
        house = self.stock.clinic.house
        html = render(template, house, title=title, binder=self, stock=self.stock, **values)
        return own_page(html, title, self.stock.paper, house)

    @property
    def outline(self) -> tuple[Bookmark, ...]:
        """Week, then day, then session, then guide and handouts; every page is where it first stands."""
        shelf = Bookmark(
            "Emergency shelf", "shelf", tuple(Bookmark(each.module.title, each.name) for each in self.shelved)
        )
        return (
            Bookmark("Cover", "cover"),
            Bookmark("Contents", "contents"),
            *(Bookmark(month.title, month.name) for month in self.months),
            *map(_week_bookmark, self.weeks),
            *([shelf] if self.stock.shelf else ()),
        )


def _at(week: int, stem: str) -> str:
    """Return the name of a leaf of a week."""
    return f"week-{week:02d}/{stem}"


def _week_bookmark(week: WeekPart) -> Bookmark:
    front = (Bookmark("Schedule", week.schedule), Bookmark("Materials", week.materials))
    days = tuple(
        Bookmark(weekday_text(day.date), day.name, tuple(map(_sitting_bookmark, day.sittings))) for day in week.days
    )
    return Bookmark(f"Week {week.week}", week.schedule, (*front, *days))


def _sitting_bookmark(sitting: Sitting) -> Bookmark:
    handouts = tuple(Bookmark(f"Handout: {handed.title}", handed.name) for handed in sitting.handouts)
    guide = Bookmark("Guide", sitting.guide)
    return Bookmark(sitting.module.title, sitting.guide, (guide, *handouts), folded=True)
