"""Training: batches, targets, the loop, exams, and a trained network as a denoiser."""

from __future__ import annotations

import io
import itertools
import math
import tracemalloc
import zipfile
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from support.refusal import refusal

from unerase import Denoiser, NoiseSource, PosteriorMean, Wiener, cosine, linear, to_signal
from unerase.clouds import cloud
from unerase.denoisers.slices import whole
from unerase.metrics import expected_mse
from unerase.samplers import SAMPLERS
from unerase.shelves import READY
from unerase.training import (
    Exam,
    Ink,
    MeanPicture,
    Trained,
    Training,
    Velocity,
    batches,
    drawings_training,
    points_training,
    train,
)
from unerase.training.targets import LEVEL_FEATURES, level_features

LEVELS = linear(20).alpha_bar[1:]


@pytest.fixture(scope="module")
def letters() -> NDArray[np.float32]:
    return np.stack([to_signal(sketch.bits) for sketch in READY["letters"].make()])


def trained(training: Training, item: tuple[int, ...], steps: int) -> Trained:
    for _loss in itertools.islice(train(training), steps):
        pass
    return Trained(training.network.copy(), training.target, item)


def small(letters: NDArray[np.float32], seed: int = 1) -> Trained:
    return trained(drawings_training(letters[:6], LEVELS, 16, seed), (32, 32), 3)


def written(**arrays: NDArray[np.generic] | None) -> bytes:
    file = io.BytesIO()
    kept = {name: each for name, each in arrays.items() if each is not None}
    np.savez_compressed(file, allow_pickle=True, **kept)
    return file.getvalue()


def test_every_example_and_every_level_comes_once_before_any_comes_twice() -> None:
    examples = np.arange(1, 8, dtype=np.float32).reshape(7, 1)
    levels = np.array([0.9, 0.5, 0.1])
    dealt = batches(examples, levels, 7, NoiseSource(1))
    orders = []
    for _ in range(3):
        batch = next(dealt)
        assert sorted(batch.x0[:, 0]) == list(examples[:, 0])
        orders.append(tuple(batch.x0[:, 0]))
    assert len(set(orders)) > 1  # shuffled anew
    drawn = np.concatenate([next(batches(examples, levels, 9, NoiseSource(2))).alpha_bar])[:, 0]
    for start in (0, 3, 6):
        assert sorted(drawn[start : start + 3]) == pytest.approx([0.1, 0.5, 0.9])


def test_a_batch_is_noised_and_has_the_velocity_of_the_papers() -> None:
    batch = next(batches(np.ones((4, 5), np.float32), np.array([0.64]), 4, NoiseSource(3)))
    np.testing.assert_allclose(batch.x_t, 0.8 * batch.x0 + 0.6 * batch.eps, rtol=1e-6)
    np.testing.assert_allclose(batch.v, 0.8 * batch.eps - 0.6 * batch.x0, rtol=1e-6)
    # Salimans & Ho 2022, appendix D: x0 = sqrt(alpha_bar)·x_t - sqrt(1 - alpha_bar)·v.
    np.testing.assert_allclose(0.8 * batch.x_t - 0.6 * batch.v, batch.x0, atol=1e-6)


def test_points_are_drawn_with_their_blur() -> None:
    drawn = next(batches(np.zeros((1, 2), np.float32), LEVELS, 4000, NoiseSource(4), 0.3)).x0
    assert drawn.std() == pytest.approx(0.3, rel=0.03)


def test_the_noise_level_is_told_in_finite_numbers() -> None:
    told = level_features(np.array([[0.0], [1e-9], [0.5], [1.0]], dtype=np.float32))
    assert told.shape == (4, LEVEL_FEATURES)
    assert np.isfinite(told).all()
    assert np.abs(told).max() <= 2
    np.testing.assert_allclose(told[2], [0, 0, 0, 0, 1, 1, 1], atol=1e-6)
    snr = math.log(0.9 / 0.1)
    phases = [snr / 4, snr / 2, snr]
    by_hand = [snr / 6, *map(math.sin, phases), *map(math.cos, phases)]
    np.testing.assert_allclose(level_features(np.full((1, 1), 0.9, np.float32))[0], by_hand, 1e-5)


def test_the_same_seed_trains_the_same_network(letters: NDArray[np.float32]) -> None:
    one, same, other = (small(letters, seed) for seed in (1, 1, 2))
    for a, b in zip(one.network.parameters, same.network.parameters, strict=True):
        assert np.array_equal(a, b)
    assert not np.array_equal(one.network.weights[0], other.network.weights[0])


def test_the_recipes_are_those_that_were_tried(letters: NDArray[np.float32]) -> None:
    """The numbers of DESIGN's trial, and a stream of its own for each kind of noise."""
    training = drawings_training(letters, LEVELS, 128, 5)
    network, adam = training.network, training.adam
    assert [each.shape for each in network.weights] == [(128, 1031), (128, 128), (1024, 128)]
    first = NoiseSource(5, 1).normal((128, 1031))
    np.testing.assert_allclose(network.weights[0], first / math.sqrt(1031), rtol=1e-6)
    assert not any(bias.any() for bias in network.biases)
    assert (adam.rate, adam.betas, adam.warm_up) == (2e-3, (0.9, 0.99), 30)
    dealt = next(batches(letters, LEVELS, 32, NoiseSource(5, 2)))
    assert np.array_equal(next(training.batches).x_t, dealt.x_t)

    training, points = points_training(cloud("ring"), 0.1, LEVELS, 5), cloud("ring")
    assert training.network.weights[0].shape == (64, 2 + 2 * 16 + 7)
    assert (training.adam.rate, training.adam.warm_up) == (8e-3, 30)
    dealt = next(batches(points, LEVELS, 256, NoiseSource(5, 2), 0.1))
    assert np.array_equal(next(training.batches).x_t, dealt.x_t)
    target = training.target
    assert isinstance(target, Velocity)
    np.testing.assert_allclose(target.directions, 1.5 * NoiseSource(5, 4).normal((2, 16)))


def test_with_the_perfect_velocity_the_answer_is_the_posterior_mean() -> None:
    points, alpha_bar = cloud("ring"), 0.3
    exact = PosteriorMean(points, 0.1)
    x = NoiseSource(6).normal((50, 2))
    x0_hat = exact(x, alpha_bar)
    velocity = (math.sqrt(alpha_bar) * x - x0_hat) / math.sqrt(1 - alpha_bar)
    levels = np.full((50, 1), alpha_bar, np.float32)
    target = Velocity.drawn(2, 4, 1.0, NoiseSource(7))
    np.testing.assert_allclose(target.answer(velocity, x, levels), x0_hat, atol=1e-5)


def test_an_exam_marks_as_by_hand() -> None:
    examples = np.array([[1.0, 1.0], [1.0, -1.0], [-1.0, -1.0]], dtype=np.float32)
    exam = Exam.of(examples, np.array([0.9, 0.2]), NoiseSource(8))
    error = whole(exam.error(MeanPicture.of(examples)))
    # The mean is (1/3, -1/3): the examples are off by 10/9, 4/9 and 10/9, at any noise.
    assert error.mean == pytest.approx(8 / 9)
    assert error.standard_error == pytest.approx(math.sqrt(4 / 27) / math.sqrt(3))
    assert whole(exam.error(MeanPicture.of(examples), at_once=0)) == pytest.approx(error)
    assert whole(Exam.of(examples[:1], np.array([0.5]), NoiseSource(1)).error(_grey)) == (
        1,
        math.inf,
    )


def test_an_exam_asks_with_the_noise_of_each_level(letters: NDArray[np.float32]) -> None:
    levels = np.array([0.9, 0.2])
    exam = Exam.of(letters, levels, NoiseSource(8))
    error = whole(exam.error(lambda x_t, _alpha_bar: x_t.copy()))
    expected = np.mean([expected_mse(letters, level) for level in levels])
    assert error.mean == pytest.approx(expected, rel=0.02)
    again = Exam.of(letters, levels, NoiseSource(8))
    assert np.array_equal(exam.x_t, again.x_t)
    noise = Exam.of(np.zeros((5, 300), np.float32), levels, NoiseSource(8)).x_t.reshape(-1, 300)
    alike = np.corrcoef(noise) - np.eye(len(noise))
    assert np.abs(alike).max() < 0.25  # every example and level has its own


def _grey(x_t: NDArray[np.float32], _alpha_bar: float) -> NDArray[np.float32]:
    return np.zeros_like(x_t)


def test_on_the_shelf_nothing_beats_the_memoriser(letters: NDArray[np.float32]) -> None:
    exam = Exam.of(letters, LEVELS[1::2], NoiseSource(9))
    ranked: list[Denoiser] = [PosteriorMean(letters), Wiener(letters), MeanPicture.of(letters)]
    memoriser, averager, mean = (whole(exam.error(one, at_once=0)).mean for one in ranked)
    assert memoriser < averager < mean


@pytest.mark.parametrize("name", SAMPLERS)
def test_any_sampler_walks_with_it_and_many_at_once(
    name: str, letters: NDArray[np.float32]
) -> None:
    network, start = small(letters), NoiseSource(10).normal((2, 32, 32))
    for plan in (linear(4), cosine(4)):
        walk = list(SAMPLERS[name](network, plan, start, NoiseSource(0)))
        assert walk[-1].x_t.shape == (2, 32, 32)
    together = network(start, 0.3)
    np.testing.assert_allclose(together[1], network(start[1], 0.3), atol=1e-6)
    for alpha_bar in (0.0, 1.0):
        assert np.isfinite(network(start, alpha_bar)).all()
    with pytest.raises(ValueError, match=r"alpha_bar was 1\.5"):
        network(start, 1.5)
    with pytest.raises(ValueError, match=r"x_t had shape .* \(32, 32\)"):
        network(start[:, :5], 0.5)


@pytest.mark.parametrize("what", ["drawings", "points"])
def test_a_network_is_kept_in_a_file(what: str, letters: NDArray[np.float32]) -> None:
    if what == "drawings":
        network, x = small(letters), NoiseSource(1).normal((3, 32, 32))
    else:
        training = points_training(cloud("ring"), 0.1, LEVELS, 1)
        network, x = trained(training, (2,), 2), NoiseSource(1).normal((3, 2))
    file = written(**network.arrays(), forward=np.zeros(3), title=np.array(["an export’s"]))
    again = Trained.read(file)
    assert np.array_equal(again(x, 0.3), network(x, 0.3))
    assert again.item == network.item
    kept, read = network.arrays(), again.arrays()
    assert list(kept) == list(read)
    assert all(kept[name].tobytes() == read[name].tobytes() for name in kept)
    for one in (network, again):
        assert not any(array.flags.writeable for array in one.network.parameters)
    assert isinstance(again.target, Ink if what == "drawings" else Velocity)


def test_a_file_may_hold_its_arrays_column_by_column(letters: NDArray[np.float32]) -> None:
    network, x = small(letters), NoiseSource(1).normal((3, 32, 32))
    turned = {name: np.asfortranarray(one) for name, one in network.arrays().items()}
    turned["network_format"] = network.arrays()["network_format"]
    again = Trained.read(written(**turned))
    assert np.array_equal(again(x, 0.3), network(x, 0.3))
    assert all(one.flags.c_contiguous for one in again.network.weights)


def test_a_damaged_file_is_refused(letters: NDArray[np.float32]) -> None:
    arrays = small(letters).arrays()
    good = written(**arrays)
    w1 = arrays["w1"]
    of_points = trained(points_training(cloud("ring"), 0.1, LEVELS, 1), (2,), 1).arrays()
    bad = {
        "empty": b"",
        "cut": good[: len(good) // 2],
        "flipped": good[:900] + bytes([good[900] ^ 255]) + good[901:],
        "nothing": written(forward=np.zeros(3)),
        "no mark": written(**{**arrays, "network_format": None}),
        "another mark": written(**{**arrays, "network_format": np.array(2)}),
        "a mark of letters": written(**{**arrays, "network_format": np.array("1")}),
        "no item": written(**{**arrays, "item": None}),
        "item of letters": written(**{**arrays, "item": np.array(["32"])}),
        "item of nothing": written(**{**arrays, "item": np.array([0, 32])}),
        "item below nothing": written(**{**arrays, "item": np.array([-32, -32])}),
        "item of fractions": written(**{**arrays, "item": np.array([32.0, 32.0])}),
        "another item": written(**{**arrays, "item": np.array([16, 16])}),
        "no bias": written(**{**arrays, "b1": None}),
        "no layer": written(**{**arrays, "w1": None}),
        "double": written(**{**arrays, "w1": w1.astype(np.float64)}),
        "not finite": written(**{**arrays, "w1": np.where(w1 == w1[0, 0], np.nan, w1)}),
        "too large": written(**{**arrays, "w1": w1 * 1e30, "w2": arrays["w2"] * 1e30}),
        "other units": written(**{**arrays, "w1": w1[:-1]}),
        "other inputs": written(**{**arrays, "w1": w1[:, 1:]}),
        "another bias": written(**{**arrays, "b1": arrays["b1"][1:]}),
        "no units": written(
            **{**arrays, "w1": w1[:0], "b1": arrays["b1"][:0], "w2": arrays["w2"][:, :0]}
        ),
        "other outputs": written(**{**arrays, "w2": arrays["w2"][1:], "b2": arrays["b2"][1:]}),
        "flat": written(**{**arrays, "w1": w1.reshape(-1)}),
        "pickled": written(**{**arrays, "w1": np.array([{}], dtype=object)}),
        "directions": written(**{**arrays, "directions": np.zeros((3, 4), np.float32)}),
        "a layer too many": written(**{**arrays, "b4": np.zeros(3, np.float32)}),
        "directions of other points": written(
            **{**of_points, "directions": np.zeros((3, 16), np.float32)}
        ),
        "too many layers": written(
            **arrays, **{f"w{i}": np.zeros((2, 2), np.float32) for i in range(3, 10)}
        ),
    }
    assert {what: _refusal(data)[:5] for what, data in bad.items()} == dict.fromkeys(bad, "data ")
    with pytest.raises(ValueError, match="bytes"):
        Trained.read("text")  # type: ignore[arg-type]


def _refusal(data: bytes) -> str:
    try:
        Trained.read(data)
    except ValueError as wrong:
        return str(wrong)
    return "accepted"


def test_a_file_that_promises_too_much_is_not_unpacked() -> None:
    bomb, file = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("w0.npy", bytes(70_000_000))
    np.lib.format.write_array_header_1_0(
        file, {"descr": "<f4", "fortran_order": False, "shape": (10**6, 10**6)}
    )
    liar = io.BytesIO()
    with zipfile.ZipFile(liar, "w") as archive:
        archive.writestr("w0.npy", file.getvalue() + bytes(64))
    for data, said in ((bomb, "unpacked"), (liar, "promises")):
        with pytest.raises(ValueError, match=said):
            Trained.read(data.getvalue())


def test_an_archive_that_lies_about_its_sizes_is_not_unpacked() -> None:
    """Its directory tells 128 bytes where there are 70 million."""
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("w0.npy", bytes(70_000_000))
    data = bytearray(bomb.getvalue())
    del bomb
    size = data.rindex(b"PK\1\2") + 24
    data[size : size + 4] = (128).to_bytes(4, "little")
    tracemalloc.start()
    with pytest.raises(ValueError, match="could not be read"):
        Trained.read(bytes(data))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000


@pytest.mark.parametrize("kind", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_compressions_are_refused(kind: int, letters: NDArray[np.float32]) -> None:
    """They unpack as much as there is."""
    with zipfile.ZipFile(io.BytesIO(written(**small(letters).arrays()))) as good:
        members = {name: good.read(name) for name in good.namelist()}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", kind) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    assert "compression" in _refusal(file.getvalue())


@pytest.mark.parametrize(
    "header",
    [
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2",
        "{'descr': '04', 'fortran_order': False, 'shape': (4,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-2, -2), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2L, 2L), }",
        "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (4,), }",
        "{'descr': '|O8', 'fortran_order': False, 'shape': (2,), }",
        "(" * 5000,
    ],
)
def test_headers_that_numpy_would_stumble_over_are_refused(header: str) -> None:
    """Its reader raises TokenError, SyntaxError or a warning for some."""
    text = f"{header}\n".encode()
    content = b"\x93NUMPY\1\0" + len(text).to_bytes(2, "little") + text + bytes(16)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("w0.npy", content)
    assert "could not be read" in _refusal(file.getvalue())


def test_what_is_refused_says_why(letters: NDArray[np.float32]) -> None:
    shelf, noise = letters[:2], NoiseSource(1)
    exam = Exam.of(shelf, LEVELS[:1], noise)
    grey = MeanPicture.of(shelf)
    said: dict[str, tuple[Callable[[Any], object], Any]] = {
        "alpha_bar was 1.5": (lambda bad: batches(shelf, bad, 2, noise), [0.5, 1.5]),
        "alpha_bar was nan": (lambda bad: drawings_training(shelf, bad, 8, 1), [math.nan]),
        "alpha_bar had shape (0,)": (lambda bad: batches(shelf, bad, 2, noise), []),
        "alpha_bar had shape ()": (lambda bad: Exam.of(shelf, bad, noise), 0.5),
        "size was 0": (lambda bad: batches(shelf, LEVELS, bad, noise), 0),
        "bandwidth was -1": (lambda bad: points_training(cloud("ring"), bad, LEVELS, 1), -1),
        "hidden was 0": (lambda bad: drawings_training(shelf, LEVELS, bad, 1), 0),
        "seed was -1": (lambda bad: drawings_training(shelf, LEVELS, 8, bad), -1),
        "examples held bits": (lambda bad: drawings_training(bad, LEVELS, 8, 1), shelf > 0),
        "at_once was -1": (lambda bad: whole(exam.error(grey, bad)), -1),
    }
    for start, (call, value) in said.items():
        assert refusal(call, value).startswith(start)


def test_a_step_is_cut_between_the_arrays_that_it_changes(letters: NDArray[np.float32]) -> None:
    """No slice changes two of them: in the browser a slice has to be short."""
    training = drawings_training(letters[:6], LEVELS, 16, 1)
    changed = []
    before = [one.copy() for one in training.network.parameters]
    for _share in training.step():
        now = [one.copy() for one in training.network.parameters]
        changed.append([i for i, one in enumerate(now) if not np.array_equal(one, before[i])])
        before = now
    assert sorted(itertools.chain(*changed)) == list(range(len(before)))
    assert max(map(len, changed)) == 1


def test_work_in_slices_tells_how_much_is_done(letters: NDArray[np.float32]) -> None:
    """From more than nothing to all, and never less than before."""
    training = drawings_training(letters[:6], LEVELS, 16, 1)
    batch = next(training.batches)
    given = training.target.inputs(batch.x_t, batch.alpha_bar)
    exam = Exam.of(letters[:20], LEVELS[:3], NoiseSource(1))
    for work in (
        training.network.gradients(given, lambda z: training.target.loss(z, batch)),
        training.adam.step([np.zeros_like(one) for one in training.network.parameters]),
        exam.error(MeanPicture.of(letters)),
    ):
        shares = list(work)
        assert shares == sorted(set(shares))
        assert shares[0] > 0
        assert shares[-1] == 1
