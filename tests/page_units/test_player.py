"""Time: 8 steps a second, a pass of 2.5 to 10 s, the first step at once, a rest at either end."""

from __future__ import annotations

import random

import pytest

from page.widgets.player import LONGEST_PASS_S, SHORTEST_PASS_S, STEPS_PER_SECOND, Player

FRAME_MS = 1000 / 60


def run(player: Player, t: int, steps: int, frame_ms: float = FRAME_MS) -> tuple[float, list[int]]:
    """Tick until the player rests: (milliseconds it took, every step that was shown)."""
    now, shown = 5000.0, [t]
    while player.direction:
        t = player.tick(now, t, steps)
        shown.append(t)
        now += frame_ms
        assert len(shown) < 1_000_000
    return now - frame_ms - 5000.0, shown


def test_at_rest_nothing_moves() -> None:
    player = Player()
    assert player.direction == 0
    assert [player.tick(now, 7, 20) for now in (0.0, 1000.0, 9e9)] == [7, 7, 7]


@pytest.mark.parametrize("direction", [+1, -1])
def test_ticks_worked_by_hand(direction: int) -> None:
    # 8 steps a second are 125 ms a step; 62.5 ms are half of one.
    player = Player()
    player.play(direction)
    t, shown = 10, []
    for now in (100.0, 162.5, 225.0, 287.5, 350.0):
        t = player.tick(now, t, 20)
        shown.append((t - 10) * direction)
    assert shown == [1, 1, 2, 2, 3]


@pytest.mark.parametrize(("direction", "first", "last"), [(+1, 0, 20), (-1, 20, 0)])
@pytest.mark.parametrize(("speed", "ms"), [(0.5, 4750), (1.0, 2375), (2.0, 1187.5), (4.0, 593.75)])
def test_a_pass_of_20_steps(direction: int, first: int, last: int, speed: float, ms: float) -> None:
    # The first step comes at once, 19 more at 8 a second and speed 1.
    player = Player()
    player.speed = speed
    player.play(direction)
    took, shown = run(player, first, 20)
    assert took == pytest.approx(ms, abs=FRAME_MS + 0.01)
    assert shown[1] == first + direction
    assert shown[-1] == last
    assert sorted(set(shown)) == list(range(21)), "no step is jumped over"
    assert shown == sorted(shown, reverse=direction < 0)


@pytest.mark.parametrize("steps", [80, 81, 200, 999, 1000])
@pytest.mark.parametrize("frame_ms", [1000 / 144, FRAME_MS, 50.0, 99.0])
def test_no_pass_takes_more_than_10_seconds(steps: int, frame_ms: float) -> None:
    player = Player()
    player.play(+1)
    took, shown = run(player, 0, steps, frame_ms)
    assert shown[-1] == steps
    assert 9_800 <= took <= 10_000 + frame_ms


@pytest.mark.parametrize("direction", [+1, -1])
def test_any_pass_takes_between_2_5_and_10_seconds(direction: int) -> None:
    assert (SHORTEST_PASS_S, STEPS_PER_SECOND, LONGEST_PASS_S) == (2.5, 8.0, 10.0)
    for steps in range(1, 1001):
        player = Player()
        player.play(direction, at_once=False)
        took, shown = run(player, 0 if direction > 0 else steps, steps, frame_ms=20.0)
        assert shown[-1] == (steps if direction > 0 else 0)
        assert 2500 <= took <= 10_000 + 20
        # 8 steps a second in between.
        assert took == pytest.approx(min(10_000, max(2500, steps * 125)), abs=20 + 0.01)


@pytest.mark.parametrize("steps", [2, 5, 19, 20, 21, 79, 80, 81, 200, 1000])
def test_at_once_saves_one_step(steps: int) -> None:
    player = Player()
    player.play(-1)
    took, _ = run(player, steps, steps, frame_ms=1.0)
    whole = min(10_000, max(2500, steps * 125))
    assert took == pytest.approx(whole * (steps - 1) / steps, abs=2)


@pytest.mark.parametrize(
    ("steps", "ms"), [(1, 2500), (2, 1250), (5, 500), (10, 250), (19, 2500 / 19)]
)
def test_a_short_schedule_runs_slower(steps: int, ms: float) -> None:
    # So long is every picture of it seen.
    player = Player()
    player.play(+1, at_once=False)
    _, shown = run(player, 0, steps, frame_ms=1.0)
    for t in range(steps):
        assert shown.count(t) == pytest.approx(ms, abs=3)


@pytest.mark.parametrize("pace", [0.25, 0.5, 2.0, 5.0])
@pytest.mark.parametrize("speed", [0.5, 1.0, 4.0])
@pytest.mark.parametrize("steps", [1, 7, 20, 50, 1000])
def test_the_pace_multiplies(pace: float, speed: float, steps: int) -> None:
    player = Player()
    player.speed = speed
    player.play(+1, at_once=False, pace=pace)
    took, _ = run(player, 0, steps, frame_ms=5.0)
    usual = min(10_000, max(2500, steps * 125))
    assert took == pytest.approx(usual / speed / pace, abs=5 + 0.01)


def test_the_pace_holds_for_one_play_only() -> None:
    player = Player()
    player.play(+1, at_once=False, pace=5.0)
    assert player.tick(0.0, 0, 20) == 0
    assert player.tick(50.0, 0, 20) == 2
    player.play(-1, at_once=False)
    assert player.tick(60.0, 10, 20) == 10
    assert player.tick(150.0, 10, 20) == 10
    assert player.tick(185.0, 10, 20) == 9  # 125 ms a step again


def test_in_between_8_steps_a_second() -> None:
    player = Player()
    player.play(-1)
    took, _ = run(player, 9, 40)
    assert took == pytest.approx(1000, abs=FRAME_MS + 0.01)  # 1 at once, 8 in a second


@pytest.mark.parametrize(("direction", "end"), [(+1, 20), (-1, 0)])
def test_it_rests_at_the_end(direction: int, end: int) -> None:
    player = Player()
    player.play(direction)
    assert player.tick(0.0, end - direction, 20) == end
    assert player.direction == 0
    assert player.tick(5000.0, end, 20) == end


@pytest.mark.parametrize(("direction", "end"), [(+1, 20), (-1, 0)])
def test_played_at_the_end_it_stays_and_rests(direction: int, end: int) -> None:
    player = Player()
    player.play(direction)
    assert player.tick(0.0, end, 20) == end
    assert player.direction == 0


@pytest.mark.parametrize(("direction", "before", "end"), [(+1, 997, 1000), (-1, 3, 0)])
def test_it_does_not_run_over_the_end(direction: int, before: int, end: int) -> None:
    player = Player()
    player.speed = 4.0
    player.play(direction)
    t = player.tick(0.0, before, 1000)
    assert player.direction == direction
    assert player.tick(90.0, t, 1000) == end  # 36 steps, of which 2 are left
    assert player.direction == 0


def test_after_a_long_pause_time_goes_on_where_it_was() -> None:
    player = Player()
    player.play(+1)
    assert player.tick(0.0, 0, 20) == 1
    assert player.tick(60_000.0, 1, 20) == 1  # counts as 100 ms, which is 0.8 steps
    assert player.tick(60_030.0, 1, 20) == 2  # and 0.24 more
    assert player.direction == +1


def test_a_long_pause_of_a_long_schedule_is_10_steps() -> None:
    player = Player()
    player.play(-1)
    assert player.tick(0.0, 1000, 1000) == 999
    assert player.tick(3_600_000.0, 999, 1000) == pytest.approx(989, abs=1)


def test_a_rest_is_not_made_up_for() -> None:
    player = Player()
    player.play(+1)
    t = player.tick(0.0, 0, 20)
    t = player.tick(99.0, t, 20)
    player.stop()
    assert player.tick(1000.0, t, 20) == t == 1
    player.play(+1)
    assert player.tick(1100.0, t, 20) == 2
    assert player.tick(1150.0, 2, 20) == 2


def test_turning_round_is_answered_at_once() -> None:
    player = Player()
    player.play(+1)
    assert player.tick(0.0, 5, 20) == 6
    assert player.tick(60.0, 6, 20) == 6
    player.play(-1)
    assert player.tick(70.0, 6, 20) == 5
    assert player.tick(160.0, 5, 20) == 5
    assert player.tick(200.0, 5, 20) == 4


@pytest.mark.parametrize(("direction", "first"), [(+1, 0), (-1, 20)])
def test_not_at_once_the_picture_to_start_from_is_seen_first(direction: int, first: int) -> None:
    # 8 steps a second are 125 ms a step: it is shown as long as any other.
    player = Player()
    player.play(direction, at_once=False)
    t, gone = first, []
    for now in (1000.0, 1062.5, 1124.0, 1125.0, 1187.5, 1250.0):
        t = player.tick(now, t, 20)
        gone.append((t - first) * direction)
    assert gone == [0, 0, 0, 1, 1, 2]


@pytest.mark.parametrize(("at_once", "ms"), [(True, 2375), (False, 2500)])
def test_a_pass_is_one_step_longer_when_it_does_not_begin_at_once(at_once: bool, ms: float) -> None:
    player = Player()
    player.play(-1, at_once=at_once)
    took, shown = run(player, 20, 20)
    assert took == pytest.approx(ms, abs=FRAME_MS + 0.01)
    assert sorted(set(shown), reverse=True) == list(range(20, -1, -1))


def test_not_at_once_forgets_what_was_saved_before() -> None:
    player = Player()
    player.play(+1)
    assert player.tick(0.0, 5, 20) == 6
    assert player.tick(99.0, 6, 20) == 6
    player.play(-1, at_once=False)
    assert player.tick(100.0, 6, 20) == 6
    assert player.tick(190.0, 6, 20) == 6
    assert player.tick(226.0, 6, 20) == 5


@pytest.mark.parametrize("direction", [+1, -1])
@pytest.mark.parametrize("at_once", [True, False])
def test_a_clock_that_goes_back_moves_nothing(direction: int, at_once: bool) -> None:
    player = Player()
    player.play(direction, at_once)
    t = player.tick(1000.0, 500, 1000)
    for now in (999.9, 900.0, 0.0, -5000.0):
        assert player.tick(now, t, 1000) == t
    assert player.direction == direction
    assert (player.tick(-4900.0, t, 1000) - t) * direction == 10  # and goes on from there


@pytest.mark.parametrize("direction", [+1, -1])
def test_no_tick_goes_against_its_direction(direction: int) -> None:
    dice = random.Random(6)
    for _ in range(300):
        player = Player()
        player.speed = dice.choice([0.5, 1.0, 2.0, 4.0])
        player.play(direction, dice.random() < 0.5, dice.choice([0.5, 1.0, 5.0]))
        steps = dice.choice([1, 20, 1000])
        now, t = 0.0, dice.randint(0, steps)
        for _ in range(30):
            now += dice.uniform(-50.0, 200.0)
            before, t = t, player.tick(now, t, steps)
            assert 0 <= t <= steps
            assert (t - before) * direction >= 0


def test_a_new_speed_holds_from_the_next_tick() -> None:
    player = Player()
    player.play(+1)
    assert player.tick(0.0, 0, 20) == 1
    player.speed = 2.0
    assert player.tick(62.5, 1, 20) == 2


def test_one_step_is_a_whole_way() -> None:
    player = Player()
    player.play(+1)
    assert run(player, 0, 1) == (0.0, [0, 1])
