"""From a track, the library and the clinic to findings: every rule, weighed as the clinic weighs it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from curriculum.model.clinic import Clinic
from curriculum.model.finding import Document, Finding, Severity
from curriculum.model.library import Library
from curriculum.model.track import TrackWaiver
from curriculum.model.waiver import Waiver
from curriculum.planning.rules import clinic as clinic_rules
from curriculum.planning.rules.catalogue import RULES
from curriculum.planning.rules.subject import Found, ModuleSubject, Subject, said_once
from curriculum.planning.rules.translations import TranslationSubject


def check_track(subject: Subject, today: date) -> tuple[Finding, ...]:
    """Return everything the rules say of a track.

    Rules on dates look at the run of the cycle that is held on `today` and at the next. A finding that a waiver covers
    on `today` becomes a note that says who waived it, why and until when.
    """
    subject = subject.on(today)
    document = Document("track", subject.id)
    found = (
        _finding(rule.name, thing, document, subject.clinic)
        for rule in RULES.values()
        if rule.check is not None and _severity(rule.name, subject.clinic) is not Severity.OFF
        for thing in said_once(rule.check(subject))
    )
    return tuple(_waived(finding, subject.track.waivers, today) for finding in found)


def check_module(subject: ModuleSubject) -> tuple[Finding, ...]:
    """Return everything the rules say of one module. Waivers count as they do on a track."""
    document = Document("module", subject.id)
    found = (
        _finding(rule.name, thing, document, subject.clinic)
        for rule in RULES.values()
        if rule.of_module is not None and _severity(rule.name, subject.clinic) is not Severity.OFF
        for thing in rule.of_module(subject)
    )
    return tuple(_waived(finding, subject.module.waivers, subject.today) for finding in found)


def check_translations(module_id: str, library: Library, clinic: Clinic) -> tuple[Finding, ...]:
    """Return everything the rules say of the translations of one module; nothing where the module is not there."""
    module = library.get(module_id)
    if module is None:
        return ()
    return tuple(
        _finding(rule.name, thing, Document("translation", f"{module_id}.{language}"), clinic)
        for language, translation in library.translations[module_id].items()
        for rule in RULES.values()
        if rule.of_translation is not None and _severity(rule.name, clinic) is not Severity.OFF
        for thing in rule.of_translation(TranslationSubject(module, translation))
    )


def check_clinic(clinic: Clinic, packs: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Return everything the rules say of clinic.yaml; of its rule packs where the ids of all `packs` are given."""
    document = Document("clinic")
    found = [_finding("unknown-rule", thing, document, clinic) for thing in clinic_rules.unknown_rule(clinic, RULES)]
    found += [_finding("unknown-holiday", thing, document, clinic) for thing in clinic_rules.unknown_holiday(clinic)]
    if _severity("low-contrast", clinic) is not Severity.OFF:
        found += [_finding("low-contrast", thing, document, clinic) for thing in clinic_rules.low_contrast(clinic)]
    unknown = clinic_rules.unknown_rule_pack(clinic, packs)
    return (*found, *(_finding("unknown-rule-pack", thing, document, clinic) for thing in unknown))


def weighed(findings: Iterable[Finding], clinic: Clinic) -> tuple[Finding, ...]:
    """Return findings from the reading of files with the clinic's severities.

    What keeps a file from being read always blocks: a clinic cannot wish it away.
    """
    unreadable = ("bad-name", "bad-yaml", "repeated-key", "unknown-key", "missing-key", "bad-value")
    return tuple(
        finding if finding.rule in unreadable else replace(finding, severity=_severity(finding.rule, clinic))
        for finding in findings
        if finding.rule in unreadable or _severity(finding.rule, clinic) is not Severity.OFF
    )


def for_weeks(findings: Iterable[Finding], weeks: Iterable[int]) -> tuple[Finding, ...]:
    """Return the findings that concern those weeks, or no week in particular."""
    wanted = frozenset(weeks)
    return tuple(finding for finding in findings if finding.week is None or finding.week in wanted)


def _severity(rule: str, clinic: Clinic) -> Severity:
    return clinic.severities.get(rule, RULES[rule].severity)


def _finding(rule: str, found: Found, document: Document, clinic: Clinic) -> Finding:
    return Finding(
        rule=rule,
        severity=_lighter(_severity(rule, clinic), found.severity),
        document=document,
        path=found.path,
        place=f"{document.id or document.kind}, {found.place}",
        message=found.message,
        fix=found.fix,
        week=found.week,
        day=found.day,
        pack=found.pack,
    )


_WEIGHTS = (Severity.OFF, Severity.NOTE, Severity.WARN, Severity.BLOCK)


def _lighter(severity: Severity, most: Severity | None) -> Severity:
    """Return a severity, or what it is at most."""
    return severity if most is None else min(severity, most, key=_WEIGHTS.index)


def _waived(finding: Finding, waivers: Iterable[Waiver], today: date) -> Finding:
    for waiver in waivers:
        if waiver.rule == finding.rule and today <= waiver.until and _covers(waiver, finding):
            said = f"Waived by {waiver.by} until {waiver.until}: {waiver.reason} ({finding.message})"
            return replace(finding, severity=Severity.NOTE, message=said)
    return finding


def _covers(waiver: Waiver, finding: Finding) -> bool:
    """Tell whether a waiver is of the week, day and rule pack of a finding; one that names none of them is of all."""
    if not isinstance(waiver, TrackWaiver):
        return True
    of_when = waiver.week in (None, finding.week) and waiver.day in (None, finding.day)
    return of_when and waiver.pack in (None, finding.pack)


__all__ = [
    "RULES",
    "ModuleSubject",
    "Subject",
    "check_clinic",
    "check_module",
    "check_track",
    "check_translations",
    "for_weeks",
    "weighed",
]
