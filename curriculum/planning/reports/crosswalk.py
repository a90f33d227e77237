"""The curriculum crosswalk: module by topic by objective by source, and where each required topic is met."""

from collections.abc import Iterator

from curriculum.model.module import Module
from curriculum.planning.coverage import held_weeks
from curriculum.planning.reports.table import Column, Report, Table, Value, columns
from curriculum.planning.rules.subject import Subject

_PLANNED = "Planned, not delivered: this shows what the track holds, not who came."


def crosswalk(subject: Subject) -> Report:
    """Return the crosswalk of every module that the track's cycle holds."""
    weeks = module_weeks(subject)
    known = {module_id: module for module_id in weeks if (module := subject.library.get(module_id)) is not None}
    unknown = [module_id for module_id in weeks if module_id not in known]
    return Report(
        kind="crosswalk",
        title=f"Curriculum crosswalk: {subject.track.title}",
        facts=(
            ("Clinic", subject.clinic.name),
            ("Track", subject.id),
            ("Modules", f"{len(known)} in {subject.track.cycle} weeks"),
            *((("Not in the library", ", ".join(unknown)),) if unknown else ()),
        ),
        tables=(
            _objective_table(subject, known, weeks),
            _topic_table(subject, known, weeks),
            _required_table(subject, known, weeks),
            _source_table(known),
        ),
        notes=(_PLANNED,),
        wide=True,
    )


def module_weeks(subject: Subject) -> dict[str, tuple[int, ...]]:
    """Return the weeks of the cycle in which each module is held, in the order in which they are first held."""
    weeks: dict[str, list[int]] = {}
    for week, held in enumerate(held_weeks(subject.track), 1):
        for module_id in dict.fromkeys(held):
            weeks.setdefault(module_id, []).append(week)
    return {module_id: tuple(found) for module_id, found in weeks.items()}


def _objective_table(subject: Subject, known: dict[str, Module], weeks: dict[str, tuple[int, ...]]) -> Table:
    titles = ("Module", "Title", "Kind", "Modality", "Weeks", "Topics", "Required topics", "Sources", "Objective")
    numbers = _source_numbers(known)
    rows: list[tuple[Value, ...]] = []
    for module_id, module in known.items():
        of_module = (
            module_id,
            module.title,
            module.kind.value,
            module.modality.value,
            _listed(weeks[module_id]),
            ", ".join(module.topics),
            "; ".join(_required_of(subject, module)),
            _listed(tuple(numbers[source] for source in module.sources)),
        )
        rows += [(*of_module, objective, "; ".join(module.sources)) for objective in module.objectives]
    head = (*columns(*titles), Column("cited", "Sources in full", hidden=True))
    return Table(
        "modules", "Modules, topics, objectives and sources", head, tuple(rows), _NUMBERED, grouped=len(titles) - 1
    )


_NUMBERED = "Sources are named by their number in the last table; CSV and JSON hold them in full."


def _source_numbers(known: dict[str, Module]) -> dict[str, int]:
    sources = dict.fromkeys(source for module in known.values() for source in module.sources)
    return {source: number for number, source in enumerate(sources, 1)}


def _source_table(known: dict[str, Module]) -> Table:
    numbers = _source_numbers(known)
    modules: dict[str, list[str]] = {}
    for module_id, module in known.items():
        for source in dict.fromkeys(module.sources):
            modules.setdefault(source, []).append(module_id)
    rows = tuple((number, source, ", ".join(modules[source])) for source, number in numbers.items())
    return Table("sources", "Sources", columns("Number", "Source", "Modules", numbers="Number"), rows)


def _required_of(subject: Subject, module: Module) -> Iterator[str]:
    """Yield the required topics that a module is about, each with the pack that requires it."""
    for each in subject.applied:
        asked = each.pack.required_topics
        yield from (f"{t.name} ({each.id})" for t in (asked.topics if asked else ()) if set(t.any) & set(module.topics))


def _topic_table(subject: Subject, known: dict[str, Module], weeks: dict[str, tuple[int, ...]]) -> Table:
    by_topic: dict[str, list[str]] = {topic: [] for topic in subject.track.core}
    for module_id, module in known.items():
        for topic in module.topics:
            by_topic.setdefault(topic, []).append(module_id)
    core = set(subject.track.core)
    order = [*subject.track.core, *sorted(topic for topic in by_topic if topic not in core)]
    rows = tuple(
        (topic, topic in core, _listed(_weeks_of(by_topic[topic], weeks)), ", ".join(by_topic[topic]))
        for topic in order
    )
    return Table("topics", "Topics", columns("Topic", "Core", "Weeks", "Modules"), rows)


def _required_table(subject: Subject, known: dict[str, Module], weeks: dict[str, tuple[int, ...]]) -> Table:
    rows: list[tuple[Value, ...]] = []
    for each in subject.applied:
        asked = each.pack.required_topics
        for topic in asked.topics if asked else ():
            about = [module_id for module_id, module in known.items() if set(topic.any) & set(module.topics)]
            cited = f"{asked.source}; {asked.dated}" if asked else ""
            met = _listed(_weeks_of(about, weeks)) or "NEVER"
            rows.append((topic.name, each.id, ", ".join(topic.any), met, ", ".join(about), cited))
    titles = ("Required topic", "Asked by", "Topics that count", "Weeks", "Modules", "Source")
    return Table("required", "Required topics", columns(*titles), tuple(rows))


def _weeks_of(modules: list[str], weeks: dict[str, tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sorted({week for module_id in modules for week in weeks[module_id]}))


def _listed(weeks: tuple[int, ...]) -> str:
    return ", ".join(map(str, weeks))
