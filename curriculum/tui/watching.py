"""Changes of a workspace's files by others, as they happen. Says that something changed, never what it means."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from curriculum.model.house import COPIES_FOLDER


async def changes(root: Path, stop: asyncio.Event) -> AsyncIterator[None]:
    """Yield once for each burst of changes to the clinic, its rule packs, look, modules or tracks, until `stop` is set.

    The root itself is watched without its folders: a clone holds many that are no concern of the planner.
    """
    from watchfiles import Change, DefaultFilter, awatch

    class _Content(DefaultFilter):
        def __call__(self, change: Change, path: str) -> bool:
            return path.endswith((".yaml", ".svg", ".png", ".css", ".j2")) and super().__call__(change, path)

    parts = ("tracks", "modules", "rules", COPIES_FOLDER)
    folders = [folder for folder in (root / part for part in parts) if folder.is_dir()]
    queue: asyncio.Queue[None] = asyncio.Queue(maxsize=1)

    async def follow(*paths: Path, recursive: bool) -> None:
        async for _ in awatch(*paths, watch_filter=_Content(), stop_event=stop, recursive=recursive, debounce=200):
            if queue.empty():
                queue.put_nowait(None)

    followers = [asyncio.create_task(follow(root, recursive=False))]
    if folders:
        followers.append(asyncio.create_task(follow(*folders, recursive=True)))
    try:
        while not stop.is_set():
            await queue.get()
            yield
    finally:
        stop.set()
        for follower in followers:
            follower.cancel()
        await asyncio.gather(*followers, return_exceptions=True)
