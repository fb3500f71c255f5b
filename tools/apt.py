"""Install packages of the distribution, where we may."""

import os
import shutil
import sys
from pathlib import Path

from commands import attempt

LIMIT = 600.0


def allowed() -> bool:
    """Whether apt-get is here and we are root."""
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def is_debian() -> bool:
    """Whether this is Debian itself, not a relative."""
    try:
        lines = Path("/etc/os-release").read_text("utf-8").splitlines()
    except OSError:
        return False
    return "ID=debian" in lines


def install(*packages: str) -> None:
    """Install `packages`; needs root. Look for their programs afterwards: this reports nothing."""
    print(f"Installing {', '.join(packages)} ...", file=sys.stderr)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "--quiet=2", "--yes", "--no-install-recommends", *packages]
    for each in (["apt-get", "update", "--quiet=2"], command):
        attempt(each, limit=LIMIT, quiet=False, environment=environment)
