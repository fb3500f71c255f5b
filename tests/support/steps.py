"""How long steps take, where other work may run beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from playwright.sync_api import Page

MOST_RUNS = 20
Times = Mapping[str, Sequence[float]]


OBSERVE = """() => {
    const seen = [];
    const note = steps => {
        for (const { name, duration, detail } of steps)
            if (name === 'step') seen.push([duration, detail.figure, detail.denoiser]);
    };
    const observer = new PerformanceObserver(list => note(list.getEntries()));
    observer.observe({ type: 'measure' });
    globalThis.endObserving = () => {
        note(observer.takeRecords());
        observer.disconnect();
        return seen;
    };
}"""


@contextmanager
def observed(page: Page, figure: str) -> Iterator[dict[str, list[float]]]:
    """The steps of a figure that are made in the block, by denoiser: ms each, in their order.

    There when the block has ended. The page itself keeps only the latest measures.
    """
    found: dict[str, list[float]] = {}
    page.evaluate(OBSERVE)
    yield found
    for ms, of, denoiser in page.evaluate("endObserving()"):
        if of == figure:
            found.setdefault(denoiser, []).append(ms)


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
