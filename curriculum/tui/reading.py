"""A module as text to read on a screen: as its facilitator has it, and as its clients do. Pure.

The client's side is built from handouts alone, so that nothing meant for the facilitator can slip into it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from textual.content import Content

from curriculum.model.handout import (
    Block,
    BoxBlock,
    CardsBlock,
    ChecklistBlock,
    ExampleBlock,
    FigureBlock,
    Handout,
    HeadingBlock,
    LinesBlock,
    ScaleBlock,
    StepsBlock,
    TableBlock,
    TextBlock,
)
from curriculum.model.module import Module, Step, Variant
from curriculum.model.timing import clock_text, fitted, hours_text
from curriculum.model.translation import Translation
from curriculum.tui.shelf import minutes_words
from curriculum.tui.text import broken_lines, flowing, joined, literal
from curriculum.tui.theme import Look
from curriculum.tui.weekview import SlotView

_LABEL = 6
"""Cells for SAY, ASK, DO, NOTE and their space."""


@dataclass(frozen=True)
class Paper:
    """What a text is set on."""

    width: int
    look: Look

    def heading(self, text: str) -> Iterator[Content]:
        """Yield a heading with an empty line before it."""
        yield Content("")
        for line in broken_lines(text, self.width):
            yield literal(line, f"bold {self.look.colours.lead}")

    def prose(self, text: str, *, indent: int = 0, style: str = "") -> Iterator[Content]:
        """Yield prose in lines that fit."""
        for line in flowing(text, self.width - indent):
            yield joined(" " * indent, literal(line, style or self.look.colours.word))

    def labelled(self, label: str, text: str) -> Iterator[Content]:
        """Yield prose with a word beside its first line."""
        for number, line in enumerate(flowing(text, self.width - _LABEL)):
            word = label if number == 0 else ""
            style = self.look.colours.quiet if label == "NOTE" else self.look.colours.word
            yield joined(literal(f"{word:<{_LABEL}}", f"bold {self.look.colours.lead}"), literal(line, style))


def guide_text(module: Module, slot: SlotView | None, paper: Paper) -> Content:
    """Return a module as its facilitator reads it, with clock times where it is held in a slot."""
    return Content("\n").join(_guide(module, slot, paper))


def handout_text(handouts: Sequence[Handout], paper: Paper) -> Content:
    """Return what clients get of a module, and nothing else."""
    if not handouts:
        return literal("This module has no handout.", paper.look.colours.quiet)
    return Content("\n").join(line for handout in handouts for line in _handout(handout, paper))


def translated_text(translation: Translation, paper: Paper) -> Content:
    """Return what clients get of a module in another language, below what is to be known of the translation."""
    known = f"{translation.title}. Translated by {translation.translator}, from version {translation.translates}. "
    review = translation.reviewed
    known += f"Read by {review.by} on {review.on}." if review else "Not yet read by a native reader."
    head = paper.prose(known, style=paper.look.colours.quiet)
    return Content("\n").join((*head, handout_text(translation.handouts, paper)))


def _guide(module: Module, slot: SlotView | None, paper: Paper) -> Iterator[Content]:
    quiet = paper.look.colours.quiet
    yield from paper.prose(module.summary)
    facts = [f"{module.modality.letters} {module.kind}", minutes_words(module)]
    if slot is not None:
        facts.append(f"{clock_text(slot.start)}-{clock_text(slot.start + slot.minutes)}")
        facts += [said for said in (slot.leads, slot.room) if said]
    yield from paper.prose(", ".join(facts), style=quiet)
    yield from paper.heading("Clients will")
    yield from paper.prose("\n".join(f"- {objective}" for objective in module.objectives))
    if module.cautions:
        yield from paper.heading("Cautions")
        yield from paper.prose("\n".join(f"- {caution}" for caution in module.cautions))
    if module.materials:
        yield from paper.heading("Materials")
        yield from paper.prose(
            "\n".join(f"- {item.item} ({_portion(item.per, item.amount)})" for item in module.materials)
        )
    start = slot.start if slot else None
    for step, minutes, begins in _timed(module, slot):
        clock = clock_text(start + begins) if start is not None else f"{begins} min"
        must = ", never dropped" if step.must else ""
        yield from paper.heading(f"{clock} {step.name}, {minutes} min{must}")
        yield from _step(step, paper)
    yield from _after(module, paper)


def _portion(per: object, amount: int) -> str:
    return f"{amount} per {per}" if isinstance(per, str) else f"{amount} for every {per}"


def _timed(module: Module, slot: SlotView | None) -> Iterator[tuple[Step, int, int]]:
    """Yield each step with its minutes and the minutes before it: fitted where it is held, else as planned."""
    lengths = [step.minutes for step in module.agenda]
    fits = slot is not None and module.fits(slot.minutes)
    minutes = fitted(lengths, slot.minutes) if slot and fits else tuple(length.planned for length in lengths)
    begins = accumulate(minutes, initial=0)
    yield from zip(module.agenda, minutes, begins, strict=False)


def _step(step: Step | Variant, paper: Paper) -> Iterator[Content]:
    if step.say:
        yield from paper.labelled("SAY", step.say)
    for question in step.ask:
        yield from paper.labelled("ASK", question)
    if step.do:
        yield from paper.labelled("DO", step.do)
    if step.note:
        yield from paper.labelled("NOTE", step.note)
    when = step.when if isinstance(step, Step) else None
    if when is not None:
        for said, text in (
            ("If the room is silent", when.silent),
            ("If one person fills it", when.one_voice),
            ("If someone is upset", when.upset),
        ):
            if text:
                yield from paper.labelled("WHEN", f"{said}: {text}")


def _after(module: Module, paper: Paper) -> Iterator[Content]:
    adaptations = module.adaptations
    for heading, text in (
        ("Homework", module.homework),
        ("For someone who sits the group out", module.alternative),
        ("If something hard came up", module.next_steps),
        ("Trauma", adaptations.trauma),
        ("Reading and writing", adaptations.literacy),
        ("By video", adaptations.telehealth),
        ("In a larger group", adaptations.larger_group),
        ("In a smaller group", adaptations.smaller_group),
        ("With adolescents", adaptations.adolescent),
        ("Hearing, sight, noise and touch", adaptations.sensory),
    ):
        if text:
            yield from paper.heading(heading)
            yield from paper.prose(text)
    for variant in module.variants:
        yield from paper.heading(f"Another way: {variant.name}, for {variant.replaces}")
        yield from _step(variant, paper)
    if module.sources:
        yield from paper.heading("Sources")
        yield from paper.prose("\n".join(f"- {source}" for source in module.sources), style=paper.look.colours.quiet)
    least, planned, most = (hours_text(m) for m in (module.minutes.least, module.minutes.planned, module.minutes.most))
    yield from paper.heading(f"{module.status}, version {module.version}")
    yield from paper.prose(f"{least} to {most}, planned {planned}. {module.author}. {module.license}.")


def _handout(handout: Handout, paper: Paper) -> Iterator[Content]:
    yield from paper.heading(handout.title)
    yield from paper.prose(handout.idea)
    for block in handout.blocks:
        yield Content("")
        yield from _block(block, paper)
    yield Content("")
    yield from paper.prose(f"Take home: {handout.take_home}", style=f"bold {paper.look.colours.word}")
    yield Content("")


def _block(block: Block, paper: Paper) -> Iterator[Content]:  # noqa: C901, PLR0912 - one case for each kind of block
    quiet = paper.look.colours.quiet
    match block:
        case HeadingBlock():
            yield from paper.prose(block.heading, style=f"bold {paper.look.colours.word}")
        case TextBlock():
            yield from paper.prose(block.text)
        case ExampleBlock():
            yield from paper.prose(block.example, indent=4)
        case StepsBlock():
            yield from paper.prose("\n".join(f"{n}. {step}" for n, step in enumerate(block.steps, 1)))
        case ChecklistBlock():
            for item in block.checklist:
                yield from paper.prose(f"[ ] {item}")
        case TableBlock():
            yield from _table(block, paper)
        case ScaleBlock():
            scale = block.scale
            yield from paper.prose(scale.prompt)
            numbers = "  ".join(str(number) for number in range(scale.least, scale.most + 1))
            yield from paper.prose(f"{scale.from_}  {numbers}  {scale.to}", indent=2, style=quiet)
        case LinesBlock():
            yield from paper.prose(block.lines.prompt)
            for _ in range(block.lines.count):
                yield literal("_" * min(60, paper.width), quiet)
        case BoxBlock():
            yield from paper.prose(block.box.prompt)
            yield from paper.prose(f"(a frame of {block.box.height} to draw or write in)", style=quiet)
        case CardsBlock():
            for item in block.cards.items:
                yield from paper.prose(f"- {item}")
        case FigureBlock():
            yield from paper.prose(f"(drawing: {block.figure.alt})", style=quiet)


def _table(block: TableBlock, paper: Paper) -> Iterator[Content]:
    table = block.table
    yield from paper.prose("  |  ".join(table.columns), style=f"bold {paper.look.colours.word}")
    if table.example:
        yield from paper.prose("  |  ".join(table.example), style=paper.look.colours.quiet)
    for label in table.labels:
        yield from paper.prose(f"{label}  |")
    if table.rows:
        yield from paper.prose(f"({table.rows} empty rows to fill in)", style=paper.look.colours.quiet)
