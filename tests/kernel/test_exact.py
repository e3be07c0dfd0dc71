"""Sums of fractions."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from alignment.kernel.exact import total


@given(st.lists(st.fractions(max_denominator=60), max_size=30))
def test_the_sum_is_the_sum(values):
    """Added up by denominator, the same fraction comes out, in lowest terms."""
    assert total(iter(values)) == sum(values, Fraction(0))


def test_of_nothing_and_of_what_cancels_out():
    assert total([]) == 0
    assert total([Fraction(1, 3), Fraction(1, 6), Fraction(-1, 2)]) == 0
    assert isinstance(total([]), Fraction)
