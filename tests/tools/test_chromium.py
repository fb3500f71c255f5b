"""Finding a browser: the one asked for, then one that really starts."""

from pathlib import Path

import pytest

import chromium


def program(path: Path, body: str) -> str:
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without browsers but for those a test puts on its path."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("UNERASE_CHROMIUM", raising=False)
    monkeypatch.setattr(chromium, "MAC_APPS", ())
    monkeypatch.setattr(chromium, "playwrights_own", lambda: None)


@pytest.mark.usefixtures("nothing_else")
def test_the_one_asked_for_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "chromium", "exit 0")
    mine = program(tmp_path / "mine", "exit 0")
    monkeypatch.setenv("UNERASE_CHROMIUM", mine)
    assert chromium.find() == mine


@pytest.mark.usefixtures("nothing_else")
def test_the_one_asked_for_must_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "chromium", "exit 0")
    monkeypatch.setenv("UNERASE_CHROMIUM", str(tmp_path / "none"))
    assert chromium.find() is None
    with pytest.raises(SystemExit, match="UNERASE_CHROMIUM"):
        chromium.ensure()


@pytest.mark.usefixtures("nothing_else")
def test_a_stub_that_does_not_start_is_passed_over(tmp_path: Path) -> None:
    program(tmp_path / "chromium", "echo please install the snap; exit 1")
    real = program(tmp_path / "google-chrome", "exit 0")
    assert chromium.find() == real


@pytest.mark.usefixtures("nothing_else")
def test_playwrights_own_is_the_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = program(tmp_path / "own", "exit 0")
    monkeypatch.setattr(chromium, "playwrights_own", lambda: own)
    assert chromium.find() == own
    system = program(tmp_path / "chromium", "exit 0")
    assert chromium.find() == system


@pytest.mark.usefixtures("nothing_else")
def test_when_nothing_helps_one_line_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium, "install_by_apt", lambda: None)
    monkeypatch.setattr(chromium, "install_by_playwright", lambda: None)
    with pytest.raises(SystemExit) as raised:
        chromium.ensure()
    assert "install Chromium" in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.usefixtures("nothing_else")
def test_an_installed_one_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def install() -> None:
        program(tmp_path / "chromium", "exit 0")

    monkeypatch.setattr(chromium, "install_by_playwright", install)
    assert chromium.ensure() == str(tmp_path / "chromium")
