"""The engine in five steps, printed in the terminal: `python examples/quickstart.py`.

Needs the engine alone: `pip install .` in a copy of the repository.
"""

from __future__ import annotations

import numpy as np

from unerase import (
    Experiment,
    Guided,
    Learned,
    NoiseSource,
    Oracle,
    PosteriorMean,
    ddpm,
    diffuse,
    linear,
    mse,
    preset,
    sample,
    to_signal,
)
from unerase.arrays import Picture
from unerase.presets import preset_names
from unerase.terminal import lines_of


def show(title: str, x: Picture) -> None:
    print(f"\n{title}", *lines_of(x), sep="\n")


# A picture is an array of ±1. A schedule says how much of it is left at each step, and any step is
# one line away.
x0 = to_signal(preset("heart"))
schedule = linear(20)
eps = NoiseSource(7).normal(x0.shape)
show("Forward: the heart at step 6 of 20", diffuse(x0, schedule.at(6), eps))

# Back. The oracle remembers the heart, so that every walk ends there.
*_, last = Experiment(x0, schedule, Oracle(x0), ddpm, seed=7).reverse()
show(f"Back with the oracle: MSE vs clean {mse(last.x_t, x0):.6f}", last.x_t)

# This denoiser only knows that it was one of the presets, and knows that exactly. Its walk ends at
# a preset, but who says at which?
presets = np.stack([to_signal(preset(name)) for name in preset_names()])
*_, last = Experiment(x0, schedule, PosteriorMean(presets), ddpm, seed=7).reverse()
found = preset_names()[int(np.argmin([mse(last.x_t, one) for one in presets]))]
show(f"Back with the posterior mean: the {found}", last.x_t)

# A trained network, asked by name, from noise alone. Guidance exaggerates the name.
learner = Guided(Learned.load("cat", "striped"), Learned.load(), weight=1.5)
show("The learner, asked for a striped cat", sample(learner, schedule, (32, 32), seed=7))


# Your own denoiser is any function that guesses the clean picture. This one believes that pictures
# are the same on the left and on the right, and asks the learner for the rest.
def mirror(x_t: Picture, alpha_bar: float) -> Picture:
    x0_hat = learner(x_t, alpha_bar)
    return np.float32(0.5) * (x0_hat + x0_hat[:, ::-1])


show("The same, with a mirror", sample(mirror, schedule, (32, 32), seed=7))
