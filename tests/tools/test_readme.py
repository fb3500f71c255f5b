"""The README's Python example does what it says, with nothing but the engine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_example_runs_forward_and_back(tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL)
    assert len([line for line in example.splitlines() if line.strip()]) <= 10
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", example],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "py")},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = ran.stdout.splitlines()
    assert len(lines) == 4 + 21
    assert lines[0].endswith("MSE vs clean 0.000")
    assert 1.8 < float(lines[3].split()[-1]) < 2.2
    assert lines[-1] == "reverse t= 0  MSE vs clean 0.000000"
