"""Every table of the link, with random settings for it and what its values may be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis import strategies as st

from page.figures.catalogue import FIGURES
from page.figures.catalogue import NAMES as FIGURE_NAMES
from page.figures.cloth.patterns import DRAWING, ready
from page.figures.code.settings import PARTS
from page.figures.hero.settings import TABLE as HERO
from page.figures.hero.settings import HeroSettings
from page.figures.lab import settings as lab
from page.figures.learn.settings import SHEETS
from page.figures.points.settings import PointsSettings
from page.figures.unseen.masks import LOCKS
from page.figures.without import settings as without
from page.figures.without.settings import WINDOWS
from page.link import PAGE, PageState
from page.state import curve, shelf
from page.state.controls import PHASES
from page.state.schedules import OWN
from page.state.table import Table
from unerase.clouds import MAX_POINTS
from unerase.samplers import SAMPLERS
from unerase.schedules import SCHEDULES
from unerase.shapes import KINDS, STYLES
from unerase.shelves import READY

LARGEST_SEED = 2**32 - 1
NAMES = (*SCHEDULES, OWN)
"""Schedules that need nothing from this visit."""
DENOISERS = (*("oracle", "presets", "memoriser", "averager", "improviser", "weaver", "learner"),)
SHELVED = ("memoriser", "averager", "improviser", "yours")
"""Those that know the shelf."""
BUDGETS = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True)
class Field:
    """One field of settings: values for it, and whether a value is one."""

    values: st.SearchStrategy[Any]
    fits: Callable[[Any], bool]


def _whole(low: int, high: int) -> Field:
    return Field(st.integers(low, high), lambda n: type(n) is int and low <= n <= high)


def _word(words: tuple[str, ...]) -> Field:
    return Field(st.sampled_from(words), lambda word: word in words)


def _decimal(high: float) -> Field:
    """Any number that a link can spell: six places."""
    millionths = st.integers(0, round(high * 1_000_000))
    return Field(millionths.map(lambda n: n / 1_000_000), lambda x: 0 <= x <= high)


def _bytes(low: int, high: int, multiple: int) -> Field:
    texts = st.integers(low // multiple, high // multiple).flatmap(
        lambda n: st.binary(min_size=n * multiple, max_size=n * multiple)
    )
    return Field(texts, lambda data: low <= len(data) <= high and len(data) % multiple == 0)


def _curves() -> st.SearchStrategy[bytes]:
    """Control points from edge to edge, falling."""
    inner = st.lists(st.integers(1, curve.ACROSS - 1), unique=True, max_size=curve.MOST_POINTS - 2)
    heights = st.lists(
        st.integers(-curve.TOP, curve.TOP),
        min_size=curve.MOST_POINTS,
        max_size=curve.MOST_POINTS,
    )

    def packed(across: list[int], falling: list[int]) -> bytes:
        u = [0, *sorted(across), curve.ACROSS]
        return curve.pack(np.column_stack((u, sorted(falling, reverse=True)[: len(u)])))

    return st.builds(packed, inner, heights)


def _shown() -> Field:
    """A few schedules, in the order of the menu."""
    few = st.sets(st.sampled_from(NAMES), min_size=1, max_size=len(NAMES))
    return Field(
        few.map(lab.in_order),
        lambda names: bool(names) and lab.in_order(names) == names,
    )


FLAG = Field(st.booleans(), lambda on: type(on) is bool)
SCHEDULE, SAMPLER = _word(NAMES), _word(("ddpm", "ddim"))
CURVE = Field(_curves(), curve.fits)
SHELF = Field(  # those that travel by name are the same ones each time
    st.sampled_from(tuple(READY)).map(shelf.ready),
    lambda found: found.usable and (found is shelf.ready(found.name) or found.name == shelf.GIVEN),
)
SEED, WALK, TWENTY = _whole(0, LARGEST_SEED), _whole(1, LARGEST_SEED), _whole(0, 20)

FIELDS: dict[str, dict[str, Field]] = {
    "page": {"version": _whole(1, 1), "figure": _word(("", *FIGURE_NAMES))},
    "hero": {
        "drawing": _bytes(128, 128, 128),
        "schedule": SCHEDULE,
        "steps": _whole(1, 1000),
        "sampler": SAMPLER,
        "seed": SEED,
        "walk_seed": WALK,
        "phase": _word(PHASES),
        "timestep": _whole(0, 1000),
        "curve": CURVE,
        "shelf": SHELF,
        "denoiser": _word(DENOISERS),
        "start": Field(
            st.just(0) | st.integers(0, 999), lambda n: type(n) is int and 0 <= n <= 999
        ),
    },
    "cloth": {
        "pattern": Field(
            st.one_of(st.sampled_from((*ready(), DRAWING)), st.binary(min_size=128, max_size=128)),
            lambda one: one in ready() or one == DRAWING or len(one) == 128,
        ),
        "seed": SEED,
        "walk": WALK,
        "schedule": SCHEDULE,
        "timestep": TWENTY,
    },
    "code": {
        "part": _word(tuple(kind for group in PARTS.values() for kind in group)),
        "timestep": TWENTY,
    },
    "corrupt": {"schedule": SCHEDULE, "timestep": TWENTY, "walk": WALK},
    "estimate": {
        "schedule": SCHEDULE,
        "denoiser": _word(DENOISERS),
        "timestep": TWENTY,
        "answer": _word(("noise", "clean", "score", "v")),
        "delta": _decimal(0.5),
        "mistake": _word(("noise", "clean", "score", "v")),
    },
    "walk": {
        "schedule": SCHEDULE,
        "timestep": TWENTY,
        "denoiser": _word(DENOISERS),
        "eta": _decimal(1),
        "pair": _whole(1, 2**31 - 1),
    },
    "learn": {
        "what": _word(("drawings", "points")),
        "sees": _word(("10", "30", "90", "all")),
        "hidden": _word(("32", "64", "128")),
        "seed": SEED,
        "sheet": Field(st.sampled_from(SHEETS), lambda n: n in SHEETS),
        "timestep": _whole(0, 60),
    },
    "schedules": {"timestep": TWENTY, "denoiser": _word(DENOISERS), "literal": FLAG},
    "lab": {
        "shown": _shown(),
        "scale": _word(("alpha", "snr")),
        "zero": FLAG,
        "timestep": TWENTY,
        "walk": WALK,
    },
    "without": {
        "lanes": Field(
            st.sets(st.sampled_from(without.LANES), min_size=1).map(
                lambda some: without.in_order(tuple(some))
            ),
            lambda lanes: bool(lanes) and without.in_order(lanes) == lanes,
        ),
        "window": Field(st.sampled_from(without.WINDOWS), lambda k: k in without.WINDOWS),
        "schedule": SCHEDULE,
        "sampler": _word(tuple(SAMPLERS)),
        "seed": SEED,
        "walk": WALK,
        "twice": FLAG,
        "timestep": TWENTY,
    },
    "samplers": {
        "lanes": Field(
            st.permutations(tuple(SAMPLERS)).map(lambda keys: tuple(keys[:4])),
            lambda lanes: len(lanes) == len(set(lanes)) == 4 and set(lanes) <= set(SAMPLERS),
        ),
        "budget": Field(st.sampled_from(BUDGETS), lambda n: n in BUDGETS),
        "denoiser": _word(("grain", "local", *DENOISERS[1:])),
        "schedule": SCHEDULE,
        "walk": WALK,
        "timestep": _whole(0, 100),
    },
    "name": {
        "denoiser": _word(("learner", "memoriser")),
        "kind": _word(("", *KINDS)),
        "style": _word(("", *STYLES)),
        "label": Field(
            st.sampled_from(("", "A", "Ü, bold", "=&#", "x" * 40)),
            lambda text: len(text) <= 40 and text == " ".join(text.split()),
        ),
        "weight": Field(
            st.integers(0, 16).map(lambda n: n / 2), lambda x: 0 <= x <= 8 and 2 * x == int(2 * x)
        ),
        "seed": SEED,
        "walk": WALK,
        "timestep": TWENTY,
    },
    "unseen": {
        "schedule": SCHEDULE,
        "window": Field(st.sampled_from(WINDOWS), lambda n: n in WINDOWS),
        "locked": _word(tuple(LOCKS)),
        "seed": SEED,
        "walk": WALK,
        "timestep": TWENTY,
        "shapes": FLAG,
        "charted": _word(("yours", "kept", "shelf")),
    },
    "points": {
        "points": _bytes(0, 3 * MAX_POINTS, 3),
        "bandwidth": Field(
            st.integers(0, 30).map(lambda n: n / 100),
            lambda x: 0 <= x <= 0.3 and round(x, 2) == x,
        ),
        "schedule": SCHEDULE,
        "sampler": SAMPLER,
        "steps": _whole(1, 200),
        "walk": WALK,
        "arrows": FLAG,
        "trails": FLAG,
        "phase": _word(PHASES),
        "timestep": _whole(0, 200),
    },
}
TABLES: dict[str, Table[Any]] = {
    "page": PAGE,
    "hero": HERO,
    **{entry.name: entry.table for entry in FIGURES},
}


def settings_of(name: str) -> st.SearchStrategy[Any]:
    """Any settings of a table that can be on the page."""
    kind: Callable[..., Any] = type(TABLES[name].default)
    made = st.builds(kind, **{field: one.values for field, one in FIELDS[name].items()})
    return made.filter(holds_together)


def holds_together(settings: Any) -> bool:
    """Whether the values fit each other."""
    if isinstance(settings, PageState):
        return True
    if isinstance(settings, PointsSettings) and not settings.points:
        return (settings.timestep, settings.phase) == (0, "forward")
    if isinstance(settings, HeroSettings) and settings.start >= settings.steps:
        return False
    return bool(0 <= settings.timestep <= settings.steps)


def in_range(name: str, settings: Any) -> bool:
    """Whether every value is one that the page can show."""
    fields = FIELDS[name].items()
    return holds_together(settings) and all(one.fits(getattr(settings, f)) for f, one in fields)


def hero_settings() -> st.SearchStrategy[HeroSettings]:
    """Any settings of the hero."""
    return settings_of("hero")
