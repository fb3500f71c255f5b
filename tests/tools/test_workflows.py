"""GitHub's workflows: what is deployed is what was tested, and what they run exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = {path.stem: path.read_text("utf-8") for path in (ROOT / ".github/workflows").iterdir()}
TARGETS = set(re.findall(r"(?m)^(\w+):(?!=)", (ROOT / "Makefile").read_text("utf-8")))


def test_only_what_passed_is_deployed() -> None:
    test, deploy = WORKFLOWS["site"].split("\n  test:\n")[1].split("\n  deploy:\n")
    assert "- run: make test\n" in test
    assert test.index("run: make test") < test.index("uses: actions/upload-pages-artifact@")
    assert "\n    needs: test\n" in f"\n{deploy}"
    assert "run:" not in deploy  # it builds nothing anew
    assert [name for name, text in WORKFLOWS.items() if "deploy-pages" in text] == ["site"]


@pytest.mark.parametrize("name", ["site", "nightly"])
def test_what_they_run_is_in_the_makefile(name: str) -> None:
    commands = re.findall(r"run: make (\w+)", WORKFLOWS[name])
    assert commands
    assert set(commands) <= TARGETS
