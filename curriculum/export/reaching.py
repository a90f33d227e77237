"""The way to a Dask cluster: what must be installed, who answers at an address, and what Dask says for itself."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from curriculum.model.errors import CurriculumError

SECONDS_TO_CONNECT = 10


def check_installed() -> None:
    """Raise CurriculumError where the extra is not installed. Importing it sets the levels of its log."""
    try:
        import distributed  # noqa: F401
    except ImportError:
        raise CurriculumError(
            "Printing on a cluster needs the package `distributed`, which is not installed.",
            "Install it: pip install 'curriculum[cluster]'",
        ) from None


async def connected(address: str) -> Any:
    """Return a `distributed.Client` of a cluster. Raises CurriculumError where there is none."""
    from distributed import Client

    client: Any = Client(  # type: ignore[no-untyped-call]  # Dask leaves it without types
        address, asynchronous=True, timeout=SECONDS_TO_CONNECT, set_as_default=False
    )
    try:
        return await client
    except TypeError:
        await client.close()
        raise CurriculumError(
            f"Certificates for {address} are not set.", "Name them in Dask's configuration: docs/cluster.md shows how."
        ) from None
    except ValueError as error:
        await client.close()
        # Dask's own words name a missing port, or a scheme that it does not know.
        raise CurriculumError(
            f'"{address}" is no address of a cluster: {_first_line(error)}.',
            "One looks like tcp://print-server:8786; with certificates like tls://print-server:8786.",
        ) from None
    except OSError as error:
        await client.close()
        raise CurriculumError(
            f"No cluster answers at {address} ({_first_line(error)}).",
            "See that `dask scheduler` runs there, in the version installed here; one with certificates is at tls://.",
        ) from None


def _first_line(error: Exception) -> str:
    """Return what an error says, without what only its own program can make sense of."""
    line = str(error).partition("\n")[0].rstrip(".")
    return re.sub(r"^in <.*>: |\b\w+Error: |\[Errno -?\d+\] ", "", line)


@contextmanager
def silence() -> Iterator[None]:
    """Keep Dask's own log off the terminal: whatever matters of it is said in words."""
    names = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] in ("distributed", "tornado")]
    loggers = [logging.getLogger(name) for name in names]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
