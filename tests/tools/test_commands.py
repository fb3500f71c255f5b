"""Commands that hang are ended, with all they started."""

import os
from pathlib import Path

import commands


def test_a_command_that_hangs_is_ended_with_its_children(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        hanging = ["sh", "-c", f"exec >{pipe}; echo; tail -f /dev/null & wait"]
        assert commands.attempt(hanging, limit=1, quiet=True) is False
        # The pipe ends only when the last of its writers has gone, the child included.
        os.set_blocking(reader, True)
        assert os.read(reader, 10) == b"\n"
        assert os.read(reader, 10) == b""
    finally:
        os.close(reader)
