"""A module: the content of one group session, as a clinician writes it."""

from datetime import date
from enum import StrEnum
from functools import cached_property, reduce
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from curriculum.model.base import Id, Line, Prose, Title, Value
from curriculum.model.handout import Handout
from curriculum.model.share import Share, portions
from curriculum.model.timing import Minutes, fitted
from curriculum.model.waiver import Waiver


class Modality(StrEnum):
    """The school of treatment that a module draws on."""

    CBT = "cbt"
    DBT = "dbt"
    MI = "mi"
    MINDFULNESS = "mindfulness"
    ART = "art"
    OTHER = "other"

    @property
    def letters(self) -> str:
        """Two or three letters that say it without colour, on screen and in print."""
        return {"mindfulness": "MF", "other": "OTH"}.get(self.value, self.value.upper())


class Kind(StrEnum):
    """The kind of service that a session is; payers count some kinds and not others."""

    GROUP = "group"
    SKILLS = "skills"
    PSYCHOEDUCATION = "psychoeducation"
    FAMILY = "family"
    INDIVIDUAL = "individual"
    PEER = "peer"


class Status(StrEnum):
    """How far a module has come. `ready` is finished by its author and awaits a clinical review."""

    DRAFT = "draft"
    READY = "ready"
    REVIEWED = "reviewed"
    RETIRED = "retired"


class Intensity(StrEnum):
    """How much a session stirs up."""

    GENTLE = "gentle"
    MODERATE = "moderate"
    STRONG = "strong"

    @property
    def rank(self) -> int:
        """0 for gentle, 1 for moderate, 2 for strong."""
        return list(Intensity).index(self)


class StepType(StrEnum):
    """What happens in a step of the agenda."""

    OPEN = "open"
    REVIEW = "review"
    TEACH = "teach"
    PRACTICE = "practice"
    DISCUSS = "discuss"
    BREAK = "break"
    CLOSE = "close"


class WhenHard(Value):
    """What a facilitator does when a step does not go as written."""

    silent: Prose | None = None
    """When nobody speaks."""
    one_voice: Annotated[Prose | None, Field(alias="one-voice")] = None
    """When one person fills the room."""
    upset: Prose | None = None
    """When somebody is upset."""


class Step(Value):
    """A timed part of the agenda."""

    name: Title
    type: StepType
    minutes: Minutes
    must: bool = False
    """A step that is never dropped when time runs short."""
    say: Prose | None = None
    """Words to say aloud."""
    ask: tuple[Prose, ...] = ()
    """Open questions to put to the group."""
    do: Prose | None = None
    """What the facilitator does without saying it; numbered lists are welcome."""
    note: Prose | None = None
    """What is good to know, for the facilitator alone."""
    when: WhenHard | None = None


class Variant(Value):
    """Another way through one step, for people who have had the module before."""

    name: Title
    replaces: Title
    """The name of the step that it stands in for, within the same minutes."""
    say: Prose | None = None
    ask: tuple[Prose, ...] = ()
    do: Prose
    note: Prose | None = None


class Material(Value):
    """Something to have in the room."""

    item: Line
    per: Share
    amount: Annotated[int, Field(ge=1, le=1000)] = 1
    """How many each portion holds."""
    reusable: bool = False
    """True where it comes back into the cupboard."""
    hazard: Literal["sharp"] | None = None
    """`sharp` is counted out and counted in."""

    def quantity(self, census: int) -> int:
        """Return how many to have for `census` clients in the room."""
        return self.amount * portions(self.per, census)


class GroupSize(Value):
    """How many clients a session works for."""

    least: Annotated[int, Field(ge=1, le=100)] = 1
    most: Annotated[int, Field(ge=1, le=100)] = 12

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.least > self.most:
            raise PydanticCustomError(
                "group_order",
                "has least {least} above most {most}",
                {"least": self.least, "most": self.most},
            )
        return self


class Adaptations(Value):
    """How to change the session for the people who are there."""

    trauma: Prose | None = None
    literacy: Prose | None = None
    telehealth: Prose | None = None
    larger_group: Annotated[Prose | None, Field(alias="larger-group")] = None
    smaller_group: Annotated[Prose | None, Field(alias="smaller-group")] = None
    adolescent: Prose | None = None
    sensory: Prose | None = None
    """For people who hear, see or take in noise and touch differently."""


class Review(Value):
    """Who reviewed a module clinically, and when the next review is due."""

    by: Line | None = None
    on: date | None = None
    due: date


class Module(Value):
    """One group session's content: aims, timed agenda, what to say, handouts, homework."""

    title: Title
    summary: Line
    modality: Modality
    kind: Kind
    series: Id | None = None
    """The run of modules that it belongs to."""
    part: Annotated[int, Field(ge=1, le=99)] | None = None
    """Its place in the series."""
    after: tuple[Id, ...] = ()
    """Prerequisites: modules that a client has had before this one."""
    repeat_after: Annotated[int, Field(alias="repeat-after", ge=0, le=52)] = 4
    """Weeks before the same people can meet it again; 0 where every week is right."""
    topics: tuple[Id, ...] = ()
    """What the rules on coverage and required topics count."""
    intensity: Intensity = Intensity.MODERATE
    """How much it stirs up; a track's wishes can keep strong sessions out of some weeks."""
    status: Status = Status.DRAFT
    version: Annotated[int, Field(ge=1)] = 1
    objectives: Annotated[tuple[Line, ...], Field(min_length=1, max_length=4)]
    """What a client can be seen to do at the end, each with an observable verb."""
    goal: Line | None = None
    """The problem of a treatment plan that it serves, where its topics do not say."""
    group: GroupSize = GroupSize()
    lead: tuple[Id, ...] = ()
    """Credentials and trainings, any one of which lets a person lead it; none: anyone may."""
    leaders: Annotated[int, Field(ge=1, le=6)] = 1
    """How many people lead it together."""
    room: tuple[Id, ...] = ()
    """Features that the room must have."""
    materials: tuple[Material, ...] = ()
    agenda: Annotated[tuple[Step, ...], Field(min_length=1)]
    handouts: tuple[Handout, ...] = ()
    homework: Prose | None = None
    alternative: Prose | None = None
    """A one-person version for someone who sits the group out."""
    adaptations: Adaptations = Adaptations()
    cautions: tuple[Prose, ...] = ()
    next_steps: Annotated[Prose | None, Field(alias="next-steps")] = None
    """What to do after the session if something hard came up."""
    variants: tuple[Variant, ...] = ()
    sources: tuple[Line, ...] = ()
    license: Line
    author: Line
    reviewed: Review | None = None
    waivers: tuple[Waiver, ...] = ()
    """Findings on this module that somebody answers for."""

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        if (self.series is None) != (self.part is None):
            raise PydanticCustomError("series_part", "has only one of `series` and `part`; they go together", {})
        if self.status is Status.REVIEWED and not (self.reviewed and self.reviewed.by and self.reviewed.on):
            raise PydanticCustomError(
                "review_unsigned",
                "is marked reviewed, but `reviewed` does not say by whom and on which day",
                {},
            )
        names = [step.name for step in self.agenda]
        for variant in self.variants:
            if variant.replaces not in names:
                raise PydanticCustomError(
                    "variant_step",
                    'has a variant that replaces "{step}", which is no step of the agenda',
                    {"step": variant.replaces},
                )
        return self

    @cached_property
    def printable(self) -> "Module":
        """What of it may be printed: all but the text of handouts that are withheld, so that no page can show it."""
        if not any(handout.withheld for handout in self.handouts):
            return self
        shown = tuple(handout.without_text() if handout.withheld else handout for handout in self.handouts)
        return self.model_copy(update={"handouts": shown})

    @cached_property
    def minutes(self) -> Minutes:
        """The length of the session: the sum of its agenda, never stored."""
        return reduce(Minutes.__add__, (step.minutes for step in self.agenda))

    def rest_in(self, slot: int) -> int:
        """Return the minutes of break that its agenda holds in a slot of so many minutes."""
        if not self._has_break:
            return 0
        minutes = min(max(slot, self.minutes.least), self.minutes.most)
        given = zip(self.agenda, fitted([step.minutes for step in self.agenda], minutes), strict=True)
        return sum(length for step, length in given if step.type is StepType.BREAK)

    @cached_property
    def _has_break(self) -> bool:
        return any(step.type is StepType.BREAK for step in self.agenda)

    def fits(self, slot: int) -> bool:
        """Tell whether the session can be held in a slot of so many minutes."""
        return self.minutes.least <= slot <= self.minutes.most
