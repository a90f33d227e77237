"""`curriculum find`: from words to the modules of the library, best first."""

import json
from typing import Any

import click

from curriculum.cli.context import format_option, open_here, workspace_option
from curriculum.cli.words import did_you_mean, plain
from curriculum.model.errors import CurriculumError
from curriculum.model.library import Library
from curriculum.model.module import Kind, Modality, Module
from curriculum.search import Filter, find_modules, topics_of


@click.command(
    "find",
    epilog="""\b
Examples:
  curriculum find cravings
  curriculum find --modality dbt --fits 70
  curriculum find --topic mood --format json
""",
)
@click.argument("words", nargs=-1)
@click.option("--modality", type=click.Choice([each.value for each in Modality]), help="Only this school.")
@click.option("--kind", type=click.Choice([each.value for each in Kind]), help="Only this kind of session.")
@click.option("--topic", metavar="TOPIC", help="Only modules on this topic.")
@click.option(
    "--fits", type=click.IntRange(1, 600), metavar="MINUTES", help="Only what fits a slot of so many minutes."
)
@format_option("text", "json")
@workspace_option
def command(  # noqa: PLR0913  one for each option
    *, words: tuple[str, ...], modality: str | None, kind: str | None, topic: str | None, fits: int | None, format_: str
) -> None:
    """Search the library.

    Every word must occur in a title, in any language, or in an id, series, topic or summary; titles that look
    alike follow. Without words it lists all modules.
    """
    library = open_here().library
    only = Filter(
        modality=Modality(modality) if modality else None,
        kind=Kind(kind) if kind else None,
        topic=_known_topic(topic, library),
        minutes=fits,
    )
    found = {module_id: library.modules[module_id] for module_id in find_modules(library, " ".join(words), only)}
    if format_ == "json":
        data = [
            {**_data(i, module), "translations": sorted(library.translations.get(i, ()))} for i, module in found.items()
        ]
        click.echo(json.dumps(data, indent=2, ensure_ascii=False))
    elif found:
        click.echo(_table(found))
    if not found:
        click.echo(f"Nothing found among {len(library.modules)} modules.", err=True)


def _known_topic(topic: str | None, library: Library) -> str | None:
    known = topics_of(library.modules.values())
    if topic is not None and topic not in known:
        fix = did_you_mean(topic, known).strip() or f"Topics: {', '.join(known)}."
        raise CurriculumError(f'No module is on the topic "{topic}".', fix)
    return topic


def _table(found: dict[str, Module]) -> str:
    """Return a line for each module: id, school, kind, minutes that it takes, title."""
    rows = [
        (i, m.modality.value, m.kind.value, f"{m.minutes.least}-{m.minutes.most} min", plain(m.title))
        for i, m in found.items()
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join(
        "  ".join([*(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False)), row[4]]) for row in rows
    )


def _data(module_id: str, module: Module) -> dict[str, Any]:
    return {
        "id": module_id,
        "title": module.title,
        "summary": module.summary,
        "modality": module.modality.value,
        "kind": module.kind.value,
        "series": module.series,
        "part": module.part,
        "topics": list(module.topics),
        "status": module.status.value,
        "minutes": module.minutes.model_dump(),
    }
