"""Small modules, tracks and clinics for tests: each builder takes only what the test is about."""

from datetime import date
from typing import Any

from curriculum.files.rulepacks import rule_packs
from curriculum.model.clinic import Clinic
from curriculum.model.finding import Finding
from curriculum.model.library import Library
from curriculum.model.module import Module
from curriculum.model.track import Cell, Day, Track
from curriculum.planning.calendar import sessions
from curriculum.planning.rules import Subject, check_track

TODAY = date(2026, 11, 24)
MON, TUE, WED, THU, FRI = Day.MON, Day.TUE, Day.WED, Day.THU, Day.FRI


def module(minutes: Any = None, **changes: Any) -> Module:
    """Return a module of one step; `minutes` as in YAML, 45 to 75 around 60 unless said."""
    data: dict[str, Any] = {
        "title": "A Module",
        "summary": "Clients do one thing.",
        "modality": "cbt",
        "kind": "skills",
        "status": "reviewed",
        "reviewed": {"by": "A Clinician", "on": "2026-11-01", "due": "2027-11-01"},
        "objectives": ["Name one thing."],
        "agenda": [{"name": "All", "type": "practice", "minutes": minutes or {"least": 45, "planned": 60, "most": 75}}],
        "license": "CC-BY-4.0",
        "author": "Somebody",
    }
    return Module.model_validate(data | changes)


def library(**modules: Module) -> Library:
    """Return a library of modules; underscores in their names stand for hyphens."""
    return Library({name.replace("_", "-"): value for name, value in modules.items()})


def track(plan: dict[Any, Any] | None = None, **changes: Any) -> Track:
    """Return T8: three 60-minute groups with two breaks on Mon, Wed and Fri, 09:00 to 12:20, for 8 weeks."""
    data: dict[str, Any] = {
        "title": "T8",
        "level": "iop-adult",
        "starts": "2026-11-30",
        "cycle": 8,
        "stay": 6,
        "census": 10,
        "meetings": [
            {
                "days": ["mon", "wed", "fri"],
                "from": "09:00",
                "slots": [
                    {"name": "process", "minutes": 60, "standing": "process-group"},
                    {"break": 10},
                    {"name": "skills", "minutes": 60, "sequence": "skills"},
                    {"break": 10},
                    {"name": "elective", "minutes": 60},
                ],
            }
        ],
        "plan": plan or {},
    }
    return Track.model_validate(data | changes)


PROCESS = module(title="Process", kind="group", modality="other", **{"repeat-after": 0})


def full_plan(weeks: int = 8) -> tuple[dict[int, Any], Library]:
    """Return a plan of distinct modules for every open slot of T8, and the library that holds them."""
    plan: dict[int, Any] = {}
    modules = {"process-group": PROCESS}
    for week in range(1, weeks + 1):
        for day in ("mon", "wed", "fri"):
            names = {slot: f"{slot}-{week}-{day}" for slot in ("skills", "elective")}
            plan.setdefault(week, {})[day] = names
            modules |= {name: module(title=name) for name in names.values()}
    return plan, Library(modules)


def subject(
    planned: Track, modules: Library, clinic: Clinic | None = None, others: dict[str, Track] | None = None
) -> Subject:
    """Return what the rules look at, for a track called `t8`."""
    clinic = clinic or Clinic()
    elsewhere = {name: sessions(other, clinic, range(1, other.cycle + 1)) for name, other in (others or {}).items()}
    return Subject("t8", planned, modules, clinic, rule_packs(), elsewhere)


def found(rule: str, about: Subject, today: date = TODAY) -> list[Finding]:
    """Return what one rule says."""
    return [finding for finding in check_track(about, today) if finding.rule == rule]


def cell(week: int, day: Day, slot: str = "skills") -> Cell:
    """Return the address of a slot."""
    return Cell(week, day, slot)
