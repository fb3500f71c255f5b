"""Run from the command line (`make bench`): print every benchmark's table, and write the numbers.

What is compared is measured in turn, in one run: machines differ, and one machine differs from
hour to hour.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "py"), str(ROOT / "tools")]

from bench import answer, endurance, order, rest, start, steps, training  # noqa: E402
from bench.pages import BUILT  # noqa: E402

Report = Callable[[int, dict[str, Any]], Iterator[str]]
PARTS: dict[str, Report] = {
    "start": start.report,
    "answer": answer.report,
    "steps": steps.report,
    "endurance": endurance.report,
    "rest": rest.report,
    "order": order.report,
    "training": training.report,
}


def main(arguments: list[str] | None = None) -> None:
    """Print the tables of the parts that are asked for, or of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="*", choices=[*PARTS, []], help="all, if none is named")
    parser.add_argument("--rounds", type=int, default=5, help="how often each thing is measured")
    options = parser.parse_args(arguments)
    numbers: dict[str, Any] = {}
    for part in options.part or PARTS:
        numbers[part] = {}
        for line in PARTS[part](options.rounds, numbers[part]):
            print(line, flush=True)
        print()
    BUILT.mkdir(parents=True, exist_ok=True)
    out = BUILT / "bench.json"
    out.write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")
    print(f"The numbers are in {out.relative_to(ROOT)}.")


if __name__ == "__main__":
    main()
