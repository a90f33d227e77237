import asyncio

from curriculum.export.turns import Turns


async def at_once(turns, number):
    """How many of a number of holders had a turn at the same time, before any of them let go."""
    holding, let_go = [], asyncio.Event()

    async def hold():
        async with turns:
            holding.append(1)
            await let_go.wait()

    tasks = [asyncio.create_task(hold()) for _ in range(number)]
    for _ in range(number):
        await asyncio.sleep(0)
    count = len(holding)
    let_go.set()
    await asyncio.gather(*tasks)
    return count


async def test_as_many_hold_a_turn_as_there_are_places():
    turns = Turns()
    turns.places = 3

    assert await at_once(turns, 5) == 3
    assert await at_once(turns, 2) == 2


async def test_places_that_come_are_used_at_once():
    turns = Turns()
    waiting = asyncio.create_task(at_once(turns, 2))
    await asyncio.sleep(0)

    turns.places = 2

    assert await waiting == 2


async def test_a_place_that_goes_while_it_is_held_is_not_given_to_another():
    turns = Turns()
    turns.places = 2
    async with turns:
        turns.places = 1
    async with turns:
        pass

    assert await at_once(turns, 3) == 1
