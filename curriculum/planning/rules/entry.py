"""Rules on what a client meets, whatever week they join."""

from collections.abc import Iterator

from curriculum.planning.coverage import Coverage, OutOfOrder, coverage
from curriculum.planning.rules.subject import Found, Subject, listed, meant


def entry_week_gap(subject: Subject) -> Iterator[Found]:
    """Find core topics that clients who join in some week never meet during their stay."""
    track = subject.track
    if not track.core:
        return
    covered = coverage(track, subject.library)
    for index, topic in enumerate(track.core):
        gaps = covered.gaps(topic)
        if gaps:
            weeks = f"week{'s' if len(gaps) > 1 else ''} {listed(map(str, gaps))}"
            yield Found(
                ("core", index),
                f"core topic {topic}",
                f'Clients who join in {weeks} never meet "{topic}" in their {covered.stay} weeks '
                f"({len(gaps)} of {len(covered.stays)} entry weeks).",
                _mend(subject, covered, topic),
            )


def _mend(subject: Subject, covered: Coverage, topic: str) -> str:
    known = {topic for module in subject.library.modules.values() for topic in module.topics}
    if topic not in known:
        return meant(topic, known) or "No module of the library has that topic: correct it, or write that module."
    sets = covered.mends(topic)
    first = listed(map(str, sets[0]))
    others = f" (or {'; '.join(listed(map(str, weeks)) for weeks in sets[1:4])})" if len(sets) > 1 else ""
    return f"Hold it in week {first}{others} as well; `curriculum coverage {subject.id}` shows the whole."


def out_of_order_at_a_gate(subject: Subject) -> Iterator[Found]:
    """Find gates whose clients meet a module before what it builds on. The first run is looked at by `out_of_order`."""
    for index, gate in enumerate(subject.track.gates):
        stays = [stay for stay in coverage(subject.track, subject.library).stays if stay.entry == gate != 1]
        for stay in stays:
            for fault in stay.out_of_order:
                yield Found(("gates", index), f"gate {gate}", *_order(subject, gate, fault))


def _order(subject: Subject, gate: int, fault: OutOfOrder) -> tuple[str, str]:
    title, needed = subject.library.title(fault.module), subject.library.title(fault.needed)
    if fault.later:
        met = f'meet "{title}" before "{needed}", on which it builds'
    else:
        met = f'meet "{title}", but never "{needed}", on which it builds'
    return f"Clients who join in week {gate} {met}.", "Hold both after the same gate, in their order."
