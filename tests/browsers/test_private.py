"""Firefox that resists fingerprinting, as private browsers are set up: canvases read as noise."""

from __future__ import annotations

import base64
from pathlib import Path

import numpy as np
from support.driven import firefox

KEPT = "Object.values(localStorage).find((text) => text.includes('drawing='))"
DRAWING = f"new URLSearchParams({KEPT}).get('drawing')"
DEFAULT = "document.getElementById('hero-grid').dataset.drawing"


def test_a_stroke_made_while_python_loads_is_one_line(tmp_path: Path, site: str) -> None:
    with firefox(tmp_path, privacy_resistFingerprinting=True) as visitor:
        visitor.driver.get(site)  # until all files are there; then Python starts
        visitor.draw()
        assert visitor.ask("document.documentElement.dataset.app") == "booting"
        visitor.wait_for("document.documentElement.dataset.app === 'ready'")
        before, after = (
            np.unpackbits(np.frombuffer(base64.urlsafe_b64decode(text + "="), dtype=np.uint8))
            for text in (visitor.ask(DEFAULT), visitor.ask(DRAWING))
        )
        assert 0 < (before != after).sum() <= 32
        visitor.check(site)
