"""From a binder to one PDF: its parts are printed or taken, its page numbers settled, and the whole merged.

Knows the order of the work and the files between its steps; no layout and no PDF.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager, nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path

from curriculum.export.binder import missing_page
from curriculum.export.binding import Part
from curriculum.export.book import Book, Leaf, Numbers
from curriculum.export.documents import Printable
from curriculum.export.pressroom import Pressroom, Task, pressroom
from curriculum.export.run import SECONDS_A_DOCUMENT, Failure, Outcome, Progress, Written, make_folder, page_task
from curriculum.export.store import Store, key_of
from curriculum.export.versions import press_versions
from curriculum.model.errors import CurriculumError

_ROUNDS = 4
"""Times that numbered pages are drawn until they fill as many pages as was reckoned; the second nearly always does."""


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

    def step(self, name: str, task: Task) -> None:
        """Say that a leaf, or the whole, is there; one that is drawn again is said once."""
        if not task.taken:
            self.made.add(name)
        if name not in self.finished:
            self.finished.add(name)
            self.progress(Progress(len(self.finished), len(self.binder.leaves) + 1, task.name))


@asynccontextmanager
async def warm_pressroom(store: Store | None = None) -> AsyncIterator[Pressroom]:
    """Yield a pressroom in which a process is getting ready while a binder's pages are still being drawn."""
    async with pressroom(store, SECONDS_A_DOCUMENT) as room:
        await room.warm()
        yield room


async def export_binder(
    binder: Book,
    file: Path,
    *,
    progress: Callable[[Progress], None],
    store: Store | None = None,
    room: Pressroom | None = None,
) -> Outcome:
    """Write a binder to `file`, whole or not at all, and return what came of it.

    A document that fails is named with its reason; a page in its place says so, and the rest is printed. `made` and
    `taken` count documents, the merged one included. A `room` of the same store may be ready for it; it stays open.
    Raises CurriculumError as `export` does.
    """
    make_folder(file.parent)
    async with nullcontext(room) if room else pressroom(store, SECONDS_A_DOCUMENT) as open_room:
        work = _Work(binder, open_room, store, progress)
        await _print_fixed(work)
        await _print_numbered(work)
        merged = _merge_task(work, file)
        await open_room.do([merged], lambda task: work.step("", task))
    if merged.failure:
        work.failures[""] = Failure(binder.title, file.stem, merged.failure)
    return Outcome(
        written=() if merged.failure else (_written(work, merged),),
        failures=tuple(work.failures.values()),
        made=len(work.made),
        taken=len(work.finished) - len(work.made),
    )


async def _print_fixed(work: _Work) -> None:
    """Print the leaves that name no page number."""
    await _print(work, {leaf.name: leaf.draw for leaf in work.binder.leaves if isinstance(leaf.draw, Printable)})


async def _print_numbered(work: _Work) -> None:
    """Draw the leaves that name page numbers until their own number of pages is what was reckoned."""
    leaves = {leaf.name: leaf for leaf in work.binder.leaves if not isinstance(leaf.draw, Printable)}
    reckoned = dict.fromkeys(leaves, 1)
    for _ in range(_ROUNDS):
        known = {leaf.name: reckoned.get(leaf.name) or _pages(work, leaf.name) for leaf in work.binder.leaves}
        await _print(work, await asyncio.to_thread(_drawn, leaves.values(), Numbers.of(known)))
        counted = {name: _pages(work, name) for name in leaves}
        if counted == reckoned:
            return
        reckoned = counted


def _drawn(leaves: Iterable[Leaf], numbers: Numbers) -> dict[str, Printable]:
    return {leaf.name: leaf.draw(numbers) for leaf in leaves if not isinstance(leaf.draw, Printable)}


def _pages(work: _Work, name: str) -> int:
    """Return how many pages a leaf has."""
    return work.tasks[name].files[0].pages


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
            work.failures[name] = Failure(page.name, page.stem, task.failure)
            tasks[name] = _leaf_task(work, name, missing_page(page, task.failure))
    await _do(work, {name: task for name, task in tasks.items() if not task.files})
    for name, task in tasks.items():
        if task.failure is not None:
            raise CurriculumError(f"{pages[name].name} cannot be printed: {task.failure}", "Nothing was written.")
    work.tasks |= tasks


def _leaf_task(work: _Work, name: str, page: Printable) -> Task:
    return page_task(page, {"pdf": work.room.scratch / f"{name.replace('/', '-')}.pdf"}, work.store)


def _is_there(work: _Work, name: str, task: Task) -> bool:
    return name in work.tasks and work.tasks[name].content == task.content


async def _do(work: _Work, tasks: Mapping[str, Task]) -> None:
    names = {id(task): name for name, task in tasks.items()}
    await work.room.do(list(tasks.values()), lambda task: work.step(names[id(task)], task))


def _merge_task(work: _Work, file: Path) -> Task:
    """Return what there is to do to make one PDF of all leaves."""
    file = file.absolute()
    binder = work.binder
    parts = [Part(leaf.name, leaf.title, Path(work.tasks[leaf.name].files[0].path)) for leaf in binder.leaves]
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
        remarks=tuple(dict.fromkeys(remarks)),
    )
