"""Which editions a print is made in: those asked for, or the clinic's own, and why some are refused.

Both faces ask here. The table of editions is `PAGE_EDITIONS`; those that a clinic may have for all its pages are named
in `clinic.yaml`, as `print: {editions: [low-ink]}`.
"""

from collections.abc import Collection, Iterable

from curriculum.export.editions import PAGE_EDITIONS, PLAIN_NAME, Editions
from curriculum.export.pagekind import PageKind
from curriculum.model.clinic import Clinic
from curriculum.model.errors import CurriculumError
from curriculum.model.translation import SOURCE

__all__ = ["PAGE_EDITIONS", "PLAIN_NAME", "chosen_editions", "clinic_editions", "editions_for"]


def clinic_editions(clinic: Clinic) -> Editions:
    """Return the editions that a clinic has its pages in."""
    return Editions.named(clinic.print.editions)


def editions_for(kinds: Iterable[PageKind]) -> tuple[str, ...]:
    """Return the names of the editions that go with at least one kind of page."""
    wanted = frozenset(kinds)
    return tuple(name for name, edition in PAGE_EDITIONS.items() if edition.kinds & wanted)


def chosen_editions(  # noqa: PLR0913 - all but the first three are named
    clinic: Clinic,
    asked: Collection[str],
    kinds: Collection[PageKind],
    *,
    formats: Collection[str] = ("pdf",),
    languages: Collection[str] = (SOURCE,),
    minutes: int | None = None,
) -> Editions:
    """Return the editions of a print of some kinds of page; `asked` are names, none for the clinic's own.

    Raises CurriculumError, with what to ask for instead, where an edition goes with none of the kinds, or not with
    another, a format or two languages; and where sessions are to be shortened and no guide is printed.
    """
    if minutes is not None and "guide" not in kinds:
        raise CurriculumError(
            f"A session of {minutes} minutes is a matter of guides, and none is printed here.",
            "Print guides by themselves: --only guides.",
        )
    if not asked:
        own = clinic_editions(clinic).names
        return Editions.named((name for name in own if _goes(name, formats)), minutes)
    names = Editions.named(asked).names
    for name in names:
        _check_kinds(name, kinds)
        _check_formats(name, formats)
        _check_partners(name, names)
    if "fillable" in names and len(languages) > 1:
        raise CurriculumError(
            "Sheets in two languages on facing pages cannot be filled in: both would have the same fields.",
            f"Print one language: --language {[*languages][-1]}.",
        )
    return Editions.named(names, minutes)


def _goes(name: str, formats: Collection[str]) -> bool:
    return PAGE_EDITIONS[name].formats.issuperset(formats)


def _check_kinds(name: str, kinds: Collection[PageKind]) -> None:
    edition = PAGE_EDITIONS[name]
    if edition.kinds.isdisjoint(kinds):
        others = ", ".join(editions_for(kinds)) or "none"
        printed = " and ".join(sorted(kinds))
        merged = " Fields would lose their names where pages are bound together." if name == "fillable" else ""
        raise CurriculumError(
            f"There is no {name} edition of {printed}.{merged}",
            f"It goes with {', '.join(sorted(edition.kinds))}; what is printed here goes with {others}.",
        )


def _check_formats(name: str, formats: Collection[str]) -> None:
    made = PAGE_EDITIONS[name].formats
    wrong = sorted(set(formats) - made)
    if wrong:
        raise CurriculumError(
            f"There is no {name} edition as {', '.join(wrong)}.",
            f"It is made as {' and '.join(sorted(made, reverse=True))}.",
        )


def _check_partners(name: str, names: Collection[str]) -> None:
    for other, why in PAGE_EDITIONS[name].not_with.items():
        shared = PAGE_EDITIONS[name].styles.keys() & PAGE_EDITIONS[other].styles.keys()
        if other in names and shared:
            raise CurriculumError(f"{name} and {other} do not go together: {why}.", "Ask for one of them at a time.")
