"""What each module of the built-in library holds, counted, and the least that each may hold.

`python tests/library_counts.py` prints the table and ends with 1 where a module is below a floor.
"""

import sys
from dataclasses import astuple, dataclass, fields, replace

from curriculum.files.modules import load_library
from curriculum.model.handout import FigureBlock
from curriculum.model.library import Library
from curriculum.model.module import Module, StepType
from curriculum.planning.rules.wording import WORDS_A_MINUTE
from curriculum.workspace import starter_folder

STANDING = "open-process-group"
"""The one module that is held every time: it has no teaching, no homework and no last session to review."""


@dataclass(frozen=True, order=True)
class Counts:
    """How much of everything a module holds."""

    words_to_say: int
    words_in_all: int
    """Everything that is printed of it but its sources."""
    questions: int
    practice_steps: int
    """Numbered instructions and blocks of instruction in its practices."""
    handout_blocks: int
    adaptations: int
    figures: int
    variants: int

    def below(self, floors: "Counts") -> list[str]:
        """Return what is less than the floor, in words."""
        return [
            f"{field.name.replace('_', ' ')}: {count} of {floor}"
            for field, count, floor in zip(fields(self), astuple(self), astuple(floors), strict=True)
            if count < floor
        ]


FLOORS = Counts(
    words_to_say=800,
    words_in_all=3000,
    questions=12,
    practice_steps=5,
    handout_blocks=5,
    adaptations=4,
    figures=0,
    variants=2,
)
STANDING_FLOORS = replace(FLOORS, words_to_say=400)


def floors_of(name: str) -> Counts:
    """Return the least that the module of that id may hold."""
    return STANDING_FLOORS if name == STANDING else FLOORS


def words(*texts: str | None) -> int:
    """Return how many words there are in texts."""
    return sum(len((text or "").split()) for text in texts)


def minutes_to_say(text: str | None) -> float:
    """Return how long words take to say."""
    return words(text) / WORDS_A_MINUTE


def counts_of(module: Module) -> Counts:
    """Return what a module holds."""
    practices = [step for step in module.agenda if step.type is StepType.PRACTICE]
    return Counts(
        words_to_say=words(*(step.say for step in module.agenda)),
        words_in_all=sum(map(words, _texts(module.model_dump(exclude={"sources", "license", "author", "topics"})))),
        questions=sum(len(step.ask) for step in module.agenda),
        practice_steps=sum(line.lstrip()[:1].isdigit() for step in practices for line in (step.do or "").splitlines()),
        handout_blocks=sum(len(handout.blocks) for handout in module.handouts),
        adaptations=sum(bool(text) for text in module.adaptations.model_dump().values()),
        figures=sum(isinstance(block, FigureBlock) for handout in module.handouts for block in handout.blocks),
        variants=len(module.variants),
    )


def _texts(value: object) -> list[str]:
    match value:
        case str():
            return [value]
        case dict():
            return [text for part in value.values() for text in _texts(part)]
        case list() | tuple():
            return [text for part in value for text in _texts(part)]
    return []


def counted_library() -> tuple[Library, dict[str, Counts]]:
    """Return the built-in library and what each of its modules holds."""
    library = load_library([starter_folder() / "modules"], starter_folder()).library
    return library, {name: counts_of(module) for name, module in library.modules.items()}


def main() -> int:
    """Print the table, the shortest first; return 1 where a module is below a floor."""
    _, counted = counted_library()
    names = [field.name.replace("_", " ") for field in fields(Counts)]
    print(f"{'module':38}", *(f"{name:>15}" for name in names))
    for name, counts in sorted(counted.items(), key=lambda item: item[1].words_in_all):
        print(f"{name:38}", *(f"{count:15}" for count in astuple(counts)))
    short = {name: below for name, counts in counted.items() if (below := counts.below(floors_of(name)))}
    for name, below in short.items():
        print(f"{name}: below the floor in {', '.join(below)}")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
