"""Which rooms are free when, and which of them suit what is to be held. Knows no person."""

from collections.abc import Iterable

from curriculum.model.clinic import Clinic, Room
from curriculum.planning.roster import Roster, Stretch


def free_rooms(
    roster: Roster, clinic: Clinic, stretch: Stretch, *, seats: int = 0, features: Iterable[str] = ()
) -> tuple[str, ...]:
    """Return the ids of the rooms that nobody has at any time of a stretch, with so many seats and all the features.

    The one that is just large enough comes first, so that large rooms stay free for large groups; among rooms
    of a size the one with fewest features that are not asked for.
    """
    taken, wanted = roster.rooms_taken(stretch), tuple(features)
    suiting = [
        name for name, room in clinic.rooms.items() if name not in taken and why_unsuited(room, seats, wanted) is None
    ]
    return tuple(sorted(suiting, key=lambda name: (clinic.rooms[name].seats, len(clinic.rooms[name].features), name)))


def why_unsuited(room: Room, seats: int, features: Iterable[str]) -> str | None:
    """Return what a room lacks, such as `has 6 seats of 10` or `has no sink`, or None where it suits."""
    if room.seats < seats:
        return f"has {room.seats} seats of {seats}"
    missing = [feature for feature in features if feature not in room.features]
    return f"has no {', '.join(missing)}" if missing else None
