"""`curriculum explain`: what a rule means, why, where its numbers come from, and how to mend what it finds."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import click

from curriculum.cli.context import format_option, named_root, root, workspace_option
from curriculum.cli.words import did_you_mean, plain
from curriculum.files.rulepacks import load_packs, rule_packs
from curriculum.files.tracks import load_clinic
from curriculum.model.clinic import Clinic
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Severity
from curriculum.model.rulepack import RulePack
from curriculum.planning.packs import Number, numbers_of, own_numbers
from curriculum.planning.rules import RULES
from curriculum.planning.rules.catalogue import Rule

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
  curriculum explain medicare-iop          every number of a rule pack
""",
)
@click.argument("rule", required=False)
@format_option("text", "json")
@workspace_option
def command(rule: str | None, format_: str) -> None:
    """Say what a rule means, where its numbers come from, and how to mend it.

    Without RULE it lists all of them. The id of a rule pack shows every number of it.
    """
    known = _known()
    if rule is None:
        rules = list(RULES.values())
        click.echo(_json([_data(each, known) for each in rules]) if format_ == "json" else _list(rules, known))
        return
    if rule in known.packs:
        pack = known.packs[rule]
        click.echo(_json(_pack_data(rule, pack)) if format_ == "json" else "\n".join(_pack_lines(rule, pack)))
        return
    asked = _rule(rule, known)
    click.echo(_json(_data(asked, known)) if format_ == "json" else "\n".join(_lines(asked, known)))


@dataclass(frozen=True)
class _Known:
    """The clinic around the current folder, and every rule pack that it has."""

    clinic: Clinic
    packs: Mapping[str, RulePack]


def _known() -> _Known:
    """Return what is known here; rules can be explained outside any workspace, too."""
    folder = named_root()
    if folder is None:
        try:
            folder = root()
        except CurriculumError:
            return _Known(Clinic(), rule_packs())
    return _Known(load_clinic(folder / "clinic.yaml", folder).value or Clinic(), load_packs(folder).packs)


def _rule(name: str, known: _Known) -> Rule:
    """Return the rule of a name, also as a report prints it: `error[weekly-minutes]:`."""
    bare = name.strip().rpartition("[")[2].rstrip("]:").lower().replace("_", "-")
    if bare not in RULES:
        raise CurriculumError(
            f'There is no rule "{name}".{did_you_mean(bare, [*RULES, *known.packs])}',
            "`curriculum explain` lists them all.",
        )
    return RULES[bare]


def _list(rules: list[Rule], known: _Known) -> str:
    width = max(len(rule.name) for rule in rules)
    return "\n".join(
        f"{rule.name:<{width}}  {_severity(rule, known.clinic).value:<5}  {rule.meaning}" for rule in rules
    )


def _lines(rule: Rule, known: _Known) -> Iterator[str]:
    severity = _severity(rule, known.clinic)
    here = "" if severity is rule.severity else f"; clinic.yaml sets it, {rule.severity.value} is usual"
    yield click.style(rule.name, bold=True)
    yield f"Severity: {severity.value} ({_EFFECTS[severity]}{here})"
    yield ""
    yield rule.meaning
    yield ""
    yield f"Why: {rule.why}"
    yield f"Mend: {rule.mend}"
    numbers = list(_numbers(rule, known))
    if numbers:
        yield ""
        yield "Numbers:"
        for number in numbers:
            yield f"  {number['level']}: {number['says']}"
            if number["means"]:
                yield f"    {number['means']}"
            if number["weighs at most"]:
                yield f"    Weighs at most: {number['weighs at most']}"
            yield f"    Source: {number['source']} ({number['dated']})"


def _numbers(rule: Rule, known: "_Known") -> Iterator[dict[str, Any]]:
    """Yield the rule's numbers of every pack, and the clinic's own where it has one."""
    for pack_id, pack in known.packs.items():
        yield from (_number(number, pack_id) for number in numbers_of(pack, pack_id) if number.rule == rule.name)
    own = (number for number in own_numbers(known.clinic) if number.rule == rule.name)
    yield from (_number(number, "this clinic, in place of them") for number in own)


def _number(number: Number, level: str) -> dict[str, Any]:
    return {
        "level": level,
        "side": number.side,
        "value": number.value,
        "counts": number.counts,
        "says": number.says,
        "weighs at most": number.sourced.severity.value if number.sourced.severity else None,
        "means": number.sourced.means,
        "source": number.sourced.source,
        "dated": number.sourced.dated,
    }


def _pack_lines(pack_id: str, pack: RulePack) -> Iterator[str]:
    yield click.style(pack_id, bold=True)
    yield f"{plain(pack.title)} ({_ASKERS[pack.of]})"
    if pack.about:
        yield ""
        yield plain(pack.about)
    for number in numbers_of(pack, pack_id):
        yield ""
        yield f"{number.rule}: {plain(number.says)}"
        if number.sourced.means:
            yield f"  {plain(number.sourced.means)}"
        if number.sourced.severity:
            yield f"  Weighs at most: {number.sourced.severity.value}"
        yield f"  Source: {plain(number.sourced.source)} ({plain(number.sourced.dated)})"
    if pack.beyond_a_plan:
        yield ""
        yield "Asked for as well, and beyond what a plan can show:"
        yield from (f"  - {plain(line)}" for line in pack.beyond_a_plan)


_ASKERS = {
    "level": "a level of care",
    "payer": "a payer",
    "accreditor": "an accreditor",
    "state": "a state",
    "clinic": "a clinic's own",
}


def _pack_data(pack_id: str, pack: RulePack) -> dict[str, Any]:
    numbers = (dict(rule=number.rule, **_number(number, pack_id)) for number in numbers_of(pack, pack_id))
    return {
        "pack": pack_id,
        "title": pack.title,
        "of": pack.of,
        "about": pack.about,
        "numbers": list(numbers),
        "beyond a plan": list(pack.beyond_a_plan),
    }


def _severity(rule: Rule, clinic: Clinic) -> Severity:
    return clinic.severities.get(rule.name, rule.severity)


def _data(rule: Rule, known: _Known) -> dict[str, Any]:
    return {
        "rule": rule.name,
        "severity": _severity(rule, known.clinic).value,
        "usual": rule.severity.value,
        "meaning": rule.meaning,
        "why": rule.why,
        "mend": rule.mend,
        "numbers": list(_numbers(rule, known)),
    }


def _json(data: object) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False)
