"""Links after accidents: never an error, always a word about what is lost."""

from __future__ import annotations

from support.mutants import mutants
from support.tables import TABLES
from support.wired import Figure, Page

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
    figure = Figure(hero)
    for number, text in enumerate(mangled(60)):
        link = f"fresh=mangled{number}&{text}"
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
