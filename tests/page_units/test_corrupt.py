"""The scene of figure A, in the engine's units."""

from __future__ import annotations

import numpy as np
import pytest

from page.figures.corrupt.scene import Scene
from page.figures.corrupt.settings import TABLE, CorruptSettings
from page.state.subject import DEFAULT_SUBJECT


@pytest.mark.parametrize("schedule", ["linear", "cosine", "literal"])
def test_the_terms_add_up_to_the_picture(schedule: str) -> None:
    scene = Scene(CorruptSettings(schedule), DEFAULT_SUBJECT)
    assert np.allclose(scene.signal + scene.noise, scene.jump, atol=1e-6)
    for weight, signal in zip(scene.schedule.signal, scene.signal, strict=True):
        assert np.allclose(signal, weight * DEFAULT_SUBJECT.x0, atol=1e-6)


def test_the_chain_starts_on_the_drawing_and_takes_its_own_way() -> None:
    scene = Scene(CorruptSettings(), DEFAULT_SUBJECT)
    assert np.array_equal(scene.chained[0], DEFAULT_SUBJECT.x0)
    other = Scene(CorruptSettings(walk=2), DEFAULT_SUBJECT)
    assert not np.array_equal(scene.chained[20], other.chained[20])
    assert np.array_equal(scene.jump[20], other.jump[20])
    # Its noise is not the jump's: they are uncorrelated.
    pair = np.corrcoef(scene.chained[20].ravel(), scene.jump[20].ravel())
    assert abs(pair[0, 1]) < 5 / np.sqrt(1024)


def test_its_settings_survive_a_link() -> None:
    settings = CorruptSettings("cosine", 9, 7)
    texts = TABLE.encode(settings)
    assert texts == {"corrupt.schedule": "cosine", "corrupt.timestep": "9", "corrupt.walk": "7"}
    assert TABLE.decode(texts) == (settings, [])
    assert TABLE.decode({"corrupt.timestep": "21"}) == (
        CorruptSettings(),
        ["The link says corrupt.timestep=21, which must be a whole number from 0 to 20."],
    )
