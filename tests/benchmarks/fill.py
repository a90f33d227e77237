"""Prints what filling a track costs and how near its answers are to the best there can be.

Run it with `python tests/benchmarks/fill.py`. It judges nothing: machines differ and share. The processor's seconds are
those of this process and the solver's together; on an idle machine the wall's are about the same.
"""

import asyncio
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from fill_cases import TOPICS, beside, random_subject, shared_subjects

from curriculum.model.library import Library
from curriculum.model.module import Module, Status
from curriculum.model.track import Track
from curriculum.planning.edits import differences
from curriculum.planning.fill.candidates import Candidates
from curriculum.planning.fill.problem import Problem, to_fill, to_replan
from curriculum.planning.fill.proposal import Proposal
from curriculum.planning.rules import Subject
from curriculum.solver.line import SolverLine
from curriculum.workspace.filling import Search, explain, fill

TODAY = date(2026, 11, 24)
LIBRARIES = range(1, 11)


class Clock:
    """How long something took."""

    wall = 0.0
    cpu = 0.0


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


@contextmanager
def timed(line: SolverLine) -> Iterator[Clock]:
    """Yield what holds the seconds of a block once it is done."""
    clock, began, cpu = Clock(), time.perf_counter(), _cpu() + _solver_cpu(line)
    yield clock
    clock.wall, clock.cpu = time.perf_counter() - began, _cpu() + _solver_cpu(line) - cpu


def _solver_cpu(line: SolverLine) -> float:
    """Return the processor seconds of the solver's process, where the system says so."""
    process = line._process
    try:
        with open(f"/proc/{process.pid}/stat", encoding="ascii") as file:  # noqa: PTH123  no file but a door
            fields = file.read().rpartition(")")[2].split()
    except (AttributeError, OSError):
        return 0.0
    return (int(fields[11]) + int(fields[12])) / 100


async def proposed(problem: Problem, line: SolverLine, name: str) -> Proposal:
    """Return a proposal, having printed what it cost."""
    shown: list[float] = []
    began = time.perf_counter()
    with timed(line) as clock:
        proposal = await fill(problem, line, Search(TODAY), lambda _: shown.append(time.perf_counter() - began))
    assert isinstance(proposal, Proposal)
    print(
        f"{name:34}{clock.wall:7.1f}{clock.cpu:7.1f}{shown[0]:9.1f}{len(proposal.placed):8}{len(proposal.left):6}"
        f"{proposal.after.points:8}{proposal.bound:8}{proposal.gap:8.1%}{len(proposal.taken_out):7}"
    )
    return proposal


def _heading(title: str) -> None:
    print(f"\n{title}")
    columns = (
        f"{'wall':>7}{'cpu':>7}{'stage 1':>9}{'placed':>8}{'empty':>6}{'points':>8}{'bound':>8}{'gap':>8}{'faults':>7}"
    )
    print(f"{'':34}{columns}")


async def libraries(line: SolverLine) -> None:
    """Fill a track of 12 weeks and 15 slots, 5 of them standing, from 200 modules, ten times."""
    _heading("12 weeks x 15 slots (5 standing), 200 modules: under 6 s, gap at most 5 %")
    for seed in LIBRARIES:
        await proposed(to_fill(random_subject(seed)), line, f"library {seed}")
    _heading("the same with all 15 slots open")
    for seed in (1, 2):
        await proposed(to_fill(random_subject(seed, standing=False)), line, f"library {seed}")


async def tracks(line: SolverLine) -> None:
    """Fill four tracks at the same hours, one beside the others, with shared people and rooms."""
    _heading("4 such tracks at the same hours, sharing 20 people and 10 rooms: under a minute")
    done: dict[str, Track] = {}
    began = time.perf_counter()
    for subject in shared_subjects(1):
        proposal = await proposed(to_fill(beside(subject, done)), line, subject.id)
        done[subject.id] = proposal.track
    print(f"{'together':34}{time.perf_counter() - began:7.1f}")


async def re_plan(line: SolverLine) -> None:
    """Retire three modules of a filled track and plan it anew."""
    _heading("re-plan after three modules retire: at most a tenth of the groups move")
    for seed in LIBRARIES[:3]:
        subject = random_subject(seed)
        first = await proposed(to_fill(subject), line, f"library {seed}, filled")
        used = sorted({each.placement.module for each in first.placed})[10:40:10]
        again = replace(subject, track=first.track, library=_retired(subject.library, used))
        second = await proposed(to_replan(again), line, f"library {seed}, three retired")
        moved = len(list(differences(first.track, second.track)))
        modules = sum(each.before is None or each.placement.module != each.before.module for each in second.placed)
        print(f"{'':34}{moved} of {len(second.placed)} groups changed, {modules} of them their module")


def _retired(library: Library, names: list[str]) -> Library:
    changed: dict[str, Module] = {
        name: library.modules[name].model_copy(update={"status": Status.RETIRED}) for name in names
    }
    return Library({**library.modules, **changed})


def impossible(seed: int) -> Subject:
    """Return a track whose only module on a topic cannot come around often enough for every entry week."""
    subject = random_subject(seed)
    only, topic = "single-150", TOPICS[0]
    modules = {
        name: module.model_copy(
            update={"topics": (topic,), "repeat_after": 8}
            if name == only
            else {"topics": tuple(t for t in module.topics if t != topic)}
        )
        for name, module in subject.library.modules.items()
    }
    wishes = subject.track.wishes.model_copy(update={"core_topics": "must"})
    track = subject.track.model_copy(update={"core": (topic,), "stay": 4, "wishes": wishes})
    return replace(subject, track=track, library=Library(modules))


async def explanations(line: SolverLine) -> None:
    """Say why there is no proposal, where only the elastic model shows it."""
    print("\nwhy nothing fits, 12 x 15 and 200 modules: under 2 s")
    for seed in LIBRARIES[:3]:
        candidates = Candidates(to_fill(impossible(seed)))
        with timed(line) as clock:
            conflicts = await explain(candidates, line)
        print(f"library {seed:<26}{clock.wall:7.1f}{clock.cpu:7.1f}  {' '.join(c.message for c in conflicts)[:160]}")


async def main() -> None:
    """Print every figure."""
    async with SolverLine() as line:
        await libraries(line)
        await re_plan(line)
        await explanations(line)
        await tracks(line)


if __name__ == "__main__":
    asyncio.run(main())
