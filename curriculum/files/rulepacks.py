"""The rule packs that ship with the planner: one YAML file for each level of care."""

from functools import cache
from pathlib import Path

from curriculum.files.yamltext import compose, data_of
from curriculum.model.rulepack import RulePack

_FOLDER = Path(__file__).parents[1] / "rules"


@cache
def rule_packs() -> dict[str, RulePack]:
    """Return every rule pack by the level of care that it is for."""
    packs = {}
    for path in sorted(_FOLDER.glob("*.yaml")):
        node = compose(path.read_text("utf-8"))
        packs[path.stem] = RulePack.model_validate(data_of(node) if node is not None else {})
    return packs
