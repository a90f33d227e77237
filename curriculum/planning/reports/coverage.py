"""The coverage matrix: which topics a client meets, for each week in which one may join."""

from curriculum.planning.coverage import Coverage, coverage
from curriculum.planning.reports.table import PLANNED, Column, Report, Table, Value, columns
from curriculum.planning.rules.subject import Subject

MET, MISSED = "met", "MISSED"


def coverage_matrix(subject: Subject) -> Report:
    """Return what clients meet of each topic of a track, core ones first, and what each entry week amounts to."""
    covered = coverage(subject.track, subject.library)
    gaps = sum(bool(covered.gaps(topic)) for topic in subject.track.core)
    return Report(
        kind="coverage",
        title=f"Coverage: {subject.track.title}",
        facts=(
            ("Clinic", subject.clinic.name),
            ("Track", subject.id),
            ("Admission", subject.track.admission.value),
            ("Stay", f"{covered.stay} weeks of a cycle of {covered.cycle}"),
            ("Core topics", f"{len(subject.track.core)}, {gaps} with a gap"),
        ),
        tables=(_topic_table(subject, covered), _stay_table(covered)),
        notes=(
            PLANNED,
            "Closed days are left out of account: this is the plan that repeats, and a client who comes to everything.",
        ),
        wide=len(covered.stays) > 6,
    )


def _topic_table(subject: Subject, covered: Coverage) -> Table:
    core = subject.track.core
    order = [*core, *(topic for topic in covered.topics if topic not in core)]
    rows: list[tuple[Value, ...]] = []
    for topic in order:
        met = (MET if topic in stay.topics else MISSED for stay in covered.stays)
        gaps, weeks = len(covered.gaps(topic)), covered.topics.get(topic, ())
        rows.append((topic, topic in core, ", ".join(map(str, weeks)), gaps, *met))
    head = columns("Topic", "Core", "Held in weeks", "Gaps", numbers="Gaps")
    joins = tuple(Column(f"joins-in-week-{stay.entry}", f"Week {stay.entry}") for stay in covered.stays)
    note = "Week 1, week 2 and so on are those in which a client joins."
    return Table("topics", "Topics by entry week", (*head, *joins), tuple(rows), note)


def _stay_table(covered: Coverage) -> Table:
    rows = tuple(
        (
            stay.entry,
            len(stay.met),
            stay.distinct,
            len(stay.missed),
            len(stay.out_of_order),
            stay.repeats,
            stay.exact_repeats,
        )
        for stay in covered.stays
    )
    titles = ("Joins in week", "Sessions", "Modules", "Never met", "Met too early", "Repeats", "The same again")
    return Table("stays", "What a stay amounts to", columns(*titles, numbers="|".join(titles)), rows)
