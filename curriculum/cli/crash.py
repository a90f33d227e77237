"""The log of the planner's own faults: where each happened, and never what a variable held."""

import logging
import platform
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

from curriculum import __version__
from curriculum.workspace.folders import log_file

_MOST_BYTES = 256 * 1024
_KEPT = 2


def logged(error: BaseException) -> Path | None:
    """Write an error with its traceback into the log and return the file; None where it cannot be written."""
    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=_MOST_BYTES, backupCount=_KEPT, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger = logging.getLogger("curriculum.crash")
    logger.propagate = False
    logger.addHandler(handler)
    try:
        words = " ".join(sys.argv[1:2])
        logger.error(
            "curriculum %s, Python %s, %s: %s",
            __version__,
            platform.python_version(),
            sys.platform,
            words,
            exc_info=error,
        )
    finally:
        logger.removeHandler(handler)
        handler.close()
    return path
