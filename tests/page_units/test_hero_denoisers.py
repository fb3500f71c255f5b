"""The hero with any denoiser, and walks that leave from less than noise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from support.scene import BITS, FOREVER, PLAIN, World
from support.tables import SHELVED
from support.trained import SEEN, trained_here
from support.yours import yours_here

from page.denoisers import DENOISERS, LABELS, LEARNER, TRAINED
from page.denoisers.known import Likeness
from page.export.making import CannotSave
from page.figures.hero.film import film
from page.figures.hero.scene import Scene
from page.figures.hero.settings import TABLE as HERO
from page.figures.hero.settings import HeroSettings
from page.figures.hero.words import VERDICTS, arrival_words, near_words, start_words
from page.link import parts
from page.sharing.links import hero_state
from page.state.shelf import Shelf, ready
from page.state.subject import Subject
from unerase import Frame, NoiseSource, ddpm, to_signal
from unerase.forward import diffuse_all
from unerase.metrics import hamming
from unerase.pixels import to_bits, unpack_bits
from unerase.presets import nearest_preset
from unerase.schedules import SCHEDULES

HERE = [name for name in LABELS if name != LEARNER]
SHELF = ready("patterns")


@pytest.fixture(autouse=True, scope="module")
def network() -> Iterator[None]:
    """Something has been trained and written in this visit."""
    with trained_here(), yours_here():
        yield


def walked(settings: HeroSettings) -> Scene:
    """A session whose walk is over."""
    session = World().session(settings)
    session.use(settings.at(0, "reverse"))
    assert session.walk_on(FOREVER)
    return session


@pytest.mark.parametrize("denoiser", HERE)
def test_the_walk_asks_the_denoiser_that_is_named(denoiser: str) -> None:
    settings = replace(PLAIN, denoiser=denoiser, shelf=SHELF, steps=6)
    x0, schedule = to_signal(BITS), SCHEDULES["linear"](6)
    eps = NoiseSource(0).normal((32, 32))
    asked = DENOISERS[denoiser].of(Subject(PLAIN.drawing, 0, shelf=SHELF))
    x_t = diffuse_all(x0, schedule, eps)
    session = walked(settings)
    for frame in ddpm(asked, schedule, x_t[6], NoiseSource(0, stream=1)):
        found = session.frame("reverse", frame.t)
        assert np.array_equal(found.x_t, frame.x_t)
        assert np.array_equal(found.x0_hat, frame.x0_hat)
    forward = session.frame("forward", 4)
    assert np.array_equal(forward.x0_hat, asked(x_t[4], schedule.at(4)))


@pytest.mark.parametrize("denoiser", HERE)
def test_a_shelf_matters_to_who_knows_it_only(denoiser: str) -> None:
    settings = replace(PLAIN, denoiser=denoiser)
    session = World().session(settings)
    assert session.use(replace(settings, shelf=SHELF)) == (denoiser in SHELVED)


@pytest.mark.parametrize("denoiser", HERE)
def test_an_answer_is_compared_with_what_its_denoiser_knows(denoiser: str) -> None:
    session = walked(replace(PLAIN, denoiser=denoiser, shelf=SHELF))
    frame = session.frame("reverse", 0)
    answer, near = to_bits(frame.x0_hat), session.near(frame)
    assert near.off == hamming(answer, near.bits)
    if denoiser in SHELVED:
        assert near.off == min(hamming(answer, bits) for bits in SHELF.bits)
        assert near.name in [sketch.name for sketch in SHELF.sketches]
    elif denoiser == TRAINED:
        assert near.off == min(hamming(answer, bits) for bits in SEEN.bits)
    elif denoiser == "presets":
        assert near.off == nearest_preset(answer)[1] == 0
    else:
        assert np.array_equal(near.bits, BITS)


@pytest.mark.parametrize("start", [1, 7, 19])
def test_a_walk_from_here_leaves_the_forward_picture(start: int) -> None:
    settings = PLAIN.walking_from(start)
    session = walked(settings)
    assert np.array_equal(session.frame("reverse", start).x_t, session.frame("forward", start).x_t)
    assert np.array_equal(session.frame("reverse", 0).x_t, to_signal(BITS))
    for t in range(start + 1, 21):  # before it there is no walk: what is seen is the way there
        assert np.array_equal(session.frame("reverse", t).x_t, session.frame("forward", t).x_t)
    first, tones = session.walk_tones(0, 21)
    assert (first, len(tones)) == (0, start + 1)
    assert session.walk_tones(start + 1, 21)[1].shape == (0, 32, 32)


def test_the_less_is_forgotten_the_nearer_the_memoriser_stays_to_the_drawing() -> None:
    """SDEdit: from a little noise the drawing's own neighbour on the shelf, from all any sketch."""
    shelf = ready("letters")
    sketch = shelf.sketches[40]
    settings = replace(PLAIN, drawing=np.packbits(sketch.bits).tobytes(), denoiser="memoriser")
    assert np.array_equal(unpack_bits(settings.drawing, 32), sketch.bits)
    ends = []
    for start in (5, 20):
        session = walked(settings.walking_from(start))
        ends.append(session.near(session.frame("reverse", 0)).name)
    assert ends[0] == sketch.name != ends[1]


def test_steps_of_a_slow_walk_come_one_by_one() -> None:
    world = World(step_ms=30.0)
    settings = replace(PLAIN, denoiser="presets")
    session = world.session(settings)
    session.use(settings.at(0, "reverse"))
    for made in range(1, 5):
        assert not session.walk_on(world.time + 10)
        assert world.steps == made


def test_another_start_is_another_walk() -> None:
    session = walked(PLAIN)
    assert session.use(PLAIN.walking_from(8))
    assert not session.use(PLAIN.walking_from(8).at(3))


def likeness(off: int) -> Likeness:
    return Likeness(BITS, "Q", off)


def frame(x0_hat: float = 1.0) -> Frame:
    answer = np.full((32, 32), x0_hat, dtype=np.float32)
    return Frame(0, 1.0, answer, answer, 20)


def test_words_for_what_an_answer_is_like() -> None:
    assert near_words("oracle", likeness(0), frame(), True) == "Matches your drawing exactly."
    assert near_words("weaver", likeness(1), frame(), True) == "1 cell away from your drawing."
    assert (
        near_words("memoriser", likeness(9), frame(), False) == "Nearest sketch: “Q”, 9 cells off."
    )
    for off, kind in ((8, "copy"), (9, "close"), (41, "new")):
        words = near_words("learner", likeness(off), frame(), True)
        assert words == f"Nearest preset: “Q”, {off} cells off: {VERDICTS[kind]}."
    assert near_words("averager", likeness(3), frame(0.2), True).endswith(": a blur.")


def test_arrival_words_are_true_of_who_does_not_know_the_drawing() -> None:
    home = PLAIN.at(0, "reverse")
    assert arrival_words(home, frame(), 0.0, "X.") == "The walk back is over: MSE vs clean 0."
    assert arrival_words(replace(home, denoiser="memoriser"), frame(), 1.25, "X.") == (
        "The walk back is over: MSE vs clean 1.25. X."
    )


def test_it_says_from_where_a_walk_leaves() -> None:
    linear = SCHEDULES["linear"](20)
    assert start_words(PLAIN, linear) == ""
    left = 100 * linear.signal[8]
    assert start_words(PLAIN.walking_from(8), linear) == (
        f"This walk leaves from step 8, with {left:.0f}% of the signal left."
    )


def test_a_link_carries_the_shelf_for_those_who_know_it() -> None:
    own = Shelf("link", ready("letters").sketches[:4])
    for denoiser in LABELS:
        settings = replace(PLAIN, denoiser=denoiser, shelf=own)
        found, complaints = HERO.decode(parts(hero_state(settings)))
        assert complaints == []
        assert found.denoiser == denoiser
        carried = own if denoiser in SHELVED else ready("letters")
        assert found.shelf.sketches == carried.sketches


def test_a_walk_cannot_leave_from_beyond_the_steps() -> None:
    found, complaints = HERO.decode({"steps": "5", "from": "5"})
    assert found == HeroSettings(steps=5)
    assert complaints == ["The link says from=5, which must be below 5."]


def test_without_its_weights_the_learner_hands_nothing_over() -> None:
    with pytest.raises(CannotSave, match="have not arrived"):
        next(film(replace(PLAIN, denoiser=LEARNER), Subject.of(PLAIN)))
