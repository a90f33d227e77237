"""The command palette: every action of the table by its name. One that cannot be done now says why."""

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.types import IgnoreReturnCallbackType

from curriculum.tui.action import Action, Where
from curriculum.tui.actions import ACTIONS
from curriculum.tui.keys import key_name
from curriculum.tui.screens.week import WeekScreen

_SEVERAL = {"place-found", "leave-search", "leave-library", "leave-findings", "next-found", "previous-found", "palette"}
"""Actions that are another under a different key, or what the palette is itself."""


class ActionCommands(Provider):
    """Finds actions of the home screen, or of the one above it."""

    def _offered(self) -> Iterator[tuple[Action, str, IgnoreReturnCallbackType]]:
        screen = self.screen
        if isinstance(screen, WeekScreen):
            if not screen.ready:
                return
            for action in ACTIONS:
                if isinstance(action.run, str) or action.id in _SEVERAL:
                    continue
                reason = action.why_not(screen)
                keys = " ".join(map(key_name, action.keys))
                about = f"Not now: {reason}" if reason else action.help
                yield action, f"{keys}   {about}", partial(screen.do, action)
            return
        where: Where | None = getattr(screen, "WHERE", None)
        places = (where, Where.PAGE) if hasattr(screen, "planner") else (where,)
        for action in ACTIONS:
            if action.where in places and isinstance(action.run, str):
                yield action, action.help, partial(screen.run_action, action.run)

    async def discover(self) -> Hits:
        """Yield every action, in the order of the table."""
        for action, about, command in self._offered():
            yield DiscoveryHit(action.title, command, help=about)

    async def search(self, query: str) -> Hits:
        """Yield the actions whose names match, then those that only speak of it, best first."""
        matcher = self.matcher(query)
        for action, about, command in self._offered():
            begins = action.title.lower().startswith(query.lower())
            speaks = query.lower() in action.help.lower()
            score = matcher.match(action.title) + begins or speaks / 100
            if score > 0:
                yield Hit(score, matcher.highlight(action.title), command, help=about)
