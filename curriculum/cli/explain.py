"""`curriculum explain`: what a rule means, why, where its numbers come from, and how to mend what it finds."""

import json
from collections.abc import Iterator
from typing import Any

import click

from curriculum.cli.context import format_option, named_root, root, workspace_option
from curriculum.cli.words import did_you_mean
from curriculum.files.rulepacks import rule_packs
from curriculum.files.tracks import load_clinic
from curriculum.model.clinic import Clinic
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Severity
from curriculum.planning.rules import RULES
from curriculum.planning.rules.catalogue import Rule

_NUMBERS = {
    "weekly-minutes": ("weekly_minutes", "least"),
    "intensity-of-next-level": ("weekly_minutes", "most"),
    "daily-minutes": ("daily_minutes", "least"),
    "days-per-week": ("days_per_week", "least"),
    "group-too-large": ("group_size", "most"),
    "no-break": ("unbroken_minutes", "most"),
}
"""For each rule with a number in the rule packs: which limit of a pack, and which side of it."""
_UNITS = {"group_size": "clients", "days_per_week": "days"}
_COUNTS = {"session": "without breaks", "clock": "breaks included"}
_EFFECTS = {
    Severity.BLOCK: "it stops a print",
    Severity.WARN: "it stops nothing",
    Severity.NOTE: "for your information",
    Severity.OFF: "it is not checked",
}


@click.command(
    "explain",
    epilog="""\b
Examples:
  curriculum explain                       every rule, one line each
  curriculum explain weekly-minutes
""",
)
@click.argument("rule", required=False)
@format_option("text", "json")
@workspace_option
def command(rule: str | None, format_: str) -> None:
    """Say what a rule means, where its numbers come from, and how to mend it.

    Without RULE it lists all of them.
    """
    clinic = _clinic()
    if rule is None:
        rules = list(RULES.values())
        click.echo(_json([_data(each, clinic) for each in rules]) if format_ == "json" else _list(rules, clinic))
        return
    asked = _rule(rule)
    click.echo(_json(_data(asked, clinic)) if format_ == "json" else "\n".join(_lines(asked, clinic)))


def _clinic() -> Clinic:
    """Return the clinic around the current folder; rules can be explained without one, too."""
    folder = named_root()
    if folder is None:
        try:
            folder = root()
        except CurriculumError:
            return Clinic()
    return load_clinic(folder / "clinic.yaml", folder).value or Clinic()


def _rule(name: str) -> Rule:
    """Return the rule of a name, also as a report prints it: `error[weekly-minutes]:`."""
    bare = name.strip().rpartition("[")[2].rstrip("]:").lower().replace("_", "-")
    if bare not in RULES:
        raise CurriculumError(
            f'There is no rule "{name}".{did_you_mean(bare, RULES)}', "`curriculum explain` lists them all."
        )
    return RULES[bare]


def _list(rules: list[Rule], clinic: Clinic) -> str:
    width = max(len(rule.name) for rule in rules)
    return "\n".join(f"{rule.name:<{width}}  {_severity(rule, clinic).value:<5}  {rule.meaning}" for rule in rules)


def _lines(rule: Rule, clinic: Clinic) -> Iterator[str]:
    severity = _severity(rule, clinic)
    here = "" if severity is rule.severity else f"; clinic.yaml sets it, {rule.severity.value} is usual"
    yield click.style(rule.name, bold=True)
    yield f"Severity: {severity.value} ({_EFFECTS[severity]}{here})"
    yield ""
    yield rule.meaning
    yield ""
    yield f"Why: {rule.why}"
    yield f"Mend: {rule.mend}"
    numbers = list(_numbers(rule, clinic))
    if numbers:
        yield ""
        yield "Numbers:"
        for number in numbers:
            yield f"  {number['level']}: {number['says']}"
            yield f"    Source: {number['source']} ({number['dated']})"


def _numbers(rule: Rule, clinic: Clinic) -> Iterator[dict[str, Any]]:
    """Yield the rule's number of every pack, and the clinic's own where it has one."""
    if rule.name not in _NUMBERS:
        return
    name, side = _NUMBERS[rule.name]
    for level, pack in rule_packs().items():
        limit = getattr(pack, name)
        value = getattr(limit, side, None)
        if value is not None:
            counts = limit.counts if name.endswith("minutes") else None
            yield {
                "level": level,
                "side": side,
                "value": value,
                "counts": counts,
                "says": _says(name, side, value, counts),
                "source": limit.source,
                "dated": limit.dated,
            }
    own = getattr(clinic.limits, name, None)
    if own is not None and side == ("most" if name == "group_size" else "least"):
        yield {
            "level": "this clinic, in place of them",
            "side": side,
            "value": own,
            "counts": None,
            "says": _says(name, side, own, None),
            "source": "clinic.yaml, limits",
            "dated": "as it stands",
        }


def _says(name: str, side: str, value: int, counts: str | None) -> str:
    counted = f", {_COUNTS[counts]}" if counts else ""
    return f"at {side} {value} {_UNITS.get(name, 'minutes')}{counted}"


def _severity(rule: Rule, clinic: Clinic) -> Severity:
    return clinic.severities.get(rule.name, rule.severity)


def _data(rule: Rule, clinic: Clinic) -> dict[str, Any]:
    return {
        "rule": rule.name,
        "severity": _severity(rule, clinic).value,
        "usual": rule.severity.value,
        "meaning": rule.meaning,
        "why": rule.why,
        "mend": rule.mend,
        "numbers": list(_numbers(rule, clinic)),
    }


def _json(data: object) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False)
