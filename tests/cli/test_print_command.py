"""`curriculum print`: on a real print service, into a folder where there is none, and what it refuses."""

import json
from datetime import date

import pytest
from cups import MISSING, print_service
from pypdf import PdfReader

from curriculum.cli import print as printing
from curriculum.export.store import Store

real = pytest.mark.skipif(bool(MISSING), reason=MISSING)


@pytest.fixture(autouse=True)
def sunday(monkeypatch):
    """It is the Sunday before the track's first week."""
    monkeypatch.setattr(printing, "today", lambda: date(2027, 1, 3))


@pytest.fixture(autouse=True)
def no_printer(monkeypatch, tmp_path):
    """No print service of this machine is reached."""
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "none"))


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return Store(tmp_path_factory.mktemp("kept"))


@pytest.fixture(autouse=True)
def laid_out_once(monkeypatch, kept):
    """What one test has laid out, the next one takes from the same store."""
    monkeypatch.setattr(printing, "page_store", lambda: kept)


@pytest.fixture
def office(monkeypatch, no_printer):
    with print_service() as service:
        monkeypatch.setenv("CUPS_SERVER", str(service.socket))
        yield service


def pages(file):
    return len(PdfReader(file).pages)


@real
def test_the_next_day_s_guides_and_handouts_come_out_of_the_printer_in_their_copies(curriculum, workspace, office):
    said = curriculum("print")
    printed = office.printed(6)

    assert said.code == 0
    assert "Sent 6 documents to Office: 39 sheets, 42 sides." in said.err
    assert "To stop it: cancel Office-1 Office-2" in said.err
    assert [job.title for job in printed] == [
        f"{kind} {number} of 6" for number, kind in enumerate(("Guide", "Handout") * 3, 1)
    ]
    # The driver has made the copies: a handout of one page is twelve pages long, each on a sheet of its own.
    assert [job.copies for job in printed] == [1, 12, 1, 12, 1, 12]
    written = sorted((workspace / "exports" / "days" / "print-2027-01-04").glob("*.pdf"))
    assert len(written) == 6
    guides, handouts = printed[::2], printed[1::2]
    assert [pages(job.file) for job in guides] == [pages(file) for file in written if "guide" in file.name]
    for job in handouts:
        blank = sum(not page.extract_text().strip() for page in PdfReader(job.file).pages)
        assert pages(job.file) - blank == 12
    assert all(job.options["sides"] == "two-sided-long-edge" for job in printed)
    assert all(job.options["print-color-mode"] == "monochrome" for job in printed)
    assert "feeling" not in " ".join(map(str, (each.options for each in printed))).lower()


@real
def test_copies_sides_color_and_paper_reach_the_printer_as_asked(curriculum, workspace, office):
    said = curriculum(
        "print",
        "days",
        "--date",
        "2027-01-06",
        "--only",
        "handouts",
        "--copies",
        2,
        "--one-sided",
        "--color",
        "--paper",
        "a4",
    )
    printed = office.printed(3)

    assert said.code == 0
    assert [(job.copies, pages(job.file)) for job in printed] == [(2, 2)] * 3
    assert {job.options["sides"] for job in printed} == {"one-sided"}
    assert {job.options["print-color-mode"] for job in printed} == {"color"}
    assert {job.options["media"] for job in printed} == {"A4"}
    assert float(PdfReader(printed[0].file).pages[0].mediabox.width) == pytest.approx(595, abs=1)


@real
def test_queues_are_listed_and_one_that_takes_nothing_is_refused_before_anything_is_laid_out(
    curriculum, workspace, office
):
    said = curriculum("print", "--queues").out

    assert "Office  ready, the usual one" in said
    assert "Full    takes nothing" in said
    refused = curriculum("print", "--queue", "Full")
    assert refused.code == 2
    assert 'The queue "Full" takes nothing now' in refused.err
    assert not (workspace / "exports").exists()


@real
def test_a_lot_of_paper_needs_a_yes_where_nobody_can_be_asked(curriculum, workspace, office):
    refused = curriculum("print", "days", "--week", "1", "--copies", "14")

    assert refused.code == 2
    assert "This takes 135 sheets of paper, and nobody is here to be asked: nothing was printed." in refused.err
    assert "curriculum print days --week 1 --copies 14 --yes" in refused.err
    assert curriculum("print", "days", "--week", "1", "--copies", "14", "--yes").code == 0
    assert sum(job.copies for job in office.printed(18)) == 9 + 9 * 14


@real
def test_what_a_printer_refuses_on_the_way_is_told_and_named(curriculum, workspace, office, monkeypatch):
    from curriculum.cli import printed

    sends = printed.send
    calls = []

    def refusing(*words):
        calls.append(words)
        if len(calls) == 2:
            office.say("/usr/sbin/cupsreject", "Office")
        return sends(*words)

    monkeypatch.setattr(printed, "send", refusing)
    said = curriculum("print")

    assert said.code == 1
    assert 'The queue "Office" takes nothing now' in said.err
    assert "1 document went to Office; 5 did not:" in said.err
    assert "exports/days/print-2027-01-04/1-mon-1-feeling-1-handout.pdf" in said.err


def test_without_a_printer_the_files_lie_in_a_folder_with_what_to_do(curriculum, workspace):
    said = curriculum("print")
    folder = workspace / "exports" / "days" / "print-2027-01-04"
    told = (folder / "how-to-print.txt").read_text("utf-8")

    assert said.code == 0
    assert "By hand, on both sides, in black, Letter. The print service (CUPS) is not running." in said.out
    assert "No printer. The files are in exports/days/print-2027-01-04:" in said.err
    for file in folder.glob("*.pdf"):
        assert file.name in told
    assert len(list(folder.glob("*.pdf"))) == 6
    assert "Days: Monday, January 4, 2027." in told
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    curriculum("print")
    assert before == {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_dry_run_shows_documents_copies_sheets_and_sides_and_leaves_nothing(curriculum, workspace):
    said = curriculum("print", "days", "--dry-run")

    assert said.code == 0
    assert "Days: Monday, January 4, 2027\n3 groups, 10 clients\n" in said.out
    assert "Handouts, 3 documents" in said.out
    assert "By hand, on both sides, in black, Letter." in said.out
    assert "Handout: Words" in said.out
    assert said.out.count(" 12     12     12") == 3
    assert not (workspace / "exports").exists()


def test_a_dry_run_is_data_too(curriculum, workspace):
    told = json.loads(curriculum("print", "--dry-run", "--week", "1", "--only", "handouts", "--format", "json").out)

    assert [each["copies"] for each in told["documents"]] == [12] * 9
    assert (told["sheets"], told["sides"], told["queue"]) == (108, 108, None)
    assert told["documents"][0]["file"] == "exports/days/print-2027-01-04-to-2027-01-10/1-mon-1-feeling-1-handout.pdf"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--date", "2027-01-13"], "closed: Stocktaking"),
        (["--date", "2027-01-05"], "no group is planned then"),
        (["--date", "2026-01-05"], "it starts on 2027-01-04"),
        (["--date", "2027-02-30"], "does not match the format"),
        (["--week", "9"], "has no week 9"),
        (["--week", "soon"], '"soon" is no week'),
        (["--week", "1", "--date", "2027-01-06"], "leave one out"),
        (["--lead", "anna"], 'Did you mean "ana"?'),
        (["--copies", "0"], "0 copies cannot be printed"),
        (["--queue", "-x"], "is no name of a queue"),
        (["nights"], 'There is no track "nights"'),
    ],
)
def test_what_cannot_be_printed_is_said_in_one_line(curriculum, workspace, words, said):
    refused = curriculum("print", *words)

    assert refused.code == 2
    assert said in refused.err
    assert refused.err.count("\n") == 1
    assert not (workspace / "exports").exists()


def test_what_blocks_an_export_blocks_a_print(curriculum, workspace, change):
    change(workspace / "tracks" / "days.yaml", "third: feeling-3", "third: feeling-33")
    refused = curriculum("print", "days")

    assert refused.code == 1
    assert "feeling-33" in refused.err
    assert "this print: nothing was printed." in refused.err


def test_the_dates_are_those_of_the_run_that_is_next(curriculum, workspace, monkeypatch):
    monkeypatch.setattr(printing, "today", lambda: date(2027, 1, 20))
    told = curriculum("print", "days", "--week", "1", "--only", "guides")

    assert told.code == 0
    folder = workspace / "exports" / "days" / "print-2027-01-25-to-2027-01-31"
    first = min(folder.glob("*.pdf"))
    assert "Monday, January 25, 2027" in " ".join(PdfReader(first).pages[0].extract_text().split())
