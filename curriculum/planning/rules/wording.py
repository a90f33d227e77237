"""Rules on the words of a module: those that clients read, and those that a facilitator says."""

from collections.abc import Iterator
from dataclasses import dataclass

from curriculum.model.finding import Steps
from curriculum.model.handout import (
    Block,
    BoxBlock,
    CardsBlock,
    ChecklistBlock,
    ExampleBlock,
    Handout,
    LinesBlock,
    ScaleBlock,
    StepsBlock,
    TableBlock,
    TextBlock,
)
from curriculum.model.module import Module
from curriculum.planning.readability import Reading, reading_of
from curriculum.planning.rules.subject import Found, ModuleSubject

WORDS_A_MINUTE = 150
"""An unhurried reading aloud; audio books are read at 150 to 160 words a minute."""
_HARDEST = 5


@dataclass(frozen=True)
class ClientText:
    """A text that a client reads by itself: a handout, the homework, or the alternative."""

    name: str
    path: Steps
    texts: tuple[str, ...]
    """Its parts that are made of sentences, in reading order."""


def client_texts(module: Module) -> Iterator[ClientText]:
    """Yield each text of a module that clients read here. Headings, columns and other single words are left out."""
    for number, handout in enumerate(module.handouts):
        if handout.withheld:  # they read it in the book, whose words are not the author's to change
            continue
        yield ClientText(f'handout "{handout.title}"', ("handouts", number), tuple(_sentences_of(handout)))
    for key in ("homework", "alternative"):
        text: str | None = getattr(module, key)
        if text:
            yield ClientText(key, (key,), (text,))


def reading_level(text: ClientText, names: tuple[str, ...]) -> Reading:
    """Return how a client text reads; `names` do not count."""
    return reading_of(text.texts, names)


def hard_to_read(subject: ModuleSubject) -> Iterator[Found]:
    """Find client texts above the clinic's reading grade, with the sentences that make them so."""
    level = subject.clinic.reading
    for text in client_texts(subject.module):
        reading = reading_level(text, level.names)
        if reading.grade > level.grade:
            hardest = "; ".join(f'"{sentence.text}" ({sentence.grade:.1f})' for sentence in reading.hardest(_HARDEST))
            yield Found(
                text.path,
                text.name,
                f"It reads at grade {reading.grade:.1f} (Flesch-Kincaid; SMOG {reading.smog:.1f}); "
                f"the most is {level.grade:.1f}. Hardest: {hardest}.",
                "Cut those sentences in two, and put short words for long ones.",
            )


def too_much_to_say(subject: ModuleSubject) -> Iterator[Found]:
    """Find steps whose words, said aloud, take longer than the minutes planned for them."""
    for number, step in enumerate(subject.module.agenda):
        words = len((step.say or "").split())
        if words > step.minutes.planned * WORDS_A_MINUTE:
            yield Found(
                ("agenda", number, "say"),
                f'step "{step.name}"',
                f"{words} words take {words / WORDS_A_MINUTE:.1f} minutes to say; "
                f"{step.minutes.planned} are planned for the whole step.",
                f"Cut the words, or plan more minutes; {WORDS_A_MINUTE} words take a minute.",
            )


def _sentences_of(handout: Handout) -> Iterator[str]:
    yield handout.idea
    for block in handout.blocks:
        yield from _in_block(block)
    yield handout.take_home


def _in_block(block: Block) -> Iterator[str]:
    match block:
        case TextBlock(text=text) | ExampleBlock(example=text):
            yield text
        case StepsBlock(steps=items) | ChecklistBlock(checklist=items):
            yield from items
        case CardsBlock(cards=cards):
            yield from cards.items
        case ScaleBlock(scale=asked) | LinesBlock(lines=asked) | BoxBlock(box=asked):
            yield asked.prompt
        case TableBlock(table=table):
            yield from table.example
