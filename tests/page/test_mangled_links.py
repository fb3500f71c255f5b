"""Links after accidents, in the browser: never an error, always a word about what is lost."""

from __future__ import annotations

from playwright.sync_api import Page
from support.figure import Figure
from support.mutants import mutants
from support.tables import TABLES

from page.state.link import HERO, parts


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
    for number, text in enumerate(mangled(30)):
        # The browser spells it its own way; the number makes every link another one.
        fragment = hero.evaluate(
            "link => { location.hash = link; return location.hash.slice(1) }",
            f"fresh=mangled{number}&{text}",
        )
        Figure(hero).come_into_view()  # the link may lead elsewhere, where notices rest
        pairs = parts(fragment)
        complaints = [said for table in TABLES.values() for said in table.decode(pairs)[1]]
        complained += len(complaints)
        wanted = HERO.decode(pairs)[0]
        hero.wait_for_function(
            """([seed, steps, said]) => {
                const notice = document.getElementById('hero-notice').textContent;
                return document.getElementById('hero-seed').value === seed
                    && document.getElementById('hero-steps').value === steps
                    && said.every(one => notice.includes(one))
                    && (said.length > 0 || !notice.includes('The link says'));
            }""",
            arg=[str(wanted.seed), str(wanted.steps), complaints],
        )
        assert hero.locator("#trouble").is_hidden(), text
    assert complained > 15, "the accidents were harmless"
