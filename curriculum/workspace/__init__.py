"""A folder with a clinic, modules and tracks, as both faces of the planner use it."""

from curriculum.workspace.loading import Workspace, find_workspace, open_workspace, starter_folder
from curriculum.workspace.open_track import OpenTrack, Restored, open_track

__all__ = [
    "OpenTrack",
    "Restored",
    "Workspace",
    "find_workspace",
    "open_track",
    "open_workspace",
    "starter_folder",
]
