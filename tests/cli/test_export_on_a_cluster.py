import pytest
from cluster_of_processes import cluster_of_processes

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")

ASKED = ("export", "days", "--week", "1")


def files_in(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*.pdf")}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with cluster_of_processes(1, tmp_path_factory.mktemp("cluster")) as there:
        yield there.address


def test_an_export_on_a_cluster_says_where_it_prints_and_writes_the_same_files(
    curriculum, workspace, address, monkeypatch, tmp_path
):
    here = curriculum(*ASKED, "--to", "here", "--only", "handouts")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another"))
    there = curriculum(*ASKED, "--to", "there", "--only", "handouts", "--cluster", address)

    assert (here.code, there.code) == (0, 0)
    assert f"Printing on 1 worker of {address}, 1 at a time." in there.err
    assert "unchanged" not in there.err
    assert files_in(workspace / "here") == files_in(workspace / "there")
    assert there.out == here.out.replace("into here", "into there")


def test_kinds_of_page_and_binders_are_printed_there_too(curriculum, workspace, address):
    kind = curriculum("export", "days", "--kind", "sign-in", "--cluster", address)
    binder = curriculum(*ASKED, "--binder", f"--cluster={address}")

    assert (kind.code, binder.code) == (0, 0)
    assert f"of {address}" in kind.err
    assert f"of {address}" in binder.err


def test_a_binder_printed_there_is_up_to_date_for_a_command_that_prints_here(curriculum, workspace, address):
    curriculum(*ASKED, "--binder", "--cluster", address)

    said = curriculum(*ASKED, "--binder")

    assert "Nothing has changed" in said.err
    assert address not in (workspace / "exports/days/days-week-01-binder.manifest.json").read_text("utf-8")


def test_an_address_where_no_cluster_can_be_is_said_and_nothing_is_written(curriculum, workspace):
    said = curriculum(*ASKED, "--cluster", "print-server")

    assert said.code == 2
    assert said.err.splitlines()[-1].startswith('curriculum: "print-server" is no address of a cluster: ')
    assert files_in(workspace) == {}
