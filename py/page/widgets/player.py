"""Time: which way it runs, how fast, and where it stops."""

from __future__ import annotations

STEPS_PER_SECOND = 8.0
SHORTEST_PASS_S = 2.5
LONGEST_PASS_S = 10.0
# After a pause of the browser (another tab, a slow frame) time goes on where it was.
LONGEST_TICK_MS = 100.0


class Player:
    """Moves a timestep by itself in one direction: +1 is forward, -1 reverse, 0 is rest."""

    def __init__(self) -> None:
        self.speed = 1.0
        self.direction = 0
        self._pace = 1.0
        self._last: float | None = None
        self._saved = 0.0

    def play(self, direction: int, at_once: bool = True, pace: float = 1.0) -> None:
        """Run in `direction` (+1 or -1) from the next tick on, at `pace` times the usual speed.

        The first step comes with the first tick, so that a press is answered `at_once`, unless
        the picture to start from has to be seen first.
        """
        self.direction = direction
        self._pace = pace
        self._last = None
        self._saved = 1.0 if at_once else 0.0

    def stop(self) -> None:
        """Rest."""
        self.direction = 0

    def tick(self, now_ms: float, t: int, steps: int) -> int:
        """The timestep at time `now_ms`, coming from t in 0 … steps; rests at either end.

        A short schedule runs slower and a long one faster, so that at speed 1 a pass takes between
        SHORTEST_PASS_S and LONGEST_PASS_S (less the first step, where that comes at once).
        """
        if not self.direction:
            return t
        since = 0.0 if self._last is None else now_ms - self._last
        elapsed = min(max(since, 0.0), LONGEST_TICK_MS)
        self._last = now_ms
        rate = max(min(STEPS_PER_SECOND, steps / SHORTEST_PASS_S), steps / LONGEST_PASS_S)
        self._saved += elapsed / 1000.0 * rate * self.speed * self._pace
        whole = int(self._saved)
        self._saved -= whole
        t = min(steps, max(0, t + self.direction * whole))
        if t == (steps if self.direction > 0 else 0):
            self.stop()
        return t
