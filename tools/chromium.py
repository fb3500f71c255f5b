"""Find a Chromium for the tests, or install one: `python tools/chromium.py --ensure`."""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

import apt
from commands import attempt, runs

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_APPS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
ASK_PLAYWRIGHT = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as p: print(p.chromium.executable_path)"
)
DOWNLOAD_LIMIT = 180.0


def find() -> str | None:
    """The path of a Chromium that runs, or None. UNERASE_CHROMIUM goes before everything."""
    chosen = os.environ.get("UNERASE_CHROMIUM")
    if chosen:
        return chosen if runs(chosen) else None
    candidates = [path for name in NAMES if (path := shutil.which(name))]
    for candidate in [*candidates, *MAC_APPS]:
        if runs(candidate):
            return candidate
    own = playwrights_own()
    return own if own and runs(own) else None


def playwrights_own() -> str | None:
    """Where Playwright keeps its Chromium; asked in a process of its own, as it needs a loop."""
    asked = subprocess.run(
        [sys.executable, "-c", ASK_PLAYWRIGHT], capture_output=True, text=True, check=False
    )
    path = asked.stdout.strip()
    return path if asked.returncode == 0 and Path(path).is_file() else None


def ensure() -> str:
    """The path of a Chromium, installed now if need be; exits with one line when there is none."""
    chosen = os.environ.get("UNERASE_CHROMIUM")
    if chosen and not runs(chosen):
        sys.exit(f"unerase: UNERASE_CHROMIUM={chosen} does not run.")
    installers = [install_by_playwright]
    if apt.allowed():
        # Debian's own package is quick; elsewhere that name leads to a snap.
        installers.insert(0 if apt.is_debian() else 1, install_by_apt)
    path = find()
    for install in installers:
        if path:
            break
        install()
        path = find()
    if not path:
        sys.exit(
            "unerase: the tests need a browser and none could be installed; install Chromium or "
            "Chrome, or name one: UNERASE_CHROMIUM=/path/to/chromium make test"
        )
    return path


def install_by_apt() -> None:
    """Install the distribution's Chromium; needs root."""
    apt.install("chromium")


def install_by_playwright() -> None:
    """Download Playwright's Chromium; where its host is out of reach, this may hang."""
    print("Downloading Playwright's Chromium ...", file=sys.stderr)
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    attempt(command, limit=DOWNLOAD_LIMIT, quiet=False)


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ensure", action="store_true", help="install one when there is none")
    options = parser.parse_args(arguments)
    path = ensure() if options.ensure else find()
    if not path:
        print("unerase: no Chromium was found.", file=sys.stderr)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
