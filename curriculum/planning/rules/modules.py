"""Rules on a module by itself and on its ties to the rest of the library."""

from collections.abc import Iterator

from curriculum.model.module import Modality
from curriculum.planning.rules.subject import Found, ModuleSubject, meant


def missing_caution(subject: ModuleSubject) -> Iterator[Found]:
    """Find mindfulness and art modules that say nothing of whom they may harm."""
    module = subject.module
    if module.modality in (Modality.MINDFULNESS, Modality.ART) and not module.cautions:
        yield Found(
            ("cautions",),
            "cautions",
            f"A module of {module.modality.value} needs cautions; it has none.",
            "Say for whom it may be too much, and what to do instead.",
        )


EXPRESSIVE = frozenset(("expressive-arts", "art", "arts-and-crafts", "creativity"))
"""Topics that say how a session works and not what it treats."""


def art_without_goal(subject: ModuleSubject) -> Iterator[Found]:
    """Find art modules that name nothing they treat: no `goal`, and no topic but the making of art itself."""
    module = subject.module
    if module.modality is Modality.ART and not module.goal and EXPRESSIVE.issuperset(module.topics):
        told = f"its topics are {', '.join(module.topics)}" if module.topics else "it names no topic"
        yield Found(
            ("topics",),
            "topics",
            f"An art module without a clinical goal: {told}, and it has no `goal`.",
            "Name what it treats under `topics`, such as emotions or coping-skills, or say it under `goal`.",
        )


def unknown_prerequisite(subject: ModuleSubject) -> Iterator[Found]:
    """Find prerequisites that the library does not hold."""
    for index, needed in enumerate(subject.module.after):
        if subject.library.get(needed) is None:
            fix = meant(needed, subject.library.modules) or "Correct the id, or write that module."
            yield Found(("after", index), "after", f'The library has no module "{needed}".', fix)


def prerequisite_loop(subject: ModuleSubject) -> Iterator[Found]:
    """Find modules that wait, through their prerequisites, for themselves."""
    waiting, seen = list(subject.module.after), set()
    while waiting:
        needed = waiting.pop()
        if needed == subject.id:
            yield Found(
                ("after",),
                "after",
                "Through its prerequisites this module waits for itself.",
                "Cut the loop.",
            )
            return
        other = subject.library.get(needed)
        if other is not None and needed not in seen:
            seen.add(needed)
            waiting += other.after


def license_withheld(subject: ModuleSubject) -> Iterator[Found]:
    """Find handouts whose text may be copied only by who bought the book, which keeps it out of every print."""
    for number, handout in enumerate(subject.module.handouts):
        if handout.withheld and handout.rights is not None:
            yield Found(
                ("handouts", number, "rights"),
                f'handout "{handout.title}"',
                f"Its text is not printed: only those who bought {handout.rights.cited} may copy it. A page that says "
                "what to bring stands for it.",
                "Write the reference under `permission` once the publisher lets the clinic copy it.",
            )


def review_overdue(subject: ModuleSubject) -> Iterator[Found]:
    """Find modules whose clinical review was due before today."""
    reviewed = subject.module.reviewed
    if reviewed is not None and reviewed.due < subject.today:
        message = f"Its clinical review was due on {reviewed.due}."
        yield Found(("reviewed", "due"), "reviewed", message, "Review it, and set `by`, `on` and the next `due`.")
