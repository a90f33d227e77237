"""Rules on clinic.yaml by itself."""

from collections.abc import Iterable, Iterator

from curriculum.model.clinic import Clinic
from curriculum.model.finding import Steps
from curriculum.planning.contrast import ENOUGH, closest_enough, worst_contrast
from curriculum.planning.rules.subject import Found, meant


def unknown_rule(clinic: Clinic, rules: Iterable[str]) -> Iterator[Found]:
    """Find severities set for rules that do not exist."""
    known = list(rules)
    for name in clinic.severities:
        if name not in known:
            fix = meant(name, known) or "`curriculum explain` lists the rules."
            yield Found(("severities", name), "severities", f'There is no rule "{name}".', fix)


def unknown_rule_pack(clinic: Clinic, packs: Iterable[str]) -> Iterator[Found]:
    """Find rule packs that hold for every track and that nobody has."""
    known = list(packs)
    for index, pack in enumerate(clinic.rules if known else ()):
        if pack not in known:
            fix = f"{meant(pack, known)} One of {', '.join(known)}.".lstrip()
            yield Found(("rules", index), "rules", f'No rule pack is named "{pack}".', fix)


def unknown_holiday(clinic: Clinic) -> Iterator[Found]:
    """Find a country, a region or an exception under `holidays` that the calendar of holidays does not know."""
    for each in clinic.holidays.unknown() if clinic.holidays else ():
        path: Steps = ("holidays", each.key) if each.position is None else ("holidays", each.key, each.position)
        what = "no holiday there" if each.key == "except" else f"no {each.key} whose holidays are known"
        few = ", ".join(each.known[:_FEW]) + (", and others" if len(each.known) > _FEW else "")
        fix = f'Did you mean "{each.closest}"?' if each.closest else f"Known: {few}." if few else "Delete it."
        yield Found(path, "holidays", f'"{each.name}" is {what}.', fix)


def low_contrast(clinic: Clinic) -> Iterator[Found]:
    """Find colors of the clinic's own in which words are hard to read on paper, or white words on them."""
    for name, color in clinic.print.colors.given.items():
        ratio = worst_contrast(color)
        if ratio < ENOUGH:
            said = (
                f"{color} has a contrast of {int(ratio * 10) / 10} to the paper; words need {ENOUGH} (WCAG 2.2, 1.4.3)."
            )
            fix = f'The closest shade of it that reads well is "{closest_enough(color)}".'
            yield Found(("print", "colors", name), f"print, colors, {name}", said, fix)


_FEW = 20
"""Names to list at most where none comes close."""
