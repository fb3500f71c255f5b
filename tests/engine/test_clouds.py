"""The ready-made points: where they lie, how evenly, and that they stay what they are."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from unerase.clouds import MAX_POINTS, cloud, cloud_label, cloud_names

# Our own output, recorded to guard against change and against other machines.
GOLDEN = {
    "two-moons": "163ba4659a88187c254cc4c6e0714f2ebc8a69573ed3e5842de82085174b285d",
    "spiral": "045c70b53036865ace8d81e2912742777aa22c88961021812e4e2d7a117f1101",
    "ring": "91a23970bc95b6db39ec79687f7d9ce92f804d1744ae57a881e9ea4838203e5c",
    "letters": "3896b7e2a7cfe2eab2103a69a259fda6d35474b29d7cf6a89064fc06b6cd0c51",
    "checkerboard": "78360bfc12ac64cb74f5bf2683a4d0e07d4b05da4d30469dd0d9af1c070f819b",
    "smiley": "b86c1136f2c61f802f80a2e4c85c8fe05bbe7f3b48c774a86eaa2b2f67b2242b",
}


def test_the_names_and_their_order() -> None:
    assert cloud_names() == tuple(GOLDEN)
    assert MAX_POINTS == 300


def test_labels_are_for_people() -> None:
    labels = [cloud_label(slug) for slug in cloud_names()]
    assert labels == ["Two moons", "Spiral", "Ring", "Letters", "Checkerboard", "Smiley"]


@pytest.mark.parametrize(("slug", "digest"), GOLDEN.items())
def test_golden(slug: str, digest: str) -> None:
    assert hashlib.sha256(cloud(slug).astype("<f4").tobytes()).hexdigest() == digest


@pytest.mark.parametrize("slug", cloud_names())
def test_a_cloud_is_some_hundred_points_in_a_fresh_array(slug: str) -> None:
    points = cloud(slug)
    assert points.dtype == np.float32
    assert points.ndim == 2
    assert points.shape[1] == 2
    assert 200 <= len(points) <= MAX_POINTS
    before = points.copy()
    points[:] = 0
    assert np.array_equal(cloud(slug), before)


@pytest.mark.parametrize("slug", cloud_names())
def test_a_cloud_is_centred_and_of_unit_size(slug: str) -> None:
    points = cloud(slug).astype(np.float64)
    assert np.abs(points).max() <= 2
    assert np.abs(points.mean(axis=0)).max() < 1e-4
    assert ((points.std(axis=0) >= 0.7) & (points.std(axis=0) <= 1.1)).all()
    assert points.var() == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("slug", cloud_names())
def test_a_cloud_is_evenly_spaced(slug: str) -> None:
    """Nobody sits on a neighbour, and nobody is alone."""
    points = cloud(slug).astype(np.float64)
    apart = np.hypot(*(points[:, np.newaxis] - points).T)
    np.fill_diagonal(apart, np.inf)
    nearest = apart.min(axis=0)
    assert nearest.min() > 0.5 * np.median(nearest) - 0.005
    assert nearest.max() < 1.5 * np.median(nearest)


@pytest.mark.parametrize("slug", cloud_names())
def test_every_coordinate_is_a_whole_number_of_small_steps(slug: str) -> None:
    """So that the last bits of sin and cos, which differ between machines, cannot be seen."""
    steps = cloud(slug) * 4096
    assert np.array_equal(steps, np.rint(steps))
    assert not (np.signbit(steps) & (steps == 0)).any()


def test_up_is_up() -> None:
    """The first moon lies to the left and arches upwards; the eyes look out above the smile."""
    moon = cloud("two-moons")[: len(cloud("two-moons")) // 2]
    assert moon[:, 0].mean() < -0.3
    assert moon[:, 1].mean() > 0.3
    smiley = cloud("smiley")
    inside = np.hypot(*smiley.T) < 1.2
    eyes = inside & (np.abs(smiley[:, 0]) < 0.9) & (smiley[:, 1] > 0.2)
    assert eyes.sum() == 2 * 19


def test_the_ring_is_round_and_its_middle_empty() -> None:
    radius = np.hypot(*cloud("ring").T)
    assert radius.min() > 1.2
    assert radius.max() < 1.6


def test_the_moons_are_each_other_turned_half_around() -> None:
    first, second = np.split(cloud("two-moons"), 2)
    np.testing.assert_allclose(first, -second, rtol=0, atol=1 / 4096)


def test_half_of_the_checkerboard_is_filled_in_blocks() -> None:
    points = cloud("checkerboard").astype(np.float64)
    cells = np.floor((points / (2 * np.abs(points).max() * 24 / 23) + 0.5) * 4).astype(int)
    filled, counts = np.unique(cells, axis=0, return_counts=True)
    assert counts.tolist() == [36] * 8
    assert (filled.sum(axis=1) % 2 == filled[0].sum() % 2).all()
