"""Where the planner keeps what belongs to no workspace: drafts, the last place, the log.

The environment is read here and nowhere below. No folder is made here; whoever writes into one makes it.
"""

from pathlib import Path

from platformdirs import user_cache_path, user_log_path, user_state_path

from curriculum.export.store import Store

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


def page_store() -> Store:
    """Return the store of printed pages, such as `~/.cache/curriculum/pages`; it may be deleted at any time."""
    return Store(user_cache_path(APP, appauthor=False) / "pages")
