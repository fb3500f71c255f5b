"""What the figure "The unseen drawing" says about its rows."""

from __future__ import annotations

from page.denoisers import DENOISERS
from page.figures.unseen.masks import NOTHING, mask_of
from page.figures.unseen.scene import End, Scene
from page.figures.unseen.settings import UnseenSettings
from page.figures.without.settings import WHOLE
from page.figures.without.words import SEES_ALL
from page.widgets.numbers import counted, short
from page.widgets.words import away
from unerase import mse
from unerase.metrics import COPY

WALKING = "walking …"


def readings(scene: Scene, s: UnseenSettings) -> dict[str, str]:
    """What is said of the rows, by the name of its place; of what is not known the old stays."""
    found = {}
    for name in scene.ready():
        estimate, end = scene.estimate(name, s), scene.end(name, s)
        if estimate:
            found[f"error-{name}"] = f"error {short(estimate.error, 2)}"
        if end and DENOISERS[name].sketches:
            found[f"near-{name}"] = f"{end.near.name}, {away(end.near.off)}"
        found[f"off-{name}"] = off_of(end)
    return found


def off_of(end: End | None) -> str:
    """How far a walk ends from the drawing."""
    if end is None:
        return WALKING
    return away(end.off) if end.off else "the drawing itself"


def locked_words(s: UnseenSettings) -> str:
    """How much is locked."""
    if s.locked == NOTHING:
        return "no cell is locked"
    mask = mask_of(s.locked)
    return f"{int(mask.sum())} of {mask.size} cells are locked"


def prior_words(scene: Scene) -> str:
    """How wrong the learner is before it has seen anything; empty until that is known."""
    prior, mean = scene.prior(), scene.subject.shelf.examples.mean(axis=0)
    if prior is None:
        return ""
    return (
        f"In pure noise the learner is off by {short(prior, 2)}: that is what it knows before it "
        f"sees anything. The mean of the shelf is off by {short(mse(mean, scene.subject.x0), 2)}."
    )


def reading(scene: Scene, s: UnseenSettings) -> str:
    """Who is how wrong at the present step, read off the rows; empty until all of them are made."""
    estimates = {name: scene.estimate(name, s) for name in scene.ready()}
    ends = {name: scene.end(name, s) for name in estimates}
    known = [(one.error, DENOISERS[name].short) for name, one in estimates.items() if one]
    walked = [(one.off, DENOISERS[name].short) for name, one in ends.items() if one]
    if len(known) < len(estimates) or len(walked) < len(ends):
        return ""
    ranked = ", ".join(f"{name} {short(error, 2)}" for error, name in sorted(known))
    off, farthest = max(walked)
    last = f"The {farthest.lower()}’s walk ends farthest from the drawing: {away(off)}."
    return f"Least error first: {ranked}. {last if off else 'All walks end on the drawing.'}"


def notice(scene: Scene, s: UnseenSettings) -> str:
    """A sentence about a drawing or settings that need one; else nothing."""
    if not scene.subject.bits.any():
        return "The drawing is empty: draw something on the first sheet of this page."
    twin, off = scene.subject.shelf.nearest(scene.subject.bits)
    if off <= COPY:
        stands = f"as {twin.name}" + (f", but for {counted(off, 'cell')}" if off else "")
        return (
            f"On the shelf already, {stands}: memoriser, averager and improviser have seen it. "
            "Draw another, or use another shelf."
        )
    if s.window == WHOLE:
        return SEES_ALL
    return ""
