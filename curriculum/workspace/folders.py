"""Where the planner keeps what belongs to no workspace: drafts, the last place, the log.

The environment is read here and nowhere below. No folder is made here; whoever writes into one makes it.
"""

from pathlib import Path

from platformdirs import user_log_path, user_state_path

APP = "curriculum"


def state_folder() -> Path:
    """Return the folder for what one session leaves to the next, such as `~/.local/state/curriculum`."""
    return user_state_path(APP, appauthor=False)


def drafts_folder() -> Path:
    """Return the folder in which changes wait that have not reached their file yet."""
    return state_folder() / "drafts"


def log_file() -> Path:
    """Return the file in which a failure of the planner itself is written down."""
    return user_log_path(APP, appauthor=False) / "curriculum.log"
