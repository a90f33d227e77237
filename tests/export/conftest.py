"""The pages of one small week, and the printed files of it, made once a process."""

import asyncio
from pathlib import Path
from types import SimpleNamespace

import pytest
from export.samples import a_week, printables_of

from curriculum.export.run import Format, export


@pytest.fixture
def week():
    return a_week()


@pytest.fixture
def pages(week):
    """The printables of the week by file stem."""
    return {printable.stem: printable for printable in printables_of(week)}


@pytest.fixture(scope="session")
def printed(tmp_path_factory):
    """What an export of the week wrote, in both formats."""
    folder = tmp_path_factory.mktemp("printed") / "new" / "folder"
    steps = []
    outcome = asyncio.run(export(printables_of(a_week()), folder, formats=frozenset(Format), progress=steps.append))
    pdfs = {file.path.stem: file.path for file in outcome.written if file.path.suffix == ".pdf"}
    return SimpleNamespace(outcome=outcome, folder=Path(folder), steps=steps, pdfs=pdfs)
