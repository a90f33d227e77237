"""Who can stand in when somebody is out: people first, else another module, else what needs no preparation.

Looks at one track on one date; the subject's `others` say what the other tracks of the workspace hold around it.
Changes nothing: every option gives the track as it would be.
"""

from dataclasses import dataclass, replace
from datetime import date

from curriculum.model.errors import CurriculumError
from curriculum.model.track import Cell, Track
from curriculum.planning import edits
from curriculum.planning.bench import Bench, Candidate
from curriculum.planning.calendar import Session, week_of
from curriculum.planning.roster import Booking
from curriculum.planning.rules.subject import Subject
from curriculum.planning.swaps import Shelved, Swap, shelved, swaps


@dataclass(frozen=True)
class Gap:
    """A session whose leader is out, and what can be done."""

    session: Session
    people: tuple[Candidate, ...]
    """Those who may, best first."""
    barred: tuple[Candidate, ...]
    """Everybody else, with the reason; those who are free come first."""
    swaps: tuple[Swap, ...] = ()
    """Other modules, best first; sought where nobody can lead this one."""
    no_swap: str = ""
    """Why there is no safe swap, where one was sought and none was found."""
    shelf: tuple[Shelved, ...] = ()
    """What can be held without preparation; where nothing else is left."""

    @property
    def options(self) -> tuple[Candidate | Swap, ...]:
        """What can be done, best first."""
        return (*self.people, *self.swaps)


@dataclass(frozen=True)
class Substitution:
    """Everything that somebody leads in a track on a date, and what can be done about each."""

    day: date
    out: str
    gaps: tuple[Gap, ...]
    elsewhere: tuple[Booking, ...]
    """What the same person leads in other tracks that day."""


def substitutes(subject: Subject, when: date | Cell, *, out: str) -> Substitution:
    """Return what can be done while `out` is away on a date, or for one session of the cycle's run.

    Raises CurriculumError where the track holds nothing then, or the clinic does not know the person.
    """
    if out not in subject.clinic.people:
        raise CurriculumError(f'clinic.yaml has no person "{out}".', f"Known: {', '.join(subject.clinic.people)}.")
    if isinstance(when, date):
        subject = replace(subject, runs=(week_of(subject.track, when)[0],))
    held = _held(subject, when)
    day = held[0].date
    gaps = tuple(_gap(subject, session, out) for session in held if out in session.leads)
    elsewhere = (b for b in subject.roster.on(day) if b.track != subject.id and out in b.session.leads)
    return Substitution(day, out, gaps, tuple(elsewhere) if isinstance(when, date) else ())


def taken(track: Track, gap: Gap, option: Candidate | Swap) -> Track:
    """Return a track with one option made good in it. Raises EditRefused where the plan does not allow it."""
    cell = gap.session.cell
    if gap.session.makes_up is not None:
        raise edits.EditRefused("It makes up for a closed day: name its leader under `makeups` in the track.")
    if isinstance(option, Candidate):
        usual = track.staff.get(cell.slot, ())
        return edits.assign(track, cell, () if option.team == usual else option.team)
    after, made = option.after, track
    for changed in (cell, *([option.exchanged.cell] if option.exchanged else ())):
        placement = after.planned(changed)
        if placement is not None:
            made = edits.put(made, changed, placement)
    return made


def _held(subject: Subject, when: date | Cell) -> tuple[Session, ...]:
    at = tuple(s for s in subject.sessions if when in (s.date, s.cell))
    shown = f"{when:%Y-%m-%d}" if isinstance(when, date) else str(when)
    if not at:
        days = ", ".join(day.full_name for day in subject.track.days)
        raise CurriculumError(
            f'"{subject.id}" holds nothing on {shown}.', f"It meets on {days}, from {subject.track.starts} on."
        )
    held = tuple(session for session in at if session.module)
    if not held:
        reason = f": the clinic is closed ({at[0].closed})" if at[0].closed else ", because nothing is planned"
        raise CurriculumError(f'"{subject.id}" holds nothing on {shown}{reason}.', "Name another day.")
    return held


def _gap(subject: Subject, session: Session, out: str) -> Gap:
    bench = Bench(subject, session, out)
    ranked = sorted(bench.candidates, key=lambda candidate: bench.ranks[candidate.person])
    people = tuple(candidate for candidate in ranked if not candidate.barred)
    barred = sorted((candidate for candidate in ranked if candidate.barred), key=lambda candidate: not candidate.free)
    gap = Gap(session, people, tuple(barred))
    if people:
        return gap
    found, why = swaps(bench)
    return replace(gap, swaps=found, no_swap=why, shelf=() if found else shelved(bench))
