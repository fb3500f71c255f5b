"""A trained network as the weights file that the page reads, and back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from learner.network import Network
from unerase.denoisers.learned import weights as learned
from unerase.denoisers.learned.weights import LAYERS, WORDS, Weights

SHIPPED = Path(learned.__file__).with_name(learned.FILE)
"""The one copy: the engine's package has it, and the build hands it to the page."""


def write(network: Network, path: Path) -> None:
    """Write the weights, each row of a layer in 255 steps of a scale of its own."""
    state = network.state_dict()
    arrays: dict[str, NDArray[np.generic]] = {}
    for name in LAYERS:
        rows = channels_last(name, state[f"{name}.weight"])
        scale = np.abs(rows).max(axis=1) / 127
        scale = np.where(scale > 0, scale, 1).astype(np.float32)
        arrays[f"{name}.weight"] = np.rint(rows / scale[:, np.newaxis]).astype(np.int8)
        arrays[f"{name}.scale"] = scale
        arrays[f"{name}.bias"] = channels_last(name, state[f"{name}.bias"]).reshape(-1)
    for name in WORDS:
        arrays[name] = state[f"{name}.weight"].numpy().astype(np.float16).astype(np.float32)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, allow_pickle=False, **arrays)


def channels_last(name: str, parameter: Tensor) -> NDArray[np.float32]:
    """A layer's parameter with the channels last, as numpy keeps pictures, flat but for units."""
    array = parameter.numpy()
    if array.ndim == 4 and array.shape[2] == 3:
        array = array.transpose(0, 2, 3, 1)
    array = array.reshape(len(array), -1)
    if name.startswith("to_") and parameter.ndim == 4:  # four cells to one
        array = array.reshape(len(array), -1, 4).transpose(0, 2, 1).reshape(len(array), -1)
    if name.startswith("from_"):  # one cell to four
        array = array.reshape(-1, 4, array.shape[1]).transpose(1, 0, 2).reshape(array.shape)
    return np.ascontiguousarray(array)


def read(data: bytes) -> Network:
    """The network with the weights of a file, as the page has them."""
    weights, network = Weights.read(data), Network()
    state = network.state_dict()
    for name in LAYERS:
        for part in ("weight", "bias"):
            kept = channels_first(name, np.asarray(weights[f"{name}.{part}"]))
            state[f"{name}.{part}"] = torch.from_numpy(kept).view_as(state[f"{name}.{part}"])
    for name in WORDS:
        state[f"{name}.weight"] = torch.from_numpy(weights[name].copy())
    network.load_state_dict(state)
    return network.eval()


def channels_first(name: str, array: NDArray[np.float32]) -> NDArray[np.float32]:
    """The opposite of `channels_last`."""
    array = array.reshape(len(array), -1)
    if name.startswith("from_"):
        array = array.reshape(4, -1, array.shape[1]).transpose(1, 0, 2).reshape(array.shape)
    if array.shape[1] == 1:  # a bias
        return array.reshape(-1).copy()
    cells = 4 if name.startswith("to_") else 9 if _looks_around(name) else 1
    array = array.reshape(len(array), cells, -1).transpose(0, 2, 1)
    return np.ascontiguousarray(array)


def _looks_around(name: str) -> bool:
    return name in ("enter", "leave") or name.endswith((".first", ".second"))
