"""A make-up: what a closed day would have held, on another day of its week."""

from datetime import date
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from curriculum.model.base import Id, Value
from curriculum.model.timing import Clock


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


People = Annotated[tuple[Id, ...], BeforeValidator(_several)]
"""People by id: one name, or a list whose first leads and whose others co-lead."""


class Makeup(Value):
    """A one-off meeting that holds what the plan places on a closed day, breaks included."""

    instead_of: Annotated[date, Field(alias="for")]
    """The closed day."""
    on: date
    """The day on which it is held: another day of the same week, since hours count by the week."""
    from_: Annotated[Clock, Field(alias="from")]
    slots: tuple[Id, ...] = ()
    """Which slots of the closed day it holds; left out, all of them."""
    staff: dict[Id, People] = {}
    """Who leads a slot here, where it is not who leads it otherwise."""
    rooms: dict[Id, Id] = {}
    """Where a slot is held here, where it is not where it is held otherwise."""

    @model_validator(mode="after")
    def _same_week(self) -> Self:
        if self.on == self.instead_of:
            raise PydanticCustomError("makeup_day", "is held on the closed day itself", {})
        if self.on.isocalendar()[:2] != self.instead_of.isocalendar()[:2]:
            raise PydanticCustomError(
                "makeup_week", "is held in another week, Monday to Sunday, than the day that it makes up for", {}
            )
        return self
