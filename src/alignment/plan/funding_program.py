"""A situation and its demands as the solver's program. Method, section 8.

A column x for each proposal, y for each priority that proposals can raise, and for each cell (leaf, cluster) the best
chosen m(a,p). Where actions are whole, a cell is a staircase: one column u for each level of m above what the counting
actions give already, worth the step up to it, and u <= the sum of the x that reach it. Until it matters, a cell's actions
are simply added up (no choice is worth less that way): with thousands of proposals, few cells ever see two of theirs
chosen, and the program stays as small as the number of priorities. Where actions can be funded in part, the best action
of a cell is picked by a whole-numbered s: z <= x, z <= s, and the s of a cell sum to at most 1.

Coverage is counted in ten-thousandths, so that what the solver takes for equal differs by 1e-10 at most, and money in
whole multiples of the costs' common divisor: with fractions of them, it has been seen to miss a choice that just fits.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor, gcd, lcm
from typing import Literal, NamedTuple

from alignment.plan.demands import ON_COVERAGE, UPPER, Demand, spent
from alignment.plan.proposals import Choice, Funded, Situation, weighted
from alignment.plan.solver import Program, Terms
from alignment.score.contribution import ZERO
from alignment.score.framework import ONE

SCALE = 10_000
"""What coverages are multiplied by in the program."""
MOST_UNIT = 10_000
"""Up to here, a row of fractions is written in whole numbers: the solver tightens those."""
SLACK = 1e-7
"""How far below a coverage that must be reached the solver may look; what it finds there is judged exactly."""
TINY = 1e-6
"""What the solver may leave of a column that it means to be 0, or take beyond 1."""
PART_SLACK = 1e-9
"""The same where actions are funded in part: a choice can then reach a coverage to the cent."""


Cell = tuple[int, str]
"""A leaf and a cluster."""


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


class FundingProgram:
    """The program of one situation under some demands."""

    def __init__(self, situation: Situation, demands: Sequence[Demand], partial: bool) -> None:
        """Write it. Raises UserError where the solver isn't installed."""
        self.situation, self.demands, self.partial = situation, tuple(demands), partial
        self.program = Program()
        self.unit = gcd(*(proposal.cost for proposal in situation.proposals)) or 1
        self.x = [self.program.column(1.0, integer=not partial) for _ in situation.proposals]
        self.before = situation.fund({})
        self.most = situation.fund(dict.fromkeys(range(len(situation.proposals)), ONE))
        self.envelope_row: int | None = None
        self._y: dict[int, int] = {}
        self._any: dict[frozenset[int], int] = {}
        self._simple: dict[Cell, list[tuple[Fraction, int]]] = {}
        self._rows: dict[int, tuple[int, int]] = {}
        self._write_coverage()
        for demand in demands:
            self._write(demand)

    def objective(self, aim: Aim) -> Terms:
        """The coefficients of an aim: coverage in ten-thousandths, cost in units of `unit` cents, actions."""
        if aim.kind == "coverage":
            return {
                column: float(aim.weights[leaf] * SCALE) for leaf, column in self._y.items() if aim.weights[leaf]
            }
        if aim.kind == "cost":
            costs = [proposal.cost // self.unit for proposal in self.situation.proposals]
            return {column: float(cost) for column, cost in zip(self.x, costs, strict=True) if cost}
        return dict.fromkeys(self.x, 1.0)

    def constant(self, aim: Aim) -> Fraction:
        """The part of a coverage that no proposal can change."""
        fixed = (leaf for leaf in range(len(aim.weights)) if leaf not in self._y)
        return sum((aim.weights[leaf] * self.before.coverage[leaf] for leaf in fixed), ZERO)

    def choice(self, values: Sequence[float]) -> Choice:
        """The choice that values of the columns stand for; in part, to the nearest cent, within the upper bounds."""
        if not self.partial:
            return {index: ONE for index, column in enumerate(self.x) if values[column] > 0.5}
        choice = {}
        for index, column in enumerate(self.x):
            cost = self.situation.proposals[index].cost
            share = Fraction(round(values[column] * cost), cost) if cost else ONE
            if values[column] > 1e-6 and share:
                choice[index] = share
        for demand in self.demands:
            if demand.kind in ("envelope", "max"):
                _trim(choice, demand)
        return choice

    # --- rows ----------------------------------------------------------------------------------------------------

    def reach(self, leaves: Mapping[int, Fraction], least: Fraction) -> None:
        """Ask for a weighted coverage of some leaves."""
        if not self.partial and least == sum((w * self.most.coverage[leaf] for leaf, w in leaves.items()), ZERO):
            self._reach_all(leaves)
            return
        fixed = sum((w * self.before.coverage[leaf] for leaf, w in leaves.items() if leaf not in self._y), ZERO)
        terms = {self._y[leaf]: float(weight * SCALE) for leaf, weight in leaves.items() if leaf in self._y}
        slack = PART_SLACK if self.partial else SLACK
        self.program.row(terms, lower=float((least - fixed) * SCALE) - slack * SCALE)

    def _reach_all(self, leaves: Mapping[int, Fraction]) -> None:
        """Ask for all that can be had on some leaves: each must then stand at its most, which the solver is told of each."""
        for leaf, weight in leaves.items():
            if weight and leaf in self._y:
                self.program.fix(self._y[leaf], float(self.most.coverage[leaf]))

    def limit(self, aim: Aim, value: Fraction) -> None:
        """Ask that an aim, as it is measured, be no worse than a value."""
        if aim.kind == "coverage":
            self.reach(dict(enumerate(aim.weights)), value)
        else:
            unit = self.unit if aim.kind == "cost" else 1
            self.program.row(self.objective(aim), upper=self._edge(-value / unit, up=True))

    def exclude(self, choice: Choice) -> None:
        """Rule out one choice."""
        terms = {column: -1.0 if index in choice else 1.0 for index, column in enumerate(self.x)}
        self.program.row(terms, lower=1.0 - len(choice))

    def exclude_supersets(self, choice: Choice) -> int:
        """Rule out every choice that holds all of these actions; returns the row."""
        return self.program.row({self.x[index]: 1.0 for index in choice}, upper=len(choice) - 1.0)

    def _write(self, demand: Demand) -> None:
        if demand.kind in ON_COVERAGE:
            self.reach(demand.leaves, demand.bound)
            return
        unit = self.unit if demand.kind in ("envelope", "min", "max") else 1
        terms = {self.x[index]: float(share // unit) for index, share in demand.shares.items() if share}
        if demand.kind == "envelope":
            self.envelope_row = self.program.rows
        if demand.kind in UPPER:
            self.program.row(terms, upper=self._edge(demand.bound / unit, up=True))
        else:
            self.program.row(terms, lower=self._edge(demand.bound / unit, up=False))

    def _edge(self, edge: Fraction, up: bool) -> float:
        """A bound on a sum of whole numbers, as one."""
        if self.partial:
            return float(edge)
        return float(floor(edge) if up else ceil(edge))

    # --- coverage ------------------------------------------------------------------------------------------------

    def _write_coverage(self) -> None:
        reached: dict[int, dict[str, list[tuple[Fraction, int]]]] = {}
        for index, proposal in enumerate(self.situation.proposals):
            for leaf, value in proposal.reach.items():
                already = self.before.best.get((leaf, proposal.cluster.id), ZERO)
                if self.before.coverage[leaf] < 1 and value > already:
                    reached.setdefault(leaf, {}).setdefault(proposal.cluster.id, []).append((value, index))
        for leaf, clusters in sorted(reached.items()):
            self._y[leaf] = self.program.column(1.0)
            terms: dict[int, Fraction] = {self._y[leaf]: self.situation.priorities[leaf].leaf.target}
            for cluster, actions in clusters.items():
                already = self.before.best.get((leaf, cluster), ZERO)
                if self.partial:
                    adds = self._picked(actions, already)
                else:
                    adds = {self.x[index]: value - already for value, index in actions}
                    self._simple[leaf, cluster] = actions if len(actions) > 1 else []
                for column, value in adds.items():
                    terms[column] = terms.get(column, ZERO) - value
            strength = self.before.strengths[leaf]
            unit = _whole((*terms.values(), strength))
            row = self.program.row({c: float(v * unit) for c, v in terms.items()}, upper=float(strength * unit))
            self._rows[leaf] = row, unit

    def count_once(self, cells: Iterable[Cell]) -> None:
        """Let the best action of some cells count, where their actions were added up so far."""
        for leaf, cluster in cells:
            actions = self._simple.pop((leaf, cluster))
            already = self.before.best.get((leaf, cluster), ZERO)
            row, unit = self._rows[leaf]
            # What is counted too much: no less than the sum of what the actions add, but for what the best one adds.
            excess = self.program.column(float(unit * sum(value - already for value, _ in actions)))
            self.program.put(row, excess, 1.0)
            terms = {self.x[index]: float(unit * (value - already)) for value, index in actions} | {excess: -1.0}
            step = already
            for level in sorted({value for value, _ in actions}):
                column = self._any_of(frozenset(index for value, index in actions if value >= level))
                terms[column] = terms.get(column, 0.0) - float(unit * (level - step))
                step = level
            self.program.row(terms, upper=0.0)

    def counted_twice(self, values: Sequence[float]) -> list[Cell]:
        """The cells in which values of the columns, whole or not, add up to more than their best action would give."""
        found = []
        for (leaf, cluster), actions in self._simple.items():
            chosen = [(value, values[self.x[index]]) for value, index in actions if values[self.x[index]] > TINY]
            if len(chosen) > 1 and sum(share for _, share in chosen) > 1 + TINY:
                found.append((leaf, cluster))
        return found

    def shared_by(self, indexes: Container[int]) -> list[Cell]:
        """The cells whose actions are added up and that several of these proposals have a part in."""
        return [
            cell for cell, actions in self._simple.items() if sum(index in indexes for _, index in actions) > 1
        ]

    def _any_of(self, actions: frozenset[int]) -> int:
        """The column that is 1 where one of these actions at least is chosen, made once; of a single one, its own."""
        if len(actions) == 1:
            return self.x[next(iter(actions))]
        if actions not in self._any:
            self._any[actions] = self.program.column(1.0)
            row = {self._any[actions]: 1.0} | {self.x[index]: -1.0 for index in sorted(actions)}
            self.program.row(row, upper=0.0)
        return self._any[actions]

    def _picked(self, actions: list[tuple[Fraction, int]], already: Fraction) -> dict[int, Fraction]:
        """The same where actions can be funded in part."""
        if len(actions) == 1 and not already:
            ((value, index),) = actions
            return {self.x[index]: value}
        terms: dict[int, Fraction] = {}
        picks: dict[int, float] = {}
        for value, index in actions:
            z, s = self.program.column(1.0), self.program.column(1.0, integer=True)
            self.program.row({z: 1.0, self.x[index]: -1.0}, upper=0.0)
            self.program.row({z: 1.0, s: -1.0}, upper=0.0)
            terms |= {z: value, s: -already}
            picks[s] = 1.0
        self.program.row(picks, upper=1.0)
        return terms


def _whole(values: Iterable[Fraction]) -> int:
    """What makes whole numbers of some fractions, if it is no large number; else 1."""
    unit = lcm(*(value.denominator for value in values))
    return unit if unit <= MOST_UNIT else 1


def _trim(choice: dict[int, Fraction], demand: Demand) -> None:
    """Take back the few cents by which rounding has gone beyond an upper bound, from actions funded in part."""
    for index in sorted(demand.shares):
        excess = spent(choice, demand.shares) - demand.bound
        if excess > 0 and choice.get(index, ONE) < 1:
            choice[index] = max(ZERO, choice[index] - excess / demand.shares[index])
