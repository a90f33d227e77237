"""The order form: what is chosen of a print so far, and the order that comes of it. Draws nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from curriculum.export.ics import Readers
from curriculum.export.languages import EDITIONS
from curriculum.export.words import short_date_text
from curriculum.model.clinic import Paper
from curriculum.model.track import Track
from curriculum.model.translation import SOURCE
from curriculum.planning.calendar import monday_of, runs_ahead
from curriculum.planning.coverage import entries
from curriculum.search import find_modules
from curriculum.workspace import Workspace
from curriculum.workspace.asking import Ask
from curriculum.workspace.editions import PAGE_EDITIONS, PLAIN_NAME, editions_for
from curriculum.workspace.offers import OFFERS, Offer
from curriculum.workspace.orders import Order

ONE_WEEK = frozenset({"copies"})
"""Prints of one week and no more."""


@dataclass(frozen=True)
class Form:
    """What is filled in so far. What a kind of print does not ask stays, for another kind that does."""

    workspace: Workspace
    ask: Ask
    week: int
    """The week that was looked at."""
    offer_name: str = "packet"
    formats: tuple[str, ...] = ("pdf",)
    language: str = SOURCE
    module: str | None = None
    allow_missing: bool = False
    editions: tuple[str, ...] = ()
    """By name; none for the clinic's own."""
    minutes: int | None = None

    @property
    def offer(self) -> Offer:
        """The kind of print."""
        return OFFERS[self.offer_name]

    @property
    def track(self) -> Track:
        """The track it is about."""
        return self.workspace.track(self.ask.track)

    @property
    def planned(self) -> tuple[int, ...]:
        """The weeks in which something is planned."""
        return tuple(sorted(week for week in self.track.plan if week <= self.track.cycle))

    @property
    def weeks(self) -> tuple[int, ...]:
        """The weeks that are asked for; none for every planned one. One, where more cannot be."""
        if self.offer_name in ONE_WEEK and len(self.ask.weeks) != 1:
            return (self.week,)
        return self.ask.weeks

    def dates(self, week: int) -> str:
        """Return the dates of a week in words, in the run that is asked for."""
        run = self.ask.run if "run" in self.offer.takes else 1
        monday = monday_of(self.track, week, run)
        return f"{short_date_text(monday)} to {short_date_text(monday + timedelta(days=6))}"

    @property
    def chosen_formats(self) -> tuple[str, ...]:
        """The formats that are asked for, of those in which it can be made; the usual one where that is none."""
        chosen = tuple(each for each in self.offer.formats if each in self.formats)
        return chosen or self.offer.formats[:1]

    @property
    def order(self) -> Order:
        """What is ordered: only what the kind of print asks."""
        takes, ask = self.offer.takes, self.ask
        kept = Ask(
            ask.track,
            ask.today,
            self.weeks if "week" in takes else (),
            ask.entry if "entry" in takes else None,
            run=ask.run if "run" in takes else 1,
            first=ask.first if "from" in takes else None,
            day=ask.day if "day" in takes else None,
            lead=ask.lead if "lead" in takes and not self.for_clients else None,
            readers=ask.readers if "for" in takes else Readers.STAFF,
            per_day=ask.per_day and "per" in takes,
            paper=ask.paper,
            languages=EDITIONS[self.language] if "language" in takes else (SOURCE,),
        )
        return Order(
            self.offer_name,
            kept,
            frozenset(self.chosen_formats),
            self.module if "module" in takes else None,
            self.allow_missing,
            tuple(each for each in self.editions if each in (PLAIN_NAME, *editions_for(self.offer.kinds))),
            self.minutes if "guide" in self.offer.kinds else None,
        )

    @property
    def for_clients(self) -> bool:
        """Tell whether it is a calendar that names no leader."""
        return "for" in self.offer.takes and self.ask.readers is Readers.CLIENTS

    @property
    def kept(self) -> dict[str, object]:
        """What the next print of this workspace begins with; not what it is of, which is what is looked at then."""
        return {
            "offer": self.offer_name,
            "formats": list(self.formats),
            "language": self.language,
            "paper": self.ask.paper.value if self.ask.paper else "",
            "readers": self.ask.readers.value,
            "per_day": self.ask.per_day,
            "editions": list(self.editions),
        }

    def recalled(self, kept: Mapping[str, object]) -> "Form":
        """Return the form with what was kept; what is unknown or makes no sense is passed over."""
        form = self
        if kept.get("offer") in OFFERS:
            form = replace(form, offer_name=str(kept["offer"]))
        formats, editions = kept.get("formats"), kept.get("editions")
        if isinstance(formats, list) and formats:
            form = replace(form, formats=tuple(map(str, formats)))
        if isinstance(editions, list):
            known = (PLAIN_NAME, *PAGE_EDITIONS)
            form = replace(form, editions=tuple(each for each in editions if each in known))
        if kept.get("language") in EDITIONS:
            form = replace(form, language=str(kept["language"]))
        ask = form.ask
        if kept.get("paper") in list(Paper):
            ask = replace(ask, paper=Paper(str(kept["paper"])))
        if kept.get("readers") in list(Readers):
            ask = replace(ask, readers=Readers(str(kept["readers"])))
        return replace(form, ask=replace(ask, per_day=kept.get("per_day") is True))


def first_form(workspace: Workspace, track_id: str, today: date, *, week: int, module: str | None) -> Form:
    """Return the form of what is looked at: a week of a track, and a module that is marked."""
    track = workspace.track(track_id)
    ways = entries(track)
    entry = week if week in ways else next(iter(ways), None)
    run = runs_ahead(track, today)[0]
    ask = Ask(track_id, today, (week,), entry, run=run)
    known = module if module and workspace.library.get(module) else None
    return Form(workspace, ask, week, module=known or next(iter(find_modules(workspace.library, "")), None))
