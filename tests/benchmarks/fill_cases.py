"""Random clinics, libraries and tracks for the benchmark and the property tests of `fill`: same seed, same case."""

from random import Random
from typing import Any

from curriculum.files.rulepacks import rule_packs
from curriculum.model.clinic import Clinic
from curriculum.model.library import Library
from curriculum.model.module import Module
from curriculum.model.track import Track
from curriculum.planning.calendar import sessions
from curriculum.planning.rules import Subject

PROCESS = "open-group"
TOPICS = [f"topic-{number}" for number in range(30)]
_LEADS = (
    *(["lcsw", "lpc", "lmft"], ["lcsw", "lpc", "lmft", "cadc"], ["lpc", "cadc"], ["lcsw", "lmft"], ["lcsw", "lpc"]),
    *(["dbt-skills"], ["atr"], []),
)
_MODALITIES = ("cbt", "dbt", "mi", "mindfulness", "art", "other", "other")
_KINDS = ("skills", "skills", "psychoeducation", "group")
_LICENSES = ("lcsw", "lpc", "lmft", "cadc")
_HOLDINGS = ("lcsw", "lpc", "lmft", "cadc", "dbt-skills", "atr")
_DAYS = ("mon", "tue", "wed", "thu", "fri")


def random_module(dice: Random, name: str, **changes: Any) -> Module:
    """Return a module of random length, modality, topics, leaders and room."""
    length = dice.choice((50, 60, 60, 60, 60, 75, 90))
    agenda = {"least": round(length * 0.75), "planned": length, "most": round(length * 1.3)}
    data: dict[str, Any] = {
        "title": name.replace("-", " ").capitalize(),
        "summary": "Clients do one thing.",
        "modality": dice.choice(_MODALITIES),
        "kind": dice.choice(_KINDS),
        "status": "ready",
        "objectives": ["Name one thing."],
        "topics": dice.sample(TOPICS, dice.choice((1, 2, 3))),
        "lead": dice.choice(_LEADS),
        "room": dice.choice(([], ["tables"], ["quiet"], ["floor-space"])),
        "repeat-after": dice.choice((4, 6, 6, 8)),
        "intensity": dice.choice(("gentle", "moderate", "moderate", "strong")),
        "agenda": [{"name": "All", "type": "practice", "minutes": agenda}],
        "license": "CC-BY-4.0",
        "author": "Somebody",
    }
    return Module.model_validate(data | changes)


def random_library(dice: Random, size: int) -> Library:
    """Return a library, half of it in series of three to ten parts, and a fifth of the rest with prerequisites."""
    modules = {
        PROCESS: random_module(dice, PROCESS, **{"repeat-after": 0, "kind": "group", "lead": [], "modality": "other"})
    }
    while len(modules) < size // 2:
        series, parts = f"series-{len(modules)}", dice.randint(3, 10)
        lead = dice.choice(_LEADS)
        for part in range(1, min(parts, size // 2 - len(modules)) + 1):
            name = f"{series}-part-{part}"
            modules[name] = random_module(dice, name, series=series, part=part, lead=lead)
    while len(modules) <= size:
        name = f"single-{len(modules)}"
        after = dice.sample(sorted(set(modules) - {PROCESS}), 1) if dice.random() < 0.2 else []
        modules[name] = random_module(dice, name, after=after)
    return Library(modules)


def random_clinic(dice: Random, people: int) -> Clinic:
    """Return a clinic whose people hold one or two credentials each, every credential held by somebody."""
    staff = {}
    for number in range(people):
        held = {_HOLDINGS[number % len(_HOLDINGS)], dice.choice(_LICENSES)}
        # Those who lead the slots work every day; the others miss one now and then.
        days = {day: "08:00-18:00" for day in _DAYS if number < people // 2 or dice.random() < 0.8}
        staff[f"person-{number}"] = {
            "name": f"Person {number}",
            "credentials": sorted(held),
            "available": days,
            "load": dice.choice((900, 1200)),
        }
    features = [["tables", "quiet"], ["tables", "floor-space"], ["quiet", "floor-space"], ["tables"]]
    rooms = {
        f"room-{n}": {"name": f"Room {n}", "seats": dice.choice((12, 14, 20)), "features": features[n % 4]}
        for n in range(max(4, people // 2))
    }
    return Clinic.model_validate({"people": staff, "rooms": rooms})


def random_track(
    dice: Random, clinic: Clinic, *, weeks: int = 12, days: int = 5, standing: bool = True, **changes: Any
) -> Track:
    """Return a track of three slots a day without a plan, with ten core topics; the first slot may be standing."""
    people = sorted(clinic.people, key=lambda name: int(name.rpartition("-")[2]))
    regular, rooms = people[: len(people) // 2], sorted(clinic.rooms)
    staff, held_in = dice.sample(regular, 3), dice.sample(rooms, 3)
    data: dict[str, Any] = {
        "title": "Random",
        "level": "iop-adult",
        "starts": "2027-01-04",
        "cycle": weeks,
        "stay": max(1, weeks * 2 // 3),
        "census": 10,
        "core": dice.sample(TOPICS, 10),
        "meetings": [
            {
                "days": list(_DAYS[:days]),
                "from": "09:00",
                "slots": [
                    {"name": "first", "minutes": 60, **({"standing": PROCESS} if standing else {})},
                    {"break": 10},
                    {"name": "second", "minutes": 60},
                    {"break": 10},
                    {"name": "third", "minutes": dice.choice((60, 75, 90))},
                ],
            }
        ],
        "staff": dict(zip(("first", "second", "third"), staff, strict=True)),
        "rooms": dict(zip(("first", "second", "third"), held_in, strict=True)),
        "wishes": {"modality-minutes": [{"modality": "mindfulness", "least": 60}, {"modality": "art", "most": 180}]},
    }
    return Track.model_validate(data | changes)


def random_subject(
    seed: int, *, modules: int = 200, weeks: int = 12, people: int = 10, days: int = 5, standing: bool = True
) -> Subject:
    """Return a track to fill with everything around it."""
    dice = Random(seed)
    library, clinic = random_library(dice, modules), random_clinic(dice, people)
    track = random_track(dice, clinic, weeks=weeks, days=days, standing=standing)
    return Subject("random", track, library, clinic, rule_packs())


def shared_subjects(seed: int, tracks: int = 4) -> tuple[Subject, ...]:
    """Return tracks at the same hours that share people and rooms."""
    dice = Random(seed)
    library, clinic = random_library(dice, 200), random_clinic(dice, 20)
    made = {f"track-{n}": random_track(dice, clinic) for n in range(tracks)}
    return tuple(Subject(name, track, library, clinic, rule_packs()) for name, track in made.items())


def beside(subject: Subject, others: dict[str, Track]) -> Subject:
    """Return a subject with other tracks of the workspace beside it."""
    held = {
        name: sessions(track, subject.clinic, range(1, track.cycle + 1))
        for name, track in others.items()
        if name != subject.id
    }
    return Subject(subject.id, subject.track, subject.library, subject.clinic, subject.packs, held)
