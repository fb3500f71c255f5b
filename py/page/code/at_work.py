"""Which functions of the engine are at work in a figure as it stands, and the arrays of its moment.

Schedule, denoiser and sampler follow from the settings; what else computes and measures follows
from what the figure's own modules import of the engine.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Container, Iterable, Iterator
from typing import Any

from page.code.source import Piece, module, module_of
from page.denoisers import DENOISERS
from page.denoisers.spec import PLAIN
from page.export.film import Array, Film
from page.figures.catalogue import Entry
from page.figures.code.exercises import origin_of
from page.figures.code.settings import CodeSettings, kind_of
from page.state import yours
from page.state.yours import KINDS, YOURS, Kind
from unerase import denoisers
from unerase.denoisers import learned
from unerase.samplers import SAMPLERS
from unerase.schedules import SCHEDULES, custom
from unerase.training import Trained

HEADINGS = {
    "unerase.schedules": "Schedule",
    "unerase.denoisers": "Denoiser",
    "unerase.samplers": "Sampler",
    "unerase.forward": "The way into noise",
    "unerase.training": "Training",
    "unerase.metrics": "What is measured",
}
"""What is shown of the engine, by the package it is in, in this order."""


def pieces(entry: Entry, settings: Any) -> list[tuple[str, list[Piece]]]:
    """The sources at work, under their headings; a module’s pieces stand in its order."""
    found: dict[str, list[Piece]] = {heading: [] for heading in HEADINGS.values()}
    for kind in KINDS:
        if any(named == YOURS for named in named_in(settings, kind)):
            found[kind.capitalize()].append(_visitors(kind))
    for thing in things(entry, settings):
        heading = _heading(thing)
        for piece in module_of(thing).pieces(thing.__name__):
            if heading and piece not in found[heading]:
                found[heading].append(piece)
    return [(heading, listed) for heading, listed in found.items() if listed]


def things(entry: Entry, settings: Any) -> Iterator[Any]:
    """The engine's functions and classes at work."""
    for name in named_in(settings, "schedule"):
        if name in SCHEDULES:
            yield SCHEDULES[name]
        elif name != YOURS:
            yield custom
    for name in named_in(settings, "denoiser"):
        yield from _of_denoiser(name)
    for name in named_in(settings, "sampler"):
        if name in SAMPLERS:
            yield SAMPLERS[name].function
    yield from _imported(entry)


def named_in(settings: Any, kind: Kind) -> list[str]:
    """The schedules, denoisers or samplers that the settings name."""
    found: list[str] = []
    if isinstance(settings, CodeSettings) and kind_of(settings.part) == kind:
        found = [origin_of(settings.part), *([YOURS] if yours.here(kind) else [])]
    found += [name for name in settings.fixed if _kind_of((name,)) == kind]
    for field, value in vars(settings).items():
        names = value if isinstance(value, tuple) else (value,)
        if field == kind or (field in ("shown", "lanes") and _kind_of(names) == kind):
            found += [name for name in names if name]
    return found


def _kind_of(names: Iterable[object]) -> str:
    """What kind of part a row of names is about."""
    known: dict[str, Container[object]] = {
        "schedule": (*SCHEDULES, "custom"),
        "denoiser": DENOISERS.keys() - {YOURS},
        "sampler": SAMPLERS,
    }
    return next((kind for kind, all_of in known.items() if any(n in all_of for n in names)), "")


def _of_denoiser(name: str) -> Iterator[Any]:
    """The classes of the engine that a denoiser is made of."""
    if name not in DENOISERS:
        return
    for node in ast.walk(ast.parse(DENOISERS[name].script(PLAIN))):
        if isinstance(node, ast.Name):
            for place in (denoisers, learned):
                if isinstance(found := getattr(place, node.id, None), type):
                    yield found
            if node.id == Trained.__name__:
                yield Trained


def _imported(entry: Entry) -> Iterator[Any]:
    """The functions of the engine that the figure's modules have imported."""
    folder = f"page.figures.{entry.name}."
    for path, module_ in [*sys.modules.items()]:
        # What saves it, and what the build made, are not at work.
        if not path.startswith(folder) or path.endswith((".film", ".poster")):
            continue
        for thing in [*vars(module_).values()]:
            home = getattr(thing, "__module__", None) or ""
            ours = home.startswith("unerase.") and callable(thing) and _heading(thing)
            if ours and not isinstance(thing, type) and thing.__name__ in module(home).bound:
                yield thing


def _heading(thing: Any) -> str:
    home = thing.__module__
    return next((said for where, said in HEADINGS.items() if home.startswith(where)), "")


def _visitors(kind: Kind) -> Piece:
    held = yours.held(kind)
    return Piece(held.name, "your code", 1, held.text)


def arrays(film: Film) -> Iterator[tuple[Array, Any]]:
    """The arrays of a film as they are at its moment: those that have values step by step, there.

    Settings that files have beside them are left out.
    """
    for array in film.arrays:
        if len(array.t):
            if film.t in array.t:
                yield array, array.values[list(array.t).index(film.t)]
        elif array.values.ndim:
            yield array, array.values
