"""Which rule packs hold for a track, and the numbers that each of them gives. Knows no rule and no file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from curriculum.model.clinic import Clinic
from curriculum.model.module import Kind
from curriculum.model.rulepack import Limit, RulePack, SessionsAWeek, Sourced
from curriculum.model.track import Track

Side = Literal["least", "most"]

OWN = "this clinic"
"""Who asks where clinic.yaml sets a number of its own under `limits:`."""


@dataclass(frozen=True)
class Applied:
    """A rule pack that holds for a track."""

    id: str
    pack: RulePack
    counted: tuple[Kind, ...]
    """The kinds of session whose minutes it counts."""


@dataclass(frozen=True)
class Bound:
    """One number that a week, a day or a group is held against, and who asks for it."""

    pack: str
    """The id of its rule pack, or `this clinic`."""
    value: int
    counts: Literal["session", "clock"]
    counted: tuple[Kind, ...]
    sourced: Sourced
    """Where it comes from, and what it weighs at most."""


def pack_ids(track: Track, clinic: Clinic, packs: Mapping[str, RulePack]) -> tuple[str, ...]:
    """Return the ids of the packs that are to hold for a track, known or not: its level, its payers, the clinic's own.

    A track that names no `rules` has the usual ones of its level.
    """
    level = packs.get(track.level)
    usual = level.usual if level else ()
    return tuple(dict.fromkeys((track.level, *(usual if track.rules is None else track.rules), *clinic.rules)))


def applied(track: Track, clinic: Clinic, packs: Mapping[str, RulePack]) -> tuple[Applied, ...]:
    """Return the packs that hold for a track, its level of care first. An unknown one is a finding, and left out here.

    A pack that does not say which kinds count takes those of the level.
    """
    counted = counted_kinds(packs.get(track.level))
    return tuple(
        Applied(pack_id, pack, pack.counted_kinds or counted)
        for pack_id in pack_ids(track, clinic, packs)
        if (pack := packs.get(pack_id)) is not None
    )


def counted_kinds(pack: RulePack | None) -> tuple[Kind, ...]:
    """Return the kinds of session whose minutes a level of care counts; all of them where nobody says which."""
    return pack.counted_kinds if pack and pack.counted_kinds else tuple(Kind)


def bounds(held: Iterable[Applied], clinic: Clinic, name: str, side: Side) -> tuple[Bound, ...]:
    """Return the number that each pack gives for a limit, such as `weekly_minutes`; each with its source.

    A number of the clinic's own stands alone, in place of all of them.
    """
    given = tuple(_given(held, name, side))
    own = getattr(clinic.limits, name, None) if side == _OWN_SIDES.get(name, "least") else None
    if own is None:
        return given
    counts, counted = (given[0].counts, given[0].counted) if given else _counting(held)
    return (Bound(OWN, own, counts, counted, _OWN_SOURCE),)


_OWN_SOURCE = Sourced(source="clinic.yaml, limits", dated="as it stands")
_OWN_SIDES: Mapping[str, Side] = {"group_size": "most", "unbroken_minutes": "most", "gap_days": "most"}
"""The limits of a clinic's own that say at most; the others say at least."""


def _counting(held: Iterable[Applied]) -> tuple[Literal["session"], tuple[Kind, ...]]:
    first = next(iter(held), None)
    return "session", first.counted if first else tuple(Kind)


def _given(held: Iterable[Applied], name: str, side: Side) -> Iterator[Bound]:
    for each in held:
        limit: Limit | None = getattr(each.pack, name, None)
        value: int | None = getattr(limit, side, None)
        if limit is not None and value is not None:
            yield Bound(each.id, value, limit.counts, each.counted, limit)


@dataclass(frozen=True)
class Number:
    """One number of a rule pack, by the rule that speaks for it."""

    rule: str
    pack: str
    """The id of its rule pack where it is known, or `this clinic`."""
    side: Side | None
    value: int | None
    """None where the number is not a least or a most."""
    counts: str | None
    says: str
    """The number in words, such as `at least 540 minutes, without breaks`."""
    sourced: Sourced


@dataclass(frozen=True)
class _Kind:
    """A limit of a pack: the rule for each of its sides, and what it is counted in."""

    name: str
    unit: str
    least: str | None = None
    most: str | None = None


_LIMITS = (
    _Kind("weekly_minutes", "minutes", least="weekly-minutes", most="intensity-of-next-level"),
    _Kind("daily_minutes", "minutes", least="daily-minutes"),
    _Kind("days_per_week", "days", least="days-per-week"),
    _Kind("gap_days", "days", most="gap-between-days"),
    _Kind("group_size", "clients", most="group-too-large"),
    _Kind("unbroken_minutes", "minutes", most="no-break"),
)
_COUNTED = {"session": "without breaks", "clock": "breaks included"}


def numbers_of(pack: RulePack, pack_id: str = "") -> Iterator[Number]:
    """Yield every number of a pack, whatever it is of, with its source."""
    for kind in _LIMITS:
        limit: Limit | None = getattr(pack, kind.name, None)
        for side, rule in (("least", kind.least), ("most", kind.most)):
            value: int | None = getattr(limit, side, None)
            if limit is not None and rule is not None and value is not None:
                counts = limit.counts if kind.unit == "minutes" else None
                yield Number(rule, pack_id, _side(side), value, counts, _says(side, value, kind.unit, counts), limit)
    yield from _of_content(pack, pack_id)


def _side(side: str) -> Side:
    return "least" if side == "least" else "most"


def _says(side: str, value: int, unit: str, counts: str | None) -> str:
    return f"at {side} {value} {unit}{f', {_COUNTED[counts]}' if counts else ''}"


def _of_content(pack: RulePack, pack_id: str) -> Iterator[Number]:
    for asked in pack.sessions_per_week:
        kinds = ", ".join(kind.value for kind in asked.kinds)
        long = f" of at least {asked.minutes} minutes" if asked.minutes else ""
        yield from _sides("sessions-per-week", pack_id, asked, f"sessions a week of {kinds}{long}")
    for modality, limit in pack.modality_minutes.items():
        yield from _sides("modality-balance", pack_id, limit, f"minutes a week of {modality.value}")
    if pack.paid_day is not None:
        tiers = ", ".join(map(str, pack.paid_day.tiers))
        yield _said("services-per-day", pack_id, f"tiers of payment from {tiers} services a day", pack.paid_day)
    if pack.required_topics is not None:
        names = "; ".join(topic.name for topic in pack.required_topics.topics)
        within = pack.required_topics.within
        often = f"within {within} weeks" if within else "within a client's stay"
        yield _said("required-topic-missing", pack_id, f"each of these {often}: {names}", pack.required_topics)
    if pack.family_sessions is not None:
        days = pack.family_sessions.days
        often = f"in {days} days" if days else "in each calendar month"
        yield _said("no-family-session", pack_id, f"one {often}", pack.family_sessions)
    if pack.step_down is not None:
        says = f"a phase of at most {pack.step_down.weeks} weeks before a client leaves may have fewer"
        yield _said("weekly-minutes", pack_id, says, pack.step_down)
    for kind, wanted in pack.credentials_by_kind.items():
        says = f"who leads a session of kind {kind.value} holds one of {', '.join(wanted.any_of)}"
        yield _said("missing-credential", pack_id, says, wanted)


def _said(rule: str, pack_id: str, says: str, sourced: Sourced) -> Number:
    return Number(rule, pack_id, None, None, None, says, sourced)


def _sides(rule: str, pack_id: str, asked: Limit | SessionsAWeek, unit: str) -> Iterator[Number]:
    for side, value in (("least", asked.least), ("most", asked.most)):
        if value is not None:
            yield Number(rule, pack_id, _side(side), value, None, f"at {side} {value} {unit}", asked)


def own_numbers(clinic: Clinic) -> Iterator[Number]:
    """Yield the numbers of a clinic's own, which stand in place of those of every pack."""
    for kind in _LIMITS:
        side: Side = _OWN_SIDES.get(kind.name, "least")
        value, rule = getattr(clinic.limits, kind.name, None), kind.least if side == "least" else kind.most
        if value is not None and rule is not None:
            yield Number(rule, OWN, side, value, None, _says(side, value, kind.unit, None), _OWN_SOURCE)
