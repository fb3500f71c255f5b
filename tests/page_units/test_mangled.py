"""Links after messengers: they say what they said, or the page says that they do not."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.messengers import MANGLINGS, SHORTENINGS, mangled, pairs_of
from support.tables import TABLES, settings_of

from page.figures.hero.settings import TABLE as HERO
from page.figures.hero.settings import HeroSettings
from page.link import PAGE, joined, parts
from page.state.mangled import is_state
from page.state.shelf import LETTERS

DATA = Path(__file__).resolve().parent.parent / "data" / "links.json"
LINKS: list[str] = [one["link"] for one in json.loads(DATA.read_text("utf-8")) if one["link"]]
PAIRS = list(pairs_of())
DRAWING = "gAAA--AA_AA___" + "A" * 156 + "E"


def read(text: str) -> tuple[dict[str, Any], list[str]]:
    """All settings that a link spells, and what the page says about it."""
    pairs = parts(text)
    found = {name: table.decode(pairs) for name, table in TABLES.items()}
    settings = {name: one for name, (one, _) in found.items()}
    # A label may be any text: what was stuck to it cannot be told from it.
    settings["name"] = replace(settings["name"], label="")
    shelf = settings["hero"].shelf  # equal only to itself
    settings["shelf"] = (shelf.name, shelf.sketches)
    settings["hero"] = replace(settings["hero"], shelf=LETTERS)
    return settings, [said for _, complaints in found.values() for said in complaints]


@pytest.mark.parametrize("name", MANGLINGS)
def test_what_can_be_read_is_read_without_a_word(name: str) -> None:
    for link in (*LINKS, f"drawing={DRAWING}&seed=7", f"seed=7&drawing={DRAWING}"):
        text = mangled(link, name)
        assert is_state(text)
        if name == "dashes of WordPress" and "---" in link:
            continue  # three or four in a row: not to be told
        assert read(text) == read(link), text[:99]


@pytest.mark.parametrize("name", SHORTENINGS)
def test_what_was_shortened_is_read_and_said(name: str) -> None:
    text = mangled(f"drawing={DRAWING}&seed=42", name)
    settings, said = read(text)
    assert settings["hero"] == HERO.decode({"drawing": DRAWING, "seed": "42"})[0]
    assert len(said) == 1
    assert said[0].startswith("The link says seed=42")
    assert said[0].endswith("which looks cut off.")


def same_or_said(link: str, *names: str) -> None:
    text = mangled(link, *names)
    settings, said = read(text)
    assert said or settings == read(link)[0], text


@pytest.mark.parametrize("every", [23, pytest.param(1, marks=pytest.mark.soak)])
def test_after_two_accidents_it_is_the_same_or_that_is_said(every: int) -> None:
    for number, link in enumerate(LINKS):
        for names in PAIRS[number % every :: every]:
            same_or_said(link, *names)


@given(data=st.data())
def test_any_state_survives_or_that_is_said(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([name for name in TABLES if name != "page"]))
    link = joined(TABLES[name].encode(data.draw(settings_of(name))))
    if link:
        same_or_said(link, *data.draw(st.sampled_from(PAIRS)))
        same_or_said(link, data.draw(st.sampled_from(list(MANGLINGS))))


@given(data=st.data())
def test_a_clean_text_is_taken_as_it_stands(data: st.DataObject) -> None:
    """That of an address, of the storage and of a file: whatever the values are."""
    keys = [key for table in TABLES.values() for key in table.encode(table.default)]
    keys += [table.prefix + p.key for table in TABLES.values() for p in table.properties]
    # A label begins with no line break: "=" and a break are quoted-printable's.
    labels = st.text(max_size=40).filter(lambda text: not text.lstrip("\r").startswith("\n"))
    values = labels | st.sampled_from(["a&b=c", "&amp;", "?x=1", "100%", "%3D", "=n"])
    texts = data.draw(st.dictionaries(st.sampled_from(keys), values))
    assert parts(joined(texts)) == texts == dict(parse_qsl(joined(texts), True))


@pytest.mark.parametrize("label", ["A.", "(A)", "“A”", "A_", "A, bold", "A…", "&amp;", "?a=1#b=2"])
def test_a_label_of_ours_comes_back_as_it_was(label: str) -> None:
    table = TABLES["name"]
    chosen = replace(table.default, label=label)
    assert table.decode(parts(joined(table.encode(chosen)))) == (chosen, [])


@pytest.mark.parametrize("name", [name for name in MANGLINGS if "dashes" not in name])
def test_an_early_stroke_goes_into_a_mangled_link(name: str) -> None:
    """As sketch.mjs does it: a form's parser, the drawing set, and a form's writer."""
    given = parse_qsl(mangled(f"seed=7&drawing={DRAWING}&walk=3", name), True)
    others = [pair for pair in given if pair[0] != "drawing"]
    settings, said = read(urlencode([*others, ("drawing", "A" * 171)]))
    assert settings["hero"].drawing == bytes(128)
    assert said or settings["hero"] == HeroSettings(drawing=bytes(128), seed=7, walk_seed=3)


# What must not be taken for something else.

UNREADABLE = {
    "seed": ("-5", "−5", "7,5", "7.5", "1e9", "0x10", "1_0", "٣", "–", "", ".", "“”", "7/2"),
    "walk.eta": ("0,5", "-0.5", "–0.5", ".5", "1/2"),
    "schedule": ("linea", "linear.cosine", "lin…", "линейный"),
    "name.kind": ("дерево", "“”", ".", "-"),
    "drawing": ("A" * 170, "A" * 170 + "…", "A" * 173, "A" * 80 + "…" + "A" * 90, "=" * 171),
    "points.points": ("AAA", "AAA…AAAA", "A" * 1204),
}


@pytest.mark.parametrize(("key", "text"), [(k, text) for k in UNREADABLE for text in UNREADABLE[k]])
def test_what_cannot_be_read_is_said_with_its_key(key: str, text: str) -> None:
    table = next(
        one for one in TABLES.values() if key in {one.prefix + p.key for p in one.properties}
    )
    settings, said = table.decode({key: text})
    assert settings == table.default
    assert len(said) == 1
    assert said[0].startswith(f"The link says {key}=")


def test_a_drawing_that_a_length_limit_cut_is_said() -> None:
    whole = f"seed=7&drawing={DRAWING}"
    for end in range(len("seed=7&drawing="), len(whole)):
        settings, said = read(whole[:end])
        assert settings["hero"] == HeroSettings(seed=7)
        assert len(said) == 1
        assert "drawing=" in said[0]


@pytest.mark.parametrize("cut", ["d", "draw", "sched", "walk.tim", "points.b"])
def test_a_link_that_ends_within_a_key_says_so(cut: str) -> None:
    settings, said = read(f"seed=7&{cut}")
    assert settings["hero"] == HeroSettings(seed=7)
    assert said == [f"The link ends in “{cut}”: it was cut off. Copy the whole link."]


@pytest.mark.parametrize("text", ["=", "a=b", "Drawin=AAA", "%3D%3D"])
def test_a_link_that_says_nothing_known_says_so(text: str) -> None:
    assert read(text)[1] == [
        "The link says nothing that this page understands. Copy the whole link."
    ]
    assert PAGE.decode(parts(text), "What was kept here")[1][0].startswith("What was kept here")


def test_no_text_makes_more_work_than_its_length() -> None:
    dice = random.Random(5)
    for text in ("%25" * 9000, "drawing=" + "_" * 30_000, "=" * 9000, "&" * 9000, "%3D" * 9000):
        read(text + str(dice.random()))
    assert unquote("%2541") == "%41"
