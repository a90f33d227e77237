"""A solving process: reads one model a line and answers one line each. `curriculum.solver.line` starts it.

The one file that imports HiGHS: it prints on its own account, keeps its threads for good, and takes a while to come up.
Standard output carries answers alone.
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TextIO

import highspy
import numpy as np

_INFINITE = 10**9
"""What the models mean by no bound."""
_WINDOW_GAP, _WINDOW_NODES = 0.01, 60
_SAME = 0.999
"""Costs are whole: less than one point apart is the same."""
_STATES = {
    highspy.HighsModelStatus.kOptimal: "optimal",
    highspy.HighsModelStatus.kSolutionLimit: "enough",
    highspy.HighsModelStatus.kInterrupt: "enough",
}
"""The names of outcomes with an answer; any other is `stopped`."""


def main() -> None:
    """Answer models until standard input ends."""
    answers = _private_stdout()
    for line in sys.stdin.buffer:
        answers.write(json.dumps(solved(json.loads(line))) + "\n")
        answers.flush()


def _private_stdout() -> TextIO:
    """Return standard output for answers alone, and lead everything else to standard error."""
    kept = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(kept, "w", encoding="utf-8")


def solved(job: dict[str, Any]) -> dict[str, Any]:
    """Return what the solver says of a model: `state`, and where it has an answer `values`, `value` and `bound`."""
    begun = time.perf_counter()
    start = {int(column): float(value) for column, value in (job.get("start") or {}).items()}
    if job.get("windows"):
        built, bound, near = _improved(job, start)
        if near:
            values = _whole(built.values or [], job["model"]["integer"])
            seconds = time.perf_counter() - begun
            return {"state": "optimal", "values": values, "value": built.value, "bound": bound, "seconds": seconds}
        start = built.held
    solver = _solver(job)
    solver.passModel(_model(job["model"]))
    if start:
        index = np.array(list(start), dtype=np.int32)
        solver.setSolution(len(index), index, np.array(list(start.values()), dtype=np.double))
    solver.run()
    return _answer(solver, job["model"])


def _solver(job: dict[str, Any]) -> highspy.Highs:
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # highspy types its methods, not its constructor
    for option, value in _options(job).items():
        solver.setOptionValue(option, value)
    return solver


def _options(job: dict[str, Any]) -> dict[str, Any]:
    """Return HiGHS's settings: one thread and a fixed seed, so that the same model has the same answer each time."""
    return {
        "output_flag": False,
        "threads": 1,
        "random_seed": job.get("seed", 0),
        "mip_rel_gap": job["gap"],
        "mip_abs_gap": _SAME,
        **({"mip_max_nodes": int(job["nodes"])} if job.get("nodes") else {}),
        **({"time_limit": float(job["seconds"])} if job.get("seconds") else {}),
    }


@dataclass(frozen=True)
class _Built:
    """An answer that is built window by window."""

    held: dict[int, float]
    values: list[float] | None = None
    value: float = float("inf")

    def near(self, goal: float) -> bool:
        """Tell whether there is an answer, and it costs no more than was asked for."""
        return self.values is not None and self.value <= goal


class _Builder:
    """A solver that sets one window of columns free after another and holds all others where they are."""

    def __init__(self, job: dict[str, Any]) -> None:
        self._windows = job["windows"]
        self.whole = [column for column, integer in enumerate(job["model"]["integer"]) if integer]
        self._stopped = False
        self._solver = _solver({**job, "gap": _WINDOW_GAP, "nodes": _WINDOW_NODES})
        self._solver.passModel(_model(job["model"]))

    def build(self, built: _Built, windows: str, goal: float = -float("inf"), *, knowing: bool = False) -> _Built:
        """Return an answer built on: better, or the same. It stops as soon as one costs no more than `goal`.

        The solver is told the answer so far where it is to search `knowing` it: quicker, and mostly less far.
        """
        for window in self._windows[windows]:
            if built.near(goal) or self._stopped:
                break
            self._free(window, built)
            if knowing and built.values is not None:
                known = highspy.HighsSolution()
                known.col_value = built.values
                self._solver.setSolution(known)
            self._solver.run()
            if self._solver.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
                values = list(self._solver.getSolution().col_value)
                held = {column: float(round(values[column])) for column in self.whole}
                built = _Built(held, values, self._solver.getInfo().objective_function_value)
        return built

    def _free(self, window: list[int], built: _Built) -> None:
        free = set(window)
        fixed = np.array([column for column in self.whole if column not in free], dtype=np.int32)
        at = np.array([built.held[int(column)] for column in fixed], dtype=np.double)
        inside = np.array(window, dtype=np.int32)
        self._solver.changeColsBounds(len(fixed), fixed, at, at)
        self._solver.changeColsBounds(len(inside), inside, np.zeros(len(inside)), np.ones(len(inside)))

    @contextmanager
    def interruptible(self) -> Iterator[None]:
        """End what another thread may still be building here when the block is left."""
        self._solver.HandleUserInterrupt = True
        try:
            yield
        finally:
            self._stopped = True
            self._solver.cancelSolve()  # type: ignore[no-untyped-call]


def _improved(job: dict[str, Any], start: dict[int, float]) -> tuple[_Built, float, bool]:
    """Return a better start, what no answer can be below, and whether the first is as near the second as was asked for.

    Two processors share the work: the second reckons the bound while the first goes through the first windows, and
    looks at the wide ones while the first goes through the narrow. Which answer is taken does not hang on who is first.
    """
    builder, beside = _Builder(job), _Builder(job)
    held = {column: start.get(column, 0.0) for column in builder.whole}
    with ThreadPoolExecutor(max_workers=1) as second, beside.interruptible():
        relaxed = second.submit(_relaxed, job)
        first = builder.build(_Built(held), "first")
        bound = relaxed.result()
        goal = max(bound + _SAME, bound / (1 - job["gap"] if bound > 0 else 1 + job["gap"]))
        if first.near(goal):
            return first, bound, True
        wide = second.submit(beside.build, first, "wide", goal, knowing=True)
        narrow = builder.build(first, "narrow", goal)
        if narrow.near(goal):
            return narrow, bound, True
        if wide.result().near(goal):
            return wide.result(), bound, True
    last = builder.build(narrow, "wide", goal)
    return last, bound, last.near(goal)


def _relaxed(job: dict[str, Any]) -> float:
    """Return what no answer can be below: the least cost when columns need not be whole."""
    solver = _solver(job)
    solver.setOptionValue("solver", "ipm")
    relaxed = _model(job["model"])
    relaxed.integrality_ = [highspy.HighsVarType.kContinuous] * relaxed.num_col_
    solver.passModel(relaxed)
    solver.run()
    known = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return solver.getInfo().objective_function_value if known else -float("inf")


def _model(model: dict[str, Any]) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(model["cost"]), len(model["row_lower"])
    lp.col_cost_ = np.array(model["cost"], dtype=np.double)
    lp.col_lower_, lp.col_upper_ = _bounds(model["lower"]), _bounds(model["upper"])
    lp.row_lower_, lp.row_upper_ = _bounds(model["row_lower"]), _bounds(model["row_upper"])
    lp.offset_ = float(model["constant"])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.array([*model["starts"], len(model["index"])], dtype=np.int32)
    lp.a_matrix_.index_ = np.array(model["index"], dtype=np.int32)
    lp.a_matrix_.value_ = np.array(model["value"], dtype=np.double)
    whole, any_ = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    lp.integrality_ = [whole if integer else any_ for integer in model["integer"]]
    return lp


def _bounds(numbers: list[int]) -> Any:
    bounds = np.array(numbers, dtype=np.double)
    bounds[bounds >= _INFINITE] = highspy.kHighsInf
    bounds[bounds <= -_INFINITE] = -highspy.kHighsInf
    return bounds


def _answer(solver: highspy.Highs, model: dict[str, Any]) -> dict[str, Any]:
    status, info = solver.getModelStatus(), solver.getInfo()
    if status == highspy.HighsModelStatus.kInfeasible:
        return {"state": "impossible"}
    if not model["cost"]:
        return {"state": "optimal", "values": [], "value": model["constant"], "bound": model["constant"]}
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return {"state": "unsolved", "said": solver.modelStatusToString(status)}
    mixed = any(model["integer"])
    return {
        "state": _STATES.get(status, "stopped"),
        "values": _whole(solver.getSolution().col_value, model["integer"]),
        "value": info.objective_function_value,
        "bound": info.mip_dual_bound if mixed else info.objective_function_value,
        "seconds": solver.getRunTime(),
    }


def _whole(values: Any, integer: list[bool]) -> list[float]:
    """Return the values, those of whole columns rounded: the solver gives 0.9999999 for one."""
    return [
        float(round(value)) if whole else round(float(value), 6) for value, whole in zip(values, integer, strict=True)
    ]


if __name__ == "__main__":
    main()
