"""Gradients and Adam: PyTorch's numbers (tests/data/README.md), and finite differences."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from unerase import NoiseSource, products
from unerase.denoisers.slices import whole
from unerase.training import Adam, Network, logistic, squared_error

Arrays = Mapping[str, NDArray[Any]]
LOSSES: dict[str, Callable[[NDArray[Any], NDArray[Any]], tuple[float, NDArray[Any]]]] = {
    "logistic": logistic,
    "mse": squared_error,
}
LAYERS = range(3)


@pytest.fixture(scope="module")
def torch() -> Arrays:
    with np.load(Path(__file__).parents[1] / "data" / "training.npz") as archive:
        return {name: archive[name] for name in archive.files}


def parameters(torch: Arrays, prefix: str = "") -> list[NDArray[Any]]:
    """W, b, W, b, … as ours are: a matrix has one row per unit."""
    pairs = ((torch[f"{prefix}w{i}"].T.copy(), torch[f"{prefix}b{i}"].copy()) for i in LAYERS)
    return list(chain(*pairs))


def network(torch: Arrays) -> Network:
    found = parameters(torch)
    return Network(tuple(found[::2]), tuple(found[1::2]))


@pytest.mark.parametrize("name", LOSSES)
@pytest.mark.parametrize("blas", [True, False])
def test_agrees_with_pytorch(
    torch: Arrays, name: str, blas: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(products, "BLAS", blas)
    ours, meta = network(torch), json.loads(str(torch["meta"]))
    adam = Adam(ours.parameters, meta["lr"], tuple(meta["betas"]), meta["eps"])
    np.testing.assert_allclose(ours(torch["inputs"][0]), torch[f"{name}/out"], atol=1e-10)
    for step, (x, target) in enumerate(zip(torch["inputs"], torch["targets"], strict=True)):
        loss, gradients = whole(
            ours.gradients(x, lambda z, target=target: LOSSES[name](z, target))  # type: ignore[misc]
        )
        assert loss == pytest.approx(torch[f"{name}/loss"][step], abs=1e-10)
        if step == 0:
            for mine, theirs in zip(gradients, parameters(torch, f"{name}/grad_"), strict=True):
                np.testing.assert_allclose(mine, theirs, atol=1e-10)
        whole(adam.step(gradients))
    for mine, theirs in zip(ours.parameters, parameters(torch, f"{name}/after_"), strict=True):
        np.testing.assert_allclose(mine, theirs, atol=1e-10)


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_every_gradient_is_the_slope_of_the_loss(
    loss: Callable[[NDArray[Any], NDArray[Any]], tuple[float, NDArray[Any]]],
) -> None:
    """In a random direction through all numbers of each array: none is dropped or scaled."""
    noise, width = NoiseSource(3), 1e-5
    single = Network.initial((5, 4, 6, 3), noise)
    ours = Network(
        tuple(each.astype(np.float64) for each in single.weights),
        tuple(noise.normal(each.shape).astype(np.float64) for each in single.biases),
    )
    x, target = (noise.normal((7, n)).astype(np.float64) for n in (5, 3))
    target = np.sign(target)
    _loss, gradients = whole(ours.gradients(x, lambda z: loss(z, target)))
    for array, gradient in zip(ours.parameters, gradients, strict=True):
        way = noise.normal(array.shape).astype(np.float64)
        array += width * way
        above = loss(ours(x), target)[0]
        array -= 2 * width * way
        below = loss(ours(x), target)[0]
        array += width * way
        assert (above - below) / (2 * width) == pytest.approx(
            float((gradient * way).sum()), rel=1e-6
        )


def test_the_logistic_loss_is_least_at_the_mean() -> None:
    """With ink in 7 cases of 10, tanh z is the mean of ±1 there."""
    x0 = np.array([1.0] * 7 + [-1.0] * 3)
    z = np.arctanh(x0.mean())
    losses = [logistic(np.full(10, z + off), x0)[0] for off in (-0.01, 0.0, 0.01)]
    assert losses[1] < min(losses[0], losses[2])
    assert logistic(np.full(10, z), x0)[1].sum() == pytest.approx(0, abs=1e-12)
    assert logistic(np.array([500.0, -500.0]), np.array([-1.0, 1.0]))[0] == pytest.approx(1000)


def test_adams_first_step_is_as_long_as_its_rate() -> None:
    """Kingma & Ba 2015, §2.1: whatever the size of the gradient; a tenth of it on a tenth of the
    way to full height."""
    for warm_up, length in ((0, 0.5), (10, 0.05)):
        at = [np.zeros(3)]
        whole(Adam(at, 0.5, warm_up=warm_up).step([np.array([1e-3, -4.0, 700.0])]))
        np.testing.assert_allclose(at[0], [-length, length, -length], rtol=1e-4)
