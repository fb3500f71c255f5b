"""The oracle: a denoiser that remembers the drawing."""

from __future__ import annotations

from unerase import checks
from unerase.arrays import Picture


class Oracle:
    """Answers x0 itself, whatever x_t it is shown.

    It remembers the picture, not the noise: a stored eps is wrong as soon as a stochastic sampler
    has drawn fresh noise, while the noise that is really in x_t always follows from x0.
    """

    def __init__(self, x0: Picture) -> None:
        self.x0 = checks.picture("x0", x0).copy()
        self.x0.setflags(write=False)  # every frame shares it

    def __call__(self, x_t: Picture, alpha_bar: float, /) -> Picture:
        """Return x0, float32 of the shape of x_t."""
        if x_t.shape != self.x0.shape:
            raise ValueError(f"x_t had shape {x_t.shape}; it must have shape {self.x0.shape}")
        return self.x0
