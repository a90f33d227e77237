"""What a facilitator guide says: a module on one occasion, with every minute and quantity worked out."""

from dataclasses import dataclass, field, replace
from functools import cached_property

from curriculum.export.occasion import Occasion
from curriculum.export.own_copy import Withheld
from curriculum.export.sheets import Edition
from curriculum.export.words import listed, sentence_case, spoken
from curriculum.model.library import Library
from curriculum.model.module import Material, Module, Status, Step, Variant
from curriculum.model.share import Share
from curriculum.model.timing import fitted
from curriculum.model.words import counted
from curriculum.planning.shortening import shortened

ADAPTATION_NAMES = {
    "trauma": "Trauma",
    "literacy": "Reading and writing",
    "telehealth": "Online",
    "larger_group": "Larger group",
    "smaller_group": "Smaller group",
    "adolescent": "Adolescents",
    "sensory": "Senses",
}
"""What each adaptation is for, in the order printed."""


@dataclass(frozen=True)
class TimedStep:
    """A step of the agenda with its clock. Times are minutes since midnight."""

    step: Step
    number: int
    start: int
    minutes: int
    share: float
    """Its part of the session, in percent."""
    before: float
    """The part of the session that lies before it, in percent."""
    variants: tuple[Variant, ...]
    """Other ways through it, for people who have had the module."""

    @property
    def end(self) -> int:
        """When it ends."""
        return self.start + self.minutes


@dataclass(frozen=True)
class ShortStep:
    """A step at its least minutes: from when, if the session starts on time, and if it ends on time."""

    step: Step
    planned: int
    minutes: int
    from_start: int
    to_end: int


@dataclass(frozen=True)
class Supply:
    """Something to have ready before the group, and what becomes of it afterwards."""

    quantity: int
    item: str
    reckoned: str
    """How the quantity comes about, such as "1 for every 3 clients"."""
    afterwards: str
    sharp: bool = False
    foreign: str = ""
    """What stands on it in the other language of the print, so that a facilitator finds the sheet."""


@dataclass(frozen=True)
class Cut:
    """How a session was shortened."""

    before: int
    """Its minutes otherwise."""
    left_out: tuple[Step, ...]
    """The steps that are gone."""


@dataclass(frozen=True)
class Guide:
    """A module on one occasion."""

    module_id: str
    module: Module
    occasion: Occasion
    series_parts: int
    """How many parts of the series the library holds; 0 for a module on its own."""
    edition: Edition = field(default_factory=Edition)
    """The languages of its handouts."""
    cut: Cut | None = None
    """How it was shortened for this print; None where it has the minutes of its slot."""

    @property
    def minutes(self) -> int:
        """The session's minutes: the slot's, kept within what the module can take."""
        length = self.module.minutes
        return min(max(self.occasion.minutes, length.least), length.most)

    @property
    def misfit(self) -> str | None:
        """What to know where the module is too long or too short for its slot; None where it fits."""
        over = self.minutes - self.occasion.minutes
        if over > 0:
            return f"The steps need {self.minutes} minutes at least: {over} more than the slot has."
        if over < 0:
            return f"The steps last {self.minutes} minutes at most: {-over} of the slot are left over."
        return None

    @cached_property
    def steps(self) -> tuple[TimedStep, ...]:
        """The agenda fitted to the slot."""
        total = self.minutes
        timed = []
        passed = 0
        for number, (step, minutes) in enumerate(zip(self.module.agenda, self._fitted(total), strict=True), 1):
            others = tuple(variant for variant in self.module.variants if variant.replaces == step.name)
            timed.append(
                TimedStep(
                    step=step,
                    number=number,
                    start=self.occasion.start + passed,
                    minutes=minutes,
                    share=100 * minutes / total,
                    before=100 * passed / total,
                    variants=others,
                )
            )
            passed += minutes
        return tuple(timed)

    def _fitted(self, minutes: int) -> tuple[int, ...]:
        return fitted([step.minutes for step in self.module.agenda], minutes)

    @property
    def ends(self) -> int:
        """When the last step ends, in minutes since midnight."""
        return self.steps[-1].end

    @property
    def least(self) -> int:
        """The shortest that the session can be."""
        return self.module.minutes.least

    @cached_property
    def short(self) -> tuple[ShortStep, ...]:
        """The agenda at its shortest; nothing where the slot leaves no minute to save."""
        if self.least >= self.minutes:
            return ()
        late = self.ends - self.least
        passed = 0
        steps = []
        for timed, minutes in zip(self.steps, self._fitted(self.least), strict=True):
            steps.append(ShortStep(timed.step, timed.minutes, minutes, self.occasion.start + passed, late + passed))
            passed += minutes
        return tuple(steps)

    @property
    def supplies(self) -> tuple[Supply, ...]:
        """Materials for the group that is planned, then the handouts to copy."""
        materials = tuple(_supply(material, self.occasion.census) for material in self.module.materials)
        spares = f"{counted(self.occasion.census, 'client')}, {counted(self.occasion.spares, 'spare')}"
        language = f", {self.edition.told}" if self.edition.told else ""
        handouts = tuple(
            Supply(
                handout.copies(self.occasion.census, self.occasion.spares),
                f'Handout "{handout.title}"{language}',
                spares if handout.per == "client" else _reckoned(handout.per, 1),
                "Goes home" if handout.per == "client" else "Stays here",
                foreign=self.edition.title_of(number) or "",
            )
            for number, handout in enumerate(self.module.handouts)
        )
        return materials + handouts + self._own_copies

    @property
    def _own_copies(self) -> tuple[Supply, ...]:
        """Return the pages that may not be copied, which everybody brings."""
        withheld = {each.title: each.cited for each in self.withheld}
        return tuple(
            Supply(
                handout.copies(self.occasion.census, 0),
                f'Own copies of {withheld[handout.title]}, for "{handout.title}": may not be copied here',
                _reckoned(handout.per, 1),
                "Theirs",
            )
            for handout in self.module.handouts
            if handout.title in withheld
        )

    @property
    def withheld(self) -> tuple[Withheld, ...]:
        """The handouts whose text is not printed."""
        return self.edition.withheld(self.module_id, self.module)

    @property
    def room_needs(self) -> str:
        """What the room must have, in words; empty where any room does."""
        return listed(map(spoken, self.module.room))

    @property
    def may_lead(self) -> str:
        """Who may lead it, in words; empty where anyone may."""
        return listed(map(spoken, self.module.lead), "or")

    @property
    def series(self) -> str:
        """The series and the part, in words; empty for a module of no series."""
        if self.module.series is None:
            return ""
        of = f" of {self.series_parts}" if self.series_parts > 1 else ""
        return f"{sentence_case(spoken(self.module.series))}, part {self.module.part}{of}"

    @property
    def adaptations(self) -> tuple[tuple[str, str], ...]:
        """Each adaptation that the module gives: for what, and the text."""
        given = ((name, getattr(self.module.adaptations, field)) for field, name in ADAPTATION_NAMES.items())
        return tuple((name, text) for name, text in given if text)

    @property
    def reviewed(self) -> bool:
        """Tell whether a clinician has signed for the module."""
        return self.module.status is Status.REVIEWED


def in_minutes(guide: Guide, minutes: int) -> Guide:
    """Return a guide for a session of so many minutes: steps shrink, and where that is not enough, some go.

    Raises CurriculumError, with the least that would do, as `shortened` does.
    """
    short = shortened(guide.module, minutes)
    cut = Cut(guide.minutes, short.left_out)
    return replace(guide, module=short.module, occasion=replace(guide.occasion, minutes=minutes), cut=cut)


def series_parts(module: Module, library: Library) -> int:
    """Return how many parts the library holds of the series of a module; 0 where it has none."""
    if module.series is None:
        return 0
    return max(other.part or 0 for other in (module, *library.modules.values()) if other.series == module.series)


def _supply(material: Material, census: int) -> Supply:
    return Supply(
        quantity=material.quantity(census),
        item=material.item,
        reckoned=_reckoned(material.per, material.amount),
        afterwards="Comes back" if material.reusable else "Used up",
        sharp=material.hazard == "sharp",
    )


def _reckoned(per: Share, amount: int) -> str:
    match per:
        case "client":
            return f"{amount} for each client"
        case "group":
            return "for the group"
        case clients:
            return f"{amount} for every {clients} clients"
