"""A certificate of completion, blank: names, dates and signatures are written by hand. The planner holds no client.

It says what was completed only in the clinic's own words (`print: certificate`): a program's name can tell a stranger
that somebody was in treatment.
"""

from curriculum.export.client_values import ClientClinic
from curriculum.export.documents import Printable
from curriculum.export.html import render
from curriculum.model.clinic import Clinic, Paper


def certificate_page(clinic: Clinic, paper: Paper) -> Printable:
    """Return the certificate."""
    title = "Certificate of Completion"
    return Printable(
        kind="certificate",
        stem="certificate",
        title=title,
        paper=paper,
        html=render(
            "certificate",
            clinic.house,
            title=title,
            clinic=ClientClinic.of(clinic),
            completed=clinic.print.certificate,
        ),
        landscape=True,
        house=clinic.house,
    )
