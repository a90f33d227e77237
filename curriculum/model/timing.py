"""Minutes and clock times: how long a step may take, and how a session fills its slot.

All durations are whole minutes. A clock time is minutes since midnight.
"""

from collections.abc import Sequence
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from curriculum.model.base import Value

MINUTES_A_DAY = 24 * 60


class Minutes(Value):
    """How long something takes: at least, as planned, and at most."""

    least: Annotated[int, Field(ge=1, le=600)]
    """Fewer minutes than this and the step is not worth starting."""
    planned: Annotated[int, Field(ge=1, le=600)]
    """Minutes when nothing presses."""
    most: Annotated[int, Field(ge=1, le=600)]
    """More minutes than this and the room grows restless."""

    @model_validator(mode="before")
    @classmethod
    def _bare_number_is_fixed(cls, value: Any) -> Any:
        if isinstance(value, int) and not isinstance(value, bool):
            return {"least": value, "planned": value, "most": value}
        return value

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.least <= self.planned <= self.most:
            raise PydanticCustomError(
                "minutes_order",
                "has least {least}, planned {planned}, most {most}; they must not shrink",
                {"least": self.least, "planned": self.planned, "most": self.most},
            )
        return self

    def __add__(self, other: "Minutes") -> "Minutes":
        """Return the minutes of one thing after the other."""
        return Minutes(
            least=self.least + other.least,
            planned=self.planned + other.planned,
            most=self.most + other.most,
        )


def fitted(steps: Sequence[Minutes], slot: int) -> tuple[int, ...]:
    """Return whole minutes for each step, adding up to `slot`.

    Each step keeps its planned minutes as far as it can. What a longer slot adds, or a shorter one takes,
    is shared in proportion to how far each step can still give, largest remainders first, so that no step
    leaves its own bounds and the closing still happens. Raises ValueError when `slot` minutes lie outside
    the sum of the bounds: a session is never squeezed in silence.
    """
    spare = slot - sum(step.planned for step in steps)
    give = [step.most - step.planned if spare > 0 else step.planned - step.least for step in steps]
    total = sum(give)
    if abs(spare) > total:
        least, most = sum(step.least for step in steps), sum(step.most for step in steps)
        raise ValueError(f"{slot} minutes lie outside {least} to {most}")
    shares = [divmod(abs(spare) * room, total) if total else (0, 0) for room in give]
    left = abs(spare) - sum(share for share, _ in shares)
    largest = sorted(range(len(steps)), key=lambda index: -shares[index][1])[:left]
    sign = 1 if spare > 0 else -1
    return tuple(step.planned + sign * (shares[index][0] + (index in largest)) for index, step in enumerate(steps))


def parse_clock(text: str) -> int:
    """Return minutes since midnight for a 24-hour clock time such as `18:00`; ValueError otherwise."""
    hours, separator, minutes = text.strip().partition(":")
    if not (separator and hours.isascii() and hours.isdigit() and minutes.isascii() and minutes.isdigit()):
        raise ValueError(text)
    if len(minutes) != 2 or len(hours) > 2 or int(hours) > 23 or int(minutes) > 59:
        raise ValueError(text)
    return int(hours) * 60 + int(minutes)


def clock_text(minutes: int) -> str:
    """Return a 24-hour clock time such as `18:00` for minutes since midnight."""
    hours, rest = divmod(minutes % MINUTES_A_DAY, 60)
    return f"{hours:02d}:{rest:02d}"


def hours_text(minutes: int) -> str:
    """Return minutes as people say them: `9 h`, `9 h 20 min`, `50 min`."""
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else ""
    parts = [f"{hours} h"] * (hours > 0) + [f"{rest} min"] * (rest > 0 or hours == 0)
    return sign + " ".join(parts)


def _clock(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return parse_clock(value)
        except ValueError:
            pass
    elif isinstance(value, int) and not isinstance(value, bool):
        return value
    raise PydanticCustomError("clock", "is not a 24-hour clock time such as 18:00 or 9:30", {})


Clock = Annotated[int, BeforeValidator(_clock), Field(ge=0, lt=MINUTES_A_DAY)]
"""A time of day, written `18:00`, held as minutes since midnight."""


def _span(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    start, separator, end = value.partition("-")
    try:
        span = {"start": parse_clock(start), "end": parse_clock(end)} if separator else None
    except ValueError:
        span = None
    if span is None or span["end"] <= span["start"]:
        raise PydanticCustomError("span", "is not a stretch of the day such as 09:00-17:00", {})
    return span


class _Span(Value):
    start: int
    end: int

    def covers(self, start: int, end: int) -> bool:
        """Tell whether the whole stretch from `start` to `end` lies inside."""
        return self.start <= start and end <= self.end


Span = Annotated[_Span, BeforeValidator(_span)]
"""A stretch of one day, written `09:00-17:00`."""
