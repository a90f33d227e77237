"""A phase: the days of the week that a client still comes to, and what is asked of such a week."""

from typing import Annotated

from pydantic import Field

from curriculum.model.base import Line, Value


class PhaseLimits(Value):
    """Numbers of a phase of its own, in place of those of its level of care."""

    weekly_minutes: Annotated[int | None, Field(alias="weekly-minutes", ge=0)] = None
    daily_minutes: Annotated[int | None, Field(alias="daily-minutes", ge=0)] = None
    days_per_week: Annotated[int | None, Field(alias="days-per-week", ge=1, le=7)] = None
    source: Line | None = None
    """Where the numbers come from, such as a payer's letter and its date."""
