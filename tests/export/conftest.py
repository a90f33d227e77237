"""The pages of one small week, and the printed files of it, made once a process."""

import asyncio
from pathlib import Path
from types import SimpleNamespace

import pytest
from export.samples import a_binder, a_week, held_twice, printables_of

from curriculum.export.bindery import export_binder
from curriculum.export.run import Format, export
from curriculum.export.store import Store


@pytest.fixture
def week():
    return a_week()


@pytest.fixture
def pages(week):
    """The printables of the week by file stem."""
    return {printable.stem: printable for printable in printables_of(week)}


@pytest.fixture(scope="session")
def kept(tmp_path_factory):
    """A store that the printed week and its binder share, so that a page is laid out once a test process."""
    return Store(tmp_path_factory.mktemp("kept"))


@pytest.fixture(scope="session")
def printed(tmp_path_factory, kept):
    """What an export of the week wrote, in both formats."""
    folder = tmp_path_factory.mktemp("printed") / "new" / "folder"
    steps = []
    wanted = printables_of(a_week())
    outcome = asyncio.run(export(wanted, folder, formats=frozenset(Format), progress=steps.append, store=kept))
    pdfs = {file.path.stem: file.path for file in outcome.written if file.path.suffix == ".pdf"}
    return SimpleNamespace(outcome=outcome, folder=Path(folder), steps=steps, pdfs=pdfs)


@pytest.fixture(scope="session")
def bound(tmp_path_factory, printed, kept):
    """The binder of the week, in which one module is held on both days."""
    binder, steps = a_binder(held_twice(a_week())), []
    file = tmp_path_factory.mktemp("bound") / "new" / "t8-binder.pdf"
    outcome = asyncio.run(export_binder(binder, file, progress=steps.append, store=kept))
    return SimpleNamespace(binder=binder, outcome=outcome, file=file, steps=steps)
