"""With a part of one's own in use, the script has its text, and makes the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from support.albums import album_of, finished
from support.learner import ROOT
from support.yours import CLEAN, EVEN, STRAIGHT, yours_here

from page.export.tables import npz
from page.figures.code.settings import CodeSettings
from page.figures.hero.settings import HeroSettings
from page.figures.lab.settings import LabSettings
from page.figures.points.settings import PointsSettings
from page.figures.samplers.settings import SamplersSettings
from page.figures.without.settings import WithoutSettings
from page.state.subject import DEFAULT_SUBJECT

QUOTED = (
    EVEN
    + '\n\ndef other(steps):\n    """Has \\\\ and """ + \'"""\' + """."""\n    return even(steps)\n'
)
RECORD = """\
from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass
class Known:
    x0: np.ndarray

    def __call__(self, x_t: np.ndarray, alpha_bar: float) -> np.ndarray:
        return self.x0


def make(x0, examples):
    return Known(x0)
"""
CASES: tuple[tuple[str, Any, dict[str, str]], ...] = (
    (
        "hero",
        HeroSettings(schedule="yours", denoiser="yours", sampler="yours", steps=7),
        {"schedule": QUOTED, "denoiser": RECORD, "sampler": STRAIGHT},
    ),
    ("lab", LabSettings(shown=("cosine", "yours")), {"schedule": EVEN}),
    (
        "samplers",
        SamplersSettings(("yours", "heun", "ddim", "ddpm"), 5, "yours", "yours"),
        {"schedule": EVEN, "denoiser": CLEAN, "sampler": STRAIGHT},
    ),
    (
        "without",
        WithoutSettings(("memoriser",), schedule="yours", sampler="yours"),
        {"schedule": EVEN, "sampler": STRAIGHT},
    ),
    ("points", PointsSettings(steps=9, schedule="yours"), {"schedule": EVEN}),
    ("code", CodeSettings("ddim"), {"sampler": STRAIGHT}),
    ("code", CodeSettings("memoriser"), {"denoiser": CLEAN}),
    ("code", CodeSettings("half-power"), {"schedule": EVEN}),
)


@pytest.fixture(params=CASES, ids=lambda case: case[0])
def case(request: pytest.FixtureRequest) -> Iterator[tuple[str, Any, dict[str, str]]]:
    figure, settings, texts = request.param
    with yours_here(**texts):
        yield figure, settings, texts


def test_the_script_has_the_text_and_makes_the_same_bytes(
    case: tuple[str, Any, dict[str, str]], tmp_path: Path
) -> None:
    figure, settings, texts = case
    album = album_of(figure, settings, DEFAULT_SUBJECT)
    for text in texts.values():
        assert text in album.script or repr(text) in album.script
    (tmp_path / "again.py").write_text(album.script, encoding="utf-8")
    subprocess.run(
        [sys.executable, "-W", "error", "again.py"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT / "py")},
        check=True,
    )
    with np.load(tmp_path / f"{album.name}.npz") as theirs:
        made = finished(npz(album))
        (tmp_path / "ours.npz").write_bytes(made)
        with np.load(tmp_path / "ours.npz") as ours:
            for name in theirs.files:
                assert np.array_equal(theirs[name], ours[name]), name


def test_without_one_there_is_no_text() -> None:
    script = album_of("hero", HeroSettings(steps=3), DEFAULT_SUBJECT).script
    assert "written(" not in script
    assert "exec" not in script
