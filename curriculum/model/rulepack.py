"""A rule pack: the numbers of one level of care, each with its source and date, as data and never in code."""

from typing import Annotated, Literal

from pydantic import Field

from curriculum.model.base import Line, Value
from curriculum.model.module import Kind


class Limit(Value):
    """A least and a most, what they count, and where they come from."""

    least: Annotated[int, Field(ge=0)] | None = None
    most: Annotated[int, Field(ge=0)] | None = None
    counts: Literal["session", "clock"] = "session"
    """`session`: minutes of groups alone; `clock`: breaks between them too."""
    source: Line
    dated: Line


class RulePack(Value):
    """What a level of care asks of a week."""

    title: Line
    weekly_minutes: Annotated[Limit | None, Field(alias="weekly-minutes")] = None
    daily_minutes: Annotated[Limit | None, Field(alias="daily-minutes")] = None
    days_per_week: Annotated[Limit | None, Field(alias="days-per-week")] = None
    group_size: Annotated[Limit | None, Field(alias="group-size")] = None
    unbroken_minutes: Annotated[Limit | None, Field(alias="unbroken-minutes")] = None
    counted_kinds: Annotated[tuple[Kind, ...], Field(alias="counted-kinds")] = tuple(Kind)
    """The kinds of session whose minutes count toward hours."""
