"""Installing the other browsers: only what is missing, only where we may."""

import os
import platform
import subprocess

import pytest

import apt
import browsers


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """A Debian with Firefox alone; apt-get can install but one of the others."""
    here = {"firefox-esr", "geckodriver"}
    needed = {name: lambda name=name: name if name in here else None for name in browsers.NEEDED}
    monkeypatch.setattr(browsers, "NEEDED", needed)
    monkeypatch.setattr(apt, "is_debian", lambda: True)
    monkeypatch.setattr(apt, "install", lambda *names: here.update(set(names) - {"xvfb"}))
    return here


@pytest.mark.parametrize(
    ("root", "status", "absent"), [(True, 1, ["xvfb"]), (False, 0, ["webkit2gtk-driver", "xvfb"])]
)
def test_it_installs_as_root_alone(
    installed: set[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    root: bool,
    status: int,
    absent: list[str],
) -> None:
    monkeypatch.setattr(apt, "allowed", lambda: root)
    assert browsers.main() == status
    assert browsers.missing() == absent
    assert ", ".join(absent) in capsys.readouterr().err


def test_nothing_is_said_when_nothing_is_missing(
    installed: set[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(apt, "install", lambda *_: pytest.fail("all is here"))
    installed.update(browsers.NEEDED)
    assert browsers.main() == 0
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(
    (os.uname().sysname, platform.machine()) != ("Linux", "x86_64"), reason="not packed for this"
)
def test_firefox_has_a_driver() -> None:
    driver = browsers.geckodriver()
    assert driver is not None
    assert "geckodriver" in subprocess.check_output([driver, "--version"], text=True)
