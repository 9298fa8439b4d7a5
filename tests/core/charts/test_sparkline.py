"""The small line of a key figure."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence

import pytest

from core.charts.sparkline import HEIGHT, WIDTH, sparkline

NAMESPACE = {"svg": "http://www.w3.org/2000/svg"}


def drawn(values: Sequence[float]) -> list[tuple[float, float]]:
    """Return the points of the line."""
    line = ET.fromstring(sparkline(values, "#A83A00")).find("svg:polyline", NAMESPACE)  # noqa: S314 - our own
    assert line is not None
    pairs = (point.split(",") for point in line.attrib["points"].split())
    return [(float(x), float(y)) for x, y in pairs]


def test_the_line_runs_over_the_whole_width_with_the_highest_value_on_top() -> None:
    points = drawn([1, 3, 2])
    assert [x for x, _ in points] == [0, WIDTH / 2, WIDTH]
    low, high, middle = (y for _, y in points)
    assert 0 < high < middle < low < HEIGHT


@pytest.mark.parametrize("values", [(4, 4), (0, 0, 0), (1e12, 1e12)])
def test_a_figure_that_never_changed_is_a_level_line(values: Sequence[float]) -> None:
    assert {y for _, y in drawn(values)} == {HEIGHT / 2}


def test_the_colour_is_that_of_the_status() -> None:
    assert 'stroke="#A83A00"' in sparkline([1, 2], "#A83A00")
    assert "#A83A00" not in sparkline([1, 2], "#00664B")
