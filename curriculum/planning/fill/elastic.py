"""Which few wishes stand against each other, where counting does not show it: the week model with every wish yielding.

Each wish may give way at a price by who would have to change something; what gives way in the cheapest answer are
the wishes that cannot be kept together.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from curriculum.model.timing import hours_text
from curriculum.model.words import counted
from curriculum.planning.fill.candidates import Candidates
from curriculum.planning.fill.conflicts import AUTHORS, CLINIC, DIRECTOR, Conflict
from curriculum.planning.fill.reasons import weeks_text
from curriculum.planning.fill.rows import INFINITY, Column, Model, Row, Tag
from curriculum.planning.fill.weeks import WeekModel
from curriculum.planning.rules.subject import listed

_FIRM = 1000
_PRICES = {
    "every-slot": 60,
    "core-topics": 60,
    "variety": 60,
    "whole-series": 60,
    "modality-minutes": 2,
    "leaders": 3,
    "series-order": 180,
    "prerequisites": 240,
    "repeats": 180,
}
"""What it costs that a wish gives way, by the unit it counts in: a director's own wishes are the cheapest to change."""


@dataclass(frozen=True)
class Stretched:
    """A model in which every wish may give way, and the columns that say by how much."""

    model: Model
    gives: tuple[tuple[int, Tag], ...]


def elastic(weeks: WeekModel, firm: Collection[Tag] = ()) -> Stretched:
    """Return the week model without its costs, with what each wish may give; those of `firm` only at the last.

    What gave way in one answer and is firm in the next question shows what stands against it.
    """
    model = Model([Column(0, c.upper, c.integer, c.lower) for c in weeks.model.columns])
    gives: list[tuple[int, Tag]] = []
    for row in weeks.model.rows:
        price = _PRICES.get(row.tag.wish)
        if price is not None and row.tag in firm:
            price *= _FIRM
        terms = list(row.terms)
        if price is not None:
            for bound, sign in ((row.lower, 1), (row.upper, -1)):
                if abs(bound) < INFINITY:
                    give = model.amount(price)
                    gives.append((give, row.tag))
                    terms.append((give, sign))
        model.rows.append(Row(tuple(terms), row.lower, row.upper, row.tag))
    return Stretched(model, tuple(gives))


def given(stretched: Stretched, values: Sequence[float]) -> dict[Tag, float]:
    """Return what gave way in the solver's answer, and by how much."""
    found: dict[Tag, float] = {}
    for column, tag in stretched.gives:
        if values[column] > 1e-4:
            found[tag] = found.get(tag, 0) + values[column]
    return found


def in_words(candidates: Candidates, gave: Mapping[Tag, float]) -> tuple[Conflict, ...]:
    """Return what gave way as conflicts, that of one topic or of one module said once."""
    together: dict[tuple[str, str | int], tuple[Tag, float]] = {}
    for tag, amount in gave.items():
        key = (tag.wish, tag.about[0])
        before, sum_ = together.get(key, (Tag(tag.wish, tag.about[:1]), 0.0))
        together[key] = (Tag(tag.wish, (*before.about, *tag.about[1:])), sum_ + amount)
    return tuple(_WORDS[tag.wish](candidates, tag, amount) for tag, amount in together.values())


def _slots(_candidates: Candidates, tag: Tag, amount: float) -> Conflict:
    message = f"Week {tag.about[0]} stays {counted(round(amount), 'slot')} short, though every slot is a must."
    return Conflict(message, DIRECTOR, "Let slots be empty (`every-slot: 300`), or let one of the other wishes go.")


def _topic(_candidates: Candidates, tag: Tag, _amount: float) -> Conflict:
    topic, *doors = tag.about
    weeks = weeks_text([int(door) for door in dict.fromkeys(doors)])
    message = f'Clients who join in {weeks} cannot meet "{topic}", which is a must, beside the rest.'
    return Conflict(message, DIRECTOR, "Take the topic out of `core`, lengthen the stay, or let one of the others go.")


def _again(candidates: Candidates, tag: Tag, _amount: float) -> Conflict:
    module_id = str(tag.about[0])
    title, weeks = (
        candidates.problem.subject.library.title(module_id),
        candidates.problem.module(module_id).repeat_after,
    )
    message = f'"{title}" would have to come again sooner than the {weeks} weeks that it asks for.'
    return Conflict(message, AUTHORS, "Lower `repeat-after`, or write another module on its topics.")


def _twice(candidates: Candidates, tag: Tag, _amount: float) -> Conflict:
    title = candidates.problem.subject.library.title(str(tag.about[0]))
    return Conflict(f'"{title}" would have to be held twice, though no module may be.', DIRECTOR, "`variety: 20`.")


def _ground(candidates: Candidates, tag: Tag, _amount: float) -> Conflict:
    title, *needed = (candidates.problem.subject.library.title(str(name)) for name in dict.fromkeys(tag.about))
    grounds = listed(f'"{name}"' for name in needed)
    message = f'"{title}" would come before {grounds}, on which it builds.'
    return Conflict(message, AUTHORS, "Move what is locked, or take the prerequisite out of `after:`.")


def _series(_candidates: Candidates, tag: Tag, _amount: float) -> Conflict:
    message = f"The parts of {tag.about[0]} would come out of their order."
    return Conflict(message, DIRECTOR, "Unlock a part that stands too early, or `series-order: off`.")


def _whole(candidates: Candidates, tag: Tag, _amount: float) -> Conflict:
    title = candidates.problem.subject.library.title(str(tag.about[0]))
    return Conflict(f'"{title}" would come without the part before it.', DIRECTOR, "`whole-series: 30`.")


def _modality(_candidates: Candidates, tag: Tag, amount: float) -> Conflict:
    week, modality = tag.about[:2]
    message = f"Week {week} misses its minutes of {modality} by {hours_text(round(amount))}."
    return Conflict(message, DIRECTOR, "Ask for other minutes, or let one of the other wishes go.")


def _load(_candidates: Candidates, tag: Tag, amount: float) -> Conflict:
    message = f"In week {tag.about[0]} those who may lead have {hours_text(round(amount))} too little."
    return Conflict(message, CLINIC, "Raise a `load`, or name somebody else who may lead.")


_WORDS: dict[str, Callable[[Candidates, Tag, float], Conflict]] = {
    "every-slot": _slots,
    "core-topics": _topic,
    "repeats": _again,
    "variety": _twice,
    "prerequisites": _ground,
    "series-order": _series,
    "whole-series": _whole,
    "modality-minutes": _modality,
    "leaders": _load,
}
