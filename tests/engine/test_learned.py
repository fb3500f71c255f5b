"""The learner in numpy: PyTorch's numbers, its layers by hand, and what it refuses."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from support.refusal import refusal

from unerase import NoiseSource, products, to_signal
from unerase.denoisers.learned import Learned, Weights, layers, learned
from unerase.denoisers.learned import weights as stored
from unerase.denoisers.learned.weights import LAYERS, WORDS
from unerase.pixels import to_bits
from unerase.shapes import KINDS, STYLES, random_shape

ROOT = Path(__file__).parents[2]
FILE = Path(learned.__file__).with_name("learner.npz")
NAMES = ((None, None), ("cat", None), (None, "striped"), ("cat", "striped"))


@pytest.fixture(scope="module")
def weights() -> Weights:
    return Weights.load()


@pytest.fixture(scope="module")
def reference() -> Mapping[str, NDArray[np.generic]]:
    """PyTorch's answers for these very weights: see tests/data/README.md."""
    with np.load(ROOT / "tests" / "data" / "learned.npz") as archive:
        return {name: archive[name] for name in archive.files}


@pytest.fixture
def noise() -> NoiseSource:
    return NoiseSource(11)


def spoiled(**changes: NDArray[np.generic] | None) -> bytes:
    """The weights file with some arrays put in place of others, or left out."""
    with np.load(FILE) as archive:
        arrays = {name: archive[name] for name in archive.files}
    file = io.BytesIO()
    arrays.update({name: array for name, array in changes.items() if array is not None})
    kept = {name: array for name, array in arrays.items() if changes.get(name, array) is not None}
    np.savez(file, allow_pickle=False, **kept)
    return file.getvalue()


@pytest.mark.parametrize("blas", [True, False])
def test_agrees_with_pytorch(
    weights: Weights,
    reference: Mapping[str, NDArray[np.generic]],
    monkeypatch: pytest.MonkeyPatch,
    blas: bool,
) -> None:
    """At every noise level, the ends included, with names, half names and none; both products."""
    monkeypatch.setattr(products, "BLAS", blas)
    cases = zip(*(reference[name] for name in ("alpha_bar", "kind", "style", "x_t")), strict=True)
    for (level, kind, style, x_t), expected in zip(cases, reference["x0_hat"], strict=True):
        asked = Learned(weights, str(kind) or None, str(style) or None)
        answer = asked(np.asarray(x_t, dtype=np.float32), float(level))
        np.testing.assert_allclose(answer, expected, rtol=0, atol=1e-4)


def test_the_reference_covers_what_matters(reference: Mapping[str, NDArray[np.generic]]) -> None:
    levels = reference["alpha_bar"]
    assert {0.0, 1.0} < set(levels.tolist())
    assert {"", "star"} < set(reference["kind"].tolist())
    assert {"", "outlined"} < set(reference["style"].tolist())
    assert float(np.abs(reference["x0_hat"]).max()) > 0.9


def test_the_file_is_small() -> None:
    assert FILE.stat().st_size <= 600_000


def test_many_pictures_are_answered_as_each_by_itself(weights: Weights, noise: NoiseSource) -> None:
    x = noise.normal((2, 3, 32, 32))
    asked = Learned(weights, "house", "outlined")
    together = asked(x, 0.3)
    assert together.shape == x.shape
    for at in np.ndindex(2, 3):
        np.testing.assert_allclose(together[at], asked(x[at], 0.3), rtol=0, atol=1e-5)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("alpha_bar", [0.0, 1e-9, 0.5, 1.0])
def test_answers_are_finite_pictures_at_every_level(
    weights: Weights, noise: NoiseSource, name: tuple[str | None, str | None], alpha_bar: float
) -> None:
    for scale in (0.0, 1.0, 30.0):
        x = scale * noise.normal((32, 32))
        before = x.copy()
        answer = Learned(weights, *name)(x, alpha_bar)
        assert answer.dtype == np.float32
        assert answer.shape == (32, 32)
        assert np.isfinite(answer).all()
        assert np.abs(answer).max() <= 1
        np.testing.assert_array_equal(x, before)


def test_the_same_question_has_the_same_answer(weights: Weights, noise: NoiseSource) -> None:
    x = noise.normal((32, 32))
    first, second = (Learned(weights, "fish", "filled")(x, 0.1) for _ in range(2))
    np.testing.assert_array_equal(first, second)


def test_every_word_changes_the_answer(weights: Weights, noise: NoiseSource) -> None:
    x = noise.normal((32, 32))
    kinds = [Learned(weights, kind, None)(x, 0.02) for kind in (None, *KINDS)]
    styles = [Learned(weights, "ring", style)(x, 0.02) for style in (None, *STYLES)]
    for answers in (kinds, styles):
        for at, one in enumerate(answers):
            assert all(np.abs(one - other).max() > 0.05 for other in answers[:at])


def test_a_clean_picture_stays_what_it_is(weights: Weights) -> None:
    """Nearly without noise the answer is the drawing itself."""
    for kind, style in (("circle", "filled"), ("house", "outlined"), ("plus", "striped")):
        drawn = random_shape(kind, style, 4)
        answer = Learned(weights, kind, style)(to_signal(drawn), 0.999)
        assert (to_bits(answer) != drawn).sum() <= 4


def test_a_convolution_is_its_sum(noise: NoiseSource) -> None:
    """Cell by cell in float64, zeros beyond the edge."""
    x, matrix, bias = noise.normal((2, 3, 4, 5)), noise.normal((6, 45)), noise.normal((6,))
    answer = layers.around(Weights({"a.weight": matrix, "a.bias": bias}), "a", x)
    kernel = matrix.astype(np.float64).reshape(6, 3, 3, 5)
    for picture, row, column, unit in np.ndindex(2, 3, 4, 6):
        total = float(bias[unit])
        for down, right in np.ndindex(3, 3):
            y, z = row + down - 1, column + right - 1
            if 0 <= y < 3 and 0 <= z < 4:
                total += float(kernel[unit, down, right] @ x[picture, y, z].astype(np.float64))
        assert answer[picture, row, column, unit] == pytest.approx(total, abs=1e-4)


def test_gathering_takes_two_by_two_cells_and_scattering_puts_them_back() -> None:
    x = np.arange(2 * 4 * 6 * 3, dtype=np.float32).reshape(2, 4, 6, 3)
    gathered = layers.gather(x)
    assert gathered.shape == (2, 2, 3, 12)
    expected = [x[1, 2, 4], x[1, 2, 5], x[1, 3, 4], x[1, 3, 5]]
    np.testing.assert_array_equal(gathered[1, 1, 2], np.concatenate(expected))
    np.testing.assert_array_equal(layers.scatter(gathered), x)


def test_silu_is_x_times_its_sigmoid_however_large_x_is() -> None:
    x = np.array([-1e30, -200, -80, -3, -0.5, 0, 0.5, 3, 80, 1e30], dtype=np.float32)
    expected = [each / (1 + math.exp(-max(each, -700.0))) for each in x.tolist()]
    np.testing.assert_allclose(products.silu(x)[1:], expected[1:], rtol=1e-6, atol=1e-30)
    assert abs(products.silu(x)[0]) < 1e-3


def test_a_mixer_joins_cells_and_keeps_channels_apart(noise: NoiseSource) -> None:
    x = noise.normal((1, 2, 2, 3))
    given = Weights(
        {
            "m.narrow.weight": noise.normal((5, 4)),
            "m.narrow.bias": noise.normal((5,)),
            "m.widen.weight": noise.normal((4, 5)),
            "m.widen.bias": noise.normal((4,)),
        }
    )

    def bent(values: NDArray[np.float64]) -> NDArray[np.float64]:
        answer: NDArray[np.float64] = values / (1 + np.exp(-values))
        return answer

    answer = layers.mixer(given, "m", x)
    for channel in range(3):
        cells = x[0, :, :, channel].astype(np.float64).reshape(-1)
        hidden = bent(given["m.narrow.weight"] @ bent(cells) + given["m.narrow.bias"])
        expected = cells + given["m.widen.weight"] @ hidden + given["m.widen.bias"]
        np.testing.assert_allclose(answer[0, :, :, channel].reshape(-1), expected, atol=1e-4)


def test_weights_are_read_as_they_were_written(weights: Weights) -> None:
    with np.load(FILE) as archive:
        for name in LAYERS:
            exact = archive[f"{name}.weight"].astype(np.float64)
            exact *= archive[f"{name}.scale"].astype(np.float64)[:, np.newaxis]
            np.testing.assert_allclose(weights[f"{name}.weight"], exact, rtol=1e-6)
            assert not weights[f"{name}.weight"].flags.writeable
        for name in WORDS:
            np.testing.assert_array_equal(weights[name], archive[name])


def test_the_installed_weights_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = Learned.load("cat", "striped")
    monkeypatch.setattr(Weights, "read", None)
    again = Learned.load(None, "filled")
    assert again.weights is first.weights
    assert (first.kind, first.style, again.kind, again.style) == ("cat", "striped", None, "filled")


def test_without_installed_weights_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in the browser, whose archives of Python have no weights."""
    monkeypatch.setattr(stored, "FILE", "elsewhere.npz")
    Weights.load.cache_clear()
    with pytest.raises(FileNotFoundError, match=r"^elsewhere.npz .* Weights.read"):
        Learned.load()


def test_other_bytes_are_refused() -> None:
    whole = FILE.read_bytes()
    broken = bytearray(whole)
    broken[len(whole) // 2] ^= 0x55
    for data in (b"", b"PK", b"not a file at all", whole[:-1000], whole[5000:], bytes(broken)):
        assert "must be the bytes of a weights file" in refusal(Weights.read, data)
    single = io.BytesIO()
    np.save(single, np.zeros(3))
    assert "weights file" in refusal(Weights.read, single.getvalue())
    assert "must be the bytes" in refusal(Weights.read, "learner.npz")


def test_files_of_other_arrays_are_refused() -> None:
    foreign = io.BytesIO()
    np.savez(foreign, x=np.zeros(3))
    assert "no array" in refusal(Weights.read, foreign.getvalue())
    assert "no array style" in refusal(Weights.read, spoiled(style=None))
    assert "shape (2,)" in refusal(Weights.read, spoiled(kind=np.zeros(2, np.float32)))
    wide = np.zeros(LAYERS["enter"], np.int16)
    assert "int16" in refusal(Weights.read, spoiled(**{"enter.weight": wide}))
    endless = np.full(LAYERS["leave"][0], np.inf, np.float32)
    assert "not finite" in refusal(Weights.read, spoiled(**{"leave.scale": endless}))
    objects = io.BytesIO()
    np.savez(objects, kind=np.array([None, {}]))
    assert "weights file" in refusal(Weights.read, objects.getvalue())


def test_what_is_refused_says_why(weights: Weights) -> None:
    x = np.zeros((32, 32), dtype=np.float32)
    asked = Learned(weights, "star", "filled")
    assert "one of circle" in refusal(lambda kind: Learned(weights, kind), "blob")
    assert "one of filled" in refusal(lambda style: Learned(weights, None, style), "dashed")
    assert "(32, 32)" in refusal(lambda value: asked(value, 0.5), np.zeros((8, 8)))
    assert "NaN" in refusal(lambda value: asked(x + np.float32(value), 0.5), float("nan"))
    assert "from 0 to 1" in refusal(lambda level: asked(x, level), 1.5)
