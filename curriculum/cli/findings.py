"""Findings in three forms: text for people, JSON for programs, annotations for GitHub. Prints nothing itself."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click
from rich.cells import cell_len

from curriculum.cli.words import plain
from curriculum.model.finding import Finding, Severity, Spot
from curriculum.model.words import counted

LABELS = {Severity.BLOCK: ("error", "red"), Severity.WARN: ("warning", "yellow"), Severity.NOTE: ("note", "cyan")}
"""The word and the colour of each severity; the word says all that the colour says."""
_LEVELS = {Severity.BLOCK: "error", Severity.WARN: "warning", Severity.NOTE: "notice"}
_WIDEST = 100
"""Cells of a source line that are shown at most; what lies further from the fault is cut."""


def seen_from(findings: Iterable[Finding], root: Path, shown: Callable[[Path], str]) -> tuple[Finding, ...]:
    """Return findings whose files are named as `shown` names them, and no longer from the workspace's root."""
    return tuple(
        replace(finding, spot=replace(finding.spot, file=shown(root / finding.spot.file))) if finding.spot else finding
        for finding in findings
    )


def as_text(findings: Sequence[Finding]) -> str:
    """Return findings to read: what, where, the lines with a mark under the fault, and how to mend it.

    A note is kept to its words, without the lines, so that what matters stands out.
    """
    return "\n\n".join("\n".join(_text_lines(finding)) for finding in findings)


def as_json(findings: Sequence[Finding]) -> str:
    """Return findings as a JSON list; file, line and column are null where a finding has no place in a file."""
    return json.dumps([_plain_data(finding) for finding in findings], indent=2, ensure_ascii=False)


def as_github(findings: Sequence[Finding]) -> str:
    """Return findings as workflow commands, one a line, which GitHub shows beside the code.

    Source: docs.github.com, workflow commands for GitHub Actions, "Setting an error message" (read 2026-11).
    """
    return "\n".join(map(_annotation, findings))


FORMS: dict[str, Callable[[Sequence[Finding]], str]] = {"text": as_text, "json": as_json, "github": as_github}
"""Every form by the name that `--format` gives it."""


def summary(findings: Sequence[Finding], files: int) -> str:
    """Return one line, such as `2 findings block, 3 warnings, 1 note in 18 files`."""
    where = f"in {counted(files, 'file')}"
    if not findings:
        return f"No findings {where}."
    number = Counter(finding.severity for finding in findings)
    blocks = number[Severity.BLOCK]
    first = {0: "No finding blocks", 1: "1 finding blocks"}.get(blocks, f"{blocks} findings block")
    words = {Severity.WARN: "warning", Severity.NOTE: "note"}
    rest = [counted(number[weight], word) for weight, word in words.items() if number[weight]]
    return f"{', '.join([first, *rest])} {where}."


def _text_lines(finding: Finding) -> Iterator[str]:
    word, colour = LABELS[finding.severity]
    label = click.style(f"{word}[{finding.rule}]", fg=colour, bold=True)
    yield f"{label}: {plain(finding.message)}"
    spot = finding.spot
    margin = " " * (len(str(spot.excerpt[-1][0])) if spot and spot.excerpt else 1)
    if spot is not None:
        yield f"{margin}--> {plain(spot.file)}:{spot.line}:{spot.column} ({plain(finding.place)})"
        if finding.severity is not Severity.NOTE:
            yield from _excerpt(spot, margin, colour)
    else:
        yield f"{margin}--> {plain(finding.place)}"
    if finding.fix:
        yield f"{margin} = help: {plain(finding.fix)}"


def _excerpt(spot: Spot, margin: str, colour: str) -> Iterator[str]:
    """Yield the lines around a fault, and a line with carets under it."""
    bar = click.style("|", dim=True)
    yield f"{margin} {bar}"
    for number, line in spot.excerpt:
        marked = number == spot.line
        start = _first_shown(line, spot.column - 1) if marked else 0
        shown = _cut(plain(line[start:]))
        yield f"{number:>{len(margin)}} {bar} {'...' * (start > 0)}{shown}".rstrip()
        if marked:
            before = cell_len(plain(line[start : spot.column - 1])) + 3 * (start > 0)
            fault = cell_len(plain(line[spot.column - 1 : spot.column - 1 + spot.length])) or 1
            carets = "^" * max(1, min(fault, _WIDEST + 3 - before))
            yield f"{margin} {bar} {' ' * before}{click.style(carets, fg=colour, bold=True)}"


def _first_shown(line: str, column: int) -> int:
    """Return from which character to show a line so that the fault at `column` (from 0) lies in view."""
    if cell_len(plain(line[: column + 1])) <= _WIDEST - 20:
        return 0
    return max(0, column - _WIDEST // 3)


def _cut(text: str) -> str:
    """Return text that is at most `_WIDEST` cells wide, and says so where something was cut."""
    # Thousands of accents may stand on one letter, in one cell.
    if cell_len(text) <= _WIDEST and len(text) <= 4 * _WIDEST:
        return text
    text = text[: 4 * _WIDEST]
    while cell_len(text) > _WIDEST - 3:
        text = text[: _WIDEST - 3] if len(text) > _WIDEST else text[:-1]
    return f"{text}..."


def _plain_data(finding: Finding) -> dict[str, str | int | None]:
    spot = finding.spot
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "file": spot.file if spot else None,
        "line": spot.line if spot else None,
        "column": spot.column if spot else None,
        "place": finding.place,
        "message": finding.message,
        "fix": finding.fix,
        **({"pack": finding.pack} if finding.pack else {}),
    }


def _annotation(finding: Finding) -> str:
    spot = finding.spot
    where = {"file": spot.file, "line": spot.line, "col": spot.column} if spot else {}
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in {**where, "title": finding.rule}.items())
    return f"::{_LEVELS[finding.severity]} {properties}::{_escaped(f'{finding.message} {finding.fix}'.strip())}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
