"""From files that were just written to a printer of this machine: one copy of each, as the clinic prints."""

from collections.abc import Sequence

from curriculum.export.printing import Manner
from curriculum.export.run import Written
from curriculum.model.clinic import Paper
from curriculum.workspace.loading import Workspace
from curriculum.workspace.orders import Order
from curriculum.workspace.printers import Queue, send

_MEDIA = {Paper.LETTER: "Letter", Paper.A4: "A4"}


def printable_files(written: Sequence[Written]) -> tuple[Written, ...]:
    """Return the files that a printer understands: the PDFs."""
    return tuple(file for file in written if file.path.suffix == ".pdf")


def send_all(written: Sequence[Written], queue: Queue, order: Order, workspace: Workspace) -> Manner:
    """Send every PDF to a queue, one copy each, and return how they are printed.

    The queue calls a job by its kind and number alone: displays of printers show it to anybody. Raises CurriculumError
    with what the queue objects to; what was sent before is printed.
    """
    own = workspace.clinic.print
    manner = Manner(own.duplex, own.color, order.ask.paper or own.paper)
    folds = "booklet" in order.ask.made_in.names
    both = "two-sided-short-edge" if folds else "two-sided-long-edge"
    options = (
        f"sides={both if manner.duplex or folds else 'one-sided'}",
        f"print-color-mode={'color' if manner.color else 'monochrome'}",
        f"media={_MEDIA[manner.paper]}",
    )
    files = printable_files(written)
    for number, file in enumerate(files, 1):
        send(file.path, queue, 1, f"{file.kind.capitalize()} {number} of {len(files)}", options)
    return manner
