"""From a binder to one PDF: its parts are printed or taken, its page numbers settled, and the whole merged.

Knows the order of the work and the files between its steps; no layout and no PDF.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager, nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path

from curriculum.export.binding import Part
from curriculum.export.book import Book, Leaf, Numbers
from curriculum.export.crew import Crew
from curriculum.export.documents import Printable
from curriculum.export.extra_pages import missing_page
from curriculum.export.pressroom import Pressroom, Task, pressroom
from curriculum.export.run import (
    SECONDS_A_DOCUMENT,
    Failure,
    Outcome,
    Progress,
    Written,
    make_folder,
    page_task,
    withheld_in,
)
from curriculum.export.store import Store, key_of
from curriculum.export.versions import press_versions
from curriculum.model.errors import CurriculumError

_ROUNDS = 4
"""Times that numbered pages are drawn until they fill as many pages as was reckoned; the first nearly always does."""


@dataclass
class _Work:
    """A binder under way."""

    binder: Book
    room: Pressroom
    store: Store | None
    progress: Callable[[Progress], None]
    tasks: dict[str, Task] = field(default_factory=dict)
    """What prints each leaf, by name, once it is done."""
    failures: dict[str, Failure] = field(default_factory=dict)
    finished: set[str] = field(default_factory=set)
    made: set[str] = field(default_factory=set)
    pages: int = 0
    """Of the leaves that are finished."""

    def step(self, name: str, task: Task) -> None:
        """Say that a leaf, or the whole, is there; one that is drawn again is said once."""
        if not task.taken:
            self.made.add(name)
        if name not in self.finished:
            self.finished.add(name)
            # The whole, which comes last, has the pages of its parts.
            self.pages += task.pages if name else 0
            done, total = len(self.finished), len(self.binder.leaves) + 1
            self.progress(Progress(done, total, task.name, self.pages, len(self.made)))


@asynccontextmanager
async def warm_pressroom(store: Store | None = None, crew: Crew | None = None) -> AsyncIterator[Pressroom]:
    """Yield a pressroom in which a process is getting ready while a binder's pages are still being drawn."""
    async with pressroom(store, SECONDS_A_DOCUMENT, crew) as room:
        await room.warm()
        yield room


async def export_binder(  # noqa: PLR0913 - all but the first two are named
    binder: Book,
    file: Path,
    *,
    progress: Callable[[Progress], None],
    store: Store | None = None,
    room: Pressroom | None = None,
    crew: Crew | None = None,
) -> Outcome:
    """Write a binder to `file`, whole or not at all, and return what came of it.

    A document that fails is named with its reason; a page in its place says so, and the rest is printed. `made` and
    `taken` count documents, the merged one included. A `room` of the same store may be ready for it; it stays open.
    Without one, a `crew` prints where there is one. Raises CurriculumError as `export` does.
    """
    make_folder(file.parent)
    async with nullcontext(room) if room else pressroom(store, SECONDS_A_DOCUMENT, crew) as open_room:
        work = _Work(binder, open_room, store, progress)
        await _print_drafts(work)
        await _print_numbered(work)
        await _print_free_pages(work)
        merged = _merge_task(work, file)
        await open_room.do([merged], lambda task: work.step("", task))
    if merged.failure:
        work.failures[""] = Failure(binder.title, file.stem, merged.failure)
    return Outcome(
        written=() if merged.failure else (_written(work, merged),),
        failures=tuple(work.failures.values()),
        made=len(work.made),
        taken=len(work.finished) - len(work.made),
        withheld=withheld_in(leaf.draw for leaf in binder.leaves if isinstance(leaf.draw, Printable)),
    )


async def _print_drafts(work: _Work) -> None:
    """Print the leaves that name no page number, and with them a draft of the others, which tells how long they are.

    What is most likely a single page needs no draft.
    """
    fixed = {leaf.name: leaf.draw for leaf in work.binder.leaves if isinstance(leaf.draw, Printable)}
    unknown = Numbers.of({leaf.name: 1 for leaf in work.binder.leaves})
    longer = [leaf for leaf in work.binder.leaves if not leaf.single]
    drafts = await asyncio.to_thread(_drawn, longer, unknown)
    await _print(work, {**fixed, **drafts})


async def _print_numbered(work: _Work) -> None:
    """Draw the leaves that name page numbers until their own number of pages is what was reckoned."""
    numbered = [leaf for leaf in work.binder.leaves if not isinstance(leaf.draw, Printable)]
    for _ in range(_ROUNDS):
        numbers = _numbers(work)
        await _print(work, await asyncio.to_thread(_drawn, numbered, numbers))
        if all(_pages(work, leaf.name) == numbers.pages[leaf.name] for leaf in numbered):
            return


def _numbers(work: _Work) -> Numbers:
    """Return where each leaf begins, with as many pages as each has now."""
    on_the_right = {leaf.name for leaf in work.binder.leaves if leaf.before}
    return Numbers.of({leaf.name: _pages(work, leaf.name) for leaf in work.binder.leaves}, on_the_right)


async def _print_free_pages(work: _Work) -> None:
    """Print the page before each leaf that would begin on the left without one. No progress is made by them.

    Raises CurriculumError where that fails.
    """
    numbers, number, tasks = _numbers(work), 1, {}
    for leaf in work.binder.leaves:
        if leaf.before and numbers.first[leaf.name] > number:
            tasks[_before(leaf)] = _leaf_task(work, _before(leaf), leaf.before)
        number = numbers.first[leaf.name] + numbers.pages[leaf.name]
    await work.room.do(list(tasks.values()), lambda _: None)
    failure = next((task.failure for task in tasks.values() if task.failure), None)
    if failure is not None:
        raise CurriculumError(f"A page that is left free cannot be printed: {failure}", "Nothing was written.")
    work.tasks |= tasks


def _before(leaf: Leaf) -> str:
    """Return the name of the page before a leaf."""
    return f"{leaf.name}/before"


def _drawn(leaves: Iterable[Leaf], numbers: Numbers) -> dict[str, Printable]:
    return {leaf.name: leaf.draw(numbers) for leaf in leaves if not isinstance(leaf.draw, Printable)}


def _pages(work: _Work, name: str) -> int:
    """Return how many pages a leaf has; 1 before it is printed."""
    return work.tasks[name].files[0].pages if name in work.tasks else 1


async def _print(work: _Work, pages: Mapping[str, Printable]) -> None:
    """Print leaves into the scratch folder; what is there already as it should be is not printed again.

    Where one fails, a page that says so is printed in its place. Raises CurriculumError where that fails as well.
    """
    tasks = {name: _leaf_task(work, name, page) for name, page in pages.items()}
    tasks = {name: task for name, task in tasks.items() if not _is_there(work, name, task)}
    await _do(work, tasks)
    for name, task in tasks.items():
        if task.failure is not None:
            page = pages[name]
            work.failures[name] = Failure(page.name, page.stem, task.failure, page.module)
            tasks[name] = _leaf_task(work, name, missing_page(page, task.failure))
    await _do(work, {name: task for name, task in tasks.items() if not task.files})
    for name, task in tasks.items():
        if task.failure is not None:
            raise CurriculumError(f"{pages[name].name} cannot be printed: {task.failure}", "Nothing was written.")
    work.tasks |= tasks


def _leaf_task(work: _Work, name: str, page: Printable) -> Task:
    return page_task(page, {"quire": work.room.scratch / f"{name.replace('/', '-')}.quire"}, work.store)


def _is_there(work: _Work, name: str, task: Task) -> bool:
    return name in work.tasks and work.tasks[name].content == task.content


async def _do(work: _Work, tasks: Mapping[str, Task]) -> None:
    names = {id(task): name for name, task in tasks.items()}
    await work.room.do(list(tasks.values()), lambda task: work.step(names[id(task)], task))


def _merge_task(work: _Work, file: Path) -> Task:
    """Return what there is to do to make one PDF of all leaves."""
    file = file.absolute()
    binder = work.binder
    named = ((name, leaf.title) for leaf in binder.leaves for name in (_before(leaf), leaf.name) if name in work.tasks)
    parts = [Part(name, title, Path(work.tasks[name].files[0].path)) for name, title in named]
    binding = asdict(binder.binding)
    made_of = [(part.name, part.title, work.tasks[part.name].content) for part in parts]
    content = key_of(json.dumps(made_of), json.dumps(binding))
    versions = press_versions() if work.store is not None else None
    return Task(
        name=binder.title,
        request={"merge": {"parts": [{**asdict(part), "path": str(part.path)} for part in parts], "binding": binding}},
        paths={"pdf": file},
        content=content,
        key=None if versions is None else key_of(content, versions),
    )


def _written(work: _Work, merged: Task) -> Written:
    (printed,) = merged.files
    remarks = (remark for task in work.tasks.values() for file in task.files for remark in file.remarks)
    return Written(
        kind=work.binder.kind,
        name=work.binder.title,
        path=Path(printed.path),
        module=None,
        week=work.binder.week,
        day=work.binder.day,
        pages=printed.pages,
        bytes=printed.bytes,
        remarks=tuple(dict.fromkeys((*remarks, *printed.remarks))),
    )
