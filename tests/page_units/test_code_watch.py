"""Code that never ends is ended, and one step that nobody could stop is not begun."""

from __future__ import annotations

import sys
import time
from types import ModuleType

import pytest

from page.code import watch
from page.code.running import run
from page.code.watch import Endless
from page.state.yours import Broken

ENDLESS = (
    "while True: pass",
    "for _ in iter(int, 1): pass",
    "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
    "while True:\n    try:\n        while True: pass\n    finally:\n        continue",
    "import itertools\nsum(itertools.count())",
    "import itertools\n[*itertools.repeat(1)]",
    "import itertools\nlist(map(str, itertools.count()))",
    "import itertools\nlist(filter(None, itertools.repeat(0)))",
    "import itertools\n-1 in itertools.count()",
    "import itertools\nfirst, *rest = itertools.count()",
    "import itertools\n' '.join(itertools.repeat('a'))",
    "[0 for _ in iter(int, 1)]",
    "all(1 for _ in iter(int, 1))",
    "{x: 1 for x in iter(int, 1)}",
    "def generate():\n    while True: yield 1\nsum(generate())",
    "def up(n):\n    return up(n - 1) + up(n - 1) if n else 1\nup(60)",
    "up = lambda n: up(n - 1) + up(n - 1) if n else 1\nup(60)",
    "def down():\n    try: down()\n    except RecursionError: down()\ndown()",
    "class Endless:\n    while True: pass",
)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three seconds are a visitor's; a test takes less."""
    monkeypatch.setattr(watch, "LIMIT_S", 0.05)


@pytest.mark.parametrize("text", ENDLESS)
def test_what_never_ends_is_ended(text: str) -> None:
    begun = time.perf_counter()
    with pytest.raises(Broken) as broken:
        run(text, "", {})
    assert isinstance(broken.value.__cause__, (Endless, RecursionError))
    assert time.perf_counter() - begun < 5
    assert 1 <= broken.value.line <= text.count("\n") + 1


TOO_LARGE = (
    "10 ** 10 ** 10",
    "pow(7, 10 ** 9)",
    "1 << 10 ** 9",
    "'a' * 10 ** 10",
    "[0] * 10 ** 10",
    "x = [0]\nx *= 10 ** 10",
    "list(range(10 ** 9))",
    "bytes(10 ** 10)",
    "np.zeros((10 ** 5, 10 ** 5))",
    "np.ones(10 ** 9)",
    "np.full(shape=(10 ** 9,), fill_value=0)",
    "np.arange(10 ** 10)",
    "np.arange(0, 1, 1e-12)",
    "np.linspace(0, 1, 10 ** 10)",
    "np.eye(10 ** 5)",
    "np.repeat(np.zeros(1000), 10 ** 6)",
    "np.zeros(1000).repeat(10 ** 6)",
    "np.tile(np.zeros(1000), (1000, 100))",
    "np.outer(np.zeros(10 ** 4), np.zeros(10 ** 4))",
    "a = np.zeros(10 ** 4)\na[:, None] * a",
    "a = np.zeros(10 ** 4)\nnp.add(a[:, None], a)",
    "a = np.zeros((2000, 2000))\na @ a",
    "a = np.zeros((2000, 2000))\na.dot(a)",
    "a = np.zeros((200, 200))\nnp.einsum('ab,cd,ef->', a, a, a)",
    "np.linalg.inv(np.zeros((4000, 4000)))",
    "NoiseSource(0).normal((10 ** 5, 10 ** 5))",
    "exec('while True: pass')",
    "import time\ntime.sleep(100)",
)


@pytest.mark.parametrize("text", TOO_LARGE)
def test_one_step_that_is_far_too_large_is_refused(text: str) -> None:
    with pytest.raises(Broken, match="TooLarge") as broken:
        run(f"import numpy as np\nfrom unerase import NoiseSource\n{text}", "", {})
    assert broken.value.line == 3 + text.count("\n")


def test_what_is_not_too_large_gives_what_it_gives_without_a_watch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = '''
from __future__ import annotations
import dataclasses, functools, itertools
import numpy as np
@dataclasses.dataclass
class Point:
    x: int
    y: "int" = 3
    def __add__(self, other: Point) -> Point:
        return Point(self.x + other.x, self.y + other.y)
class Child(Point):
    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.z = self.x ** 2
def generate(n):
    """Counts."""
    sent = yield from range(n)
    return sent
def total(*numbers, scale=lambda: 2, **_more):
    count = 0
    for number in numbers:
        count += number
    else:
        count *= scale()
    return count
found = {
    "sum": sum(generate(5)),
    "next": [next(it) for it in [iter([1, 2])] for _ in range(2)],
    "child": (Child(2) + Point(1), Child(3).z),
    "total": total(*[1, 2], *(x for x in (3,)), **{"a": 1}),
    "in": 3 in (x for x in range(5)), "chain": 1 < 2 in [2],
    "matrix": (np.eye(3) @ np.arange(3)).tolist(), "power": 2 ** -1, "mod": "%s %d" % ("a", 1),
    "format": f"{total(1):>3}", "sorted": sorted({3, 1, 2}, key=lambda x: -x),
    "nested": [[a * b for a in range(3)] for b in range(2)],
    "slices": [*itertools.islice(itertools.count(2), 3)], "repeat": [*itertools.repeat(1, 2)],
    "reduce": functools.reduce(lambda a, b: a - b, [1, 2, 3]), "bytes": bytes(3), "list": [0] * 3,
    "random": np.random.default_rng(1).normal(size=2).tolist(),
    "unpacked": (lambda pair: [(b, a) for a, b in [pair]])((1, 2)),
}
first, *rest = (n for n in range(4))
matched = next(m for m in [1] if m)
'''
    mine = vars(run(text, "", {}))
    module = ModuleType("your_code")
    monkeypatch.setitem(sys.modules, module.__name__, module)  # for dataclasses
    exec(compile(text, "plain", "exec"), vars(module))
    plain = vars(module)
    assert str(mine["found"]) == str(plain["found"])
    assert (mine["first"], mine["rest"], mine["matched"]) == (0, [1, 2, 3], 1)
    assert mine["generate"].__doc__ == "Counts."


def test_a_slice_has_its_time_anew_and_a_slice_within_it_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = iter([0.0, 0.04, 0.06, 10.0, 10.04])
    monkeypatch.setattr(time, "perf_counter", lambda: next(clock))
    with watch.slice_of_time():  # until 0.05
        assert watch.tick()  # at 0.04
        with watch.slice_of_time(), pytest.raises(Endless):
            watch.tick()  # at 0.06
    with watch.slice_of_time():  # from 10 on
        assert watch.tick()
