"""The part of `curriculum export` that makes other kinds of page: `--kind`."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import click

from curriculum.cli.clustering import printed_by
from curriculum.cli.progress import shown_progress
from curriculum.export.ics import Readers
from curriculum.export.languages import EDITIONS
from curriculum.export.run import Format, Outcome, export
from curriculum.model.clinic import Paper
from curriculum.model.track import Day
from curriculum.model.translation import SOURCE
from curriculum.workspace import Workspace
from curriculum.workspace.asking import Ask, Job
from curriculum.workspace.exporting import in_run, print_folder
from curriculum.workspace.folders import page_store
from curriculum.workspace.kinds import KINDS

_OWN = ("entry", "per")
"""Options that only kinds have."""


def kinds_help() -> str:
    """Return the kinds with a line of help each, for the end of the help."""
    width = max(map(len, KINDS))
    lines = "\n".join(f"  {kind.name:<{width}}  {kind.help}" for kind in KINDS.values())
    return f"\b\nKinds, for --kind:\n{lines}\n"


@dataclass(frozen=True)
class Wanted:
    """The options of `export` that a kind of page may listen to, as they were given."""

    name: str
    week: tuple[int, ...]
    entry: int | None
    run: int | None
    per: str | None
    day: str | None
    lead: str | None
    first: datetime | None
    readers: str
    paper: str | None
    language: str

    def ask(self, on: date) -> Ask:
        """Return what is asked for, on a day."""
        return Ask(
            self.name,
            on,
            self.week,
            self.entry,
            run=1 if self.run is None else self.run,
            first=self.first.date() if self.first else None,
            day=Day(self.day) if self.day else None,
            lead=self.lead,
            readers=Readers(self.readers),
            per_day=self.per == "day",
            paper=Paper(self.paper) if self.paper else None,
            languages=EDITIONS[self.language],
        )

    @property
    def given(self) -> dict[str, bool]:
        """Which options were given, by name."""
        named = {"week": self.week or None, "day": self.day, "lead": self.lead, "from": self.first}
        own = {"entry": self.entry, "run": self.run, "per": self.per}
        said = {"for": self.readers != Readers.STAFF, "language": self.language != SOURCE}
        return {name: value is not None for name, value in (named | own).items()} | said


def asked_kind(
    kind: str | None, wanted: Wanted, others: Mapping[str, object], formats: Sequence[str], *, on: date
) -> Ask | None:
    """Return what is asked for of a kind of page; None where no kind is named.

    `others` are options of other prints. Raises UsageError for an option that the kind does not listen to, or a format
    in which it is not made; without a kind for an option that only kinds have.
    """
    if kind is None:
        lone = next((option for option in _OWN if wanted.given[option]), None)
        if lone is not None:
            raise click.UsageError(f"--{lone} is for another kind of page; add --kind.")
        return None
    takes = KINDS[kind].takes
    given = [option for option, value in {**others, **wanted.given}.items() if value]
    deaf = next((option for option in given if option not in takes), None)
    if deaf is not None:
        listed = ", ".join(f"--{option}" for option in sorted(takes))
        raise click.UsageError(f"--{deaf} is not for --kind {kind}; it takes {listed}.")
    made = {"pdf", "html"} if "format" in takes else {"pdf"}
    if not set(formats) <= made:
        raise click.UsageError(f"--kind {kind} is made as {' and '.join(sorted(made, reverse=True))}.")
    return wanted.ask(on)


def in_run_asked(
    workspace: Workspace, wanted: Wanted, into: Path | None, formats: Sequence[str]
) -> tuple[Workspace, Path | None]:
    """Return the workspace with the track on the dates of the run that is asked for, and the folder to print into.

    A later run has a folder of its own below that of the track. Raises UsageError for a module, and for a calendar or
    a table; CurriculumError for a run that the track does not reach.
    """
    if wanted.run is None:
        return workspace, into
    if not set(formats) <= {each.value for each in Format}:
        raise click.UsageError("--run is for pages; a calendar and tables take --from DATE.")
    if wanted.name not in workspace.tracks and wanted.name in workspace.loaded.sources:
        raise click.UsageError(f'"{wanted.name}" is a module and has no runs; leave out --run.')
    later = in_run(workspace, wanted.name, wanted.run)
    return later, into if into or wanted.run == 1 else print_folder(later, wanted.name) / f"run-{wanted.run}"


def printed_job(job: Job, folder: Path, formats: frozenset[Format]) -> Outcome:
    """Print a job into a folder, and return what came of it."""
    from curriculum.export.bindery import export_binder

    made = job.make()
    if isinstance(made, tuple):
        with shown_progress(len(made), sys.stderr) as progress:
            return printed_by(
                lambda crew: export(made, folder, formats=formats, progress=progress, store=page_store(), crew=crew)
            )
    with shown_progress(len(made.leaves) + 1, sys.stderr) as progress:
        file = folder / f"{job.name}.pdf"
        return printed_by(lambda crew: export_binder(made, file, progress=progress, store=page_store(), crew=crew))
