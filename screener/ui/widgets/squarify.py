"""Treemap geometry: rectangles whose areas are given shares, as square as they get.

The squarified algorithm of Bruls, Huizing and van Wijk (2000).
"""

from collections.abc import Sequence
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in the units of the area it was laid out in."""

    x: float
    y: float
    width: float
    height: float


def squarify(weights: Sequence[float], width: float, height: float) -> list[Box]:
    """One box a weight, in the order given, filling `width` x `height` exactly.

    Weights are positive and best given largest first. Nothing to lay out gives no boxes.
    """
    total = sum(weights)
    if total <= 0 or width <= 0 or height <= 0:
        return []
    areas = [weight * width * height / total for weight in weights]
    boxes: list[Box] = []
    x, y, left_width, left_height = 0.0, 0.0, width, height
    start = 0
    while start < len(areas):
        side = min(left_width, left_height)
        end = start + 1
        while end < len(areas) and _worst(areas[start : end + 1], side) <= _worst(areas[start:end], side):
            end += 1
        row = areas[start:end]
        depth = sum(row) / side if side > 0 else 0.0
        upright = left_width >= left_height
        offset = 0.0
        for area in row:
            length = area / depth if depth > 0 else 0.0
            boxes.append(Box(x, y + offset, depth, length) if upright else Box(x + offset, y, length, depth))
            offset += length
        if upright:
            x, left_width = x + depth, max(0.0, left_width - depth)
        else:
            y, left_height = y + depth, max(0.0, left_height - depth)
        start = end
    return boxes


def _worst(row: Sequence[float], side: float) -> float:
    """The largest aspect ratio of a row of areas laid along `side`."""
    total = sum(row)
    if total <= 0 or side <= 0:
        return float("inf")
    return max(max(side * side * area / total**2, total**2 / (side * side * area)) for area in row)
