"""How long steps take, where other work may run beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

MOST_RUNS = 20
Times = Mapping[str, Sequence[float]]


def least_times(run: Callable[[], Times], budget_ms: float) -> dict[str, list[float]]:
    """By denoiser: each step's least time in ms, sorted, of one run or more equal ones.

    Other work on the machine can only add to a time: while one is over the budget, there is another
    run, up to MOST_RUNS. A step that is really too slow is so in all of them.
    """
    runs: list[Times] = []
    while True:
        runs.append(run())
        least = {
            name: sorted(map(min, zip(*(each[name] for each in runs), strict=True)))
            for name in runs[0]
        }
        if len(runs) == MOST_RUNS or all(times[-1] < budget_ms for times in least.values()):
            return least
