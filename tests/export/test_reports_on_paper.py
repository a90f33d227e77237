"""Reports as pages: what has to stand on one line does, and every cell has its place."""

import pypdf
import pytest

from curriculum.export.reports import column_widths, report_page
from curriculum.export.run import Format, export
from curriculum.model.clinic import Paper
from curriculum.planning.reports.table import Report, Table, columns

TITLES = ("Date", "Day", "Start", "End", "Minutes", "Service", "Module", "Title", "Lead", "Credential", "Content")
HASHES = [f"{digit}" * 64 for digit in "0123456789abcdef"]


def audit(count):
    """A table as wide as an audit's, with names as long as they come."""
    rows = tuple(
        (
            *("2027-03-01", "Mon", "13:15", "14:15", 60, "psychoeducation", "how-thoughts-feelings-and-actions-link"),
            *("How Thoughts, Feelings and Actions Link", "Teo Lindqvist, Imani Brooks", "atr, expressive-arts"),
            HASHES[number % len(HASHES)],
        )
        for number in range(count)
    )
    listed = Table("sessions", "Sessions", columns(*TITLES, numbers="Minutes", short="Content"), rows)
    return Report("audit", "Audit: A Track", (("Clinic", "A Clinic"),), (listed,), wide=True)


def test_widths_are_the_whole_page_and_give_a_fingerprint_more_than_words_of_its_length():
    (table,) = audit(4).tables
    widths = dict(zip(TITLES, column_widths(table), strict=True))

    assert sum(widths.values()) == pytest.approx(100, abs=0.1)
    assert widths["Content"] > widths["Date"] * 1.3


@pytest.mark.parametrize("paper", list(Paper))
async def test_a_fingerprint_stands_on_one_line_of_an_audit(tmp_path, paper):
    page = report_page(audit(16), "audit", paper)
    await export([page], tmp_path, formats=frozenset({Format.PDF}), progress=lambda _: None)

    lines = "\n".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "audit.pdf").pages)
    assert [line for line in HASHES if line[:12] not in lines] == []
