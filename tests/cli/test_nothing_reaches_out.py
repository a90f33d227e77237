"""No print reaches out: not into the network, and into no file outside of its workspace."""

import json
import os
import shutil
import subprocess
import sys

import pytest
from hostile import DRAWINGS, LITERAL, MODULE, OLD, block, figure, handouts

LISTENER = """
import json, os, sys

def hear(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.bind", "socket.sendto", "urllib.Request"):
        note(event, repr(arguments[1:]))
    elif event == "socket.__new__" and int(arguments[1]) != 1:
        note(event, repr(arguments[1:]))
    elif event == "open" and isinstance(arguments[0], str):
        note("open", arguments[0])

def note(*heard):
    os.write(log, (json.dumps([os.getpid(), *heard]) + "\\n").encode())

log = os.open(os.environ["HEARD"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
sys.addaudithook(hear)
"""
"""Runs first in every process of the print: what it opens, and any socket but those between processes."""


@pytest.fixture
def workspace_that_asks(workspace, change, tmp_path):
    """A workspace whose texts and drawings ask for addresses, and for a file outside of it."""
    secret = tmp_path / "outside" / "secret.svg"
    secret.parent.mkdir()
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect/></svg>', encoding="utf-8")
    places = (
        f"file://{secret}",
        "http://127.0.0.1:9/x.png",
        "https://example.org/x.css",
        "//127.0.0.1:9/x",
        str(secret),
    )
    asking = [f"<img src='{place}'> ![a]({place}) [b]({place}) @import url({place});" for place in places]
    asking += [f"<link rel=attachment href='{place}'> <object data='{place}'>" for place in places]
    drawings = DRAWINGS | {
        f"asks-{number}": f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{each}</svg>'
        for number, place in enumerate(places)
        for each in (f'<image href="{place}"/>', f'<style>@import "{place}";</style>', f'<rect fill="url({place})"/>')
    }
    folder = workspace / "modules/cbt/figures"
    folder.mkdir()
    for name, drawn in drawings.items():
        (folder / f"{name}.svg").write_bytes(drawn.encode() if isinstance(drawn, str) else drawn)
    texts = [block(each) for each in (*asking, *LITERAL)]
    blocks = ["".join(texts), *(figure(f"figures/{name}.svg") for name in drawings)]
    change(workspace / MODULE, OLD, handouts(*blocks))
    change(workspace / "clinic.yaml", "closures:", "severities: {weekly-minutes: warn}\nclosures:")
    return workspace, secret


def heard_of(print_, workspace, tmp_path):
    """Return what the processes of a print did, as lists of process, event and more."""
    (tmp_path / "first").mkdir(exist_ok=True)
    (tmp_path / "first/sitecustomize.py").write_text(LISTENER, encoding="utf-8")
    log = tmp_path / "heard.jsonl"
    log.unlink(missing_ok=True)
    machine = {**os.environ, "PYTHONPATH": str(tmp_path / "first"), "HEARD": str(log)}
    said = print_(cwd=workspace, env=machine)
    return said, [json.loads(line) for line in log.read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    "words",
    [
        ("feeling-1", "--format", "pdf", "--format", "html", "--format", "docx"),
        ("days", "--week", "1", "--day", "mon", "--binder"),
    ],
    ids=["pages", "binder"],
)
def test_no_text_and_no_drawing_opens_a_connection_or_a_file_outside(process, workspace_that_asks, tmp_path, words):
    workspace, secret = workspace_that_asks

    said, heard = heard_of(lambda **where: process("export", *words, **where), workspace, tmp_path)

    opened = {what for _, event, what in heard if event == "open"}
    # The listener has heard the module being read, and more than one process.
    assert any(path.endswith(MODULE) for path in opened)
    assert len({number for number, *_ in heard}) > 1
    assert said.code == 1
    assert list((workspace / "exports").rglob("*.pdf"))
    assert [each for each in heard if each[1] != "open"] == []
    assert not [path for path in opened if path in (str(secret), "/etc/passwd", f"file://{secret}")]


@pytest.mark.skipif(shutil.which("unshare") is None, reason="no network can be taken away here")
def test_without_any_network_the_bytes_are_the_same(process, workspace):
    alone = ["unshare", "--map-root-user", "--net", sys.executable, "-m", "curriculum", "export", "feeling-1"]
    ran = subprocess.run([*alone, "--to", "alone"], capture_output=True, text=True, check=False, cwd=workspace)
    if "unshare" in ran.stderr:
        pytest.skip("no network can be taken away here")
    process("export", "feeling-1", "--to", "with", cwd=workspace)

    found = [{path.name: path.read_bytes() for path in (workspace / name).iterdir()} for name in ("alone", "with")]
    assert len(found[0]) == 2
    assert found[0] == found[1]
