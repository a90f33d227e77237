"""Rules on a translation beside its module: the same shape, of the same version, read by somebody at home in it.

They compare what there is to read, to fill in and to count, never the words: no rule here knows a language.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from curriculum.model.finding import Steps
from curriculum.model.handout import (
    Block,
    CardsBlock,
    ChecklistBlock,
    Handout,
    ScaleBlock,
    StepsBlock,
    TableBlock,
    block_kind,
)
from curriculum.model.module import Module
from curriculum.model.translation import Translation
from curriculum.planning.rules.subject import Found

_QUOTED = 40
"""Characters of a text that are enough to find it by."""


@dataclass(frozen=True)
class TranslationSubject:
    """A translation to check, and the module that it translates."""

    module: Module
    translation: Translation


def translation_differs(subject: TranslationSubject) -> Iterator[Found]:
    """Find what a client would get in one language and not in the other."""
    module, translation = subject.module, subject.translation
    for number, (original, other) in enumerate(zip_longest(module.handouts, translation.handouts), 1):
        if other is None:
            message = f'Handout {number} of the module, "{original.title}", is missing here.'
            yield Found(("handouts",), f"handout {number}", message, "Translate it, block by block.")
        elif original is None:
            message = f'The module has no handout {number}; here is "{other.title}".'
            yield Found(("handouts", number - 1), f"handout {number}", message, "Delete it, or add it to the module.")
        else:
            yield from _handout_differs(number, original, other)
    for name in ("homework", "alternative"):
        if bool(getattr(module, name)) != bool(getattr(translation, name)):
            yield _one_sided(name, in_module=getattr(module, name))


def translation_outdated(subject: TranslationSubject) -> Iterator[Found]:
    """Find translations of another version than the module has."""
    made_from, now = subject.translation.translates, subject.module.version
    if made_from != now:
        message = f"It was made from version {made_from} of the module, which is at version {now}."
        fix = f"Compare the two, carry over what changed, then write `translates: {now}`."
        yield Found(("translates",), "translates", message, fix)


def translation_not_reviewed(subject: TranslationSubject) -> Iterator[Found]:
    """Find translations that nobody at home in the language has read."""
    if subject.translation.reviewed is None:
        message = "It awaits a native reader, and says so on each page."
        fix = "Have somebody at home in the language read it, then write `reviewed: {by: ..., on: ...}`."
        yield Found((), "reviewed", message, fix)


def _one_sided(name: str, *, in_module: str | None) -> Found:
    if in_module:
        message, fix = f'The module\'s `{name}`, "{_quoted(in_module)}", is missing here.', "Translate it."
    else:
        message, fix = f"The module has no `{name}`; here is one.", "Delete it, or add it to the module."
    return Found((name,), name, message, fix)


def _handout_differs(number: int, original: Handout, other: Handout) -> Iterator[Found]:
    """Find what stands between the blocks that are the same at the beginning and at the end.

    Of a text that is withheld nothing is compared: it may stand in one file and not in the other, and prints in none.
    """
    if original.withheld or other.withheld:
        return
    ours, theirs = original.blocks, other.blocks
    before, after = _same_at_the_ends(ours, theirs, _shape)
    yield from _middle_differs(number, before, ours[before : len(ours) - after], theirs[before : len(theirs) - after])


def _same_at_the_ends(
    ours: Sequence[Block], theirs: Sequence[Block], seen_as: Callable[[Block], object]
) -> tuple[int, int]:
    """Return how many blocks are seen as the same at the beginning, and how many of the rest at the end."""
    before = _common(ours, theirs, seen_as)
    return before, _common(ours[before:][::-1], theirs[before:][::-1], seen_as)


def _common(ours: Sequence[Block], theirs: Sequence[Block], seen_as: Callable[[Block], object]) -> int:
    pairs = zip(ours, theirs, strict=False)
    return next(
        (n for n, (one, other) in enumerate(pairs) if seen_as(one) != seen_as(other)), min(len(ours), len(theirs))
    )


def _shape(block: Block) -> object:
    return block_kind(block), _counts(block)


def _middle_differs(number: int, start: int, ours: Sequence[Block], theirs: Sequence[Block]) -> Iterator[Found]:
    """Find what differs block by block; where one side has more, those of one kind at both ends belong together."""
    before, after = _same_at_the_ends(ours, theirs, block_kind)
    rest, others = ours[before : len(ours) - after], theirs[before : len(theirs) - after]
    for position in range(before):
        yield from _block_differs(number, start + position, ours[position], theirs[position])
    for position, (one, other) in enumerate(zip_longest(rest, others), start + before):
        yield from _odd(number, position, one, other)
    for back in range(after, 0, -1):
        yield from _block_differs(number, start + len(theirs) - back, ours[-back], theirs[-back])


def _odd(number: int, position: int, one: Block | None, other: Block | None) -> Iterator[Found]:
    path: Steps = ("handouts", number - 1, "blocks", position)
    place = f"handout {number}, block {position + 1}"
    if one is not None and other is None:
        message = f"Block {position + 1} of the module, {_named(one)}, is missing here."
        yield Found(path, place, message, "Translate it and put it in its place.")
    elif one is None and other is not None:
        message = f"The module has nothing like this here: {_named(other)}."
        yield Found(path, place, message, "Delete it, or add it to the module.")
    elif one is not None and other is not None:
        if block_kind(one) == block_kind(other):
            yield from _block_differs(number, position, one, other)
            return
        message = f"Here is {_named(other)}; the module has {_named(one)}."
        yield Found(path, place, message, "Put the blocks in the module's order.")


def _block_differs(number: int, position: int, one: Block, other: Block) -> Iterator[Found]:
    counts = zip(_counts(one), _counts(other), strict=True)
    for (what, key, ours), (_, _, theirs) in counts:
        if ours != theirs:
            yield Found(
                ("handouts", number - 1, "blocks", position, *key),
                f"handout {number}, block {position + 1}",
                f"Here {what}: {theirs}; in the module {ours}.",
                "Make them the same, so that both languages ask for the same things.",
            )


_Count = tuple[str, tuple[str, ...], int | str]
"""What is counted, where it stands in a block, and how many there are."""


def _counts(block: Block) -> tuple[_Count, ...]:
    """Return what must be the same in both languages. Writing room may differ: texts grow and shrink."""
    match block:
        case StepsBlock(steps=steps):
            return (("steps", ("steps",), len(steps)),)
        case ChecklistBlock(checklist=items):
            return (("boxes to tick", ("checklist",), len(items)),)
        case CardsBlock(cards=cards):
            return (("cards", ("cards", "items"), len(cards.items)),)
        case ScaleBlock(scale=scale):
            return (("the scale", ("scale",), f"{scale.least} to {scale.most}"),)
        case TableBlock(table=table):
            return (
                ("columns", ("table", "columns"), len(table.columns)),
                ("labels", ("table", "labels"), len(table.labels)),
                ("empty rows", ("table", "rows"), table.rows),
                ("cells of the example", ("table", "example"), len(table.example)),
            )
        case _:
            return ()


def _named(block: Block) -> str:
    """Return the kind of a block and how it begins, such as `example "Joy is at her sister's house"`."""
    kind = block_kind(block) or ""
    value = getattr(block, kind)
    if isinstance(value, tuple):
        value = value[0]
    said = next((getattr(value, key) for key in ("prompt", "alt") if hasattr(value, key)), value)
    if kind in ("table", "cards"):
        said = ", ".join(value.columns if kind == "table" else value.items)
    return f'{kind} "{_quoted(str(said))}"'


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else f"{line[: _QUOTED - 3].rstrip()}..."
