"""The best choice of proposed actions, aim after aim, each answer of the solver checked exactly. Method, section 8.

The program: a column x for each proposal, y for each priority, and for each cell (leaf, cluster) the best chosen m(a,p).
Where shares are whole, a cell is a staircase: one column u for each level of m above what the counting actions already
give, worth the step up to it, and u <= the sum of the x that reach it. Where shares may be cut, the best action of a
cell is picked by a whole-numbered s: z <= x, z <= s, the s of a cell sum to at most 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd
from typing import Literal, NamedTuple

from alignment.plan.demands import ON_COVERAGE, UPPER, Demand, spent
from alignment.plan.proposals import Choice, Funded, Situation, weighted
from alignment.plan.solver import Program, Terms
from alignment.score.contribution import ZERO
from alignment.score.framework import ONE

SLACK = 1e-7
"""How far below a coverage that must be reached the solver may look; what it finds there is judged exactly."""
_LARGEST = 10**5
"""Costs are scaled so that none is larger: sums of them stay well within what the solver can tell apart."""


class Aim(NamedTuple):
    """What to seek: the most coverage by some weights of leaves, the least cost, or the fewest actions."""

    kind: Literal["coverage", "cost", "count"]
    weights: tuple[Fraction, ...] = ()

    def measure(self, funded: Funded) -> Fraction:
        """How good a choice is, exactly; more is better."""
        if self.kind == "coverage":
            return weighted(self.weights, funded.coverage)
        if self.kind == "cost":
            return Fraction(-funded.situation.cost(funded.choice))
        return Fraction(-len(funded.choice))


COST, COUNT = Aim("cost"), Aim("count")


@dataclass(frozen=True)
class Found:
    """A choice that keeps to every demand. Not `proven`: time ran out, and no choice can exceed `bound`."""

    funded: Funded
    proven: bool
    bound: float


class Search:
    """The program of one situation under some demands, asked aim after aim."""

    def __init__(
        self,
        situation: Situation,
        demands: Sequence[Demand],
        partial: bool = False,
        seconds: float | None = None,
    ) -> None:
        """Write the program. Raises UserError where the solver isn't installed."""
        self.situation, self.partial, self.seconds = situation, partial, seconds
        self._demands = tuple(demands)
        self._held: list[tuple[Aim, Fraction]] = []
        self._program = Program()
        self._unit = _unit([proposal.cost for proposal in situation.proposals])
        self._x = [self._program.column(1.0, integer=not partial) for _ in situation.proposals]
        self._fixed: dict[int, int] = {}
        self._y: dict[int, int] = {}
        self._envelope_row: int | None = None
        self._write_coverage()
        for demand in demands:
            self._write(demand)

    # --- the program ---------------------------------------------------------------------------------------------

    def _write_coverage(self) -> None:
        before = self.situation.fund({})
        reached: dict[int, dict[str, list[tuple[Fraction, int]]]] = {}
        for index, proposal in enumerate(self.situation.proposals):
            for leaf, value in proposal.reach.items():
                if before.coverage[leaf] < 1 and value > before.best.get((leaf, proposal.cluster.id), ZERO):
                    reached.setdefault(leaf, {}).setdefault(proposal.cluster.id, []).append((value, index))
        for leaf, clusters in sorted(reached.items()):
            self._y[leaf] = self._program.column(1.0)
            terms: dict[int, float] = {self._y[leaf]: float(self.situation.priorities[leaf].leaf.target)}
            for cluster, actions in clusters.items():
                already = before.best.get((leaf, cluster), ZERO)
                terms.update(self._cell(actions, already))
            self._program.row(terms, upper=float(before.strengths[leaf]))

    def _cell(self, actions: list[tuple[Fraction, int]], already: Fraction) -> Terms:
        """Columns of what one cluster adds on one leaf above `already`, with coefficients of opposite sign."""
        if self.partial:
            return self._picked(actions, already)
        terms = {}
        step = already
        for level in sorted({value for value, _ in actions}):
            column = self._program.column(1.0)
            row = {column: 1.0} | {self._x[index]: -1.0 for value, index in actions if value >= level}
            self._program.row(row, upper=0.0)
            terms[column] = -float(level - step)
            step = level
        return terms

    def _picked(self, actions: list[tuple[Fraction, int]], already: Fraction) -> Terms:
        if len(actions) == 1 and not already:
            ((value, index),) = actions
            return {self._x[index]: -float(value)}
        terms: dict[int, float] = {}
        picks: dict[int, float] = {}
        for value, index in actions:
            z, s = self._program.column(1.0), self._program.column(1.0, integer=True)
            self._program.row({z: 1.0, self._x[index]: -1.0}, upper=0.0)
            self._program.row({z: 1.0, s: -1.0}, upper=0.0)
            terms |= {z: -float(value), s: float(already)}
            picks[s] = 1.0
        self._program.row(picks, upper=1.0)
        return terms

    def _write(self, demand: Demand) -> None:
        if demand.kind in ON_COVERAGE:
            self._reach(demand.leaves, demand.bound)
            return
        money = demand.kind in ("envelope", "min", "max")
        unit = self._unit if money else ONE
        terms = {self._x[index]: float(share * unit) for index, share in demand.shares.items() if share}
        if demand.kind == "envelope":
            self._envelope_row = self._program.rows
        edge = float(demand.bound * unit)
        slack = 1e-6 * max(1.0, edge) if money and not self.partial else 0.0
        if demand.kind in UPPER:
            self._program.row(terms, upper=edge + slack)
        else:
            self._program.row(terms, lower=edge - slack)

    def _reach(self, leaves: Mapping[int, Fraction], least: Fraction) -> None:
        """Ask for a weighted coverage of some leaves."""
        before = self.situation.fund({}).coverage
        fixed = sum((weight * before[leaf] for leaf, weight in leaves.items() if leaf not in self._y), ZERO)
        terms = {self._y[leaf]: float(weight) for leaf, weight in leaves.items() if leaf in self._y}
        self._program.row(terms, lower=float(least - fixed) - SLACK)

    def _objective(self, aim: Aim) -> Terms:
        if aim.kind == "coverage":
            return {column: float(aim.weights[leaf]) for leaf, column in self._y.items() if aim.weights[leaf]}
        if aim.kind == "cost":
            costs = [proposal.cost * self._unit for proposal in self.situation.proposals]
            return {column: float(cost) for column, cost in zip(self._x, costs, strict=True) if cost}
        return dict.fromkeys(self._x, 1.0)

    # --- asking --------------------------------------------------------------------------------------------------

    def best(self, aims: Sequence[Aim]) -> Found | None:
        """The choice that is best by the first aim, then the second... None where the demands cannot be met.

        Each aim, once reached, is held. Stops at the first answer that isn't proven.
        """
        start, place = len(self._held), 0
        while True:
            found = self.ask(aims[place])
            if found is None or not found.proven:
                return found
            # Floating point may have missed by a hair a better choice that a later aim then meets: begin again from it.
            for earlier, (aim, value) in enumerate(self._held[start:]):
                if aim.measure(found.funded) > value:
                    place = earlier
                    del self._held[start + earlier :]
                    break
            self.hold(aims[place], aims[place].measure(found.funded))
            place += 1
            if place == len(aims):
                return found

    def ask(self, aim: Aim) -> Found | None:
        """The best choice by one aim among those that keep to the demands and to all that is held."""
        maximise = aim.kind == "coverage"
        while True:
            answer = self._program.solve(self._objective(aim), maximise, self.seconds)
            if not answer.values:
                return None if answer.status == "infeasible" else self._nothing(aim, answer.bound)
            funded = self.situation.fund(self._choice(answer.values))
            if self.partial or self._admits(funded):
                bound = answer.bound + (self._constant(aim) if maximise else 0.0)
                return Found(funded, answer.status == "optimal", bound)
            self._exclude(funded.choice)

    def hold(self, aim: Aim, value: Fraction) -> None:
        """From now on, no choice may be worse by this aim; proposals that this rules out or in are fixed."""
        self._fix_by_duals(aim, value)
        self._held.append((aim, value))
        if aim.kind == "coverage":
            self._reach(dict(enumerate(aim.weights)), value)
        elif aim.kind == "cost":
            edge = float(-value * self._unit)
            self._program.row(self._objective(aim), upper=edge + 1e-6 * max(1.0, edge))
        else:
            self._program.row(self._objective(aim), upper=float(-value) + 1e-6)

    def beat(self, weights: tuple[Fraction, ...], value: Fraction) -> None:
        """From now on, only choices of a strictly greater coverage; a gain below 2e-7 is not looked for."""
        self._reach(dict(enumerate(weights)), value + Fraction(2 * SLACK))

    def exclude_supersets(self, choice: Choice) -> int:
        """From now on, no choice may hold all of these actions; returns the row."""
        return self._program.row({self._x[index]: 1.0 for index in choice}, upper=len(choice) - 1.0)

    def lift(self, row: int) -> None:
        """Take such an exclusion back."""
        self._program.free_row(row)

    def without(self, index: int, aim: Aim) -> Found | None:
        """Ask while one action is forbidden."""
        self._program.fix(self._x[index], 0.0)
        found = self.ask(aim)
        self._program.release(self._x[index])
        return found

    def first_by_ids(self, step: int = 20) -> Found | None:
        """Of the choices left, equal in number of actions, the one whose ids come first in order.

        Earlier ids are worth more than all later ones together, `step` of them at a time, then held.
        """
        found: Found | None = None
        loose = [index for index in range(len(self._x)) if index not in self._fixed]
        for start in range(0, max(1, len(loose)), step):
            block = loose[start : start + step]
            worth = {self._x[index]: float(2 ** (step - place)) for place, index in enumerate(block)}
            found = self._ask_worth(worth)
            if found is None:
                return None
            for index in block:
                self._fix(index, int(index in found.funded.choice))
        return found

    def _ask_worth(self, worth: Terms) -> Found | None:
        while True:
            answer = self._program.solve(worth, True, self.seconds)
            if answer.status != "optimal":
                return None
            funded = self.situation.fund(self._choice(answer.values))
            if self._admits(funded):
                return Found(funded, True, answer.bound)
            self._exclude(funded.choice)

    @property
    def certain(self) -> frozenset[int]:
        """The actions that every choice at least as good as what is held must have, as far as bounds show it."""
        return frozenset(index for index, value in self._fixed.items() if value)

    # --- answers -------------------------------------------------------------------------------------------------

    def _choice(self, values: Sequence[float]) -> dict[int, Fraction]:
        if not self.partial:
            return {index: ONE for index, column in enumerate(self._x) if values[column] > 0.5}
        choice = {}
        for index, column in enumerate(self._x):
            cost = self.situation.proposals[index].cost
            share = ONE if not cost else Fraction(_cents(values[column] * cost), cost)
            if values[column] > 1e-6 and share:
                choice[index] = share
        for demand in self._demands:
            if demand.kind in ("envelope", "max"):
                self._trim(choice, demand)
        return choice

    def _trim(self, choice: dict[int, Fraction], demand: Demand) -> None:
        """Take back the few cents by which rounding has gone beyond an upper bound, from actions funded in part."""
        for index in sorted(demand.shares):
            excess = spent(choice, demand.shares) - demand.bound
            if excess > 0 and choice.get(index, ONE) < 1:
                choice[index] = max(ZERO, choice[index] - excess / demand.shares[index])

    def _admits(self, funded: Funded) -> bool:
        return all(demand.holds(funded) for demand in self._demands) and all(
            aim.measure(funded) >= value for aim, value in self._held
        )

    def _exclude(self, choice: Choice) -> None:
        """Rule out one choice that the solver took for a good one and that isn't, exactly judged."""
        terms = {column: -1.0 if index in choice else 1.0 for index, column in enumerate(self._x)}
        self._program.row(terms, lower=1.0 - len(choice))

    def _nothing(self, aim: Aim, bound: float) -> Found | None:
        """What can be said when time ran out before the solver found anything: to choose nothing, if that is allowed."""
        funded = self.situation.fund({})
        if not self._admits(funded):
            raise TimeoutError
        return Found(funded, False, min(1.0, bound + self._constant(aim)) if aim.kind == "coverage" else bound)

    def _constant(self, aim: Aim) -> float:
        """The part of a coverage that no proposal can change."""
        before = self.situation.fund({}).coverage
        return float(
            sum((w * before[leaf] for leaf, w in enumerate(aim.weights) if w and leaf not in self._y), ZERO)
        )

    def _fix_by_duals(self, aim: Aim, value: Fraction) -> None:
        """Fix what the linear relaxation shows: turning such an action round would make the aim worse than `value`."""
        if self.partial:
            return
        relaxed = self._program.relax(self._objective(aim), aim.kind == "coverage")
        if relaxed is None:
            return
        if aim.kind == "coverage":
            room = relaxed.objective + self._constant(aim) - float(value) + 2 * SLACK
            sign = 1.0
        else:
            reached = float(-value * self._unit) if aim.kind == "cost" else float(-value)
            room = reached - relaxed.objective + 0.5
            sign = -1.0
        for index, column in enumerate(self._x):
            dual = sign * relaxed.column_duals[column]
            if relaxed.values[column] < SLACK and dual < -room:
                self._fix(index, 0)
            elif relaxed.values[column] > 1 - SLACK and dual > room:
                self._fix(index, 1)

    def _fix(self, index: int, value: int) -> None:
        self._fixed[index] = value
        self._program.fix(self._x[index], float(value))

    def one_more_euro(self, aim: Aim) -> float | None:
        """What the linear relaxation would gain in coverage from one more euro of envelope; None without one."""
        if self._envelope_row is None:
            return None
        relaxed = self._program.relax(self._objective(aim), True)
        if relaxed is None:
            return None
        return abs(relaxed.row_duals[self._envelope_row]) * float(self._unit) * 100


def _unit(costs: Sequence[int]) -> Fraction:
    """What cents are multiplied by in the program: their common divisor leaves whole numbers where they stay small."""
    common, largest = gcd(*costs), max(costs, default=0)
    if not largest:
        return ONE
    return Fraction(1, common) if largest // common <= _LARGEST else Fraction(_LARGEST, largest)


def _cents(amount: float) -> int:
    """A number of cents: the nearest where it is that number but for floating point, else what is surely there."""
    nearest = round(amount)
    return nearest if abs(amount - nearest) < 1e-3 + 1e-8 * amount else int(amount)
