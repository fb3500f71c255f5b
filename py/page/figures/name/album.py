"""The figure "Ask by name" as files: its sheets side by side, step by step."""

from __future__ import annotations

import numpy as np

from page.denoisers import LEARNER, waits
from page.denoisers.scripting import LEARNED, sketches_of
from page.export import scripts
from page.export.album import Album, CannotSave, Colours, Making, Rgb, beside
from page.export.walked import saved, series_of, walked
from page.figures.name.scene import Scene, label_in
from page.figures.name.settings import STEPS, NameSettings, write_weight
from page.state.shelf import Shelf
from page.state.subject import Subject
from unerase.pixels import tone
from unerase.presets import SIDE

NOT_HERE = "The learner’s weights have not arrived. Choose a name to send for them."

BY_NAME = """weights = {weights}
named, unnamed = Learned(weights, {kind!r}, {style!r}), Learned(weights)


def guided(weight):
    return Guided(named, unnamed, weight)
"""
BY_LABEL = """sketches = {sketches}
examples = np.stack([to_signal(sketch.bits) for sketch in sketches])
labels = [sketch.label for sketch in sketches]


def guided(weight):
    return guided_posterior_mean(examples, labels, {label!r}, weight)
"""


def album(s: NameSettings, subject: Subject, colours: Colours, state: str) -> Making[Album]:
    """Every sheet from the start noise to its end, and what the denoiser said on the way."""
    if waits(s.denoiser):
        raise CannotSave(NOT_HERE)
    scene = Scene(s, subject)
    walks = yield from walked({_key(weight): scene.walk(weight) for weight in s.weights})

    def paint(i: int) -> Rgb:
        sheets = (walks[_key(weight)][i].x_t for weight in s.weights)
        return beside(*(colours.signal[tone(picture)] for picture in sheets))

    name = f"unerase-name-seed{s.seed}"
    return Album(
        name=name,
        count=STEPS + 1,
        paint=paint,
        shown=STEPS - s.timestep,
        rows=(range(STEPS + 1),),
        series=series_of(walks),
        extra={
            "alpha_bar": scene.schedule.alpha_bar,
            "seed": np.array(s.seed),
            "walk_seed": np.array(s.walk),
        },
        script=script(s, subject.shelf, name),
        state=state,
    )


def _key(weight: float) -> str:
    """A weight in the name of an array: w0, w1, w2_5."""
    return f"w{write_weight(weight).replace('.', '_')}"


def script(s: NameSettings, shelf: Shelf, name: str) -> str:
    """The same in Python."""
    keys = {_key(weight): weight for weight in s.weights}
    if s.denoiser == LEARNER:
        made = BY_NAME.format(weights=LEARNED, kind=s.kind or None, style=s.style or None)
    else:
        made = BY_LABEL.format(sketches=sketches_of(shelf), label=label_in(shelf, s.label))
    body = f"""
{made}

schedule = linear({STEPS})
start = NoiseSource({s.seed}).normal(({SIDE}, {SIDE}))
walks = {{
    key: list(renoise(guided(weight), schedule, start, NoiseSource({s.seed}, {s.walk})))
    for key, weight in {keys!r}.items()
}}  # x_T … x_0, each
"""
    return scripts.script(
        "One noise and one name, asked for more and more strongly",
        name,
        body,
        {"alpha_bar": "schedule.alpha_bar"} | saved(tuple(keys)),
    )
