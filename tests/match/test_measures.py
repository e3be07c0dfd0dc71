import pytest
from measures import calibration_error, measure, precision_at_coverage


def _one(scores: list[float], *right: int) -> tuple[float, float, float, float]:
    got = measure([(scores, frozenset(right))])
    return got.recall_at_1, got.recall_at_3, got.reciprocal_rank, got.average_precision


def test_the_right_one_in_second_place() -> None:
    assert _one([0.1, 0.9, 0.5, 0.2], 2) == (0.0, 1.0, 0.5, 0.5)


def test_two_right_ones() -> None:
    # Ranks 1 and 3: precision 1/1 and 2/3.
    recall_1, recall_3, reciprocal, precision = _one([0.9, 0.8, 0.7, 0.1], 0, 2)
    assert (recall_1, recall_3, reciprocal) == (1.0, 1.0, 1.0)
    assert precision == pytest.approx((1 + 2 / 3) / 2)


def test_equal_scores_are_worth_what_chance_gives() -> None:
    recall_1, recall_3, reciprocal, precision = _one([0.0] * 4, 1)
    assert recall_1 == pytest.approx(1 / 4)
    assert recall_3 == pytest.approx(3 / 4)
    assert reciprocal == pytest.approx((1 + 1 / 2 + 1 / 3 + 1 / 4) / 4)
    assert precision == pytest.approx(1 / 2.5)


def test_means_are_taken_over_texts() -> None:
    got = measure([([1.0, 0.0], frozenset({0})), ([1.0, 0.0], frozenset({1}))])
    assert (got.texts, got.recall_at_1) == (2, 0.5)


def test_calibration_error_is_the_distance_between_promise_and_fact() -> None:
    # Slice 0.7 to 0.8: two promises of 0.75, one kept; slice 0.1 to 0.2: one of 0.15, not kept.
    pairs = [(0.75, True), (0.75, False), (0.15, False)]
    assert calibration_error(pairs) == pytest.approx((abs(1.5 - 1) + abs(0.15 - 0)) / 3)


def test_precision_is_taken_on_the_surest() -> None:
    pairs = [(0.9, True), (0.8, True), (0.3, False), (0.2, True)]
    assert precision_at_coverage(pairs, 0.5) == 1.0
    assert precision_at_coverage(pairs, 1.0) == 0.75
