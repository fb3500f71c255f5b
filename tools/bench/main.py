"""Run from the command line (`make bench`): print every benchmark's table."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "py"), str(ROOT / "tools")]

from bench import order  # noqa: E402


def main() -> None:
    """Print the tables."""
    for line in order.report():
        print(line)


if __name__ == "__main__":
    main()
