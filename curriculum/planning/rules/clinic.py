"""Rules on clinic.yaml by itself."""

from collections.abc import Iterable, Iterator

from curriculum.model.clinic import Clinic
from curriculum.planning.rules.subject import Found, meant


def unknown_rule(clinic: Clinic, rules: Iterable[str]) -> Iterator[Found]:
    """Find severities set for rules that do not exist."""
    known = list(rules)
    for name in clinic.severities:
        if name not in known:
            fix = meant(name, known) or "`curriculum explain` lists the rules."
            yield Found(("severities", name), "severities", f'There is no rule "{name}".', fix)
