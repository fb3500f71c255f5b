"""Find a Chromium for the tests, or install one: `python tools/chromium.py --ensure`."""

import argparse
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

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
PACKAGES_LIMIT = 600.0


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


def runs(path: str) -> bool:
    """Whether `path` starts: a name alone may be a stub that only points to a shop."""
    if not os.access(path, os.X_OK):
        return False
    return attempt([path, "--version"], limit=30, quiet=True)


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
    if shutil.which("apt-get") and os.geteuid() == 0:
        # Debian's own package is quick; elsewhere that name leads to a snap.
        installers.insert(0 if is_debian() else 1, install_by_apt)
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
    print("Installing the distribution's Chromium ...", file=sys.stderr)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "--quiet=2", "--yes", "--no-install-recommends", "chromium"]
    for command in (["apt-get", "update", "--quiet=2"], install):
        attempt(command, limit=PACKAGES_LIMIT, quiet=False, environment=environment)


def install_by_playwright() -> None:
    """Download Playwright's Chromium; where its host is out of reach, this may hang."""
    print("Downloading Playwright's Chromium ...", file=sys.stderr)
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    attempt(command, limit=DOWNLOAD_LIMIT, quiet=False)


def is_debian() -> bool:
    """Whether this is Debian itself, not a relative."""
    try:
        lines = Path("/etc/os-release").read_text("utf-8").splitlines()
    except OSError:
        return False
    return "ID=debian" in lines


def attempt(
    command: list[str],
    limit: float,
    quiet: bool,
    environment: dict[str, str] | None = None,
) -> bool:
    """Run `command`, and end it with its children after `limit` seconds; whether it succeeded."""
    # What it says goes to stderr: stdout carries the path, and nothing else.
    output = subprocess.DEVNULL if quiet else sys.stderr
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=environment,
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return process.wait(timeout=limit) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


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
