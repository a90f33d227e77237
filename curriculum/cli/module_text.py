"""A module as plain text, in the order in which a facilitator needs it, for eyes and screen readers alike."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from curriculum.cli.prose import listed, section, wrapped
from curriculum.cli.words import plain
from curriculum.export.languages import language_name
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
    Table,
    TableBlock,
    TextBlock,
)
from curriculum.model.module import Material, Module, Step, Variant
from curriculum.model.timing import Minutes, hours_text
from curriculum.model.translation import Translation
from curriculum.model.words import counted
from curriculum.planning.rules.wording import client_texts, reading_level


def module_lines(
    module_id: str, module: Module, file: str, translations: Mapping[str, Translation] = MappingProxyType({})
) -> Iterator[str]:
    """Yield a module line by line: its facts, agenda, every text and every handout."""
    yield plain(module.title)
    yield f"{module_id}, {file}"
    yield ""
    yield from wrapped(module.summary)
    yield ""
    yield from _facts(module)
    for language, translation in sorted(translations.items()):
        yield f"In {language_name(language)}: {plain(translation.title)}{_standing(translation, module)}"
    yield from section("Objectives", listed(module.objectives, 2))
    yield from section("Materials", (f"  {_material(material)}" for material in module.materials))
    yield from section("Cautions", listed(module.cautions, 2))
    yield from section("Agenda", _agenda(module))
    for number, step in enumerate(module.agenda, 1):
        yield from section(
            f"Step {number}. {plain(step.name)}: {step.type.value}, {_minutes(step.minutes)}", _step(step)
        )
    for handout in module.handouts:
        yield from section(f"Handout: {plain(handout.title)}", _handout(handout))
    yield from section("Homework", wrapped(module.homework or "", 2) if module.homework else ())
    for variant in module.variants:
        yield from section(f"Variant of {plain(variant.replaces)}: {plain(variant.name)}", _variant(variant))
    yield from section("Alternative, for someone who sits the group out", _optional(module.alternative))
    for name, text in module.adaptations.model_dump(by_alias=True).items():
        yield from section(f"Adaptation: {name.replace('-', ' ')}", _optional(text))
    yield from section("If something hard came up", _optional(module.next_steps))
    yield from section("Sources", listed(module.sources, 2))
    yield ""
    yield f"Version {module.version}, {plain(module.license)}, {plain(module.author)}"


def _facts(module: Module) -> Iterator[str]:
    length = module.minutes
    yield f"Modality: {module.modality.value}"
    yield f"Kind: {module.kind.value}"
    yield f"Length: {hours_text(length.planned)}; fits slots of {length.least} to {length.most} min"
    if module.series:
        yield f"Series: {module.series}, part {module.part}"
    if module.after:
        yield f"After: {', '.join(module.after)}"
    yield f"Group: {module.group.least} to {module.group.most} clients"
    yield f"Lead: {'one of ' + ', '.join(module.lead) if module.lead else 'anyone'}"
    if module.room:
        yield f"Room: {', '.join(module.room)}"
    if module.topics:
        yield f"Topics: {', '.join(module.topics)}"
    again = f"after {counted(module.repeat_after, 'week')}" if module.repeat_after else "every week is right"
    yield f"Repeat: {again}"
    yield f"Status: {module.status.value}{_review(module)}"
    for text in client_texts(module):
        reading = reading_level(text, ())
        yield f"Reads at grade {max(reading.grade, 0):.1f} (SMOG {reading.smog:.1f}): {plain(text.name)}"


def _standing(translation: Translation, module: Module) -> str:
    """Return what is to be known of a translation before it is printed."""
    outdated = f", of version {translation.translates}" if translation.translates != module.version else ""
    return f"{outdated}{'' if translation.reviewed else ', not yet reviewed by a native reader'}"


def _review(module: Module) -> str:
    review = module.reviewed
    if review is None:
        return ""
    done = f", reviewed by {plain(review.by)} on {review.on}" if review.by and review.on else ""
    return f"{done}, review due {review.due}"


def _material(material: Material) -> str:
    match material.per:
        case "client":
            per = "for each client"
        case "group":
            per = "for the group"
        case clients:
            per = f"for every {clients} clients"
    hazard = ", sharp: count out and in" if material.hazard else ""
    return f"{plain(material.item)}: {material.amount} {per}{', reusable' if material.reusable else ''}{hazard}"


def _minutes(minutes: Minutes) -> str:
    if minutes.least == minutes.most:
        return f"{minutes.planned} min"
    return f"{minutes.planned} min ({minutes.least} to {minutes.most})"


def _agenda(module: Module) -> Iterator[str]:
    clock = 0
    for step in module.agenda:
        must = ", must" if step.must else ""
        yield f"  at {clock:>3} min  {plain(step.name)}: {step.type.value}, {_minutes(step.minutes)}{must}"
        clock += step.minutes.planned
    yield f"  at {clock:>3} min  end"


def _step(step: Step) -> Iterator[str]:
    yield from _labelled("Say", step.say)
    yield from _asked(step.ask)
    yield from _labelled("Do", step.do)
    yield from _labelled("Note", step.note)
    if step.when:
        yield from _labelled("If nobody speaks", step.when.silent)
        yield from _labelled("If one person fills the room", step.when.one_voice)
        yield from _labelled("If somebody is upset", step.when.upset)


def _variant(variant: Variant) -> Iterator[str]:
    yield from _labelled("Say", variant.say)
    yield from _asked(variant.ask)
    yield from _labelled("Do", variant.do)
    yield from _labelled("Note", variant.note)


def _asked(questions: tuple[str, ...]) -> Iterator[str]:
    if questions:
        yield "  Ask:"
        yield from listed(questions, 4)


def _labelled(label: str, text: str | None) -> Iterator[str]:
    if text:
        yield f"  {label}:"
        yield from wrapped(text, 4)


def _optional(text: str | None) -> Iterator[str]:
    if text:
        yield from wrapped(text, 2)


def _handout(handout: Handout) -> Iterator[str]:
    yield from wrapped(f"Today's idea: {handout.idea}", 2)
    for block in handout.blocks:
        yield from _block(block)
    yield from wrapped(f"Take home: {handout.take_home}", 2)


def _block(block: Block) -> Iterator[str]:
    """Yield a block of a handout in words: what is read, or what there is to write or mark."""
    yield from _block_to_read(block)
    yield from _block_to_fill_in(block)


def _block_to_read(block: Block) -> Iterator[str]:
    match block:
        case HeadingBlock(heading=heading):
            yield f"  {plain(heading)}"
        case TextBlock(text=text):
            yield from wrapped(text, 4)
        case ExampleBlock(example=example):
            yield from wrapped(f"Example: {example}", 4)
        case StepsBlock(steps=steps):
            yield from (line for n, step in enumerate(steps, 1) for line in wrapped(f"{n}. {step}", 4))
        case CardsBlock(cards=cards):
            yield from listed((f"card: {item}" for item in cards.items), 4)
        case FigureBlock(figure=figure):
            yield from wrapped(f"Drawing: {figure.alt}", 4)


def _block_to_fill_in(block: Block) -> Iterator[str]:
    match block:
        case ChecklistBlock(checklist=items):
            yield from listed((f"tick: {item}" for item in items), 4)
        case TableBlock(table=table):
            yield from _table(table)
        case ScaleBlock(scale=scale):
            yield from wrapped(f"{scale.prompt} From {scale.least}, {scale.from_}, to {scale.most}, {scale.to}.", 4)
        case LinesBlock(lines=lines):
            yield from wrapped(f"{lines.prompt} ({lines.count} lines to write on)", 4)
        case BoxBlock(box=box):
            yield from wrapped(f"{box.prompt} (an empty box, {box.height} high)", 4)


def _table(table: Table) -> Iterator[str]:
    yield from wrapped(f"Table with the columns {'; '.join(table.columns)}", 4)
    if table.example:
        yield from wrapped(f"First row, filled in: {'; '.join(table.example)}", 6)
    if table.labels:
        yield from wrapped(f"Rows: {'; '.join(table.labels)}", 6)
    if table.rows:
        yield f"      {counted(table.rows, 'empty row')}"
