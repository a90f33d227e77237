"""Rules on clinic.yaml by itself."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from curriculum.model.clinic import Clinic
from curriculum.planning.rules.subject import Found


def unknown_rule(clinic: Clinic, rules: Iterable[str]) -> Iterator[Found]:
    """Find severities set for rules that do not exist."""
    known = list(rules)
    for name in clinic.severities:
        if name not in known:
            close = get_close_matches(name, known, n=1)
            fix = f'Did you mean "{close[0]}"?' if close else "`curriculum explain` lists the rules."
            yield Found(("severities", name), "severities", f'There is no rule "{name}".', fix)
