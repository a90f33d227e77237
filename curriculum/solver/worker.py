"""A solving process: reads one model a line and answers one line each. `curriculum.solver.line` starts it.

The one file that imports HiGHS: it prints on its own account, keeps its threads for good, and takes a while to come up.
Standard output carries answers alone.
"""

import json
import os
import sys
import time
from dataclasses import dataclass
from typing import Any, TextIO

import highspy
import numpy as np

_INFINITE = 10**9
"""What the models mean by no bound."""
_WINDOW_GAP, _WINDOW_NODES = 0.01, 60
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
        improved = _improved(job, start)
        if improved.near:
            return improved.answer(job["model"], time.perf_counter() - begun)
        start = improved.held
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
        "mip_abs_gap": 0.999,  # costs are whole: less than one point apart is the same
        **({"mip_max_nodes": int(job["nodes"])} if job.get("nodes") else {}),
        **({"time_limit": float(job["seconds"])} if job.get("seconds") else {}),
    }


@dataclass
class _Improved:
    """An answer that was built window by window, and what no answer can be below."""

    held: dict[int, float]
    gap: float
    bound: float
    values: list[float] | None = None
    value: float = float("inf")

    @property
    def near(self) -> bool:
        """Tell whether it is as near to its bound as was asked for."""
        return self.values is not None and self.value - self.bound <= max(0.999, self.gap * abs(self.value))

    def answer(self, model: dict[str, Any], seconds: float) -> dict[str, Any]:
        """Return it as the answer to a job."""
        assert self.values is not None
        return {
            "state": "optimal",
            "values": _whole(self.values, model["integer"]),
            "value": self.value,
            "bound": self.bound,
            "seconds": seconds,
        }


def _improved(job: dict[str, Any], start: dict[int, float]) -> _Improved:
    """Return a better start: window after window of columns is set free and solved, the others held where they are.

    From nothing this builds an answer. It stops as soon as the answer is near what the relaxation proves.
    """
    model = job["model"]
    whole = [column for column, integer in enumerate(model["integer"]) if integer]
    improved = _Improved({column: start.get(column, 0.0) for column in whole}, job["gap"], _relaxed(job))
    solver = _solver({**job, "gap": _WINDOW_GAP, "nodes": _WINDOW_NODES})
    solver.passModel(_model(model))
    for window in job["windows"]:
        free = set(window)
        fixed = np.array([column for column in whole if column not in free], dtype=np.int32)
        at = np.array([improved.held[int(column)] for column in fixed], dtype=np.double)
        inside = np.array(window, dtype=np.int32)
        solver.changeColsBounds(len(fixed), fixed, at, at)
        solver.changeColsBounds(len(inside), inside, np.zeros(len(inside)), np.ones(len(inside)))
        solver.run()
        if solver.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
            improved.values = list(solver.getSolution().col_value)
            improved.value = solver.getInfo().objective_function_value
            improved.held = {column: float(round(improved.values[column])) for column in whole}
        if improved.near:
            break
    return improved


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
