"""What the engine's tests share: reference numbers (see tests/data/README.md) and a picture."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(scope="session")
def traces() -> Mapping[str, NDArray[np.float64]]:
    """Sampler traces of diffusers, by `<config>/<denoiser>/<quantity>`."""
    with np.load(DATA / "traces.npz") as archive:
        return {key: archive[key] for key in archive.files}


@pytest.fixture(scope="session")
def reference_alpha_bar() -> Mapping[str, NDArray[np.float64]]:
    """alpha_bar at T = 20 from the papers' formulas, by the name of the schedule."""
    tables = json.loads((DATA / "schedules.json").read_text())["alpha_bar"]
    return {name: np.array(table) for name, table in tables.items()}


@pytest.fixture(scope="session")
def stored_eps_final_mse() -> Mapping[str, float]:
    """Final MSE of diffusers' DDPM under a denoiser that stores eps, by `<config>`."""
    found = json.loads((DATA / "schedules.json").read_text())["stored_eps_final_mse"]
    return {config: float(value) for config, value in found.items()}


@pytest.fixture
def x0() -> NDArray[np.float32]:
    """A disc on a 32 x 32 grid, ±1, off centre so that no mirror image equals it."""
    row, column = np.indices((32, 32))
    inside = (row - 12) ** 2 + (column - 18) ** 2 < 81
    return np.where(inside, 1, -1).astype(np.float32)
