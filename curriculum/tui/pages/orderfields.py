"""The fields of the order form: which kind of print asks for which, and what may be answered.

Knows answers and their words; what comes of them, the form knows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from curriculum.export.ics import Readers
from curriculum.export.languages import EDITIONS, language_name
from curriculum.export.month import months_of_run
from curriculum.export.words import listed, month_text, short_date_text
from curriculum.model.clinic import Paper
from curriculum.model.track import Day
from curriculum.planning.calendar import last_run, monday_of, sessions
from curriculum.planning.coverage import entries
from curriculum.search import find_modules
from curriculum.tui.pages.orderform import ONE_WEEK, Form
from curriculum.tui.shelf import Choice
from curriculum.workspace.asking import Ask
from curriculum.workspace.editions import PAGE_EDITIONS, PLAIN_NAME, clinic_editions, editions_for
from curriculum.workspace.offers import OFFERS

EVERY = "every"
"""The answer that leaves nothing out."""
ALONE = frozenset({EVERY, PLAIN_NAME})
"""Answers beside which no other holds."""
_LENGTHS = (90, 75, 60, 45)
"""Minutes of shortened sessions that are offered."""
_RUNS = 12
"""Runs of the cycle offered where the track has no end."""


@dataclass(frozen=True)
class Field:
    """A line of the form."""

    name: str
    label: str
    help: str
    asked: Callable[[Form], bool]
    choices: Callable[[Form], Sequence[Choice]]
    now: Callable[[Form], tuple[str, ...]]
    """The answers that hold now."""
    put: Callable[[Form, tuple[str, ...]], Form]
    many: Callable[[Form], bool] = lambda _: False
    """Tells whether several answers may hold at once."""
    find: Callable[[Form, str], Sequence[Choice]] | None = None
    """The answers to some words, where there are too many to list."""

    def words(self, form: Form) -> str:
        """Return the answers that hold now, as they are read."""
        now = self.now(form)
        if self.name == "weeks" and len(now) > 1:
            return f"Weeks {listed(now)}"
        words = {choice.value: choice.words for choice in self.choices(form)}
        return ", ".join(words.get(value, value).partition("  ")[0] for value in now)

    def stepped(self, form: Form, steps: int) -> Form:
        """Return the form with the next answer, or the one before; the last one is followed by the first."""
        values = [choice.value for choice in self.choices(form)]
        if not values:
            return form
        now = self.now(form)
        at = values.index(now[0]) if len(now) == 1 and now[0] in values else (-1 if steps > 0 else 0)
        return self.put(form, (values[(at + steps) % len(values)],))


def _takes(name: str) -> Callable[[Form], bool]:
    return lambda form: name in form.offer.takes


def _offers(_: Form) -> list[Choice]:
    width = max(len(offer.title) for offer in OFFERS.values())
    return [Choice(offer.name, f"{offer.title:<{width}}  {offer.help}") for offer in OFFERS.values()]


def _weeks(form: Form) -> list[Choice]:
    planned, track = form.planned, form.track
    found = [
        Choice(str(week), f"Week {week}, {form.dates(week)}{'' if week in planned else '  nothing planned yet'}")
        for week in range(1, track.cycle + 1)
    ]
    whole = Choice(EVERY, f"Every planned week, {len(planned)} in all")
    return found if form.offer_name in ONE_WEEK else [*found, whole]


def _put_weeks(form: Form, values: tuple[str, ...]) -> Form:
    weeks = () if EVERY in values else tuple(sorted(int(value) for value in values))
    return replace(form, ask=replace(form.ask, weeks=weeks))


def _days(form: Form) -> list[Choice]:
    return [Choice("", "Every day"), *(Choice(day.value, day.full_name) for day in form.track.days)]


def _leads(form: Form) -> list[Choice]:
    track, clinic = form.track, form.workspace.clinic
    leading = {lead for s in sessions(track, clinic, range(1, track.cycle + 1), form.ask.run) for lead in s.leads}
    people = [Choice(each, person.name) for each, person in clinic.people.items() if each in leading]
    return [Choice("", "Everybody"), *people]


def _entries(form: Form) -> list[Choice]:
    return [Choice(str(week), f"Week {week}") for week in entries(form.track)]


def _runs(form: Form) -> list[Choice]:
    last = last_run(form.track) or max(_RUNS, form.ask.run)
    starts = ((run, monday_of(form.track, 1, run)) for run in range(1, last + 1))
    return [Choice(str(run), f"{run}, from {short_date_text(day)}, {day.year}") for run, day in starts]


def _months(form: Form) -> list[Choice]:
    found = months_of_run(form.track, form.ask.run)
    return [Choice("", f"All {len(found)}"), *(Choice(day.isoformat(), month_text(day)) for day in found)]


def _languages(_: Form) -> list[Choice]:
    return [
        Choice(name, language_name(codes[0]) if len(codes) == 1 else f"{listed(map(language_name, codes))}, facing")
        for name, codes in EDITIONS.items()
    ]


def _modules(form: Form, words: str) -> list[Choice]:
    library = form.workspace.library
    return [Choice(each, library.title(each)) for each in find_modules(library, words)]


_FORMATS = {
    "pdf": "PDF   to print",
    "html": "HTML  to read on a phone",
    "docx": "DOCX  to edit in Word",
    "ics": "ICS   for calendars",
    "csv": "CSV   for spreadsheets",
    "json": "JSON  for programs",
}
_PAPERS = {Paper.LETTER: "Letter", Paper.A4: "A4"}


def _editions(form: Form) -> list[Choice]:
    names = editions_for(form.offer.kinds)
    width = max(map(len, names), default=0)
    found = [Choice(name, f"{name:<{width}}  {PAGE_EDITIONS[name].help.partition(' (')[0]}") for name in names]
    return [Choice(PLAIN_NAME, "ordinary"), *found]


def _editions_now(form: Form) -> tuple[str, ...]:
    return form.order.editions or clinic_editions(form.workspace.clinic).names or (PLAIN_NAME,)


def _asking(change: Callable[[Ask, str], Ask]) -> Callable[[Form, tuple[str, ...]], Form]:
    return lambda form, values: replace(form, ask=change(form.ask, values[0]))


FIELDS: tuple[Field, ...] = (
    Field(
        "offer",
        "Print",
        "What is made. Space lists every kind; b turns to the binder and back.",
        lambda _: True,
        _offers,
        lambda form: (form.offer_name,),
        lambda form, values: replace(form, offer_name=values[0]),
    ),
    Field(
        "module",
        "Module",
        "One module by itself, found by typing.",
        _takes("module"),
        lambda form: _modules(form, ""),
        lambda form: (form.module or "",),
        lambda form, values: replace(form, module=values[0]),
        find=_modules,
    ),
    Field(
        "weeks",
        "Weeks",
        "Of the cycle. Space marks several.",
        _takes("week"),
        _weeks,
        lambda form: tuple(map(str, form.weeks)) or (EVERY,),
        _put_weeks,
        many=lambda form: form.offer_name not in ONE_WEEK,
    ),
    Field(
        "day",
        "Day",
        "Only one day of each week.",
        _takes("day"),
        _days,
        lambda form: (form.ask.day.value if form.ask.day else "",),
        _asking(lambda ask, value: replace(ask, day=Day(value) if value else None)),
    ),
    Field(
        "lead",
        "Leader",
        "Only what one person leads or co-leads.",
        lambda form: "lead" in form.offer.takes and not form.for_clients,
        _leads,
        lambda form: (form.ask.lead or "",),
        _asking(lambda ask, value: replace(ask, lead=value or None)),
    ),
    Field(
        "entry",
        "Joins in",
        "The week of the cycle in which the client joins.",
        _takes("entry"),
        _entries,
        lambda form: (str(form.ask.entry or ""),),
        _asking(lambda ask, value: replace(ask, entry=int(value))),
    ),
    Field(
        "run",
        "Run",
        "Which repetition of the cycle: it sets the dates.",
        _takes("run"),
        _runs,
        lambda form: (str(form.ask.run),),
        _asking(lambda ask, value: replace(ask, run=int(value), first=None)),
    ),
    Field(
        "month",
        "Month",
        "One month, or every month that the run touches.",
        _takes("from"),
        _months,
        lambda form: (form.ask.first.isoformat() if form.ask.first else "",),
        _asking(lambda ask, value: replace(ask, first=date.fromisoformat(value) if value else None)),
    ),
    Field(
        "per",
        "A sheet for",
        "Each session, or each day with all of its sessions.",
        _takes("per"),
        lambda _: [Choice("session", "Each session"), Choice("day", "Each day")],
        lambda form: ("day" if form.ask.per_day else "session",),
        _asking(lambda ask, value: replace(ask, per_day=value == "day")),
    ),
    Field(
        "readers",
        "For",
        "What clients get names no program, leader or room.",
        _takes("for"),
        lambda _: [Choice("staff", "Staff"), Choice("clients", "Clients, without program and leaders")],
        lambda form: (form.ask.readers.value,),
        _asking(lambda ask, value: replace(ask, readers=Readers(value))),
    ),
    Field(
        "formats",
        "As",
        "The kind of file. Space marks several.",
        lambda form: len(form.offer.formats) > 1,
        lambda form: [Choice(each, _FORMATS[each]) for each in form.offer.formats],
        lambda form: form.chosen_formats,
        lambda form, values: replace(form, formats=values),
        many=lambda _: True,
    ),
    Field(
        "editions",
        "Edition",
        "How it is made. Space marks several that combine.",
        lambda form: bool(editions_for(form.offer.kinds)),
        _editions,
        _editions_now,
        lambda form, values: replace(form, editions=values),
        many=lambda _: True,
    ),
    Field(
        "minutes",
        "Sessions",
        "Guides for shorter sessions name what goes.",
        lambda form: "guide" in form.offer.kinds,
        lambda _: [Choice("", "as long as planned"), *(Choice(str(each), f"{each} minutes") for each in _LENGTHS)],
        lambda form: (str(form.minutes or ""),),
        lambda form, values: replace(form, minutes=int(values[0]) if values[0] else None),
    ),
    Field(
        "language",
        "Language",
        "Of what clients get. Two languages stand on facing pages; guides are in English.",
        _takes("language"),
        _languages,
        lambda form: (form.language,),
        lambda form, values: replace(form, language=values[0]),
    ),
    Field(
        "missing",
        "Untranslated",
        "What becomes of handouts that are not there in the language.",
        lambda form: "language" in form.offer.takes and form.language != "en",
        lambda _: [Choice("stop", "Print nothing"), Choice("english", "Print them in English, with a mark")],
        lambda form: ("english" if form.allow_missing else "stop",),
        lambda form, values: replace(form, allow_missing=values == ("english",)),
    ),
    Field(
        "paper",
        "Paper",
        "The sheet to print on.",
        lambda form: any(each in ("pdf", "docx") for each in form.chosen_formats),
        lambda _: [Choice(paper.value, words) for paper, words in _PAPERS.items()],
        lambda form: ((form.ask.paper or form.workspace.clinic.print.paper).value,),
        _asking(lambda ask, value: replace(ask, paper=Paper(value))),
    ),
)
"""Every field, in the order in which it is asked."""


def field_named(name: str) -> Field:
    """Return a field. Raises StopIteration for a name that none has."""
    return next(field for field in FIELDS if field.name == name)


def fields_of(form: Form) -> tuple[Field, ...]:
    """Return the fields that the kind of print asks, in order."""
    return tuple(field for field in FIELDS if field.asked(form))
