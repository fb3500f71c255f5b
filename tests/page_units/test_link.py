"""Links: every setting survives the way there and back, and a bad one says so in one sentence."""

from __future__ import annotations

import random
import re

import numpy as np
import pytest

from page.denoisers import LABELS, TRAINED
from page.figures.hero.settings import TABLE as HERO
from page.figures.hero.settings import WALKS, HeroSettings
from page.link import joined, parts
from page.state.controls import PHASES
from page.state.curve import DEFAULT_CURVE, pack
from page.state.schedules import NAMES
from page.state.yours import YOURS

MAX_SEED = 2**32 - 1
EMPTY = bytes(128)


def encode(settings: HeroSettings) -> str:
    return joined(HERO.encode(settings))


def decode(text: str, source: str = "The link") -> tuple[HeroSettings, list[str]]:
    return HERO.decode(parts(text), source)


OTHER_CURVE = pack(np.array([[0, 120], [12, 99], [240, -120]]))


def random_settings(dice: random.Random) -> HeroSettings:
    steps = dice.choice([1, 2, 20, 1000, dice.randint(1, 1000)])
    return HeroSettings(
        drawing=dice.choice([HeroSettings().drawing, EMPTY, dice.randbytes(128)]),
        schedule=dice.choice(NAMES[:-1]),
        steps=steps,
        sampler=dice.choice(["ddpm", "ddim"]),
        seed=dice.choice([0, 1, MAX_SEED, dice.randint(0, MAX_SEED)]),
        walk_seed=dice.choice([1, 2, MAX_SEED, dice.randint(1, MAX_SEED)]),
        phase=dice.choice(PHASES),
        timestep=dice.choice([0, steps, dice.randint(0, steps)]),
        denoiser=dice.choice([name for name in LABELS if name not in (TRAINED, YOURS)]),
        start=dice.choice([0, dice.randint(0, steps - 1)]),
        curve=dice.choice([DEFAULT_CURVE, OTHER_CURVE]),
    )


def test_there_and_back_is_the_same() -> None:
    dice = random.Random(2)
    for _ in range(3000):
        settings = random_settings(dice)
        assert decode(encode(settings)) == (settings, [])


def test_links_are_short_and_need_no_quoting() -> None:
    dice = random.Random(3)
    for _ in range(1000):
        assert re.fullmatch(r"[A-Za-z0-9_=&-]*", encode(random_settings(dice)))


def test_the_longest_link_has_300_characters_at_most() -> None:
    longest = HeroSettings(
        max(NAMES, key=len),
        1000,
        "ddim",
        MAX_SEED,
        MAX_SEED,
        "reverse",
        999,
        random.Random(4).randbytes(128),
    )
    link = encode(longest)
    assert decode(link) == (longest, [])
    keys = {p.key for p in HERO.properties}
    assert {part.partition("=")[0] for part in link.split("&")} == keys - {
        "curve",
        "shelf",
        "denoiser",
        "from",
    }
    assert len(link) <= 300


def test_what_stands_at_its_default_is_left_out() -> None:
    assert encode(HeroSettings()) == ""
    assert encode(HeroSettings(seed=7)) == "seed=7"
    assert encode(HeroSettings(steps=50)) == "steps=50"
    assert encode(HeroSettings(steps=50, timestep=50)) == "steps=50&timestep=50"
    assert encode(HeroSettings(phase="reverse")) == "phase=reverse"
    assert encode(HeroSettings(sampler="ddim", walk_seed=3)) == "sampler=ddim&walk=3"


def test_an_empty_link_is_the_default() -> None:
    assert decode("") == (HeroSettings(), [])


# Base64url worked by hand: 6 bits a character; the last of 171 carries 4 bits and two zeros.
@pytest.mark.parametrize(
    ("drawing", "text"),
    [
        (EMPTY, "A" * 171),
        (b"\xff" * 128, "_" * 170 + "8"),  # 1111 00 = 60 = "8"
        (b"\x80" + bytes(127), "g" + "A" * 170),  # top left: 100000 = 32 = "g"
        (bytes(127) + b"\x01", "A" * 170 + "E"),  # bottom right: 0001 00 = 4 = "E"
        (b"\xfb\xef\xbe" + bytes(125), "----" + "A" * 167),  # 111110 = 62 = "-"
    ],
    ids=["empty", "full", "top left", "bottom right", "dashes"],
)
def test_drawings_are_base64url_without_padding(drawing: bytes, text: str) -> None:
    assert encode(HeroSettings(drawing=drawing)) == f"drawing={text}"
    assert decode(f"drawing={text}") == (HeroSettings(drawing=drawing), [])


def test_every_key_is_read_on_its_own() -> None:
    settings, complaints = decode(
        "phase=reverse&timestep=2&walk=9&seed=8&sampler=ddim&steps=5&schedule=literal"
    )
    assert complaints == []
    assert settings == HeroSettings("literal", 5, "ddim", 8, 9, "reverse", 2)


def test_keys_stand_in_the_order_that_they_always_had() -> None:
    """What a tab has kept, and what is shared, is compared as text."""
    chosen = HeroSettings(seed=9, drawing=EMPTY, curve=pack(np.array([[0, 9], [240, 0]])), start=3)
    assert re.sub("=[^&]*", "", encode(chosen)) == "seed&drawing&curve&from"


def test_unknown_keys_are_ignored() -> None:
    assert decode("shelves=abc&start=3&seed=5&utm_source=x&&Seed=6&=") == (HeroSettings(seed=5), [])


BAD = [
    *[("schedule", text) for text in ("", "Linear", "linear2", "quartic")],
    *[
        ("steps", text)
        for text in ("", "0", "1001", "-1", "2.5", "1e2", "twenty", "٣", "²", "0x10")
    ],
    *[("shelf", text) for text in ("", "abc", ".", ".AAAA", "Letters")],
    *[("sampler", text) for text in ("", "euler", "DDPM")],
    *[("seed", text) for text in ("", "-1", "4294967296", "1_000", "None", "3.0")],
    *[("walk", text) for text in ("", "0", "4294967296", "ddpm")],
    *[("phase", text) for text in ("", "sideways", "Forward")],
    *[("denoiser", text) for text in ("", "Oracle", "grain")],
    *[("from", text) for text in ("", "-1", "1000", "20", "noise")],
    *[("timestep", text) for text in ("", "-1", "1001", "x")],
    *[("drawing", text) for text in ("", "A", "AAAA", "heart", "é")],
]


@pytest.mark.parametrize(("key", "text"), BAD)
def test_a_bad_value_falls_back_and_is_reported_once(key: str, text: str) -> None:
    settings, complaints = decode(f"{key}={text}")
    assert settings == HeroSettings()
    assert len(complaints) == 1
    sentence = complaints[0]
    assert f" {key}={text}," in sentence
    assert sentence.endswith(".")
    assert ". " not in sentence


@pytest.mark.parametrize(("key", "text"), BAD)
def test_a_bad_value_leaves_the_others_alone(key: str, text: str) -> None:
    good = {"seed": "5", "schedule": "cosine", "sampler": "ddim"}
    good.pop(key, None)
    others = "&".join(f"{k}={v}" for k, v in good.items())
    settings, complaints = decode(f"{others}&{key}={text}")
    assert len(complaints) == 1
    assert settings == decode(others)[0] != HeroSettings()


@pytest.mark.parametrize(
    "text",
    [
        "A" * 170,
        "A" * 173,
        "A" * 168,
        "A" * 170 + "!",
        "A" * 170 + "é",
        "A" * 170 + "+",
        "=" * 171,
    ],
)
def test_only_128_bytes_are_a_drawing(text: str) -> None:
    settings, complaints = decode(f"drawing={text}")
    assert settings == HeroSettings()
    assert len(complaints) == 1
    assert f"drawing={text[:24]}…, " in complaints[0]


def test_a_value_of_24_characters_is_shown_whole_and_a_longer_one_is_cut() -> None:
    assert f"phase={'x' * 24}," in decode("phase=" + "x" * 24)[1][0]
    assert f"phase={'x' * 24}…," in decode("phase=" + "x" * 25)[1][0]


def test_the_sentence_says_what_is_allowed() -> None:
    assert "from 1 to 1000" in decode("steps=0")[1][0]
    assert "from 0 to 1000" in decode("timestep=x")[1][0]
    assert "at most 7" in decode("steps=7&timestep=8")[1][0]
    assert "from 0 to 4294967295" in decode("seed=x")[1][0]
    assert "from 1 to 4294967295" in decode("walk=0")[1][0]
    for name in NAMES:
        assert name in decode("schedule=x")[1][0]
    for name in WALKS:
        assert name in decode("sampler=x")[1][0]
    assert "171" in decode("drawing=x")[1][0]


@pytest.mark.parametrize(
    ("link", "most"),
    [
        ("timestep=21", 20),
        ("timestep=21&phase=reverse", 20),
        ("steps=5&timestep=6&phase=forward", 5),
        ("phase=reverse&steps=5&timestep=1000", 5),
        ("steps=999&timestep=1000&phase=reverse&seed=3", 999),
    ],
)
def test_a_timestep_beyond_the_steps_falls_back_to_rest(link: str, most: int) -> None:
    """One sentence says so; the phase goes along with the timestep, everything else stays."""
    settings, complaints = decode(link)
    t = dict(pair.split("=") for pair in link.split("&"))["timestep"]
    assert (settings.phase, settings.timestep, settings.steps) == ("forward", 0, most)
    assert settings == settings.at_rest()
    assert settings.seed == (3 if "seed=3" in link else 0)
    assert complaints == [f"The link says timestep={t}, which must be at most {most}."]


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("steps", [1, 5, 20, 1000])
def test_either_end_of_either_phase_is_there(phase: str, steps: int) -> None:
    for t in (0, 1, steps):
        settings, complaints = decode(f"steps={steps}&timestep={t}&phase={phase}")
        assert (settings.phase, settings.timestep, settings.steps) == (phase, t, steps)
        assert complaints == []


def test_the_sentences_say_where_the_text_came_from() -> None:
    text = "seed=x&timestep=21&walk=0"
    settings, complaints = decode(text, "What was kept here")
    assert settings == decode(text)[0]
    assert len(complaints) == 3
    assert all(sentence.startswith("What was kept here says ") for sentence in complaints)
    assert all(sentence.startswith("The link says ") for sentence in decode(text)[1])


def test_several_bad_values_are_each_reported() -> None:
    settings, complaints = decode("seed=x&seeds=1&steps=0&phase=up&drawing=no&schedule=cosine")
    assert settings == HeroSettings(schedule="cosine")
    assert len(complaints) == 4
    for pair in ("seed=x,", "steps=0,", "phase=up,", "drawing=no,"):
        assert sum(pair in sentence for sentence in complaints) == 1


def test_whatever_is_pasted_gives_settings_that_hold_together() -> None:
    dice = random.Random(5)
    keys = [p.key for p in HERO.properties]
    for _ in range(3000):
        parts = []
        for key in dice.sample(keys, dice.randint(0, len(keys))):
            value = dice.choice(
                [
                    "",
                    str(dice.randint(-5, 1100)),
                    "reverse",
                    "ddim",
                    "%zz",
                    "+",
                    "=",
                    "é",
                    "A" * 171,
                ]
            )
            parts.append(f"{key}={value}")
        settings, complaints = decode("&".join(parts))
        assert 0 <= settings.timestep <= settings.steps <= 1000
        assert settings.steps >= 1
        assert settings.phase in PHASES
        assert len(complaints) <= len(parts)
        assert decode(encode(settings)) == (settings, [])


def test_a_very_long_number_is_told_what_is_allowed() -> None:
    settings, complaints = decode("seed=" + "1" * 5000)
    assert settings == HeroSettings()
    assert complaints == [
        f"The link says seed={'1' * 24}…, which must be a whole number from 0 to {MAX_SEED}."
    ]
