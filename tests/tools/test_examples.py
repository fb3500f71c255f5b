"""The examples run, and show what their words promise."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from learner.evaluate import Judges

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOK = json.loads((ROOT / "examples" / "tour.ipynb").read_text("utf-8"))
CODE = ["".join(cell["source"]) for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]


def test_the_quick_start_shows_five_pictures(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", str(ROOT / "examples" / "quickstart.py")],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT / "py"), "PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    titles, pictures = [], []
    for block in re.split(r"\n\n(?=\w)", done.stdout.strip("\n")):
        title, *picture = block.split("\n")
        titles.append(title)
        pictures.append([line.ljust(32) for line in picture][:16])
    assert [len(picture) for picture in pictures] == [16] * 5
    assert titles[1].endswith("MSE vs clean 0.000000")
    *others, mirrored = pictures
    assert mirrored == [line[::-1] for line in mirrored]
    assert all(other != [line[::-1] for line in other] for other in others[2:])


def test_the_notebook_is_whole_and_has_no_outputs() -> None:
    assert (NOTEBOOK["nbformat"], NOTEBOOK["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in NOTEBOOK["cells"]]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[\w-]{1,64}", one) for one in ids)
    for cell in NOTEBOOK["cells"]:
        assert cell["cell_type"] in ("markdown", "code")
        assert all(isinstance(line, str) for line in cell["source"])
        if cell["cell_type"] == "code":
            assert (cell["outputs"], cell["execution_count"]) == ([], None)


@pytest.fixture(scope="module")
def toured() -> dict[str, Any]:
    """The names after all cells, run in order; each after the imports has drawn something."""
    names: dict[str, Any] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MPLBACKEND", "agg")
        for number, cell in enumerate(CODE):
            exec(cell, names)
            figures = [names["plt"].figure(at) for at in names["plt"].get_fignums()]
            assert len(figures) == (number > 0)
            for figure in figures:
                figure.canvas.draw()
                assert all(axes.has_data() for axes in figure.axes)
            names["plt"].close("all")
    return names


def test_the_oracle_ends_at_the_heart_and_the_other_at_a_preset(toured: dict[str, Any]) -> None:
    """`walk` is that of the posterior mean, which was last."""
    assert np.array_equal(toured["walk"][0].x0_hat > 0, toured["presets"][5] > 0)


def test_an_order_more_is_a_steeper_line(toured: dict[str, Any]) -> None:
    slopes = {}
    for name, points in toured["errors"].items():
        calls, errors = np.log(points).T
        slopes[name] = -np.polyfit(calls, errors, 1)[0]
    assert slopes["ddim"] == pytest.approx(1, abs=0.1)
    assert min(slopes["heun"], slopes["dpmpp_2m"]) > 1.4


def test_the_learner_draws_what_it_is_asked_for(toured: dict[str, Any]) -> None:
    judge = Judges.load().plain
    right = {w: judge.recognises(x > 0, "cat", "striped").sum() for w, x in toured["ends"].items()}
    assert right[0] <= 2
    assert min(right[1], right[8]) >= 5
