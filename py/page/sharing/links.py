"""The links and the snippets that carry one figure as it stands."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Any

from page.figures.catalogue import HERO, POINTS, Entry
from page.figures.hero.settings import HeroSettings
from page.link import PAGE, PageState, joined
from page.samplers import sampler_of
from page.state.schedules import OWN

OF_THE_DRAWING = ("drawing", "seed", "curve", "shelf")
"""The hero's keys that the other figures follow."""
FIRST_HEIGHT = 640
"""The height of an embed in px until it has told its own."""


def hero_state(settings: HeroSettings) -> str:
    """What stands after # in a link to the hero; what it does not use is left out."""
    if settings.schedule != OWN:
        settings = replace(settings, curve=HeroSettings.curve)
    if not sampler_of(settings.sampler).stochastic:
        settings = replace(settings, walk_seed=HeroSettings.walk_seed)
    if not settings.shelved:
        settings = replace(settings, shelf=HeroSettings.shelf)
    return joined(HERO.table.encode(settings))


def state_of(entry: Entry, settings: Any, hero: HeroSettings, points: Any) -> str:
    """The state of any figure: its settings, the drawing and what belongs to the drawing.

    points: the settings of the figure *Points*, for who learns them.
    """
    if entry is HERO:
        return hero_state(settings)
    if not settings.shelved:
        hero = replace(hero, shelf=HeroSettings.shelf)
    texts = HERO.table.encode(hero)
    shared = {key: text for key, text in texts.items() if key in OF_THE_DRAWING}
    if settings.pointed:
        others = POINTS.table.encode(points)
        shared |= {key: text for key, text in others.items() if key == "points.points"}
    return joined(PAGE.encode(PageState(figure=entry.name)) | entry.table.encode(settings) | shared)


def link(base: str, state: str) -> str:
    """The whole address of the page in a state."""
    return f"{base}#{state}" if state else base


def snippet(base: str, entry: Entry, state: str) -> str:
    """HTML that shows one figure in another page, and lets it take the height that it needs."""
    address = link(f"{base}?embed={entry.name}", state)
    return (
        f'<iframe class="unerase" src="{escape(address)}" title="Unerase: {escape(entry.title)}" '
        f'width="100%" height="{FIRST_HEIGHT}" loading="lazy" '
        f'style="border: 0" allow="clipboard-write"></iframe>\n'
        f'<script src="{escape(base)}embed.js" async></script>\n'
    )
