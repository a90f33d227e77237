import pytest
from tui_design import write_design
from tui_driver import write_workspace

from curriculum.workspace import loading


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    """A small workspace of its own, without the built-in library below it."""
    monkeypatch.setattr(loading, "starter_folder", lambda: tmp_path / "nothing")
    return write_workspace(tmp_path / "clinic")


@pytest.fixture
def eight(tmp_path, monkeypatch):
    """A workspace with a track of eight weeks, every slot of it planned."""
    monkeypatch.setattr(loading, "starter_folder", lambda: tmp_path / "nothing")
    return write_design(tmp_path / "clinic")
