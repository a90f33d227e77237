"""Printer queues: what a real print service tells of them and prints, and what its refusals are put into."""

import os
from pathlib import Path

import pytest
from cups import MISSING, print_service

from curriculum.model.errors import CurriculumError
from curriculum.workspace.printers import Printers, Queue, printers, read_queues, send

OFFICE = Queue("Office")
real = pytest.mark.skipif(bool(MISSING), reason=MISSING)


@pytest.fixture(scope="module")
def running():
    with print_service() as service:
        yield service


@pytest.fixture
def service(running, monkeypatch):
    """A running print service, and no other, for what is asked of it here."""
    monkeypatch.setenv("CUPS_SERVER", str(running.socket))
    return running


@pytest.fixture
def fake(tmp_path, monkeypatch):
    """Put an `lp` that answers as it is told in the place of the real one."""

    def answers(script, command="lp"):
        file = tmp_path / "bin" / command
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)
        monkeypatch.setenv("PATH", f"{file.parent}:{os.environ['PATH']}")

    return answers


@pytest.fixture
def pdf(tmp_path):
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.7\n")
    return file


@real
def test_the_queues_of_a_print_service_say_how_they_stand(service):
    found = {queue.name: queue for queue in printers().queues}

    assert list(found) == ["Full", "Jam", "Office"]
    assert [name for name, queue in found.items() if queue.usual] == ["Office"]
    assert found["Office"].state == "ready"
    assert found["Full"].state.startswith("takes nothing")
    assert found["Jam"].state == "stopped: paper jam"
    assert printers().chosen(None, None).name == "Office"
    assert printers().chosen(None, "Jam").name == "Jam"


@real
def test_a_queue_that_takes_nothing_or_is_not_there_is_refused_before_anything_is_sent(service):
    with pytest.raises(CurriculumError, match="takes nothing now"):
        printers().named("Full")
    with pytest.raises(CurriculumError, match='Did you mean "Office"'):
        printers().named("Ofice")


@real
@pytest.mark.parametrize(
    ("queue", "said"), [("Full", 'The queue "Full" takes nothing now'), ("Gone", 'There is no queue "Gone" any more')]
)
def test_a_queue_that_refuses_in_the_end_is_put_in_words(service, pdf, queue, said):
    with pytest.raises(CurriculumError, match=said):
        send(pdf, Queue(queue), 1, "Guide 1 of 1", ())


@real
def test_a_print_service_that_is_gone_is_no_printer():
    with print_service() as gone:
        pass
    os.environ["CUPS_SERVER"], before = str(gone.socket), os.environ.get("CUPS_SERVER")
    try:
        assert printers().lacking == "the print service (CUPS) is not running."
        assert printers().chosen(None, None) is None
    finally:
        os.environ.pop("CUPS_SERVER")
        if before:
            os.environ["CUPS_SERVER"] = before


def test_without_cups_there_is_no_printer_and_no_fault(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    assert printers().lacking == "this machine has no CUPS, the print service of Linux and macOS."
    with pytest.raises(CurriculumError, match="no CUPS"):
        printers().named("Office")


@pytest.mark.parametrize(
    ("said", "meaning"),
    [
        ("lp: Error - scheduler not responding.", "is not running"),
        ("lp: Unable to connect to server", "is not running"),
        ("lp: Quota limit reached.", "lets you print no more pages"),
        ("lp: Request entity too large", "no document of this size"),
        ('lp: Unsupported document-format "application/pdf".', "does not understand PDF"),
        ("lp: Not authorized to print.", "You may not print"),
        ("lp: Forbidden", "You may not print"),
        ("lp: No space left on device", "no room left"),
        ("lp: something\\nnew", "refused: something new"),
        ("", "gave no reason"),
    ],
)
def test_what_lp_objects_to_is_put_in_words(fake, pdf, said, meaning):
    fake(f"cat > /dev/null; printf '{said}\\n' >&2; exit 1")

    with pytest.raises(CurriculumError) as refused:
        send(pdf, OFFICE, 1, "Guide 1 of 1", ())

    assert meaning in refused.value.message
    assert refused.value.fix


def test_lp_gets_the_pages_through_a_pipe_and_no_name_of_a_file(fake, pdf, tmp_path):
    fake(f"printf '%s\\n' \"$@\" > {tmp_path}/words; cat > {tmp_path}/pages; echo 'request id is Office-7 (1 file(s))'")

    assert send(pdf, OFFICE, 12, "Handout 2 of 9", ("sides=one-sided",)) == "Office-7"
    words = (tmp_path / "words").read_text().split("\n")
    assert words[:-1] == ["-d", "Office", "-n", "12", "-t", "Handout 2 of 9", "-o", "sides=one-sided"]
    assert (tmp_path / "pages").read_bytes() == pdf.read_bytes()


def test_a_file_that_is_gone_is_named(fake):
    fake("exit 0")

    with pytest.raises(CurriculumError, match="no longer there"):
        send(Path("/nowhere/a.pdf"), OFFICE, 1, "Guide 1 of 1", ())


@pytest.mark.parametrize("name", ["-o", "--", "", "a b", "a/b", "a#b", "a'b", 'a"b', "a\nb", "x" * 200])
def test_no_name_of_a_queue_is_taken_for_anything_else(name):
    with pytest.raises(CurriculumError, match="no name of a queue"):
        Printers((OFFICE,)).named(name)


def test_several_queues_without_a_usual_one_have_to_be_chosen_from():
    several = Printers((Queue("A"), Queue("B")))

    with pytest.raises(CurriculumError, match="several queues and no usual one: A, B"):
        several.chosen(None, None)
    assert several.chosen("B", None) == Queue("B")
    assert Printers((Queue("A"),)).chosen(None, None) == Queue("A")
    assert Printers((Queue("A"), Queue("B", usual=True))).chosen(None, None) == Queue("B", usual=True)


def test_queues_are_read_as_cups_tells_of_them():
    accepting = "A accepting requests since Tue\nB not accepting requests since Tue -\n\tFull Tray\n"
    printing = "printer A disabled since Tue -\n\treason unknown\nprinter B is idle.  enabled since Tue\n"

    assert read_queues("A\nC\n", accepting, printing, "no system default destination\n") == (
        Queue("A", stopped="nobody wrote down why"),
        Queue("B", refuses="full tray"),
        Queue("C"),
    )
