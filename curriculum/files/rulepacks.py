"""Rule packs on the disk: those that ship with the planner, and a workspace's own in `rules/`, one YAML file each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from curriculum.files.reading import YAML_ENDINGS, Loaded, bad_name, load_value, spot_of
from curriculum.files.yamltext import Source, compose, data_of
from curriculum.model.finding import Document, Finding, Severity
from curriculum.model.rulepack import RulePack

FOLDER = "rules"
"""The folder of a workspace that holds its own packs."""
_SHIPPED = Path(__file__).parents[1] / FOLDER


@dataclass(frozen=True)
class LoadedPacks:
    """Rule packs by id, where each of a workspace's own came from, and what is wrong with the others."""

    packs: Mapping[str, RulePack]
    sources: Mapping[str, Source] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


@cache
def rule_packs() -> dict[str, RulePack]:
    """Return every rule pack that ships with the planner, by id."""
    return {
        path.stem: RulePack.model_validate(_data(path.read_text("utf-8"))) for path in sorted(_SHIPPED.glob("*.yaml"))
    }


def load_packs(root: Path) -> LoadedPacks:
    """Read a workspace's own packs above those that ship; one of the same id takes the other's place.

    A pack that extends another gives every number that it does not set itself. A file that cannot be read adds
    findings and takes nothing else with it.
    """
    loaded = {path.stem: load_pack(path, root) for path in pack_paths(root)}
    own = {pack_id: one.value for pack_id, one in loaded.items() if one.value is not None}
    sources = {pack_id: one.source for pack_id, one in loaded.items() if one.source is not None}
    findings = [finding for one in loaded.values() for finding in one.findings]
    packs = dict(rule_packs())
    for pack_id, pack in own.items():
        whole, fault = _whole(pack_id, own)
        packs[pack_id] = whole or pack
        if fault:
            findings.append(_extends_finding(pack_id, sources[pack_id], fault))
    return LoadedPacks(packs, sources, tuple(findings))


def load_pack(path: Path, root: Path) -> Loaded[RulePack]:
    """Return the rule pack of one file, as it stands there; its id is the file's stem."""
    document = Document("rules", path.stem)
    misnamed = bad_name(path, root, document)
    return Loaded(None, None, misnamed) if misnamed else load_value(path, root, RulePack, document)


def pack_paths(root: Path) -> list[Path]:
    """Return every rule pack of a workspace's own, by name."""
    return sorted(path for path in (root / FOLDER).glob("*.y*ml") if path.suffix in YAML_ENDINGS)


def _whole(pack_id: str, own: Mapping[str, RulePack]) -> tuple[RulePack | None, str]:
    """Return a pack with the numbers of those that it extends, or None and what is wrong."""
    chain = [own[pack_id]]
    seen = {pack_id}
    while chain[-1].extends is not None:
        wanted = chain[-1].extends
        # A workspace's own pack may extend the one that it takes the place of.
        base = own.get(wanted) if wanted not in seen else None
        base = base or rule_packs().get(wanted)
        if base is None or base in chain:
            return None, wanted
        seen.add(wanted)
        chain.append(base)
    numbers = dict(_numbers(reversed(chain)))
    try:
        return RulePack.model_validate(numbers), ""
    except ValidationError:
        return None, own[pack_id].extends or ""


def _numbers(chain: Iterator[RulePack]) -> Iterator[tuple[str, object]]:
    for pack in chain:
        yield from ((name, getattr(pack, name)) for name in pack.model_fields_set if name != "extends")


def _extends_finding(pack_id: str, source: Source, wanted: str) -> Finding:
    document, path = Document("rules", pack_id), ("extends",)
    known = ", ".join(sorted(rule_packs()))
    return Finding(
        rule="unknown-rule-pack",
        severity=Severity.BLOCK,
        document=document,
        path=path,
        place=f"{document}, extends",
        message=f'It extends "{wanted}", which is no rule pack, or extends this one.',
        fix=f"One of {known}, or another pack of this folder.",
        spot=spot_of(source, path),
    )


def _data(text: str) -> object:
    node = compose(text)
    return data_of(node) if node is not None else {}
