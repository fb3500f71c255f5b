"""A walk from noise to a drawing, in the terminal: `python -m unerase heart`."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from unerase import checks, terminal
from unerase.arrays import Picture
from unerase.denoisers import Denoiser, Guided, LocalScore, Oracle, PosteriorMean, Wiener
from unerase.denoisers.learned import Learned
from unerase.experiment import Experiment
from unerase.noise import NoiseSource
from unerase.pixels import to_signal
from unerase.presets import SIDE, preset, preset_names
from unerase.samplers import SAMPLERS, Frame
from unerase.schedules import SCHEDULES
from unerase.shapes import KINDS, STYLES
from unerase.shelves import letters

LEARNER = "learner"
LEARNED = tuple(kind for kind in KINDS if kind not in preset_names())
OTHERS: dict[str, Callable[[Picture], Denoiser]] = {
    "oracle": Oracle,
    "presets": lambda _: PosteriorMean(np.stack([to_signal(preset(n)) for n in preset_names()])),
    "memoriser": lambda _: PosteriorMean(_letters()),
    "averager": lambda _: Wiener(_letters()),
    "improviser": lambda _: LocalScore(_letters(), 13),
}
OPTIONS = {
    "guidance": (1.5, "how much the learner heeds the name"),
    "schedule": ("linear", ", ".join(SCHEDULES)),
    "sampler": ("ddpm", ", ".join(SAMPLERS)),
    "steps": (20, "from noise to drawing"),
    "seed": (7, "another seed is other noise"),
}


def _letters() -> Picture:
    return np.stack([to_signal(sketch.bits) for sketch in letters()])


def parser() -> argparse.ArgumentParser:
    """What can be asked for."""
    made = argparse.ArgumentParser(
        "python -m unerase",
        usage="%(prog)s [drawing] [options]",
        description="Dissolve a drawing into noise and walk back from it, or let the learner draw.",
    )
    add = made.add_argument
    drawings = f"{', '.join(preset_names())} (default: heart); by the learner: {', '.join(LEARNED)}"
    add("drawing", nargs="?", default="heart", help=drawings)
    what = "the first knows the drawing, the second all presets, the last has learned shapes, the "
    what += "others know letters (default: the oracle, if it has the drawing)"
    add("--denoiser", help=f"{', '.join((*OTHERS, LEARNER))}: {what}")
    add("--style", help=f"for the learner: {', '.join(STYLES)}")
    for name, (default, words) in OPTIONS.items():
        words = f"{words} (default: {default})"
        add(f"--{name}", type=type(default), default=default, help=words)
    add("--animate", action="store_true", help="show every step, in one place")
    return made


def walk(asked: argparse.Namespace) -> Iterator[Frame]:
    """The frames from x_T to x_0."""
    checks.one_of("drawing", asked.drawing, (*preset_names(), *LEARNED))
    schedule = SCHEDULES[checks.one_of("schedule", asked.schedule, SCHEDULES)](asked.steps)
    sampler = SAMPLERS[checks.one_of("sampler", asked.sampler, SAMPLERS)]
    if checks.one_of("denoiser", asked.denoiser, (*OTHERS, LEARNER)) != LEARNER:
        x0 = to_signal(preset(asked.drawing))
        denoiser = OTHERS[asked.denoiser](x0)
        return Experiment(x0, schedule, denoiser, sampler, asked.seed).reverse()
    named, unnamed = Learned.load(asked.drawing, asked.style), Learned.load()
    start = NoiseSource(asked.seed).normal((SIDE, SIDE))
    dice = NoiseSource(asked.seed, stream=1)
    return sampler(Guided(named, unnamed, asked.guidance), schedule, start, dice)


def main(given: Sequence[str] | None = None) -> int:
    """Run from the command line; return the exit status."""
    known = parser()
    asked = known.parse_args(given)
    remembered = asked.drawing in preset_names() and not asked.style
    asked.denoiser = asked.denoiser or ("oracle" if remembered else LEARNER)
    live = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    look = shutil.get_terminal_size().columns, live and not os.environ.get("NO_COLOR")
    try:
        frames = list(walk(asked))
        if asked.animate and live:
            terminal.play(frames, *look)
        else:
            print("\n".join(terminal.sheet(frames, *look)))
        names = ("denoiser", "schedule", "sampler", "seed")
        told = ", ".join(f"{name} {getattr(asked, name)}" for name in names)
        print(f"{told}; --help has the others", flush=True)
    except UnicodeEncodeError:
        lacking = f"{sys.stdout.encoding} has no blocks to draw with"
        print(f"{lacking}: set PYTHONIOENCODING=utf-8", file=sys.stderr)
        return 1
    except ValueError as error:
        known.error(str(error))
    except BrokenPipeError:  # the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
