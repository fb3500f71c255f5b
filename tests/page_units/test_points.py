"""Figure H without a browser: packing, marks, brush, undo, and the score against float64."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from statistics import NormalDist

import numpy as np
import pytest
from numpy.typing import NDArray

from page.figures.points import marks
from page.figures.points.cloud import GAP, UndoableCloud, along
from page.figures.points.poster import drawings
from page.figures.points.scene import GRID, SAMPLES, Scene
from page.figures.points.settings import TABLE, PointsSettings
from page.figures.points.words import pair, schedule_notice
from page.state.points import HALF, SIDE, STEPS_PER_UNIT, count, fits, pack, unpack
from page.state.subject import DEFAULT_SUBJECT
from unerase.clouds import MAX_POINTS, cloud, cloud_names
from unerase.schedules import SCHEDULES

PAIR = pack(np.array([[-1, 0], [1, 0]], dtype=np.float32))


class World:
    """A clock that only the steps of a walk move on."""

    def __init__(self) -> None:
        self.time = 0.0
        self.steps = 0

    @contextmanager
    def measured(self) -> Iterator[None]:
        yield
        self.steps += 1
        self.time += 5.0

    def until(self, time: float) -> Callable[[], bool]:
        return lambda: self.time < time


def walked(s: PointsSettings) -> Scene:
    scene = Scene(s, DEFAULT_SUBJECT)
    scene.walk_on(s, lambda: True)
    return scene


def mixture_score(
    x: NDArray[np.float64], points: NDArray[np.float64], bandwidth: float, alpha_bar: float
) -> NDArray[np.float64]:
    """∇log of 1/N · sum of N(x; sqrt(alpha_bar)·p_i, v·I), written out in double precision."""
    v = alpha_bar * bandwidth**2 + 1 - alpha_bar
    apart = np.sqrt(alpha_bar) * points - x[:, np.newaxis]
    logs = -np.square(apart).sum(axis=-1) / (2 * v)
    weights = np.exp(logs - logs.max(axis=1, keepdims=True))
    weights /= weights.sum(axis=1, keepdims=True)
    return np.asarray(np.einsum("bn,bnd->bd", weights, apart) / v)


# The closed form.


@pytest.mark.parametrize("bandwidth", [0.0, 0.01, 0.1, 0.3])
@pytest.mark.parametrize("schedule", ["linear", "cosine", "literal"])
@pytest.mark.parametrize("slug", ["two-moons", "letters"])
def test_the_score_is_that_of_the_mixture(slug: str, schedule: str, bandwidth: float) -> None:
    s = PointsSettings(pack(cloud(slug)), bandwidth, schedule)
    scene = Scene(s, DEFAULT_SUBJECT)
    for t in (0, 1, 2, 10, 30, 60) if bandwidth else (1, 2, 10, 30, 60):
        expected = mixture_score(
            GRID.astype(np.float64),
            scene.points.astype(np.float64),
            bandwidth,
            scene.schedule.at(t),
        )
        # Near the data the score is the small difference of large numbers, over their variance.
        blur = scene.schedule.at(t) * bandwidth**2 + 1 - scene.schedule.at(t)
        score = scene.score(t)
        assert score is not None
        assert np.allclose(score, expected, rtol=2e-4, atol=1e-6 / blur)


def test_there_is_no_score_of_bare_points_or_without_data() -> None:
    assert Scene(PointsSettings(bandwidth=0), DEFAULT_SUBJECT).score(0) is None
    assert Scene(PointsSettings(b""), DEFAULT_SUBJECT).score(0) is None
    assert Scene(PointsSettings(b""), DEFAULT_SUBJECT).score(30) is None


@pytest.mark.parametrize("sampler", ["ddim", "ddpm"])
@pytest.mark.parametrize("bandwidth", [0.0, 0.1, 0.3])
def test_samples_of_two_points_are_those_of_two_gaussians(sampler: str, bandwidth: float) -> None:
    """Variance 1 + h² along the line of the two points, h² across, within the sampling error."""
    s = PointsSettings(PAIR, bandwidth, sampler=sampler, steps=200, phase="reverse")
    found = walked(s).numbers(s)
    assert found is not None
    assert found.count == SAMPLES
    error = 5 / np.sqrt(SAMPLES)
    assert found.moments.mean[0] == pytest.approx(0, abs=error)
    assert found.moments.mean[1] == pytest.approx(0, abs=error * bandwidth + 1e-6)
    assert found.moments.variance[0] == pytest.approx(1 + bandwidth**2, rel=0.1)
    assert found.moments.variance[1] == pytest.approx(bandwidth**2, rel=5 * np.sqrt(2 / SAMPLES))


@pytest.mark.parametrize("sampler", ["ddim", "ddpm"])
@pytest.mark.parametrize("schedule", ["linear", "cosine"])
@pytest.mark.parametrize("slug", cloud_names())
def test_without_a_bandwidth_samples_are_copies(slug: str, schedule: str, sampler: str) -> None:
    s = PointsSettings(pack(cloud(slug)), 0.0, schedule, sampler, phase="reverse")
    found = walked(s).numbers(s)
    assert found is not None
    assert found.copies is not None
    assert found.copies > 0.95
    blurred = replace(s, bandwidth=0.1)
    found = walked(blurred).numbers(blurred)
    assert found is not None
    assert found.copies is not None
    assert found.copies < 0.01


def test_forward_ends_in_a_gaussian_whatever_the_shape() -> None:
    far = pack(np.array([[2.5, 2.5]] * 300, dtype=np.float32))
    s = PointsSettings(far, timestep=60)
    found = Scene(s, DEFAULT_SUBJECT).numbers(s)
    assert found is not None
    assert found.distance is None
    assert np.allclose(found.moments.mean, 0, atol=5 / np.sqrt(300))
    assert np.allclose(found.moments.variance, 1, atol=5 * np.sqrt(2 / 300))


def test_another_point_does_not_stir_the_others() -> None:
    one = Scene(PointsSettings(PAIR), DEFAULT_SUBJECT)
    more = Scene(PointsSettings(PAIR + PAIR), DEFAULT_SUBJECT)
    assert np.array_equal(one.forward, more.forward[:, :2])
    one.step()
    more.step()
    assert np.array_equal(one.walk[0].x_t, more.walk[0].x_t)


def test_a_detector_that_owns_all_points_says_how_much_of_them_is_left() -> None:
    """A cloud's numbers, two a point, have mean square 1, as cells of a drawing do."""
    for name in SCHEDULES:
        scene = Scene(PointsSettings(schedule=name), DEFAULT_SUBJECT)
        assert scene.schedule.steps == 60
        alpha_bar = scene.schedule.at(60)
        power = 2 * len(scene.points) * alpha_bar / (1 - alpha_bar)
        right = NormalDist().cdf(math.sqrt(power) / 2)
        said = schedule_notice(scene.schedule, scene.cells)
        assert bool(said) == (right >= 0.6)
        assert ("still a picture" in said) == (name == "literal")
        assert not said or f"{100 * right:.0f}% of the time" in said


# The walk, made as it is asked for.


def test_a_walk_is_made_as_far_as_it_is_due() -> None:
    world, s = World(), PointsSettings(steps=20)
    scene = Scene(s, DEFAULT_SUBJECT, world.measured)
    assert scene.walk_on(s, lambda: True)
    assert world.steps == 0  # on the way forward nobody asks for it
    start, half, before = (s.at(t, "reverse") for t in (20, 10, 15))
    assert scene.walk_on(start, lambda: True)
    assert (world.steps, scene.reached(start)) == (1, 20)
    assert not scene.walk_on(half, world.until(world.time + 12))
    assert (world.steps, scene.reached(half)) == (4, 17)
    assert scene.walk_on(half, lambda: True)
    assert (world.steps, scene.reached(half)) == (11, 10)
    assert scene.walk_on(before, lambda: True)
    assert (world.steps, scene.reached(before)) == (11, 15)


# Points as bytes, and in the link.


def test_packing_keeps_points_to_the_nearest_step() -> None:
    side = np.linspace(-HALF, HALF - 1 / STEPS_PER_UNIT, MAX_POINTS)
    points = np.column_stack((side, side[::-1])).astype(np.float32)
    packed = pack(points)
    assert len(packed) == 3 * MAX_POINTS
    assert np.abs(unpack(packed) - points).max() <= 0.5 / STEPS_PER_UNIT + 1e-6
    assert pack(unpack(packed)) == packed


def test_packing_by_hand() -> None:
    assert pack(np.array([[0, 0]], dtype=np.float32)) == bytes([0x80, 0x08, 0x00])
    assert unpack(bytes([0x80, 0x08, 0x00])).tolist() == [[0, 0]]
    assert unpack(pack(np.array([[99, -99]], dtype=np.float32))).tolist() == [
        [pytest.approx(HALF, abs=0.002), pytest.approx(-HALF)]
    ]
    assert pack(np.empty((0, 2), dtype=np.float32)) == b""
    assert unpack(b"").shape == (0, 2)


def test_what_fits() -> None:
    assert fits(b"")
    assert fits(bytes(3 * MAX_POINTS))
    assert not fits(bytes(3 * MAX_POINTS + 3))
    assert not fits(bytes(4))


def test_its_settings_survive_a_link() -> None:
    assert TABLE.encode(PointsSettings()) == {}
    s = PointsSettings(PAIR, 0.25, "cosine", "ddpm", 100, 7, False, False, "reverse", 42)
    texts = TABLE.encode(s)
    assert set(texts) == {f"points.{p.key}" for p in TABLE.properties}
    assert len(texts["points.points"]) == 4 * count(PAIR)
    assert TABLE.decode(texts) == (s, [])


def test_no_points_in_a_link_are_points_too() -> None:
    s = PointsSettings(b"")
    assert TABLE.encode(s) == {"points.points": ""}
    assert TABLE.decode({"points.points": "", "points.timestep": "9"}) == (s, [])


@pytest.mark.parametrize(
    ("key", "text"),
    [("points", "AAAAA"), ("points", "A" * 1204), ("points", "###"), ("bandwidth", "0.31")],
)
def test_a_bad_value_is_reported(key: str, text: str) -> None:
    settings, complaints = TABLE.decode({f"points.{key}": text})
    assert settings == PointsSettings()
    assert len(complaints) == 1
    assert complaints[0].startswith(f"The link says points.{key}=")


def test_a_step_beyond_the_last_is_reported() -> None:
    settings, complaints = TABLE.decode({"points.steps": "10", "points.timestep": "11"})
    assert (settings.steps, settings.timestep) == (10, 0)
    assert complaints == ["The link says points.timestep=11, which must be at most 10."]


# The brush.


def test_a_brush_leaves_points_a_gap_apart() -> None:
    assert along((0, 0), (0.9 * GAP, 0)) == []
    row = along((0, 0), (3.5 * GAP, 0))
    assert [x / GAP for x, _ in row] == pytest.approx([1, 2, 3])
    slanted = np.array([(1, 1), *along((1, 1), (-1, 2))])
    assert np.hypot(*np.diff(slanted, axis=0).T) == pytest.approx(GAP)


def cloud_of(packed: bytes) -> UndoableCloud:
    return UndoableCloud(packed, lambda _packed: None, lambda: None)


def test_strokes_are_undone_as_one_and_stop_at_the_cap() -> None:
    drawn = cloud_of(b"")
    drawn.begin()
    assert drawn.add([(0.5, 0)] * 290) == 0
    drawn.end()
    drawn.begin()
    assert drawn.add([(1, 1)] * 8) == 0
    assert drawn.add([(1, 1)] * 8) == 6
    drawn.end()
    assert drawn.count == MAX_POINTS
    drawn.undo()
    assert drawn.count == 290
    drawn.redo()
    assert drawn.count == MAX_POINTS
    drawn.replace(b"")
    drawn.remove_near((0, 0))
    assert drawn.count == 0
    drawn.undo()
    assert drawn.count == MAX_POINTS


def test_a_stroke_that_is_withdrawn_never_was() -> None:
    drawn = cloud_of(PAIR)
    drawn.begin()
    drawn.add([(1, 1)] * 8)
    drawn.withdraw()
    assert drawn.packed == PAIR
    assert not drawn.history.can_undo
    drawn.withdraw()
    assert drawn.packed == PAIR, "there is none to withdraw"


def test_after_an_interrupted_stroke_the_rest_of_it_is_one() -> None:
    drawn = cloud_of(b"")
    drawn.begin()
    drawn.add([(1, 1)])
    drawn.undo()  # Ctrl+Z, with the pointer still down
    drawn.add([(1, 1), (2, 1)])
    drawn.end()
    drawn.undo()
    assert drawn.count == 0


def test_the_nearest_point_is_the_one_removed() -> None:
    drawn = cloud_of(PAIR)
    drawn.remove_near((0.1, 2))
    assert unpack(drawn.packed).tolist() == [[-1, 0]]


# What is drawn.


def numbers(path: str) -> list[int]:
    return [int(text) for text in re.findall(r"-?\d+", path)]


def test_a_dot_is_a_line_of_no_length_at_its_point() -> None:
    path = marks.dots(np.array([[0, 0], [1, 2]], dtype=np.float32))
    assert path == f"M2048 2048h0M{2048 + 640} {2048 - 1280}h0"
    assert marks.dots(np.empty((0, 2), dtype=np.float32)) == ""
    far = marks.dots(np.array([[1e30, -1e30]], dtype=np.float32))
    assert max(map(abs, numbers(far))) <= 4 * SIDE


def test_a_segment_goes_from_before_to_after() -> None:
    zero, one = np.zeros((1, 2), dtype=np.float32), np.ones((1, 2), dtype=np.float32)
    assert marks.segments(zero, one) == "M2048 2048L2688 1408"


def test_arrows_point_along_the_score_and_grow_with_it() -> None:
    strengths = np.array([0, 0.5, 1, 3, 1000], dtype=np.float32)
    place = np.zeros((len(strengths), 2), dtype=np.float32)
    up = np.column_stack((0 * strengths, strengths))
    found = np.array(numbers(marks.arrows(place, up))).reshape(-1, 10)
    tail, tip = found[:, 0:2], found[:, 2:4]
    assert (tail[:, 0] == 2048).all()
    assert (tip[1:, 1] < tail[1:, 1]).all()  # upwards on the screen
    length = (tail - tip)[:, 1] / STEPS_PER_UNIT
    assert (np.diff(length) > 0).all()
    assert length == pytest.approx(marks.LONGEST * strengths / (1 + strengths), abs=0.004)
    assert length.max() < marks.CELL


def test_the_grid_is_even_and_centred() -> None:
    assert GRID.shape == (256, 2)
    assert np.abs(GRID.mean(axis=0)).max() < 1e-6
    assert np.abs(GRID).max() < HALF


def test_the_poster_is_what_the_page_paints_first() -> None:
    assert marks.dots(unpack(PointsSettings().points)) in drawings()["plane"]


def test_pairs_have_one_width() -> None:
    assert pair((0.123, -1.5)) == " 0.12, −1.50"
    assert pair((-0.001, 0.0)) == pair((0.0, 0.0))
