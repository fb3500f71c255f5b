"""The denoisers on offer: a spec for each, from which follows all that the page does with it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from page.denoisers import averagers, known, trained, weights
from page.denoisers.spec import PLAIN, Asked, DenoiserSpec
from page.state import yours
from page.state.subject import Subject
from unerase import Denoiser, Guided, LocalScore, Oracle, PosteriorMean, Weaver, preset, to_signal
from unerase.denoisers.learned import Learned
from unerase.presets import SIDE, preset_names

ORACLE = "oracle"
GRAIN, PRESETS, LOCAL = "grain", "presets", "local"
MEMORISER, AVERAGER, IMPROVISER = "memoriser", "averager", "improviser"
WEAVER, LEARNER = "weaver", "learner"
TRAINED = "trained"

BANDWIDTH = 0.5
"""How strong the grain is."""
WINDOW = 7
"""So many cells `local` sees at once, in each direction. Tried from 3 to 17: with smaller windows
nothing comes out clean, with larger ones a walk under any schedule ends in whole pieces of
presets."""


def _presets() -> NDArray[np.float32]:
    return np.stack([to_signal(preset(slug)) for slug in preset_names()])


def _on_paper(asked: Asked) -> int:
    """Its window, or the largest odd one that fits on a drawing."""
    return min(asked.window, SIDE - 1)


def _learner(_subject: Subject, asked: Asked) -> Denoiser:
    held = weights.held()
    unnamed = Learned(held)
    if not (asked.kind or asked.style):
        return unnamed
    return Guided(Learned(held, asked.kind or None, asked.style or None), unnamed, asked.guidance)


def _learner_in_python(asked: Asked) -> str:
    if not (asked.kind or asked.style):
        return "Learned.load()"
    words = f"{asked.kind or None!r}, {asked.style or None!r}"
    return f"Guided(Learned.load({words}), Learned.load(), {asked.guidance!r})"


def _yours(subject: Subject) -> Denoiser:
    made: Denoiser = yours.held("denoiser").make(subject.x0, subject.shelf.examples)
    return made


_ALL = (
    DenoiserSpec(
        ORACLE,
        "Oracle (remembers your drawing)",
        measured="oracle",
        knows=known.DRAWING,
        make=lambda subject, _asked: Oracle(subject.x0),
        script=lambda _asked: "Oracle(x0)",
        about="Denoiser: the oracle. It remembers your drawing, so it is never in doubt.",
    ),
    DenoiserSpec(
        GRAIN,
        "Knows the presets, each with a grain",
        measured="posterior mean",
        knows=known.PRESETS,
        make=lambda _subject, _asked: PosteriorMean(_presets(), BANDWIDTH),
        script=lambda _asked: f"PosteriorMean(examples, {BANDWIDTH})",
        about=f"To this denoiser a drawing is a preset plus a grain of strength {BANDWIDTH:g}, so "
        "there is something to get slightly wrong.",
    ),
    DenoiserSpec(
        PRESETS,
        "Knows only the presets",
        measured="posterior mean",
        knows=known.PRESETS,
        make=lambda _subject, _asked: PosteriorMean(_presets()),
        script=lambda _asked: (
            "PosteriorMean(np.stack([to_signal(preset(name)) for name in preset_names()]))"
        ),
        about="Denoiser: one that knows only the presets. It answers with the average of all that "
        "is still possible.",
        racing="This denoiser knows the presets and nothing between them, so a walk ends exactly "
        "on the right one or on a wrong one: there is no gentle curve here.",
    ),
    DenoiserSpec(
        LOCAL,
        "Improviser (patches of the presets)",
        measured="local score",
        knows=known.PRESETS,
        make=lambda _subject, _asked: LocalScore(_presets(), WINDOW),
        script=lambda _asked: f"LocalScore(examples, {WINDOW})",
        about=f"This denoiser guesses each cell from the {WINDOW} × {WINDOW} cells around it, and "
        "puts together drawings that are no preset.",
    ),
    DenoiserSpec(
        MEMORISER,
        "Memoriser (your shelf)",
        measured="posterior mean",
        knows=known.SHELF,
        make=lambda subject, _asked: PosteriorMean(subject.shelf.examples),
        script=lambda _asked: "PosteriorMean(examples)",
        about="Denoiser: the memoriser. It knows the sketches of your shelf by heart, and "
        "nothing else.",
        racing="This denoiser knows the sketches of your shelf and nothing between them: a walk "
        "ends on one of them, the right one or a wrong one.",
    ),
    DenoiserSpec(
        AVERAGER,
        "Averager (your shelf)",
        measured="wiener",
        knows=known.SHELF,
        make=lambda subject, _asked: averagers.averager(subject.shelf),
        prepare=lambda subject, in_time: averagers.make(subject.shelf, in_time),
        script=lambda _asked: "Wiener(examples)",
        about="Denoiser: the averager. It knows the mean of your shelf and how its cells vary "
        "together.",
        racing="This denoiser knows the mean of your shelf and how its cells vary together, and "
        "nothing else. Its answer is linear in the noisy picture, so walks are smooth.",
    ),
    DenoiserSpec(
        IMPROVISER,
        "Improviser (your shelf)",
        measured="local score",
        knows=known.SHELF,
        heeds=("window",),
        make=lambda subject, asked: LocalScore(subject.shelf.examples, asked.window),
        script=lambda asked: f"LocalScore(examples, {asked.window})",
        about="Denoiser: the improviser. It knows your shelf in patches, each in its place.",
        racing=f"This denoiser guesses each cell from the {PLAIN.window} × {PLAIN.window} cells "
        "around it, as they are on your shelf, and puts together drawings that no shelf holds.",
    ),
    DenoiserSpec(
        WEAVER,
        "Weaver (patches of your drawing)",
        measured="weaver",
        knows=known.DRAWING,
        heeds=("window",),
        make=lambda subject, asked: Weaver(subject.x0, _on_paper(asked)),
        script=lambda asked: f"Weaver(x0, {_on_paper(asked)})",
        about="Denoiser: the weaver. It knows patches of your drawing, but not their places.",
        racing=f"This denoiser guesses each cell from patches of your drawing, {PLAIN.window} "
        "cells wide, wherever they come from. Its answers are compared with that drawing.",
    ),
    DenoiserSpec(
        LEARNER,
        "Learner (trained)",
        measured="learner",
        knows=known.PRESETS,  # its shapes, rather: no drawing of its training is kept
        heeds=("kind", "style", "guidance"),
        here=weights.here,
        make=_learner,
        script=_learner_in_python,
        about="Denoiser: the learner. It is a network, trained on shapes, and keeps no drawings.",
        racing="This denoiser is a trained network and keeps no drawings. The name is the preset "
        "that its answer is most like.",
    ),
    DenoiserSpec(
        TRAINED,
        "Trained here (figure Learn)",
        measured="trained here",
        knows=known.SEEN,
        here=trained.here,
        of_visit="trained in this visit first, in the figure Learn",
        make=lambda _subject, _asked: trained.held().denoiser,
        script=lambda _asked: 'Trained.read(Path("unerase-learn.npz").read_bytes())',
        about="Denoiser: the network that you have trained in the figure Learn.",
    ),
    DenoiserSpec(
        yours.YOURS,
        yours.LABEL,
        measured="yours",
        knows=known.ANYTHING,
        here=lambda: yours.here("denoiser"),
        of_visit=yours.REFUSED,
        make=lambda subject, _asked: _yours(subject),
        script=lambda _asked: "your_denoiser(x0, examples)",
        about="Denoiser: the one that you have written in the figure The code.",
    ),
)

DENOISERS: Mapping[str, DenoiserSpec] = {spec.name: spec for spec in _ALL}
"""By name, in the order of menus."""

LABELS: Mapping[str, str] = {
    spec.name: spec.label for spec in _ALL if spec.name not in (GRAIN, LOCAL)
}
"""The menu of the figures that offer one denoiser of all: the other two are for Samplers."""


def missing(name: str) -> str:
    """What has to be done before a denoiser can be chosen; one whose file is on its way can be."""
    spec = DENOISERS[name]
    return "" if spec.here() else spec.of_visit


def waits(name: str) -> bool:
    """Whether this denoiser cannot be made yet; false for an empty name."""
    return bool(name) and not DENOISERS[name].here()
