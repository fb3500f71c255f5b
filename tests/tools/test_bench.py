"""What the benchmarks print: medians, spread, ratios, powers."""

from __future__ import annotations

import pytest

from bench.main import PARTS
from bench.steps import exponent
from bench.table import Sample, line, ratio


def test_a_sample_is_told_by_its_median_and_its_ends() -> None:
    assert str(Sample([1, 5, 2])) == "2.00 (1.00 to 5.00)"
    assert str(Sample([100, 520, 230, 240])) == "235 (100 to 520)"


def test_shares_and_ratios() -> None:
    values = [float(each) for each in range(101)]
    assert Sample(values).share(0.95) == 95
    assert ratio(Sample([1, 2, 3]), Sample([8, 8])) == "0.25"


@pytest.mark.parametrize("power", [1.0, 2.0])
def test_growth_is_read_as_a_power(power: float) -> None:
    sizes = [1024, 4096, 16384]
    assert exponent(sizes, [3 * size**power for size in sizes]) == pytest.approx(power)


def test_cells_stand_in_columns() -> None:
    rows = [line("a", "1", "2"), line("longer", "10", "20")]
    assert len({len(row) for row in rows}) == 1
    assert rows[1].split() == ["longer", "10", "20"]


def test_every_part_of_the_benchmark_can_be_asked_for() -> None:
    parts = {"start", "answer", "steps", "endurance", "rest", "order", "training"}
    assert set(PARTS) == parts
