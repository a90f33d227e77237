"""The kinds of pages, by name: what a page is, for file names, styles and editions."""

from typing import Literal

PageKind = Literal[
    "guide",
    "handout",
    "schedule",
    "binder",
    "report",
    "catch-up",
    "workbook",
    "month",
    "sign-in",
    "fidelity",
    "certificate",
    "materials",
    "copies",
]
"""The kinds of pages, and of books of pages."""
