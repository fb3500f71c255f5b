"""Every denoiser is told once, and once more in its script: the two have to agree."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from support.learner import learner
from support.trained import small, trained_here

from page.denoisers import DENOISERS
from page.denoisers.scripting import example_lines
from page.denoisers.spec import Asked
from page.export import scripts
from page.state.shelf import Shelf, ready
from page.state.subject import Subject
from page.state.yours import YOURS
from unerase import NoiseSource, preset
from unerase.pixels import pack_bits

# Nothing of it is a default: what is neither known nor heeded would show.
SUBJECT = Subject(pack_bits(preset("star")), 3, shelf=Shelf("link", ready("patterns").sketches[:5]))
ASKED = (Asked(), Asked(window=9), Asked(window=63), Asked(9, "tree", "striped", 3.0))


# The visitor's own stands in a script as a text (tests/page_units/test_export_albums.py).
@pytest.mark.parametrize("name", [name for name in DENOISERS if name != YOURS])
def test_the_script_makes_the_pages_denoiser(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    x_t = NoiseSource(5).normal((32, 32))
    monkeypatch.chdir(tmp_path)
    with learner(), trained_here():
        np.savez("unerase-learn.npz", allow_pickle=False, **small().arrays())
        for asked in ASKED:
            lines = (
                scripts.drawing(SUBJECT.drawing),
                example_lines(name, shelf=SUBJECT.shelf),
                f"answer = ({DENOISERS[name].script(asked)})(x_t, 0.4)",
            )
            made: dict[str, Any] = {"x_t": x_t}
            body = "\n".join(lines)
            exec(f"{scripts.imports(body)}\n{body}", made)
            assert np.array_equal(DENOISERS[name].of(SUBJECT, asked)(x_t, 0.4), made["answer"])
