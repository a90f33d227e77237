"""What `curriculum print` says: the table of documents and paper, the queues, the question before a lot of paper."""

import json
import shlex
import sys
from collections.abc import Sequence

import click

from curriculum.cli.context import shown_from_here
from curriculum.cli.failing import BLOCKED
from curriculum.cli.unchanged import ASKED
from curriculum.cli.words import plain
from curriculum.export.printing import MANY_SHEETS, job_titles, queue_options
from curriculum.model.errors import CurriculumError
from curriculum.model.words import counted
from curriculum.workspace.printers import Printers, Queue, send
from curriculum.workspace.printout import Printout

_WIDEST = 51
"""Characters of a document's name; with the numbers beside it the table fits a terminal of 80."""


def table_text(result: Printout) -> str:
    """Return every document with its pages, copies, sheets and sides, and what they take together."""
    return "\n".join(map(plain, result.lines(_WIDEST)))


def as_json(result: Printout, sent: Sequence[str] = ()) -> str:
    """Return the same as data; `sent` are the queue's names of the jobs that it took."""
    together = result.together
    return json.dumps(
        {
            "documents": [
                {
                    "kind": job.page.kind,
                    "title": job.page.title,
                    "module": job.page.module,
                    "file": shown_from_here(job.file),
                    "pages": job.pages,
                    "copies": job.copies,
                    "sheets": job.sheets,
                    "sides": job.sides,
                }
                for job in result.jobs
            ],
            "sheets": together.sheets,
            "sides": together.sides,
            "duplex": result.manner.duplex,
            "color": result.manner.color,
            "paper": result.manner.paper.value,
            "queue": result.queue.name if result.queue else None,
            "jobs": list(sent),
        },
        indent=2,
        ensure_ascii=False,
    )


def queues_text(found: Printers, *, as_data: bool) -> str:
    """Return the queues of this machine, or why there is none."""
    if as_data:
        queues = [{"name": each.name, "usual": each.usual, "state": each.state} for each in found.queues]
        return json.dumps({"queues": queues, "lacking": found.lacking or None}, indent=2, ensure_ascii=False)
    if found.lacking:
        return f"No printer: {found.lacking}\n`curriculum print` writes files, and says how to print them by hand."
    width = max(len(each.name) for each in found.queues)
    return "\n".join(
        f"{each.name:<{width}}  {plain(each.state)}{', the usual one' if each.usual else ''}" for each in found.queues
    )


def confirm_paper(result: Printout, *, yes: bool) -> None:
    """Ask before a lot of paper. Raises CurriculumError where nobody can be asked, and Abort where the answer is no."""
    together = result.together
    if yes or together.sheets <= MANY_SHEETS:
        return
    said = f"This takes {together.sheets} sheets of paper"
    if not sys.stdin.isatty():
        asked = click.get_current_context().meta.get(ASKED, ("print",))
        raise CurriculumError(
            f"{said}, and nobody is here to be asked: nothing was printed.",
            f"If that is right: {shlex.join(['curriculum', *asked, '--yes'])}",
        )
    if not click.confirm(f"{said}. Print?", err=True):
        raise CurriculumError("Nothing was printed.", "The files are in exports/.")


def sent_to(queue: Queue, result: Printout) -> tuple[str, ...]:
    """Send every document, and return the queue's names of the jobs.

    Where the queue refuses one, what is printing already is named, and the command ends with exit code 1.
    """
    sent: list[str] = []
    for job, title in zip(result.jobs, job_titles(result.jobs), strict=True):
        try:
            sent.append(send(job.file, queue, job.copies, title, queue_options(job, result.manner)))
        except CurriculumError as error:
            click.echo(f"curriculum: {plain(str(error))}", err=True)
            rest = [shown_from_here(left.file) for left in result.jobs[len(sent) :]]
            said = f"{counted(len(sent), 'document')} went to {queue.name}; {len(rest)} did not:"
            click.echo("\n".join([said, *(f"  {name}" for name in rest)]), err=True)
            raise click.exceptions.Exit(BLOCKED) from None
    together = result.together
    paper = f"{counted(together.sheets, 'sheet')}, {counted(together.sides, 'side')}"
    click.echo(f"Sent {counted(len(sent), 'document')} to {queue.name}: {paper}.", err=True)
    click.echo(f"To stop it: cancel {' '.join(sent)}", err=True)
    return tuple(sent)
