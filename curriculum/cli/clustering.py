"""The part of `curriculum export` that prints on other machines: `--cluster`."""

import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import click

from curriculum.cli.words import plain

if TYPE_CHECKING:
    from curriculum.export.crew import Crew
    from curriculum.export.run import Outcome

_OPTION = "--cluster"
_ADDRESS = "curriculum.cluster"
"""Where the address is, among what a click context carries."""


def _keep(context: click.Context, _: click.Parameter, address: str | None) -> None:
    context.meta[_ADDRESS] = address


cluster_option = click.option(
    _OPTION,
    metavar="ADDRESS",
    callback=_keep,
    expose_value=False,
    help="Print on the machines of the Dask cluster there, such as tcp://print-server:8786.",
)


def printed_by(doing: Callable[["Crew | None"], Awaitable["Outcome"]]) -> "Outcome":
    """Return what came of an export by the cluster that was asked for, or by this machine where none was.

    Raises CurriculumError where it cannot be reached, or prints nothing.
    """
    import asyncio

    async def done() -> "Outcome":
        async with crew_asked() as crew:
            return await doing(crew)

    return asyncio.run(done())


@asynccontextmanager
async def crew_asked() -> AsyncIterator["Crew | None"]:
    """Yield the cluster that was asked for, None where none was. Raises CurriculumError as `printed_by` does."""
    address = click.get_current_context().meta.get(_ADDRESS)
    if address is None:
        yield None
        return
    from curriculum.export.cluster import cluster

    async with cluster(address, _say) as crew:
        yield crew


def without_cluster(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words of a command line without where it prints, which changes nothing in what is printed."""
    return tuple(_others(iter(words)))


def _others(words: Iterator[str]) -> Iterator[str]:
    for word in words:
        if word == _OPTION:
            next(words, None)
        elif not word.startswith(f"{_OPTION}="):
            yield word


def _say(line: str) -> None:
    """Say a line on stderr, over the bar that may stand there."""
    click.echo(f"{chr(13) if sys.stderr.isatty() else ''}{plain(line)}", err=True)
