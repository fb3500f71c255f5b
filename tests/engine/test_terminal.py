"""`python -m unerase`: the picture in the terminal is the engine's, and what goes wrong is said."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from learner.evaluate import Judges
from unerase import terminal
from unerase.__main__ import main
from unerase.presets import preset, preset_names
from unerase.samplers import SAMPLERS
from unerase.schedules import SCHEDULES
from unerase.shapes import KINDS, STYLES

PY = Path(__file__).resolve().parents[2] / "py"
HALVES = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")


def cells(printed: str, t: int) -> NDArray[np.bool_]:
    """The picture below the caption of step t, 32 × 32, as bits."""
    lines = printed.splitlines()
    row, column = next(
        (row, line.index(f"t = {t},")) for row, line in enumerate(lines) if f"t = {t}," in line
    )
    text = [line[column : column + 32].ljust(32) for line in lines[row + 1 : row + 17]]
    halves = np.array([[HALVES[character] for character in line] for line in text])
    return np.asarray(halves.transpose(0, 2, 1).reshape(32, 32).astype(bool))


@pytest.mark.parametrize("name", preset_names())
def test_the_oracle_ends_at_the_preset_cell_for_cell(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([name]) == 0
    printed = capsys.readouterr().out
    assert np.array_equal(cells(printed, 0), preset(name))
    assert 0.3 < (cells(printed, 20) != preset(name)).mean() < 0.7


def test_what_is_no_preset_is_drawn_by_the_learner(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["crown"]) == 0
    printed = capsys.readouterr().out
    kinds, _ = Judges.load().plain.names(cells(printed, 0)[np.newaxis])
    assert KINDS[kinds[0]] == "crown"


@pytest.mark.parametrize("columns", [1, 20, 40, 80, 200])
def test_it_fits_the_terminal(
    columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    main(["cat"])
    *pictures, _names = capsys.readouterr().out.splitlines()
    drawn = [line for line in pictures if not line.startswith("t =")]
    assert columns / 2 - 4 <= max(map(len, drawn)) <= columns


def test_greys_are_for_terminals_that_want_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main([])
    assert "\033" not in capsys.readouterr().out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    main([])
    assert "\033[38;5;" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    main([])
    assert "\033" not in capsys.readouterr().out


def test_ink_is_darker_than_grey_and_grey_than_paper() -> None:
    (line,) = terminal.lines_of(np.array([[1, 0], [-1, 9]], np.float32), greys=True)
    ink, paper, middle, deep = (int(one) for one in re.findall(r"[34]8;5;(\d+)", line))
    assert 232 <= deep < ink < middle < paper <= 255


def test_every_step_is_played_in_the_place_of_the_one_before(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(terminal, "STEP_SECONDS", 0)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    main(["moon", "--animate", "--steps", "5"])
    first, *others = capsys.readouterr().out.split("\033[17A")
    assert first.startswith("t = 5,")
    assert [int(step[4]) for step in others] == [4, 3, 2, 1, 0]


def test_help_tells_every_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "2000")
    with pytest.raises(SystemExit, match=r"^0$"):
        main(["--help"])
    told = set(re.findall(r"[\w-]+", capsys.readouterr().out))
    assert {*preset_names(), *KINDS, *STYLES, *SCHEDULES, *SAMPLERS} <= told


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["hart"], "drawing was 'hart'; it must be one of heart, star,"),
        (["crown", "--denoiser", "oracle"], "'crown'; it must be one of heart, star,"),
        (["--denoiser", "orcle"], "'orcle'; it must be one of oracle,"),
        (["umbrella", "--denoiser", "learner"], "'umbrella'; it must be one of circle,"),
        (["--style", "dashed"], "'dashed'; it must be one of filled,"),
        (["--schedule", "line"], "'line'; it must be one of linear,"),
        (["--sampler", "euler"], "'euler'; it must be one of "),
        (["--steps", "0"], "steps was 0; it must be a whole number from 1"),
        (["--seed", "-1"], "seed was -1; it must be a whole number from 0"),
    ],
)
def test_wrong_values_are_told_the_right_ones(
    given: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match=r"^2$"):
        main(given)
    usage, message = capsys.readouterr().err.splitlines()
    assert usage == "usage: python -m unerase [drawing] [options]"
    assert said in message


def started(encoding: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "unerase", "ring"],
        env=os.environ | {"PYTHONPATH": str(PY), "PYTHONIOENCODING": encoding},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_a_reader_may_leave_early() -> None:
    with started("utf-8") as walking:
        assert walking.stdout
        assert walking.stderr
        walking.stdout.close()
        assert walking.stderr.read() == b""
    assert walking.returncode == 0


def test_an_encoding_without_blocks_is_named() -> None:
    with started("ascii") as walking:
        out, err = walking.communicate()
    assert (walking.returncode, out) == (1, b"")
    assert err == b"ascii has no blocks to draw with: set PYTHONIOENCODING=utf-8\n"
