"""The scene, the own curve and the sentences of figure E."""

from __future__ import annotations

import json
import math
import re
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from page.figures.lab import editing
from page.figures.lab.curves import DASHES, chart_of, cursor_words, own_chart
from page.figures.lab.editing import Points, Refused
from page.figures.lab.poster import FACTS, default_lanes
from page.figures.lab.scene import Scene, finished
from page.figures.lab.settings import TABLE, LabSettings, in_order
from page.figures.lab.words import NAMES, own_words, readings
from page.state import curve, schedules
from page.state.subject import DEFAULT_SUBJECT, Subject
from page.widgets.charts.svg import DASHES as PATTERNS
from page.widgets.palette import ramp
from page.widgets.strip import HALVES, STOPS, strip
from unerase import NoiseSource, preset, to_signal
from unerase.pixels import pack_bits, to_bits, tone
from unerase.presets import preset_names

ROOT = Path(__file__).parents[2]
NORMAL = NormalDist()
REFERENCE = json.loads((ROOT / "tests/data/schedules.json").read_text(encoding="utf-8"))[
    "alpha_bar"
]
DOODLE = np.zeros((32, 32), dtype=bool)
DOODLE[3:9, 2:30] = DOODLE[20:30, 14:18] = True
LATE = curve.pack(np.array([[0, 100], [120, 40], [240, 20]]))  # still a picture at the end
OWN = Subject(pack_bits(DOODLE), 5, LATE)
ALL = LabSettings(shown=("linear", "cosine", "literal", "custom"))
START = editing.points_of(curve.DEFAULT_CURVE)


@pytest.mark.parametrize("subject", [DEFAULT_SUBJECT, OWN])
def test_every_lane_dissolves_the_same_drawing_in_the_same_noise(subject: Subject) -> None:
    lanes = finished(ALL, subject)
    eps = NoiseSource(subject.seed).normal((32, 32))
    for name, lane in lanes.items():
        alpha_bar = lane.schedule.alpha_bar
        if name in REFERENCE:
            assert np.allclose(alpha_bar, REFERENCE[name], rtol=1e-9)
        for t, x_t in enumerate(lane.noisy()):
            kept = alpha_bar[t]
            expected = math.sqrt(kept) * subject.x0 + math.sqrt(1 - kept) * eps
            assert np.allclose(x_t, expected, atol=1e-5)


def test_every_walk_starts_from_the_same_pure_noise() -> None:
    lanes = finished(ALL, OWN)
    start = NoiseSource(5, stream=ALL.walk).normal((32, 32))
    for lane in lanes.values():
        assert np.array_equal(lane.walked(20), start)
        assert np.array_equal(np.abs(lane.walked(0)) > 0.5, np.ones((32, 32), dtype=bool))
    others = finished(replace(ALL, walk=ALL.walk + 1), OWN)
    assert not np.array_equal(others["linear"].walked(20), start)


def test_a_schedule_that_stops_early_ends_in_pieces_and_zero_terminal_snr_mends_it() -> None:
    """Over many starts: the outlines of the literal betas are the longest, until they reach T."""

    def outlines(zero: bool) -> dict[str, float]:
        found = [
            {name: lane.outline() for name, lane in lanes.items()}
            for lanes in (
                finished(LabSettings(walk=walk, zero=zero), DEFAULT_SUBJECT)
                for walk in range(1, 25)
            )
        ]
        return {name: float(np.mean([one[name] for one in found])) for name in found[0]}

    plain, stretched = outlines(False), outlines(True)
    assert plain["literal"] > 1.25 * max(plain["linear"], plain["cosine"])
    assert stretched["literal"] < 1.05 * max(stretched["linear"], stretched["cosine"])
    # And so it is in what the visitor sees first.
    first = {name: lane.outline() for name, lane in default_lanes().items()}
    assert first["literal"] > 1.5 * max(first["linear"], first["cosine"])


def test_the_outline_counts_sides_between_unlike_cells() -> None:
    lane = default_lanes()["cosine"]
    ink = to_bits(lane.walked(0))
    counted = sum(
        ink[y, x] != ink[y + dy, x + dx]
        for y in range(32)
        for x in range(32)
        for dy, dx in ((0, 1), (1, 0))
        if y + dy < 32 and x + dx < 32
    )
    assert lane.outline() == counted


def test_the_verdict_is_about_what_is_left() -> None:
    lanes = finished(ALL, OWN)
    for name in ("linear", "cosine"):
        assert readings(lanes[name])["verdict"] == "noise"
    for name in ("literal", "custom"):
        assert readings(lanes[name])["verdict"] == "still a picture"
    literal = readings(lanes["literal"])
    assert literal["left"] == f"{100 * math.sqrt(REFERENCE['literal'][20]):.0f}%"
    assert literal["power"] == f"{REFERENCE['literal'][20]:.3f}"
    zero = finished(replace(ALL, zero=True), OWN)
    for lane in zero.values():
        assert readings(lane)["left"] == "0%"
        assert readings(lane)["verdict"] == "noise"
        assert readings(lane)["detector"] == "50%"
        assert lane.schedule.alpha_bar[1] > 0
    left = math.sqrt(1 / (1 + math.exp(-2)))  # log-SNR 2 at the end
    assert own_words(lanes["custom"].schedule).startswith(f"At T, {100 * left:.0f}% of the signal")


def test_a_walk_is_made_in_pieces_and_only_what_has_changed_is_made_again() -> None:
    scene = Scene()
    scene.use(ALL, OWN)
    lanes, steps = scene.lanes, 0
    while not scene.walk_on(iter((True, False)).__next__):  # one step each time
        steps += 1
    assert steps == 4 * 21 - 1  # the last one is answered with True
    other = Subject(OWN.drawing, OWN.seed, curve.DEFAULT_CURVE)
    scene.use(replace(ALL, timestep=7, scale="snr"), other)
    same = [name for name in lanes if scene.lanes[name] is lanes[name]]
    assert same == ["linear", "cosine", "literal"]
    assert not scene.walk_on(lambda: False)


def test_the_strips_hold_the_stops() -> None:
    table = ramp("#ffffff", "#000000")
    noisy = default_lanes()["linear"].noisy()
    early, late = (strip(noisy[[*stops]], table) for stops in HALVES.values())
    assert early.shape == (32, 202, 4)
    assert late.shape == (32, 168, 4)
    for i, t in enumerate(STOPS):
        picture = early[:, 34 * i :] if i < 6 else late[:, 34 * (i - 6) :]
        assert np.array_equal(picture[:, :32], table[tone(noisy[t])])
    assert (early[:, 32:34, 3] == 0).all()


def test_the_charts() -> None:
    lanes = finished(ALL, OWN)
    power, snr = chart_of(lanes, "alpha"), chart_of(lanes, "snr")
    assert [s.key for s in power.series] == [s.key for s in snr.series] == list(ALL.shown)
    for of_power, of_snr in zip(power.series, snr.series, strict=True):
        kept = np.array(of_power.ys)
        assert np.allclose(kept, lanes[of_power.key].schedule.alpha_bar)
        assert np.allclose(of_snr.ys[1:], 10 * np.log10(kept[1:] / (1 - kept[1:])))
        assert all(snr.y.low <= y <= snr.y.high for y in of_snr.ys[1:])
        assert of_power.dash == of_snr.dash == DASHES[of_power.key]
    assert cursor_words(lanes, "snr", 0).startswith("step 0 of 20: Linear +∞ dB")
    assert cursor_words(lanes, "alpha", 20).endswith("Own 0.881")
    zero = finished(LabSettings(zero=True), OWN)
    assert chart_of(zero, "snr").series[0].ys[-1] == -math.inf


def test_every_schedule_has_its_own_dash_and_all_can_be_seen() -> None:
    assert tuple(NAMES) == schedules.NAMES
    assert len(set(DASHES.values())) == len(NAMES) <= PATTERNS
    names = iter(schedules.NAMES[:-1])  # but yours, which is not there
    for shown in zip(names, names, strict=True):
        chart = chart_of(finished(LabSettings(shown=shown), DEFAULT_SUBJECT), "snr")
        for series in chart.series:
            ys = [y for y in series.ys if math.isfinite(y)]
            assert all(chart.y.low <= y <= chart.y.high for y in ys), series.key


def test_the_own_chart_runs_through_the_points() -> None:
    chart = own_chart(LATE)
    (line,) = chart.series
    for u, log_snr in curve.control_points(LATE):
        assert line.ys[round(u * 60)] == pytest.approx(10 * log_snr / math.log(10), abs=1e-6)
    assert (np.diff(line.ys) <= 1e-9).all()
    steep = own_chart(curve.pack(np.array([[0, curve.TOP], [240, -curve.TOP]])))
    assert all(steep.y.low < y < steep.y.high for y in steep.series[0].ys)


# The own curve.


def curves() -> st.SearchStrategy[Points]:
    inner = st.lists(st.integers(1, curve.ACROSS - 1), unique=True, max_size=curve.MOST_POINTS - 2)
    heights = st.lists(st.integers(-curve.TOP, curve.TOP), min_size=12, max_size=12)
    return st.builds(
        lambda us, vs: tuple(
            zip([0, *sorted(us), curve.ACROSS], sorted(vs, reverse=True), strict=False)
        ),
        inner,
        heights,
    )


@given(points=curves(), data=st.data())
def test_whatever_is_done_to_a_curve_it_stays_one(points: Points, data: st.DataObject) -> None:
    i = data.draw(st.integers(0, len(points) - 1))
    far = st.floats(-1000, 1000)
    u, v = data.draw(far), data.draw(far)
    changed = [editing.moved(points, i, u, v)]
    for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"):
        changed.append(editing.moved_by_key(points, i, key, data.draw(st.booleans())) or ())
    with suppress(Refused):
        changed.append(editing.added(points, u, v)[0])
    with suppress(Refused):
        changed.append(editing.added_in_the_widest_gap(points)[0])
    with suppress(Refused):
        changed.append(editing.removed(points, i)[0])
    for one in changed:
        assert editing.points_of(editing.pack(one)) == one
        assert {p for p in one if p in points} >= {p for j, p in enumerate(points) if j != i}


def test_a_point_is_held_between_its_neighbours() -> None:
    assert editing.bounds(START, 1) == ((1, -30), (159, 90))
    assert editing.moved(START, 1, 200, 500)[1] == (159, 90)
    assert editing.moved(START, 1, -5, -500)[1] == (1, -30)
    assert editing.moved(START, 1, 100.4, 12.6)[1] == (100, 13)
    assert editing.moved(START, 0, 50, 500)[0] == (0, 120)
    assert editing.moved(START, 3, 50, 500)[3] == (240, -30)


def test_keys_move_a_point() -> None:
    assert editing.moved_by_key(START, 1, "ArrowRight", False) == (
        START[0],
        (81, 30),
        *START[2:],
    )
    moves = {"ArrowLeft": (70, 30), "ArrowUp": (80, 40), "ArrowDown": (80, 20)}
    for key, there in moves.items():
        found = editing.moved_by_key(START, 1, key, True)
        assert found
        assert found[1] == there
    highest, lowest = (editing.moved_by_key(START, 1, key, False) for key in ("Home", "End"))
    assert highest
    assert lowest
    assert (highest[1], lowest[1]) == ((80, 90), (80, -30))
    assert editing.moved_by_key(START, 1, "Tab", False) is None


def test_points_come_and_go() -> None:
    points, i = editing.added(START, 120.2, 500)
    assert (i, points[i]) == (2, (120, 30))
    assert editing.removed(points, i) == (START, i - 1)
    widest, i = editing.added_in_the_widest_gap(((0, 100), (40, 50), (240, -20)))
    assert (i, widest[i]) == (2, (140, 15))
    with pytest.raises(Refused, match="already"):
        editing.added(START, 80, 0)
    for end in (0, 3):
        with pytest.raises(Refused, match="first and the last"):
            editing.removed(START, end)
    full: Points = START
    while len(full) < curve.MOST_POINTS:
        full, _ = editing.added_in_the_widest_gap(full)
    with pytest.raises(Refused, match="at most 12"):
        editing.added_in_the_widest_gap(full)


# What stands in the page.


def test_the_chapter_knows_the_lanes() -> None:
    markup = (ROOT / "article/lab.html").read_text(encoding="utf-8")
    found = re.findall(r"^  \(\"([a-z]+)\", \"([A-Za-z ]+)\", ", markup, flags=re.MULTILINE)
    assert dict(found) == NAMES
    assert f"range({curve.MOST_POINTS})" in markup


def test_the_facts_of_the_text() -> None:
    assert FACTS["stops"]() == "11"
    assert (FACTS["scaled"](), FACTS["laplace"]()) == ("86%", "73%")
    assert FACTS["looks"]() == f"{(NORMAL.inv_cdf(0.95) / NORMAL.inv_cdf(0.6)) ** 2:.0f}"
    lengths = []
    for slug in preset_names():
        signs = to_signal(preset(slug))
        lengths.append(sum(float(np.abs(np.diff(signs, axis=axis)).sum()) / 2 for axis in (0, 1)))
    assert FACTS["outline.presets"]() == f"{np.mean(lengths):.0f}"


def test_its_settings_survive_a_link() -> None:
    chosen = LabSettings(in_order(("custom", "literal")), "snr", True, 13, 8)
    texts = TABLE.encode(chosen)
    assert texts == {
        "lab.shown": "literal.custom",
        "lab.scale": "snr",
        "lab.zero": "1",
        "lab.timestep": "13",
        "lab.walk": "8",
    }
    assert TABLE.decode(texts) == (chosen, [])


@pytest.mark.parametrize(
    "text",
    ["", "magic", "linear.linear", ".linear"],
)
def test_a_link_shows_some_schedules(text: str) -> None:
    found, complaints = TABLE.decode({"lab.shown": text})
    assert found == LabSettings()
    (said,) = complaints
    assert "some of linear, cosine" in said
