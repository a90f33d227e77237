import asyncio

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


async def test_a_start_and_windows_change_nothing_of_the_answer():
    question = Question(knapsack().plain(), start={0: 1, 1: 1}, gap=0, windows=((0, 1), (1, 2)))

    async with SolverLine() as line:
        answer = await line.ask(question)

    assert (answer.value, answer.bound) == (-11, -11)


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
