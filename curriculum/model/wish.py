"""Wishes: what `fill` holds to when it proposes placements, and how much each wish weighs.

Every wish has a value where a track says nothing, so a track names only what it wants otherwise. Knows no module and
no slot; how a wish is kept is the business of `planning.fill`.
"""

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from curriculum.model.base import Id, Value
from curriculum.model.module import Intensity, Kind, Modality

MOST_POINTS = 1000
PARTS_A_WEEK = 3
"""Parts of one series that a week takes at ease: one for each day of a program that meets on three."""

Must = Literal["must"]
Off = Literal["off"]
_Points = Annotated[int, Field(ge=1, le=MOST_POINTS)]


def _is_points(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_POINTS


def _weigh(value: Any) -> Any:
    if value in ("must", "off") or _is_points(value):
        return value
    raise PydanticCustomError(
        "weigh", "is neither must, nor off, nor a weight from 1 to {most}", {"most": str(MOST_POINTS)}
    )


def _soft(value: Any) -> Any:
    if value == "off" or _is_points(value):
        return value
    raise PydanticCustomError("soft_wish", "is neither off nor a weight from 1 to {most}", {"most": str(MOST_POINTS)})


def _firm(value: Any) -> Any:
    if value in ("must", "off"):
        return value
    raise PydanticCustomError("firm_wish", "is neither must nor off", {})


Weigh = Annotated[Must | Off | _Points, BeforeValidator(_weigh)]
"""`must`, `off`, or the points that each breach costs."""
Soft = Annotated[Off | _Points, BeforeValidator(_soft)]
"""`off`, or the points that each breach costs."""
Firm = Annotated[Must | Off, BeforeValidator(_firm)]
"""`must` or `off`."""


def points(weigh: str | int) -> int:
    """Return what one breach costs; 0 for a wish that is off, and for a must, which is never breached."""
    return weigh if isinstance(weigh, int) else 0


class ModalityMinutes(Value):
    """How many minutes of a modality each week holds. A soft one costs its weight for each minute."""

    modality: Modality
    least: Annotated[int | None, Field(ge=1, le=3000)] = None
    most: Annotated[int | None, Field(ge=0, le=3000)] = None
    weigh: Weigh = 1

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.least is None and self.most is None:
            raise PydanticCustomError("no_minutes", "needs `least`, `most` or both", {})
        if self.least is not None and self.most is not None and self.least > self.most:
            raise PydanticCustomError(
                "minutes_order", "has least {least} above most {most}", {"least": self.least, "most": self.most}
            )
        return self


class Phase(Value):
    """Weeks of the cycle and the most intense that a session in them should be."""

    weeks: Annotated[tuple[Annotated[int, Field(ge=1, le=52)], ...], Field(min_length=1)]
    most: Intensity
    weigh: Weigh = 20


class SlotUse(Value):
    """What a slot is for; a module that is of none of these costs the weight, or is barred where it is a must."""

    kinds: tuple[Kind, ...] = ()
    modalities: tuple[Modality, ...] = ()
    series: tuple[Id, ...] = ()
    topics: tuple[Id, ...] = ()
    weigh: Weigh = 20

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.kinds or self.modalities or self.series or self.topics):
            raise PydanticCustomError("no_use", "needs `kinds`, `modalities`, `series` or `topics`", {})
        return self


class Wishes(Value):
    """What `fill` holds to. Each wish is a must, off, or costs its points for each breach."""

    prerequisites: Firm = "must"
    """A module comes after what it builds on, for everybody who enters at the start or at a gate."""
    series_order: Annotated[Firm, Field(alias="series-order")] = "must"
    """The parts of a series come in their order; parts may be left out."""
    repeats: Firm = "must"
    """A module comes again only after the weeks that its `repeat-after` asks for."""
    leaders: Firm = "must"
    """Somebody leads who may, who works at that hour, is not elsewhere, and stays within the load."""
    rooms: Firm = "must"
    """The room has the features and the seats, and nobody else is in it."""
    group_size: Annotated[Weigh, Field(alias="group-size")] = "must"
    """The module works for the census."""
    drafts: bool = False
    """True where drafts may be proposed."""
    retired: bool = False
    """True where retired modules may be proposed."""
    every_slot: Annotated[Weigh, Field(alias="every-slot")] = 300
    """No slot stays empty."""
    core_topics: Annotated[Weigh, Field(alias="core-topics")] = 100
    """Clients meet every core topic whatever week they join: each topic and entry week counts."""
    whole_series: Annotated[Weigh, Field(alias="whole-series")] = 30
    """A part of a series comes only where the part before it is held, too."""
    series_pace: Annotated[Soft, Field(alias="series-pace")] = 10
    """A week holds three parts of a series at most: each further one costs."""
    variety: Weigh = 20
    """No module is held twice in the cycle, except those that are meant for every week."""
    around_the_cycle: Annotated[Soft, Field(alias="around-the-cycle")] = 15
    """`repeat-after` holds from the end of one cycle into the next, too; not counted on closed tracks."""
    mixed_weeks: Annotated[Soft, Field(alias="mixed-weeks")] = 6
    """No modality but `other` takes more than half of a week's sessions: each session above costs."""
    back_to_back: Annotated[Soft, Field(alias="back-to-back")] = 10
    """Two sessions in a row are of different modalities; `other` is none."""
    own_length: Annotated[Soft, Field(alias="own-length")] = 1
    """A session has the minutes that its author planned: each full ten minutes off cost."""
    little_change: Annotated[Soft, Field(alias="little-change")] = 60
    """In a re-plan, a slot keeps its module."""
    usual_people: Annotated[Soft, Field(alias="usual-people")] = 8
    """The slot's own staff lead; a session that stays keeps its people."""
    usual_room: Annotated[Soft, Field(alias="usual-room")] = 4
    """The session is in the slot's own room; a session that stays keeps its room."""
    modality_minutes: Annotated[tuple[ModalityMinutes, ...], Field(alias="modality-minutes")] = ()
    """Least and most minutes of a modality in each week."""
    phases: tuple[Phase, ...] = ()
    """How intense sessions may be in which weeks."""
    slots: dict[Id, SlotUse] = {}
    """What a slot is for, by its name."""
