"""The best choice of proposed actions, aim after aim, each answer of the solver checked exactly. Method, section 8."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from time import perf_counter

from alignment.kernel.bilingual import Bilingual
from alignment.kernel.user_error import UserError
from alignment.plan.demands import Demand
from alignment.plan.funding_program import COST, COUNT, SCALE, SLACK, Aim, FundingProgram
from alignment.plan.proposals import Choice, Funded, Situation
from alignment.plan.solver import Answer, Relaxation, Terms
from alignment.score.framework import ONE

__all__ = ["COST", "COUNT", "Aim", "Found", "Search"]

BLOCK = 20
"""How many ids are compared at once: the first is worth more than all the others together, still a whole number."""
GAIN = Fraction(1, 100_000)
"""The least gain in coverage that makes a next step."""
NEAR = 150
"""How many of the most promising actions have their cells counted once from the start, where there are thousands."""
SMALL = 300
"""Up to so many proposals, asking a second time costs nothing."""


@dataclass(frozen=True)
class Found:
    """A choice that keeps to every demand. Not `proven`: time ran out, and no choice can exceed `bound`."""

    funded: Funded
    proven: bool
    bound: float


class Search:
    """A program that is asked aim after aim, and whose answers are held to be true only once they are so exactly."""

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
        self._written = FundingProgram(situation, demands, partial)
        self._program = self._written.program
        self._is_small = len(situation.proposals) <= SMALL
        if self._is_small:
            self._written.count_once(self._written.shared_by(range(len(situation.proposals))))
        self._held: list[tuple[Aim, Fraction]] = []
        self._fixed: dict[int, int] = {}

    @property
    def certain(self) -> frozenset[int]:
        """The actions that every choice at least as good as what is held must have, as far as bounds show it."""
        return frozenset(index for index, value in self._fixed.items() if value)

    def best(self, aims: Sequence[Aim]) -> Found | None:
        """The choice that is best by the first aim, then the second... None where the demands cannot be met.

        Each aim, once reached, is held. Stops at the first answer that isn't proven.
        """
        start, place = len(self._held), 0
        found: Found | None = None
        while True:
            before, found = found, self.ask(aims[place])
            if found is None and self.partial:
                return before  # what was held is known to the cent only, and may be out of reach by less than that
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
        answer = self._ask(self._written.objective(aim), maximise, aim=aim)
        if self._is_small and (answer is None or (maximise and self._misses(answer[0], aim))):
            # Simplifying the program first has been seen to lose its best choice: ask again without.
            answer = self._ask(self._written.objective(aim), maximise, plain=True, aim=aim)
        if answer is None:
            return None
        funded, bound = answer
        if maximise:
            constant = float(self._written.constant(aim))
            return Found(
                funded, bound is None, float(funded.value) if bound is None else min(1.0, bound / SCALE + constant)
            )
        return Found(funded, bound is None, 0.0 if bound is None else bound)

    def ask_for_all(self, first: Aim, second: Aim) -> Found | None:
        """The choice best by a second aim among those that have all that can be had of a coverage; None if there is none.

        Where money is ample this proves both aims at once.
        """
        if first.kind != "coverage" or self.partial:
            return None
        most = first.measure(self._written.most)
        trial = Search(self.situation, self._demands, self.partial, self.seconds)
        trial.hold(first, most)
        if trial._relax(second) is None:
            return None
        found = trial.ask(second)
        return replace(found, bound=float(most)) if found is not None and found.proven else None

    def hold(self, aim: Aim, value: Fraction) -> None:
        """From now on, no choice may be worse by this aim; proposals that this rules out or in are fixed."""
        if not self.partial:
            self._fix_by_duals(aim, value)
        self._held.append((aim, value))
        self._written.limit(aim, value)

    def beat(self, weights: tuple[Fraction, ...], value: Fraction) -> None:
        """From now on, only choices of a greater coverage; a gain below a thousandth of a point is not looked for."""
        self._written.reach(dict(enumerate(weights)), value + GAIN)

    def exclude_supersets(self, choice: Choice) -> int:
        """From now on, no choice may hold all of these actions; returns the row."""
        return self._written.exclude_supersets(choice)

    def without(self, index: int, aim: Aim) -> Found | None:
        """Ask while one action is forbidden."""
        column = self._written.x[index]
        self._program.fix(column, 0.0)
        found = self.ask(aim)
        self._program.release(column)
        return found

    def first_by_ids(self) -> Found | None:
        """Of the choices left, equal in number of actions, the one whose ids come first in order; None out of time.

        Earlier ids are worth more than all later ones together, a block of them at a time, then held.
        """
        found: Found | None = None
        loose = [index for index in range(len(self._written.x)) if index not in self._fixed]
        for start in range(0, max(1, len(loose)), BLOCK):
            block = loose[start : start + BLOCK]
            worth = {self._written.x[index]: float(2 ** (BLOCK - place)) for place, index in enumerate(block)}
            answer = self._ask(worth, True)
            if answer is None or answer[1] is not None:
                return None
            found = Found(answer[0], True, 0.0)
            for index in block:
                self._fix(index, int(index in found.funded.choice))
        return found

    def one_more_euro(self, aim: Aim) -> float | None:
        """What the linear relaxation would gain in coverage from one more euro of envelope; None without one."""
        row = self._written.envelope_row
        if row is None:
            return None
        relaxed = self._relax(aim)
        if relaxed is None:
            return None
        return abs(relaxed.row_duals[row]) / SCALE / self._written.unit * 100

    def _misses(self, funded: Funded, aim: Aim) -> bool:
        """Whether one more action could be added to a choice that is said to cover the most."""
        return not self.partial and any(
            index not in funded.choice
            and funded.gain(proposal, aim.weights) > 0
            and self._admits(self.situation.fund({**funded.choice, index: ONE}))
            for index, proposal in enumerate(self.situation.proposals)
        )

    def _ask(
        self, objective: Terms, maximise: bool, plain: bool = False, aim: Aim | None = None
    ) -> tuple[Funded, float | None] | None:
        """An admissible choice, with the solver's bound where it is not proven to be the best; None if there is none."""
        until = None if self.seconds is None else perf_counter() + self.seconds
        if not self._is_small and aim is not None:
            self._prepare(aim)
        while True:
            left = None if until is None else max(0.0, until - perf_counter())
            answer = self._program.solve(objective, maximise, left, plain)
            if not answer.values:
                return self._nothing(answer)
            funded = self.situation.fund(self._written.choice(answer.values))
            if self.partial:
                return funded, None if answer.status == "optimal" else answer.bound
            admitted = self._admits(funded)
            if answer.status != "optimal":
                return (funded, answer.bound) if admitted else self._nothing(answer)
            twice = self._written.counted_twice(answer.values)
            if admitted and not (
                twice and maximise and aim is not None and self._falls_short(funded, aim, answer)
            ):
                return funded, None
            if twice:
                self._written.count_once(twice)
            else:
                self._written.exclude(funded.choice)

    def _falls_short(self, funded: Funded, aim: Aim, answer: Answer) -> bool:
        """Whether a choice is worth less than the solver believes."""
        worth = (aim.measure(funded) - self._written.constant(aim)) * SCALE
        return float(worth) < answer.bound - SLACK

    def _prepare(self, aim: Aim) -> None:
        """Count once, ahead of a search, the cells that it is likely to meet: those shared by the most promising actions."""
        relaxed = self._relax(aim)
        if relaxed is None:
            return
        worth = [
            (-relaxed.values[column], abs(relaxed.column_duals[column]), index)
            for index, column in enumerate(self._written.x)
        ]
        near = {index for _, _, index in sorted(worth)[:NEAR]}
        self._written.count_once(self._written.shared_by(near))

    def _relax(self, aim: Aim) -> Relaxation | None:
        """The linear relaxation by one aim, no cell counted twice."""
        while True:
            relaxed = self._program.relax(self._written.objective(aim), aim.kind == "coverage")
            twice = self._written.counted_twice(relaxed.values) if relaxed else []
            if not twice or self.partial:
                return relaxed
            self._written.count_once(twice)

    def _nothing(self, answer: Answer) -> tuple[Funded, float | None] | None:
        """What can be said when the solver found nothing: that there is nothing, or that to choose nothing is allowed."""
        if answer.status == "infeasible":
            return None
        if not self._admits(self._written.before):
            raise UserError(
                Bilingual(
                    "Le temps accordé n’a pas suffi à trouver un choix qui tienne toutes les demandes (--time-limit).",
                    "Time ran out before a choice that meets all the demands was found (--time-limit).",
                )
            )
        return self._written.before, answer.bound

    def _admits(self, funded: Funded) -> bool:
        return all(demand.holds(funded) for demand in self._demands) and all(
            aim.measure(funded) >= value for aim, value in self._held
        )

    def _fix_by_duals(self, aim: Aim, value: Fraction) -> None:
        """Fix what the linear relaxation shows: turning such an action round would make the aim worse than `value`."""
        relaxed = self._relax(aim)
        if relaxed is None:
            return
        if aim.kind == "coverage":
            room = relaxed.objective - float((value - self._written.constant(aim)) * SCALE) + 2 * SLACK * SCALE
            sign = 1.0
        else:
            unit = self._written.unit if aim.kind == "cost" else 1
            room = float(-value / unit) - relaxed.objective + 0.5
            sign = -1.0
        for index, column in enumerate(self._written.x):
            dual = sign * relaxed.column_duals[column]
            if relaxed.values[column] < SLACK and dual < -room:
                self._fix(index, 0)
            elif relaxed.values[column] > 1 - SLACK and dual > room:
                self._fix(index, 1)

    def _fix(self, index: int, value: int) -> None:
        self._fixed[index] = value
        self._program.fix(self._written.x[index], float(value))
