"""One thing to do next: the primary button, the hint, what lies under More, and the twist."""

from __future__ import annotations

import pytest
from support.wired import Figure, Page, opened

ASK, AGAIN = "Ask one that does not know it", "Ask the oracle again"


@pytest.fixture
def figure(hero: Page) -> Figure:
    hero.find("hero-more").element.open = False
    return Figure(hero)


def primary(figure: Figure) -> str:
    """The one primary button of the figure."""
    figure.settle()
    (found,) = figure.itself.select("button.primary")
    return found.name


def words(figure: Figure) -> str:
    figure.settle()
    return figure.part("next-words").text


def test_one_primary_button_at_a_time_leads_to_the_twist_and_back(figure: Figure) -> None:
    assert primary(figure) == "Forward"
    figure.button("Forward").click()
    figure.wait_for_step(20, "forward")
    assert primary(figure) == "Reverse"
    noise = figure.pixels()
    figure.button("Reverse").click()
    figure.wait_for_step(10, "walk back")
    assert primary(figure) == "Reverse"
    figure.wait_for_step(0, "walk back")
    assert words(figure).startswith("It came back exactly.")
    assert primary(figure) == ASK

    figure.button(ASK).click()
    figure.settle()
    assert (figure.pixels() == noise).all()
    figure.wait_for_step(0, "walk back")
    assert words(figure) == (
        "This one knows 18 presets, not which drawing was yours. "
        "The noise led it to “Umbrella”, 265 cells from yours."
    )
    assert figure.page.link == {"phase=reverse", "denoiser=presets"}
    assert not figure.part("more").element.open

    figure.button(AGAIN).click()
    figure.settle()
    figure.wait_for_step(0, "walk back")
    assert figure.readout("MSE vs clean") == "0"
    assert primary(figure) == ASK


@pytest.mark.parametrize(
    ("link", "said"),
    [
        # This seed's noise leads to the star.
        ("seed=1&denoiser=presets", "The noise led it to “Star”"),
        ("schedule=literal&denoiser=presets", "enough of yours was left"),
        ("from=2&denoiser=presets", "enough of yours was left"),
        ("denoiser=memoriser", "This one knows 108 sketches"),
        ("denoiser=weaver", "This walk ended"),
    ],
)
def test_what_is_said_of_other_ends_is_true(figure: Figure, link: str, said: str) -> None:
    figure.page.follow(f"{link}&phase=reverse&timestep=0")
    figure.wait_for_step(0, "walk back")
    figure.page.rest()
    assert said in words(figure)
    assert figure.button(AGAIN).enabled


def test_noise_that_happens_to_lead_home_is_called_so(figure: Figure) -> None:
    figure.part("preset").choose("umbrella")
    figure.page.follow(f"{figure.page.hash}&denoiser=presets&phase=reverse&timestep=0")
    figure.page.rest()
    assert "The noise happened to lead it to yours." in words(figure)


def test_draw_here_stands_on_the_untouched_drawing() -> None:
    with opened() as page:
        hint, fresh = page.find("hero-hint"), Figure(page)
        assert not hint.element.hidden
        fresh.scrub(3)
        fresh.settle()
        assert hint.element.hidden
        fresh.scrub(0)
        fresh.settle()
        assert not hint.element.hidden
        fresh.part("preset").choose("star")
        fresh.settle()
        assert hint.element.hidden


@pytest.mark.parametrize(
    ("link", "opens"),
    [
        ("schedule=cosine", True),
        ("steps=50", True),
        ("denoiser=presets", True),
        ("sampler=ddim", True),
        ("seed=3", True),
        ("timestep=3", False),
        ("walk.timestep=3", False),
        ("walk=7", False),
    ],
)
def test_a_link_that_sets_what_is_folded_opens_the_fold(
    figure: Figure, link: str, opens: bool
) -> None:
    figure.page.follow(link)
    assert figure.part("more").element.open is opens
    assert figure.part("schedule").visible is opens


def test_so_does_an_embed_and_what_was_kept() -> None:
    for how, opens in (
        ({"embed": "hero"}, False),
        ({"embed": "hero", "link": "seed=3"}, True),
        ({"kept": {"unerase /unerase/": "schedule=cosine"}}, True),
    ):
        with opened(**how) as page:
            assert page.find("hero-more").element.open is opens
