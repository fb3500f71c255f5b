"""Links after accidents and messengers: never an error, always a word about what is lost."""

from __future__ import annotations

import pytest
from support.messengers import mangled as after
from support.mutants import mutants
from support.tables import TABLES
from support.wired import KEY, Figure, Page, opened

from page.figures.hero.settings import TABLE as HERO
from page.link import parts


def mangled(count: int) -> list[str]:
    """Links with a bit of every figure, after accidents."""
    good = [
        "schedule=cosine&steps=50&sampler=ddim&seed=7&walk=3&phase=reverse&timestep=9",
        "figure=walk&walk.eta=0.5&walk.timestep=3&walk.pair=4&corrupt.walk=9&drawing=" + "z" * 171,
        "points.points=gAgAqAWA&points.steps=20&points.timestep=9&points.bandwidth=0.2&v=1",
        "estimate.delta=0.2&estimate.answer=score&schedules.literal=1&schedules.denoiser=presets",
    ]
    return list(mutants(good, count, seed=3))


def test_mangled_links_are_taken_as_far_as_they_can_be(hero: Page) -> None:
    complained = 0
    figure = Figure(hero)
    for number, text in enumerate(mangled(60)):
        link = f"v=1&fresh=mangled{number}&{text}"
        hero.follow(link)
        figure.come_into_view()  # the link may lead elsewhere, where notices rest
        pairs = parts(link)
        complaints = [said for table in TABLES.values() for said in table.decode(pairs)[1]]
        complained += len(complaints)
        wanted = HERO.decode(pairs)[0]
        assert figure.number("Seed").value == str(wanted.seed)
        assert figure.number("Steps").value == str(wanted.steps)
        for one in complaints:
            assert " ".join(one.split()) in figure.notice
        assert complaints or "The link says" not in figure.notice
    assert complained > 30, "the accidents were harmless"


@pytest.mark.parametrize(
    "name",
    ["').' behind it", "'?utm_source=chat&utm_medium=social' behind it", "encoded", "escaped"],
)
def test_a_link_that_a_messenger_mangled_shows_what_it_meant(hero: Page, name: str) -> None:
    hero.follow(after("seed=77&steps=12&walk.timestep=4&timestep=9", name))
    figure = Figure(hero)
    assert (figure.number("Seed").value, figure.timestep.value) == ("77", "9")
    assert figure.notice == ""


def test_a_text_behind_the_hash_that_says_nothing_is_named(hero: Page) -> None:
    for link in ("draw", "sed=5", "seed"):
        hero.follow(link)
        assert Figure(hero).notice.startswith("The link ")
    with opened("drawi", {KEY: "seed=31"}) as page:
        assert "ends in “drawi”" in Figure(page).notice
        assert Figure(page).number("Seed").value == "31", "what was kept is shown meanwhile"


@pytest.mark.parametrize(
    "place",
    ["limits", "walk", ":~:text=seed=5", "limits:~:text=a", "utm_source=x&fbclid=y", "?gclid=1"],
)
def test_a_place_is_no_link(place: str) -> None:
    with opened(place, {KEY: "seed=31"}) as page:
        assert Figure(page).number("Seed").value == "31"
        assert Figure(page).notice == ""
