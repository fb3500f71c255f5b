"""The figure "Ask by name" as files: its sheets side by side, step by step."""

from __future__ import annotations

from page.denoisers import LEARNER
from page.denoisers.scripting import sketches_of
from page.export.film import Array, Film, numbers, of_walks, side_by_side, walked
from page.export.making import Making, check_here
from page.figures.name.scene import Scene, label_in
from page.figures.name.settings import NameSettings, write_weight
from page.state.controls import STEPS
from page.state.subject import Subject
from unerase.presets import SIDE

NOT_HERE = "The learner’s weights have not arrived. Choose a name to send for them."

BY_NAME = """named, unnamed = Learned.load({kind!r}, {style!r}), Learned.load()


def guided(weight):
    return Guided(named, unnamed, weight)
"""
BY_LABEL = """sketches = {sketches}
examples = np.stack([to_signal(sketch.bits) for sketch in sketches])
labels = [sketch.label for sketch in sketches]


def guided(weight):
    return guided_posterior_mean(examples, labels, {label!r}, weight)
"""


def film(s: NameSettings, subject: Subject) -> Making[Film]:
    """Every sheet from the start noise to its end, and what the denoiser said on the way."""
    check_here(s.denoiser, NOT_HERE)
    scene, shelf = Scene(s, subject), subject.shelf
    names = {weight: f"w{write_weight(weight).replace('.', '_')}" for weight in s.weights}
    walks = yield from walked({name: scene.walk(weight) for weight, name in names.items()})
    arrays = {array.name: array for array in of_walks(walks)}
    if s.denoiser == LEARNER:
        made = BY_NAME.format(kind=s.kind or None, style=s.style or None)
    else:
        made = BY_LABEL.format(sketches=sketches_of(shelf), label=label_in(shelf, s.label))
    return Film(
        "One noise and one name, asked for more and more strongly",
        s.seed,
        f"""
{made}

schedule = linear({STEPS})
start = NoiseSource({s.seed}).normal(({SIDE}, {SIDE}))
walks = {{
    name: list(renoise(guided(weight), schedule, start, NoiseSource({s.seed}, {s.walk})))
    for weight, name in {names!r}.items()
}}  # x_T … x_0, each
""",
        [
            Array("alpha_bar", scene.schedule.alpha_bar, "schedule.alpha_bar"),
            *arrays.values(),
            *numbers(seed=s.seed, walk_seed=s.walk),
        ],
        [side_by_side(*((arrays[f"x_t_{names[weight]}"], "signal") for weight in s.weights))],
        s.timestep,
    )
