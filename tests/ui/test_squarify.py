"""Treemap geometry: areas are shares, nothing overlaps, nothing sticks out."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.ui.widgets.squarify import squarify

WEIGHTS = st.lists(st.floats(0.001, 1.0), min_size=1, max_size=40)


@given(WEIGHTS, st.floats(50, 2000), st.floats(50, 2000))
def test_areas_are_shares_of_the_whole(weights: list[float], width: float, height: float) -> None:
    boxes = squarify(weights, width, height)
    assert len(boxes) == len(weights)
    for weight, box in zip(weights, boxes, strict=True):
        assert box.width * box.height == pytest.approx(weight / sum(weights) * width * height, rel=1e-6)


@given(WEIGHTS, st.floats(50, 2000), st.floats(50, 2000))
def test_boxes_stay_inside_and_apart(weights: list[float], width: float, height: float) -> None:
    boxes = squarify(weights, width, height)
    slack = 1e-6 * max(width, height)
    for box in boxes:
        assert box.x >= -slack
        assert box.y >= -slack
        assert box.x + box.width <= width + slack
        assert box.y + box.height <= height + slack
    for one, other in combinations(boxes, 2):
        across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
        down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
        assert across <= slack or down <= slack


def test_equal_weights_in_a_square_become_squares() -> None:
    assert all(box.width == pytest.approx(box.height) for box in squarify([1, 1, 1, 1], 100, 100))


def test_the_published_example() -> None:
    """Areas 6 6 4 3 2 2 1 in a 6 x 4 box, from the paper: the first two stand left, 3 wide and 2 high."""
    boxes = squarify([6, 6, 4, 3, 2, 2, 1], 6, 4)
    assert boxes[0] == pytest.approx((0, 0, 3, 2))
    assert boxes[1] == pytest.approx((0, 2, 3, 2))
    assert boxes[2] == pytest.approx((3, 0, 12 / 7, 7 / 3))
    assert boxes[3] == pytest.approx((3 + 12 / 7, 0, 9 / 7, 7 / 3))


@pytest.mark.parametrize("arguments", [([], 10, 10), ([1], 0, 10), ([0.0], 10, 10)])
def test_nothing_to_lay_out_gives_no_boxes(arguments: tuple) -> None:
    assert squarify(*arguments) == []
