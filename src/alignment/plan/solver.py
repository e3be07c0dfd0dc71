"""HiGHS behind a small mixed-integer program: the only module that knows the solver. Extra `plan`.

The solver works in floating point. Callers check every answer exactly and, where it fails, exclude it and ask again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

from alignment.kernel.bilingual import Bilingual
from alignment.kernel.user_error import UserError

if TYPE_CHECKING:
    import highspy

_OPTIONS: Mapping[str, float | int | str] = {
    "threads": 1,  # two runs search in the same order
    "mip_rel_gap": 0.0,
    "mip_feasibility_tolerance": 1e-9,
    "primal_feasibility_tolerance": 1e-9,
    "dual_feasibility_tolerance": 1e-9,
    # Probing, bit 15 of the presolve rules: with one budget over thousands of actions it takes minutes to find nothing.
    "presolve_rule_off": 1 << 15,
    "mip_heuristic_run_rins": False,
    "mip_heuristic_run_rens": False,
}

Terms = Mapping[int, float]
"""Coefficients by column."""


@dataclass(frozen=True)
class Answer:
    """What a search found. `values` are empty when it found nothing; `bound` is how good a better one could be."""

    status: Literal["optimal", "infeasible", "stopped"]
    values: Sequence[float]
    bound: float


@dataclass(frozen=True)
class Relaxation:
    """The linear relaxation: its objective, and what one more unit of each column or row would bring it."""

    objective: float
    values: Sequence[float]
    column_duals: Sequence[float]
    row_duals: Sequence[float]


class Program:
    """A mixed-integer linear program, built up row by row and asked as often as needed."""

    def __init__(self) -> None:
        """Raise UserError where the solver isn't installed."""
        self._highs = _quiet_highs()
        self.columns = 0
        self.rows = 0

    def column(self, upper: float, integer: bool = False) -> int:
        """Add a column from 0 to `upper`; returns its number."""
        import highspy

        self._highs.addVar(0.0, upper)
        if integer:
            self._highs.changeColIntegrality(self.columns, highspy.HighsVarType.kInteger)
        self.columns += 1
        return self.columns - 1

    def row(self, terms: Terms, lower: float | None = None, upper: float | None = None) -> int:
        """Add a row between two bounds; returns its number."""
        import numpy as np

        infinity = self._highs.getInfinity()
        self._highs.addRow(
            -infinity if lower is None else lower,
            infinity if upper is None else upper,
            len(terms),
            np.fromiter(terms.keys(), dtype=np.int32, count=len(terms)),
            np.fromiter(terms.values(), dtype=np.float64, count=len(terms)),
        )
        self.rows += 1
        return self.rows - 1

    def put(self, row: int, column: int, value: float) -> None:
        """Give a column a coefficient in a row."""
        self._highs.changeCoeff(row, column, value)

    def fix(self, column: int, value: float) -> None:
        """Hold a column at a value."""
        self._highs.changeColBounds(column, value, value)

    def release(self, column: int) -> None:
        """Let a column of 0 to 1 take any value again."""
        self._highs.changeColBounds(column, 0.0, 1.0)

    def solve(self, objective: Terms, maximise: bool, seconds: float | None = None, plain: bool = False) -> Answer:
        """Search to proven optimality, or for as long as `seconds` allow; `plain`, without simplifying the program first."""
        import highspy

        self._aim(objective, maximise)
        self._highs.setOptionValue("presolve", "off" if plain else "choose")
        self._highs.setOptionValue("solve_relaxation", False)
        self._highs.setOptionValue("time_limit", self._highs.getInfinity() if seconds is None else seconds)
        self._highs.run()
        status = self._highs.getModelStatus()
        # Every column has two bounds, so that nothing is unbounded.
        if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return Answer("infeasible", (), 0.0)
        info = self._highs.getInfo()
        found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        values = list(self._highs.getSolution().col_value) if found else []
        if status == highspy.HighsModelStatus.kOptimal:
            return Answer("optimal", values, info.objective_function_value)
        if status != highspy.HighsModelStatus.kTimeLimit:
            raise RuntimeError(self._highs.modelStatusToString(status))
        return Answer("stopped", values, info.mip_dual_bound)

    def relax(self, objective: Terms, maximise: bool) -> Relaxation | None:
        """Solve without asking for whole numbers; None where even that cannot be done."""
        import highspy

        self._aim(objective, maximise)
        self._highs.setOptionValue("solve_relaxation", True)
        self._highs.setOptionValue("time_limit", self._highs.getInfinity())
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = self._highs.getSolution()
        return Relaxation(
            self._highs.getInfo().objective_function_value,
            list(solution.col_value),
            list(solution.col_dual),
            list(solution.row_dual),
        )

    def _aim(self, objective: Terms, maximise: bool) -> None:
        import highspy
        import numpy as np

        costs = np.zeros(self.columns)
        for column, value in objective.items():
            costs[column] = value
        self._highs.changeColsCost(self.columns, np.arange(self.columns, dtype=np.int32), costs)
        sense = highspy.ObjSense.kMaximize if maximise else highspy.ObjSense.kMinimize
        self._highs.changeObjectiveSense(sense)


def is_installed() -> bool:
    """Whether there is a solver to ask."""
    return find_spec("highspy") is not None


def require() -> None:
    """Raise UserError where there is none."""
    if not is_installed():
        install = 'pip install "alignment[plan]"'
        raise UserError(
            Bilingual(
                f"Le choix des actions à financer a besoin d’un solveur, qui n’est pas installé\u00a0: {install}",
                f"Choosing which actions to fund needs a solver, which is not installed: {install}",
            )
        )


def _quiet_highs() -> highspy.Highs:
    """A solver that says nothing on standard output. Raises UserError where it isn't installed."""
    require()
    import highspy

    class Quiet(highspy.Highs):
        """The banner is printed while the object is made: silence has to come first."""

        def enableCallbacks(self) -> None:  # noqa: N802 (the solver's name)
            self.silent()
            super().enableCallbacks()  # type: ignore[no-untyped-call]

    highs: highspy.Highs = Quiet()  # type: ignore[no-untyped-call]
    for option, value in _OPTIONS.items():
        if highs.setOptionValue(option, value) != highspy.HighsStatus.kOk:
            raise RuntimeError(option)
    return highs
