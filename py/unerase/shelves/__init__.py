"""Shelves: the drawings that a denoiser knows, ready-made or a visitor's own."""

from unerase.shelves.letters import letters
from unerase.shelves.sketch import MAX_NAME, MAX_SKETCHES, MIN_SKETCHES, Sketch

__all__ = ["MAX_NAME", "MAX_SKETCHES", "MIN_SKETCHES", "Sketch", "letters"]
