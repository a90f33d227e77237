import asyncio
from dataclasses import replace
from random import Random

import pytest

from curriculum.model.errors import CurriculumError
from curriculum.planning.fill.rows import Model, Tag
from curriculum.solver.line import Question, SolverLine

ANY = Tag("any")


def knapsack():
    """Return three things of weight 3, 4 and 5 of which 8 may be taken, worth 4, 5 and 7."""
    model = Model()
    columns = [model.choice(-worth) for worth in (4, 5, 7)]
    model.at_most(zip(columns, (3, 4, 5), strict=True), 8, ANY)
    return model


async def test_an_answer_has_its_values_its_value_and_its_bound():
    async with SolverLine() as line:
        answer = await line.ask(Question(knapsack().plain(), gap=0))

    assert (answer.state, answer.values, answer.value, answer.bound) == ("optimal", (1, 0, 1), -11, -11)


async def test_what_cannot_be_is_told_from_what_was_not_found():
    model = knapsack()
    model.at_least([(0, 1), (1, 1), (2, 1)], 3, ANY)

    async with SolverLine() as line:
        assert (await line.ask(Question(model.plain()))).state == "impossible"


async def test_one_process_answers_many_questions():
    async with SolverLine() as line:
        answers = [(await line.ask(Question(knapsack().plain(), gap=0))).value for _ in range(3)]

    assert answers == [-11] * 3


WINDOWS = {
    "first": [[*range(first, first + 3)] for first in range(0, 12, 3)],
    "narrow": [[*range(first, first + 3)] for first in range(1, 10, 3)],
    "wide": [[*range(6)], [*range(6, 12)]],
}


def rucksack(seed):
    """Return twelve things of random weights and worths of which about half may be taken."""
    chance, model = Random(seed), Model()
    columns = [model.choice(-chance.randint(20, 60)) for _ in range(12)]
    for _ in range(2):
        model.at_most([(column, chance.randint(10, 40)) for column in columns], 150, ANY)
    return model


@pytest.mark.parametrize("seed", range(6))
async def test_a_start_and_windows_change_nothing_of_the_value(seed):
    plain = Question(rucksack(seed).plain(), gap=0)

    async with SolverLine() as line:
        answer = await line.ask(plain)
        built = await line.ask(replace(plain, start={0: 1, 1: 1}, windows=WINDOWS))

    assert (built.state, built.value) == ("optimal", answer.value)
    assert built.bound <= built.value


@pytest.mark.parametrize("gap", [0.01, 0.05, 0.2])
async def test_windows_give_the_same_answer_each_time_and_no_worse_one_than_asked_for(gap):
    question = Question(rucksack(1).plain(), gap=gap, windows=WINDOWS)

    async with SolverLine() as line:
        answers = [await line.ask(question) for _ in range(3)]

    assert len({answer.values for answer in answers}) == 1
    assert answers[0].value - answers[0].bound <= gap * abs(answers[0].value)


async def test_a_model_without_columns_costs_its_constant():
    model = Model(constant=7)

    async with SolverLine() as line:
        assert (await line.ask(Question(model.plain()))).value == 7


async def test_a_process_that_dies_says_how():
    async with SolverLine() as line:
        await line.ask(Question(knapsack().plain()))
        line._process.kill()

        with pytest.raises(CurriculumError, match="SIGKILL"):
            await line.ask(Question(knapsack().plain()))


async def test_a_question_that_is_cancelled_ends_its_process():
    async with SolverLine() as line:
        asking = asyncio.create_task(line.ask(Question(knapsack().plain())))
        await asyncio.sleep(0.05)
        asking.cancel()

        with pytest.raises(asyncio.CancelledError):
            await asking
        assert line._process is None
