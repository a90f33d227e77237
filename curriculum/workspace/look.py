"""How the pages of a workspace look: its logo, its copied templates and styles, and what is wrong with them.

What cannot be used is said and passed over, so that a wrong logo never keeps a group from its pages.
"""

from dataclasses import dataclass
from pathlib import Path

from curriculum.export.copyable import COPYABLE
from curriculum.files.house import LoadedCopies, load_copies, logo_bytes
from curriculum.model.clinic import Clinic
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Document, Finding, Severity
from curriculum.model.house import PLAIN_HOUSE, House, Logo


@dataclass(frozen=True)
class Look:
    """What was found of the look of a workspace."""

    house: House
    copies: LoadedCopies
    findings: tuple[Finding, ...]


NO_LOOK = Look(PLAIN_HOUSE, LoadedCopies(), ())
"""That of a workspace that has nothing of its own."""


def load_look(clinic: Clinic, root: Path) -> Look:
    """Return what a workspace holds of its own look; of a logo that may not be printed, a finding."""
    copies = load_copies(root, COPYABLE)
    findings = list(copies.findings)
    logo = ""
    if clinic.print.logo is not None:
        try:
            logo = _logo(clinic.print.logo, root)
        except CurriculumError as error:
            findings.append(_bad_logo(error))
    return Look(House(logo=logo, copies=copies.texts), copies, tuple(findings))


def _logo(logo: Logo, root: Path) -> str:
    # Imported late: only a clinic that has a logo needs what checks drawings.
    from curriculum.export.house import logo_html

    return str(logo_html(logo, logo_bytes(logo, root)))


def _bad_logo(error: CurriculumError) -> Finding:
    return Finding(
        rule="bad-logo",
        severity=Severity.WARN,
        document=Document("clinic"),
        path=("print", "logo", "file"),
        place="clinic, print, logo",
        message=f"{error.message} Pages print without it.",
        fix=error.fix,
    )
