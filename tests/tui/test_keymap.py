"""The action table: keys, help, hints and palette are drawn from it, so it must be whole."""

import re
from collections import Counter

import pytest
from textual.keys import Keys
from tui_driver import planning

from curriculum.tui.action import Where
from curriculum.tui.actions import ACTIONS, actions_of

BEHIND_ANOTHER = {"ctrl+s", "ctrl+q", "ctrl+j", "ctrl+m", "ctrl+i", "ctrl+h"}
"""Keys that terminals keep to themselves or send as another."""


@pytest.mark.parametrize("where", Where)
def test_no_key_means_two_things_in_one_place(where):
    keys = Counter(key for action in actions_of(where) for key in action.keys)
    assert keys

    assert [key for key, times in keys.items() if times > 1] == []


@pytest.mark.parametrize("where", [Where.WEEK, Where.CARRYING, Where.LIBRARY, Where.FINDINGS, Where.SEARCH])
def test_no_key_of_a_pane_hides_one_that_works_everywhere(where):
    everywhere = {key for action in actions_of(Where.ANYWHERE) for key in action.keys}
    here = {key for action in actions_of(where) for key in action.keys}

    assert here & everywhere == set()


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_has_a_title_a_sentence_of_help_and_a_key_that_reaches_the_app(action):
    assert action.title
    assert action.help.endswith(".")
    assert set(action.keys) - BEHIND_ANOTHER
    for key in action.keys:
        assert len(key) == 1 or re.fullmatch(r"(ctrl\+|shift\+)?[a-z0-9]+", key)
        named = key.rpartition("+")[2]
        assert len(named) == 1 or named in {k.value for k in Keys}


def test_ids_are_unique():
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


async def test_every_action_either_works_or_says_why_not(workspace):
    """Each is asked on a slot that holds nothing, where most have a reason to refuse."""
    async with planning(workspace) as planner:
        await planner.go("wed", "skills")
        asked = [action for action in ACTIONS if not isinstance(action.run, str)]
        reasons = {action.id: action.why_not(planner.screen) for action in asked}

        assert reasons["remove"] == "Nothing is placed here."
        assert reasons["undo"] == "There is nothing to undo."
        assert reasons["previous-week"] == "This is the first week."
        assert all(reason is None or reason.endswith(".") for reason in reasons.values())
