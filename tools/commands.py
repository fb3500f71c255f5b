"""Run programs that may hang or not exist."""

import os
import signal
import subprocess
import sys


def attempt(
    command: list[str],
    limit: float,
    quiet: bool,
    environment: dict[str, str] | None = None,
) -> bool:
    """Run `command`, and end it with its children after `limit` seconds; whether it succeeded."""
    # What it says goes to stderr: stdout is for the caller's own answer.
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


def runs(path: str) -> bool:
    """Whether `path` starts: a name alone may be a stub that only points to a shop."""
    if not os.access(path, os.X_OK):
        return False
    return attempt([path, "--version"], limit=30, quiet=True)
