"""A rule pack: the numbers of one level of care, payer, accreditor or state, each with its source and date.

Packs are data and never code. A clinic reads several at once, and adds its own.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from curriculum.model.base import Id, Line, Value
from curriculum.model.finding import Severity
from curriculum.model.module import Kind, Modality


class Sourced(Value):
    """A number that says where it comes from."""

    source: Line
    dated: Line
    severity: Severity | None = None
    """What it weighs at most; a rule that weighs less in this clinic stays as light as it is there."""
    means: Line | None = None
    """What the number means, where that is not what it seems."""

    @property
    def cited(self) -> str:
        """What the number means and where it comes from, to end a message with."""
        return f"{f'{self.means} ' if self.means else ''}Source: {self.source}; {self.dated}."


class Limit(Sourced):
    """A least and a most, and what they count."""

    least: Annotated[int, Field(ge=0)] | None = None
    most: Annotated[int, Field(ge=0)] | None = None
    counts: Literal["session", "clock"] = "session"
    """`session`: minutes of groups alone; `clock`: breaks between them too."""


class SessionsAWeek(Sourced):
    """How many sessions of some kinds a week holds."""

    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)]
    least: Annotated[int, Field(ge=0)] | None = None
    most: Annotated[int, Field(ge=0)] | None = None
    minutes: Annotated[int, Field(ge=0)] = 0
    """Shorter sessions do not count toward the least."""


class PaidDay(Sourced):
    """How many services make a day that is paid, and a day that is paid more."""

    tiers: Annotated[tuple[Annotated[int, Field(ge=1)], ...], Field(min_length=1)]
    """Services a day from which each tier of payment begins, the lowest first."""


class RequiredTopic(Value):
    """Something that clients have to be told about."""

    name: Line
    any: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Topics of modules, any one of which is about it."""


class RequiredTopics(Sourced):
    """What clients have to be told about, and how often."""

    topics: Annotated[tuple[RequiredTopic, ...], Field(min_length=1)]
    within: Annotated[int, Field(ge=1, le=104)] | None = None
    """Weeks in which each comes at least once; left out, those that a client typically remains."""


class FamilySessions(Sourced):
    """How often a session with families is held."""

    days: Annotated[int, Field(ge=1, le=366)] | None = None
    """At least one in so many days."""
    each: Literal["month"] | None = None
    """At least one in each calendar month."""

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.days is None) == (self.each is None):
            raise PydanticCustomError("family_often", "needs either `days` or `each: month`", {})
        return self


class KindCredentials(Sourced):
    """What those who lead a kind of session hold."""

    any_of: Annotated[tuple[Id, ...], Field(alias="any-of", min_length=1)]
    """Credentials and trainings, any one of which is enough."""


class StepDown(Sourced):
    """How long a client who is leaving may have fewer hours and still be at this level of care."""

    weeks: Annotated[int, Field(ge=1, le=12)]


class RulePack(Value):
    """What a level of care, a payer, an accreditor or a state asks of a week."""

    title: Line
    of: Literal["level", "payer", "accreditor", "state", "clinic"] = "clinic"
    """Who asks. Only a level of care is named by the `level` of a track."""
    about: Line | None = None
    """What a reader should know of all its numbers."""
    extends: Id | None = None
    """Another pack, whose every number holds that this one does not give itself."""
    usual: tuple[Id, ...] = ()
    """Of a level of care: packs that hold too, where a track names none under `rules`."""
    weekly_minutes: Annotated[Limit | None, Field(alias="weekly-minutes")] = None
    daily_minutes: Annotated[Limit | None, Field(alias="daily-minutes")] = None
    days_per_week: Annotated[Limit | None, Field(alias="days-per-week")] = None
    sessions_per_week: Annotated[tuple[SessionsAWeek, ...], Field(alias="sessions-per-week")] = ()
    paid_day: Annotated[PaidDay | None, Field(alias="paid-day")] = None
    group_size: Annotated[Limit | None, Field(alias="group-size")] = None
    gap_days: Annotated[Limit | None, Field(alias="gap-days")] = None
    """Days without service between two service days."""
    unbroken_minutes: Annotated[Limit | None, Field(alias="unbroken-minutes")] = None
    modality_minutes: Annotated[dict[Modality, Limit], Field(alias="modality-minutes")] = {}
    """Session minutes a week of each modality."""
    required_topics: Annotated[RequiredTopics | None, Field(alias="required-topics")] = None
    family_sessions: Annotated[FamilySessions | None, Field(alias="family-sessions")] = None
    step_down: Annotated[StepDown | None, Field(alias="step-down")] = None
    credentials_by_kind: Annotated[dict[Kind, KindCredentials], Field(alias="credentials-by-kind")] = {}
    """What a kind of session asks of its leaders; `credentials-by-kind` in clinic.yaml takes its place."""
    counted_kinds: Annotated[tuple[Kind, ...] | None, Field(alias="counted-kinds")] = None
    """The kinds of session whose minutes count toward hours; left out, those of the level of care, or else all."""
    beyond_a_plan: Annotated[tuple[Line, ...], Field(alias="beyond-a-plan")] = ()
    """What it asks for as well and no plan can show. Printed, never checked."""
