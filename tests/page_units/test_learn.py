"""The figure "Learn" without a browser: who sees what, runs in slices, verdicts, words."""

from __future__ import annotations

import math
from contextlib import nullcontext
from dataclasses import replace

import numpy as np
import pytest

from page.denoisers.trained import TrainedHere
from page.figures.learn import words
from page.figures.learn.cloud import CloudRun
from page.figures.learn.curves import bar, chart_of
from page.figures.learn.drawings import DrawingsRun, Errors, dealt
from page.figures.learn.pace import Pace
from page.figures.learn.scene import begin
from page.figures.learn.settings import SHEETS, LearnSettings
from page.figures.learn.sheets import judged
from page.state.points import pack
from page.state.shelf import LETTERS, Shelf
from page.state.subject import DEFAULT_SUBJECT
from unerase import to_signal
from unerase.scatter import nearest_distance
from unerase.training import Error


def shelf(size: int) -> Shelf:
    return Shelf("own", LETTERS.sketches[:size])


def run(seed: int = 3, sees: str = "10") -> DrawingsRun:
    return DrawingsRun(LETTERS, sees, 32, seed, nullcontext)


def trained(made: DrawingsRun, steps: int) -> DrawingsRun:
    assert made.advance(steps, lambda: True)
    return made


def test_the_same_sketches_are_kept_aside_however_many_may_be_seen() -> None:
    found = {sees: dealt(LETTERS, sees, 5) for sees in ("10", "30", "90")}
    for sees, (seen, aside) in found.items():
        assert len(seen.sketches) == int(sees)
        assert np.array_equal(aside, found["90"][1])
        assert len(aside) == 18
        assert not {bits.tobytes() for bits in seen.examples} & {one.tobytes() for one in aside}
    whole, none = dealt(LETTERS, "all", 5)
    assert (len(whole.sketches), len(none)) == (108, 0)
    assert not np.array_equal(dealt(LETTERS, "90", 6)[1], found["90"][1])


@pytest.mark.parametrize(("size", "aside"), [(3, 0), (4, 0), (5, 1), (12, 2), (40, 6)])
def test_a_small_shelf_spares_what_it_can(size: int, aside: int) -> None:
    seen, kept = dealt(shelf(size), "90", 1)
    assert (len(seen.sketches), len(kept)) == (size - aside, aside)


def test_a_shelf_that_can_spare_none_says_so() -> None:
    few = DrawingsRun(shelf(3), "90", 32, 1, nullcontext)
    assert words.seen_words(few) == (
        "sees 3 sketches; none is kept aside; a shelf of fewer than 5 has none to spare"
    )
    trained(few, 20)
    assert words.readings(few)["unseen"] == "–"
    assert [one.key for one in chart_of(few).series] == ["learned"]
    assert words.seen_words(run()) == "sees 10 sketches; 18 kept aside"


def test_slices_make_the_same_as_one_go() -> None:
    """A clock that runs out after every slice; training never goes beyond the goal."""
    one, other = trained(run(), 21), run()
    for goal in (3, 20, 21):
        looks = 0
        while not other.advance(goal, iter((True, False)).__next__):
            assert other.steps <= goal
            looks += 1
        assert other.steps == goal
        assert looks > 10
    for a, b in zip(
        one.training.network.parameters, other.training.network.parameters, strict=True
    ):
        assert np.array_equal(a, b)
    assert one.marks == other.marks != {}
    assert one.limits == other.limits != {}


def test_it_is_measured_where_it_draws_and_ends_with_the_last_sheet() -> None:
    assert set(SHEETS) < set(DrawingsRun.MARKS)
    assert run().last == SHEETS[-1]
    made = trained(run(), 100)
    assert list(made.sheets) == [50, 100]
    for asked, step in ((50, 50), (99, 50), (100, 100), (12_800, 100)):
        shown = made.sheet(asked)
        assert shown
        assert shown == (step, made.sheets[step])
    assert made.sheet(49) is None


def test_verdicts_go_by_the_sketches_that_were_seen() -> None:
    seen = shelf(4)
    pictures = np.stack([seen.examples[2]] * 5)
    flat = pictures.reshape(5, -1)
    for i, off in enumerate((0, 8, 9, 40, 41)):
        flat[i, :off] *= -1
    grey = np.zeros((1, 32, 32), np.float32)
    sheet = judged(np.concatenate((pictures, grey)), seen)
    assert [one.verdict for one in sheet.made] == ["copy", "copy", "close", "close", "new", "blur"]
    assert sheet.shares == {"blur": 1, "new": 1, "close": 2, "copy": 2}
    name = seen.sketches[2].name
    assert [one.words for one in sheet.made][::2] == [
        f"copy: {name}, exact match",
        f"close: nearest {name}, 9 cells off",
        f"new: nearest {name}, 41 cells off",
    ]
    assert words.shares_words(sheet) == "1 blur, 1 new, 2 close, 2 copy"
    widths = [part.split('width="')[1].split('"')[0] for part in bar(sheet).split("<rect")[1:]]
    assert widths == ["1", "1", "2", "2"]
    assert sheet.row.shape == (32, 6 * 32 + 5 * 4)


def error(mean: float) -> Error:
    return Error(mean, 0.01)


def told(shelf_error: float, unseen: tuple[float, ...] = (0.4,), copied: int = 0) -> str:
    made = run()
    made.limits = {
        name: Errors(error(mean), error(0.5))
        for name, mean in (("mean", 0.44), ("averager", 0.23), ("memoriser", 0.17))
    }
    pictures = [LETTERS.examples[0]] * copied + [
        to_signal(np.indices((32, 32)).sum(axis=0) % 2 == 0)
    ] * (12 - copied)
    made.sheets[50] = judged(np.stack(pictures), Shelf("seen", LETTERS.sketches[:1]))
    made.steps = 50 * len(unseen)
    for i, each in enumerate(unseen, 1):
        made.marks[50 * i] = Errors(error(shelf_error), error(each))
    return words.now_words(made)


def test_it_says_what_it_has_learned_by_now() -> None:
    assert words.now_words(run()) == words.FIRST
    assert "worse than the mean picture" in told(0.60)
    assert "almost the mean picture" in told(0.43)
    assert "better than the mean picture" in told(0.30)
    assert "almost the averager’s answer" in told(0.235)
    assert "Hardly any of its drawings is a copy" in told(0.21)
    assert "begins to draw copies" in told(0.21, copied=3)
    assert "by heart" in told(0.19, copied=6)
    assert "lowest" not in told(0.21, (0.40, 0.33, 0.331))
    assert "lowest after 100 steps (0.330) and has risen to 0.360" in told(0.21, (0.40, 0.33, 0.36))


def test_only_a_slow_device_is_told_to_wait() -> None:
    pace = Pace()
    for steps in range(10):
        assert pace.ms is None or steps > 5
        pace.count(100 + steps, 1000.0 + 500.0 * steps)
    assert pace.ms == 500
    assert words.wait_words(400, 25) == ""
    assert words.wait_words(400, 500) == ("On this device the next sheet takes about 3 minutes.")


def test_what_was_trained_is_compared_with_what_it_has_seen() -> None:
    made = trained(run(), 1)
    network = TrainedHere(made.trained, made.seen)
    assert network.seen is made.seen
    made.advance(2, lambda: True)
    assert not np.array_equal(
        made.trained.network.weights[0],
        network.denoiser.network.weights[0],  # type: ignore[attr-defined]
    )


def test_points_of_ones_own_are_learned() -> None:
    """Three in a row: what is drawn comes to them, and not to the two moons."""
    row = np.array([[-2, 0], [0, 0], [2, 0]], dtype=np.float32)
    subject = replace(DEFAULT_SUBJECT, points=pack(row))
    made = begin(LearnSettings(what="points"), subject, nullcontext)
    assert isinstance(made, CloudRun)
    assert set(words.cloud_readings(made).values()) == {"0", "–"}
    assert made.advance(400, lambda: True)
    made.renew()
    made.walk_on(0, lambda: True)
    assert nearest_distance(made.samples(0), row).mean() < 0.25
    # Of the exact samples: the mean of a Rayleigh distribution, bandwidth·sqrt(π/2).
    exact = float(words.cloud_readings(made)["exact-distance"])
    assert exact == pytest.approx(0.1 * math.sqrt(math.pi / 2), abs=0.02)
