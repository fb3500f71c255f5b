"""Corrupt: the two terms add up, and the chain ends in the distribution of the jump."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from support.wired import Figure, Page

SCHEDULES = json.loads(
    (Path(__file__).parent.parent / "data" / "schedules.json").read_text(encoding="utf-8")
)["alpha_bar"]


@pytest.fixture
def figure(hero: Page) -> Figure:
    figure = Figure(hero, "Corrupt", "corrupt")
    figure.wait_until_open()
    return figure


def test_the_weights_follow_the_schedule(figure: Figure) -> None:
    """Against the reference's ᾱ; the squares of both weights add up to 1."""
    for name in ("linear", "cosine", "literal"):
        figure.choice("Schedule").choose(name)
        for t in (0, 1, 6, 13, 20):
            figure.scrub(t)
            signal, noise = (
                figure.value("Weight of the drawing"),
                figure.value("Weight of the noise"),
            )
            assert signal == pytest.approx(np.sqrt(SCHEDULES[name][t]), abs=6e-4)
            assert signal**2 + noise**2 == pytest.approx(1, abs=2e-3)


def test_the_drawing_fades_and_the_noise_grows(figure: Figure) -> None:
    def contrast(canvas: str) -> float:
        return float(figure.pixels(canvas).astype(float).mean(axis=2).std())

    figure.scrub(0)
    assert contrast("noise") == 0
    assert np.array_equal(figure.pixels("jump"), figure.pixels("signal"))
    clean = contrast("signal")
    figure.scrub(10)
    faded, grown = contrast("signal"), contrast("noise")
    assert 0 < faded < clean
    figure.scrub(20)
    assert contrast("signal") < 0.1 * faded
    assert contrast("noise") > grown


@pytest.mark.parametrize("t", [3, 10, 20])
def test_the_chain_ends_where_the_jump_does(figure: Figure, t: int) -> None:
    """Mean and variance of both agree with the formula within five standard errors."""
    figure.scrub(t)
    exact = {part: figure.value(f"formula, {part}") for part in ("mean of ink", "variance")}
    spread = np.sqrt(exact["variance"])
    for way in ("one jump", "the chain"):
        mean, variance = (figure.value(f"{way}, {part}") for part in exact)
        assert mean == pytest.approx(exact["mean of ink"], abs=5 * spread / np.sqrt(400))
        assert variance == pytest.approx(
            exact["variance"], abs=5 * exact["variance"] * np.sqrt(2 / 1024)
        )
    assert not np.array_equal(figure.pixels("again"), figure.pixels("chain"))


def test_another_chain_is_another_picture_of_the_same_kind(figure: Figure) -> None:
    figure.scrub(10)
    jump, chain = figure.pixels("again"), figure.pixels("chain")
    figure.button("New dice").click()
    assert np.array_equal(figure.pixels("again"), jump)
    assert not np.array_equal(figure.pixels("chain"), chain)


def test_it_shows_the_visitors_own_drawing(figure: Figure) -> None:
    figure.scrub(0)
    hero = Figure(figure.page)
    hero.come_into_view()
    hero.choice("Preset").choose(label="Star")
    drawn = hero.pixels()
    figure.come_into_view()
    assert np.array_equal(figure.pixels("jump"), drawn)


def test_it_is_in_the_link(figure: Figure) -> None:
    figure.choice("Schedule").choose("cosine")
    figure.scrub(9)
    assert {"corrupt.timestep=9", "corrupt.schedule=cosine"} <= figure.page.link
