"""Samplers by name: what people call each, and how a script calls it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from page.state import yours
from unerase.samplers import SAMPLERS, Sampler


@dataclass(frozen=True)
class SamplerSpec:
    """What a sampler is called in menus, what fits at a line, and a sentence about it."""

    label: str
    short: str
    about: str


SAMPLER_SPECS: Mapping[str, SamplerSpec] = MappingProxyType(
    {
        "ddim": SamplerSpec(
            "DDIM (η = 0), Euler, DPM-Solver++(1)",
            "Euler",
            "Also called Euler on the probability-flow ODE in Karras’s variables, Euler on "
            "rectified flow, first-order DPM-Solver++.",
        ),
        "heun": SamplerSpec("Heun", "Heun", "Also called the sampler of EDM."),
        "dpmpp": SamplerSpec("DPM-Solver++(2M)", "DPM++", "Also called DPM++ 2M."),
        "dpmpp3": SamplerSpec("DPM-Solver++(3M)", "DPM++ 3M", "Also called DPM++ 3M."),
        "unipc": SamplerSpec(
            "UniPC",
            "UniPC",
            "Steps as DPM-Solver++(2M) does, then lets the next answer correct the step.",
        ),
        "half": SamplerSpec(
            "DDIM (η = ½)",
            "η = ½",
            "Half way between no dice and DDPM’s: part of the noise stays, part is thrown anew.",
        ),
        "ddpm": SamplerSpec(
            "DDPM (β̃), DDIM (η = 1), Euler ancestral",
            "DDPM",
            "Also called DDIM at η = 1 or Euler ancestral.",
        ),
        "beta": SamplerSpec("DDPM (β)", "DDPM β", "DDPM with the larger of its two variances."),
        "sde": SamplerSpec("DPM-Solver++(2M) SDE", "DPM++ SDE", "Also called DPM++ 2M SDE."),
        "renoise": SamplerSpec(
            "Fresh noise each step",
            "renoise",
            "Narrower, cleaner, less varied: the rule of multistep consistency sampling, used with "
            "a denoiser that answers a mean.",
        ),
        yours.YOURS: SamplerSpec(yours.LABEL, "Yours", "The one that you have written."),
    }
)
"""For people, by the names of `unerase.samplers.SAMPLERS` and in their order; then yours."""

SAMPLER_LABELS = {name: one.label for name, one in SAMPLER_SPECS.items()}


def sampler_of(name: str) -> Sampler:
    """The sampler of that name; raises LookupError for the visitor's own where there is none."""
    if name == yours.YOURS:
        return Sampler(yours.held("sampler").make, stochastic=True)
    return SAMPLERS[name]


def missing(name: str) -> str:
    """What has to be done before a sampler can be chosen; nothing for most."""
    return yours.missing("sampler", name)


def in_python(name: str) -> str:
    """The sampler as a Python expression."""
    return "your_sampler" if name == yours.YOURS else f'SAMPLERS["{name}"]'


def call(name: str, arguments: str) -> str:
    """The Python of a walk with that sampler: the engine's function, and its options."""
    if name == yours.YOURS:
        return f"your_sampler({arguments})"
    sampler = SAMPLERS[name]
    options = "".join(f", {key}={value!r}" for key, value in sampler.options.items())
    return f"{sampler.function.__name__}({arguments}{options})"
