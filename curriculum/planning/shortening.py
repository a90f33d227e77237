"""A session in fewer minutes than it was written for: which steps shrink, and which go.

Steps that a module marks `must` always stay. Knows no track and no clock.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from curriculum.model.errors import CurriculumError
from curriculum.model.module import Module, Step, StepType


@dataclass(frozen=True)
class Shortened:
    """A module for a number of minutes."""

    module: Module
    """With the steps that stay."""
    left_out: tuple[Step, ...]
    """The steps that go, in the order of the agenda."""


def shortened(module: Module, minutes: int) -> Shortened:
    """Return a module whose steps fit so many minutes, as they are where they fit already.

    As long as shrinking is enough, no step goes. Then those go that cost the fewest planned minutes, the opening last,
    for a group that has not arrived does not work. Raises CurriculumError where not even that is enough, or where the
    module is over before: `minutes` are too few, or too many, and says which would do.
    """
    if minutes > module.minutes.most:
        raise CurriculumError(
            f'"{module.title}" lasts {module.minutes.most} minutes at most, not {minutes}.',
            f"Ask for {least_minutes(module)} to {module.minutes.most} minutes.",
        )
    for gone in _choices(module.agenda):
        stay = [step for number, step in enumerate(module.agenda) if number not in gone]
        if stay and sum(s.minutes.least for s in stay) <= minutes <= sum(s.minutes.most for s in stay):
            return Shortened(_without(module, gone), tuple(module.agenda[number] for number in gone))
    raise CurriculumError(
        f'"{module.title}" cannot be held in {minutes} minutes: what must be covered takes '
        f"{least_minutes(module)} at least.",
        f"Ask for {least_minutes(module)} to {module.minutes.most} minutes.",
    )


def least_minutes(module: Module) -> int:
    """Return the fewest minutes that a module can be held in: its steps that never go, each at its shortest."""
    return sum(step.minutes.least for step in module.agenda if step.must) or min(
        step.minutes.least for step in module.agenda
    )


def _choices(agenda: Sequence[Step]) -> Iterator[tuple[int, ...]]:
    """Yield which steps to leave out, by place, what costs least first: nothing, then few minutes, the opening last."""
    may_go = [number for number, step in enumerate(agenda) if not step.must]
    # Twelve steps have 4,096 choices; an agenda with more steps that may go gives up the shortest ones together.
    may_go = sorted(may_go, key=lambda number: agenda[number].minutes.planned)[:_MOST_CHOSEN]
    choices = [gone for many in range(len(may_go) + 1) for gone in combinations(sorted(may_go), many)]

    def cost(gone: tuple[int, ...]) -> tuple[bool, int, int, tuple[int, ...]]:
        opening = any(agenda[number].type is StepType.OPEN for number in gone)
        return opening, sum(agenda[number].minutes.planned for number in gone), len(gone), gone

    return iter(sorted(choices, key=cost))


_MOST_CHOSEN = 12


def _without(module: Module, gone: tuple[int, ...]) -> Module:
    """Return a module without some steps, and without other ways through them."""
    if not gone:
        return module
    agenda = tuple(step for number, step in enumerate(module.agenda) if number not in gone)
    names = {step.name for step in agenda}
    variants = tuple(variant for variant in module.variants if variant.replaces in names)
    # Fields by name: a copy would keep lengths that were reckoned from the longer agenda.
    given = {name: getattr(module, name) for name in module.model_fields_set}
    return Module.model_construct(module.model_fields_set, **{**given, "agenda": agenda, "variants": variants})
