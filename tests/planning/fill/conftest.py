import sys
from pathlib import Path

import pytest

from curriculum.solver.line import SolverLine

# The random cases are those of the benchmark.
sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))


@pytest.fixture
async def line():
    async with SolverLine() as started:
        yield started
