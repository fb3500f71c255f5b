"""What holds for every link: of any settings, of any text, of any accident to a good link."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.mutants import NASTY, mutants
from support.tables import (
    FIELDS,
    LARGEST_SEED,
    SHELVED,
    TABLES,
    hero_settings,
    in_range,
    settings_of,
)

from page.figures.catalogue import ALL
from page.figures.hero.settings import TABLE as HERO
from page.figures.hero.settings import HeroSettings
from page.figures.points.settings import PointsSettings
from page.figures.unseen.settings import UnseenTable
from page.link import PAGE, PageState, joined, parts
from page.sharing.links import hero_state, link, snippet, state_of
from page.state.curve import DEFAULT_CURVE
from page.state.table import looks_cut, write_packed

NAMES = list(TABLES)
FIGURES = [name for name in NAMES if name not in ("page", "hero")]
BASE = "https://someone.github.io/unerase/"
PAGE_WALKS = 9999
# What must also fit others.
LINKED = ("v", "timestep", "from", "samplers.timestep", "points.timestep")
"""The walk seeds that the page itself deals have four digits; any other was typed into a link."""

texts = st.one_of(st.text(max_size=300), st.sampled_from(NASTY), st.integers().map(str))


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_any_settings_survive_the_way_there_and_back(name: str, data: st.DataObject) -> None:
    table, chosen = TABLES[name], data.draw(settings_of(name))
    text = joined(table.encode(chosen))
    assert text.isascii()
    assert table.decode(parts(text)) == (chosen, [])


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_any_texts_give_settings_in_range(name: str, data: st.DataObject) -> None:
    table = TABLES[name]
    keys = [table.prefix + p.key for p in table.properties]
    given_texts = data.draw(
        st.dictionaries(st.one_of(st.sampled_from(keys), st.text(max_size=9)), texts)
    )
    found, complaints = table.decode(given_texts)
    assert in_range(name, found)
    by_key = [said for said in complaints if not said.endswith("Copy the whole link.")]
    named = [
        key for key in keys if any(said.startswith(f"The link says {key}=") for said in by_key)
    ]
    assert len(named) == len(by_key)
    assert set(named) <= set(given_texts)
    for p in table.properties:
        if table.prefix + p.key == UnseenTable.SHAPES:
            continue  # where it is absent, other keys decide
        if table.prefix + p.key not in given_texts:
            assert getattr(found, p.field) == getattr(table.default, p.field)
    # What was understood is a link of its own.
    assert table.decode(table.encode(found)) == (found, [])


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_any_text_is_read(name: str, data: st.DataObject) -> None:
    found, complaints = TABLES[name].decode(parts(data.draw(texts)))
    assert in_range(name, found)
    assert all(len(said) < 400 for said in complaints)


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_unknown_keys_change_nothing(name: str, data: st.DataObject) -> None:
    table, chosen = TABLES[name], data.draw(settings_of(name))
    known = {table.prefix + p.key for p in table.properties}
    others = data.draw(
        st.dictionaries(st.text(max_size=20).filter(lambda k: k not in known), texts)
    )
    # With one known key the link says something, and is complete.
    assert table.decode(others | {"v": "1"} | table.encode(chosen)) == (chosen, [])


def good_links(count: int) -> list[str]:
    """Links with everything in them, as the page writes them into its address."""
    dice = random.Random(11)
    links = []
    for _ in range(count):
        pairs: dict[str, str] = {}
        for name, table in TABLES.items():
            made = {p.field: _one_value(name, p.field, dice) for p in table.properties}
            pairs |= table.encode(replace(table.default, **made))
        links.append(joined(pairs))
    return links


def _one_value(name: str, field: str, dice: random.Random) -> Any:
    """A value in range, without hypothesis, which deals its examples inside tests only."""
    default = getattr(TABLES[name].default, field)
    if isinstance(default, bytes):
        return dice.randbytes(128 if name == "hero" else 3 * dice.randint(1, 60))
    tried: list[Any] = [dice.randint(1, 20), dice.random() < 0.5, round(dice.random() / 4, 2)]
    tried += ["cosine", "literal", "ddim", "ddpm", "reverse", "presets", "score", "walk"]
    fitting = [one for one in tried if type(one) is type(default) and FIELDS[name][field].fits(one)]
    return dice.choice([*fitting, default])


@contextmanager
def counted_calls() -> Iterator[list[int]]:
    """How many calls, of Python's and of C's functions, the body makes."""
    calls = [0]

    def count(_frame: Any, event: str, _arg: Any) -> None:
        calls[0] += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield calls
    finally:
        sys.setprofile(before)


@pytest.mark.parametrize("count", [1000, pytest.param(10_000, marks=pytest.mark.soak)])
def test_accidents(count: int) -> None:
    """Work is counted in calls, which no slow machine changes, and grows with the length only."""
    complained = 0
    for text in mutants(good_links(40), count, seed=7):
        with counted_calls() as calls:
            pairs = parts(text)
            found = {name: table.decode(pairs) for name, table in TABLES.items()}
        assert calls[0] < 2000 + 8 * len(text), text[:200]
        for name, (settled, complaints) in found.items():
            assert in_range(name, settled), text
            complained += len(complaints)
            table = TABLES[name]
            for p in table.properties:
                key = table.prefix + p.key
                said = sum(one.startswith(f"The link says {key}=") for one in complaints)
                if key in pairs and _unreadable(p.understand, pairs[key]):
                    assert said == 1, text
                    assert getattr(settled, p.field) == getattr(table.default, p.field)
                elif key not in LINKED and not looks_cut(pairs.get(key, "")):
                    assert said == 0, text
    assert complained > count / 2, "the accidents were harmless"


def _unreadable(read: Any, text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return True
    return False


@given(chosen=hero_settings(), walk=st.integers(1, PAGE_WALKS))
def test_a_link_to_the_hero_is_short(chosen: HeroSettings, walk: int) -> None:
    dealt = replace(chosen, walk_seed=walk)
    curve = len(f"&curve={write_packed(dealt.curve)}") if dealt.schedule == "custom" else 0
    assert curve <= 39
    answers = len("&denoiser=improviser&from=999")
    if dealt.denoiser not in SHELVED:  # a shelf may be as long as a link can be
        assert len(link(BASE, hero_state(dealt))) <= 300 + curve + answers


def test_the_longest_link_to_the_hero_is_short() -> None:
    longest = HeroSettings(
        "literal",
        1000,
        "ddpm",
        LARGEST_SEED,
        PAGE_WALKS,
        "reverse",
        1000,
        random.Random(1).randbytes(128),
    )
    assert 290 < len(link(BASE, hero_state(longest))) <= 300


@given(chosen=hero_settings())
def test_a_link_to_the_hero_shows_the_same(chosen: HeroSettings) -> None:
    found, complaints = HERO.decode(parts(hero_state(chosen)))
    assert complaints == []
    if chosen.sampler == "ddim":  # throws no dice: their seed is left out
        found, chosen = replace(found, walk_seed=1), replace(chosen, walk_seed=1)
    if chosen.denoiser not in SHELVED:  # knows no shelf
        found, chosen = (replace(s, shelf=HeroSettings.shelf) for s in (found, chosen))
    if chosen.schedule != "custom":  # the curve is left out too
        found, chosen = (replace(s, curve=DEFAULT_CURVE) for s in (found, chosen))
    assert found == chosen


@pytest.mark.parametrize("name", FIGURES)
@given(data=st.data())
def test_a_link_to_a_figure_shows_the_same(name: str, data: st.DataObject) -> None:
    (entry,) = (one for one in ALL if one.name == name)
    table, hero, chosen = entry.table, data.draw(hero_settings()), data.draw(settings_of(name))
    state = state_of(entry, chosen, hero, PointsSettings())
    pairs = parts(state)
    assert table.decode(pairs) == (chosen, [])
    assert PAGE.decode(pairs) == (PageState(figure=name), [])
    found, complaints = HERO.decode(pairs)
    assert complaints == []
    fields = ("drawing", "seed", "curve", *(["shelf"] if chosen.shelved else []))
    kept = {field: getattr(hero, field) for field in fields}
    assert found == replace(HeroSettings(), **kept)
    assert f"?embed={name}#" in snippet(BASE, entry, state)
